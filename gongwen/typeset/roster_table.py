"""名单 with 版式: 表: 角色 · 姓名 · 单位及职务, the role merged down its people."""

from __future__ import annotations

import math

from ..composition import Cell, Paragraph, Run, Table
from ..document.rosters import Role, Roster
from .column_widths import column_widths
from .job import Job
from .people import SPREAD_IN_TABLE, name_width, people_of, spread, spread_name, units_of

_HEADS = ("角色", "姓名", "单位及职务")


def roster_table(block: Roster, job: Job) -> Table:
    """A group's name, and units, stand across the two columns beside the role."""
    people = [person for role in block.roles for _, person in people_of(role)]
    columns = (
        [_as_wide(role.name) for role in block.roles],
        [_as_wide(person.name) for person in people],
        [person.post for person in people],
    )
    measures = job.measures
    widths = column_widths(
        _HEADS,
        columns,
        None,
        total=job.width,
        character=measures.table_character,
        margin=measures.cell_margin,
    )
    header = tuple(_cell((Run(head),), "表头") for head in _HEADS)
    rows = [row for role in block.roles for row in _rows(role, job)]
    return Table(widths, 1, (header, *rows))


def _as_wide(name: str) -> str:
    """A word as wide as a name is once it is spread: a name is not broken."""
    return "0" * math.ceil(2 * name_width(name))


def _cell(runs: tuple[Run, ...], style: str = "表文居中", columns: int = 1) -> Cell:
    return Cell((Paragraph(style, runs),), columns)


def _rows(role: Role, job: Job) -> list[tuple[Cell, ...]]:
    lines: list[tuple[Cell, ...]] = []
    for group, person in people_of(role):
        if group:
            lines.append((_cell((Run(group),), columns=2),))
        post = (Run(person.post),) if person.post else ()
        lines.append((_cell(spread_name(person.name, SPREAD_IN_TABLE)), _cell(post, "表文")))
    if (units := units_of(role, job)) or not lines:
        lines.append((_cell((Run(units),) if units else (), "表文", 2),))
    label = Paragraph("表文居中", spread(role.name, SPREAD_IN_TABLE))
    if len(lines) == 1:
        return [(Cell((label,)), *lines[0])]
    covered = Cell((Paragraph("表文居中", ()),), 1, "continue")
    return [
        (covered if index else Cell((label,), 1, "restart"), *line)
        for index, line in enumerate(lines)
    ]
