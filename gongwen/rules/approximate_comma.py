"""概数顿号：相邻的两个数字连用表示概数，中间用了顿号。

“用三四天”“二三十人”，中间不用顿号；“二、三季度”“一、二年级”说的是两个，才用。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "概数顿号"
LEVEL = Level.WARNING
BASIS = "GB/T 15834-2011 4.5.3.5；GB/T 15835-2011"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 走访了七、八户群众，约二、三十人参加。
"""
RIGHT = """\
正文:
- 走访了七八户群众，二、三季度开展评比，三、四年级学生参加。
"""

_DIGITS = "一二三四五六七八九"
_COUNTED = (
    "十|百|千|万|亿|个(?!季度|年级|阶段)|天|户|次(?!会|全)|人(?!民)|名|家|位|成|年(?!级|度)|岁|条(?!例|线)|遍|处(?!室)|公里|里(?!约)|米|元|小时|分钟|倍|只|台|辆|间|斤|亩"
    "|倍|回|趟|件|所(?!大)|层(?!次)|页"
)
_TWO = (
    rf"(?<![第、\d{_DIGITS}初高])(?P<tens>十)?(?P<one>[{_DIGITS}两])"
    rf"(?P<mark>、)(?P<other>[{_DIGITS}两])(?P<what>{_COUNTED})"
)
NEEDS = tuple(f"{one}、" for one in f"{_DIGITS}两")


def check(context: Context) -> Iterator[Finding]:
    """Each pair of neighbouring numerals with 、 between them that says about how many."""
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        for match in re.finditer(_TWO, text):
            one = 2 if match["one"] == "两" else _DIGITS.index(match["one"]) + 1
            other = 2 if match["other"] == "两" else _DIGITS.index(match["other"]) + 1
            at = match.start()
            begins = at == 0 or text[at - 1] in "。；：\n"
            if other != one + 1 or begins:
                continue
            yield Finding(
                context.spot(passage.place, text, match.start("mark")),
                f"“{match[0]}”是概数，中间用了顿号",
                hint=f"写“{match[0].replace('、', '')}”；说的是两个数的，不用改",
                element=match[0],
            )
