"""What follows from a document without setting it: the rows of its tasks, a number left open."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..paper.words import with_stop, without_close
from ..registry.series import series_for
from ..registry.units import Registry, read_units
from .blocks import Prose, Responsibility, Section, Task
from .parts import Attachment, Document, Numbered
from .tree import attachment_lists
from .values import ATTRIBUTES
from .walk import Step, scheme_of, walk
from .withholding import CUT

_BLANK_NUMBER = "  "
"""What stands for the number that a draft does not have yet."""
_BLANK_YEAR = "    "
_UP_TO_YEAR = r".*[〔\[［(（【][^〕\]］)）】]*[〕\]］)）】]"


def number_left_open(document: Document, registry: Registry, layout_format: str) -> str:
    """云政办发〔2026〕  号: code and year as typed in 发文字号, else the code of the issuer in the
    registry for documents of this kind in that 格式, and the year of 成文日期, left open too where
    it is not given. "" without a code.
    """
    if match := re.match(_UP_TO_YEAR, document.document_number or ""):
        return f"{match[0]}{_BLANK_NUMBER}号"
    references = read_units(document.issuer, registry).references if document.issuer else ()
    unit = references[0].unit if references else None
    series = series_for(unit.series, document.kind, layout_format) if unit else None
    code = series.code if series else unit.document_code if unit else ""
    year = document.issue_date.year if document.issue_date else _BLANK_YEAR
    return f"{code}〔{year}〕{_BLANK_NUMBER}号" if code else ""


def has_units(section: Section) -> bool:
    """Whether the section says of itself who is responsible."""
    return any(getattr(section, attribute) is not None for attribute in ATTRIBUTES.values())


def has_tasks(section: Section) -> bool:
    """Whether a task stands beneath, which then carries the section's fields."""
    return any(
        isinstance(block, Task) or (isinstance(block, Section) and has_tasks(block))
        for block in section.body
    )


class TaskRow(Struct, frozen=True):
    """A task, or a section with units of its own and no task beneath. `group` is what stands under
    重点任务, `measure` under 主要措施; `above` are the sections that hand down to it.
    """

    group: str
    measure: str
    remark: str
    holder: Responsibility
    above: tuple[Section, ...]


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
    if isinstance(block, Section) and block.withheld:  # what the public has of it is its place
        is_due = step.closing and has_tasks(block)
        return TaskRow(_name(block), CUT, "", block, ()) if is_due else None
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
