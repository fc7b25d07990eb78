"""事情先后：一段里按时刻、按步骤写下来的事，后面的反而早；分出来的时段，超出了整个时段；阶段的起止颠倒。

“5时50分报告，5时10分上报”“2027年4月完工，2027年3月投入使用”“10月1日至次年5月31日为防火期，其中1月1日至6月30日……”，都核对。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .. import patterns as re
from ..document.texts import Passage
from ..paper.dates import DateSpan, WrittenDate, dates_in, spans_in
from ..problem import Level
from . import Context, Finding

NAME = "事情先后"
LEVEL = Level.WARNING
BASIS = "前后的日期要一致"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = NEEDS = ("月", "时")
WRONG = """\
正文:
- 5时50分，巡查员报告书屋；5时10分，书屋报告市教育局。
"""
RIGHT = """\
正文:
- 5时50分，巡查员报告书屋；6时10分，书屋报告市教育局；次日1时，漏水止住。
"""

_CLOCK = (
    r"(?:^|(?<=[；。，：日]))(?P<part>凌晨|上午|中午|下午|晚上?)?"
    r"(?P<hour>\d{1,2})时(?:(?P<minute>\d{1,2})分)?(?:许|左右)?，"
)
_ANOTHER_DAY = r"\d日|次日|翌日|当晚|第二天|当天|月|昨|前一|此前|之前|早在"
_STEP = (
    r"^(?:[上中下]旬|底|末|年底)?(?:[之以]?前)?，?(?:全面|全部|基本|正式|完成|组织)?[^，。；]{0,12}?"
    r"(?:开工|启动|完成|完工|竣工|验收|投入|投用|试运行|运行|通车|通水|建成|招标|交付|运营|评审|报批|使用|开园|开馆|入住)"
)
_DAY = r"(?P<date>20\d\d年\d{1,2}月(?:\d{1,2}日)?)"
_PASSED = rf"{_DAY}[^。；，]{{0,30}}会议?(?:审议|讨论|研究)?(?:通过|同意)"
_FORCE = rf"本[^，。；《》]{{1,6}}自{_DAY}起(?:施行|实施)"
_WHERE_OF = r"，?(?:其中|其间)[，]?[^，。；]{0,6}$"


def check(context: Context) -> Iterator[Finding]:
    """What is told in an order in which it cannot be."""
    for passage in context.passages_with(*NEEDS):
        if passage.is_prose and passage.text.count("时") > 1:
            yield from _clocks(passage, context)
        if passage.is_prose and "月" in passage.text:
            dates = context.dates_of(passage)
            yield from _steps(passage, dates, context)
            yield from _within(passage, list(spans_in(passage.text, dates)), context)
    for passages in context.passages_by_part:
        yield from _stages(passages, context)
    yield from _in_force(context)


def _told(passage: Passage, at: int, one: str, other: str, context: Context) -> Finding:
    return Finding(
        context.spot(passage.place, passage.text, at),
        f"前面是“{one}”，后面是“{other}”，次序颠倒了",
        hint="核对两处的时间；不是先后的，不用改",
        element=other,
    )


def _clocks(passage: Passage, context: Context) -> Iterator[Finding]:
    found = list(re.finditer(_CLOCK, passage.text))
    for one, other in pairwise(found):
        between = passage.text[one.end() : other.end()]
        if _minutes(other) < _minutes(one) and not re.search(_ANOTHER_DAY, between):
            if one["part"] and not other["part"] and int(other["hour"]) <= 12:
                continue  # 下午3时……, 5时: of the same afternoon
            yield _told(passage, other.start(), one[0][:-1], other[0][:-1], context)
            return


def _minutes(clock: re.Match[str]) -> int:
    hour = int(clock["hour"])
    if clock["part"] and clock["part"][0] in "下晚" and hour < 12:
        hour += 12
    return hour * 60 + int(clock["minute"] or 0)


def _steps(passage: Passage, dates: Sequence[WrittenDate], context: Context) -> Iterator[Finding]:
    """2027年4月完成主体, 2027年3月底前投入试运行: each with its own year, in one sentence."""
    text = passage.text
    steps = [each for each in dates if each.year and each.month > 0 and _is_step(text, each)]
    for one, other in pairwise(steps):
        between = text[one.end : other.start]
        if re.search("[。；：]|其中|（", between) or "，" not in between:
            continue
        if re.search("开工|动工", between):
            continue  # which 起止时间 tells
        if _end(other) < (one.year, one.month, one.day or 1):
            yield _told(passage, other.start, one.written, other.written, context)
            return


def _is_step(text: str, date: WrittenDate) -> bool:
    ahead = text[max(0, date.start - 1) : date.start]
    return ahead in ("", "，", "。", "：", "于", "在") and bool(re.match(_STEP, text[date.end :]))


def _within(passage: Passage, spans: Sequence[DateSpan], context: Context) -> Iterator[Finding]:
    """2026年10月至2027年5月31日为防火期，其中2027年1月1日至6月30日为高火险期."""
    for whole, part in pairwise(spans):
        between = passage.text[whole.end : part.start]
        if "。" in between or not re.search(_WHERE_OF, between):
            continue
        years = [each.year for each in (whole.first, whole.last, part.first, part.last)]
        if any(years) and not all(years):
            continue
        if part.first.key < whole.first.key or _end(part.last) > _end(whole.last):
            written = passage.text[part.start : part.end]
            yield Finding(
                context.spot(passage.place, passage.text, part.start),
                f"其中的“{written}”，超出了“{passage.text[whole.start : whole.end]}”",
                hint="核对两个时段",
                element=written,
            )


def _end(date: WrittenDate) -> tuple[int, int, int]:
    return date.year, date.month, date.day or 31


def _stages(passages: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """4月16日至3月31日, between a stage that begins before it and one that begins behind it."""
    found = [
        (passage, span)
        for passage in passages
        if "月" in passage.text and re.search("阶段|步骤|环节|时间|期", passage.text)
        for span in spans_in(passage.text, context.dates_of(passage))
        if not span.first.year and not span.last.year and not span.last.next_year
    ]
    turned = [n for n, (_, span) in enumerate(found) if _end(span.last) < span.first.key]
    if len(turned) != 1 or len(found) < 3:
        return
    starts = [span.first.key for _, span in found]
    if starts != sorted(starts) or turned[0] == len(found) - 1:
        return
    passage, span = found[turned[0]]
    written = passage.text[span.start : span.end]
    yield Finding(
        context.spot(passage.place, passage.text, span.start),
        f"“{written}”，止比起还早，下一阶段却在它后面",
        hint="核对起止的日期；跨年的，写上“次年”",
        element=written,
    )


def _in_force(context: Context) -> Iterator[Finding]:
    """本决定自2026年3月1日起施行, passed by a meeting of 2026年3月19日."""
    own = context.passages_by_part[0]
    text = "".join(passage.text for passage in own if passage.is_prose)
    passed = [
        date
        for match in re.finditer(_PASSED, text)
        for date in dates_in(match["date"])
        if date.month > 0
    ]
    for passage in own if passed else ():
        for match in re.finditer(_FORCE, passage.text) if passage.is_prose else ():
            (day,) = dates_in(match["date"])[:1] or (None,)
            later = [each for each in passed if day and _end(day) < each.key]
            if later:
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("date")),
                    f"{match['date']}起施行，会议{later[0].written}才审议通过",
                    hint="核对两个日期",
                    element=match["date"],
                )
