"""How a style sheet writes lengths, sizes and colours, and what they are in Word's units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

TWIPS_PER_MM: Final = 1440 / 25.4
TWIPS_PER_POINT: Final = 20

SIZES: Final = {
    "初号": 42.0,
    "小初": 36.0,
    "一号": 26.0,
    "小一": 24.0,
    "二号": 22.0,
    "小二": 18.0,
    "三号": 16.0,
    "小三": 15.0,
    "四号": 14.0,
    "小四": 12.0,
    "五号": 10.5,
    "小五": 9.0,
}
"""Chinese font sizes in points."""

COLOURS: Final = {"黑": "000000", "红": "FF0000", "自动": "auto"}
ALIGNMENTS: Final = {
    "两端": "both",
    "左": "left",
    "居中": "center",
    "右": "right",
    "分散": "distribute",
}
YES_NO: Final = {"是": True, "否": False}

_TERM = re.compile(
    r"\s*([+-]?)\s*(?:(\d+(?:\.\d+)?)\s*)?(毫米|mm|磅|pt|字号|[字行格缇]|[\u4e00-\u9fff]+)\s*"
)
_POINTS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:磅|pt)")
_PERCENT = re.compile(r"(\d+)%")
_RGB = re.compile(r"[0-9A-Fa-f]{6}")


class Scale(Struct, frozen=True):
    """What 行, 字, 格 and 字号 are worth, and the lengths of 版面 by their keys. Twips."""

    row: float
    character: float
    """One character of the style on the grid."""
    cell: float = 0.0
    """One character of the base size on the grid."""
    size: float = 0.0
    """The style's own size."""
    page: Mapping[str, float] = {}


def length(text: str, scale: Scale) -> int | None:
    """Twips of “37毫米”, “28.95磅”, “2字”, “1行”, “579缇”, or of several added up or taken away,
    lengths of 版面 among them (“地脚-9.87毫米”, “0.5纸宽”); None where it is no length.
    """
    value = exact_length(text, scale)
    return None if value is None else round(value)


def exact_length(text: str, scale: Scale) -> float | None:
    """The same, not rounded."""
    units = {
        "毫米": TWIPS_PER_MM,
        "mm": TWIPS_PER_MM,
        "磅": TWIPS_PER_POINT,
        "pt": TWIPS_PER_POINT,
        "字": scale.character,
        "行": scale.row,
        "格": scale.cell,
        "字号": scale.size,
        "缇": 1.0,
    }
    total, at = 0.0, 0
    while at < len(text):
        term = _TERM.match(text, at)
        if term is None or (at and not term[1]):
            return None
        sign, number, unit = term.groups()
        worth = units.get(unit) if number else None
        worth = scale.page.get(unit) if worth is None else worth
        if worth is None:
            return None
        total += float(number or 1) * worth * (-1 if sign == "-" else 1)
        at = term.end()
    return total if at else None


def is_reckoned(text: str) -> bool:
    """Whether a length is added up of several: the sheet does not say itself what it comes to."""
    return len(_TERM.findall(text)) > 1


def font_size(text: str) -> int | None:
    """Half points of “三号” or “16磅”; None where it is no size."""
    text = text.strip()
    if text in SIZES:
        return round(SIZES[text] * 2)
    found = _POINTS.fullmatch(text)
    return round(float(found[1]) * 2) if found else None


def percent(text: str) -> int | None:
    """90 of “90%”; None where it is no percentage from 1 to 600 (17.3.2.43, ISO 29500-1)."""
    found = _PERCENT.fullmatch(text.strip())
    return int(found[1]) if found and 1 <= int(found[1]) <= 600 else None


def colour(text: str) -> str | None:
    """RRGGBB of “红” or “FF0000”; None where it is no colour."""
    text = text.strip()
    if text in COLOURS:
        return COLOURS[text]
    return text.upper() if _RGB.fullmatch(text) else None


def eighths(twips: int) -> int:
    """Line widths are given in eighths of a point (17.18.2 ST_EighthPointMeasure)."""
    return round(twips / TWIPS_PER_POINT * 8)
