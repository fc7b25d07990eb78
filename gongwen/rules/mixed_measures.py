"""计量单位：同一个量用了两套单位，或者用了不是法定的单位。

同一份公文里，长度写了公里又写千米，质量写了公斤又写千克，面积写了公顷又写亩，读的人要换算；平米、公分、市斤不是法定的名称。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..problem import Level
from . import Context, Finding

NAME = "计量单位"
LEVEL = Level.NOTICE
BASIS = "GB/T 9704-2012 9（计量单位用国家法定计量单位）"
STANDS_ALONE = True
WRONG = """\
正文:
- 新建步道3公里，改造管网5千米，增加绿地200平米。
"""
RIGHT = """\
正文:
- 新建步道3公里，改造管网5公里，增加绿地200平方米。
"""

_PAIRS = (
    ("公里", "千米"),
    ("公斤", "千克"),
    ("平方公里", "平方千米"),
    ("公顷", "亩"),
    ("千瓦时", "度"),
    ("公里", "km"),
    ("千克", "kg"),
    ("毫米", "mm"),
)
_NOT_LEGAL = {
    "平米": "平方米", "立米": "立方米", "公分": "厘米", "市斤": "千克", "市里": "公里",
    "公尺": "米",
    "尺": "米", "丈": "米", "码": "公里/小时", "英寸": "厘米",
    "英尺": "米", "英里": "公里", "市亩": "亩",
    "市尺": "米", "华里": "公里", "公升": "升", "磅": "千克",
}  # fmt: skip
_NOT_MEASURES = {"尺": "寸|度", "码": "头|洞", "磅": "礴|秤", "丈": "量|夫|人"}
"""What follows where it is no measure but a part of another word."""
_COUNTED = r"[\d十百千万亿多余几]"

ONLY_PASSAGES_WITH = (*(unit for pair in _PAIRS for unit in pair), *_NOT_LEGAL)


def check(context: Context) -> Iterator[Finding]:
    """The first measure of a second set, and each that is none of the legal ones."""
    for one, other in _PAIRS:
        first, second = _first(one, context), _first(other, context)
        if first and second:
            later, typed, before = max((*second, other, one), (*first, one, other), key=_order)[1:]
            passage, at = later
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"同一份公文里“{before}”和“{typed}”混用",
                hint=f"统一用“{before}”；引用的数据本来如此的，不用改",
                element=typed,
            )
    for typed, right in _NOT_LEGAL.items():
        for passage in context.passages_with(typed):
            for match in re.finditer(
                f"(?<={_COUNTED}){typed}(?!{_NOT_MEASURES.get(typed, '$^')})", passage.text
            ):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"“{typed}”不是法定计量单位的名称",
                    hint=f"写成“{right}”，数字按它换算",
                    level=Level.WARNING,
                    element=typed,
                )


def _first(unit: str, context: Context) -> tuple[int, tuple[Passage, int]] | None:
    """Where a unit stands first behind a number, and at which passage, counted from the first."""
    for passage in context.passages_with(unit):
        if passage.is_prose and (match := re.search(f"(?<={_COUNTED}){unit}", passage.text)):
            order = next(n for n, each in enumerate(context.passages) if each is passage)
            return order, (passage, match.start())
    return None


def _order(found: tuple[int, tuple[Passage, int], str, str]) -> tuple[int, int]:
    return found[0], found[1][1]
