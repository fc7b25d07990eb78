"""The history of files as `git log` walks it, for the library: the same commits in the same order,
which decides what a file that was renamed on a branch is called on the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

import pygit2
from msgspec import Struct, field

from .renames import former_name
from .trees import Entry, Trees


class Walk(Struct):
    """The commits of one repository. `cut` are those whose parents were not fetched."""

    trees: Trees
    cut: frozenset[str]
    _parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _tree: dict[str, pygit2.Oid] = field(default_factory=dict)

    def parents(self, commit: str) -> tuple[str, ...]:
        self._read(commit)
        return self._parents[commit]

    def tree(self, commit: str) -> pygit2.Oid:
        self._read(commit)
        return self._tree[commit]

    def _read(self, commit: str) -> None:
        if commit not in self._parents:
            found = self.trees.repository[commit]
            assert isinstance(found, pygit2.Commit)  # noqa: S101  nobody asks for anything else
            parents = () if commit in self.cut else tuple(map(str, found.parent_ids))
            self._parents[commit], self._tree[commit] = parents, found.tree_id

    def ancestors(self, start: str) -> set[str]:
        """The commits that one came from, and itself."""
        return set(_children_first(start, self.parents))

    def changes(self, start: str, names: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The commits in which one of the files became what none of the parents has, each with the
        nearest such ones it came from (git's simplified history), a child before its parents.
        """
        held: dict[str, tuple[Entry | None, ...]] = {}

        def files(commit: str) -> tuple[Entry | None, ...]:
            if commit not in held:
                tree = self.tree(commit)
                held[commit] = tuple(self.trees.find(tree, name) for name in names)
            return held[commit]

        def kept_from(commit: str) -> str | None:
            """The parent that a commit took over whole; "" where there never was any of it."""
            parents = self.parents(commit)
            if not parents:
                return None if any(files(commit)) else ""
            return next((each for each in parents if files(each) == files(commit)), None)

        same: dict[str, str | None] = {}

        def simplified(commit: str) -> tuple[str, ...]:
            if commit not in same:
                same[commit] = kept_from(commit)
            found = same[commit]
            return self.parents(commit) if found is None else (found,) if found else ()

        order = _children_first(start, simplified)
        nearest: dict[str, str] = {"": ""}
        for commit in reversed(order):
            kept = same[commit]
            nearest[commit] = commit if kept is None else nearest[kept]
        found = {}
        for commit in order:
            if same[commit] is None:
                before = (nearest[parent] for parent in self.parents(commit))
                found[commit] = tuple(dict.fromkeys(filter(None, before)))
        return found

    def follow(self, start: str, name: str) -> list[tuple[str, str]]:
        """The commits in which a file changed, with its name then, as `git log --follow` does."""
        found = []
        for commit in _children_first(start, self.parents):
            parents = self.parents(commit)
            if len(parents) > 1:
                continue
            now = self.trees.find_file(self.tree(commit), name)
            before = self.trees.find_file(self.tree(parents[0]), name) if parents else None
            if now is None or now == before:
                continue
            found.append((commit, name))
            if before is None and parents:
                tree, parent = self.tree(commit), self.tree(parents[0])
                name = former_name(name, now, tree, parent, self.trees) or name
        return found


def _children_first(start: str, parents: Callable[[str], Sequence[str]]) -> list[str]:
    """All that a commit came from, in git's --topo-order: no line of work is left before its end,
    and of two the one merged in comes first.
    """
    waiting = Counter[str]()
    seen, ahead = {start}, [start]
    while ahead:
        for parent in parents(ahead.pop()):
            waiting[parent] += 1
            if parent not in seen:
                seen.add(parent)
                ahead.append(parent)
    order, ready = [], [start]
    while ready:
        commit = ready.pop()
        order.append(commit)
        for parent in parents(commit):
            waiting[parent] -= 1
            if not waiting[parent]:
                ready.append(parent)
    return order
