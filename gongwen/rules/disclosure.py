"""公开属性：送审稿没有写公开属性，或者请示、报告写了主动公开。

拟制公文要同时确定公开属性，随公文一起送审；写了“办理”的，不主动公开还要写理由。上行文说的是还没有定的事，一般不主动公开。涉密的、内部的文件不查。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.parts import Document
from ..problem import Level
from . import Context, Finding

NAME = "公开属性"
FORMER_NAME = "公开方式"
LEVEL = Level.NOTICE
BASIS = "政府信息公开工作的要求（公文拟制时确定公开属性）"
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
文种: 请示
标题: 云溪市教育局关于举办读书节的请示
公开属性: 主动公开
正文: 妥否，请批示。
"""
RIGHT = """\
文种: 请示
标题: 云溪市教育局关于举办读书节的请示
公开属性: 不予公开
正文: 妥否，请批示。
"""

_NOT_ASKED = frozenset(("公告", "通告", "公报", "命令", "议案", "纪要"))
"""Kinds that are public as such, or no matter of this."""


def check(context: Context) -> Iterator[Finding]:
    """None where it is to be decided; 主动公开 of what goes upward."""
    document = context.document
    if document.publicity == "主动公开" and context.kind.upward:
        yield Finding(
            document.place("公开属性"),
            f"{document.kind}写了主动公开",
            hint="上行文一般写：公开属性: 不予公开",
            level=Level.WARNING,
        )
    settled = document.publicity or document.classification or document.internal_mark
    said = document.note is not None and "公开" in document.note
    asked = document.handling or context.registry.office.uses_dispatch
    if context.stage != "征求意见稿" and asked:
        yield from _reason(document)
    if context.stage != "送审稿" or settled or said or document.kind in _NOT_ASKED:
        return
    yield Finding(
        document.place(),
        "送审稿没有写公开属性",
        hint="加一行：公开属性: 主动公开（或依申请公开、不予公开）",
    )


def _reason(document: Document) -> Iterator[Finding]:
    """Why it is not made public of its own accord."""
    disclosure = document.disclosure
    if disclosure and disclosure.word != "主动公开" and not disclosure.reason:
        yield Finding(
            document.place("公开属性"),
            f"{disclosure.word}没有写理由",
            hint=f"写成：公开属性: {{属性: {disclosure.word}, 理由: ……}}",
        )
