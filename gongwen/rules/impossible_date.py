"""日期不存在：文字里写了日历上没有的日期，写不写年份都查。"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.blocks import Responsibility
from ..document.values import read_moment
from ..elements.element import Element
from ..paper.dates import WrittenDate, dates_in, days_in_month
from ..problem import Level, Place
from . import Context, Finding

NAME = "日期不存在"
LEVEL = Level.ERROR
BASIS = ""
STANDS_ALONE = True
ONLY_PASSAGES_WITH = ("月", "日", "-", ".", "/")
COVERS = ("日期写法",)
WRONG = """\
正文:
- 请于2026年6月31日前报送方案。
"""
RIGHT = """\
正文:
- 请于2026年6月30日前报送方案。
"""

_DATE = re.compile(
    r"""
      (?<!\d)\d{4}年\d{1,2}月(?:\d{1,2}日)?
    | (?<![\d年])(?<!农历)(?<!阴历)(?P<month>\d{1,2})月(?P<day>\d{1,2})日
    | (?<![\dA-Za-z./-])(?:19|20)\d{2}(?P<sign>[-./])(?:0?[1-9]|1[0-2])(?P=sign)
      (?:0?[1-9]|[12]\d|3[01])(?![\d./-])
    """,
    re.VERBOSE,
)
_IN_WORDS = "[一二三四五六七八九十][月日]"
_MAY_BE = r"\d月|\d[-./]\d|月31日"
"""What every date has, and few texts."""
_WHOLE = r"\d{4}-\d{1,2}(?:-\d{1,2})?"
"""A date only where nothing else stands there: in running text it may be a number of something."""
_LEAP_YEAR = 2000
_TO_DAY = (
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月\d{1,2}日?(?:（[^（）]{1,6}）)?(?:至|—|－|-|到|～)"
    r"(?P<day>\d{1,2})日"
)
_EACH_MONTH = "每个?月(?:的)?31日"


def check(context: Context) -> Iterator[Finding]:
    """Dates in running text and in 时限; those of keys that hold dates are told with the model."""
    texts = [(passage.text, passage.place) for passage in context.passages]
    texts += [each for element in context.elements for each in _deadline(element)]
    for text, place in texts:
        if not (re.search(_MAY_BE, text) or re.search(_IN_WORDS, text)):
            continue
        whole = re.fullmatch(_WHOLE, text.strip())
        for match in [whole] if whole else _DATE.finditer(text):
            if reason := _wrong(match):
                yield _finding(context.spot(place, text, match.start()), match[0], reason)
        for at, written, reason in _last_days(text):
            yield _finding(context.spot(place, text, at), written, reason)
        if not whole and re.search(_IN_WORDS, text):
            for date in dates_in(text):
                if not re.search(_IN_WORDS, date.written):
                    continue
                if reason := _not_in_calendar(date):
                    yield _finding(context.spot(place, text, date.start), date.written, reason)


def _last_days(text: str) -> Iterator[tuple[int, str, str]]:
    """9月1日至31日, where no month is written before the last day; 每月31日."""
    for match in re.finditer(_TO_DAY, text):
        month, day = int(match["month"]), int(match["day"])
        if 1 <= month <= 12 and day > days_in_month(int(match["year"] or _LEAP_YEAR), month):
            yield match.start("day"), f"{match['day']}日", f"{month}月没有{day}日"
    for match in re.finditer(_EACH_MONTH, text):
        yield match.start(), match[0], "不是每个月都有31日，写“每月底”"


def _finding(place: Place, written: str, reason: str) -> Finding:
    return Finding(
        place,
        f"没有“{written}”这个日期：{reason}",
        hint="核对日期",
        element=written,
        length=len(written),
    )


def _not_in_calendar(date: WrittenDate) -> str:
    """Why a date in words is none of the calendar; "" where it is one."""
    if date.month > 12 or date.month < 0:
        return f"没有{date.month}月" if date.month > 0 else "月份写法不对"
    if date.month and (date.day < 0 or date.day > days_in_month(date.year, date.month)):
        year = f"{date.year}年" if date.year else ""
        return f"{year}{date.month}月没有{date.day}日" if date.day > 0 else "日子写法不对"
    return ""


def _wrong(match: re.Match[str]) -> str:
    """Why a date is none of the calendar; "" where it is one. Without a year, 2月29日 is one."""
    yearless = match.re is _DATE and match["month"]
    try:
        read_moment(f"{_LEAP_YEAR}年{match[0]}" if yearless else match[0])
    except ValueError as error:
        return str(error).removeprefix(f"{_LEAP_YEAR}年") if yearless else str(error)
    return ""


def _deadline(element: Element) -> Iterator[tuple[str, Place]]:
    if isinstance(element, Responsibility) and element.deadline:
        yield element.deadline, element.place("时限")
