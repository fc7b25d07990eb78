"""The composition: a document flattened to what a page holds, before any XML.

`typeset` makes it from a document, `render` puts it through a template. Everything here is plain
frozen data; a style is named by its key in the style sheet, never described.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

_LATIN_WORD = re.compile(r"[!-~]+")
_LONG_WORD = 15
"""A word that draws the line before it apart."""
_ADDRESS = re.compile("[@/._]")
_TITLE_BLOCK = frozenset(("标题", "印发件标题", "件标题", "附件标题", "标题题注", "稿本", "件文号"))
_CELLS = frozenset(("表头", "表文", "表文居中"))


class Run(Struct, frozen=True):
    """Text in one face. `style` names a character style; None = the paragraph's own face.

    In `text`, `\\t` is a tab and `\\n` a line break; no other control character occurs.
    """

    text: str
    style: str | None = None


class TabStop(Struct, frozen=True):
    """A tab stop, `position` twips from the left edge of the type area; "clear" = the style's stop
    there does not hold. `leader` is what leads up to it, as Word calls it (dot); "" = nothing.
    """

    position: int
    alignment: Literal["left", "center", "right", "clear"] = "left"
    leader: str = ""


class Geometry(Struct, frozen=True):
    """Indents (twips) and tab stops computed from content; None = as the style says.

    `first_line` is relative to `left`: negative hangs.
    """

    left: int | None = None
    right: int | None = None
    first_line: int | None = None
    tabs: tuple[TabStop, ...] = ()


class Picture(Struct, frozen=True):
    """An image file to stand in a paragraph of its own; or, with `place`, behind the text: its left
    from the type area's left edge, its top from that of the paragraph's first line. Sizes in EMU.
    """

    content: bytes
    suffix: Literal["png", "jpeg"]
    width: int
    height: int
    description: str
    place: tuple[int, int] | None = None


class Fit(Struct, frozen=True):
    """How a paragraph gives way so that a signature shares its page with text (7.3.5.5), or so that
    the mark of an order stays in its place (10.2): room above and line pitch in twips (None = as
    the style says), what Word must hold together, and the twips by which characters stand closer.
    """

    before: int | None = None
    pitch: int | None = None
    keep_next: bool = False
    widow_control: bool = False
    closer: int = 0
    new_page: bool = False
    """A page begins with it."""


class Heading(Struct, frozen=True):
    """That a paragraph is a heading, or begins with one (`run_in`): its level from 1, and its words
    as a table of contents has them. `bookmark` is how that refers to it ("" = none does).
    """

    level: int
    words: str
    run_in: bool = False
    bookmark: str = ""


class Scope(Struct, frozen=True):
    """That what a table of contents is made of begins or ends with a paragraph; its bookmark."""

    bookmark: str
    begins: bool
    ends: bool


class ContentsLine(Struct, frozen=True):
    """A line of a table of contents, whose paragraph ends in a tab and a page number. `target` is
    the bookmark of the heading. The first line says in `field` what Word makes the table of; the
    `last` one ends it.
    """

    target: str
    field: str = ""
    last: bool = False


LongWords = Literal["", "broken", "whole"]


class Paragraph(Struct, frozen=True):
    """One paragraph: a paragraph style, runs, and what was computed. A `picture` stands in place
    of runs; `seals` (pictures with a `place`) behind them.
    """

    style: str
    runs: tuple[Run, ...]
    geometry: Geometry | None = None
    picture: Picture | None = None
    fit: Fit | None = None
    seals: tuple[Picture, ...] = ()
    heading: Heading | None = None
    contents: ContentsLine | None = None
    scope: Scope | None = None

    @property
    def text(self) -> str:
        if len(self.runs) == 1:  # nearly always
            return self.runs[0].text
        return "".join(run.text for run in self.runs)

    def long_words(self, columns: int) -> LongWords:
        """What becomes of Latin words that are a link or an e-mail address, in lines of `columns`
        Chinese characters: half of such a line holds as many Latin ones. "broken" = all Latin
        words may be broken at a line's end, telephone numbers too: one is longer than half a line,
        or stands in a column of a table. "whole" = the lines are set left: it goes whole to the
        next line, and would draw the line before it apart. "" = there is none so long.
        """
        if not _ADDRESS.search(text := self.text):  # nearly always
            return ""
        words = _LATIN_WORD.findall(text)
        longest = max((len(word) for word in words if _ADDRESS.search(word)), default=0)
        if longest < _LONG_WORD:
            return ""
        return "broken" if longest >= columns or self.style in _CELLS else "whole"


class Cell(Struct, frozen=True):
    """A table cell. `columns` is how many grid columns it spans; `rows` says its part in a
    vertical merge: None = it stands alone, "restart" = it is the topmost, "continue" = it is
    covered (its paragraphs are then one empty paragraph).
    """

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: Literal["restart", "continue"] | None = None


class Table(Struct, frozen=True):
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


class PageSection(Struct, frozen=True):
    """Blocks on pages of one orientation."""

    blocks: tuple[Block, ...]
    landscape: bool = False


class HeaderZone(Struct, frozen=True):
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


class Imprint(Struct, frozen=True):
    """版记 (7.4), at the foot of the last page. Empty text = the element is absent."""

    recipients: str
    copies_to: str
    printed_by: str
    printed_on: str
    copies: str


class Composition(Struct, frozen=True):
    """A whole document on paper. `title` is its title in one line (for the core properties)."""

    title: str
    header_zone: HeaderZone | None
    sections: tuple[PageSection, ...]
    imprint: Imprint | None


def last_of_title_block(block: Block, following: Block | None) -> bool:
    """Whether a blank line is due under this paragraph: the title, its draft mark or note, where
    text follows at once (主送机关 brings its own).
    """
    return block.style in _TITLE_BLOCK and not (  # type: ignore[union-attr]
        following is None
        or (
            isinstance(following, Paragraph)
            and (following.style in _TITLE_BLOCK or following.style in ("主送机关", "表单题"))
        )
    )
