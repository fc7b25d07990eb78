"""The comments of a unit as they came, held against those that the ledger has of it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from msgspec import Struct, field

from ..importer.pieces import same_width
from .ledger import Comment

_ALIKE: Final = 0.5


class Offered(Struct, frozen=True):
    """A comment that came in; `clause` "" = it could not be tied."""

    words: str
    clause: str
    written: str
    quoted: str
    grounds: str
    source: str
    file: str


class Merged(Struct):
    """What is new, what was changed (by its place in the ledger) and what is there no
    more.
    """

    new: list[Offered] = field(default_factory=list)
    changed: list[tuple[int, Comment, Offered]] = field(default_factory=list)
    back: list[tuple[int, Comment]] = field(default_factory=list)
    """What had been taken back, and is said again."""
    gone: list[tuple[int, Comment]] = field(default_factory=list)


def merged(
    offered: Sequence[Offered], there: Sequence[tuple[int, Comment]], files: set[str]
) -> Merged:
    """`files` are those read now from the unit: a comment that came in one of them, and is in none
    now, was taken back. The same comment in two files is one.
    """
    found = Merged()
    left = list(there)
    waiting: list[Offered] = []
    told: list[Offered] = []
    for each in offered:
        if any(_is_same(each, other) for other in told):
            continue
        told.append(each)
        same = [pair for pair in left if same_width(pair[1].words) == same_width(each.words)]
        exact = [pair for pair in same if pair[1].clause == each.clause] or same
        if exact:
            left.remove(exact[0])
            found.back += [exact[0]] if exact[0][1].withdrawn else []
        else:
            waiting.append(each)
    for each in waiting:
        near = [pair for pair in left if pair[1].source and _alike(pair[1], each) >= _ALIKE]
        if near:
            best = max(near, key=lambda pair: _alike(pair[1], each))
            left.remove(best)
            found.changed.append((*best, each))
        else:
            found.new.append(each)
    found.gone = [
        pair
        for pair in left
        if not pair[1].withdrawn and _file_of(pair[1]) in files and pair[1].source
    ]
    return found


def _is_same(one: Offered, other: Offered) -> bool:
    """Whether two are one comment: on one clause, or in two files of which one does not say where
    it belongs.
    """
    if same_width(one.words) != same_width(other.words):
        return False
    if one.clause and other.clause:
        return one.clause == other.clause
    if one.file == other.file:
        return (one.clause, one.written, one.quoted) == (other.clause, other.written, other.quoted)
    return True


def _alike(comment: Comment, offered: Offered) -> float:
    ratio = SequenceMatcher(
        None, same_width(comment.words), same_width(offered.words), autojunk=False
    ).ratio()
    return ratio + (0.2 if comment.clause and comment.clause == offered.clause else 0)


def _file_of(comment: Comment) -> str:
    return comment.source.rpartition(" ")[0] or comment.source
