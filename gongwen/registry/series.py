"""代字: the series of numbers that a unit gives, and which of them a document takes."""

from __future__ import annotations

from msgspec import Struct

from .. import patterns as re

_WHAT_FOR = re.compile(r"[发函]$")
"""The end of a 代字 that says what form of document it is for: 云政办发, 云政办函."""


class CodeSeries(Struct, frozen=True):
    """A series of numbers: its 代字 (云政办发), and what it is for, each a 文种, a 格式 or
    规范性文件; nothing = whatever no other is for. `first` is the first number that was given with
    the program, in the year `first_year` (0 = in the first that it knows of).
    """

    code: str
    purposes: tuple[str, ...] = ()
    first: int = 1
    first_year: int = 0


def series_for(
    series: tuple[CodeSeries, ...], kind: str, layout_format: str, *, is_normative: bool = False
) -> CodeSeries | None:
    """The series that a document takes: the one for 规范性文件 where it is one, for its 文种, for
    its 格式; else the one for nothing in particular. None where there is none of these.
    """
    wanted = (*(("规范性文件",) if is_normative else ()), kind, layout_format)
    for purpose in wanted:
        for each in series:
            if purpose in each.purposes:
                return each
    return next((each for each in series if not each.purposes or "文件" in each.purposes), None)


def code_for(
    series: tuple[CodeSeries, ...], kind: str, layout_format: str, *, is_normative: bool = False
) -> str:
    """The 代字 of a document, "" = not known. A unit of which one general 代字 is known has 函 in
    the place of 发 where it writes a letter.
    """
    found = series_for(series, kind, layout_format, is_normative=is_normative)
    if found is None:
        return ""
    if layout_format == "信函" and not {kind, layout_format} & set(found.purposes):
        return _WHAT_FOR.sub("", found.code) + "函"
    return found.code
