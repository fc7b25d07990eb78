"""缺要素：文种在这一稿本必须有的要素没有写。

征求意见稿要有标题、正文；送审稿还要有主送、发文机关；印发稿还要有发文字号、成文日期、署名和版记里的印发机关、印发日期。
各文种另有规定的从其规定（公告不写主送，请示要写签发人，信函格式不印印发机关）。
印发稿缺要素不生成文件；只缺印发机关、印发日期的，照常生成。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.parts import Document
from ..document.values import one_line
from ..kinds import required
from ..problem import Level
from ..registry.series import code_for
from ..registry.titles import issuer_in
from ..registry.units import Unit, read_units
from . import Context, Finding

NAME = "缺要素"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第九条"
REFUSES = True
APART_FROM_TEXT = True
COVERS = ("发文字号", "写了不印")
WRONG = """\
文种: 通知
稿本: 印发稿
标题: 云溪市人民政府办公室关于做好防汛工作的通知
正文: 请认真落实。
"""
RIGHT = """\
文种: 通知
稿本: 印发稿
发文机关: 云溪市人民政府办公室
发文字号: 云政办发〔2026〕8号
标题: 云溪市人民政府办公室关于做好防汛工作的通知
主送: 市教育局
正文: 请认真落实。
成文日期: 2026-06-01
印发: {机关: 云溪市人民政府办公室, 日期: 2026-06-02}
"""

_EXAMPLES = {
    "主送": "主送: 各县（区）人民政府，市政府各部门",
    "发文机关": "发文机关: 云溪市人民政府办公室",
    "发文字号": "发文字号: 代字〔年份〕×号",
    "成文日期": "成文日期: 2026-08-09",
    "署名": "署名: 云溪市人民政府办公室",
    "签发人": "签发人: 张三",
    "签署": "签署: [{职务: 市长, 姓名: 张三}]",
    "令号": "令号: 第×号（×换成实际的序号）",
    "印发": "印发: {机关: 云溪市人民政府办公室, 日期: 2026-08-10}（日期换成送去印的那一天）",
}

_NUMBERS = {"令号": "发文字号", "发文字号": "令号"}
"""A document has the one number or the other: each is easily typed under the other's name."""

_PLACE = "[^省市州县区]{1,8}[省市州县区]"
_GOVERNMENT = "人民政府"
_NOT_BELOW_IT = (
    "^(?:中共|中国共产党|共青团)|人民代表大会|人大|政协|政治协商|法院|检察院|纪律检查|纪委|监察委|监委|"
    "总工会|妇联|妇女联合会|[省市州县区]委"
)
_PRINTING = "印发"
PRINTING_OFFICE = "印发机关"
PRINTING_DATE = "印发日期"
ELEMENTS = ("标题", "正文", *_EXAMPLES, PRINTING_OFFICE, PRINTING_DATE)
_NAMES = {_PRINTING: "“印发”，版记里没有印发机关和印发日期"}
"""What a missing element is called where its key does not say it all."""


def check(context: Context) -> Iterator[Finding]:
    """Each required element that is not there."""
    document, stage = context.document, context.stage
    present = _present(document)
    missing = [name for name in _required(context) if not present.get(name, False)]
    yield from _printing_office(context)
    yield from _printing_date(context)
    for name in missing:
        if name in _NUMBERS and document.has(_NUMBERS[name]):
            yield _misnamed(name, context)
        elif name != "署名" or "发文机关" not in missing:  # which signs, too
            example = _example(name, context)
            fatal = stage == "印发稿" and name != _PRINTING
            empty = document.left_empty(name)
            way = "这一行是空的，填上，如" if empty else "加一行"
            yield Finding(
                empty or document.place(),
                f"{context.kind.name}的{stage}缺少{_NAMES.get(name, f'“{name}”')}",
                hint=f"{way}：{example}" if example else "",
                level=Level.ERROR if fatal else Level.WARNING,
                element=name,
            )


def _misnamed(name: str, context: Context) -> Finding:
    """A number typed under the other number's name; what rules say of that one is no news."""
    typed = _NUMBERS[name]
    return Finding(
        context.document.place(typed),
        f"{context.kind.name}的{context.stage}要写“{name}”，这里写的是“{typed}”",
        hint=f"把这一行改写成：{_example(name, context)}",
        level=Level.ERROR if context.stage == "印发稿" else Level.WARNING,
        element=name,
    )


def _required(context: Context) -> tuple[str, ...]:
    return required(context.kind, context.stage, context.document.layout_format or "")


