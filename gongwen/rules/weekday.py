"""星期：日期后面写的星期与那一天对不上。

没有写年份的，照成文日期的那一年和下一年算；没有成文日期的不查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..problem import Level
from . import Context, Finding

NAME = "星期"
LEVEL = Level.ERROR
BASIS = "日期和星期要对应"
STANDS_ALONE = True
WRONG = """\
正文:
- 定于2026年6月8日（星期三）上午召开推进会。
"""
RIGHT = """\
正文:
- 定于2026年6月8日（星期一）上午召开推进会。
"""

_DAYS = "一二三四五六日"
_WEEKDAY = (
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    r"[ 　]?(?:[（(，,]?)[ 　]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])(?![年岁刊届])"
)


def check(context: Context) -> Iterator[Finding]:
    """Each weekday that is not that of its date."""
    issued = context.document.issue_date
    for passage in context.passages_with("星期", "礼拜", *(f"周{day}" for day in f"{_DAYS}天")):
        for match in re.finditer(_WEEKDAY, passage.text):
            if not match["year"] and issued is None:
                continue
            year = int(match["year"]) if match["year"] else issued.year if issued else 0
            years = (year,) if match["year"] else (year, year + 1)
            right = [_weekday(each, int(match["month"]), int(match["day"])) for each in years]
            if all(right) and match["weekday"].replace("天", "日") not in right:
                shown = f"{year}年{int(match['month'])}月{int(match['day'])}日"
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("weekday")),
                    f"{shown}是星期{right[0]}，写的是星期{match['weekday']}",
                    hint="核对日期和星期，改写错的那一个",
                    level=None if match["year"] else Level.WARNING,
                    element=match[0],
                )


def _weekday(year: int, month: int, day: int) -> str:
    """The weekday of a date; "" where it is none of the calendar, which another rule tells."""
    try:
        return _DAYS[date(year, month, day).weekday()]
    except ValueError:
        return ""
