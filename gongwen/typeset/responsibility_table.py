"""责任分工表: a table made from the tasks of a part."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ..composition import Block, Paragraph, Run
from ..document.derived import TaskRow, source_part, task_rows
from ..document.responsibility_table import DERIVED_FIELDS, DerivedField, ResponsibilityTable
from ..document.tables import Column
from ..elements.element import NOWHERE
from .job import Job
from .responsibility import LABELS, printed_fields
from .table import ruled_table

_JOINED: DerivedField = "重点任务"
"""Of the same one under another the cells are joined."""
_UNITS = ("牵头单位", "责任单位", "配合单位")


def responsibility_table(block: ResponsibilityTable, job: Job) -> Iterator[Block]:
    """The table; nothing where its source has no task (said elsewhere)."""
    part = source_part(block.derivation.source, job.facts)
    rows = [_cells(row, index, job) for index, row in enumerate(task_rows(part), 1)] if part else []
    if not rows:
        return
    columns: list[tuple[str, str]] = [
        (column.head, column.field) for column in block.derivation.columns
    ]
    if not columns:
        columns = [
            (LABELS.get(field, field), field)
            for field in DERIVED_FIELDS
            if any(cells[field] for cells in rows)
        ]
    if block.title:
        yield Paragraph("表题", (Run(block.title),))
    table = ruled_table(
        [Column.made(NOWHERE, head=head) for head, _ in columns],
        [[cells.get(field, "") for _, field in columns] for cells in rows],
        [head for head, field in columns if field == _JOINED],
        job,
        block.place(),
        of_units=frozenset(at for at, (_, field) in enumerate(columns) if field in _UNITS),
    )
    yield replace(table, derived="责任分工表")
    if block.note:
        yield Paragraph("表注", (Run(block.note),))


def _cells(row: TaskRow, index: int, job: Job) -> dict[str, str]:
    """What each column shows of a row."""
    return {
        "序号": str(index),
        "重点任务": row.group,
        "主要措施": row.measure,
        **printed_fields(row.holder, row.above, job),
        "备注": row.remark,
    }
