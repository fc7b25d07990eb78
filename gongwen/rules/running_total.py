"""累计数：原有的、新增的（减少的）加起来，不是写出来的累计数；每年的数乘以年数，不是几年的累计数。

“上年底为21个，年内新增15个，累计达到34个”“每年完成2000户，三年累计完成8000户”，算一遍就知道。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import CHINESE_COUNT, Amount, read_count, written
from ..problem import Level
from . import Context, Finding

NAME = "累计数"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
NEEDS = ("每年", "新增", "新建", "新设", "增设", "新收")
WRONG = """\
正文:
- 上年底有书屋21家，今年新增15家，累计达到34家。
- 每年改造2000户，三年累计改造8000户。
"""
RIGHT = """\
正文:
- 上年底有书屋21家，今年新增13家，累计达到34家。
- 每年改造2000户，三年累计改造6000户。
"""

_BEFORE = (
    "(?:原有|原共有|上年[末底]|去年[末底]|年初|上年结转|上年度结转|此前|截至(?:上年|"
    r"去年)[末底]|\d{4}年底)[^，。；：\d]{0,12}$"
)
_MORE = (
    "(?:新增|新建|增设|新设|新增加|新建成|新认定|新培育|新创建|新收|新发展)[^，。；：\\d]{0,14}$"
)
_LESS = "(?:减少|撤销|撤并|注销|退出|核减|拆除|报废|关停)[^，。；：\\d]{0,14}$"
_ALL = r"(?:累计|总数|共有|现有|达到|增至|增加到|合计)[^，。；：\d]{0,12}$"
_NO_ALL = "(?:累计)?(?:完成|投入|投资)"
_YEARLY = (
    rf"每年(?P<done>[^，。；：\d]{{0,14}})(?P<each>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<unit>[^\W\d_，。；"
    f"]{{1,2}})"
    rf"[^。；\d]{{0,12}}?(?P<years>\d{{1,2}}|{CHINESE_COUNT})年(?:内|间)?"
    r"(?:(?:累计|共计|合计|总计|共)[^，。；\d]{0,10}|(?P<again>[^，。；\d]{2,10}))(?P<sum>\d+(?:\.\d+)?)(?P<scale2>[万亿]?)(?P=unit)"
)
_ROUGH = r"(?:约|近|超过|不少于|不低于|至少|以上)"
_NO_COUNT = frozenset(("", "%", "个百分点", "年", "月", "日", "天", "岁", "倍"))


def check(context: Context) -> Iterator[Finding]:
    """Each running total that is not that of what it is made up of."""
    yearly = context.passages_with_each(("每年",), ("年",))
    for passage in yearly:
        for match in re.finditer(_YEARLY, passage.text):
            yield from _of_years(passage, match, context)
    for passage in context.passages_with_each(
        ("新增", "新建", "新设", "增设", "新收"), ("累计", "达到", "有", "增", "合计", "总数")
    ):
        amounts = context.amounts_of(passage)
        for unit in dict.fromkeys(each.counts for each in amounts):
            if unit not in _NO_COUNT:
                alike = [each for each in amounts if each.counts == unit]
                yield from _of_stock(passage, alike, context)


def _of_years(passage: Passage, match: re.Match[str], context: Context) -> Iterator[Finding]:
    years = read_count(match["years"])
    said = re.search(_ROUGH, match[0]) or re.match("以上|左右|余|多", passage.text[match.end() :])
    again = match["again"] and match["again"][:2] not in match["done"]
    if not years or years < 2 or said or again:
        return
    scales = {"": 1, "万": 10_000, "亿": 100_000_000}
    due = Decimal(match["each"]) * scales[match["scale"]] * years
    given = Decimal(match["sum"]) * scales[match["scale2"]]
    if due == given:
        return
    shown = due / scales[match["scale2"]]
    yield Finding(
        context.spot(passage.place, passage.text, match.start("sum")),
        f"“{match[0]}”：每年的数乘以{years}是{shown.normalize():f}{match['scale2']}{match['unit']}",
        hint="核对每年的数、年数和累计数",
        element=match["sum"],
    )


def _of_stock(passage: Passage, amounts: Sequence[Amount], context: Context) -> Iterator[Finding]:
    """What there was, what came and went, and what there is, of one unit, each told once."""
    text = passage.text
    found: dict[str, list[Amount]] = {"before": [], "more": [], "less": [], "all": []}
    for amount in amounts:
        head = text[max(0, amount.start - 24) : amount.start]
        if amount.rough or re.search(_ROUGH, head[-6:]):
            continue
        for name, pattern in (("before", _BEFORE), ("more", _MORE), ("less", _LESS), ("all", _ALL)):
            if re.search(pattern, head):
                found[name].append(amount)
                break
    before, more, less, everything = found.values()
    if not (len(before) == len(more) == len(everything) == 1 and len(less) < 2):
        return
    total = everything[0]
    if re.search(_NO_ALL, text[max(0, total.start - 8) : total.start]):
        return
    due = before[0].value + more[0].value - sum((each.value for each in less), Decimal(0))
    if abs(due - total.value) <= max(total.step, before[0].step, more[0].step) * total.has_decimals:
        return
    yield Finding(
        context.spot(passage.place, text, total.start),
        f"“{before[0].written}”加上新增的“{more[0].written}”"
        + (f"、减去“{less[0].written}”" if less else "")
        + f"是“{written(due, total)}”，写的是“{total.written}”",
        hint="核对这几个数",
        element=total.written,
    )