def _example(name: str, context: Context) -> str:
    """The line to add: with this document's own issuer, as far as it or its title names one."""
    issuer, unit = _issuer(context)
    upward = context.kind.upward
    if name in ("发文机关", "署名") and issuer:
        return f"{name}: {issuer}"
    if name == "发文字号" and issuer:
        layout_format = context.document.layout_format or context.kind.layout_format
        normative = context.document.regulatory
        code = (
            code_for(unit.series, context.kind.name, layout_format, is_normative=normative)
            if unit
            else ""
        )
        date = context.document.issue_date
        year = date.year if date else 2026
        what = "×" if code else "代字和×"
        return f"发文字号: {code or '代字'}〔{year}〕×号（{what}换成实际的）"
    if name == "主送" and context.kind.addressed_to:
        place = re.match(_PLACE, issuer)
        whose = context.kind.addressed_to.replace("{地方}", place[0] if place else "云溪市")
        return f"主送: {whose}"
    if name == "主送" and upward:
        superiors = context.registry.office.superiors
        is_own = issuer == context.registry.office.name
        return f"主送: {superiors[0] if superiors and is_own else _superior(issuer)}"
    if name == _PRINTING and issuer:
        return f"{_printing_line(context, issuer)}（日期换成送去印的那一天）"
    return _EXAMPLES.get(name, "")


def _issuer(context: Context) -> tuple[str, Unit | None]:
    """The one that issues, by its full name, and its entry in the registry."""
    document, registry = context.document, context.registry
    issuers = read_units(document.issuer, registry).references if document.issuer else ()
    name = issuers[0].written if issuers else issuer_in(one_line(document.title), registry)
    unit = registry.find(name)
    if not name and registry.office.name:
        name = registry.office.name
        unit = registry.find(name)
    return (unit.full_name if unit else name), unit


def _printer(issuer: str, context: Context) -> str:
    """The printing office that the office names of itself; the general office of the one that
    issues, where the registry has it; else that one.
    """
    own = context.registry.office
    if own.printing_office and issuer == own.name:
        return own.printing_office
    offices = (context.registry.find(issuer + office) for office in ("办公室", "办公厅"))
    return next((office.full_name for office in offices if office), issuer)


def _printing_line(context: Context, issuer: str = "") -> str:
    """The whole line of 印发: what is typed of it, and what is not as it most likely is."""
    printing, date = context.document.printing, context.document.issue_date
    office = printing.office if printing else ""
    office = office or _printer(issuer or _issuer(context)[0] or "云溪市人民政府办公室", context)
    day = printing.date if printing and printing.date else date
    copies = f", 份数: {printing.copies}" if printing and printing.copies else ""
    return f"印发: {{机关: {office}, 日期: {day.iso if day else '2026-08-10'}{copies}}}"


def _superior(issuer: str) -> str:
    """The government that a unit reports to, as far as its name tells."""
    if not issuer:
        return f"云溪市{_GOVERNMENT}"
    place = re.match(_PLACE, issuer)
    if place is None or issuer.endswith(_GOVERNMENT) or re.search(_NOT_BELOW_IT, issuer):
        return "上级机关的名称"
    return f"{place[0]}{_GOVERNMENT}"


def _printing_office(context: Context) -> Iterator[Finding]:
    """The office that prints is the one that issues, where there is just one."""
    document = context.document
    layout = document.layout_format or context.kind.layout_format
    if context.stage == "征求意见稿" or layout == "信函":
        return
    if document.printing is None or document.printing.office:
        return
    issuers = read_units(document.issuer, context.registry).references if document.issuer else ()
    if len(issuers) != 1:
        why = "联合行文" if issuers else "没有写发文机关"
        yield Finding(
            document.place("印发"),
            f"{why}，“印发”里缺少“机关”",
            hint=f"写成：{_printing_line(context)}（机关换成实际印发的）",
            level=Level.WARNING,
            element=PRINTING_OFFICE,
        )


def _printing_date(context: Context) -> Iterator[Finding]:
    printing = context.document.printing
    if printing and not printing.date and _PRINTING in _required(context):
        yield Finding(
            context.document.place("印发"),
            "“印发”里缺少“日期”",
            hint=f"写成：{_printing_line(context)}（日期换成送去印的那一天）",
            level=Level.WARNING,
            element=PRINTING_DATE,
        )


def _present(document: Document) -> dict[str, bool]:
    return {
        "标题": bool(document.title),
        "正文": bool(document.body or document.issued_texts),
        "主送": document.recipients is not None,
        "发文机关": document.issuer is not None,
        "发文字号": document.document_number is not None,
        "成文日期": document.issue_date is not None,
        "署名": bool(document.signature or document.issuer or document.signatories),
        "签发人": document.signer is not None,
        "签署": bool(document.signatories),
        "令号": document.order_number is not None,
        _PRINTING: document.printing is not None,
    }
