"""紧急程度：“特提”“平急”用在了电报以外的公文上。

紧急公文标“特急”或“加急”；电报才分特提、特急、加急、平急。文号的代字有“电”字的当作电报。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding

NAME = "紧急程度"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第九条"
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
紧急程度: 特提
"""
RIGHT = """\
紧急程度: 特急
"""

_OF_TELEGRAMS = {"特提": "特急", "平急": "加急"}


def check(context: Context) -> Iterator[Finding]:
    """特提 or 平急 on what is no telegram."""
    document = context.document
    urgency = document.urgency or ""
    marks = (document.document_number or "", "".join(document.issuer_mark or ""))
    if urgency in _OF_TELEGRAMS and not any("电" in mark for mark in marks):
        yield Finding(
            document.place("紧急程度"),
            f"“{urgency}”只用在电报上",
            hint=f"公文写“{_OF_TELEGRAMS[urgency]}”，不急的删掉这一行；是电报的，不用改",
        )
