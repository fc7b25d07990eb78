"""What can be changed in a YAML text in place.

A path leads from the top of the file to a value: keys and numbers of items (from 0). All paths of
changes made together are those of the text before any of them.
"""

from __future__ import annotations

from msgspec import Struct

from ...problem import Place

Path = tuple[str | int, ...]

Data = str | None | list["Data"] | dict[str, "Data"]
"""What a new item or entry holds. None = a key left empty."""


class SetText(Struct, frozen=True):
    """The text (or the empty value) at `path` becomes `value`."""

    path: Path
    value: str


class RenameKey(Struct, frozen=True):
    """The key of the entry at `path` becomes `key`."""

    path: Path
    key: str


class Remove(Struct, frozen=True):
    """The item of a list or the entry of a mapping at `path` goes, with what is typed inside it and
    behind it on its last line; comments on lines of their own before and after it stay.
    """

    path: Path


class InsertItem(Struct, frozen=True):
    """`value` comes before item `index` of the list at `path`; at its end where that is how many
    items there are.
    """

    path: Path
    index: int
    value: Data


class MoveItem(Struct, frozen=True):
    """The item at `path` of a list comes before what is now item `index` of it, or of the list at
    `to` (its end where that is how many there are), as it is typed, with the comments right above
    it.
    """

    path: Path
    index: int
    to: Path | None = None

    @property
    def into(self) -> Path:
        """The list that it comes into."""
        return self.path[:-1] if self.to is None else self.to


class AddEntry(Struct, frozen=True):
    """`key: value` comes into the mapping at `path`, after the entry `after`; None = at the end."""

    path: Path
    key: str
    value: Data
    after: str | None = None


Change = SetText | RenameKey | Remove | InsertItem | MoveItem | AddEntry


class CannotEditError(Exception):
    """Why a change cannot be made so that nothing else changes, in Chinese, and where."""

    def __init__(self, reason: str, place: Place) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place
