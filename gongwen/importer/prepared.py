"""What a file for pandoc is made ready to: marks in its text for what pandoc would not carry.

pandoc's readers of .rtf and .odt drop or change what a 公文 lives on: Chinese numbers of lists,
tabs and blanks, joined cells of .rtf, text boxes, comments, how a paragraph stands. So such things
are put into the text as private characters, which pandoc hands on, and taken out again behind it.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

TAB: Final = "\ue009"
BLANK: Final = "\ue020"
PICTURE: Final = "\ue010"
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
"""Only on the way to pandoc: it knows notes and bold itself."""

_MARKS: Final = (
    *(TAB, BLANK, PICTURE, OBJECT, PAGE, CENTRED, RIGHT, CELL, WIDER, ABOVE),
    *(NOTE, NOTE_END, BOLD, BOLD_END),
)
WITHOUT_MARKS: Final = dict.fromkeys(map(ord, _MARKS))
"""For str.translate: text that is not ours may hold no mark."""


class Prepared(Struct, frozen=True):
    """A file made ready for pandoc. `texts` are its paragraphs as they stand in it, in order, for
    holding against what pandoc read; `left` texts that do not go to pandoc, each with why;
    `notices` what is to be said of the whole file; `changes` counts its tracked changes.
    """

    content: bytes
    texts: tuple[str, ...]
    left: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()
    changes: int = 0
