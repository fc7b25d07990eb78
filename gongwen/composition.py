"""The composition: a document flattened to what a page holds, before any XML.

`typeset` makes it from a document, `render` puts it through a template. Everything here is plain
frozen data; a style is named by its key in the style sheet, never described.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from . import patterns as re
from .problem import Place, Problem

_LATIN_WORD = re.compile(r"[!-~]+")
_LONG_WORD = 15
"""A word that draws the line before it apart."""
_ADDRESS = re.compile("[@/._]")
TABLE_STYLE: Final = "公文表格"
"""The table style of a ruled table."""
_TITLE_BLOCK = frozenset(("标题", "印发件标题", "件标题", "附件标题", "标题题注", "稿本", "件文号"))
CELLS = ("表头", "表文")
"""What the styles of table cells begin with: each is there in several sizes."""


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
    """How a paragraph gives way so that a signature shares its page with text (7.3.5.5), that the
    mark of an order stays in its place (10.2), or that a joint mark leaves room for text (7.3.3):
    room above and line pitch in twips (None = as the style says), what Word must hold together, the
    twips by which characters stand closer, and their size in half points.

    `blanks` are the heights in twips of empty lines above it (0 = a line of the grid), which take
    the place of room where it would stand at the head of a page: Word's versions differ in whether
    that is kept. `new_page` = a page begins with it, or with the first of those.
    """

    before: int | None = None
    pitch: int | None = None
    keep_next: bool = False
    widow_control: bool = False
    closer: int = 0
    size: int | None = None
    blanks: tuple[int, ...] = ()
    new_page: bool = False


class Spacing(Struct, frozen=True):
    """Characters `start` to `end` of a paragraph's text set `twips` further apart than their style
    has them, or closer (less than 0), so that the line that they are ends where it should.
    """

    start: int
    end: int
    twips: int


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


class Paragraph(Struct, frozen=True):
    """One paragraph: a paragraph style, runs, and what was computed. A `picture` stands in place
    of runs; `seals` (pictures with a `place`) behind them. `spacing` is in the order of the text.
    `held` are the places of hyphens at which no line may end (0571-8555); `ragged` = its lines are
    set left, for some would be drawn far apart.
    """

    style: str
    runs: tuple[Run, ...]
    geometry: Geometry | None = None
    picture: Picture | None = None
    fit: Fit | None = None
    seals: tuple[Picture, ...] = ()
    spacing: tuple[Spacing, ...] = ()
    held: tuple[int, ...] = ()
    ragged: bool = False
    heading: Heading | None = None
    contents: ContentsLine | None = None
    scope: Scope | None = None

    @property
    def text(self) -> str:
        if len(self.runs) == 1:  # nearly always
            return self.runs[0].text
        return "".join(run.text for run in self.runs)

    @property
    def holds_address(self) -> bool:
        """Whether a link or an e-mail address stands in it that draws the line before it apart, for
        it goes whole to the next line: so the lines are set left. Longer than a line, it is broken
        where the line ends, and so is no other word. The cells of a table are set left in any case.
        """
        return not self.style.startswith(CELLS) and any(addresses(self.text))


def addresses(text: str) -> Iterator[re.Match[str]]:
    """The links and e-mail addresses in a text that are long."""
    if _ADDRESS.search(text):  # seldom
        for word in _LATIN_WORD.finditer(text):
            if is_address(word[0]):
                yield word


class Cell(Struct, frozen=True):
    """A table cell. `columns` is how many grid columns it spans; `rows` says its part in a
    vertical merge: None = it stands alone, "restart" = it is the topmost, "continue" = it is
    covered (its paragraphs are then one empty paragraph). `upright` is where its text stands
    where that is not the middle.
    """

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: Literal["restart", "continue"] | None = None
    upright: Literal["top", "bottom"] | None = None


class Table(Struct, frozen=True):
    """A ruled table. `widths` are the grid columns in twips; the first `header_rows` rows repeat
    on every page. There is at least one row, and the spans of each row add up to the grid.

    `heights` are the least heights of the rows in twips, from one rule to the next (empty = none;
    0 = as its text asks), and `divisible` the rows that may be parted over two pages. `spare` is
    how many of the last rows may be left out so that a form ends on its page. `style` is its table
    style. `places` says of each row where it was typed, as far as that is known, and `problems`
    what it has no room for. `derived` names a table that the program makes of other parts of the
    text (责任分工表), "" = it was written.
    """

    widths: tuple[int, ...]
    header_rows: int
    rows: tuple[tuple[Cell, ...], ...]
    heights: tuple[int, ...] = ()
    divisible: frozenset[int] = frozenset()
    spare: int = 0
    style: str = TABLE_STYLE
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()
    derived: str = ""

    def rows_down(self, index: int, column: int) -> int:
        """How many rows the cell of row `index` that begins at `column` of the grid takes."""
        down = 1
        for row in self.rows[index + 1 :]:
            at = 0
            for cell in row:
                if at == column:
                    break
                at += cell.columns
            else:
                break
            if cell.rows != "continue":
                break
            down += 1
        return down


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
    """What the mark gives up for the rows above it; of a stack, what each name does for the text
    below (`before` is above the first).
    """


class Imprint(Struct, frozen=True):
    """版记 (7.4), at the foot of the last page. Empty text = the element is absent. `new_page` = it
    begins a page, for the text leaves no room on its last. `top` = how far it stands below the
    upper edge of the paper (twips), where it is placed by that.
    """

    recipients: str
    copies_to: str
    printed_by: str
    printed_on: str
    copies: str
    new_page: bool = False
    top: int | None = None


class Composition(Struct, frozen=True):
    """A whole document on paper. `title` is its title in one line (for the core properties);
    `page_1_lower` how much lower than others page 1 ends, that of a letter (10.1), twips;
    `imprint_numbered` = the page that the imprint has to itself has a page number. `facts` are
    what a web page says of the document before its text: names and values.
    """

    title: str
    header_zone: HeaderZone | None
    sections: tuple[PageSection, ...]
    imprint: Imprint | None
    page_1_lower: int = 0
    imprint_numbered: bool = False
    facts: tuple[tuple[str, str], ...] = ()


def is_address(word: str) -> bool:
    """Whether a Latin word is a link or an e-mail address so long that a table breaks it."""
    return len(word) >= _LONG_WORD and _ADDRESS.search(word) is not None


def last_of_title_block(block: Block, following: Block | None) -> bool:
    """Whether a blank line is due under this paragraph: the title, its draft mark or note, where
    text follows at once (主送机关 brings its own).
    """
    return block.style in _TITLE_BLOCK and not (
        following is None
        or (
            isinstance(following, Paragraph)
            and (following.style in _TITLE_BLOCK or following.style in ("主送机关", "表单题"))
        )
    )
