"""Comments and notes of a file: each stands in the YAML before what it hung on, or is told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..problem import Level
from ..problem_ids import REMARKS, UNSURE
from .fates import Fate
from .pieces import Piece, Source
from .tree import Noted, Tree


def write_remarks(
    pieces: Sequence[Piece], found: Sequence[Fate], fields: dict[str, Tree], source: Source
) -> None:
    """Put every remark of `pieces` before its place in the tree, where it does not stand already,
    and say how many there are; `found` are the fates of the pieces, one for each.
    """
    standing = Counter(_notes(fields))
    written = 0
    for piece, fate in zip(pieces, found, strict=True):
        for remark in piece.remarks:
            kind, _, text = remark.partition("：")
            kind = kind[-2:]
            if standing[remark]:
                standing[remark] -= 1
            elif fate.at:
                fate.at[0].remark(remark, remark)
            else:
                message = f"{remark[:40]}：它所在的文字没有写进文稿，这条{kind}也没有"
                source.say(UNSURE, Level.WARNING, piece.number, message)
                continue
            written += 1
            source.leave(text, piece.number, f"{kind}，写成了注解")
    if written:
        message = f"文件里有{written}条批注或脚注，写成了旁边的注解（# 开头）"
        source.say(REMARKS, Level.NOTICE, 0, message)


def _notes(tree: Tree) -> Iterator[str]:
    """Everything that stands in a tree as a remark."""
    if isinstance(tree, Noted):
        yield from tree.notes
        yield from _notes(tree.value)
    elif isinstance(tree, list):
        for item in tree:
            yield from _notes(item)
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from _notes(value)
