"""范围颠倒：从多少到多少，前面的数比后面的大。

“每班50至40人”“海拔800—600米”，范围由小到大写；“由50人减少到40人”说的是变化，名次、温度零下、折扣的不算。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "范围颠倒"
LEVEL = Level.WARNING
BASIS = "GB/T 15835-2011"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 每班安排50至40人。
"""
RIGHT = """\
正文:
- 每班安排40至50人，人数由50人减少到40人，第10至第3名依次上台。
"""

_UNIT = (
    "[%％‰℃]|万?元|亿元|人|名|户|家|个|所|件|项|台|套|辆|座|处|条|米|公里|千米|平方米|亩|吨|公斤|千克|毫米|厘米|天|小时|分钟"
    "|岁|周岁|度|倍|层|间|册|份|次|场|学时|公顷|平方公里|个月|个工作日|工作日|千瓦|兆瓦|升|周"
)
_RANGE = (
    r"(?<![\d.\-—～~A-Za-z〔第/:：])(?P<low>\d+(?:\.\d+)?)(?P<scale>[万亿千百]?)"
    rf"(?P<unit>{_UNIT})?(?:至|到|—+|～|~|－|–)(?P<high>\d+(?:\.\d+)?)(?P<scale2>[万亿千百]?)(?P<unit2>{_UNIT})(?![\d])"
)
_CHANGES = "(?:由|从|自|降|减|增|缩|压|调|提|升|折|比|：)[^，。；、]{0,12}$"
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
NEEDS = ("至", "到", "—", "～", "~", "－", "–")


def check(context: Context) -> Iterator[Finding]:
    """Each range whose first number is the greater."""
    for passage in context.passages_with(*NEEDS):
        if not re.search(r"\d", passage.text):
            continue
        for match in re.finditer(_RANGE, passage.text):
            if re.search(_CHANGES, passage.text[max(0, match.start() - 16) : match.start()]):
                continue
            if match["unit"] and match["unit"] != match["unit2"]:
                continue
            scale = match["scale"] or match["scale2"]
            low = Decimal(match["low"]) * _SCALES[scale]
            high = Decimal(match["high"]) * _SCALES[match["scale2"]]
            if low > high and len(match["low"]) < 5:
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"“{match[0]}”前面的数比后面的大",
                    hint="范围由小到大写；核对两个数",
                    element=match[0],
                )
