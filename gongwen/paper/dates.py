"""Dates in running text, to reckon with: 2026年3月1日, 3月至5月, 二〇二六年三月, 2026-03-01."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from .. import patterns as re
from .numbering import read_chinese_numeral

_DIGITS: Final = {**{sign: n for n, sign in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0}
_DAYS_OF_MONTH: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HAN: Final = "[一二三四五六七八九十]{1,3}"
MAY_BE: Final = re.compile(r"[0-9一二三四五六七八九十][年月]|\d[-./]\d")
"""Some characters of every date."""


class WrittenDate(Struct, frozen=True):
    """A date as it stands in a text; 0 for what is not written. `next_year` = 次年3月."""

    written: str
    year: int
    month: int
    day: int
    start: int
    end: int
    next_year: bool = False

    @property
    def key(self) -> tuple[int, int, int]:
        """To sort by."""
        return self.year, self.month, self.day


class DateSpan(Struct, frozen=True):
    """From one date to another. `certain` = no year is left out that might put the end behind the
    start; `end` has the year and the month of the start where it has none of its own.
    """

    first: WrittenDate
    last: WrittenDate
    certain: bool

    @property
    def start(self) -> int:
        """Where it begins in its text."""
        return self.first.start

    @property
    def end(self) -> int:
        """Where it ends in its text."""
        return self.last.end


@cache
def _date() -> re.Pattern[str]:
    number = rf"(?:\d{{1,2}}|{_HAN})"
    day = rf"(?:(?P<DAY>{number})[日号](?!楼|线|院|文|机))?"
    month = rf"(?P<MONTH>{number})月(?:份)?{day}"
    behind_year = month.replace("MONTH", "month").replace("DAY", "day")
    alone = month.replace("MONTH", "bare_month").replace("DAY", "bare_day")
    return re.compile(
        rf"(?P<next>次年|翌年|第二年)?(?:(?<!\d)(?P<year>\d{{4}}|[零〇○一二三四五六七八九]{{4}})年(?:{behind_year})?"
        rf"|(?<![\d.第])(?<![一二三四五六七八九十])(?:{alone}))"
    )


_ISO: Final = r"(?<![\dA-Za-z./-])((?:19|20)\d\d)([-./])(\d{1,2})\2(\d{1,2})(?![\d./-])"
_BETWEEN: Final = (
    r"(?:[（(][^（）()]{0,8}[）)])?(?:凌晨|早上|上午|中午|下午|晚上?)?"
    r"(?:\d{1,2}(?:时(?:\d{1,2}分)?|[:：]\d{2}))?(?:起|开始)?，?(?:[—－–~～-]+|至|到)"
)
"""From a day, and perhaps an hour, 10月12日8时至, to the next."""
_DAY: Final = rf"(?P<day>\d{{1,2}}|{_HAN})[日号]"


def dates_in(text: str) -> list[WrittenDate]:
    """Every date of a text that has a year or a month, in order; those that are none of the
    calendar too.
    """
    if not MAY_BE.search(text):
        return []
    found = []
    for match in _date().finditer(text):
        found.append(
            WrittenDate(
                match[0],
                _number(match["year"]),
                _number(match["month"] or match["bare_month"]),
                _number(match["day"] or match["bare_day"]),
                match.start(),
                match.end(),
                bool(match["next"]),
            )
        )
    if re.search(r"\d[-./]\d", text):
        found += [
            WrittenDate(m[0], int(m[1]), int(m[3]), int(m[4]), m.start(), m.end())
            for m in re.finditer(_ISO, text)
        ]
        found.sort(key=lambda each: each.start)
    return found


def spans_in(text: str, dates: Sequence[WrittenDate]) -> Iterator[DateSpan]:
    """What lasts from one date to another: 3月1日至5月31日, 2026年5月12日至14日."""
    between = re.compile(_BETWEEN)
    for number, first in enumerate(dates):
        sign = between.match(text, first.end)
        if sign is None:
            continue
        last = next((each for each in dates[number + 1 :] if each.start == sign.end()), None)
        if last is None and first.day and (day := re.compile(_DAY).match(text, sign.end())):
            last = WrittenDate(
                day[0], first.year, first.month, _number(day["day"]), day.start(), day.end()
            )
            yield DateSpan(first, last, certain=True)
        elif last is not None:
            yield _span(first, last)


def _span(first: WrittenDate, last: WrittenDate) -> DateSpan:
    year = last.year
    if not year and first.year:
        year = first.year + last.next_year
    whole = WrittenDate(
        last.written, year, last.month, last.day, last.start, last.end, last.next_year
    )
    return DateSpan(first, whole, certain=_is_certain(first, last))


def _is_certain(first: WrittenDate, last: WrittenDate) -> bool:
    """Whether the end is of the year of the start, or of its own, or of the same month."""
    if last.next_year:
        return False
    return bool(first.year) or (first.month == last.month and bool(first.day and last.day))


def days_in_month(year: int, month: int) -> int:
    """How many days a month has; February 29 where the year is not known."""
    is_leap = year == 0 or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return 29 if month == 2 and is_leap else _DAYS_OF_MONTH[month - 1]


def _number(typed: str | None) -> int:
    """0 for nothing; -1 where it is written as no number is."""
    if not typed:
        return 0
    if typed.isdecimal():
        return int(typed)
    if len(typed) == 4:
        return int("".join(str(_DIGITS[sign]) for sign in typed))
    found = read_chinese_numeral(typed)
    return -1 if found is None else found
