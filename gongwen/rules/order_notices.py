"""命令标注：命令的版头里份号、密级、紧急程度三行都有。

命令标志的上边缘距版心上边缘20毫米，它上面只排得下两行；三行都写，标志就要下移，不合标准。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding

NAME = "命令标注"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 10.2"
APART_FROM_TEXT = True
WRONG = """
文种: 命令
份号: 000001
内部标注: 工作秘密
紧急程度: 特急
"""
RIGHT = """
文种: 命令
份号: 000001
紧急程度: 特急
"""


def check(context: Context) -> Iterator[Finding]:
    """Three notices above the mark of an order."""
    document, kind = context.document, context.kind
    if (document.layout_format or kind.layout_format) != "命令":
        return
    if document.copy_number and document.urgency:
        middle = next((key for key in ("密级", "内部标注") if document.has(key)), None)
        if middle:
            yield Finding(
                document.place("紧急程度"),
                f"命令标志上面只排得下两行，“份号”“{middle}”“紧急程度”都写了，标志要下移约3毫米",
                hint="删掉其中一项；命令一般不写紧急程度",
            )
