"""星期：日期后面写的星期与那一天对不上。

没有写年份的，照成文日期的那一年和下一年算；没有成文日期的不查。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .. import patterns as re
from ..document.texts import Passage
from ..document.values import one_line
from ..paper.dates import spans_in
from ..problem import Level
from . import Context, Finding

NAME = "星期"
LEVEL = Level.ERROR
BASIS = "日期和星期要对应"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 定于2026年6月8日（星期三）上午召开推进会。
"""
RIGHT = """\
正文:
- 定于2026年6月8日（星期一）上午召开推进会。
"""

_DAYS = "一二三四五六日"
_NAMED = r"(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])(?![年岁刊届])"
_BEHIND = re.compile(rf"[ \u3000]?(?:[（(，,])?[ \u3000]?{_NAMED}")
_BEFORE = rf"{_NAMED}[ \u3000]?[（(，,]?$"
_SPAN_BEHIND = re.compile(
    r"[ \u3000]?[（(，,][ \u3000]?(?:星期|周)(?P<first>[一二三四五六日天])"
    r"(?:至|到|—+|-)(?:星期|周)?(?P<last>[一二三四五六日天])"
)
NEEDS = (
    "星期",
    "礼拜",
    *(f"周{day}" for day in f"{_DAYS}天"),
)


def check(context: Context) -> Iterator[Finding]:
    """Each weekday that is not that of its date, behind it or before it."""
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        dates = context.dates_of(passage)
        spans = {span.end: span for span in spans_in(text, dates)}
        for span in spans.values():
            if match := _SPAN_BEHIND.match(text, span.end):
                for date, name in ((span.first, "first"), (span.last, "last")):
                    year = date.year or span.first.year
                    yield from _unlike(passage, match, name, (year, date.month, date.day), context)
            elif _BEHIND.match(text, span.first.end) and (match := _BEHIND.match(text, span.end)):
                end = (span.last.year or span.first.year, span.last.month, span.last.day)
                yield from _unlike(passage, match, "weekday", end, context)  # each has its own
        for date in dates:
            if not date.day or _SPAN_BEHIND.match(text, date.end):
                continue
            match = _BEHIND.match(text, date.end) or re.search(_BEFORE, text[: date.start])
            if match is not None and date.end not in spans:
                yield from _unlike(passage, match, "weekday", date.key, context)


def _unlike(
    passage: Passage,
    match: re.Match[str],
    name: str,
    date: tuple[int, int, int],
    context: Context,
) -> Iterator[Finding]:
    typed, month, day = date
    issued = context.document.issue_date
    if not typed and issued is None:
        return
    titled = set(re.findall(r"(?<!\d)20\d\d(?=年)", one_line(context.document.title)))
    year = typed or (issued.year if issued else 0)
    years = (year,) if typed else (year, year + 1)
    if not typed and len(titled) == 1 and (of_title := int(titled.pop())) in years:
        year, years = of_title, (of_title,)  # what the document is about
    right = [_weekday(each, month, day) for each in years]
    if all(right) and match[name].replace("天", "日") not in right:
        yield Finding(
            context.spot(passage.place, passage.text, match.start(name)),
            f"{year}年{month}月{day}日是星期{right[0]}，写的是星期{match[name]}",
            hint="核对日期和星期，改写错的那一个",
            level=None if typed else Level.WARNING,
            element=match[0],
        )


def _weekday(year: int, month: int, day: int) -> str:
    """The weekday of a date; "" where it is none of the calendar, which another rule tells."""
    try:
        return _DAYS[date(year, month, day).weekday()]
    except ValueError:
        return ""
