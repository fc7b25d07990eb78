"""修改对照表.docx clause by clause, as it is sent: 原条文, 修改稿, 修改依据及理由."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from lxml import etree
from msgspec import Struct

from ..composition import TABLE_STYLE, Block, Cell, Composition, PageSection, Paragraph, Run, Table
from ..problem import Place
from ..render.render import render
from ..template.ready import Template
from ..typeset.column_widths import column_widths
from ..typeset.measures import Measures, measures_of
from ..typeset.table_size import ColumnText, size_for
from ..typeset.width import width
from ..word.wordml import DOCUMENT, W, parse, remove, serialise
from .clauses import ClauseRow
from .passages import CellGrid, ClauseSpot, Lines, Passage, Remark, Words
from .table_paper import COME, GONE, mark_words, paragraphs_of, shared_out, signed, table_title

LEGEND: Final = (
    "说明：没有列出的条文、段落没有修改。原条文中划去的是删去的文字，修改稿中加粗并加下划线的是增加、"
    "改写的文字。"
)
REASONS: Final = "修改依据及理由"
_SHARES: Final = (6, 37, 37, 20)
_HOLE: Final = "\ufddb"
"""Stands where a table goes into a cell: a noncharacter, which no document holds."""
_LONG: Final = 0.25
"""A row may be parted over two pages if it takes more than this part of one."""


class Heads(Struct, frozen=True):
    """What the papers are headed by: the document's title, the two `sides` that are compared, what
    stands over the columns of the table, and what is `left_out` of it.
    """

    title: str
    sides: tuple[str, str]
    old: str
    new: str
    left_out: str = ""

    @property
    def versions(self) -> str:
        more = f"（{self.left_out}）" if self.left_out else ""
        return f"原条文：{self.sides[0]}　　修改稿：{self.sides[1]}{more}"

    @property
    def compared(self) -> str:
        return f"{self.sides[0]}改为{self.sides[1]}"


def clause_table(
    rows: Sequence[ClauseRow], heads: Heads, template: Template, notes: Sequence[str] = ()
) -> dict[str, bytes]:
    """The parts of the .docx. `notes` are the reasons of the rows ("" = room to write by hand)."""
    sheet, measures = template.sheet, measures_of(template.sheet)
    widths = shared_out(sheet.page.area_height, _SHARES)
    inner: list[Table] = []
    lines = [tuple(_cell("表头", head) for head in ("序号", heads.old, heads.new, REASONS))]
    divisible = set()
    for number, row in enumerate(rows, 1):
        was = _Side(GONE, widths[1] - sheet.cell_margin, measures, inner)
        now = _Side(COME, widths[2] - sheet.cell_margin, measures, inner)
        left, right = was.cell(row.old), now.cell(row.new)
        note = notes[number - 1] if notes else ""
        lines.append((_cell("表文居中", str(number)), left, right, _cell("表文", note)))
        if was.is_long(row.old) or now.is_long(row.new):
            divisible.add(number)
    main = Table(widths, 1, tuple(lines), divisible=frozenset(divisible))
    blocks: list[Block] = [
        table_title(f"{heads.title}修改对照表", template),
        Paragraph("表注", (Run(LEGEND),)),
        Paragraph("表单位", (Run(heads.versions),)),
        main,
    ]
    for table in inner:  # set below the main table, and put into its cells afterwards
        blocks += (Paragraph("段落", ()), table)
    sections = (PageSection(tuple(blocks), landscape=True),)
    parts = render(Composition(f"{heads.title}修改对照表", None, sections, None), template)
    root = parse(parts[DOCUMENT])
    _put_inside(root)
    mark_words(root)
    parts[DOCUMENT] = serialise(root)
    return parts


def _cell(style: str, text: str) -> Cell:
    return Cell(tuple(paragraphs_of(style, text)), upright=None if style == "表头" else "top")


def shown(said: ClauseSpot | Remark) -> str:
    """What the program says, told apart from the text."""
    return f"【{said.text}】" if isinstance(said, ClauseSpot) else f"〔{said.text}〕"


class _Side(Struct, frozen=True):
    """One side of a row: the sign of its changed words, the room in its cell (twips), and where the
    tables in it are gathered.
    """

    sign: str
    room: int
    measures: Measures
    inner: list[Table]

    def cell(self, passages: Sequence[Passage]) -> Cell:
        """A clause in its cell, a hole standing for each table in it."""
        found: list[Paragraph] = []
        for passage in passages:
            if isinstance(passage, Lines):
                found += paragraphs_of("表文", self._signed(passage.words))
            elif isinstance(passage, CellGrid):
                self.inner.append(self._table(passage))
                found.append(Paragraph("表文", (Run(_HOLE),)))
            else:
                found += paragraphs_of("表文", shown(passage))
        return Cell(tuple(found), upright="top")

    def is_long(self, passages: Sequence[Passage]) -> bool:
        """Whether the clause takes much of a page; one with a table is held to."""
        if any(isinstance(passage, CellGrid) for passage in passages):
            return True
        texts = [
            "".join(words.text for words in passage.words)
            for passage in passages
            if isinstance(passage, Lines)
        ]
        fit = self.room / self.measures.table_character
        lines = sum(math.ceil(width(text) / fit) for text in texts)
        return lines * self.measures.table_pitch > _LONG * self.measures.width

    def _signed(self, words: Sequence[Words]) -> str:
        return "".join(signed(each.text, self.sign if each.changed else "") for each in words)

    def _table(self, grid: CellGrid) -> Table:
        """The rows of a table, as wide as the cell that they stand in."""
        columns = _columns(grid)
        heads = ["".join(column[: grid.header_rows][-1:]) for column in columns]
        texts = [tuple(column[grid.header_rows :]) for column in columns]
        asked = [
            ColumnText(head, cells, 0.0, Place(""))
            for head, cells in zip(heads, texts, strict=True)
        ]
        size = size_for(asked, (), self.measures, self.room)
        widths = column_widths(
            heads, texts, None, total=self.room, character=size.character, margin=size.cell_margin
        )
        rows = []
        for number, row in enumerate(grid.rows):
            style = ("表头" if number < grid.header_rows else "表文") + size.suffix
            cells = (
                Cell(tuple(paragraphs_of(style, self._signed(words))), count)
                for words, count in row
            )
            rows.append(tuple(cells))
        return Table(widths, 0, tuple(rows), style=TABLE_STYLE + size.suffix)


def _columns(grid: CellGrid) -> list[list[str]]:
    """The texts of each column, "" under a cell that reaches over several."""
    rows = []
    for row in grid.rows:
        texts: list[str] = []
        for words, count in row:
            text = "".join(each.text for each in words)
            texts += [text if count == 1 else "", *[""] * (count - 1)]
        rows.append(texts)
    return [list(column) for column in zip(*rows, strict=True)]


def _put_inside(root: etree._Element) -> None:
    """Move the tables after the first one, in order, each to its hole; the empty paragraphs that
    kept them apart go.
    """
    body = root.find(W + "body")
    assert body is not None  # noqa: S101  it was rendered by us
    main, *others = body.findall(W + "tbl")
    holes = [node for node in main.iter(W + "t") if node.text == _HOLE]
    for hole, table in zip(holes, others, strict=True):
        before = table.getprevious()
        assert before is not None  # noqa: S101  an empty paragraph keeps them apart
        body.remove(before)
        run = hole.getparent()
        assert run is not None  # noqa: S101  a text stands in a run
        paragraph = run.getparent()
        assert paragraph is not None  # noqa: S101  and a run in a paragraph
        paragraph.addprevious(table)
        following = paragraph.getnext()
        if following is not None and following.tag == W + "p":
            remove(paragraph)
        else:  # a cell ends with a paragraph
            paragraph.remove(run)
