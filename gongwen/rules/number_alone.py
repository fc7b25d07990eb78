"""数缺单位：金额、面积、人数、比率后面的数没有写单位。

“投资300，其中市级100万元”漏了“万元”，“满意率达到95”漏了“%”。名次、得分、年份、编号不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.characters import FIGURES
from ..problem import Level
from . import Context, Finding

NAME = "数缺单位"
LEVEL = Level.NOTICE
BASIS = "GB/T 15835-2011"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 总投资300，群众满意率达到95，建筑面积约2000。
"""
RIGHT = """\
正文:
- 总投资300万元，群众满意率达到95%，得分在90以上，排名升到第5。
"""

_WHAT = (
    "投资|投入|资金|经费|补助|补贴|奖励|金额|预算|面积|长度|里程|产量|人数|选手|人口|户数|温度|湿度|重量|容量|产值|收入|培训|参训"
    "|[合达覆完满回到普整办通检知利优][格标盖成意收会及改结过测晓用良]率|增长|下降|提高|降低"
)
_ALONE = (
    rf"(?:{_WHAT})(?:了|共计?|约|达到?|为|不低于|不少于|不超过|超过|"
    rf"总额)*(?P<number>\d{{1,6}}(?:\.\d+)?(?:(?:至|—)\d{{1,6}}(?:\.\d+)"
    rf"?)?)(?=[，。；、]|$)(?!、\d)"
)
_YEAR = "(?:19|20)[0-9]{2}$"
NEEDS = FIGURES


def check(context: Context) -> Iterator[Finding]:
    """Each number of what is measured with nothing behind it."""
    for passage in context.passages:
        if not passage.is_prose or not re.search(r"\d[，。；、]|\d$", passage.text):
            continue
        for match in re.finditer(_ALONE, passage.text):
            if re.match(_YEAR, match["number"]):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start("number")),
                f"“{match[0]}”的数后面没有单位",
                hint="写上单位，如“万元”“%”“人”",
                element=match[0],
            )
