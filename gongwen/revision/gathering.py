"""Each change once: what only repeats others is told as following from them, and the same words
replaced all over are one change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

from msgspec import Struct

from .. import patterns as re
from .change import EVERYWHERE, Change
from .numbers import split_number
from .words import Piece, pieces

_LEAST: Final = 3
"""So many times the same words are replaced to be told as one change."""
_LONGEST_CONTEXT: Final = 12
_SHORTEST: Final = 4
"""So many letters stand around words that came or went inside a name: 城市管理〔执法〕局."""
_BETWEEN: Final = " ｜ "
_TABLE: Final = "表格"
_BREAK: Final = re.compile(r"[\s、，；：。（）《》“”｜／]")
_FIGURE: Final = re.compile(
    r"\d|[〇零一二两三四五六七八九十百千万亿]+(?:[个日天年月周时次倍名人元成]|小时|\Z)"
)


class WrittenText(Struct, frozen=True):
    """All that was written in a text, and not made of other parts of it; what its headings say."""

    text: str
    headings: frozenset[str]


def gathered(changes: Sequence[Change], *, old: WrittenText, new: WrittenText) -> list[Change]:
    """The changes, each told once, from what was written in the old text to that of the new."""
    return _everywhere(_followed(changes, old, new), new.text)


# ---- what follows from others ------------------------------------------------------------------


def _followed(changes: Sequence[Change], old: WrittenText, new: WrittenText) -> list[Change]:
    """A derived table or list told in a word, where the rest says all that changed in it."""
    told = [change for change in changes if not change.derived]
    said = _SaidElsewhere(told, old, new)
    found: list[Change] = []
    known: set[object] = set()
    for change in changes:
        if not (change.derived and told and said.covers(change)):
            found.append(change)
            continue
        place = _whole(change)
        whole = (change.olds, change.news) if place.endswith(_TABLE) else place
        if whole not in known:
            known.add(whole)
            found.append(Change("修改", place, (), f"{change.derived}随之修改"))
    return found


def _whole(change: Change) -> str:
    """Where a derived table or list stands."""
    end = _TABLE if _TABLE in change.place else "附件说明"
    return change.place[: change.place.rindex(end) + len(end)]


class _SaidElsewhere:
    """What the other changes tell, and what stands elsewhere in the texts."""

    def __init__(self, told: Sequence[Change], old: WrittenText, new: WrittenText) -> None:
        self.written = old, new
        self.moves = any("移动" in change.kind for change in told)
        self.texts = "\n".join(each for change in told for each in (change.old, change.new))
        found = [piece for change in told for piece in change.pieces if piece.changed]
        self.words = "\n".join(p.old for p in found), "\n".join(p.new for p in found)

    def covers(self, change: Change) -> bool:
        cells = change.old.split(_BETWEEN), change.new.split(_BETWEEN)
        if change.kind == "修改":
            return self._says_of(change.old, change.new, change.changed_words)
        if self.moves and change.kind.startswith("移动") and len(cells[0]) == len(cells[1]):
            return all(
                was == now or was.isdecimal() or self._says_of(was, now, pieces(was, now))
                for was, now in zip(*cells, strict=True)
            )
        sides = zip((change.old, change.new), self.written, strict=True)
        return all(_stands(text, written.text) for text, written in sides)

    def _says_of(self, old: str, new: str, between: Sequence[Piece]) -> bool:
        """Whether the other changes tell what became of a cell, in so many pieces."""
        return self._names_other_section(old, new) or all(
            piece.old in self.words[0] and piece.new in self.words[1]
            for piece in between
            if piece.changed
        )

    def _names_other_section(self, *texts: str) -> bool:
        """Whether what a cell names is the heading above its task, which went to another section or
        whose section is now another.
        """
        both = zip(texts, self.written, strict=True)
        if not all(text in written.headings for text, written in both):
            return False
        return self.moves or any(text in self.texts for text in texts)


def _stands(text: str, written: str) -> bool:
    """Whether the cells of a row, or a line without its number, stand in what was written."""
    return all(
        split_number(part)[1] in written or part.isdecimal()
        for cell in text.split(_BETWEEN)
        for part in cell.split("／")
    )


# ---- the same all over -------------------------------------------------------------------------


def _everywhere(changes: Sequence[Change], new: str) -> list[Change]:
    """Words replaced by the same others all over, as one change; what has more to it stays."""
    where: defaultdict[Piece, list[int]] = defaultdict(list)
    for at, change in enumerate(changes):
        words = change.changed_words
        if change.kind == "修改" and not change.note and len(set(words)) == 1:
            where[words[0]].append(at)
    gone: set[int] = set()
    instead: dict[int, Change] = {}
    for piece, indexes in where.items():
        if len(indexes) < _LEAST or not _is_of_words(piece):
            continue
        pairs = [pair for index in indexes for pair in _contexts(changes[index].pieces, piece)]
        head = _shared([before[::-1] for before, _ in pairs])[::-1]
        tail = _shared([after for _, after in pairs])
        if head + piece.old + tail in new:  # not everywhere
            continue
        if not (piece.old and piece.new) and not (head and tail and len(head + tail) >= _SHORTEST):
            continue
        gone |= set(indexes)
        note = f"共{len(pairs)}处"
        instead[indexes[0]] = Change("修改", EVERYWHERE, _named(head, piece, tail), note)
    found: list[Change] = []
    for index, change in enumerate(changes):
        if index in instead:
            found.append(instead[index])
        if index not in gone:
            found.append(change)
    return found


def _shared(texts: Sequence[str]) -> str:
    """What all of them begin with."""
    shortest, longest = min(texts), max(texts)
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(shortest, longest, strict=False))
    return "".join(one for one, _ in alike)


def _is_of_words(piece: Piece) -> bool:
    """Whether words became others, came or went; figures are each a change of its own."""
    both = piece.old + piece.new
    return bool(both.strip()) and not (_FIGURE.search(both) or _BREAK.search(both))


def _contexts(pieces: Sequence[Piece], changed: Piece) -> Iterable[tuple[str, str]]:
    """What stands before and after each place of the changed words, up to the next mark."""
    for at, piece in enumerate(pieces):
        if piece == changed:
            before = pieces[at - 1].new if at and not pieces[at - 1].changed else ""
            following = pieces[at + 1 : at + 2]
            after = following[0].new if following and not following[0].changed else ""
            yield (
                _BREAK.split(before)[-1][-_LONGEST_CONTEXT:],
                _BREAK.split(after)[0][:_LONGEST_CONTEXT],
            )


def _named(head: str, piece: Piece, tail: str) -> tuple[Piece, ...]:
    return tuple(
        each for each in (Piece(head, head), piece, Piece(tail, tail)) if each.old or each.new
    )
