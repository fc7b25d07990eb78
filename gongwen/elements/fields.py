"""The words that the model is declared with: fields of a mapping, and the shapes of their values.

A shape is a type annotation: str, a Literal, an Element, a tuple of any of these or a dict from
names to them; `Annotated` adds one of the notes below. `shapes` reads values by them, `schema`
tells editors of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

REQUIRED: Any = object()
"""The default of a field that must be there."""


class Field(Struct, frozen=True):
    """A field of an element. `key` is the YAML key ("" = it is never typed as one), `at_least` the
    fewest items of a list, `form` how the whole is written where its key alone does not tell;
    `unless` is the key that it has to be there without; `empty_says` = [] or {} says something, and
    so does "" where that is the default; `formerly` is a key that it had once, which is read still.
    """

    default: Any
    key: str
    description: str
    at_least: int
    form: str = ""
    unless: str = ""
    empty_says: bool = False
    formerly: str = ""

    @property
    def is_required(self) -> bool:
        """Whether there is no default."""
        return self.default is REQUIRED


def field(
    default: Any = REQUIRED,
    *,
    key: str,
    description: str = "",
    at_least: int = 0,
    form: str = "",
    unless: str = "",
    empty_says: bool = False,
    formerly: str = "",
) -> Any:
    """A field; `Any`, so that the annotation beside it says the type."""
    return Field(default, key, description, at_least, form, unless, empty_says, formerly)


class MisfitError(Exception):
    """A value that does not say what it must: `message` goes on after the name of the value, and
    `told` has what stands there now added to it.
    """

    def __init__(self, message: str, hint: str = "", *, told: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.told = told


class AtLeast(Struct, frozen=True):
    """A list has so many items, or it counts as left empty."""

    items: int


class AtMost(Struct, frozen=True):
    """A list has no more items, or it is no list of what it should be."""

    items: int


class Before(Struct, frozen=True):
    """The value is changed before it is read. `written` is the shape of what people may write, for
    editors and the reference; None = that of the field itself.
    """

    change: Callable[[Any], Any]
    written: Any = None


class Check(Struct, frozen=True):
    """What was read is put through a function, which may raise MisfitError."""

    check: Callable[[Any], Any]


class OneOf(Struct, frozen=True, eq=False):
    """One of these words; what is read is what the word means."""

    meanings: dict[str, Any]


class As(Struct, frozen=True):
    """The value is read by a function alone, which may raise MisfitError."""

    read: Callable[[Any], Any]
    written: Any


class Read(Struct, frozen=True):
    """The value is read by a function that sees where it stands (see `shapes.Reader`)."""

    read: Callable[..., Any]
    written: Any


class Either(Struct, frozen=True, eq=False):
    """One of several shapes; `choose` tells from the value which is meant."""

    choose: Callable[[Any], str]
    shapes: Mapping[str, Any]
