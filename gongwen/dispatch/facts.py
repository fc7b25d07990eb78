"""What the forms say of a document, by the names that they print; "" = for the pen."""

from __future__ import annotations

from ..build.pipeline import Outcome
from ..document.handling import HandlingStep
from ..document.parts import Document
from ..document.values import UnitsTyped, as_lines, one_line
from ..history.repository import HistoryError
from ..registry.units import read_units
from ..typeset.closing import attachment_name


def readable(outcome: Outcome, name: str) -> Document:
    """The document of an outcome. Raises HistoryError where it could not be read."""
    if outcome.document is None:
        raise HistoryError(f"{name} 读不出来，先运行 make check DOC={name} 改好")
    return outcome.document


def facts_of(outcome: Outcome, document: Document) -> dict[str, str]:
    """All that a 发文稿纸 may hold."""
    registry = outcome.registry

    def units(typed: UnitsTyped | None) -> str:
        return read_units(typed, registry).text if typed else ""

    handling, disclosure, printing = document.handling, document.disclosure, document.printing
    drafted = handling.drafted if handling else None
    steps = {
        "核稿": handling.checked if handling else None,
        "审核": handling.reviewed if handling else None,
        "复核": handling.rechecked if handling else None,
        "校对": handling.proofread if handling else None,
        "核发": handling.handed_out if handling else None,
    }
    issuer = units(document.issuer) or one_line(document.signature or "")
    return {
        "机关": issuer,
        "主办机关": _first_issuer(outcome, document) or issuer,
        "文种": document.kind,
        "标题": one_line(document.title),
        "发文字号": document.document_number or document.order_number or "",
        "成文日期": str(document.issue_date or ""),
        "密级": document.classification or document.internal_mark or "",
        "保密期限": document.classification_period or "",
        "缓急": document.urgency or "",
        "公开属性": disclosure.word if disclosure else "",
        "公开理由": (disclosure.reason or "") if disclosure else "",
        "主送": units(document.recipients),
        "抄送": units(document.copies_to),
        "印数": (printing.copies or "") if printing else "",
        "附件": _attachments(document),
        "拟稿单位": (drafted.unit or "") if drafted else "",
        "拟稿人": (drafted.name or "") if drafted else "",
        "拟稿电话": (drafted.telephone or "") if drafted else "",
        "拟稿日期": str((drafted.date or "") if drafted else ""),
        **{name: _written(step) for name, step in steps.items()},
        "会签": "\n".join(map(said_of, countersigners(outcome, document))),
        "签发": "\n".join(map(_written, handling.signed)) if handling else "",
        "打字": (handling.typist or "") if handling else "",
        "规范性文件编号": document.regulatory_number or "",
        "施行日期": str(document.effective_from or ""),
        "有效期": document.valid_for or "",
        "审议": "；".join(
            f"{each.meeting}{f'（{each.date}）' if each.date else ''}"
            for each in document.deliberations
        ),
    }


def _written(step: HandlingStep | None) -> str:
    """As it is written by hand: the opinion, and the name with the day below it, for a cell is too
    narrow for all of it.
    """
    if step is None or not step.opinion:
        return said_of(step)
    named = "　".join(str(each) for each in (step.name, step.date) if each)
    said = f"{step.unit}：{step.opinion}" if step.unit else step.opinion
    return f"{said}\n{named}".rstrip()


def said_of(step: HandlingStep | None) -> str:
    """市财政局：同意　李明　2026年4月17日; "" of what is not known."""
    if step is None:
        return ""
    said = "　".join(str(each) for each in (step.opinion, step.name, step.date) if each)
    return f"{step.unit}：{said}" if step.unit else said


def _attachments(document: Document) -> str:
    """What goes with the text, numbered where there are several."""
    names = [attachment_name(each) for each in document.attachments]
    if len(names) < 2:
        return "".join(names)
    return "\n".join(f"{number}.{name}" for number, name in enumerate(names, 1))


def _first_issuer(outcome: Outcome, document: Document) -> str:
    issuers = _issuers(outcome, document)
    return issuers[0] if issuers else ""


def _issuers(outcome: Outcome, document: Document) -> tuple[str, ...]:
    """The units that issue it, by the names that were written."""
    if not document.issuer:
        return ()
    return tuple(e.written for e in read_units(document.issuer, outcome.registry).references)


def countersigners(outcome: Outcome, document: Document) -> tuple[HandlingStep, ...]:
    """The units that have to sign before the head does: those that are named and, of a joint
    document, all that issue it but the first and those whose head has signed it.
    """
    listed = document.handling.countersigned if document.handling else ()
    find = outcome.registry.find
    known = {find(each.unit) or each.unit for each in (*listed, *signers(document)) if each.unit}
    joint = (
        HandlingStep.made(document.place("发文机关"), unit=name)
        for name in _issuers(outcome, document)[1:]
        if (find(name) or name) not in known
    )
    return (*listed, *joint)


def signers(document: Document) -> tuple[HandlingStep, ...]:
    """Those who signed; one without a name counts as none."""
    signed = document.handling.signed if document.handling else ()
    return tuple(each for each in signed if each.name)


def repealed(document: Document) -> tuple[tuple[str, str], ...]:
    """What it does to which 文号: (废止, 云政办发〔2023〕5号)."""
    both = (("废止", document.repeals), ("修改", document.amends))
    return tuple((what, number) for what, numbers in both for number in as_lines(numbers))
