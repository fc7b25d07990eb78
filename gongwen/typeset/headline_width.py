"""How wide text stands in a headline face, in full-width characters: at the widest of the faces."""

from __future__ import annotations

from functools import cache
from typing import Final

from .width import width

_WIDEST: Final = {
    0.3: "'",
    0.35: " ,.:;ij|",
    0.4: "!()-[]lt",
    0.45: "If",
    0.5: '"*/1?\\`rs{}',
    0.55: "Jz",
    0.6: "$023456789Sacegvxy",
    0.65: "LZ^oq~",
    0.7: "EFPbdhknpu",
    0.75: "ABCTVXY",
    0.8: "+<=>DGKOQR_",
    0.85: "#&NU",
    0.9: "Hw",
    1.0: "%@",
    1.05: "Mm",
    1.1: "W",
}
"""The advance widths in their `hmtx` tables, rounded up, of Noto Serif CJK SC Bold (the headline
face of a PDF; its digits are the widest, 0.594), FandolSong and Liberation Serif (which is as wide
as Times New Roman). 方正小标宋简体 and 华文中宋 were not at hand; the digits of such faces take
0.5 to 0.6.
"""
_BY_CHARACTER: Final = {
    character: wide for wide, characters in _WIDEST.items() for character in characters
}


def headline_width(text: str) -> float:
    """The width of `text` in full-width characters, no less than in any face at hand."""
    return sum(map(_of_one, text))


@cache
def _of_one(character: str) -> float:
    known = _BY_CHARACTER.get(character)
    return known if known is not None else max(width(character), 1.0)
