"""The plain tree that becomes YAML: texts, lists and mappings, with remarks where it is unsure."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct


class Noted(Struct, frozen=True):
    """A value and what stands before it as comments."""

    value: Tree
    notes: tuple[str, ...]


Tree = str | Noted | list["Tree"] | dict[str, "Tree"]


def noted(value: Tree, *notes: str) -> Tree:
    """`value` with comments; as it is where there are none."""
    kept = tuple(note for note in notes if note)
    return Noted(value, kept) if kept else value


def plain(tree: Tree) -> Tree:
    """The same without comments."""
    if isinstance(tree, Noted):
        return plain(tree.value)
    if isinstance(tree, dict):
        return {key: plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [plain(item) for item in tree]
    return tree


REWRITTEN = (
    *("成文日期", "起", "止", "日期", "编号", "序号", "责任标注", "体例", "合并", "稿本", "格式"),
    *("联合标志", "表头", "对齐", "图", "替代文字", "宽"),
)
"""Keys whose values are the program's words for what the source says otherwise."""


def texts(tree: Tree) -> Iterator[str]:
    """The texts of a tree that stand for the source's own, in order."""
    if isinstance(tree, Noted):
        yield from texts(tree.value)
    elif isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for item in tree:
            yield from texts(item)
    else:
        for key, value in tree.items():
            if key not in REWRITTEN:
                yield from texts(value)
