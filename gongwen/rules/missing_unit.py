"""缺责任单位：同一份文件里别的任务都写了单位，这一项没有写。

上一级的节写了责任单位的，下面的任务不用再写；文末括号里写明谁负责的，也不用。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.blocks import Responsibility, Section, Task
from ..document.derived import source_part
from ..document.parts import Numbered
from ..document.responsibility_table import ResponsibilityTable
from ..document.tree import blocks_of, parts_of
from ..document.values import one_line
from ..paper.responsible import says_who
from ..problem import Level
from . import Context, Finding

NAME = "缺责任单位"
LEVEL = Level.WARNING
BASIS = "任务要落实到单位"
WRONG = """\
正文:
- 任务: 开展科普进校园活动。
  责任单位: 市教育局
- 任务: 开展科普进社区活动。
"""
RIGHT = """\
正文:
- 任务: 开展科普进校园活动。
  责任单位: 市教育局
- 任务: 开展科普进社区活动。
  责任单位: 市科协
"""


def check(context: Context) -> Iterator[Finding]:
    """Each task without lead or responsible units where its part shows those of others."""
    for part in parts_of(context.document):
        tasks = [
            (step.block, step.above) for step in context.steps(part) if isinstance(step.block, Task)
        ]
        if part.responsibility_form == "不标" and not _tabled(part, context):
            continue
        if not any(_has_units(task, above) for task, above in tasks):
            continue
        for task, above in tasks:
            if not _has_units(task, above) and not _says_units(task):
                shown = one_line(task.text)
                shown = shown if len(shown) <= 20 else shown[:20] + "……"
                yield Finding(
                    task.place("任务"),
                    f"“{shown}”没有写责任单位",
                    hint="在它下面加一行：责任单位: ……",
                    element=one_line(task.text),
                )


def _says_units(task: Task) -> bool:
    """Whether the words of the task end in a bracket that says who does it."""
    return says_who(one_line(task.content or task.text))


def _has_units(task: Task, above: tuple[Section, ...]) -> bool:
    holders: tuple[Responsibility, ...] = (task, *above)
    return any(holder.lead_units or holder.responsible_units for holder in holders)


def _tabled(part: Numbered, context: Context) -> bool:
    """Whether a 责任分工表 somewhere shows the units of the tasks."""
    return any(
        isinstance(block, ResponsibilityTable)
        and (shown := source_part(block.derivation.source, each.origin or context.document))
        and shown.place() == part.place()
        for each in parts_of(context.document)
        for block in blocks_of(each.body)
    )
