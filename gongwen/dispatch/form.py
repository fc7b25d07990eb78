"""What the printed forms are made of: a title, lines above and below, and a ruled table, made to
end on its page where that has to be.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from msgspec import Struct

from ..build.shared import Shared
from ..composition import Cell, Composition, PageSection, Paragraph, Run, Table
from ..history.repository import HistoryError
from ..problem import Place
from ..render.render import render
from ..sheet.data import STANDARD_SHEET
from ..template.ready import Template
from ..typeset.measures import TableType, measures_of
from ..typeset.title import break_title
from ..word.package import pack

_SLACK: Final = 40
"""Twips that a line of the title leaves, for faces differ in width."""
_AROUND: Final = 2.8
"""Lines of the grid that stand around the title and below the table, at most."""
_LEGIBLE: Final = 3
"""So many of the sizes, the usual one first, are for a form that is read at a desk."""
_NOTE: Final = 2
"""Lines of the grid that a note below the table takes, at most."""


class FormCell(Struct, frozen=True):
    """A cell of a form, over `columns` columns; `style` without a size. `top` = its text stands at
    its upper edge; `merged` = it begins, or goes on with, a cell of several rows.
    """

    text: str = ""
    columns: int = 1
    style: str = "表文"
    top: bool = False
    merged: Literal["restart", "continue"] | None = None


class FormRow(Struct, frozen=True):
    """A row of a form, for the pen as high as `lines` of text at least; `grows` = it takes its
    share of what the page has left.
    """

    cells: tuple[FormCell, ...]
    lines: float = 1.25
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
    """A form but for its rows: what stands in the first row, and in a note below the table, whose
    columns have these `shares` of the width.
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
    size, heights = _fitting(form, rows, template, widths)
    spare = _room(form, template, measures.width) - sum(heights)
    growing = [at for at, row in enumerate(rows) if row.grows]
    for at in growing:
        heights[at] += max(spare, 0) // len(growing)
    made = tuple(_cells(row, size.suffix) for row in rows)
    table = Table(widths, 0, made, tuple(heights), style=f"公文表格{size.suffix}")
    return _packed(form, table, template, landscape=False)


def _fitting(
    form: Form, rows: Sequence[FormRow], template: Template, widths: Sequence[int]
) -> tuple[TableType, list[int]]:
    """The largest type in which the rows fit on a page, and their heights in it (twips); where they
    fit in none, the smallest.
    """
    measures = measures_of(template.sheet)
    room = _room(form, template, sum(widths))
    for size in measures.table_types:
        heights = [_height(row, widths, size) for row in rows]
        if sum(heights) <= room:
            break
    return size, heights


def _room(form: Form, template: Template, width: int) -> int:
    """What the rows of a portrait page have in height (twips)."""
    measures = measures_of(template.sheet)
    lines = len(heading(form.title, template, width).text.split("\n"))
    return round(
        measures.landscape_width - (lines * 1.2 + _AROUND + _NOTE * bool(form.below)) * measures.row
    )


def listed(
    form: Form,
    heads: Sequence[str],
    rows: Sequence[Sequence[FormCell]],
    template: Template,
    *,
    landscape: bool = False,
    compact: bool = False,
    small: bool = False,
    lines: float = 1.0,
) -> bytes:
    """A list under heads that repeat, on as many pages as it takes; a row has room for so many
    `lines` at least. `compact` = in a smaller type, where it takes one page then; `small` = in the
    smallest, for many columns.
    """
    measures = measures_of(template.sheet)
    width = measures.landscape_width if landscape else measures.width
    widths = shared_out(width, form.shares)
    size = measures.table_types[-1 if small else 0]
    if compact:
        whole = [FormRow((FormCell(form.above, len(form.shares)),))] if form.above else []
        whole += [FormRow(tuple(map(FormCell, heads)))]
        whole += [FormRow(tuple(row), lines) for row in rows]
        fit, fitted = _fitting(form, whole, template, widths)
        is_one_page = sum(fitted) <= _room(form, template, width)
        size = fit if is_one_page and fit in measures.table_types[:_LEGIBLE] else size
    body = []
    if form.above:
        above = FormCell(form.above, len(form.shares))
        body.append(_cells(FormRow((above,)), size.suffix))
    body.append(tuple(Cell((Paragraph(f"表头{size.suffix}", (Run(each),)),)) for each in heads))
    first = len(body)
    body += [_cells(FormRow(tuple(row)), size.suffix) for row in rows]
    least = round(lines * size.pitch + size.around)
    heights = (*(0,) * first, *(least,) * len(rows))
    style = f"公文表格{size.suffix}"
    table = Table(widths, first, tuple(body), heights, style=style)
    return _packed(form, table, template, landscape=landscape)


def heading(title: str, template: Template, width: int) -> Paragraph:
    """The title of a form, broken into lines where it is long."""
    room = (width - _SLACK) / template.sheet.character_of("表单题")
    return Paragraph("表单题", (Run("\n".join(break_title(title, (), room))),))


def shared_out(width: int, shares: Sequence[int]) -> tuple[int, ...]:
    """A width parted by shares, in twips; the last column takes what is left over."""
    widths = [width * share // sum(shares) for share in shares]
    return (*widths[:-1], width - sum(widths[:-1]))


def _packed(form: Form, table: Table, template: Template, *, landscape: bool) -> bytes:
    measures = measures_of(template.sheet)
    width = measures.landscape_width if landscape else measures.width
    blocks: list[Paragraph | Table] = [heading(form.title, template, width), table]
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
        if cell.merged == "continue":
            paragraphs = (Paragraph(f"{cell.style}{suffix}", ()),)
        top: Literal["top"] | None = "top" if cell.top else None
        found.append(Cell(paragraphs, cell.columns, cell.merged, upright=top))
    return tuple(found)


def _height(row: FormRow, widths: Sequence[int], size: TableType) -> int:
    """The height of a row in twips: of its fullest cell, or what the pen needs. A cell of several
    rows has room enough in all of them.
    """
    most = row.lines
    at = 0
    for cell in row.cells:
        width = sum(widths[at : at + cell.columns]) - size.cell_margin
        if cell.merged is None:
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
    """In characters; between Latin and Chinese ones stands a quarter of one (2026 年 5 月)."""
    own = sum(0.5 if character.isascii() else 1 for character in line)
    return own + 0.25 * sum(one.isascii() is not other.isascii() for one, other in pairwise(line))
