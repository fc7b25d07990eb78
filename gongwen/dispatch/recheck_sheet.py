"""复核单: what has to be looked at before a signed document is printed (条例 25), with what the
program has verified and what a person must.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from ..build.pipeline import Outcome
from ..document.parts import Document
from ..document.values import one_line
from ..history.signed_text import Against, signed_too_early
from ..problem import Level, Problem
from ..rules.regulatory import missing_materials
from ..source.parse import parse
from ..template.ready import Template
from .facts import countersigners, facts_of, signers
from .form import Form, FormCell, label, listed

RECHECKED: Final = "复核单"
_DATA: Final = Path(__file__).with_name("复核.yaml")
_HEADS: Final = ("方面", "复核内容", "程序核对的结果", "人工核对", "□")
_SHARES: Final = (6, 32, 28, 29, 5)
_SHOWN: Final = 3


class RecheckPoint(Struct, frozen=True):
    """One thing to be looked at. `looked_at` names what the program verifies beside its rules."""

    side: str
    what: str
    by_hand: str
    rules: tuple[str, ...] = ()
    looked_at: str = ""


class Rechecked(Struct, frozen=True):
    """What the program found out about a document. `used_by` says who has its number already, ""
    = nobody.
    """

    outcome: Outcome
    document: Document
    against: Against | None
    used_by: str = ""


@cache
def checks() -> tuple[RecheckPoint, ...]:
    """All checks, in the order of the form."""
    value: Any
    value, problems = parse(_DATA.read_text(encoding="utf-8"), _DATA.name)
    if problems:
        raise ValueError(f"{_DATA.name}: {problems}")
    return tuple(
        RecheckPoint(side, each["项"], each["人"], tuple(each.get("规则", ())), each.get("看", ""))
        for side, items in value.items()
        for each in items
    )


def recheck_sheet(found: Rechecked, template: Template) -> bytes:
    """The form as a Word file."""
    facts = facts_of(found.outcome, found.document)
    rows = []
    last = ""
    for check in checks():
        side = FormCell(
            check.side,
            style="表文居中",
            merged="restart" if check.side != last else "continue",
        )
        last = check.side
        texts = (check.what, verified(check, found), check.by_hand)
        rows.append((side, *map(FormCell, texts), label("□")))
    above = f"文件：{one_line(found.document.title)}　{facts['发文字号']}".rstrip()
    below = "需作实质性修改的，报原签批人复审。　　复核人：　　　　　年　　月　　日"
    form = Form(f"{facts['主办机关']}公文{RECHECKED}", _SHARES, above, below)
    return listed(form, _HEADS, rows, template, compact=True)


def verified(check: RecheckPoint, found: Rechecked) -> str:
    """What the program has to say of a check; “——” where it cannot say anything."""
    if check.looked_at:
        return _LOOKED_AT[check.looked_at](found)
    if not check.rules:
        return "——"
    problems = [each for each in found.outcome.problems if each.rule in check.rules]
    return _told(problems) if problems else "没有发现问题"


def _told(problems: Sequence[Problem]) -> str:
    lines = [f"{each.level.value}：{each.message}" for each in problems[:_SHOWN]]
    if len(problems) > _SHOWN:
        lines.append(f"另有{len(problems) - _SHOWN}处，见 make check")
    return "\n".join(lines)


def _signed(found: Rechecked) -> str:
    signed = signers(found.document)
    if not signed:
        return "没有填签发人"
    lacking = [
        f"{each.name}没有{what}"
        for each in signed
        for what, value in (("意见", each.opinion), ("日期", each.date))
        if not value
    ]
    if lacking:
        return "；".join(lacking)
    if len(signed) == 1:
        return f"{signed[0].name}　{signed[0].date}"
    last = max((each.date for each in signed if each.date), key=lambda day: day.iso)
    return f"{'、'.join(each.name or '' for each in signed)}都有意见、日期，最后是{last}"


def _countersigned(found: Rechecked) -> str:
    units = countersigners(found.outcome, found.document)
    if not units:
        return "联合发文的机关都已签发" if len(signers(found.document)) > 1 else "没有会签单位"
    open_ = [each.unit or "" for each in units if not (each.opinion and each.name)]
    return f"{'、'.join(open_)}还没有会签" if open_ else f"{len(units)}个单位都已会签"


def _materials(found: Rechecked) -> str:
    if not found.document.regulatory:
        return "——"
    missing = missing_materials(found.document)
    return f"缺少：{'、'.join(missing)}" if missing else "五项材料齐全"


def _same_as_signed(found: Rechecked) -> str:
    if found.against is None:
        return "没有送签的记录，没有比较"
    lines = [f"不同：{each}" for each in found.against.refused[:_SHOWN]]
    if len(found.against.refused) > _SHOWN:
        lines.append(f"另有{len(found.against.refused) - _SHOWN}处")
    lines += [f"请看：{each}" for each in found.against.told[:_SHOWN]]
    return "\n".join(lines) or "与签发稿一致"


def _number(found: Rechecked) -> str:
    number = found.document.document_number or found.document.order_number
    if not number:
        return "还没有编号"
    return f"{number} 已经用过：{found.used_by}" if found.used_by else f"{number} 没有用过"


def _layout(found: Rechecked) -> str:
    if not found.outcome.pages:
        return "还排不出来"
    checked = {name for each in checks() for name in each.rules}
    others = [
        each
        for each in found.outcome.problems
        if each.rule not in checked and each.level is not Level.NOTICE
    ]
    return _told(others) if others else "由程序按样式表排印"


_LOOKED_AT: Final[dict[str, Callable[[Rechecked], str]]] = {
    "签发": _signed,
    "会签": _countersigned,
    "材料": _materials,
    "签发稿": _same_as_signed,
    "文号": _number,
    "版面": _layout,
}


def open_points(found: Rechecked) -> Iterator[str]:
    """What the program found that has to be settled before printing."""
    if not signers(found.document):
        yield "没有填签发人和日期：办理: {签发: {意见: 同意, 姓名: ……, 日期: ……}}"
    if found.against:
        if early := signed_too_early(found.document, found.against.sending):
            yield early
        yield from (f"与签发稿不同：{each}" for each in found.against.refused)
        yield from (f"与签发稿不同，请看一下：{each}" for each in found.against.told)
