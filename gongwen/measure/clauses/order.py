"""命令（令） (10.2)."""

from __future__ import annotations

from collections.abc import Iterator

from ..due import Due
from ..elements import LaidOut
from ..faces import face
from ..measurement import Measurement
from . import TITLES
from .header import red_rules

_MARK_TOP = 20.0


def measure(layout: LaidOut) -> Iterator[Measurement]:
    norm = layout.norm
    mark = next(layout.of("命令标志"), None)
    number = next(layout.of("令号"), None)
    if mark is None:
        return
    top = min(glyph.ink_top for glyph in mark.glyphs)
    wanted = norm.top + _MARK_TOP
    yield Measurement("10.2", "命令标志上边缘（距纸上边）", wanted, top, 1, mark.text)
    yield Measurement("10.2", "命令标志居中", norm.middle, mark.first.middle, 1, mark.text)
    yield Measurement("10.2", "命令标志字体", "小标宋", face(mark.glyphs), 1, mark.text)
    end = "令" if mark.text.endswith("令") else mark.text[-1]
    yield Measurement("10.2", "命令标志以“令”结尾", "令", end, 1, mark.text)
    red = len(red_rules(layout))
    yield Measurement("10.2", "命令没有红线", 0, red, 1, mark.text, 0, "条")
    without = next((e.role for e in layout.of(*TITLES, "主送机关") if e.page == 1), "没有")
    yield Measurement("10.2", "命令没有标题和主送机关", "没有", without, 1, mark.text)
    if number is None:
        return
    below = max(glyph.ink_bottom for glyph in mark.glyphs)
    distance = number.first.em_top - below
    yield Measurement("10.2", "令号在标志之下空2行", 2 * norm.row, distance, 1, number.text, 1.0)
    yield Measurement("10.2", "令号居中", norm.middle, number.first.middle, 1, number.text)
    text = layout.after(number)
    if text is not None:
        distance = text.first.place - number.last.place
        yield Measurement("10.2", "令号之下空2行接正文", 3 * norm.row, distance, 1, text.text[:8])


def due(layout: LaidOut) -> Iterator[Due]:
    mark = next(layout.written("命令标志"), None)
    number = next(layout.written("令号"), None)
    if mark is None:
        return
    for name in ("上边缘（距纸上边）", "居中", "字体", "以“令”结尾"):
        yield Due("10.2", f"命令标志{name}", mark.text)
    yield Due("10.2", "命令没有红线", mark.text)
    yield Due("10.2", "命令没有标题和主送机关", mark.text)
    if number is None:
        return
    yield Due("10.2", "令号在标志之下空2行", number.text)
    yield Due("10.2", "令号居中", number.text)
    text = layout.below(number)
    if text is not None:
        yield Due("10.2", "令号之下空2行接正文", text.text, (number, text), 3)
