"""Blanks on a line, to be filled in by hand."""

from __future__ import annotations

import unicodedata
from typing import Final

BLANKS: Final = " \t\u00a0\u2002\u2003\u2007\u3000"
UNDERLINED: Final = "下划线上留的空白，写成了“____”"
_TAB = 8
"""How many characters of half a width a tab stands for."""


def filled(blanks: str) -> str:
    """As many underscores as the underlined blanks were wide."""
    widths = (_TAB if each == "\t" else 2 if _is_wide(each) else 1 for each in blanks)
    return "_" * sum(widths)


def _is_wide(blank: str) -> bool:
    return blank == "\u2003" or unicodedata.east_asian_width(blank) in "FW"
