"""The composition: a document flattened to what a page holds, before any XML.

`typeset` makes it from a document, `render` puts it through a template. Everything here is plain
frozen data; a style is named by its key in the style sheet, never described.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_LATIN_WORD = re.compile(r"[!-~]+")
_LONG_WORD = 15
"""A word that draws the line before it apart."""
_ADDRESS = frozenset("@/._")
_HALF_LINE = 28
"""Latin characters in half a line (5.2.3)."""
_CELLS = frozenset(("表头", "表文", "表文居中"))


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one face. `style` names a character style; None = the paragraph's own face.

    In `text`, `\\t` is a tab and `\\n` a line break; no other control character occurs.
    """

    text: str
    style: str | None = None


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop, `position` twips from the left edge of the type area."""

    position: int
    alignment: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Geometry:
    """Indents (twips) and tab stops computed from content; None = as the style says.

    `first_line` is relative to `left`: negative hangs.
    """

    left: int | None = None
    right: int | None = None
    first_line: int | None = None
    tabs: tuple[TabStop, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file to stand in a paragraph of its own; or, with `place`, behind the text: its left
    from the type area's left edge, its top from that of the paragraph's first line. Sizes in EMU.
    """

    content: bytes
    suffix: Literal["png", "jpeg"]
    width: int
    height: int
    description: str
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """How a paragraph gives way so that a signature shares its page with text (7.3.5.5), or so that
    the mark of an order stays in its place (10.2): room above and line pitch in twips (None = as
    the style says), what Word must hold together, and the twips by which characters stand closer.
    """

    before: int | None = None
    pitch: int | None = None
    keep_next: bool = False
    widow_control: bool = False
    closer: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: a paragraph style, runs, and what was computed. A `picture` stands in place
    of runs; `seals` (pictures with a `place`) behind them.
    """

    style: str
    runs: tuple[Run, ...]
    geometry: Geometry | None = None
    picture: Picture | None = None
    fit: Fit | None = None
    seals: tuple[Picture, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def breaks_words(self) -> bool:
        """Whether Latin words may be broken at a line's end: where one is a link or an e-mail
        address that is longer than half a line, or stands in a column of a table. All of them
        are then, telephone numbers too.
        """
        return self._longest_address >= (_LONG_WORD if self.style in _CELLS else _HALF_LINE)

    @property
    def is_ragged(self) -> bool:
        """Whether its lines are set left: where it holds an address that goes whole to the next
        line, and would draw the line before it apart.
        """
        long = self._longest_address >= _LONG_WORD
        return long and not self.breaks_words and self.style not in _CELLS

    @property
    def _longest_address(self) -> int:
        if all(_ADDRESS.isdisjoint(run.text) for run in self.runs):  # nearly always
            return 0
        words = _LATIN_WORD.findall(self.text)
        return max((len(word) for word in words if not _ADDRESS.isdisjoint(word)), default=0)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. `columns` is how many grid columns it spans; `rows` says its part in a
    vertical merge: None = it stands alone, "restart" = it is the topmost, "continue" = it is
    covered (its paragraphs are then one empty paragraph).
    """

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: Literal["restart", "continue"] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. `widths` are the grid columns in twips; the first `header_rows` rows repeat
    on every page. There is at least one row, and the spans of each row add up to the grid.

    `heights` are the least heights of the rows in twips (empty = none; 0 = as its text asks), and
    `divisible` the rows that may be parted over two pages. `spare` is how many of the last rows may
    be left out so that a form ends on its page.
    """

    widths: tuple[int, ...]
    header_rows: int
    rows: tuple[tuple[Cell, ...], ...]
    heights: tuple[int, ...] = ()
    divisible: frozenset[int] = frozenset()
    spare: int = 0


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages of one orientation."""

    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class HeaderZone:
    """版头 (7.2), everything above the red rule of page 1.

    `notices` are three paragraphs, one to a row of the grid (份号, 密级和保密期限, 紧急程度, in
    this order, the absent ones made up by empty rows at the end), so that what stands below is at
    its place whatever is there; a letter and an order have theirs among the `elements`. `marks`
    are the lines of the 发文机关标志; where `mark_suffix` is set (a joint issue), they are stacked
    and the suffix stands to their right. `signers` is empty except in an upward document.

    In the formats of chapter 10, `mark_style` is another, and `elements` are the paragraphs of the
    header zone that stand beside or below the mark, in the order of paper.
    """

    notices: tuple[Paragraph, ...]
    marks: tuple[str, ...]
    mark_suffix: str
    document_number: str
    signers: tuple[str, ...]
    mark_style: str = "发文机关标志"
    elements: tuple[Paragraph, ...] = ()
    mark_fit: Fit | None = None
    """What the mark gives up for the rows above it."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 (7.4), at the foot of the last page. Empty text = the element is absent."""

    recipients: str
    copies_to: str
    printed_by: str
    printed_on: str
    copies: str


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole document on paper. `title` is its title in one line (for the core properties)."""

    title: str
    header_zone: HeaderZone | None
    sections: tuple[Section, ...]
    imprint: Imprint | None
