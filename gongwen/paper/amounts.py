"""Amounts in running text, to reckon with: 300万元, 1,200人, 3.5亿元, 三项, 60%."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from msgspec import Struct

from .. import patterns as re
from .numbering import read_chinese_numeral

FIGURE: Final = r"(?<![\d.])(?<!\d,)\d+(?:,\d{3})*(?:\.\d+)?"
"""A number in figures; 1,200 is one."""
CHINESE_COUNT: Final = "[一二两三四五六七八九十百]{1,5}"
"""A number in words, as it counts things."""
_SCALES: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_MONEY: Final = ("美元", "欧元", "港元", "元")
_UNITS: Final = (
    "平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|千克|千瓦时|千瓦|个百分点|人次|户次|"
    "课时|学时|毫米|厘米|小时|分钟|亩|吨|米|人|名|户|家|个|所|件|项|台|套|辆|架|艘|座|处|条|场|次|起|批|宗|例|篇|册|"
    "本|张|份|口|眼|片|组|对|箱|袋|瓶|盒|桶|趟|列|集|幅|封|笔|双|副|匹|根|棵|粒|颗|包|种|类|支|间|栋|幢|亩次|株|头|只|盏|部|位|门|堂|课|村|天|日|年|月|周岁|岁|倍|℃|分(?![之钟别为批期类工])|%|％"
)
AMOUNT: Final = (
    rf"(?P<figure>{FIGURE})(?P<about>[多余几])?(?P<scale>[十百千万亿]*)(?P<more>[多余几])?"
    rf"(?P<unit>(?:{'|'.join(_MONEY)}|{_UNITS})(?:[/／][^\W\d_]{{1,3}})?)?"
)

_NUMERAL_DIGITS: Final = {
    **{sign: n for n, sign in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
}
_NUMERALS: Final = "一二两三四五六七八九十百千万亿"
_IN_WORDS: Final = (
    rf"(?<![第{_NUMERALS}\d])(?P<figure>[{_NUMERALS}零〇]+(?:点[{_NUMERALS}零〇]+)?)(?P<about>[多余几])?"
    rf"(?P<unit>个百分点|{'|'.join(_MONEY)}|{_UNITS.split('|%')[0]})(?![{_NUMERALS}半])"
)

_SAME: Final = {"名": "人", "位": "人", "％": "%", "户次": "户"}


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
    def counts(self) -> str:
        """The unit by which it is told whether two count the same: 200名 and 15人 both count 人."""
        return _SAME.get(self.unit, self.unit)

    @property
    def has_decimals(self) -> bool:
        """Whether it is typed with a point, and so may have been rounded."""
        return "." in self.written


def amounts_in(text: str, *, in_words: bool = False) -> list[Amount]:
    """Every number in figures with the unit behind it, in order; "" where it has none. `in_words` =
    those in Chinese numerals too that have one: 四十二人, 三点五亿元.
    """
    found = []
    if re.search(r"\d", text):  # the long pattern is compiled only where there are figures
        found = [_amount(match) for match in re.finditer(AMOUNT, text)]
    if in_words and re.search(f"[{_NUMERALS}]", text):
        found += [each for match in re.finditer(_IN_WORDS, text) if (each := _worded(match))]
        found.sort(key=lambda each: each.start)
    return found


def _worded(match: re.Match[str]) -> Amount | None:
    """An amount in words; None where the numerals are none: 十一五, 一二三."""
    value = chinese_value(match["figure"])
    if value is None:
        return None
    return Amount(
        match[0], value, match["unit"], Decimal(1), match.start(), match.end(), bool(match["about"])
    )


def chinese_value(text: str) -> Decimal | None:
    """The number that Chinese numerals say, up to 亿: 三百二十, 五万三千, 三点五亿; None where they
    say none.
    """
    whole, point, decimals = text.partition("点")
    if point:
        scale = decimals.lstrip("".join(_NUMERAL_DIGITS))
        digits = decimals[: len(decimals) - len(scale)]
        value = chinese_value(whole)
        if value is None or not digits or len(scale) > 1:
            return None
        fraction = Decimal(int("".join(str(_NUMERAL_DIGITS[each]) for each in digits)))
        return (value + fraction.scaleb(-len(digits))) * _SCALES.get(scale, 1)
    for sign in ("亿", "万"):
        head, found, tail = whole.partition(sign)
        if found:
            high, low = chinese_value(head), chinese_value(tail) if tail else Decimal(0)
            return None if high is None or low is None else high * _SCALES[sign] + low
    total = digit = 0
    for sign in whole.removeprefix("零"):
        if sign in _NUMERAL_DIGITS:
            if digit:
                return None
            digit = _NUMERAL_DIGITS[sign]
        else:
            total += (digit or 1) * _SCALES[sign]
            digit = 0
    return Decimal(total + digit) if whole else None


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
    if match is None:
        return f"{plain(value)}{like.unit}"
    scale = 1
    for sign in match["scale"] if match else "":
        scale *= _SCALES[sign]
    return f"{plain(value / scale)}{match['scale'] if match else ''}{like.unit}"
