"""What changed inside one text, by words, as a person would mark it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from msgspec import Struct

from .. import patterns as re

_WHOLE: Final = re.compile(r"\d+(?:[.,:]\d+)*[%‰]?|[A-Za-z]+|.", re.DOTALL)
_CLAUSE_END: Final = re.compile(r"(?<=[，。；：！？\n\t])")
_MARKS: Final = "、，；。："
_FIGURE: Final = re.compile(r"\d")
_ISLAND: Final = 2
"""Kept text this short between two changes is marked with them."""


class Piece(Struct, frozen=True):
    """A stretch of text: `old` and `new` are equal where nothing changed, and either may
    be empty.
    """

    old: str
    new: str

    @property
    def changed(self) -> bool:
        return self.old != self.new


def pieces(old: str, new: str) -> list[Piece]:
    """`old` and `new` in stretches, kept and changed by turns; all old put together is `old`, all
    new is `new`. Time is near linear: clauses that stand once in both are held fast first.
    """
    if old == new:
        return [Piece(old, new)] if old else []
    spans = list(_by_clauses(old, new))
    whole = _without_islands(_joined(spans))
    return _at_marks(_joined([part for span in whole for part in _trimmed(span)]))


def pairs(text: str) -> frozenset[str]:
    """The neighbouring characters of a text, two by two; a digit counts as any other."""
    plain = re.sub(r"\d", "0", text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset((plain,))


def _by_clauses(old: str, new: str) -> Iterator[Piece]:
    a, b = _CLAUSE_END.split(old), _CLAUSE_END.split(new)
    for i1, i2, j1, j2, same in _matched(a, b):
        first, second = "".join(a[i1:i2]), "".join(b[j1:j2])
        if same or not first or not second:
            yield Piece(first, second)
        else:
            yield from _by_words(first, second)


def _by_words(old: str, new: str) -> Iterator[Piece]:
    a, b = _words(old), _words(new)
    for i1, i2, j1, j2, _ in _matched(a, b):
        yield Piece("".join(a[i1:i2]), "".join(b[j1:j2]))


def _matched(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        yield i1, i2, j1, j2, tag == "equal"


def _words(text: str, *, made_up: bool = True) -> list[str]:
    """The words of a text; a number with its sign is one, so is a Latin word. `made_up` = what the
    dictionary has not may be a word too.
    """
    import rjieba

    found: list[str] = []
    for whole in _runs(text):
        found += [whole] if _is_whole(whole) else rjieba.cut(whole, made_up)
    return found


def _runs(text: str) -> Iterator[str]:
    """Numbers, Latin words, and what stands between them."""
    between = ""
    for match in _WHOLE.finditer(text):
        if _is_whole(match[0]):
            if between:
                yield between
            between = ""
            yield match[0]
        else:
            between += match[0]
    if between:
        yield between


def _is_whole(text: str) -> bool:
    return text[0].isascii() and text[0].isalnum()


def _joined(spans: list[Piece]) -> list[Piece]:
    """Neighbours of one kind as one."""
    found: list[Piece] = []
    for span in spans:
        if found and found[-1].changed == span.changed:
            found.append(_sum(found.pop(), span))
        elif span.old or span.new:
            found.append(span)
    return found


def _trimmed(span: Piece) -> Iterator[Piece]:
    """A change that only adds or takes away keeps the rest, and so does one of a figure; a number
    stays whole.
    """
    short, long = sorted((span.old, span.new), key=len)
    if not span.changed or not short:
        yield span
        return
    head = _shared(short, long)
    tail = _shared(short[head:][::-1], long[head:][::-1])
    if head + tail < len(short) and not (_FIGURE.search(span.old) and _FIGURE.search(span.new)):
        short_ends, long_ends = _known_ends(short), _known_ends(long)
    else:
        short_ends, long_ends = _word_ends(short), _word_ends(long)
    while head and not (head in short_ends and head in long_ends):
        head -= 1
    while tail and not (len(short) - tail in short_ends and len(long) - tail in long_ends):
        tail -= 1
    for start, end in ((0, head), (head, -tail or None), (-tail or len(long), None)):
        yield Piece(span.old[start:end], span.new[start:end])


def _known_ends(text: str) -> set[int]:
    """Where the words of a text end that the dictionary has: none is made up of others' letters."""
    return set(accumulate(map(len, _words(text, made_up=False)), initial=0))


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    pairs_of = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs_of if a != b), min(len(one), len(other)))


def _word_ends(text: str) -> set[int]:
    """Where a number, a Latin word or any other letter ends; 年底 and 月底 are not parted."""
    ends = {match.end() for match in _WHOLE.finditer(text) if text[match.end() :][:1] != "底"}
    return {0, *ends, len(text)}


def _at_marks(spans: list[Piece]) -> list[Piece]:
    """What came or went, of the places it could stand at, at that of a mark: 、市审计局 rather
    than 审计局、市.
    """
    for index in range(1, len(spans) - 1):
        before, span, after = spans[index - 1 : index + 2]
        words = span.old or span.new
        if before.changed or after.changed or (span.old and span.new) or words[0] in _MARKS:
            continue
        steps = _shared(before.new[::-1], words[::-1])
        if steps == len(words):  # the same words twice
            continue
        for step in range(1, steps + 1):
            if words[-step] in _MARKS:
                moved = words[-step:]
                turned = moved + words[:-step]
                spans[index - 1] = Piece(before.old[:-step], before.new[:-step])
                spans[index] = Piece(turned, "") if span.old else Piece("", turned)
                spans[index + 1] = Piece(moved + after.old, moved + after.new)
                break
    return [span for span in spans if span.old or span.new]


def _sum(first: Piece, second: Piece) -> Piece:
    return Piece(first.old + second.old, first.new + second.new)


def _without_islands(spans: list[Piece]) -> list[Piece]:
    """Short kept text between changes joins them, unless it is a mark that ends a clause."""
    found: list[Piece] = []
    for index, span in enumerate(spans):
        between = 0 < index < len(spans) - 1
        if (
            not span.changed
            and between
            and _is_island(span.old, spans[index - 1], spans[index + 1])
        ) or (found and found[-1].changed == span.changed):
            found.append(_sum(found.pop(), span))
        else:
            found.append(span)
    return found


def _is_island(text: str, before: Piece, after: Piece) -> bool:
    if _CLAUSE_END.search(text):
        return False
    around = min(len(before.old) + len(before.new), len(after.old) + len(after.new))
    return len(text) == 1 or (len(text) <= _ISLAND and around > 2 * len(text))
