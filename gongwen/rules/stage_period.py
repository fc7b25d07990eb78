"""阶段时间：一个阶段结束在开始之前，或者前后两个阶段的次序颠倒、时间重叠、脱节。"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from ..document.blocks import Stage, Stages
from ..document.values import Moment
from ..problem import Level
from . import Context, Finding

NAME = "阶段时间"
LEVEL = Level.ERROR
BASIS = "起止时间要先后相接"
WRONG = """\
正文:
- 阶段:
  - 阶段: 宣传发动阶段
    起: 2026-09
    止: 2026-03
    接排: 各单位要广泛发动。
"""
RIGHT = """\
正文:
- 阶段:
  - 阶段: 宣传发动阶段
    起: 2026-03
    止: 2026-09
    接排: 各单位要广泛发动。
"""


def check(context: Context) -> Iterator[Finding]:
    """Each stage that ends before it starts, and each that does not follow the one before."""
    for element in context.elements:
        if isinstance(element, Stages):
            for stage in element.stages:
                yield from _backwards(stage)
            swapped = list(_out_of_order(element))
            yield from swapped
            if not swapped:  # what overlaps and what is left open follows from the order
                for before, after in pairwise(element.stages):
                    yield from _neighbours(before, after)


def _is_backwards(stage: Stage) -> bool:
    return bool(stage.start and stage.end and stage.end.last_day() < stage.start)


def _backwards(stage: Stage) -> Iterator[Finding]:
    if _is_backwards(stage):
        yield Finding(
            stage.place("止"),
            f"“{stage.name}”{stage.start}开始，却在{stage.end}结束",
            hint="核对“起”和“止”",
            element=stage.name,
        )


def _out_of_order(stages: Stages) -> Iterator[Finding]:
    """Each stage that is over before the one listed before it begins."""
    for index, (before, after) in enumerate(pairwise(stages.stages), 1):
        end = after.end or after.start
        if before.start and end and end.last_day() < before.start and not _is_backwards(after):
            later = (each for each in stages.stages[:index] if each.start)
            first = next(each for each in later if each.start and end.last_day() < each.start)
            yield Finding(
                after.place("阶段"),
                f"“{after.name}”{end}结束，却排在{first.start}开始的“{first.name}”后面，次序颠倒",
                hint=f"把“{after.name}”移到“{first.name}”前面；时间写错了的，改“起”“止”",
                level=Level.WARNING,
                element=after.name,
            )


def _neighbours(before: Stage, after: Stage) -> Iterator[Finding]:
    end, start = before.end, after.start
    if end is None or start is None or _is_backwards(before) or _is_backwards(after):
        return
    if start <= end.last_day():
        yield Finding(
            after.place("起"),
            f"“{before.name}”到{end}才结束，“{after.name}”{start}就开始，时间重叠",
            hint="核对两个阶段的起止；确要同时进行，不用改",
            level=Level.NOTICE,
            element=after.name,
        )
    elif _first_day(start) > _next_day(end):
        yield Finding(
            after.place("起"),
            f"“{before.name}”{end}结束，“{after.name}”{start}才开始，中间空了一段",
            hint="核对两个阶段的起止",
            level=Level.NOTICE,
            element=after.name,
        )


def _first_day(moment: Moment) -> date:
    return date(moment.year, moment.month or 1, moment.day or 1)


def _next_day(moment: Moment) -> date:
    last = moment.last_day()
    return date(last.year, last.month, last.day) + timedelta(days=1)
