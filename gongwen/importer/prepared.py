"""What a file for pandoc is made ready to: marks in its text for what pandoc would not carry.

pandoc's readers of .rtf and .odt drop or change what a 公文 lives on: Chinese numbers of lists,
tabs and blanks, joined cells of .rtf, text boxes, comments, how a paragraph stands. So such things
are put into the text as private characters, which pandoc hands on, and taken out again behind it.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from .. import patterns as re
from .pieces import SourcePicture

TAB: Final = "\ue009"
BLANK: Final = "\ue020"
PICTURE: Final = "\ue010"
_DIGITS: Final = {ord(str(digit)): chr(0xE030 + digit) for digit in range(10)}
"""Behind PICTURE stands which it is, from 0, in these."""
OBJECT: Final = "\ue013"
"""Something embedded that is no picture: a formula, a chart, a sheet."""
PAGE: Final = "\ue00b"
CENTRED: Final = "\ue011"
RIGHT: Final = "\ue012"
CELL: Final = "\ue00e"
"""Before the text of each cell that there really is; pandoc fills up short rows."""
WIDER: Final = "\ue00c"
"""After CELL, once for each further column that a cell takes."""
ABOVE: Final = "\ue00d"
"""After CELL: the cell goes on with the one above."""
NOTE, NOTE_END, BOLD, BOLD_END = "\ue001", "\ue002", "\ue003", "\ue004"
"""Only on the way to pandoc: it knows notes and bold itself, and what follows."""
ABOVE_LINE, BELOW_LINE, STRUCK_OUT, SET_END = "\ue005", "\ue006", "\ue007", "\ue008"
"""What begins text set above or below the line or struck out, and what ends it."""

_MARKS: Final = (
    *(TAB, BLANK, PICTURE, OBJECT, PAGE, CENTRED, RIGHT, CELL, WIDER, ABOVE),
    *(NOTE, NOTE_END, BOLD, BOLD_END, ABOVE_LINE, BELOW_LINE, STRUCK_OUT, SET_END),
    *_DIGITS.values(),
)
WITHOUT_MARKS: Final = dict.fromkeys(map(ord, _MARKS))
"""For str.translate: text that is not ours may hold no mark."""


class Prepared(Struct, frozen=True):
    """A file made ready for pandoc. `texts` are its paragraphs as they stand in it, in order, for
    holding against what pandoc read; `left` texts that do not go to pandoc, each with why;
    `notices` what is to be said of the whole file; `changes` counts its tracked changes;
    `pictures` are those that the marks stand for, or what is told of one that cannot be saved;
    `widths` are those of the columns of each table, in order, none where they are not said.
    """

    content: bytes
    texts: tuple[str, ...]
    left: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()
    changes: int = 0
    pictures: tuple[SourcePicture | str, ...] = ()
    widths: tuple[tuple[float, ...], ...] = ()


def picture_mark(index: int) -> str:
    """The mark of the picture `index`, from 0."""
    return PICTURE + str(index).translate(_DIGITS)


def pictures_in(text: str) -> list[tuple[int, int]]:
    """Which pictures a text has marks of, and where each mark stands."""
    digits = "".join(_DIGITS.values())
    found = re.finditer(f"{PICTURE}([{digits}]+)", text)
    return [(int("".join(str(ord(c) - 0xE030) for c in each[1])), each.start()) for each in found]
