"""层次序数：粘贴的文字里，手写的序数缺号、重号或者乱了顺序。

序数由程序重新编排，这里只提醒核对：是写错了号，还是漏了一段。

错：一、总体要求　二、主要任务　四、保障措施
对：一、总体要求　二、主要任务　三、保障措施
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.tree import parts_of
from ..document.walk import scheme_of, walk
from ..numbering import format_number
from ..problem import Level
from . import Context, Finding

NAME = "层次序数"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 7.3.3"


def check(context: Context) -> Iterator[Finding]:
    """Where a typed number breaks its sequence; what merely follows from a break is not told."""
    for part in parts_of(context.document):
        shifts: dict[int, int] = {}
        for step in walk(part, scheme_of(part.numbering, bool(part.articles))):
            if step.number is None or step.marker is None or step.closing:
                continue
            for deeper in [level for level in shifts if level > step.level]:
                del shifts[deeper]
            if step.number == 1:
                shifts.pop(step.level, None)
            if step.typed is None:
                continue
            shift = step.typed.number - step.number
            if shift != shifts.get(step.level, 0):
                written = format_number(step.marker, step.typed.number)
                expected = format_number(step.marker, step.number + shifts.get(step.level, 0))
                yield Finding(
                    step.block.place(),
                    f"序数“{written}”与前文接不上，应为“{expected}”",
                    hint=f"核对是否漏了内容；印出来是“{format_number(step.marker, step.number)}”",
                )
            shifts[step.level] = shift
