"""多余空格：汉字之间打了空格。

字距、对齐和段首空两字都由程序排，文字里不用打空格。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.texts import TITLE
from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "多余空格"
LEVEL = Level.NOTICE
BASIS = ""
STANDS_ALONE = True
WRONG = """\
正文:
- 不断提升 “我爱读书”活动的影响力。
"""
RIGHT = """\
正文:
- 不断提升“我爱读书”活动的影响力，用好 AI 工具。
"""

_SPACE = re.compile(rf"(?<={HAN}|[，。、；：！？”’》）])[ \u3000\u00a0]+(?={HAN}|[“‘《（，。、；])")
_MARKED = r"第[一二三四五六七八九十百零\d]{1,5}[编章节条款]$"
_SENTENCE = re.compile("[，。；]")
"""Without these a line is no sentence, but names and posts set apart with spaces."""


def check(context: Context) -> Iterator[Finding]:
    """The spaces between Chinese characters in running text and titles. Inside 《》 they may part
    two offices that issued something together.
    """
    for passage in context.passages:
        sentence = passage.is_prose and _SENTENCE.search(passage.text)
        if not (sentence or passage.key == TITLE):
            continue
        for match in _SPACE.finditer(passage.text):
            before = passage.text[: match.start()]
            if re.search(_MARKED, before) or before.count("《") > before.count("》"):
                continue
            around = passage.text[max(0, match.start() - 4) : match.end() + 4]
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{around}”中间有空格",
                hint="删掉空格",
            )
