"""发文字号：机关代字、年份、序号的写法。

年份用六角括号“〔〕”括入，写全四位；序号不编虚位（8 不写成 08），不加“第”字，序号后加“号”；
年份与成文日期的年份一致。纪要可以只写期号（第18期、〔2026〕第18次），公告、通告可以写成2026年第3号。
机构名录、本单位.yaml 里登记了“代字”的，代字要是发文机关自己的；有几种代字的，哪一种都行。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.derived import number_left_open
from ..library.blanks import has_blank, marks_in
from ..problem import Level
from ..registry.units import Unit, read_units
from . import Context, Finding

NAME = "发文字号"
LEVEL = Level.ERROR
BASIS = "GB/T 9704-2012 7.2.5"
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = "发文字号: 云政办发[2026]第08号"
RIGHT = "发文字号: 云政办发〔2026〕8号"

_RIGHT = r"[^\d\s〔〕（）()\[\]第]+〔(\d{4})〕[1-9]\d*号"
_ISSUE = r"(?a)[（(]?(?:〔\d{4}〕|\d{4}年)?第[1-9]\d*[期次号][）)]?|〔\d{4}〕[1-9]\d*[期次号]?"
"""How an office numbers its minutes (10.3 leaves it to them)."""
_BY_YEAR = r"(?:\d{4}年)?第[1-9]\d*号"
"""Some kinds, 公告 among them, are often numbered by the year, without a code."""
_LOOSE = r"(\D*?)[\[［【（(〔{｛](\d{2,4})[\]］】）)〕}｝]\D*?0*(\d+)\D*"


_LAST = "(?:发电|[发函电字任报议审党])$"
"""What kind of document a code is for; the rest is the unit's."""


def check(context: Context) -> Iterator[Finding]:
    """A number that is not written by 7.2.5, or whose year is not that of the date."""
    document = context.document
    if context.stage == "送审稿" and document.draft_number:
        yield from _left_open(context)
    number = document.document_number
    if number is None or (context.stage != "印发稿" and document.draft_number):
        return
    layout = document.layout_format or context.kind.layout_format
    if layout == "纪要" and re.fullmatch(_ISSUE, number):
        return
    if has_blank(number) or any(marks_in(number)):  # another rule tells
        return
    if context.kind.numbered_by_year and re.fullmatch(_BY_YEAR, number, re.ASCII):
        return
    place = document.place("发文字号")
    match = re.fullmatch(_RIGHT, number, re.ASCII)
    if match is None:
        loose = re.fullmatch(_LOOSE, number)
        right = ""
        if loose and loose[1].strip() and len(loose[2]) == 4:
            code = re.sub(r"\s", "", loose[1])
            right = f"{code}〔{int(loose[2])}〕{int(loose[3])}号"
        form = "写成“代字〔四位年份〕序号号”，年份用六角括号，序号前不加“第”和“0”"
        yield Finding(
            place,
            f"发文字号“{number}”的写法不对",
            hint=f"写成“{right}”" if right else form,
        )
    elif document.issue_date is not None and int(match[1]) != document.issue_date.year:
        yield Finding(
            place,
            f"发文字号的年份是{match[1]}年，成文日期是{document.issue_date}",
            hint="核对年份和成文日期",
        )
    if match is not None:
        yield from _code(number.partition("〔")[0], context)


def _left_open(context: Context) -> Iterator[Finding]:
    """A number to be printed without its digits, of which not even the code is known."""
    document = context.document
    layout_format = document.layout_format or context.kind.layout_format
    if number_left_open(document, context.registry, layout_format):
        return
    hint = "加一行：发文机关: ……；或写上“发文字号”"
    if document.issuer is not None:
        hint = "在机构名录里给发文机关加一行“代字: ……”；或写上“发文字号”"
    yield Finding(
        document.place("草稿文号"),
        "不知道发文机关的代字，空位文号印不出来",
        hint=hint,
        level=Level.WARNING,
        element="草稿文号",
    )


def _code(code: str, context: Context) -> Iterator[Finding]:
    """The code of a unit that is not among the issuers."""
    issuer = context.document.issuer
    if issuer is None:
        return
    own = [each.unit for each in read_units(issuer, context.registry).references if each.unit]
    codes = [(unit, each.code) for unit in own for each in unit.series]
    if not codes or re.sub(_LAST, "", code) in {re.sub(_LAST, "", each) for _, each in codes}:
        return
    others = [unit for unit in context.registry.units if _has_code(unit, code)]
    whose = f"“{code}”是{others[0].short_name}的代字" if others else f"名录里没有代字“{code}”"
    first = codes[0][0]
    listed = "、".join(f"“{each}”" for unit, each in codes if unit is first)
    yield Finding(
        context.document.place("发文字号"),
        f"{whose}，发文机关{first.short_name}的代字是{listed}",
        hint="核对代字；机关还有别的代字的，在它的“代字”里添上",
        level=Level.WARNING,
        element="代字",
    )


def _has_code(unit: Unit, code: str) -> bool:
    return any(each.code == code for each in unit.series)
