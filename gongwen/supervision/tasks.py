"""The tasks of a plan as they are supervised, each with what it inherits from its sections."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..document.blocks import Task
from ..document.derived import TaskRow, task_rows
from ..document.parts import Attachment, Document
from ..document.tree import parts_of
from ..document.values import UnitsTyped, deadline_words
from ..paper.words import without_close
from ..registry.units import Registry, expand, read_units
from .due import TaskDue, due_of

ROLES = {"牵头单位": "lead_units", "责任单位": "responsible_units", "配合单位": "supporting_units"}
"""What a unit does for a task, the heaviest first."""


class Supervised(Struct, frozen=True):
    """One task. `units` are all that have to do with it by their names in the registry, collectives
    expanded, each with its heaviest role; `shown` are the units of each role in one line.
    """

    group: str
    measure: str
    targets: str
    shown: dict[str, str]
    units: dict[str, str]
    leader: str
    deadline: str
    due: TaskDue
    remark: str

    @property
    def text(self) -> str:
        """What tells it from the others."""
        return f"{self.group}\n{self.measure}"


def tasks_of(document: Document, registry: Registry) -> tuple[list[Supervised], list[str]]:
    """The tasks of all parts of a plan in the order of paper, and what is to be said of units."""
    said: dict[str, None] = {}
    rows = [
        row
        for part in parts_of(document)  # which gives the texts in an attachment by themselves
        for row in task_rows(part.copy(texts=()) if isinstance(part, Attachment) else part)
    ]
    return [_supervised(row, registry, said) for row in rows], list(said)


def _supervised(row: TaskRow, registry: Registry, said: dict[str, None]) -> Supervised:
    shown: dict[str, str] = {}
    units: dict[str, str] = {}
    for role, attribute in ROLES.items():
        typed = _inherited(row, attribute)
        shown[role] = _completed(typed, registry) if typed is not None else ""
        for name in _names(typed, registry, said):
            units.setdefault(name, role)
    deadline = _inherited(row, "deadline")
    leader = _inherited(row, "leader")
    task = row.holder
    return Supervised(
        row.group,
        row.measure,
        "\n".join(_targets(task)) if isinstance(task, Task) else "",
        shown,
        units,
        without_close(str(leader)) if leader else "",
        without_close(deadline_words(str(deadline))) if deadline else "",
        due_of(str(deadline) if deadline else None),
        row.remark,
    )


def _inherited(row: TaskRow, attribute: str) -> UnitsTyped | None:
    for holder in (row.holder, *reversed(row.above)):
        value: UnitsTyped | None = getattr(holder, attribute)
        if value is not None:
            return value
    return None


def _completed(typed: UnitsTyped, registry: Registry) -> str:
    """Units with the names that the registry has for them: 教育局 after 市发改委 is 市教育局."""
    listed = read_units(typed, registry)
    names = [each.unit.short_name if each.unit else each.written for each in listed.references]
    return "、".join(names) + ("等" if listed.is_open else "")


def _names(typed: UnitsTyped | None, registry: Registry, said: dict[str, None]) -> Iterator[str]:
    """Each unit by its short name, those that a collective stands for one by one."""
    if typed is None:
        return
    listed = read_units(typed, registry)
    if listed.is_open:
        said[f"“{listed.text}”没有列全，没有写出的单位没有清单"] = None
    for reference in listed.references:
        members = expand(reference, registry)
        if not members:
            said[f"机构名录里没有“{reference.written}”，照写的单列"] = None
            yield reference.written
        for unit in members:
            yield unit.short_name


def _targets(task: Task) -> Iterator[str]:
    for target in task.targets:
        fact = "".join(filter(None, (target.indicator, target.value)))
        words = "：".join(filter(None, (target.text, fact)))
        yield words + (f"（{target.due.deadline()}）" if target.due else "")
