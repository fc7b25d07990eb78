"""Decimal numbers that touch their heading (1.1编制目的): parted from it where they follow one
another through the text, so that they are no quantities.
"""

from __future__ import annotations

from collections.abc import Sequence

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .fates import shortened
from .pieces import Piece, Source, SourceParagraph
from .wording import HAN

_NUMBER = re.compile(
    r"(\d{1,2}(?:[.．]\d{1,2}){0,4})(?![.．、)）\d])([ \u3000\t]*)" + f"(?=[{HAN}“《（])"
)
_FEWEST = 2
_Numbers = tuple[int, ...]


def part_numbers(source: Source) -> None:
    """Put a blank behind such numbers in `source`, and say so."""
    found = _in_order(source.pieces)
    touching = {at for at in found if not _match(source.pieces[at])[1]}
    if len(found) < _FEWEST or not touching:
        return
    first = source.pieces[min(touching)]
    text = first.text if isinstance(first, SourceParagraph) else ""
    source.pieces = [
        _parted(piece) if at in touching else piece for at, piece in enumerate(source.pieces)
    ]
    said = f"“{shortened(text)}”等{len(touching)}处的序数与标题连在一起，分开了"
    source.say(UNSURE, Level.NOTICE, first.number, said, "对照原文核对层次和序数")


def _match(piece: Piece) -> tuple[_Numbers, str]:
    """The numbers that a paragraph begins with, and the blanks after them; none where it begins
    with no number.
    """
    match = _NUMBER.match(piece.text) if isinstance(piece, SourceParagraph) else None
    if match is None:
        return (), ""
    return tuple(int(each) for each in re.split("[.．]", match[1])), match[2]


def _in_order(pieces: Sequence[Piece]) -> list[int]:
    """Where decimal numbers stand that follow one another from the first of a level on, with the
    single number above each 1.1; none where one does not follow, for it may be a quantity.
    """
    found: list[int] = []
    before: _Numbers = ()
    single = -1
    for at, piece in enumerate(pieces):
        numbers, _ = _match(piece)
        if len(numbers) == 1:
            single = at
        if len(numbers) < 2:
            continue
        if not _follows(numbers, before):
            return []
        if numbers[1:] == (1,) and single >= 0 and _match(pieces[single])[0] == numbers[:1]:
            found.append(single)
        found.append(at)
        before = numbers
    return found


def _follows(numbers: _Numbers, before: _Numbers) -> bool:
    """Whether a number is the first under `before`, the next after it or after one above it, or the
    first of its chapter.
    """
    above, last = numbers[:-1], numbers[-1]
    if last == 1:
        return above == before or len(numbers) == 2
    return len(numbers) <= len(before) and (*above, last - 1) == before[: len(numbers)]


def _parted(piece: Piece) -> Piece:
    if not isinstance(piece, SourceParagraph):
        return piece
    return piece.with_text(_NUMBER.sub(lambda match: f"{match[1]} ", piece.text, count=1))
