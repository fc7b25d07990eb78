"""界限矛盾：上限、下限互相矛盾，或者括号里的数与界限对不上。

“35周岁以下（含36周岁）”“5万元以上1万元以下”“不低于5人，最多3人”，都是写反了或者写错了数。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import Amount
from ..problem import Level
from . import Context, Finding

NAME = "界限矛盾"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 年龄在35周岁以下（含36周岁），处5万元以上1万元以下罚款，每户补助最高不低于5000元。
"""
RIGHT = """\
正文:
- 年龄在35周岁以下（含35周岁），处1万元以上5万元以下罚款。
- 每户补助最高5000元，60分以上、80分以下的为合格。
"""

_AGAINST = (
    r"(?:最高|最多|至多|上限)(?:不低于|不少于|不小于)|(?:最低|最少|至少|下限)(?:不超过|不高于|不多于|不大于)"
    r"|(?:不少于|不低于|不小于)(?P<low>[^，。；、]{1,10}?以[下内])|(?:不超过|不高于|不多于)(?P<high>[^，。；、]{1,10}?以上)"
)
_ABOVE = "^(?:以上|之上|及以上)"
_BELOW = "^(?:以下|以内|之内|及以下)"
_AT_LEAST = "(?:不少于|不低于|不小于|至少|最少)$"
_AT_MOST = "(?:不超过|不多于|不高于|至多|最多|最高)$"
NEEDS = ("以上", "以下", "以内", "不", "至少", "至多", "最多")


def check(context: Context) -> Iterator[Finding]:
    """Each pair of bounds that nothing can lie between."""
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        for match in re.finditer(_AGAINST, text):
            if re.search(r"\d|[一二三四五六七八九十百]", text[match.start() : match.end() + 8]):
                yield _finding(passage, match.start(), f"“{match[0]}”上限、下限说反了", context)
        amounts = context.amounts_of(passage)
        for one, other in pairwise(amounts):
            yield from _pair(passage, one, other, context)


def _pair(passage: Passage, one: Amount, other: Amount, context: Context) -> Iterator[Finding]:
    text = passage.text
    between = text[one.end : other.start]
    if len(between) > 12 or "。" in between or one.counts != other.counts or not one.counts:
        return
    after = text[other.end : other.end + 5]
    span = text[one.start : other.end]
    included = re.fullmatch("(?:以下|以上|以内)[（(](?:不?含)", between)
    if included and one.value != other.value and re.match("(?:周岁)?[）)]", after):
        yield _finding(passage, one.start, f"“{span}”括号里的数与界限不一样", context)
        return
    low, high = _bounds(one, other, between, after, text)
    if (
        low is not None
        and high is not None
        and low > high
        and "的" not in between
        and "或" not in between
    ):
        yield _finding(passage, one.start, f"“{span}”下限比上限大", context)


def _bounds(
    one: Amount, other: Amount, between: str, after: str, text: str
) -> tuple[Decimal | None, Decimal | None]:
    """The lower and the upper bound that two numbers are; None where they are none."""
    if re.match(_ABOVE, between) and re.match(_BELOW, after) and len(between) <= 4:
        return one.value, other.value
    before = text[max(0, one.start - 4) : one.start]
    if re.search(_AT_LEAST, before) and re.search(_AT_MOST, between):
        return one.value, other.value
    if re.search(_AT_MOST, before) and re.search(_AT_LEAST, between):
        return other.value, one.value
    return None, None


def _finding(passage: Passage, at: int, message: str, context: Context) -> Finding:
    spot = context.spot(passage.place, passage.text, at)
    return Finding(spot, message, hint="核对上限和下限", element=message)
