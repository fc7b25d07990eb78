"""增减数：“由甲到乙，增加丙”，丙不是甲、乙的差。

“由120家增加到150家，增加40家”，差是30家；两个百分数相减的差是百分点，不是百分之几；“由10月31日延长至12月31日，延长60天”也算一遍。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import Amount, written
from ..paper.dates import WrittenDate
from ..problem import Level
from . import Context, Finding

NAME = "增减数"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 书屋由120家增加到150家，增加40家，覆盖率由85%提高到92%，提高7%。
"""
RIGHT = """\
正文:
- 书屋由120家增加到150家，增加30家，覆盖率由85%提高到92%，提高7个百分点。
"""

_WAY = (
    "增加|增长|提高|提升|上升|上涨|上调|扩大|延长|拓展|净增|新增|增至?|减少|下降|降低|下跌|下调|缩短|缩减|压缩|压减|精简"
    "|降至?|回落|调减|核减|削减|调增|多|少|涨|推迟|提前|相差|扩"
)
_TO = rf"(?:{_WAY})?(?:了)?(?:到|至|为|成)(?:了)?(?:第)?$"
_BY = (
    rf"^[^，。；\d]{{0,8}}[，、（(](?:共|同比|环比|即|总计|比[^，。；\d]{{1,6}}|"
    rf"[^，。；\d]{{0,4}})?(?:净)?(?P<way>{_WAY})(?:了|幅度?为?|加)?(?:约)"
    rf"?$"
)
_FROM = r"(?:由|从|自)[^，。；]{0,24}$"
_MOST = 24
"""Characters between one number and the next."""
NEEDS = ("到", "至", "为")


def check(context: Context) -> Iterator[Finding]:
    """Each difference that is not that of the two numbers before it."""
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        if not re.search("[由从自]", text):
            continue
        amounts = context.amounts_of(passage)
        for number in range(len(amounts) - 2):
            yield from _of_amounts(passage, amounts[number : number + 3], context)
        if "天" in text and ("延长" in text or "推迟" in text or "提前" in text):
            yield from _of_dates(passage, context.dates_of(passage), context)


def _of_amounts(passage: Passage, three: Sequence[Amount], context: Context) -> Iterator[Finding]:
    text = passage.text
    old, new, by = three
    if old.counts != new.counts or not old.counts or old.counts in ("年", "月", "日"):
        return
    if not re.search(_FROM, text[: old.start]) or not re.search(_TO, text[old.end : new.start]):
        return
    match = re.search(_BY, text[new.end : by.start])
    if match is None or by.start - new.end > _MOST or old.rough or new.rough or by.rough:
        return
    right = abs(new.value - old.value)
    spot = context.spot(passage.place, text, by.start)
    if old.counts == "%":
        if by.counts == "%" and by.value == right:
            unsure = right == _relative(old, new)
            yield Finding(
                spot,
                f"“{old.written}”到“{new.written}”相差{by.value}个百分点，写的是“{by.written}”",
                hint=f"写“{match['way']}{by.value}个百分点”"
                + ("；说的是相对的幅度的，不用改" if unsure else ""),
                level=Level.NOTICE if unsure else None,
                element=by.written,
            )
        elif by.counts == "个百分点" and by.value != right:
            yield _finding(context, passage, three, f"{right}个百分点")
    elif by.counts == old.counts and abs(by.value - right) > _slack(three):
        yield _finding(context, passage, three, written(right, by))


def _relative(old: Amount, new: Amount) -> Decimal:
    return round(abs(new.value - old.value) * 100 / old.value, 0) if old.value else Decimal(0)


def _slack(three: Sequence[Amount]) -> Decimal:
    """What rounding may have done."""
    return max(each.step for each in three) if any(e.has_decimals for e in three) else Decimal(0)


def _finding(context: Context, passage: Passage, three: Sequence[Amount], right: str) -> Finding:
    old, new, by = three
    return Finding(
        context.spot(passage.place, passage.text, by.start),
        f"“{old.written}”到“{new.written}”相差{right}，写的是“{by.written}”",
        hint="核对这三个数",
        element=by.written,
    )


def _of_dates(
    passage: Passage, dates: Sequence[WrittenDate], context: Context
) -> Iterator[Finding]:
    """由10月31日延长至12月31日，延长61天."""
    text = passage.text
    for first, last in pairwise(dates):
        between = text[first.end : last.start]
        if not re.fullmatch("(?:延长|推迟|提前|调整|顺延|变更)(?:到|至|为)", between):
            continue
        match = re.match(
            r"，?[^。；\d]{0,8}?(?:延长|推迟|提前|顺延)(?:了)?(\d+)天", text[last.end :]
        )
        days = _days(first, last)
        if match and days is not None and abs(days) != int(match[1]):
            at = last.end + match.start(1)
            yield Finding(
                context.spot(passage.place, text, at),
                f"{first.written}到{last.written}是{abs(days)}天，写的是“{match[1]}天”",
                hint="核对日期和天数",
                element=match[0],
            )


def _days(first: WrittenDate, last: WrittenDate) -> int | None:
    try:
        year = first.year or last.year or 2024
        start = date(year, first.month, first.day)
        return (date(last.year or year, last.month, last.day) - start).days
    except ValueError:
        return None
