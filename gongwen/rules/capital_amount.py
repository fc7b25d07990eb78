"""大写金额：括号里的大写金额与前面的数字不一样。

“12500元（大写：壹万贰仟元整）”，两处要对得上。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .. import patterns as re
from ..paper.amounts import amounts_in, plain
from ..problem import Level
from . import Context, Finding

NAME = "大写金额"
LEVEL = Level.ERROR
BASIS = "大写金额和小写金额要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 拨付经费12500元（大写：壹万贰仟元整）。
"""
RIGHT = """\
正文:
- 拨付经费12500元（大写：壹万贰仟伍佰元整），其余36万元、1.2亿元另行安排。
"""

_DIGITS = {sign: number for number, sign in enumerate("零壹贰叁肆伍陆柒捌玖")} | {
    "〇": 0,
    "两": 2,
    "貳": 2,
}
_UNITS = {"拾": 10, "佰": 100, "仟": 1000, "百": 100, "千": 1000, "十": 10}
_WRITTEN = (
    "[零〇壹贰貳叁肆伍陆柒捌玖两拾佰仟百千十万亿]+(?:元|圆)(?:[零壹贰叁肆伍陆柒捌玖]角)"
    "?(?:零?[壹贰叁肆伍陆柒捌玖]分)?"
)
_NEAREST = 16
NEEDS = ("壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾")


def check(context: Context) -> Iterator[Finding]:
    """Each amount in words that is not the one in figures beside it."""
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        figures = [each for each in amounts_in(text) if each.unit == "元"]
        for match in re.finditer(_WRITTEN, text):
            if not any(sign in match[0] for sign in NEEDS):  # the 万元 of 36万元
                continue
            value = _value(match[0])
            near = [
                each
                for each in figures
                if 0 <= match.start() - each.end <= _NEAREST
                or 0 <= each.start - match.end() <= _NEAREST
            ]
            if value is None or not near or any(each.value == value for each in near):
                continue
            yield Finding(
                context.spot(passage.place, text, match.start()),
                f"大写“{match[0]}”是{plain(value)}元，旁边写的是“{near[0].written}”",
                hint="核对金额，两处写成一样的",
                element=match[0],
            )


def _value(typed: str) -> Decimal | None:
    """The amount in 元; None where the numerals are none."""
    whole, _, rest = typed.replace("圆", "元").partition("元")
    total = section = digit = 0
    for sign in whole:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _UNITS:
            section += (digit or 1) * _UNITS[sign]
            digit = 0
        elif sign == "万":
            total += (section + digit) * 10_000
            section = digit = 0
        elif sign == "亿":
            total = (total + section + digit) * 100_000_000
            section = digit = 0
    value = Decimal(total + section + digit)
    for sign, part in (("角", Decimal("0.1")), ("分", Decimal("0.01"))):
        if match := re.search(f"(.){sign}", rest):
            value += _DIGITS.get(match[1], 0) * part
    return value if whole else None
