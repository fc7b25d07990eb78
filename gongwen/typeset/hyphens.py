"""Numbers with a hyphen in them (0571-85551234, GB/T 9704-2012) whole at the ends of lines, and the
lines that such a number or another long word would draw far apart.

Word ends a line behind every hyphen but its own non-breaking one (docs/adr/0053).
"""

from __future__ import annotations

from typing import Final

from .. import patterns as re
from ..composition import is_address
from ..sheet.data import HALF_POINT, Sheet
from .line_filling import Line, Typed, lines_of

_WORD: Final = re.compile("[!-~\u2011]+")
_LONG_WORD: Final = re.compile("[!-~\u2011]{5}")
_DIGIT: Final = re.compile("[0-9]")
_LONGEST: Final = 20
"""Letters and digits of a number that goes to the next line whole."""
_NEAR: Final = 4
"""Characters before the end of a line."""
_APART: Final = 2.5
"""Characters that a justified line may lack: more, and its others stand visibly apart."""


def hyphens_at_ends(typed: Typed) -> list[int]:
    """The places of the hyphens of numbers that stand where a line ends, or so near that a face
    with narrower digits would end it inside them.
    """
    found: set[int] = set()
    for line in lines_of(typed):
        end, reach = line.end, 2 * _LONGEST
        if end == len(typed.text):
            continue
        for word in _WORD.finditer(typed.text, max(0, end - reach), end + reach):
            if word.start() <= end < word.end() + _NEAR and _is_kept(word[0]):
                found |= {word.start() + at for at, sign in enumerate(word[0]) if sign == "-"}
    return sorted(found)


def _is_kept(word: str) -> bool:
    """Whether a word is a number, or a code with one, that is kept whole."""
    return len(word) <= _LONGEST and bool(_DIGIT.search(word)) and not is_address(word)


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
