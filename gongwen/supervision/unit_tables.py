"""What each unit has to do: a page of a .docx and a sheet of a workbook a unit, and a matrix of
units and tasks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from .. import patterns as re
from ..composition import Cell, Composition, PageSection, Paragraph, Run, Table
from ..paper.words import in_book_marks
from ..registry.units import Registry
from ..render.render import render
from ..render.workbook import packed_workbook, print_landscape, ruled, spanning
from ..template.ready import Template
from ..typeset.title import break_title
from ..word.package import pack
from .due import DONE, AsOf
from .ledger import NUMBER, STANDING, LedgerRow, given_cells

NAME: Final = "各单位任务"
_ROLE: Final = "本单位"


class _Column(Struct, frozen=True):
    """A column of a unit's table: what the ledger shows under that head, or what the unit has to
    do with the task; and its share of the width.
    """

    head: str
    share: int
    style: str = "表文居中"


_COLUMNS: Final = (
    _Column(NUMBER, 6),
    _Column("重点任务", 16, "表文"),
    _Column("主要措施", 32, "表文"),
    _Column("目标", 18, "表文"),
    _Column(_ROLE, 8),
    _Column("时限", 17),
    _Column(STANDING, 13),
)
_SLACK: Final = 40
"""Twips that a line of a title leaves, for faces differ in width."""
_WIDER: Final = 1.4
"""Characters of a column of a sheet for each share of the table."""
_HEAD_ROW: Final = 3
_NO_NAME: Final = r"[\[\]:*?/\\']"
_LONGEST_NAME: Final = 31
"""Characters of the name of a sheet, by Excel."""


def units_in_order(rows: Sequence[LedgerRow], registry: Registry) -> list[str]:
    """The units that have tasks, by their 名次; those that are not registered come last."""
    names = dict.fromkeys(name for row in rows if row.task for name in row.task.units)
    ranks = {name: (unit.rank if (unit := registry.find(name)) else 0) for name in names}
    return sorted(names, key=lambda name: ranks[name] or len(registry.units) + 1)


def _own_rows(rows: Sequence[LedgerRow], unit: str, as_of: AsOf) -> list[dict[str, str]]:
    """The tasks of a unit as its table has them, by heads."""
    return [
        {**given_cells(row, as_of), _ROLE: row.task.units[unit].removesuffix("单位")}
        for row in rows
        if row.task and unit in row.task.units
    ]


def _as_of(rows: Sequence[dict[str, str]], as_of: AsOf) -> str:
    late = sum(row[STANDING].startswith("逾期") for row in rows)
    done = sum(row[STANDING] == DONE for row in rows)
    return f"截至{as_of.day}，共{len(rows)}项，{DONE}{done}项，逾期{late}项。"


def units_docx(
    rows: Sequence[LedgerRow], units: Sequence[str], title: str, as_of: AsOf, template: Template
) -> bytes:
    """A page for each unit, landscape."""
    width = template.sheet.page.area_height
    whole = sum(column.share for column in _COLUMNS)
    widths = [width * column.share // whole for column in _COLUMNS]
    widths[-1] += width - sum(widths)
    room = (width - _SLACK) / template.sheet.character_of("标题")
    pages = []
    for unit in units:
        own = _own_rows(rows, unit, as_of)
        cells = [tuple(_cell("表头", column.head) for column in _COLUMNS)]
        cells += [
            tuple(_cell(column.style, row[column.head]) for column in _COLUMNS) for row in own
        ]
        head = "\n".join(break_title(f"{unit}承担的{in_book_marks(title)}任务", (), room))
        table = Table(tuple(widths), 1, tuple(cells))
        blocks = (
            Paragraph("标题", (Run(head),)),
            Paragraph("段落", (Run(_as_of(own, as_of)),)),
            table,
        )
        pages.append(PageSection(blocks, landscape=True))
    return pack(render(Composition(f"{title}{NAME}", None, tuple(pages), None), template))


def _cell(style: str, text: str) -> Cell:
    lines = text.split("\n") if text else [""]
    return Cell(tuple(Paragraph(style, (Run(line),) if line else ()) for line in lines))


def units_xlsx(rows: Sequence[LedgerRow], units: Sequence[str], title: str, as_of: AsOf) -> bytes:
    """The matrix, then a sheet for each unit."""
    from openpyxl import Workbook

    book = Workbook()
    matrix = book.active
    assert matrix is not None  # noqa: S101  a new workbook has one
    matrix.title = "单位任务矩阵"
    live = [row for row in rows if row.task]
    matrix.append(["编号", "任务", *units])
    for row in live:
        assert row.task is not None  # noqa: S101  live
        roles = [row.task.units.get(unit, "").removesuffix("单位") or None for unit in units]
        matrix.append([str(row.number), row.task.measure, *roles])
    ruled(matrix, 1, matrix.max_row, len(units) + 2)
    matrix.column_dimensions["B"].width = 50
    print_landscape(matrix, 1)
    matrix.freeze_panes = "C2"
    matrix.auto_filter.ref = matrix.dimensions
    taken = {matrix.title}
    for unit in units:
        own = _own_rows(rows, unit, as_of)
        sheet = book.create_sheet(_sheet_name(unit, taken))
        sheet.append([f"{unit}承担的{in_book_marks(title)}任务"])
        sheet.append([_as_of(own, as_of)])
        sheet.append([column.head for column in _COLUMNS])
        for cells in own:
            sheet.append([cells[column.head] or None for column in _COLUMNS])
        ruled(sheet, _HEAD_ROW, sheet.max_row, len(_COLUMNS))
        letter = "A"
        for at, column in enumerate(_COLUMNS, 1):
            letter = sheet.cell(_HEAD_ROW, at).column_letter
            sheet.column_dimensions[letter].width = column.share * _WIDER
        spanning(sheet, 1, len(_COLUMNS), 14)
        spanning(sheet, 2, len(_COLUMNS))
        sheet.auto_filter.ref = f"A{_HEAD_ROW}:{letter}{sheet.max_row}"
        print_landscape(sheet, _HEAD_ROW)
        sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    return packed_workbook(book, f"{title}{NAME}")


def _sheet_name(unit: str, taken: set[str]) -> str:
    """A name that Excel takes, and that no other sheet has."""
    bare = re.sub(_NO_NAME, "_", unit)[:_LONGEST_NAME]
    name, number = bare, 2
    while name.lower() in {each.lower() for each in taken}:
        tail = f"（{number}）"
        name, number = bare[: _LONGEST_NAME - len(tail)] + tail, number + 1
    taken.add(name)
    return name
