"""目录没有内容：写了“目录”，它所在的一份文字里没有可以列的标题；或者一份文字里写了两个目录。

目录列它所在的那一份文字（正文、印发件、附件各是一份）里的标题，印发件的目录要写在印发件的正文里。
一份文字只排第一个目录。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.blocks import Chapter, Contents, PlanStage, Section, Task
from ..document.parts import Numbered
from ..document.tree import parts_of
from ..document.walk import Step
from ..problem import Level
from . import Context, Finding

NAME = "目录没有内容"
LEVEL = Level.WARNING
BASIS = "惯例"
WRONG = """\
正文:
- 目录: 是
- 现将有关事项通知如下。
"""
RIGHT = """\
正文:
- 目录: 是
- 节: 总体要求
  正文: 坚持人民至上。
"""


def check(context: Context) -> Iterator[Finding]:
    """A table of contents that stays empty, and one that is not set."""
    for part in parts_of(context.document):
        yield from _in_part(part, context)


def _in_part(part: Numbered, context: Context) -> Iterator[Finding]:
    tables: list[Contents] = []
    levels: list[int] = []
    for step in context.steps(part):
        if isinstance(step.block, Contents) and step.block.depth:
            tables.append(step.block)
        elif _is_heading(step):
            levels.append(step.level)
    for table in tables[1:]:
        yield Finding(
            table.place("目录"),
            "这份文字前面已经有一个目录，这一个不排",
            hint="删去这一个；印发件、附件的目录写在它们自己的正文里",
        )
    for table in tables[:1]:
        if not any(level <= table.depth for level in levels):
            message = "没有可以列的标题，目录不排"
            if levels:
                message = f"没有第{table.depth}层以上的标题，目录不排"
            yield Finding(
                table.place("目录"),
                message,
                hint="给正文分节；要列印发件、附件的标题，把目录写在它们的正文里；不然删去目录",
            )


def _is_heading(step: Step) -> bool:
    block = step.block
    if isinstance(block, Task):
        return block.content is not None
    return isinstance(block, Section | Chapter | PlanStage)
