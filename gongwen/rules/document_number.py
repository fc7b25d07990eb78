"""发文字号：机关代字、年份、序号的写法。

年份用六角括号“〔〕”括入，写全四位；序号不编虚位（8 不写成 08），不加“第”字，序号后加“号”；
年份与成文日期的年份一致。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding

NAME = "发文字号"
LEVEL = Level.ERROR
BASIS = "GB/T 9704-2012 7.2.5"
WRONG = "发文字号: 云政办发[2026]第08号"
RIGHT = "发文字号: 云政办发〔2026〕8号"

_RIGHT = re.compile(r"[^\d\s〔〕（）()\[\]第]+〔(\d{4})〕[1-9]\d*号", re.ASCII)
_LOOSE = re.compile(r"(\D*?)[\[［【（(〔{｛](\d{2,4})[\]］】）)〕}｝]\D*?0*(\d+)\D*")


def check(context: Context) -> Iterator[Finding]:
    """A number that is not written by 7.2.5, or whose year is not that of the date."""
    document = context.document
    number = document.document_number
    if number is None or (context.stage != "印发稿" and document.draft_number):
        return
    place = document.place("发文字号")
    match = _RIGHT.fullmatch(number)
    if match is None:
        loose = _LOOSE.fullmatch(number)
        right = ""
        if loose and loose[1].strip() and len(loose[2]) == 4:
            code = re.sub(r"\s", "", loose[1])
            right = f"{code}〔{int(loose[2])}〕{int(loose[3])}号"
        yield Finding(
            place,
            f"发文字号“{number}”的写法不对",
            hint=f"写成“{right}”"
            if right
            else "写成“代字〔四位年份〕序号号”，如 云政办发〔2026〕8号",
        )
    elif document.issue_date is not None and int(match[1]) != document.issue_date.year:
        yield Finding(
            place,
            f"发文字号的年份是{match[1]}年，成文日期是{document.issue_date}",
            hint="核对年份和成文日期",
        )
