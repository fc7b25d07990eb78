"""What git was asked of a document's past, kept by the commit that HEAD was then: ids and names of
files, never a text. To walk through all that an office ever saved takes longer than all the rest.

As in `kept_lines`; nothing is kept of what was refused, nor where older versions were not fetched.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec
from msgspec import Struct, field

from ..build.shared import Shared
from ..secrecy.clearance import is_cleared
from ..storage.cache import program_mark
from .kept_lines import file_of, keep_file
from .lineage import Lineage, Node, texts_of
from .repository import Repository
from .versions import version_of


class _KeptNode(Struct, array_like=True):
    """A node without what the commit and the files themselves say."""

    commit: str
    name: str
    parents: tuple[str, ...]
    files: dict[str, str]
    by_hand: bool
    beside: frozenset[str]


class _KeptPast(Struct, array_like=True):
    """The nodes with the files `used`."""

    used: list[str]
    nodes: list[_KeptNode]


class _Kept(Struct):
    """What the file holds: what the document was `called`, and what was asked last, at the end."""

    program: str
    head: str
    called: list[str]
    pasts: list[_KeptPast] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {*self.called, *(name for past in self.pasts for name in past.used)}


_MOST_PASTS = 3
"""`history` asks for files that older versions used too, `diff` does not."""


class KeptLineage(Struct):
    """What is known of the past of one document, called `name` now, as HEAD has it; `file` None =
    nothing is kept.
    """

    repository: Repository
    file: Path | None
    name: str
    head: str
    _known: _Kept | None = None

    @property
    def called(self) -> list[str] | None:
        """What the document was called, the newest name first."""
        return self._known.called if self._known else None

    def were_allowed(self, names: Collection[str]) -> bool:
        """Whether all that these files ever were was found to be no secret."""
        return self._known is not None and self._known.names >= {*names}

    def find(self, used: Collection[str]) -> Lineage | None:
        """The lineage with these files; None where it is not known."""
        pasts = self._known.pasts if self._known else []
        kept = next((each.nodes for each in pasts if each.used == sorted(used)), None)
        if self._known is None or kept is None:
            return None
        commits = self.repository.store.commits([each.commit for each in kept])
        asked = frozenset((self.name, *self._known.called, *used))
        nodes = {
            each.commit: Node(
                version_of(commit, each.name),
                each.parents,
                each.files,
                asked,
                each.by_hand,
                each.beside,
            )
            for each, commit in zip(kept, commits, strict=True)
        }
        return Lineage(nodes, texts_of(nodes.values(), self.repository))

    def keep(self, called: Collection[str], used: Collection[str], past: Lineage) -> None:
        """Keep a lineage; not of a document that HEAD has not under its name."""
        if self.file is None or not any(self.repository.ids([f"{self.head}:{self.name}"])):
            return
        nodes = [
            _KeptNode(
                node.version.commit,
                node.version.name,
                node.parents,
                node.files,
                node.merged_by_hand,
                node.beside,
            )
            for node in past.nodes.values()
        ]
        if self._known is None:
            self._known = _Kept(program_mark(), self.head, list(called))
        self._known.pasts.append(_KeptPast(sorted(used), nodes))
        del self._known.pasts[:-_MOST_PASTS]
        keep_file(self.file, msgspec.json.encode(self._known))


def kept_lineage(shared: Shared, name: str, repository: Repository) -> KeptLineage:
    """What was kept of a document by this program, as far as it holds for HEAD: where that went on
    in one line that touched none of the files, all of it does.
    """
    head = repository.commit_of("HEAD") or ""
    if is_cleared() or not head or repository.is_shallow():
        return KeptLineage(repository, None, name, head)
    found = KeptLineage(repository, file_of(shared, name, "past"), name, head)
    assert found.file is not None  # noqa: S101  it was just given
    try:
        kept = msgspec.json.decode(found.file.read_bytes(), type=_Kept)
    except (OSError, ValueError, RecursionError):
        return found
    if kept.program != program_mark():
        return found
    if kept.head != head:
        if not repository.store.is_untouched_since(kept.head, {name, *kept.names}):
            return found
        kept.head = head
        keep_file(found.file, msgspec.json.encode(kept))
    found._known = kept
    return found
