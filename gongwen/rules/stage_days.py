"""步骤时间：写在标题括号里、写在一句话里的几个阶段，时间重叠了，或者中间空了几天。

“（一）动员部署（4月1日至4月20日）”“（二）集中整治（5月21日至10月31日）”，4月21日到5月20日哪个阶段也不是；
“第一阶段……6月22日至6月26日；第二阶段……6月25日至7月3日”重叠了两天。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from .. import patterns as re
from ..document.texts import Passage
from ..paper.dates import WrittenDate, spans_in
from ..problem import Level
from . import Context, Finding

NAME = "步骤时间"
LEVEL = Level.WARNING
BASIS = "起止时间要先后相接"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = ("日",)
WRONG = """\
正文: |
  （一）动员部署（4月1日至4月20日）。各校制定方案。
  （二）集中整治（5月21日至10月31日）。各校开展检查。
  （三）总结提升（11月1日至11月30日）。各校报送总结。
"""
RIGHT = """\
正文: |
  （一）动员部署（4月1日至4月20日）。各校制定方案。
  （二）集中整治（4月21日至10月31日）。各校开展检查。
  （三）总结提升（11月1日至11月30日）。各校报送总结。
"""

_HEAD = (
    r"^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[.．]|"
    "第[一二三四五六]阶段[：:，]?|[一二三四五六]是)?(?P<name>[^，。；（）()]{2,20})[（(](?=[^"
    r"（）()]*\d)"
)
_STAGE = r"第(?P<n>[一二三四五六])(?:阶段|批次|批|轮|期|周期)"
_ORDER = "一二三四五六"
_FAR = 120
"""Days between two that are no stages of one plan."""


class _Stage(Struct, frozen=True):
    passage: Passage
    name: str
    first: date
    last: date
    at: int


def check(context: Context) -> Iterator[Finding]:
    """Each stage that begins before the one before it has ended, or days after."""
    year = context.document.issue_date.year if context.document.issue_date else 2024
    for passages in context.passages_by_part:
        stages = []
        for passage in passages:
            if "日" not in passage.text or "月" not in passage.text:
                continue
            head = re.match(_HEAD, passage.text)
            if head and (stage := _stage(passage, head.end(), head["name"], year, context)):
                stages.append(stage)
            yield from _compared(list(_in_sentence(passage, year, context)), context, sure=True)
        yield from _compared(stages, context, sure=False)


def _stage(passage: Passage, at: int, name: str, year: int, context: Context) -> _Stage | None:
    """The stage whose span stands at a place of a passage."""
    for span in spans_in(passage.text, context.dates_of(passage)):
        if span.first.start == at and span.first.day and span.last.day:
            first, last = _day(span.first, year), _day(span.last, span.first.year or year)
            if first and last and first <= last:
                return _Stage(passage, name, first, last, at)
    return None


def _day(written: WrittenDate, year: int) -> date | None:
    try:
        return date(written.year or year, written.month, written.day)
    except ValueError:
        return None


def _in_sentence(passage: Passage, year: int, context: Context) -> Iterator[_Stage]:
    """第一阶段 …，时间为甲至乙；第二阶段 …，时间为丙至丁, of one passage."""
    found = list(re.finditer(_STAGE, passage.text))
    if [match["n"] for match in found] != list(_ORDER[: len(found)]) or len(found) < 2:
        return
    spans = list(spans_in(passage.text, context.dates_of(passage)))
    ends = [*(match.start() for match in found[1:]), len(passage.text)]
    for match, end in zip(found, ends, strict=True):
        own = [span for span in spans if match.end() <= span.first.start < end]
        if len(own) == 1 and (
            stage := _stage(passage, own[0].first.start, match[0], year, context)
        ):
            yield stage


def _compared(stages: Sequence[_Stage], context: Context, *, sure: bool) -> Iterator[Finding]:
    """`sure` = they are called stages; else one pair of neighbours at least must join."""
    pairs = list(pairwise(stages))
    gaps = [(after.first - before.last).days for before, after in pairs]
    joined = sum(gap == 1 for gap in gaps)
    if not sure and (not joined or any(after.first <= before.first for before, after in pairs)):
        return
    for (before, after), gap in zip(pairs, gaps, strict=True):
        if gap == 1 or abs(gap) > _FAR or (gap > 1 and not joined) or after.first <= before.first:
            continue
        if gap > 1 and gap <= 3 and after.first.weekday() == 0:
            continue  # a week-end
        what = (
            f"{_shown(before.last)}才结束，“{after.name}”{_shown(after.first)}就开始，时间重叠"
            if gap < 1
            else f"{_shown(before.last)}结束，“{after.name}”{_shown(after.first)}才开始，中间空了"
            f"{gap - 1}天"
        )
        yield Finding(
            context.spot(after.passage.place, after.passage.text, after.at),
            f"“{before.name}”{what}",
            hint=f"核对起止；前后相接的，从{_shown(before.last + timedelta(days=1))}起",
            element=after.name,
        )


def _shown(day: date) -> str:
    return f"{day.month}月{day.day}日"
