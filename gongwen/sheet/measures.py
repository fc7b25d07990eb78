"""Which measures a style may have, and how the text of each is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from .data import FONTS, SINGLE_LINE, StyleForm
from .lengths import (
    ALIGNMENTS,
    YES_NO,
    Scale,
    colour,
    font_size,
    is_reckoned,
    length,
    percent,
)

_LENGTHS = ("行距", "段前", "段后", "左缩进", "右缩进", "首行缩进", "悬挂缩进", "右制表位", "字距")
_LINES = ("外框线", "上下线", "竖线", "横线", "单元格边距", "单元格上边距", "单元格下边距")
_SWITCHES = (
    "加粗",
    "分页",
    "与下段同页",
    "段中不分页",
    "对齐网格",
    "孤行控制",
    "标点溢出",
    "中西文间距",
)
_TEXT_MEASURES = ("字体", "西文", "字号", "加粗", "颜色", "缩放", "字距")
MEASURES: Final[Mapping[StyleForm, tuple[str, ...]]] = {
    "字符": _TEXT_MEASURES,
    "段落": (
        *_TEXT_MEASURES,
        *(key for key in (*_LENGTHS, *_SWITCHES) if key not in _TEXT_MEASURES),
        *("对齐", "大纲级别", "下边线"),
    ),
    "表格": _LINES,
}
"""Which measures each kind of style may have."""

ABOUT = ("类型", "名称", "基于", "后续", "依据")
RULE_MEASURES = ("线宽", "距文字", "颜色")
RULE_FORMS: Final[Mapping[str, str]] = {
    "单线": "single",
    "上粗下细": "thickThinSmallGap",
    "上细下粗": "thinThickSmallGap",
}
"""式样 of a 下边线 → ST_Border (17.18.2); as a bottom border both names say which is above."""


Read = Callable[[str, Scale, Mapping[str, str]], tuple[int | str | bool | None, str]]
"""A measure's text → its value (None: unreadable) and what may be written."""


def _read_length(text: str, scale: Scale, _: Mapping[str, str]) -> tuple[int | None, str]:
    return length(text, scale), "2字、1行、28.95磅、5毫米"


def _read_line(text: str, scale: Scale, _: Mapping[str, str]) -> tuple[int | str | None, str]:
    if text == SINGLE_LINE:
        return text, ""
    value = length(text, scale)
    if value is not None and value <= 0 and is_reckoned(text):
        value = 1  # nothing is left of it in this house's page
    return (value if value and value > 0 else None), "1行、28.95磅、单倍"


def _read_switch(text: str, _: Scale, __: Mapping[str, str]) -> tuple[bool | None, str]:
    return YES_NO.get(text), "是、否"


def _read_alignment(text: str, _: Scale, __: Mapping[str, str]) -> tuple[str | None, str]:
    return ALIGNMENTS.get(text), "、".join(ALIGNMENTS)


def _read_font(text: str, _: Scale, fonts: Mapping[str, str]) -> tuple[str | None, str]:
    return fonts.get(text) if text in FONTS else None, "、".join(FONTS)


def _read_outline(text: str, _: Scale, __: Mapping[str, str]) -> tuple[int | None, str]:
    return (int(text) if text in "123456789" and text else None), "1到9"


def _read_size(text: str, _: Scale, __: Mapping[str, str]) -> tuple[int | None, str]:
    return font_size(text), "三号、四号、16磅"


def _read_colour(text: str, _: Scale, __: Mapping[str, str]) -> tuple[str | None, str]:
    return colour(text), "黑、红、FF0000"


def _read_percent(text: str, _: Scale, __: Mapping[str, str]) -> tuple[int | None, str]:
    return percent(text), "80%"


READERS: Final[Mapping[str, Read]] = {
    **dict.fromkeys((*_LENGTHS, *_LINES), _read_length),
    **dict.fromkeys(_SWITCHES, _read_switch),
    "行距": _read_line,
    "对齐": _read_alignment,
    "字体": _read_font,
    "西文": _read_font,
    "字号": _read_size,
    "颜色": _read_colour,
    "缩放": _read_percent,
    "大纲级别": _read_outline,
}
