"""并列标点：一串并列的词，有的用顿号隔开，有的用逗号隔开。

只查有把握的：几个一样长的词，中间一处用了逗号，后面以“等”收尾。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..paper.characters import HAN
from ..paper.seams import is_whole
from ..problem import Level
from . import Context, Finding

NAME = "并列标点"
LEVEL = Level.NOTICE
BASIS = "GB/T 15834-2011 4.5"
STANDS_ALONE = True
WRONG = """\
正文:
- 要加强组织、宣传，协调、督促等工作。
"""
RIGHT = """\
正文:
- 要加强组织、宣传、协调、督促等工作，市委宣传部、市教育局，市科协等单位配合。
"""
_SERIES = (
    rf"{HAN}{{2}}、{HAN}{{2}}，(?P<after>{HAN}{{2}})(?:、{HAN}{{2}})*等"
    "(?=工作|服务|方面|问题|内容|环节|措施|活动|领域|任务|要素|事项|职责|因素)"
)


def check(context: Context) -> Iterator[Finding]:
    """Each comma among words that are parted by 、 otherwise."""
    for passage in context.passages_with("，"):
        if "、" not in passage.text or "等" not in passage.text:
            continue
        for match in re.finditer(_SERIES, passage.text):
            if is_whole(passage.text, *match.span("after"), context.cut):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"“{match[0]}”是并列的词，有的用顿号，有的用逗号",
                    hint=f"写“{match[0].replace('，', '、')}”",
                    element=match[0],
                )
