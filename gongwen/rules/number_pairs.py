"""数的大小：两个数写在一起，一个一定不比另一个大，却写反了。

“1152户326人”户数不会比人数多，“50年一遇设计、20年一遇校核”校核的标准不会比设计的低，最低的不会比最高的高。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .. import patterns as re
from ..paper.amounts import FIGURE
from ..problem import Level
from . import Context, Finding

NAME = "数的大小"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
NEEDS = ("户", "校核", "最低", "最高", "最小", "最大", "最少", "最多")
WRONG = """\
正文:
- 转移群众1152户326人，最低借阅30册、最高借阅20册。
"""
RIGHT = """\
正文:
- 转移群众326户1152人，最低借阅20册、最高借阅30册，走访120户、党员30人。
"""

_GAP = r"[^，。；：\d]{0,6}"
_UNIT = r"(?P<unit>[^\W\d_]{1,3}?|[%％])"
_PAIRS = (
    (
        ("户",),
        rf"(?<![\d.])(?P<low>{FIGURE})户[、，（(]?(?:共)?(?P<high>{FIGURE})人(?!次)",
        "户数比人数多",
    ),
    (
        ("校核",),
        rf"(?P<low>{FIGURE})年一遇(?:洪水)?设计[、，](?P<high>{FIGURE})年一遇(?:洪水)?校核",
        "校核的标准比设计的低",
    ),
    (
        ("校核",),
        rf"设计{_GAP}(?P<low>{FIGURE})年一遇[、，]{_GAP}校核{_GAP}(?P<high>{FIGURE})年一遇",
        "校核的标准比设计的低",
    ),
    *(
        (
            (least,),
            rf"{least}(?P<of>{_GAP})(?P<low>{FIGURE}){_UNIT}[、，]{most}(?P=of)(?P<high>{FIGURE})(?P=unit)",
            f"{least}的比{most}的还大",
        )
        for least, most in (("最低", "最高"), ("最小", "最大"), ("最少", "最多"))
    ),
    *(
        (
            (most,),
            rf"{most}(?P<of>{_GAP})(?P<high>{FIGURE}){_UNIT}[、，]{least}(?P=of)(?P<low>{FIGURE})(?P=unit)",
            f"{least}的比{most}的还大",
        )
        for least, most in (("最低", "最高"), ("最小", "最大"), ("最少", "最多"))
    ),
)


def check(context: Context) -> Iterator[Finding]:
    """Each pair of numbers the wrong way round."""
    for needles, pattern, what in _PAIRS:
        for passage in context.passages_with(*needles):
            for match in re.finditer(pattern, passage.text):
                low, high = (Decimal(match[each].replace(",", "")) for each in ("low", "high"))
                if low > high:
                    yield Finding(
                        context.spot(passage.place, passage.text, match.start()),
                        f"“{match[0]}”：{what}",
                        hint="核对两个数是不是写反了",
                        element=match[0],
                    )
