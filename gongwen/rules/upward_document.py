"""上行文：请示、报告的主送、抄送不合规定。

上行文原则上主送一个上级机关，需要时抄送相关上级机关和同级机关，不抄送下级机关；不送领导个人。
写了签发人的意见，也是上行文。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.values import UnitsTyped
from ..paper.characters import HAN
from ..problem import Level
from ..registry.units import UnitReference, read_units
from . import Context, Finding
from .unknown_unit import IN_PERSON

NAME = "上行文"
LEVEL = Level.NOTICE
BASIS = "党政机关公文处理工作条例第十五条"
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
文种: 请示
标题: 云溪市教育局关于举办读书节的请示
主送: 市政府办、市科协
正文: 妥否，请批示。
"""
RIGHT = """\
文种: 请示
标题: 云溪市教育局关于举办读书节的请示
主送: 市政府办
正文: 妥否，请批示。
"""

_READ_OUT = "^各位|^同志们|^副?主任$|^副?主席$|代表$"
_LEADER = (
    f"{HAN}{{1,3}}(?:副?(?:省长|市长|县长|区长|州长|主席|主任|厅长|局长|"
    "书记|镇长|乡长))(?:并|和|及|、|转|同志|$)"
)
_LOWER = ("区县", "乡镇", "街道")
_LOWER_IN_GENERAL = "^各(?:县|区|市|乡|镇|街道)|下属|所属"


def check(context: Context) -> Iterator[Finding]:
    """More recipients than one, lower units among the copies, and persons."""
    document = context.document
    if not (context.kind.upward or (context.kind.sometimes_upward and document.signer)):
        return
    kind = document.kind
    recipients = _references(document.recipients, context)
    place = document.place("主送")
    for key, references in (
        ("主送", recipients),
        ("抄送", _references(document.copies_to, context)),
    ):
        for each in references:
            if not each.unit and _is_person(each.written, references):
                yield Finding(
                    context.spot_of(document.place(key), each.written),
                    f"{kind}{key}了个人：{each.written}",
                    hint=f"{key}写机关的名称",
                    level=Level.WARNING,
                    element=key,
                )
    if len(recipients) > 1 and not any(re.search(_READ_OUT, r.written) for r in recipients):
        yield Finding(
            context.spot_of(place, recipients[1].written),
            f"{kind}主送了{len(recipients)}个机关，原则上只主送一个",
            hint="留下负责答复的一个，其余的移到“抄送”",
            element="主送",
        )
    issuers = [each.unit for each in _references(document.issuer, context) if each.unit]
    if any(unit.category in _LOWER for unit in issuers):
        return
    for each in _references(document.copies_to, context):
        category = each.unit.category if each.unit else ""
        if category in _LOWER or (not each.unit and re.search(_LOWER_IN_GENERAL, each.written)):
            yield Finding(
                context.spot_of(document.place("抄送"), each.written),
                f"{kind}抄送了下级机关：{each.written}",
                hint="从“抄送”里删掉",
                level=Level.WARNING,
                element="抄送",
            )


def _is_person(written: str, references: tuple[UnitReference, ...]) -> bool:
    """Whether a recipient is a person: 李市长并云溪市人民政府 too. Those whom a report is read out
    to (主任、副主任、各位委员) are none.
    """
    if any(re.search(_READ_OUT, each.written) for each in references):
        return False
    return bool(re.search(IN_PERSON, written) or re.match(_LEADER, written))


def _references(typed: UnitsTyped | None, context: Context) -> tuple[UnitReference, ...]:
    return read_units(typed, context.registry).references if typed is not None else ()
