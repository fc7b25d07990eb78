"""阶段时间：一个阶段结束在开始之前，或者前后两个阶段的次序颠倒、时间重叠、脱节。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from .. import patterns as re
from ..document.blocks import PlanStage, PlanStages
from ..document.values import Moment
from ..problem import Level, Place
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


_CLOCK = r"(\d{1,2})(?:时|[:：])(?:(\d{1,2})分?)?"
_HOURS = rf"(?:上午|下午)?{_CLOCK}(?:至|—|－|-|～){_CLOCK}"


class _Span(Struct, frozen=True):
    """A stage with the dates it begins and ends on."""

    stage: PlanStage
    start: Moment | None
    end: Moment | None

    @property
    def is_backwards(self) -> bool:
        return bool(self.start and self.end and self.end.last_day() < self.start)

    @property
    def hours(self) -> tuple[int, int] | None:
        """The minutes of the day between which it is, where only hours are said: 9时至10时30分."""
        match = re.fullmatch(_HOURS, self.stage.period or "")
        if match is None:
            return None
        first, last = (int(match[n]) * 60 + int(match[n + 1] or 0) for n in (1, 3))
        return first, last

    def place(self, key: str) -> Place:
        """Where one of its dates was typed."""
        return self.stage.place("时间" if self.stage.period else key)

    @property
    def keys(self) -> str:
        """What its dates are typed under."""
        return "“时间”" if self.stage.period else "“起”“止”"


def check(context: Context) -> Iterator[Finding]:
    """Each stage that ends before it starts, and each that does not follow the one before."""
    for element in context.elements:
        if isinstance(element, PlanStages):
            spans = [_Span(stage, *stage.span()) for stage in element.stages]
            for span in spans:
                yield from _backwards(span)
            swapped = list(_out_of_order(spans))
            yield from swapped
            if not swapped:  # what overlaps and what is left open follows from the order
                for before, after in pairwise(spans):
                    yield from _neighbours(before, after)


def _backwards(span: _Span) -> Iterator[Finding]:
    if span.is_backwards:
        yield Finding(
            span.place("止"),
            f"“{span.stage.name}”{span.start}开始，却在{span.end}结束",
            hint="核对“时间”" if span.stage.period else "核对“起”和“止”",
            element=span.stage.name,
        )


def _out_of_order(spans: Sequence[_Span]) -> Iterator[Finding]:
    """Each stage that is over before the one listed before it begins."""
    for index, (before, after) in enumerate(pairwise(spans), 1):
        end = after.end or after.start
        if before.start and end and end.last_day() < before.start and not after.is_backwards:
            later = (each for each in spans[:index] if each.start)
            first = next(each for each in later if each.start and end.last_day() < each.start)
            name, its = after.stage.name, first.stage.name
            yield Finding(
                after.stage.place("阶段"),
                f"“{name}”{end}结束，却排在{first.start}开始的“{its}”后面，次序颠倒",
                hint=f"把“{name}”移到“{its}”前面；时间写错了的，改{after.keys}",
                level=Level.WARNING,
                element=name,
            )


def _neighbours(before: _Span, after: _Span) -> Iterator[Finding]:
    end, start = before.end, after.start
    if before.hours and after.hours and before.hours[1] != after.hours[0]:
        one, other = before.stage, after.stage
        yield Finding(
            after.stage.place("时间"),
            f"“{one.name}”的时间是“{one.period}”，“{other.name}”是“{other.period}”，"
            + ("时间重叠" if after.hours[0] < before.hours[1] else "中间空了一段"),
            hint="核对两个时间；确要这样安排，不用改",
            level=Level.NOTICE,
            element=other.name,
        )
    if end is None or start is None or before.is_backwards or after.is_backwards:
        return
    if start <= end.last_day():
        yield Finding(
            after.place("起"),
            f"“{before.stage.name}”到{end}才结束，“{after.stage.name}”{start}就开始，时间重叠",
            hint="核对两个阶段的起止；确要同时进行，不用改",
            level=Level.NOTICE,
            element=after.stage.name,
        )
    elif _first_day(start) > _next_day(end):
        yield Finding(
            after.place("起"),
            f"“{before.stage.name}”{end}结束，“{after.stage.name}”{start}才开始，中间空了一段",
            hint="核对两个阶段的起止",
            level=Level.NOTICE,
            element=after.stage.name,
        )


def _first_day(moment: Moment) -> date:
    return date(moment.year, moment.month or 1, moment.day or 1)


def _next_day(moment: Moment) -> date:
    last = moment.last_day()
    return date(last.year, last.month, last.day) + timedelta(days=1)
