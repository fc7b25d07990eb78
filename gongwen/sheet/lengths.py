"""How a style sheet writes lengths, sizes and colours, and what they are in Word's units."""

from __future__ import annotations

import re
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

_TWIPS = {
    "毫米": TWIPS_PER_MM,
    "mm": TWIPS_PER_MM,
    "磅": TWIPS_PER_POINT,
    "pt": TWIPS_PER_POINT,
    "缇": 1,
}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(毫米|mm|磅|pt|字|行|缇)")
_POINTS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:磅|pt)")
_PERCENT = re.compile(r"(\d+)%")
_RGB = re.compile(r"[0-9A-Fa-f]{6}")


class Scale(Struct, frozen=True):
    """What 行 and 字 are worth, in twips."""

    row: float
    character: float


class Length(Struct, frozen=True):
    """A length in the unit that it is written in."""

    number: float
    unit: str

    def twips(self, scale: Scale) -> int:
        """The length where 行 and 字 are worth so much."""
        worth = {**_TWIPS, "字": scale.character, "行": scale.row}
        return round(self.number * worth[self.unit])


def length(text: str) -> Length | None:
    """“37毫米”, “28.95磅”, “2字”, “1行”, “579缇”; None where it is no length."""
    found = _LENGTH.fullmatch(text.strip())
    return Length(float(found[1]), found[2]) if found else None


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
