"""签发手续：印发稿的签发、会签还没有填齐，或者成文日期不是签发的日期。

写了“办理”的，或者本单位.yaml 写了“发文办理: 是”的才查。
成文日期署会议通过或者机关负责人签发的日期，联合行文署最后签发的日期。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .. import patterns as re
from ..document.handling import Handling
from ..document.parts import Document
from ..problem import Level
from ..registry.units import read_units
from . import Context, Finding

NAME = "签发手续"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第九条、第二十二条"
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
稿本: 印发稿
发文机关: 云溪市人民政府办公室
发文字号: 云政办发〔2026〕8号
主送: 市教育局
成文日期: 2026-06-03
印发: {机关: 云溪市人民政府办公室, 日期: 2026-06-04}
办理:
  签发: {意见: 同意, 姓名: 张三, 日期: 2026-06-01}
"""
RIGHT = """\
标题: 云溪市人民政府办公室关于读书节的通知
稿本: 印发稿
发文机关: 云溪市人民政府办公室
发文字号: 云政办发〔2026〕8号
主送: 市教育局
成文日期: 2026-06-01
印发: {机关: 云溪市人民政府办公室, 日期: 2026-06-04}
办理:
  签发: {意见: 同意, 姓名: 张三, 日期: 2026-06-01}
"""
ELEMENTS = ("签发", "会签", "成文日期")

_REFUSED: Final = "不同意|不赞成|反对|退回"


def check(context: Context) -> Iterator[Finding]:
    """What is not settled of the signatures that a final text must have."""
    document = context.document
    handling = document.handling
    if context.stage != "印发稿" or not (handling or context.registry.office.uses_dispatch):
        return
    yield from _signed(document, context)
    if handling is not None:
        yield from _countersigned(handling)
        yield from _dated(handling, document)


def _signed(document: Document, context: Context) -> Iterator[Finding]:
    steps = document.handling.signed if document.handling else ()
    place = document.handling.place("签发") if document.handling else document.place()
    whole = [each for each in steps if each.name and each.date]
    if not whole:
        hint = "在“办理”里写：签发: {意见: 同意, 姓名: ……, 日期: 2026-06-01}"
        yield Finding(place, "没有写签发人和签发日期", hint, element="签发")
        return
    for each in steps:
        if each.opinion and re.search(_REFUSED, each.opinion):
            said = f"签发意见是“{each.opinion}”"
            yield Finding(each.place("意见"), said, "照意见改好，再送签", element="签发")
    issuers = read_units(document.issuer, context.registry).references if document.issuer else ()
    if len(issuers) > len(whole):
        said = f"联合行文有{len(issuers)}个机关，签发的只有{len(whole)}个"
        hint = "联合行文由所有联署机关的负责人会签；签发写成列表，一个机关一项"
        yield Finding(place, said, hint, element="签发")


def _countersigned(handling: Handling) -> Iterator[Finding]:
    for each in handling.countersigned:
        if each.opinion and re.search(_REFUSED, each.opinion):
            said = f"{each.unit}会签的意见是“{each.opinion}”"
            hint = "协商一致；不能一致的，列明各方理据，提出建议，报上级协调或裁定"
            yield Finding(each.place("意见"), said, hint, element="会签")
        elif not (each.opinion or each.name):
            hint = "会签以后，填上意见、姓名、日期"
            yield Finding(each.place(), f"{each.unit}还没有会签", hint, element="会签")


def _dated(handling: Handling, document: Document) -> Iterator[Finding]:
    days = [each.date for each in handling.signed if each.date]
    met = [each.date for each in document.deliberations if each.date]
    issued = document.issue_date
    if not days or issued is None or issued == max(days) or issued in met:
        return
    last = "最后签发" if len(days) > 1 else "签发"
    yield Finding(
        document.place("成文日期"),
        f"成文日期是{issued}，{last}的日期是{max(days)}",
        hint="成文日期署会议通过或者负责人签发的日期，联合行文署最后签发的日期",
        element="成文日期",
    )
