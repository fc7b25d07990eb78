"""季度月份：季度、半年与括号里写明的月份对不上。

一季度是1—3月，二季度是4—6月，三季度是7—9月，四季度是10—12月；上半年是1—6月，下半年是7—12月。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.amounts import read_count
from ..problem import Level
from . import Context, Finding

NAME = "季度月份"
LEVEL = Level.WARNING
BASIS = "前后的时间要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 第二季度（7月至9月）开展评比，下半年（3月）总结。
"""
RIGHT = """\
正文:
- 第二季度（4月至6月）开展评比，前三季度（1月至9月）汇总。
- 下半年（12月）总结，冬季学期（9月开学）另行安排。
"""

_NUMERAL = "[一二三四1-4]"
_PART = rf"(?:(?P<until>前)?第?(?P<season>{_NUMERAL})季度|(?P<half>[上下]半年))"
_MONTHS = (
    r"(?:末|初|内|前)?[（(，]?(?:即|为|指|于|在)?(?:每年)?(?:\d{4}年)?(?P<first>\d{1,2})月?(?:\d{1,2}日)?(?:份)?(?:(?:至|到|—+|-|～|~|、)(?P<last>\d{1,2})月(?:\d{1,2}日)?)?"
    r"(?:份|底|前|\d{1,2}日)*(?P<close>[）)]|)"
)
_SPAN = re.compile(_PART + _MONTHS)
_BEFORE = re.compile(
    rf"(?P<first>\d{{1,2}})月?(?:至|到|—+|-|～|~)(?P<last>\d{{1,2}})月(?:份)?[（(](?:即)?{_PART}[）)]"
)
NEEDS = ("季度", "半年")


def check(context: Context) -> Iterator[Finding]:
    """Each part of a year beside months that are not its own."""
    for passage in context.passages_with(*NEEDS):
        for pattern in (_SPAN, _BEFORE):
            for match in pattern.finditer(passage.text):
                months = [int(each) for each in (match["first"], match["last"]) if each]
                if "月" not in match[0] or any(each > 12 for each in months):
                    continue
                if (
                    pattern is _SPAN
                    and not re.search("[（(]|即|为|指", match[0])
                    and not match["last"]
                ):
                    continue
                first, last = _of(match)
                if not all(first <= each <= last for each in months):
                    yield Finding(
                        context.spot(passage.place, passage.text, match.start()),
                        f"“{match[0]}”：{_name(match)}是{first}—{last}月",
                        hint="核对季度和月份",
                        element=match[0],
                    )


def _name(match: re.Match[str]) -> str:
    """一季度, 上半年."""
    return match["half"] or f"{match['until'] or '第'}{match['season']}季度"


def _of(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last month of it."""
    if match["half"]:
        return (1, 6) if match["half"][0] == "上" else (7, 12)
    number = read_count(match["season"]) or 1
    return 1 if match["until"] else number * 3 - 2, number * 3
