"""What the printed forms are made of: a title, lines above and below, and a ruled table, made to
end on its page where that has to be.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from ..build.shared import Shared
from ..composition import Cell, Composition, PageSection, Paragraph, Run, Table
from ..history.repository import HistoryError
from ..problem import Place
from ..render.render import Template, render
from ..sheet.data import STANDARD_SHEET
from ..typeset.measures import TableType, measures_of
from ..typeset.title import break_title
from ..word.package import pack

_SLACK: Final = 40
"""Twips that a line of the title leaves, for faces differ in width."""
_TITLE_PITCH: Final = 640
"""Height of a line of the title and of what stands around it, at most (twips)."""


class FormCell(Struct, frozen=True):
    """A cell of a form, over `columns` columns; `style` without a size. `top` = its text stands at
    its upper edge.
    """

    text: str = ""
    columns: int = 1
    style: str = "表文"
    top: bool = False


class FormRow(Struct, frozen=True):
    """A row of a form, for the pen as high as `lines` of text at least; `grows` = it takes its
    share of what the page has left.
    """

    cells: tuple[FormCell, ...]
    lines: float = 1.4
    grows: bool = False


def label(text: str, columns: int = 1) -> FormCell:
    """A cell that says what the next one is for."""
    return FormCell(text, columns, "表文居中")


def form_template(shared: Shared) -> Template:
    """What forms are made with. Raises HistoryError where it is not there."""
    sheet, _ = shared.sheet(STANDARD_SHEET, Place(""))
    template = shared.template("文件", sheet) if sheet else None
    if template is None:
        raise HistoryError("没有 templates/文件.docx 或 styles/gbt9704.yaml，做不成 .docx")
    return template


class Form(Struct, frozen=True):
    """A form but for its rows: a line `above` and one `below` the table, whose columns have these
    `shares` of the width.
    """

    title: str
    shares: tuple[int, ...]
    above: str = ""
    below: str = ""


def one_page(form: Form, rows: Sequence[FormRow], template: Template) -> bytes:
    """A portrait form that fills one page: its table in the largest type with which it fits, the
    rows that grow sharing what is left.
    """
    measures = measures_of(template.sheet)
    widths = shared_out(measures.width, form.shares)
    head = heading(form.title, template, measures.width)
    room = measures.landscape_width - _TITLE_PITCH * (len(head.text.split("\n")) + 1)
    room -= _TITLE_PITCH * (bool(form.above) + bool(form.below))
    for size in measures.table_types:
        heights = [_height(row, widths, size) for row in rows]
        if sum(heights) <= room:
            break
    growing = [at for at, row in enumerate(rows) if row.grows]
    spare = max(room - sum(heights), 0)
    for at in growing:
        heights[at] += spare // len(growing)
    made = tuple(_cells(row, size.suffix) for row in rows)
    table = Table(widths, 0, made, tuple(heights), style=f"公文表格{size.suffix}")
    return _packed(form, head, table, template, landscape=False)


def listed(
    form: Form,
    heads: Sequence[str],
    rows: Sequence[Sequence[FormCell]],
    template: Template,
    *,
    landscape: bool = False,
    lines: float = 1.0,
) -> bytes:
    """A list under heads that repeat, on as many pages as it takes; a row has room for so many
    `lines` at least.
    """
    measures = measures_of(template.sheet)
    width = measures.landscape_width if landscape else measures.width
    size = measures.table_types[0]
    body = [tuple(Cell((Paragraph("表头", (Run(each),)),)) for each in heads)]
    body += [_cells(FormRow(tuple(row)), "") for row in rows]
    least = round(lines * size.pitch + size.around)
    widths = shared_out(width, form.shares)
    table = Table(widths, 1, tuple(body), (0, *(least,) * len(rows)))
    head = heading(form.title, template, width)
    return _packed(form, head, table, template, landscape=landscape)


def heading(title: str, template: Template, width: int) -> Paragraph:
    """The title of a form, broken into lines where it is long."""
    room = (width - _SLACK) / template.sheet.character_of("标题")
    return Paragraph("标题", (Run("\n".join(break_title(title, (), room))),))


def shared_out(width: int, shares: Sequence[int]) -> tuple[int, ...]:
    """A width parted by shares, in twips; the last column takes what is left over."""
    widths = [width * share // sum(shares) for share in shares]
    return (*widths[:-1], width - sum(widths[:-1]))


def _packed(
    form: Form, head: Paragraph, table: Table, template: Template, *, landscape: bool
) -> bytes:
    blocks: list[Paragraph | Table] = [head]
    if form.above:
        blocks.append(Paragraph("表文", (Run(form.above),)))
    blocks.append(table)
    if form.below:
        blocks.append(Paragraph("表注", (Run(form.below),)))
    section = PageSection(tuple(blocks), landscape=landscape)
    return pack(render(Composition(form.title, None, (section,), None), template))


def _cells(row: FormRow, suffix: str) -> tuple[Cell, ...]:
    found = []
    for cell in row.cells:
        paragraphs = tuple(
            Paragraph(f"{cell.style}{suffix}", (Run(line),) if line else ())
            for line in cell.text.split("\n")
        )
        found.append(Cell(paragraphs, cell.columns, upright="top" if cell.top else None))
    return tuple(found)


def _height(row: FormRow, widths: Sequence[int], size: TableType) -> int:
    """The height of a row in twips: of its fullest cell, or what the pen needs."""
    most = row.lines
    at = 0
    for cell in row.cells:
        width = sum(widths[at : at + cell.columns]) - size.cell_margin
        most = max(most, lines_of(cell.text, width / size.character))
        at += cell.columns
    return math.ceil(most * size.pitch + size.around)


def lines_of(text: str, room: float) -> int:
    """How many lines a text takes that is `room` characters wide; one more than it may, where its
    breaks cannot be known.
    """
    room = max(room, 1)
    return sum(max(math.ceil(_width(line) / room), 1) for line in text.split("\n"))


def _width(line: str) -> float:
    return sum(0.5 if character.isascii() else 1 for character in line)
