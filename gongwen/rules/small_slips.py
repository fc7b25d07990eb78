"""数字叠用：数量级、单位、时段说了两遍，引号用了英文的单引号。

“1.86亿万元”是亿元还是万元，“3%个百分点”是百分之三还是3个百分点；24小时制的时刻前面不再写“下午”（下午17时）；中文的引号用“”。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "数字叠用"
LEVEL = Level.WARNING
BASIS = "GB/T 15835-2011；GB/T 15834"
STANDS_ALONE = True
EACH_PASSAGE = True
NEEDS = (
    *(f"{one}{other}" for one in "亿万" for other in "亿万千百"),
    "百分点",
    *(f"{one}{other}" for one in "里米顷斤克亩吨元" for other in "平立公千万亩吨米元"),
    *(f"{part}{hour}" for part in "午晚晨早上" for hour in "12"),
    "'",
)
WRONG = """\
正文:
- 总投资1.86亿万元，于2026年2月28日下午17时前报送，'三保'支出增长3%个百分点。
"""
RIGHT = """\
正文:
- 总投资1.86亿元，于2026年2月28日17时前报送，“三保”支出提高3个百分点，下午3时开会。
"""

_MEASURES = "平方公里|平方米|立方米|公里|公顷|公斤|千克|万元|亩|吨|米|元"
_SLIPS = (
    (
        r"\d[多余]?(?P<twice>亿万|亿亿|万万|千亿万|亿千万|百万万|千万万)(?=[元吨亩人户吨平立美个])",
        "数量级写了两个：“{twice}”",
        "核对是哪一个",
    ),
    (
        rf"\d[十百千万亿]*(?P<twice>(?:{_MEASURES}){{2}})(?![/／])(?<!吨公里)(?<!千米米)",
        "计量单位写了两个：“{twice}”",
        "核对是哪一个",
    ),
    (r"\d[%％](?P<twice>个?百分点)", "百分号后面又写了“{twice}”", "比率写“%”，相差写“个百分点”"),
    (
        r"(?P<twice>上午|下午|晚上?|中午|凌晨|早上?)(?P<hour>1[3-9]|2[0-4])(?=[时点:：]\d{0,2})(?![时点]间)",
        "24小时制的时刻前面写了“{twice}”",
        "删去“{twice}”，或者改用12小时制",
    ),
    (
        rf"(?<![A-Za-z\d])(?P<twice>'(?={HAN})[^'\n]{{1,20}}(?<={HAN})')",
        "用了英文的单引号：{twice}",
        "改用中文引号“”",
    ),
)
_MAY_BE = (
    "[里米顷斤克亩吨元][平立公千万亩吨米元]|[亿万][亿万千百]|[%％]个?百分点"
    rf"|[午晚晨早上](?:1[3-9]|2[0-4])[时点:：]|'{HAN}"
)


def check(context: Context) -> Iterator[Finding]:
    """Each thing that was said twice of one number."""
    for passage in context.passages:
        if not re.search(_MAY_BE, passage.text):
            continue
        for pattern, what, hint in _SLIPS:
            for match in re.finditer(pattern, passage.text):
                twice = match["twice"]
                if match.groupdict().get("hour") and _goes_on(match):
                    continue
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("twice")),
                    f"“{match[0]}”{what.format(twice=twice)}",
                    hint=hint.format(twice=twice),
                    element=match[0],
                )


def _goes_on(match: re.Match[str]) -> bool:
    """Whether the number goes on: 晚20时 and 上午140点 are no such times."""
    return match.string[match.end() : match.end() + 1].isdecimal()
