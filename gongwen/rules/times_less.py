"""减少几倍：减少、下降、降低的数用了倍数。

减少一倍就没有了，减少两倍说不通；减少的数用百分数、几成或者“减少到原来的几分之几”。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "减少几倍"
LEVEL = Level.WARNING
BASIS = "倍数只用来说增加"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 办理时限缩短一倍，差错率下降了2倍。
"""
RIGHT = """\
正文:
- 办理时限缩短一半，差错率下降60%，办件量增加2倍。
"""

_LESS = "减少|(?<!不)少|下降|降低|缩短|缩小|压缩|压减|削减|减轻|下跌|降"
_TIMES = (
    rf"(?P<less>{_LESS})(?:幅度)?(?:了|达到?|近|约|超过?|将近|整整|至少|接近)*"
    r"(?P<count>\d+(?:\.\d+)?|[一二两三四五六七八九十百几数]+)(?:[多余几])?倍(?!数|率|镜)"
)
NEEDS = ("倍",)


def check(context: Context) -> Iterator[Finding]:
    """Each decrease that is counted in multiples."""
    for passage in context.passages_with(*NEEDS):
        for match in re.finditer(_TIMES, passage.text):
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{match[0]}”：减少的数不用倍数",
                hint=f"写成“{match['less']}百分之几”或“{match['less']}一半”，按实际的数写",
                element=match[0],
            )
