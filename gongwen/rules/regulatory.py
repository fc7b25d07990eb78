"""规范性文件：写了“规范性文件: 是”的，报审的材料、施行日期、有效期还不齐。

制定规范性文件要征求意见、合法性审核、公平竞争审查、集体审议，并同步解读；确实不需要的一项，写“不需要”和理由。
送审稿提示还缺什么，印发稿还缺的是警告。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .. import patterns as re
from ..document.handling import (
    CONSULTED,
    DELIBERATED,
    EXPLAINED,
    FAIR,
    LEGAL,
    MATERIALS,
    Material,
)
from ..document.parts import Document
from ..problem import Level
from . import Context, Finding

NAME = "规范性文件"
LEVEL = Level.NOTICE
BASIS = "国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知（国办发〔2018〕37号）"
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
稿本: 送审稿
公开属性: 主动公开
主送: 市教育局
发文机关: 市政府办
规范性文件: 是
施行日期: 2026-09-01
有效期: 5年
"""
RIGHT = """\
标题: 云溪市人民政府办公室关于读书节的通知
稿本: 送审稿
公开属性: 主动公开
主送: 市教育局
发文机关: 市政府办
规范性文件: 是
施行日期: 2026-09-01
有效期: 5年
审议: {会议: 市政府第32次常务会议, 日期: 2026-08-01}
材料:
- {材料: 征求意见, 文件: 采纳情况汇总表.docx}
- {材料: 合法性审核, 单位: 市司法局, 日期: 2026-07-20, 结论: 合法}
- {材料: 公平竞争审查, 不需要: 不涉及经营主体的经济活动}
- {材料: 解读, 文件: 解读.docx}
"""

_MEANT: Final = {
    CONSULTED: "征求|采纳情况|征询",
    LEGAL: "合法性|法制审核|法律审核",
    FAIR: "公平竞争",
    DELIBERATED: "审议|常务会|会议纪要|集体讨论",
    EXPLAINED: "解读",
}
_AGAINST: Final = "不合法|不同意|不予通过|未(?:获)?通过|不通过|不符合|违反|退回"
_CONCLUDED: Final = (LEGAL, FAIR)


def check(context: Context) -> Iterator[Finding]:
    """What a 规范性文件 still lacks on its way."""
    document = context.document
    if not document.regulatory or context.stage == "征求意见稿":
        return
    level = Level.WARNING if context.stage == "印发稿" else Level.NOTICE
    for name in missing_materials(document):
        yield Finding(
            document.place("材料"),
            f"规范性文件还没有“{name}”的材料",
            hint=f"在“材料”里加一项：- {{材料: {name}, 文件: ……, 单位: ……, 日期: ……, 结论: ……}}；"
            f"不需要的，写：- {{材料: {name}, 不需要: 理由}}",
            level=level,
            element=name,
        )
    for key, value in (("施行日期", document.effective_from), ("有效期", document.valid_for)):
        if not value:
            example = "2026-09-01" if key == "施行日期" else "5年"
            hint = f"加一行：{key}: {example}"
            yield Finding(
                document.place(), f"规范性文件没有写“{key}”", hint, level=level, element=key
            )
    for each in document.materials:
        yield from _conclusion(each, level)
    yield from _order(document)


def missing_materials(document: Document) -> tuple[str, ...]:
    """Of the five that a 规范性文件 asks for, those that nothing is there for."""
    there = {sort for each in document.materials if (sort := sort_of(each))}
    if document.deliberations:
        there.add(DELIBERATED)
    return tuple(name for name in MATERIALS if name not in there)


def sort_of(material: Material) -> str:
    """Which of the five a material is; "" = another."""
    return next((name for name, words in _MEANT.items() if re.search(words, material.name)), "")


def _conclusion(material: Material, level: Level) -> Iterator[Finding]:
    sort = sort_of(material)
    if material.conclusion and re.search(_AGAINST, material.conclusion):
        yield Finding(
            material.place("结论"),
            f"“{material.name}”的结论是“{material.conclusion}”",
            hint="照意见改好，重新审核，再送审",
            level=Level.WARNING,
            element=sort,
        )
    elif sort in _CONCLUDED and not material.not_needed and not material.conclusion:
        yield Finding(
            material.place(),
            f"“{material.name}”没有写结论",
            hint="写上：结论: ……，单位: ……，日期: ……",
            level=level,
            element=sort,
        )


def _order(document: Document) -> Iterator[Finding]:
    """What has not passed the legal review may not go before a meeting."""
    met = [each.date for each in document.deliberations if each.date]
    for each in document.materials:
        if sort_of(each) == LEGAL and each.date and met and each.date > min(met):
            yield Finding(
                each.place("日期"),
                f"{each.name}在{each.date}，审议在{min(met)}：没有经过合法性审核的不能提交审议",
                hint="核对两个日期",
                level=Level.WARNING,
                element=LEGAL,
            )


ELEMENTS = (*MATERIALS, "施行日期", "有效期")
