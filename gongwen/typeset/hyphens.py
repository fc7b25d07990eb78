"""Numbers with a hyphen in them (0571-85551234, GB/T 9704-2012) whole at the ends of lines, and the
lines that such a number or another long word would draw far apart.

Word ends a line behind every hyphen but its own non-breaking one (docs/adr/0052).
"""

from __future__ import annotations

import re
from typing import Final

from ..composition import is_address
from ..sheet.data import HALF_POINT, Sheet
from .line_filling import Line, Typed, lines_of

_WORD: Final = re.compile("[!-~\u2011]+")
_LONG_WORD: Final = re.compile("[!-~\u2011]{5}")
_DIGIT: Final = re.compile("[0-9]")
_LONGEST: Final = 20
"""Letters and digits of a number that goes to the next line whole."""
_APART: Final = 2.5
"""Characters that a justified line may lack: more, and its others stand visibly apart."""


def torn_hyphens(typed: Typed) -> list[int]:
    """The places of hyphens, in words with a digit, that end a line."""
    ends = {line.end for line in lines_of(typed)}
    return [
        end - 1
        for end in sorted(ends)
        if typed.text[end - 1 : end] == "-"
        and end < len(typed.text)
        and _is_number(typed.text, end)
    ]


def _is_number(text: str, at: int) -> bool:
    """Whether the word around a place is a number, or a code with one, that is kept whole."""
    around = text[max(0, at - _LONGEST) : at + _LONGEST]
    middle = min(at, _LONGEST)
    for word in _WORD.finditer(around):
        if word.start() < middle < word.end():
            whole = word[0]
            return (
                len(whole) <= _LONGEST
                and _DIGIT.search(whole) is not None
                and not is_address(whole)
            )
    return False


def is_drawn_apart(typed: Typed, style: str, sheet: Sheet) -> bool:
    """Whether a justified line of a text lacks so much that its characters would stand visibly
    apart, for a long word behind it had no room on it.
    """
    alignment = sheet.measure(style, "对齐")
    if alignment is None or alignment.value != "both":
        return False
    most = _APART * sheet.size_of(style) * HALF_POINT
    return any(
        _LONG_WORD.match(typed.text, line.end) and _lacks(typed, line) > most
        for line in lines_of(typed)
    )


def _lacks(typed: Typed, line: Line) -> float:
    """How much of a line that the text itself does not end is left empty, twips."""
    if line.end == len(typed.text) or typed.text[line.end] == "\n":
        return 0.0
    reach = typed.reach
    return typed.room.right - line.x - (reach[line.end] - reach[line.start])
