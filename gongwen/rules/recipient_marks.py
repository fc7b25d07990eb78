"""主送标点：主送机关里用了半角的括号，标点叠在一起，或者结尾不是冒号。

主送机关之间用“，”“、”，结尾用全角冒号，由程序加；括号也用全角的。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "主送标点"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 7.3.2"
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
主送: 市教育局，，市科协
"""
RIGHT = """\
主送: 市教育局，市科协
"""

_WRONG = (
    (r"[()]", "用了半角的括号“{}”", "改用全角的"),
    (r"[，、；]{2,}", "标点“{}”叠在一起", "只留一个"),
    (r"[。；，、.]$", "结尾用了“{}”", "结尾用冒号"),
    (r"。(?=.)", "中间用了“{}”", "几个机关之间用“，”"),
)


def check(context: Context) -> Iterator[Finding]:
    """The first wrong mark of each sort."""
    typed = context.document.recipients
    if not isinstance(typed, str):
        return
    place = context.document.place("主送")
    for pattern, what, hint in _WRONG:
        if match := re.search(pattern, typed):
            yield Finding(
                context.spot(place, typed, match.start()),
                f"主送机关“{typed[max(0, match.start() - 6) : match.end() + 4]}”"
                f"{what.format(match[0])}",
                hint=hint,
                element=match[0],
            )
