"""What is contested, or differs between versions of Word: each a choice, so that a test can demand
that no document depends on it.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace


class Choices(Struct, frozen=True):
    """The answers of Word 2013 and later (compatibilityMode 15), as far as they are known."""

    before_at_break: bool = False
    """Room above a paragraph that begins a page by a break is kept (mode 14) or dropped (15)."""
    before_at_turn: bool = False
    """Room above a paragraph is kept where a page ends by itself."""
    rooms_add: bool = True
    """Room below a paragraph and above the next add up (17.3.1.33), or the greater counts."""
    border_in_row: bool = True
    """The rule above a row is part of its height."""
    grid_off_grid: bool = True
    """The grid narrows the characters of a paragraph that has left it, for snapToGrid is of lines
    in 17.3.1.32 and of characters in 17.3.2.34 only."""
    kept_whole: bool = True
    """A paragraph kept with the next goes with it whole, also where keepLines does not say so; in
    17.3.1.15 a part of it is enough.
    """
    slack: float = 1.0
    """By how much a line may be too long."""
    dash_begins: bool = False
    """A line may begin with a dash where the file says nothing of it: ECMA-376 has U+2015 among
    those that may not, not U+2014.
    """


WORD = Choices()
"""As Word is known, or believed, to do it."""

_OTHERWISE: dict[str, Choices] = {
    "段前留在强制分页之后": replace(WORD, before_at_break=True),
    "段前留在自然分页之后": replace(WORD, before_at_turn=True),
    "段前段后取大者": replace(WORD, rooms_add=False),
    "行高不含线": replace(WORD, border_in_row=False),
    "离开网格的字不收窄": replace(WORD, grid_off_grid=False),
    "与下段同页的可以分开": replace(WORD, kept_whole=False),
    "行宽没有余量": replace(WORD, slack=0.01),
    "破折号可以在行首": replace(WORD, dash_begins=True),
}


def otherwise() -> dict[str, Choices]:
    """Each other answer alone, by what it says."""
    return dict(_OTHERWISE)


Mode = Literal[14, 15]


def of_mode(mode: Mode) -> Choices:
    """What a compatibilityMode is known to do."""
    return replace(WORD, before_at_break=mode == 14)
