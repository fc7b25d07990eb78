"""不公开的文字：标了“不公开”的话，别处没有标，删减版里还读得到。

一处标了“不公开”，同样的字在摘要、表格、附件里又写了一遍，等于没有删。查出来的，有删减版、网页的都不生成，改好或者写明可以公开的理由才生成。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.withheld_words import still_there
from ..problem import Level
from . import Context, Finding

NAME = "不公开的文字"
LEVEL = Level.WARNING
BASIS = "《政府信息公开条例》第三十七条：不应当公开的内容，作区分处理"
WRONG = """\
标题: 关于做好防汛工作的通知
正文:
- 物资存放在【不公开：青石岭三号库】，由专人看守。
- 青石岭三号库每月盘点一次。
"""
RIGHT = """\
标题: 关于做好防汛工作的通知
正文:
- 物资存放在【不公开：青石岭三号库】，由专人看守。
- 【不公开：青石岭三号库】每月盘点一次。
"""


def check(context: Context) -> Iterator[Finding]:
    """The same words where they are not marked."""
    for found in still_there(context.document):
        yield Finding(
            context.spot_of(found.place, found.words),
            f"“{_short(found.words)}”在别处标了不公开，这里没有标，删减版里读得到",
            hint="这里也写成“【不公开：……】”；确实可以公开的，写：忽略: {不公开的文字: 理由}",
        )


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……"


_LONGEST = 20
