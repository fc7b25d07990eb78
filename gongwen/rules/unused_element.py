"""用不上的要素：写了这一文种不用的要素。"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding

NAME = "用不上的要素"
LEVEL = Level.NOTICE
BASIS = ""
WRONG = """\
签发人: 张三
"""
RIGHT = """\
文种: 意见
标题: 关于办好读书节的意见
签发人: 张三
"""


def check(context: Context) -> Iterator[Finding]:
    """Elements that are typed, and that this kind has no use for."""
    document = context.document
    layout = document.layout_format or context.kind.layout_format
    if document.signer and not (context.kind.upward or document.kind == "意见"):
        yield Finding(
            document.place("签发人"),
            f"{document.kind}不是上行文，签发人印不出来",
            hint="删掉“签发人”；请示、报告才写",
            element="签发人",
        )
    attendance = {
        "出席": document.present,
        "请假": document.excused,
        "列席": document.attending,
    }
    for key, value in attendance.items():
        if value is not None and layout != "纪要":
            yield Finding(
                document.place(key),
                f"{document.kind}不写“{key}”",
                hint="删掉它；写会议纪要的，文种改为纪要",
                element=key,
            )
    if document.order_number and layout != "命令":
        yield Finding(
            document.place("令号"),
            f"{document.kind}不用令号",
            hint="改写“发文字号”；发布命令的，文种改为命令",
            element="令号",
        )
