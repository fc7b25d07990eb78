"""标点重复：两个标点叠在一起，多半是改稿时留下的。"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "标点重复"
LEVEL = Level.WARNING
BASIS = "GB/T 15834《标点符号用法》"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 各单位要高度重视，，抓好落实。。
"""
RIGHT = """\
正文:
- 各单位要高度重视，抓好落实……
"""

_DOUBLED = "[，、；：。,;][，、；：。！？,;]+|[！？][，、；：。]"
NEEDS = (
    *(one + other for one in "，、；：。,;" for other in "，、；：。！？,;"),
    *(one + other for one in "！？" for other in "，、；：。"),
)


def check(context: Context) -> Iterator[Finding]:
    """Each place where two signs stand together that never do."""
    for passage in context.passages:
        for match in re.finditer(_DOUBLED, passage.text):
            before = passage.text[max(0, match.start() - 6) : match.start()]
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{before}”后面的标点叠在一起：{match[0]}",
                hint="只留一个" + ("；是省略号，写“……”" if "。。。" in match[0] else ""),
            )
