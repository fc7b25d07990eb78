"""缺要素：文种在这一稿本必须有的要素没有写。

征求意见稿要有标题、正文；送审稿还要有主送、发文机关；印发稿还要有发文字号、成文日期、署名。
各文种另有规定的从其规定（公告不写主送，请示要写签发人）。印发稿缺要素不生成文件。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.parts import Document
from ..problem import Level
from ..registry import read_units
from . import Context, Finding

NAME = "缺要素"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第九条"
REFUSES = True
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
"""

_EXAMPLES = {
    "主送": "主送: 各县（区）人民政府，市政府各部门",
    "发文机关": "发文机关: 云溪市人民政府办公室",
    "发文字号": "发文字号: 云政办发〔2026〕8号",
    "成文日期": "成文日期: 2026-08-09",
    "署名": "署名: 云溪市人民政府办公室",
    "签发人": "签发人: 张三",
    "签署": "签署: [{职务: 市长, 姓名: 张三}]",
    "令号": "令号: 第8号",
}

PRINTING_OFFICE = "印发机关"
ELEMENTS = ("标题", "正文", *_EXAMPLES, PRINTING_OFFICE)


def check(context: Context) -> Iterator[Finding]:
    """Each required element that is not there."""
    document, stage = context.document, context.stage
    present = _present(document)
    level = Level.ERROR if stage == "印发稿" else Level.WARNING
    missing = [name for name in context.kind.elements[stage] if not present.get(name, False)]
    yield from _printing_office(context)
    for name in missing:
        if name != "署名" or "发文机关" not in missing:  # which signs, too
            example = _EXAMPLES.get(name, "")
            if name == "主送" and context.kind.upward:
                example = "主送: 云溪市人民政府"
            yield Finding(
                document.place(),
                f"{context.kind.name}的{stage}缺少“{name}”",
                hint=f"加一行：{example}" if example else "",
                level=level,
                element=name,
            )


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
            hint="在“印发”里加一行：机关: ……",
            level=Level.WARNING,
            element=PRINTING_OFFICE,
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
    }
