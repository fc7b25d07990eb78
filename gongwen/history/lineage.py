"""A document and the files it uses, commit by commit, each with the commits it came from: not with
the line above it in a list, which after a merge is another person's.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from .. import patterns as re
from ..library.documents import is_registry
from .registry_changes import may_show
from .renamed import renamed_from
from .repository import Repository
from .versions import Version, former_names, version_of

_ALIKE = 0.4
"""How much of a deleted document a new one of its name must hold to be the same one; as for git's
renames (`versions`).
"""
_PACKED = (".xlsx", ".xlsm", ".docx", ".png", ".jpg", ".jpeg", ".gif", ".pdf")
"""What no words can be looked for in."""


class Node(Struct, frozen=True):
    """A commit in which something of all this differs from before. `parents` are the nearest such
    ones it came from, `files` the ids of what the document and the files it uses hold, by name;
    `asked` all the names that were looked for, `beside` other names of the document under which a
    file still stands: it was copied. `merged_by_hand` = a merge that holds what neither
    side has.
    """

    version: Version
    parents: tuple[str, ...]
    files: dict[str, str]
    asked: frozenset[str]
    merged_by_hand: bool = False
    beside: frozenset[str] = frozenset()

    @property
    def document(self) -> str:
        """The id of what the document holds; "" where it is not there."""
        return self.files.get(self.version.name, "")


class Lineage(Struct, frozen=True):
    """The nodes that the document came through, by commit, a child before its parents, and what
    their files hold by id. The first is the document as the commit that was asked for has it.
    """

    nodes: dict[str, Node]
    texts: dict[str, bytes]

    @property
    def tip(self) -> Node | None:
        """The document as it is at the commit that was asked for."""
        return next(iter(self.nodes.values()), None)

    def came_from(self, node: Node) -> list[Node]:
        """The nodes that a node is to be compared with."""
        return [self.nodes[parent] for parent in node.parents]

    def versions(self) -> list[Node]:
        """The nodes, the oldest first."""
        return list(self.nodes.values())[::-1]

    def others(self, node: Node) -> tuple[str, ...]:
        """The files that were changed in the document's place, where it was not changed itself."""
        before = self.came_from(node)
        own = node.version.name, node.document
        if not before or any(own != (each.version.name, each.document) for each in before):
            return ()
        names = sorted({*node.files, *(name for each in before for name in each.files)})
        return tuple(
            name
            for name in names
            if name != node.version.name
            and any(node.files.get(name) != each.files.get(name) for each in before)
        )


def lineage(
    name: str,
    used: Collection[str],
    repository: Repository,
    start: str = "HEAD",
    names: Collection[str] | None = None,
) -> Lineage:
    """What became of a document and of the files it uses up to a commit; `names` is what it was
    called, where that is known. Nobody is asked here whether it may be worked on; see `classified`.
    """
    if repository.commit_of(start) is None:
        return Lineage({}, {})
    called_so = former_names(name, repository, start) if names is None else names
    names = (name, *(each for each in called_so if each != name))
    asked = frozenset((*names, *used))
    commits = repository.store.log(start, asked)
    held = _held([each.id for each in commits], sorted(asked), repository)
    merges = [each.id for each in commits if len(each.parents) > 1]
    by_hand = repository.store.written_by_hand(merges, asked)
    called = {}
    if commits:
        there = held[commits[0].id]
        unsaved = renamed_from(name, repository) if start == "HEAD" and name not in there else ""
        called[commits[0].id] = unsaved or name
    nodes: dict[str, Node] = {}
    for each in commits:
        own = called.setdefault(each.id, name)
        for parent in each.parents:
            called.setdefault(parent, _name_in(held.get(parent, {}), own, names))
        files = {file: held[each.id][file] for file in (own, *used) if file in held[each.id]}
        version = version_of(each, own)
        beside = frozenset(names) & held[each.id].keys() - {own}
        nodes[each.id] = Node(version, each.parents, files, asked, each.id in by_hand, beside)
    texts = texts_of(nodes.values(), repository)
    return _came_through(nodes, texts)


