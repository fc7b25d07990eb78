"""The small types of a document that YAML text turns into: dates, deadlines, widths, markers."""

from __future__ import annotations

import calendar
from typing import Annotated, Any

from msgspec import Struct

from .. import patterns as re
from ..elements.faults import nearest
from ..elements.fields import As, Check, MisfitError
from ..elements.values import Lines, Text
from ..paper.numbering import parse_marker

_DATE = r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?"
_MONTH = r"(\d{4})(?:年|[-./])(\d{1,2})月?"
_YEAR = r"(\d{4})年?"
_DATE_HELP = "日期照这样写：2026-08-09 或 2026年8月9日"


class Moment(Struct, frozen=True, order=True):
    """A day, a month (`day` 0) or a year (`month` 0)."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """As printed: 2026年8月9日, no leading zeros (7.3.5.4)."""
        text = f"{self.year}年"
        if self.month:
            text += f"{self.month}月"
        if self.day:
            text += f"{self.day}日"
        return text

    @property
    def iso(self) -> str:
        """2026-08-09, as people type it."""
        numbers = (f"{self.year:04d}", f"{self.month:02d}", f"{self.day:02d}")
        return "-".join(numbers[: 1 + bool(self.month) + bool(self.day)])

    def deadline(self) -> str:
        """By when, in words: 2027年12月31日前, 2027年12月底前, 2027年底前."""
        return f"{self}前" if self.day else f"{Moment(self.year, self.month)}底前"

    def last_day(self) -> Moment:
        """The last day that it holds, so that a month and a day in it can be compared."""
        month = self.month or 12
        return Moment(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def read_moment(text: str) -> Moment | None:
    """2026-08-09, 2026.8.9, 2026/8/9 and 2026年8月9日 are one day; 2026-08 a month, 2026 a year.

    None where it is not written as a date at all. Raises ValueError where it is no date of the
    calendar.
    """
    compact = re.sub(r"\s+", "", text)
    for pattern in (_DATE, _MONTH, _YEAR):
        if match := re.fullmatch(pattern, compact):
            numbers = [int(group) for group in match.groups()]
            year, month, day = (*numbers, 1, 1)[:3]
            if year == 0:
                raise ValueError("没有0年")
            if not 1 <= month <= 12:
                raise ValueError(f"没有{month}月")
            if not 1 <= day <= calendar.monthrange(year, month)[1]:
                raise ValueError(f"{year}年{month}月没有{day}日")
            return Moment(*numbers)
    return None


_SPAN = r"(\d{4}年.*?)(?:[-—–~～至到]+)((?:\d{4}年)?\d.*?)(?:底|末|初)?"


def read_span(text: str) -> tuple[Moment, Moment] | None:
    """The first and the last of 2026年3月至2026年9月 or 2026年3月—9月; None where it is none of
    dates of the calendar. A year left out is that of the first, unless that lies before it.
    """
    match = re.fullmatch(_SPAN, re.sub(r"\s+", "", text))
    if match is None:
        return None
    said = "年" in match[2]
    try:
        first = read_moment(match[1])
        last = read_moment(match[2] if said else f"{match[1][:5]}{match[2]}")
    except ValueError:
        return None
    if first is None or last is None or (not said and last.last_day() < first):
        return None
    return first, last


_IN_FIGURES = r"(\d{4}(?:[-./．－／]\d{1,2}){0,2})(底?[之以]?前)?"
_SEPARATORS = str.maketrans("．－／", "./-")


def read_deadline(text: str) -> str | None:
    """A 时限 in figures, in words: 2027-12 and 2027.12 are 2027年12月底前, 2027-12-31 is
    2027年12月31日前, 2027 is 2027年底前, 2027.12前 is 2027年12月前.

    None where it is in words already. Raises ValueError where it is no date of the calendar.
    """
    match = re.fullmatch(_IN_FIGURES, re.sub(r"\s+", "", text))
    moment = read_moment(match[1].translate(_SEPARATORS)) if match else None
    if match is None or moment is None:
        return None
    return f"{moment}{match[2]}" if match[2] else moment.deadline()


def _moment(value: Any) -> Moment:
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        raise MisfitError("要写日期，现在是一个列表", f"不分条，写在冒号后面：{value[0]}")
    if not isinstance(value, str):
        raise MisfitError("要写日期", _DATE_HELP)
    try:
        moment = read_moment(value)
    except ValueError as error:
        raise MisfitError(f"写了日历上没有的日期“{value}”：{error}", "核对日期") from error
    if moment is None:
        raise MisfitError(f"不是日期：“{value}”", _meant(value))
    return moment


def _day(moment: Moment) -> Moment:
    if not moment.day:
        rest = "×日（×换成实际的日子）" if moment.month else "×月×日（×换成实际的月、日）"
        raise MisfitError(f"没有写到日：“{moment}”", f"写成 {moment}{rest}")
    return moment


def _meant(value: str) -> str:
    """How to write what is no date, as far as it tells which day is meant."""
    from .meant_dates import meant_date

    if meant := meant_date(value):
        return f"写成 {meant}"
    if re.fullmatch(r"\d{1,2}月(?:\d{1,2}日)?", re.sub(r"\s+", "", value)):
        return f"前面写上年份，如 2026年{value}"
    return _DATE_HELP


def _deadline(text: str) -> str:
    try:
        read_deadline(text)
    except ValueError as error:
        hint = "核对日期；写成 2027-12 或 2027年12月底前"
        raise MisfitError(f"写了日历上没有的日期“{text}”：{error}", hint) from error
    return text


Deadline = Annotated[Text, Check(_deadline)]
"""By when, as typed: a date in figures, or any words."""

AnyMoment = Annotated[Moment, As(_moment, written=str)]
"""A day, month or year."""

Day = Annotated[Moment, As(_moment, written=str), Check(_day)]
"""A full date."""


def _length(text: str) -> str:
    if not re.fullmatch(r"0*[1-9]\d*(\.\d+)?(%|mm|毫米)?", text, re.ASCII):
        raise MisfitError("要写宽度", "写成毫米数（80）或百分数（50%）", told=True)
    return text


Length = Annotated[Text, Check(_length)]
"""毫米 (`80` or `80毫米`) or a share of the type area (`50%`), kept as typed."""


def _share(text: str) -> str:
    if not re.fullmatch(r"(?=.*[1-9])\d+(\.\d+)?%?", text, re.ASCII):
        raise MisfitError("要写数", "各列宽度之比，如 [1, 2, 1.5]", told=True)
    return text


Share = Annotated[Text, Check(_share)]
"""A column's width in relation to the others', kept as typed."""


def _sample(text: str) -> str:
    if parse_marker(text) is None:
        hint = "写这一层次的第一个序数，如 一、 （一） 1. （1） ①"
        raise MisfitError("认不出是哪种序数", hint, told=True)
    return text


MarkerSample = Annotated[Text, Check(_sample)]
"""A marker by its first member: 一、 （一） 1. （1） ①."""

RESPONSIBILITY_FORMS = ("分行", "括注", "不标")
ATTRIBUTES = {
    "牵头单位": "lead_units",
    "责任单位": "responsible_units",
    "配合单位": "supporting_units",
    "责任领导": "leader",
    "时限": "deadline",
}
"""The fields of a task that say who and when, in the order of printing."""


def _responsibility_form(text: str) -> str:
    if text in RESPONSIBILITY_FORMS:
        return text
    fields = re.findall(r"\{([^{}]*)\}", text)
    if not fields:
        near = nearest(text, RESPONSIBILITY_FORMS)
        hint = f"是不是“{near}”" if near else "句式如：（{牵头单位}牵头，{配合单位}配合）"
        raise MisfitError("只能写分行、括注、不标，或一个句式", hint, told=True)
    for field in fields:
        if field not in ATTRIBUTES:
            near = nearest(field, ATTRIBUTES)
            names = "、".join(f"{{{name}}}" for name in ATTRIBUTES)
            hint = f"是不是“{{{near}}}”" if near else f"可以用：{names}"
            raise MisfitError(f"的句式里没有“{{{field}}}”这一项", hint)
    return text


ResponsibilityForm = Annotated[Text, Check(_responsibility_form)]
"""分行, 括注, 不标, or a pattern with the fields in braces."""

LinesTyped = str | tuple[str, ...]


def _without_day(value: LinesTyped) -> LinesTyped:
    from ..paper.dates import dates_in

    for line in as_lines(value):
        if (dates := dates_in(line)) and (rest := line.replace(dates[0].written, "").strip()):
            raise MisfitError("里写了日期，日期会印两遍", f"日期写在“成文日期”里，这里只写“{rest}”")
    return value


Signature = Annotated[Lines, Check(_without_day)]
"""署名: who signs, the day apart."""


def _level(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,2}\s*", value):
        return int(value)
    raise MisfitError("要写第几层", "第一层写1，第二层写2，如 [2]", told=True)


LevelNumber = Annotated[int, As(_level, written=int)]
"""Which level of the numbering, from 1."""


UnitsTyped = str | tuple[str, ...] | tuple[tuple[str, ...], ...]
"""Units as typed: one line as on paper, or a list that means the same (`registry.read_units`)."""


def as_lines(value: LinesTyped) -> tuple[str, ...]:
    """The lines of a title and the like."""
    lines = value.splitlines() if isinstance(value, str) else value
    return tuple(line.strip() for line in lines if line.strip())


def one_line(value: LinesTyped) -> str:
    """The same text without its line breaks."""
    return "".join(as_lines(value))


def deadline_words(typed: str) -> str:
    """2027-12 → 2027年12月底前, and so on; any other words, and what is no date of the calendar, as
    typed.
    """
    try:
        return read_deadline(typed) or typed
    except ValueError:
        return typed
