"""Amounts in running text, to reckon with: 300万元, 1,200人, 3.5亿元, 三项, 60%."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from msgspec import Struct

from .numbering import read_chinese_numeral

FIGURE: Final = r"(?<![\d.])(?<!\d,)\d+(?:,\d{3})*(?:\.\d+)?"
"""A number in figures; 1,200 is one."""
CHINESE_COUNT: Final = "[一二两三四五六七八九十百]{1,5}"
"""A number in words, as it counts things."""
_SCALES: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_MONEY: Final = ("美元", "欧元", "港元", "元")
_UNITS: Final = (
    "平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|千克|千瓦时|千瓦|个百分点|人次|户次|"
    "课时|学时|亩|吨|米|人|名|户|家|个|所|件|项|台|套|辆|架|艘|座|处|条|场|次|起|批|宗|例|篇|册|"
    "本|张|份|种|类|支|间|栋|幢|亩次|株|头|只|盏|部|位|门|堂|课|村|天|日|年|月|岁|倍|%|％"
)
AMOUNT: Final = (
    rf"(?P<figure>{FIGURE})(?P<about>[多余几])?(?P<scale>[十百千万亿]*)(?P<more>[多余几])?"
    rf"(?P<unit>(?:{'|'.join(_MONEY)}|{_UNITS})(?:[/／][^\W\d_]{{1,3}})?)?"
)


class Amount(Struct, frozen=True):
    """A number with its unit. `value` is in that unit, the scale counted in: 300万元 is 3000000 元.
    `step` is the size of its last digit: what it may have been rounded by. `rough` = 300多万元.
    """

    written: str
    value: Decimal
    unit: str
    step: Decimal
    start: int
    end: int
    rough: bool = False

    @property
    def has_decimals(self) -> bool:
        """Whether it is typed with a point, and so may have been rounded."""
        return "." in self.written


def amounts_in(text: str) -> list[Amount]:
    """Every number in figures with the unit behind it, in order; "" where it has none."""
    if not re.search(r"\d", text):  # the long pattern is compiled only where there are figures
        return []
    return [_amount(match) for match in re.finditer(AMOUNT, text)]


def _amount(match: re.Match[str]) -> Amount:
    figure = match["figure"].replace(",", "")
    scale = 1
    for sign in match["scale"]:
        scale *= _SCALES[sign]
    digits = len(figure.partition(".")[2])
    return Amount(
        match[0],
        Decimal(figure) * scale,
        match["unit"] or "",
        Decimal(scale).scaleb(-digits),
        match.start(),
        match.end(),
        bool(match["about"] or match["more"]),
    )


def read_count(text: str) -> int | None:
    """三, 两, 十二, 3: how many; None where it is no such number."""
    if text.isascii() and text.isdigit():
        return int(text)
    return read_chinese_numeral(text.replace("两", "二"))


def plain(value: Decimal) -> str:
    """A number as it is typed: no exponent, no zeros at the end of its decimals."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(value: Decimal, like: Amount) -> str:
    """A number as it would be typed beside another: 2500000 beside 300万元 is 250万元."""
    match = re.fullmatch(AMOUNT, like.written)
    scale = 1
    for sign in match["scale"] if match else "":
        scale *= _SCALES[sign]
    return f"{plain(value / scale)}{match['scale'] if match else ''}{like.unit}"
