"""目标倒退：一项指标，后面年份、月份的目标反而比前面的低。

“到2027年底达到94%……到2030年底达到92%”“6月底前达到50%，12月底前达到30%”，多半有一个写错了；说的是压减、控制的不算。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import Amount
from ..paper.clauses import core_of
from ..problem import Level
from . import Context, Finding

NAME = "目标倒退"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
NEEDS = (
    "达到",
    "提高到",
    "增加到",
    "提升到",
    "增长到",
    "扩大到",
    "提高至",
    "增加至",
    "提升至",
    "增至",
)
WRONG = """\
正文:
- 到2027年底，书屋覆盖率达到94%，到2030年底达到92%。
"""
RIGHT = """\
正文:
- 到2027年底，书屋覆盖率达到94%，到2030年底达到97%；破损率2026年达到5%，2027年控制在3%以内。
"""

_UP = "(?:分别)?(?:达到|提高到|增加到|提升到|增长到|扩大到|提高至|增加至|提升至|增至)(?:约)?"
_LABELLED = rf"(?P<label>[^，。；、：]*?){_UP}$"
_LESS = (
    "漏|耗|排放|死亡|事故|损失|下降|降低|压减|减少|控制|失业|发病|成本|时间|时限|浓度|负债|"
    "库存|欠|破损|投诉|违法|超标|污染|空置|流失"
)
_ABOVE = "^(?:上述|以上|前述|两项|三项|各项)?(?:指标)?$"
_NOT_AMOUNTS = frozenset(("", "年", "月", "日", "天", "个百分点"))


class _Target(Struct, frozen=True):
    """What is to be reached, called how."""

    label: str
    amount: Amount


def check(context: Context) -> Iterator[Finding]:
    """Each target that is lower than the one set for an earlier time."""
    for passage in context.passages_with(*NEEDS):
        groups = list(_groups(passage, context))
        for number, (key, later) in enumerate(groups):
            before = next((each for each in reversed(groups[:number]) if each[1]), None)
            if before is None or not before[0] < key:
                continue
            for old, new in _pairs(before[1], later):
                if new.value < old.value:
                    yield Finding(
                        context.spot(passage.place, passage.text, new.start),
                        f"前面的目标是“{old.written}”，时间在后的反而是“{new.written}”",
                        hint="核对两个数和年份、月份",
                        element=new.written,
                    )


def _groups(
    passage: Passage, context: Context
) -> Iterator[tuple[tuple[int, int], Sequence[_Target]]]:
    """The targets of each time, in order."""
    text = passage.text
    dates = [each for each in context.dates_of(passage) if not each.day]
    year = 0
    ends = [*(each.start for each in dates[1:]), len(text)]
    for date, end in zip(dates, ends, strict=False):
        year = date.year or year
        yield (year, date.month or 12), list(_targets(text, date.end, end, context, passage))


def _targets(
    text: str, start: int, end: int, context: Context, passage: Passage
) -> Iterator[_Target]:
    at, goes_on = start, False
    for amount in context.amounts_of(passage):
        if amount.start < start or amount.end > end:
            continue
        head = re.split("[，。；、：]", text[at : amount.start])[-1]
        match = re.search(_LABELLED, head)
        counted = amount.counts not in _NOT_AMOUNTS and not amount.rough
        if match and counted and not re.search(_LESS, text[max(0, start - 24) : amount.start]):
            yield _Target(core_of(match["label"]), amount)
        elif goes_on and counted and re.fullmatch("[、和及与]", text[at : amount.start]):
            yield _Target("", amount)
        goes_on = goes_on or "分别" in head
        at = amount.end


def _pairs(before: Sequence[_Target], later: Sequence[_Target]) -> Iterator[tuple[Amount, Amount]]:
    """What is one thing in both: by its name, by its unit where it has none, or by its place where
    all are told again.
    """
    if len(before) == len(later) and all(re.search(_ABOVE, each.label) for each in later):
        pairs = [(old.amount, new.amount) for old, new in zip(before, later, strict=True)]
        if all(old.counts == new.counts for old, new in pairs):
            yield from pairs
        return
    for new in later:
        same = [
            old
            for old in before
            if old.amount.counts == new.amount.counts and new.label in ("", old.label)
        ]
        if len(same) == 1:
            yield same[0].amount, new.amount