def _came_through(nodes: dict[str, Node], texts: dict[str, bytes]) -> Lineage:
    """Of all the nodes, those that the document of the first of them came through."""
    standing = _standing(nodes, texts)
    wanted = set(next((standing[commit] for commit in nodes), ()))
    found = {}
    for commit, node in nodes.items():
        if commit in wanted:
            stands = (each for parent in node.parents for each in standing.get(parent, ()))
            found[commit] = replace(node, parents=tuple(dict.fromkeys(stands)))
            wanted.update(found[commit].parents)
    ids = dict.fromkeys(each for node in found.values() for each in node.files.values())
    return Lineage(found, {each: texts[each] for each in ids if each in texts})


def _held(
    commits: list[str], names: list[str], repository: Repository
) -> dict[str, dict[str, str]]:
    """What the files of these names hold in each commit, by its id."""
    specs = [f"{commit}:{name}" for commit in commits for name in names]
    ids = iter(repository.ids(specs))
    return {commit: {name: found for name in names if (found := next(ids))} for commit in commits}


def _name_in(held: dict[str, str], name: str, names: tuple[str, ...]) -> str:
    """What the document was called in a commit that came before one where it is called `name`."""
    return next((each for each in (name, *names) if each in held), name)


def texts_of(nodes: Collection[Node], repository: Repository) -> dict[str, bytes]:
    """What the files of nodes hold, by id."""
    ids = list(dict.fromkeys(each for node in nodes for each in node.files.values()))
    found = zip(ids, repository.contents(ids), strict=True)
    return {each: content for each, content in found if content is not None}


def _standing(nodes: dict[str, Node], texts: dict[str, bytes]) -> dict[str, tuple[str, ...]]:
    """For each commit, those whose document it has, as far as it may show on paper: itself, one it
    came from, or none where there is none yet. The nodes come to have the registries that count for
    them.
    """
    standing: dict[str, tuple[str, ...]] = {}
    words = _OwnWords(texts)
    for commit, node in reversed(list(nodes.items())):
        found = (stand for parent in node.parents for stand in standing.get(parent, ()))
        before = tuple(dict.fromkeys(found))
        if not node.document:
            standing[commit] = before
            continue
        gone = any(not nodes[parent].document for parent in node.parents if parent in nodes)
        if gone:
            before = tuple(each for each in before if _is_alike(node, nodes[each], texts))
        now = _with_registries_of(node, (nodes[each] for each in before), words)
        own = now.version.name, now.files
        same = (each for each in before if own == (nodes[each].version.name, nodes[each].files))
        standing[commit] = next(((each,) for each in same), (commit,))
        nodes[commit] = replace(now, parents=()) if gone and not before else now
    return standing


def _is_alike(node: Node, other: Node, texts: dict[str, bytes]) -> bool:
    """Whether a document that was gone is the one that came again under its name."""
    old, new = (texts.get(each.document, b"").splitlines() for each in (other, node))
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() >= _ALIKE


def _with_registries_of(node: Node, others: Iterable[Node], written: _OwnWords) -> Node:
    """The node with the registries that one before it had, where nothing in which they differ may
    show in its document: most commits that change a registry change units of which it says nothing,
    and each other registry has to be read.
    """
    registries = [name for name in node.files if is_registry(PurePosixPath(name))]
    if not registries or any(PurePosixPath(name).suffix.lower() in _PACKED for name in node.files):
        return node
    files = dict(node.files)
    words, texts = written.of(node), written.texts
    for name in registries:
        new = texts.get(files[name], b"")
        for other in others:
            old = other.files.get(name)
            if old == files[name]:
                break
            if old and not may_show(texts.get(old, b""), new, words):
                files[name] = old
                break
    return replace(node, files=files)


class _OwnWords(Struct):
    """What a node's files say without spaces, registries apart; kept, for most nodes say the
    same.
    """

    texts: dict[str, bytes]
    _known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def of(self, node: Node) -> str:
        files = node.files.items()
        ids = tuple(held for name, held in files if not is_registry(PurePosixPath(name)))
        if ids not in self._known:
            texts = (self.texts.get(each, b"").decode("utf-8", "replace") for each in ids)
            self._known[ids] = "\n".join(re.sub(r"\s+", "", text) for text in texts)
        return self._known[ids]
