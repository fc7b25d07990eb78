"""截止和截至：说到某个时候为止的情况，写了“截止”。

“截止”是到期停止（报名4月底截止），后面不带时间；“截至”是到某时为止（截至4月底，已完成……）。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "截止和截至"
LEVEL = Level.WARNING
BASIS = "《现代汉语词典》"
COVERS = ("易错词", "易混词")
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 截止5月底，已完成投资3亿元。
"""
RIGHT = """\
正文:
- 截至5月底，已完成投资3亿元。报名截止时间为5月31日，截止后不再受理。
"""
_UNTIL = (
    r"(?:^|(?<=[，。；：、（“\s将对把]))截止到?(?=\d{1,4}年|\d{1,2}月|\d{1,2}日|20\d{2}|[今去上本][年月周季]"
    r"|目前|现在|当前|年底|年末|月底|[一二三四五六七八九十〇]{1,4}[年月])"
)
NEEDS = ("截止",)


def check(context: Context) -> Iterator[Finding]:
    """Each 截止 that begins a clause and has a time after it."""
    for passage in context.passages_with(*NEEDS):
        for match in re.finditer(_UNTIL, passage.text):
            around = passage.text[match.start() : match.end() + 6]
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{around}”要写“截至”",
                hint=f"写“截至{passage.text[match.end() : match.end() + 6]}”",
                element=match[0],
            )
