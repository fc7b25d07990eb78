"""密级标注：密级、份号、保密期限写得不全。

涉密公文要标注份号；保密期限和密级一起标注。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding

NAME = "密级标注"
LEVEL = Level.ERROR
BASIS = "党政机关公文处理工作条例第九条"
WAIVABLE = False
WRONG = """\
保密期限: 1年
"""
RIGHT = """\
密级: 秘密
保密期限: 1年
份号: 000001
"""


def check(context: Context) -> Iterator[Finding]:
    """A term without a 密级; a 密级 without 份号; a 密级 beside a mark for what is not secret."""
    document = context.document
    if document.classification_period and not document.classification:
        yield Finding(
            document.place("保密期限"),
            "写了保密期限，没有写密级",
            hint="加一行：密级: 秘密；不涉密的，删掉“保密期限”",
        )
    if not document.classification:
        return
    if not document.copy_number:
        yield Finding(
            document.place("密级"),
            f"密级是{document.classification}，没有写份号",
            hint="加一行：份号: 000001",
            level=Level.ERROR if context.stage == "印发稿" else Level.WARNING,
        )
    if document.internal_mark:
        yield Finding(
            document.place("内部标注"),
            f"已经标了密级（{document.classification}），不再标“{document.internal_mark}”",
            hint="删掉“内部标注”",
        )
