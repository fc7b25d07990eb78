"""The texts of a tree one by one, each with where it stands and where a remark on it can go."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from .tree import REWRITTEN, Noted, Tree

_LISTED = ("正文", "条目", "附件", "印发件", "件", "名单", "人员", "职责", "阶段")
"""Lists whose members may each have a remark before it; in others it stands before the whole."""
_FLOWING = ("正文", "印发件", "附件")
"""Top-level keys whose texts follow one another as in the source; the others have places of their
own on paper.
"""
_BLOCKS = ("表", "名单", "职责", "阶段", "条目", "目标")
"""Blocks that are one thing to the reader, whatever their fields are called."""


class TreeLeaf(Struct, frozen=True):
    """A text of a tree. `path` are the keys down to it; `holder[key]` is what a remark on it stands
    before: the block that it belongs to. `is_prose` = it is a paragraph as it was, no part of a
    recognised block.
    """

    path: tuple[str, ...]
    text: str
    holder: dict[str, Tree] | list[Tree]
    key: str | int
    is_prose: bool = False

    @property
    def flows(self) -> bool:
        return self.path[0] in _FLOWING

    @property
    def what(self) -> str:
        """What the text was recognised as, in the words of the YAML: 标题, 正文·节."""
        block = next((key for key in reversed(self.path) if key in _BLOCKS), self.path[-1])
        return block if block == self.path[0] else f"{self.path[0]}·{block}"

    def remark(self, message: str, note: str) -> None:
        """Put the remark `note` before the block, but where one says the `message` already."""
        at = _at(self.holder, self.key)
        notes, value = (at.notes, at.value) if isinstance(at, Noted) else ((), at)
        if any(message in each for each in notes):
            return
        made = Noted(value, (*notes, note))
        if isinstance(self.holder, list):
            self.holder[int(self.key)] = made
        else:
            self.holder[str(self.key)] = made


def _at(holder: dict[str, Tree] | list[Tree], key: str | int) -> Tree:
    return holder[int(key)] if isinstance(holder, list) else holder[str(key)]


def leaves(tree: dict[str, Tree]) -> list[TreeLeaf]:
    """The texts of a tree that stand for the source's own, in the tree's order."""
    tops = ((value, TreeLeaf((key,), "", tree, key)) for key, value in tree.items())
    return [leaf for value, top in tops for leaf in _below(value, top)]


def _below(value: Tree, at: TreeLeaf) -> Iterator[TreeLeaf]:
    """The texts in `value`; `at` is where it stands."""
    if at.path[-1] in REWRITTEN:
        return
    if isinstance(value, Noted):
        yield from _below(value.value, at)
    elif isinstance(value, str):
        yield replace(at, text=value, is_prose=at.path[-1] == "正文")
    elif isinstance(value, list):
        listed = at.path[-1] in _LISTED
        for index, item in enumerate(value):
            here = replace(at, holder=value, key=index) if listed else at
            yield from _below(item, here)
    else:
        is_part = "标题" in value
        for key, inner in value.items():
            here = replace(at, path=(*at.path, key))
            yield from _below(inner, replace(here, holder=value, key=key) if is_part else here)
