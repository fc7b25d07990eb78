"""比上年：与上年的数比，增减的方向、百分数、百分点算不上。

“31.2亿元，比上年的34.6亿元增长9.1%”是减少，“264.8万人次，比上年的240万人次增长4.5%”应是10.3%；“78.5%，高于全市平均水平81.2%”是低于；
“下降－6.8%”方向说了两遍。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import Amount, plain
from ..problem import Level, Place
from . import Context, Finding

NAME = "同比"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
NEEDS = ("比", "较", "由", "从", "于", "下降", "减少", "降低", "下跌", "回落")
WRONG = """\
正文:
- 实现利润31.2亿元，比上年的34.6亿元增长9.1%。
"""
RIGHT = """\
正文:
- 实现利润34.6亿元，比上年的31.2亿元增长10.9%。
"""

_UP = "增长|增加|提高|上升|上涨|提升|增|多|升高|扩大"
_DOWN = "下降|减少|降低|下跌|回落|缩短|压减|减|少|下调|缩减"
_OF_BEFORE = (
    r"(?:比|较|与|由|从)(?:上年|去年|上年度|前年|前一?年|上半年|上季度|上季|上月|\d{4}年|年初|同期|上年同期|"
    "去年同期|整治前|改革前|改造前|实施前)"
    r"(?:同期|同季度|末|底|度)?(?:的|时的)?(?:[^，。；：\d]{0,8})$"
)
_BY_HOW_MUCH = rf"(?:{_UP}|{_DOWN})(?:了|约)?$"
"""What stands before the number of a change, which is no number of the year before."""
_WAY = rf"^(?:相比)?[，]?(?:同比|净)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约)?$"
_WAY_ALONE = rf"^(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了)?(?=[，。；])"
"""What is said with no number behind it."""
_BEYOND = (
    r"^[，、]?[^，。；：\d不]{0,6}(?P<way>(?<![不])(?:高于|低于|多于|少于|高出|优于|快于|"
    r"慢于))(?P<whom>[^，。；：\d]{0,16})$"
)
_TWICE = r"(?P<down>下降|减少|降低|下跌|回落)(?:了|幅度为)?[－−–—-](?P<by>\d[\d.]*[%％个万亿]?)"
_NO_UNIT = frozenset(("", "年", "月", "日", "天"))
_LONGEST = 40


def check(context: Context) -> Iterator[Finding]:
    """Each comparison that does not hold."""
    for passage in context.passages_with("比", "较", "由", "从"):
        text = passage.text
        if re.search(r"年|期|月|前", text):
            yield from _before(passage, context.amounts_of(passage), context)
    for passage in context.passages_with("高于", "低于", "多于", "少于"):
        yield from _beyond(passage, context.amounts_of(passage), context)
    for passage in context.passages_with("下降", "减少", "降低", "下跌", "回落"):
        for match in re.finditer(_TWICE, passage.text):
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{match[0]}”里“{match['down']}”和负号是一个意思",
                hint=f"去掉负号，写“{match['down']}{match['by']}”；确是增长的，改成“增长”",
                element=match[0],
            )


def _before(passage: Passage, amounts: Sequence[Amount], context: Context) -> Iterator[Finding]:
    """甲，比上年的乙增长丙."""
    text = passage.text
    for number in range(1, len(amounts)):
        old, by = amounts[number], amounts[number + 1] if number + 1 < len(amounts) else None
        head = text[max(0, old.start - _LONGEST) : old.start]
        if old.rough or not re.search(_OF_BEFORE, head) or re.search(_BY_HOW_MUCH, head):
            continue
        way = re.match(_WAY, text[old.end : by.start]) if by and not by.rough else None
        said = way or re.match(_WAY_ALONE, text[old.end :])
        now = _now(text, amounts[:number], old) if said else None
        if said is None or now is None:
            continue
        if now.value != old.value and (now.value > old.value) != bool(said["up"]):
            yield _turned(passage, now, old, said, context)
        elif by is not None and way is not None:
            yield from _unlike(passage, (now, old, by), context)


def _now(text: str, before: Sequence[Amount], old: Amount) -> Amount | None:
    """The number of the same unit that is compared: the last one in the sentence before."""
    start = max(text.rfind(sign, 0, old.start) for sign in "。；") + 1
    last = before[-1]
    if last.start < start or last.rough or last.counts != old.counts or old.counts in _NO_UNIT:
        return None
    between = text[last.end : old.start]
    return last if len(between) <= _LONGEST and between.count("，") <= 1 else None


def _turned(
    passage: Passage, now: Amount, old: Amount, way: re.Match[str], context: Context
) -> Finding:
    """The two numbers go another way than what is said of them."""
    shown = passage.text[now.start : old.end + way.end()]
    return Finding(
        context.spot(passage.place, passage.text, old.start),
        f"“{shown}”：数变{'大' if now.value > old.value else '小'}了，说的却是"
        f"{way['up'] or way['down']}",
        hint="核对两个数是不是写反了，或者词用错了",
        element=shown,
    )


def _unlike(
    passage: Passage, three: tuple[Amount, Amount, Amount], context: Context
) -> Iterator[Finding]:
    now, old, by = three
    shown = passage.text[now.start : by.end]
    spot = context.spot(passage.place, passage.text, by.start)
    gap = abs(now.value - old.value)
    if by.counts == "%" and old.counts != "%" and old.value:
        right = gap * 100 / old.value
        slack = by.step + (right + 100) * (now.step / now.value + old.step / old.value) / 2 * (
            1 if now.has_decimals or old.has_decimals else 0
        )
        if abs(right - by.value) > slack:
            digits = max(len(by.written.partition(".")[2].rstrip("%％")), 1)
            yield _wrong(spot, shown, f"{plain(round(right, digits))}%", by)
    elif by.counts == "个百分点" and old.counts == "%":
        if abs(gap - by.value) > max(now.step, old.step, by.step) * (gap != by.value) * _is_coarse(
            three
        ):
            yield _wrong(spot, shown, f"{plain(gap)}个百分点", by)
    elif by.counts == old.counts and old.counts != "%" and abs(gap - by.value) > _slack(three):
        yield _wrong(spot, shown, f"{plain(gap)}（{old.unit}）", by)


def _is_coarse(three: tuple[Amount, Amount, Amount]) -> Decimal:
    """Whether the difference is finer than the two that it is of."""
    now, old, by = three
    return Decimal(1 if by.step < max(now.step, old.step) else 0)


def _slack(three: tuple[Amount, Amount, Amount]) -> Decimal:
    return max(each.step for each in three) if any(e.has_decimals for e in three) else Decimal(0)


def _wrong(spot: Place, shown: str, right: str, by: Amount) -> Finding:
    return Finding(
        spot,
        f"“{shown}”算出来是{right}，写的是“{by.written}”",
        hint="核对这三个数",
        element=by.written,
    )


def _beyond(passage: Passage, amounts: Sequence[Amount], context: Context) -> Iterator[Finding]:
    """78.5%，高于全市平均水平81.2%."""
    text = passage.text
    for now, other in pairwise(amounts):
        if now.counts != other.counts or now.counts in _NO_UNIT or now.rough or other.rough:
            continue
        match = re.match(_BEYOND, text[now.end : other.start])
        if match is None or now.value == other.value:
            continue
        said_more = match["way"] in ("高于", "多于", "高出")
        if match["way"] in ("优于", "快于", "慢于") or text.startswith(
            ("个百分点", "的"), other.end
        ):
            continue
        if match["way"] == "高出" and not re.search("平均|水平|目标", match["whom"]):
            continue  # by so much, not above so much
        if (now.value > other.value) != said_more:
            shown = text[now.start : other.end]
            yield Finding(
                context.spot(passage.place, text, other.start),
                f"“{shown}”：前面的数{'小' if said_more else '大'}，说的却是{match['way']}",
                hint="核对两个数是不是写反了，或者词用错了",
                element=shown,
            )
