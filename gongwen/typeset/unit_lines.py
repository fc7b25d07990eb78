"""Units in a narrow cell, broken into lines between them, not within their names."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import takewhile
from typing import Final

from msgspec import Struct

from .. import patterns as re
from .width import width

_ITEM: Final = r"(?:[（(][^（()）]*[）)]|[^、，；])+[、，；]?|[、，；]"
"""A name with the mark after it; marks in brackets part nothing (各县（市、区）)."""
_BRACKETED: Final = r"[（(][^（()）]*[）)][、，；。]?"
_SLACK: Final = 0.1
"""Characters that a line is not filled to, for an engine that rounds otherwise."""
_SHORT: Final = 6
"""Characters of a name that looks worst when torn: 市财政/局、."""
_LEAST: Final = 2
"""Characters that stand together at the beginning and the end of a name that must be torn."""


class UnitLines(Struct, frozen=True):
    """Lines of units, how often names are torn (short ones count twice), and how many characters
    or brackets are left alone.
    """

    lines: tuple[str, ...]
    torn: int
    alone: int


@lru_cache(maxsize=1 << 12)  # the same cells are tried in columns of many widths
def unit_lines(text: str, room: float) -> UnitLines:
    """The lines of units in a cell whose lines hold `room` characters; one where it is narrower."""
    room = max(room - _SLACK, 1.0)
    lines: list[str] = [""]
    torn = 0
    for item in re.findall(_ITEM, text):
        if width(lines[-1]) + width(item) <= room:
            lines[-1] += item
            continue
        pieces = _pieces(item, room)
        torn += (len(pieces) - 1) * (2 if width(item) <= _SHORT else 1)
        lines[len(lines) - (not lines[-1]) :] = pieces
    alone = sum(width(line) <= 1 or bool(re.fullmatch(_BRACKETED, line)) for line in lines)
    return UnitLines(tuple(lines), torn, alone if len(lines) > 1 else 0)


def short_name(text: str) -> float:
    """The room, in characters, for the longest of the short names among units: so much a column
    should have. 0 where there are none.
    """
    widths = [width(item) for item in re.findall(_ITEM, text)]
    return max((each + 2 * _SLACK for each in widths if each < _SHORT), default=0.0)


def _pieces(item: str, room: float) -> list[str]:
    """A name in as few pieces as there must be, none of one character, a bracket not torn and with
    something before it, where that can be.
    """
    pieces = []
    start = 0
    name = _Name(
        item, len(item.rstrip("、，；")), [b.span() for b in re.finditer(_BRACKETED, item)]
    )
    while _wider(item, start, room):
        at = _best_end(name, start, room)
        pieces.append(item[start:at])
        start = at
    return [*pieces, item[start:]]


class _Name(Struct, frozen=True):
    """A name that has to be torn: where it ends, the mark after it left out, and where what it has
    in brackets begins and ends.
    """

    text: str
    end: int
    brackets: list[tuple[int, int]]


def _best_end(name: _Name, start: int, room: float) -> int:
    """Where a line of it that begins at `start` had best end."""
    ends = takewhile(
        lambda at: width(name.text[start:at]) <= room, range(start + 1, len(name.text))
    )
    return max(ends, key=lambda at: (_goodness(name, start, at), at), default=start + 1)


def _wider(item: str, start: int, room: float) -> bool:
    """Whether what is left of a name is wider than the room; as a rule its beginning tells."""
    return width(item[start : start + int(8 * room) + 1]) > room or width(item[start:]) > room


def _goodness(name: _Name, start: int, at: int) -> tuple[bool, bool, bool]:
    """How well what is left of a name from `start` on may be torn before a character: outside
    brackets, into parts of more than a character, with a bracket left alone in neither.
    """
    around = bisect_left(name.brackets, (at, 0)) - 1  # the last that begins before it
    outside = around < 0 or name.brackets[around][0] < start or at >= name.brackets[around][1]
    parts = at - start >= _LEAST and name.end - at >= _LEAST
    return outside, parts, not re.fullmatch(_BRACKETED, name.text[at:])
