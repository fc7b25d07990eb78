"""责任分工表: a table made from the tasks of a part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..composition import Block, Paragraph, Run
from ..document.blocks import Prose, Responsibility, Section, Task
from ..document.element import NOWHERE
from ..document.parts import Attachment, Document, Numbered
from ..document.tables import Column, ResponsibilityTable
from ..document.tree import attachment_lists
from ..document.walk import Step, scheme_of, walk
from .job import Job
from .responsibility import ATTRIBUTES, LABELS, has_tasks, has_units, printed_fields
from .table import ruled_table
from .words import with_stop, without_close

NUMBER, GROUP, MEASURE, REMARK = "序号", "重点任务", "主要措施", "备注"
FIELDS = (NUMBER, GROUP, MEASURE, *ATTRIBUTES, REMARK)
"""What a column can show, in the order of the default columns."""


class TaskRow(Struct, frozen=True):
    """A task, or a section with units of its own and no task beneath. `group` is what stands under
    重点任务, `measure` under 主要措施; `above` are the sections that hand down to it.
    """

    group: str
    measure: str
    remark: str
    holder: Responsibility
    above: tuple[Section, ...]


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
            for field in FIELDS
            if any(cells[field] for cells in rows)
        ]
    if block.title:
        yield Paragraph("表题", (Run(block.title),))
    yield ruled_table(
        [Column.made(NOWHERE, head=head) for head, _ in columns],
        [[cells.get(field, "") for _, field in columns] for cells in rows],
        [head for head, field in columns if field == GROUP],
        job,
    )
    if block.note:
        yield Paragraph("表注", (Run(block.note),))


def source_part(name: str, document: Document) -> Numbered | None:
    """The part that 取自 names: 正文, 印发件 (印发件2), 附件 (附件2); None where there is none.
    The attachments of the issued texts count on after the document's own.
    """
    if name == "正文":
        return document
    match = re.fullmatch(r"(印发件|附件)(\d*)", name)
    if match is None:
        return None
    parts: list[Numbered] = list(document.issued_texts)
    if match[1] == "附件":
        parts = [item for _, items in attachment_lists(document) for item in items]
    index = int(match[2] or 1) - 1
    return parts[index] if 0 <= index < len(parts) else None


def task_rows(part: Numbered) -> list[TaskRow]:
    """The tasks of a part, and of the texts (件) in it, in order."""
    texts = part.texts if isinstance(part, Attachment) else ()
    rows = [
        row
        for each in (part, *texts)
        for step in walk(each, scheme_of(each.numbering, bool(each.articles)))
        if (row := _row(step)) is not None
    ]
    named = [_named(row) for row in rows]
    if len({row.group for row in rows}) == 1 and None not in named:
        return [row for row in named if row is not None]
    return rows


def _named(row: TaskRow) -> TaskRow | None:
    """The row under its task's own name, for where one group would hold all the tasks and tell
    nothing (docs/adr/0013); None where the task's text is all there is of it.
    """
    task = row.holder
    detail = task.measure or task.content if isinstance(task, Task) else None
    if not (isinstance(task, Task) and detail):
        return None
    return replace(row, group=without_close(task.text), measure=detail)


def _row(step: Step) -> TaskRow | None:
    block = step.block
    group = _name(step.above[-1]) if step.above else ""
    if isinstance(block, Task):
        detail = block.measure or block.content or ""
        if not group and detail:
            group, measure = without_close(block.text), detail
        elif block.measure:
            measure = block.measure
        else:
            measure = with_stop(block.text) + block.content if block.content else block.text
        return TaskRow(group, measure, block.remark or "", block, step.above)
    if isinstance(block, Section) and step.closing and has_units(block) and not has_tasks(block):
        if any(isinstance(inner, Section) and has_units(inner) for inner in block.body):
            return None
        text = "".join([block.run_in or "", *(b.text for b in block.body if isinstance(b, Prose))])
        return TaskRow(_name(block) if text else group, text or _name(block), "", block, step.above)
    return None


def _name(section: Section) -> str:
    return section.short_name or without_close(section.title)


def _cells(row: TaskRow, index: int, job: Job) -> dict[str, str]:
    """What each column shows of a row."""
    return {
        NUMBER: str(index),
        GROUP: row.group,
        MEASURE: row.measure,
        **printed_fields(row.holder, row.above, job),
        REMARK: row.remark,
    }
