"""编号写法：“编号”里写的层次序数认不出来，或“连续”里的层次不存在。

错：层次: [A、, B、]
对：层次: [一、, （一）, 1., （1）]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.blocks import Items
from ..document.parts import NumberingScheme
from ..document.tree import elements_of
from ..numbering import parse_marker
from ..problem import Level
from . import Context, Finding

NAME = "编号写法"
LEVEL = Level.ERROR
BASIS = "GB/T 9704-2012 7.3.3"

_HINT = "层次写第一个序数的样子，如 一、 （一） 1. （1） ①"


def check(context: Context) -> Iterator[Finding]:
    """Markers that cannot be read, and continuous levels that are not there."""
    for element in elements_of(context.document):
        if isinstance(element, NumberingScheme):
            for sample in element.levels:
                if parse_marker(sample) is None:
                    yield Finding(element.place("层次"), f"认不出“{sample}”是哪种序数", hint=_HINT)
            count = len(element.levels) or 4
            for level in element.continuous:
                if not 1 <= level <= count:
                    yield Finding(
                        element.place("连续"),
                        f"没有第{level}层（共{count}层）",
                        hint="写层次的序号，从1数起",
                    )
        elif isinstance(element, Items) and element.marker and parse_marker(element.marker) is None:
            yield Finding(element.place("序号"), f"认不出“{element.marker}”是哪种序数", hint=_HINT)
