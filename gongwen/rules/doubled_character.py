"""叠字：虚词连写了两遍，多半是改稿时留下的。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..paper.seams import is_parted, is_whole
from ..problem import Level
from . import Context, Finding

NAME = "叠字"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
WRONG = """\
正文:
- 各单位的的方案要及时报送。
"""
RIGHT = """\
正文:
- 积极参与与居民有关的活动，达到目的的予以奖励，和和美美过大年。
"""
_DOUBLED = "(?P<word>[的和与在对将及由为是了按从并把被或以])(?P=word)(?!(?P=word))"
_WHOLE = (
    "的的确确",
    "和和美美",
    "和和气气",
    "对对联",
    "对对碰",
    "对对子",
    "以以",
    "了了之",
    "了了心",
    "了了一",
    "实实在在",
)
_MAY_BE = tuple(f"{each}{each}" for each in "的和与在对将及由为是了按从并把被或")


def check(context: Context) -> Iterator[Finding]:
    """Each word of grammar that stands twice, where neither belongs to another word."""
    for passage in context.passages_with(*_MAY_BE):
        text = passage.text
        for match in re.finditer(_DOUBLED, text):
            start, end = match.span()
            around = text[max(0, start - 2) : end + 2]
            if any(each in around for each in _WHOLE):
                continue
            place = (text, start, end, context.cut)
            if is_parted(*place) or not is_whole(*place):
                continue
            yield Finding(
                context.spot(passage.place, text, start + 1),
                f"“{around}”里“{match['word']}”连写了两遍",
                hint="多出来的删掉",
                element=match[0],
            )
