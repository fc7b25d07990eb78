"""代字 as typed in 机构.yaml and in 本单位.yaml: one, several, or several with their uses."""

from __future__ import annotations

from typing import Annotated, Any

from .. import patterns as re
from ..elements.element import DataElement, as_mappings
from ..elements.fields import As, Check, MisfitError, Read, field
from ..elements.shapes import FAILED, Reading, Spot, reader_of
from ..elements.values import Lines, Text
from ..source.tree import Mapping, Sequence
from .series import CodeSeries

_NUMBER = re.compile(r"^(.*?)\s*[〔\[【（({]?\s*\d{4}")
_BETWEEN = re.compile(r"[、，,；;\s]+")


def _code(text: str) -> str:
    """A 代字 alone. Raises MisfitError where a year or a number is typed with it."""
    if re.search(r"[\d〔〕\[\]【】]", text):
        bare = _NUMBER.match(text)
        hint = f"写成：{bare[1]}" if bare and bare[1] else "年份和序号不写，如：云政办发"
        raise MisfitError("只写机关代字，不带年份和序号", hint, told=True)
    return text


def _first(value: Any) -> int:
    number = str(value).strip().removesuffix("号").removeprefix("第")
    if isinstance(value, str) and re.fullmatch(r"0*[1-9]\d{0,5}", number, re.ASCII):
        return int(number)
    raise MisfitError("写序号，如：24", told=True)


def year(value: Any) -> int:
    """A year in full. Raises MisfitError where it is none."""
    digits = str(value).strip().removesuffix("年")
    if isinstance(value, str) and re.fullmatch(r"(?:19|20|21)\d\d", digits, re.ASCII):
        return int(digits)
    raise MisfitError("写四位的年份，如：2026", told=True)


Year = Annotated[int, As(year, written=int)]
"""A year in full, as a number."""


class SeriesEntry(DataElement):
    """A series of numbers."""

    may_be_empty = True

    code: Annotated[Text, Check(_code)] = field(key="字", description="机关代字，如 云政函")
    purposes: Lines = field(
        (),
        key="用途",
        description="给哪种文件用：文种、格式（文件、信函……）、规范性文件；别的写法只给人看",
    )
    first: Annotated[int, As(_first, written=int)] = field(
        1, key="起号", description="用本程序编的第一个号；前面的号是以前编的，不算缺号"
    )
    first_year: Year = field(
        0, key="起号年份", description="起号是哪一年的；不写就是登记里最早的一年"
    )

    def series(self) -> CodeSeries:
        """The series that it says."""
        typed = (self.purposes,) if isinstance(self.purposes, str) else self.purposes
        purposes = [word for each in typed for word in _BETWEEN.split(each) if word]
        return CodeSeries(self.code, tuple(purposes), self.first, self.first_year)


_read_code = reader_of(Annotated[Text, Check(_code)])
_read_entries = reader_of(tuple[SeriesEntry, ...], 1)


def _read(value: Any, spot: Spot, reading: Reading) -> Any:
    """One text or several in it, or a list of texts and mappings; one stands for a list of one."""
    if isinstance(value, str):
        parts = [part for part in _BETWEEN.split(value) if part]
        codes = [_read_code(part, spot, reading) for part in parts]
        return tuple(CodeSeries(each) for each in dict.fromkeys(codes) if each is not FAILED)
    if isinstance(value, Mapping):
        value = Sequence([value], spot.place, [spot.place])
    entries = _read_entries(as_mappings(value, "字"), spot, reading)
    if entries is FAILED:
        return FAILED
    found: dict[str, CodeSeries] = {}
    for entry in entries:
        if entry.code in found:
            where = Spot("代字", entry.place("字"))
            reading.misfit(where, entry.code, f"“{entry.code}”写了两遍", "删掉一处")
        found.setdefault(entry.code, entry.series())
    return tuple(found.values())


CodeSeriesList = Annotated[
    tuple[CodeSeries, ...], Read(_read, written=str | list[str | SeriesEntry] | SeriesEntry)
]
"""The series of a unit, in the order typed."""
