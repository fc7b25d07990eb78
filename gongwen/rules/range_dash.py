"""数值起止：数值、日期的起止之间用了连字符“-”。

起止之间用一字线“—”或浪纹线“～”；型号、编号、电话里的连字符不算，起止年份另有规则查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding

NAME = "数值起止"
LEVEL = Level.NOTICE
BASIS = "GB/T 15834-2011 4.13.3.2"
STANDS_ALONE = True
WRONG = """\
正文:
- 每年编印科普丛书3-5册，活动时间为3月-5月。
"""
RIGHT = """\
正文:
- 每年编印科普丛书3—5册，活动时间为3月—5月，电话0719-8886，执行GB/T 9704-2012，住3-1号楼。
"""
_UNIT = (
    "[%％‰℃年月日天周时分个家户人名位项件次场册本篇份处座条台套辆架间所层米吨亩元万亿倍岁批期届"
    "种类点号小公平]"
)
_NUMBERS = (
    rf"(?<![A-Za-z0-9_./\-—〔第])(?<!附件)(?<!表)(?<!图)(?P<low>\d{{1,4}}(?:\.\d+)?)(?P<unit>[%％]|[年月日]|万|亿)?"
    rf"-(?P<high>\d{{1,4}}(?:\.\d+)?)(?={_UNIT})(?!号楼|号院|号线|号机)"
)


def check(context: Context) -> Iterator[Finding]:
    """The first of each passage, and how many there are in it."""
    for passage in context.passages_with("-"):
        found = [each for each in re.finditer(_NUMBERS, passage.text) if _is_range(each)]
        if found:
            first = found[0]
            more = f"，这一段共有{len(found)}处" if len(found) > 1 else ""
            yield Finding(
                context.spot(passage.place, passage.text, first.start()),
                f"“{first[0]}”的起止之间用了连字符“-”{more}",
                hint=f"写“{first[0].replace('-', '—')}”",
                element=first[0],
            )


def _is_range(match: re.Match[str]) -> bool:
    """Whether the second number is the greater: of dates, a later month may be of the next year.
    Two years are told by another rule.
    """
    low, high = match["low"], match["high"]
    if len(low) == len(high) == 4 and low[:2] in ("19", "20"):
        return False
    if low.startswith("0") and len(low) > 1 and "." not in low:
        return False
    return float(low) < float(high) or match["unit"] in ("月", "日")
