"""发文稿纸（发文处理笺）: one page that goes up with a document, filled as far as its YAML knows;
and 会签单 for the units that have to sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ..build.pipeline import Outcome
from ..document.handling import HandlingStep
from ..document.parts import Document
from ..document.values import one_line
from ..template.ready import Template
from .facts import countersigners, facts_of
from .form import Form, FormCell, FormRow, label, listed, one_page

SHEET_NAME: Final = "发文稿纸"
COUNTERSIGNED: Final = "会签单"
_SHARES: Final = (128, 182, 128, 245, 128, 189)
_FOR_THE_PEN: Final = 3.6
"""Lines that an opinion written by hand takes at least."""
_TO_SIGN, _TO_SIGN_AT_EASE, _A_PAGE = 2.6, 5.0, 25.0
"""Lines of a row of the 会签单, at least and at most, and those of a page."""
_MOST_COUNTERSIGNERS: Final = 6
"""So many have room on the sheet; more sign on a 会签单."""
_DAY: Final = "　　年　月　日"
_NO_NUMBER: Final = "　　　　　〔　　　　〕　　　号"
_SPARE: Final = 3


def approval_sheet(outcome: Outcome, document: Document, template: Template) -> bytes:
    """The sheet as a Word file."""
    facts = facts_of(outcome, document)
    rows = list(_rows(facts, document, countersigners(outcome, document)))
    form = Form(f"{facts['主办机关']}{SHEET_NAME}", _SHARES)
    return one_page(form, rows, template)


def _rows(
    facts: Mapping[str, str], document: Document, units: Sequence[HandlingStep]
) -> Iterator[FormRow]:
    number = facts["发文字号"] or _NO_NUMBER
    yield FormRow((
        *(label("发文字号"), FormCell(number, 3)),
        *(label("缓急"), FormCell(facts["缓急"])),
    ))  # fmt: skip
    yield FormRow(
        (_opinion("签发", facts["签发"]), _countersigned(units)), _FOR_THE_PEN, grows=True
    )
    yield FormRow(
        (_opinion("审核", facts["审核"]), _opinion("核稿", facts["核稿"])), _FOR_THE_PEN, grows=True
    )
    yield _row(facts, ("拟稿单位", "拟稿人", "拟稿电话"), ("拟稿单位", "拟稿人", "电话"))
    yield FormRow((label("标题"), FormCell(facts["标题"], 5)), 2)
    yield FormRow((label("主送"), FormCell(facts["主送"], 5)))
    yield FormRow((label("抄送"), FormCell(facts["抄送"], 5)))
    yield FormRow((label("附件"), FormCell(facts["附件"], 5)))
    if document.regulatory:
        names = ("规范性文件编号", "施行日期", "有效期")
        yield _row(facts, names, ("规范性\n文件编号", "施行日期", "有效期"))
        yield FormRow((label("审议"), FormCell(facts["审议"], 5)))
    secrecy = "　".join(filter(None, (facts["密级"], facts["保密期限"])))
    yield FormRow((
        *(label("密级和\n保密期限"), FormCell(secrecy)),
        *(label("拟稿日期"), FormCell(facts["拟稿日期"])),
        *(label("印数"), FormCell(facts["印数"])),
    ))  # fmt: skip
    word = facts["公开属性"] or "□主动公开　□依申请公开　□不予公开"
    wide = 1 if facts["公开属性"] else 5
    yield FormRow(
        (label("公开属性"), FormCell(word, wide))
        + ((label("理由"), FormCell(facts["公开理由"], 3)) if wide == 1 else ())
    )
    if wide == 5:
        yield FormRow((label("不主动公\n开的理由"), FormCell("", 5)))
    names = ("复核", "校对", "打字")
    yield _row(facts, names, names)


def _row(facts: Mapping[str, str], names: Sequence[str], shown: Sequence[str]) -> FormRow:
    cells = ((label(head), FormCell(facts[name])) for name, head in zip(names, shown, strict=True))
    return FormRow(tuple(cell for pair in cells for cell in pair))


def _opinion(name: str, said: str) -> FormCell:
    """Room for an opinion, a name and a full date; what is known of it already."""
    return FormCell(f"{name}：\n{said}" if said else f"{name}：", 3, top=True)


def _countersigned(units: Sequence[HandlingStep]) -> FormCell:
    if len(units) > _MOST_COUNTERSIGNERS:
        return FormCell(f"会签：\n{units[0].unit}等{len(units)}个单位，见会签单", 3, top=True)
    return FormCell("\n".join(("会签：", *map(_signed_line, units))), 3, top=True)


def _signed_line(step: HandlingStep) -> str:
    said = "　".join(str(each) for each in (step.opinion, step.name, step.date) if each)
    return f"{step.unit}：{said}"


def countersign_sheet(outcome: Outcome, document: Document, template: Template) -> bytes:
    """会签单 as a Word file: a row a unit, and a few for those that are thought of later."""
    facts = facts_of(outcome, document)
    units = countersigners(outcome, document)
    rows = [
        (
            label(str(number)),
            FormCell(each.unit or ""),
            FormCell(each.opinion or ""),
            label(each.name or ""),
            label(str(each.date or "") or _DAY),
        )
        for number, each in enumerate(units, 1)
    ]
    rows += [
        (label(str(number)), FormCell(), FormCell(), label(""), label(_DAY))
        for number in range(len(units) + 1, len(units) + 1 + (0 if units else _SPARE))
    ]
    drafted = document.handling.drafted if document.handling else None
    whose = (drafted.unit, drafted.name, drafted.telephone) if drafted else ()
    contact = "　".join(filter(None, whose)) or facts["主办机关"]
    below = (
        f"主办：{contact}。请各单位负责人签署意见、姓名和日期，加盖公章；不同意的，写明意见和依据。"
    )
    title, about = f"{facts['主办机关']}{COUNTERSIGNED}", f"文件：{one_line(document.title)}"
    form = Form(title, (8, 20, 31, 16, 25), about, below)
    heads = ("序号", "会签单位", "会签意见", "负责人签名", "日期")
    lines = max(_TO_SIGN, min(_TO_SIGN_AT_EASE, _A_PAGE / len(rows)))
    return listed(form, heads, rows, template, lines=lines)
