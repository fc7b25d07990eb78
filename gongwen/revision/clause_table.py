"""修改对照表.docx clause by clause, as it is sent: 原条文, 修改稿, 修改依据及理由."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree
from msgspec import Struct

from ..composition import Block, Cell, Composition, PageSection, Paragraph, Run, Table
from ..render.render import Template, render
from ..word.wordml import DOCUMENT, W, parse, serialise
from .clauses import ClauseRow
from .passages import Grid, Lines, Passage, Remark, Words
from .table_paper import COME, GONE, mark_words, paragraphs_of, shared_out, signed, table_title

LEGEND: Final = (
    "说明：没有列出的条文、段落没有修改。原条文中划去的是删去的文字，修改稿中加粗并加下划线的是增加、"
    "改写的文字。"
)
REASONS: Final = "修改依据及理由"
_SHARES: Final = (5, 38, 38, 19)
_MARGINS: Final = 240
"""Twips that a cell keeps free beside what stands in it, both sides together."""
_HOLE: Final = "\ufddb"
"""Stands where a table goes into a cell: a noncharacter, which no document holds."""
_SIZES: Final = ((4, "五号"), (6, "小五"))
"""Up to so many columns, a table in a cell is set in this size; one of more in 六号."""


class Heads(Struct, frozen=True):
    """What stands above the table: the title, which versions it compares; and over either text."""

    title: str
    versions: str
    old: str
    new: str


def clause_table(
    rows: Sequence[ClauseRow], heads: Heads, template: Template, notes: Sequence[str] = ()
) -> dict[str, bytes]:
    """The parts of the .docx. `notes` are the reasons of the rows ("" = room to write by hand)."""
    widths = shared_out(template.sheet.page.area_height, _SHARES)
    inner: list[Table] = []
    lines = [tuple(_cell("表头", head) for head in ("序号", heads.old, heads.new, REASONS))]
    for number, row in enumerate(rows, 1):
        note = notes[number - 1] if notes else ""
        lines.append(
            (
                _cell("表文居中", str(number)),
                _text(row.old, GONE, widths[1], inner),
                _text(row.new, COME, widths[2], inner),
                _cell("表文", note),
            )
        )
    divisible = frozenset(range(1, len(lines)))
    main = Table(widths, 1, tuple(lines), divisible=divisible)
    blocks: list[Block] = [
        table_title(heads.title, template),
        Paragraph("表注", (Run(LEGEND),)),
        Paragraph("表单位", (Run(heads.versions),)),
        main,
    ]
    for table in inner:  # set below the main table, and put into its cells afterwards
        blocks += (Paragraph("表文", ()), table)
    sections = (PageSection(tuple(blocks), landscape=True),)
    parts = render(Composition(f"{heads.title}修改对照表", None, sections, None), template)
    root = parse(parts[DOCUMENT])
    _put_inside(root)
    mark_words(root)
    parts[DOCUMENT] = serialise(root)
    return parts


def _cell(style: str, text: str) -> Cell:
    return Cell(tuple(paragraphs_of(style, text)), upright=None if style == "表头" else "top")


def _text(passages: Sequence[Passage], sign: str, width: int, inner: list[Table]) -> Cell:
    """A clause in its cell; the tables in it are added to `inner`, a hole standing for each."""
    found: list[Paragraph] = []
    for passage in passages:
        if isinstance(passage, Lines):
            found += paragraphs_of("表文", _signed(passage.words, sign))
        elif isinstance(passage, Remark):
            found += paragraphs_of("表文", f"〔{passage.text}〕")
        else:
            inner.append(_table(passage, sign, width - _MARGINS))
            found.append(Paragraph("表文", (Run(_HOLE),)))
    return Cell(tuple(found), upright="top")


def _signed(words: Sequence[Words], sign: str) -> str:
    return "".join(signed(each.text, sign if each.changed else "") for each in words)


def _table(grid: Grid, sign: str, width: int) -> Table:
    """The rows of a table, as wide as the cell that it stands in."""
    size = next((size for most, size in _SIZES if len(grid.widths) <= most), "六号")
    rows = []
    for number, row in enumerate(grid.rows):
        style = ("表头" if number < grid.header_rows else "表文") + size
        cells = (
            Cell(tuple(paragraphs_of(style, _signed(words, sign))), columns)
            for words, columns in row
        )
        rows.append(tuple(cells))
    return Table(shared_out(width, grid.widths), 0, tuple(rows))


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
        paragraph.remove(run)  # a cell ends with a paragraph, which stays, empty
        paragraph.addprevious(table)
