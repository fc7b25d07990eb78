"""写了不印：写了这一文种或格式不印的要素。

签发人只印在上行文里，令号只印在命令里，出席、请假、列席只印在纪要里；命令不印主送、发文字号和
写了事由的标题（征求意见稿、送审稿照印），信函的版记只印抄送，
有首长签署的不另印署名。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.values import one_line
from ..problem import Level
from . import Context, Finding

NAME = "写了不印"
LEVEL = Level.NOTICE
BASIS = ""
APART_FROM_TEXT = True
WRONG = """\
签发人: 张三
"""
RIGHT = """\
文种: 意见
标题: 关于办好读书节的意见
签发人: 张三
"""

ELEMENTS = ("标题", "签发人", "令号", "主送", "发文字号", "出席", "请假", "列席", "署名", "印发")


def check(context: Context) -> Iterator[Finding]:
    """Elements that are typed, and that no stage of this document prints."""
    document = context.document
    for key, reason, hint in _unprinted(context):
        if document.has(key):
            yield Finding(document.place(key), f"{reason}，“{key}”印不出来", hint, element=key)


def _unprinted(context: Context) -> Iterator[tuple[str, str, str]]:
    """Keys that are not printed here, why, and what to do; a test holds them against what is."""
    document, kind = context.document, context.kind
    layout = document.layout_format or kind.layout_format
    called = f"{layout}格式" if document.layout_format else kind.name
    if not (kind.upward or kind.sometimes_upward):
        yield "签发人", f"{kind.name}不是上行文", "删掉“签发人”；上行文才写"
    elif layout != "文件":
        yield "签发人", f"{called}没有签发人的位置", "删掉“格式”，上行文用文件格式"
    if layout != "命令":
        hint = "改写“发文字号”；发布命令的，文种改为命令"
        yield "令号", f"{called}不用令号", hint
    else:
        yield "主送", f"{called}不写主送机关", "删掉“主送”；要送的机关写进“抄送”"
        yield "发文字号", f"{called}编令号，不编发文字号", "改写“令号”"
        if context.stage == "印发稿" and "关于" in (title := one_line(document.title)):
            told = "它只用来登记；要印的写进正文"
            if issuer := title.partition("关于")[0]:
                told += f"，“标题”写成“{issuer}令”就不再提示"
            yield "标题", f"{called}的印发稿只印机关标志和令号", told
    if layout != "纪要":
        for key in ("出席", "请假", "列席"):
            hint = f"删掉“{key}”；写会议纪要的，文种改为纪要"
            yield key, f"{called}不写{key}人员", hint
        if document.signatories:
            hint = "删掉“署名”，或删掉“签署”"
            yield "署名", "有“签署”的由首长署名", hint
    if layout == "信函":
        hint = "删掉“印发”；要印版记的，格式改为文件"
        yield "印发", f"{called}的版记只印抄送机关", hint
