"""A date in a narrow cell, broken behind its year or month, not within them."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from .. import patterns as re
from .width import width

_DATE: Final = re.compile(r"[0-9]{2,4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?[底前起止后]{0,2}")
_STEPS: Final = r"[0-9]+[年月日]|[底前起止后]+"
_PIECES: Final = r"[0-9]+|[^0-9]"
"""Between which a line may end in any case: digits stay together."""


def date_lines(text: str, room: float) -> str:
    """A date with a line break in it, where lines of `room` characters would part a number from its
    unit, or leave 日 alone; any other text, and a date that does not need it, as it is.
    """
    if width(text) <= room or not _DATE.fullmatch(text):
        return text
    steps = re.findall(_STEPS, text)
    if max(map(width, steps)) > room or _ends(re.findall(_PIECES, text), room) <= {
        *accumulate(map(len, steps))
    }:
        return text
    lines = [""]
    for step in steps:
        if lines[-1] and width(lines[-1] + step) > room:
            lines.append("")
        lines[-1] += step
    return "\n".join(lines)


def _ends(pieces: list[str], room: float) -> set[int]:
    """Where the lines end that are filled piece by piece, but the last."""
    ends, begin, at = set(), 0, 0
    text = "".join(pieces)
    for piece in pieces:
        if at > begin and width(text[begin : at + len(piece)]) > room:
            ends.add(at)
            begin = at
        at += len(piece)
    return ends
