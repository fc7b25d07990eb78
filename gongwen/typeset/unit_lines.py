"""Units in a narrow cell, broken into lines between them, not within their names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from .width import width

_ITEM: Final = re.compile(r"(?:[（(][^（()）]*[）)]|[^、，；])+[、，；]?|[、，；]")
"""A name with the mark after it; marks in brackets part nothing (各县（市、区）)."""
_BRACKETED: Final = re.compile(r"[（(][^（()）]*[）)][、，；。]?")
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
    """The lines of units in a cell whose lines hold `room` characters (2 or more)."""
    room -= _SLACK
    lines: list[str] = [""]
    torn = 0
    for item in _ITEM.findall(text):
        if width(lines[-1]) + width(item) <= room:
            lines[-1] += item
            continue
        pieces = _pieces(item, room)
        torn += (len(pieces) - 1) * (2 if width(item) <= _SHORT else 1)
        lines[len(lines) - (not lines[-1]) :] = pieces
    alone = sum(width(line) <= 1 or bool(_BRACKETED.fullmatch(line)) for line in lines)
    return UnitLines(tuple(lines), torn, alone if len(lines) > 1 else 0)


def short_name(text: str) -> float:
    """The room, in characters, for the longest of the short names among units: so much a column
    should have. 0 where there are none.
    """
    widths = [width(item) for item in _ITEM.findall(text)]
    return max((each + 2 * _SLACK for each in widths if each < _SHORT), default=0.0)


def _pieces(item: str, room: float) -> list[str]:
    """A name in as few pieces as there must be, none of one character, a bracket not torn and with
    something before it, where that can be.
    """
    pieces = []
    while width(item) > room:
        ends = [at for at in range(1, len(item)) if width(item[:at]) <= room] or [1]
        pieces.append(item[: max(ends, key=lambda at: (_goodness(item, at), at))])
        item = item[len(pieces[-1]) :]
    return [*pieces, item]


def _goodness(item: str, at: int) -> tuple[bool, bool, bool]:
    """How well a name may be torn before a character: outside brackets, into parts of more than a
    character, with a bracket left alone in neither.
    """
    rest = item[at:]
    outside = not any(found.start() < at < found.end() for found in _BRACKETED.finditer(item))
    parts = at >= _LEAST and len(rest.rstrip("、，；")) >= _LEAST
    return outside, parts, not _BRACKETED.fullmatch(rest)
