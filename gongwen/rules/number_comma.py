"""序号标点：括号、圆点的序号后面又加了顿号、逗号。

“（一）”“1.”本身就把序号和文字分开了，后面不再加点号。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.texts import PARAGRAPH
from ..problem import Level
from . import Context, Finding

NAME = "序号标点"
LEVEL = Level.WARNING
BASIS = "GB/T 15834-2011 4.5.3.4"
STANDS_ALONE = True
WRONG = """\
正文:
- （一）、加强宣传引导。
- （二）、加强督促检查。
"""
RIGHT = """\
正文:
- （一）加强宣传引导。
- （二）加强督促检查。
"""
_MARKS = ("、", "，")


def check(context: Context) -> Iterator[Finding]:
    """Each numbered text that begins with a sign, which stood between its number and it."""
    for passage in context.passages_with(*_MARKS):
        if passage.text.startswith(_MARKS) and passage.key != PARAGRAPH:
            mark, rest = passage.text[0], passage.text[1:7]
            yield Finding(
                context.spot(passage.place, passage.text, 0),
                f"序号和“{rest}”之间多了“{mark}”",
                hint=f"删去“{mark}”",
                element=rest,
            )
