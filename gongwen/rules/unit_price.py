"""单价与总额：每份多少、一共多少份、合计多少，三个数对不上。

“每人补助500元，共120人，合计5万元”算一遍。说到月数、年数、批次的，没有把握，不算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..document.texts import Passage
from ..paper.amounts import Amount, plain
from ..problem import Level
from . import Context, Finding

NAME = "单价与总额"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
NEEDS = ("每",)
WRONG = """\
正文:
- 按照每户2000元的标准补助，共补助150户，合计35万元。
"""
RIGHT = """\
正文:
- 按照每户2000元的标准补助，共补助150户，合计30万元。
- 每人每月补助300元，共200人，全年72万元，每辆车不超过5万元，购置3辆，共需12万元。
"""

_EACH = (
    r"(?:每|平均每)(?P<unit>[人名户个所台套辆亩吨件张间栋座处位家米])(?![年月日天])"
    r"[^，。；\d]{0,12}$"
)
_IN_ALL = (
    "(?:共|共计|合计|总计|一共|总额|总投资|资金|需要?|安排|投入|发放|兑现|补助|计|"
    "经费)(?:为|约|达)?[^，。；\\d]{0,6}$"
)
_UNSURE = (
    "不超过|不低于|不少于|以[上下内]|最高|最低|至少|约|其中|另|增加|提高|"
    "每[年月日天次学季]|个月|学期|批次|年均|分[两三]"
)
_MONEY = ("元", "美元")
_SAME = {"名": "人", "位": "人"}


def check(context: Context) -> Iterator[Finding]:
    """Each product that is not what is said."""
    for passage in context.passages_with_each(("每",), ("元",)):
        amounts = context.amounts_of(passage)
        if len(amounts) > 2:
            yield from _in_text(passage, amounts, context)


def _in_text(passage: Passage, amounts: Sequence[Amount], context: Context) -> Iterator[Finding]:
    text = passage.text
    for number, price in enumerate(amounts):
        each = re.search(_EACH, text[: price.start]) if price.counts in _MONEY else None
        if each is None or price.rough:
            continue
        start = max(text.rfind(sign, 0, price.start) for sign in "。；") + 1
        end = min([at for sign in "。；" if (at := text.find(sign, price.end)) >= 0] or [len(text)])
        if re.search(_UNSURE, text[start:end]):
            continue
        unit = _SAME.get(each["unit"], each["unit"])
        near = [a for a in amounts if start <= a.start < end]
        counts = [a for a in near if a.counts == unit and a.unit]
        totals = [
            a
            for a in amounts[number + 1 :]
            if a.start < end and a.counts == price.counts and re.search(_IN_ALL, text[: a.start])
        ]
        if len(counts) != 1 or len(totals) != 1 or counts[0].rough or totals[0].rough:
            continue
        if len([a for a in near if a.counts == price.counts]) != 2:
            continue
        right, said = price.value * counts[0].value, totals[0]
        if abs(right - said.value) <= said.step / 2:
            continue
        yield Finding(
            context.spot(passage.place, text, said.start),
            f"每{each['unit']}{price.written}，{counts[0].written}，算出来是{_shown(right)}元，写的是“{said.written}”",
            hint="核对单价、数量和总额",
            element=said.written,
        )
        return


def _shown(value: Decimal) -> str:
    return f"{plain(value / 10_000)}万" if value >= 10_000 else plain(value)
