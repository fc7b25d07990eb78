"""How a style sheet writes lengths, sizes and colours, and what they are in Word's units."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from .. import patterns as re
from ..paper.characters import HAN

TWIPS_PER_MM: Final = 1440 / 25.4
TWIPS_PER_POINT: Final = 20
EMU_PER_TWIP: Final = 635

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
    "六号": 7.5,
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

_TWIPS: Final = {
    "毫米": TWIPS_PER_MM,
    "mm": TWIPS_PER_MM,
    "磅": TWIPS_PER_POINT,
    "pt": TWIPS_PER_POINT,
    "缇": 1.0,
}
FIXED_UNITS: Final = frozenset(_TWIPS)
"""Those that are worth the same everywhere."""
UNITS: Final = FIXED_UNITS | {"行", "字", "格", "字号"}
_TERM = r"\s*([+-]?)\s*(?:(\d+(?:\.\d+)?)\s*)?(毫米|mm|磅|pt|字号|[字行格缇]|" + HAN + r"+)\s*"
_POINTS = r"(\d+(?:\.\d+)?)\s*(?:磅|pt)"
_PERCENT = r"(\d+)%"
_RGB = r"[0-9A-Fa-f]{6}"


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

    def worth(self) -> dict[str, float]:
        """Twips by unit and by key of 版面."""
        own = {"字": self.character, "行": self.row, "格": self.cell, "字号": self.size}
        return {**self.page, **_TWIPS, **own}


class Term(Struct, frozen=True):
    """So many of a unit, or of a length of 版面 by its key."""

    number: float
    unit: str


class Length(Struct, frozen=True):
    """A length as a sheet writes it: terms that are added up."""

    terms: tuple[Term, ...]
    least: float = -math.inf
    """The least that it comes to, twips."""

    @property
    def is_reckoned(self) -> bool:
        """Whether it is added up of several: the sheet does not say itself what it comes to."""
        return len(self.terms) > 1

    def lacking(self, scale: Scale) -> list[str]:
        """The lengths of 版面 that it reckons with and `scale` has not."""
        return [term.unit for term in self.terms if term.unit not in {*UNITS, *scale.page}]

    def exact(self, scale: Scale) -> float:
        """What it comes to, twips; there is nothing in it that `scale` has not."""
        worth = scale.worth()
        total = 0.0
        for term in self.terms:  # sum() rounds otherwise in Python 3.12 than before
            total += term.number * worth[term.unit]
        return max(total, self.least)

    def twips(self, scale: Scale) -> int:
        """The same, rounded."""
        return round(self.exact(scale))


def length(text: str) -> Length | None:
    """“37毫米”, “28.95磅”, “2字”, “1行”, “579缇”, or several added up or taken away, lengths of
    版面 among them (“地脚-9.87毫米”, “0.5纸宽”), of whatever name; None where it is no length.
    """
    terms: list[Term] = []
    at = 0
    while at < len(text):
        found = re.compile(_TERM).match(text, at)
        if found is None or (terms and not found[1]):
            return None
        sign, number, unit = found.groups()
        if unit in UNITS and not number:
            return None
        terms.append(Term(float(number or 1) * (-1 if sign == "-" else 1), unit))
        at = found.end()
    return Length(tuple(terms)) if terms else None


def font_size(text: str) -> int | None:
    """Half points of “三号” or “16磅”; None where it is no size."""
    text = text.strip()
    if text in SIZES:
        return round(SIZES[text] * 2)
    found = re.fullmatch(_POINTS, text)
    return round(float(found[1]) * 2) if found else None


def percent(text: str) -> int | None:
    """90 of “90%”; None where it is no percentage from 1 to 600 (17.3.2.43, ISO 29500-1)."""
    found = re.fullmatch(_PERCENT, text.strip())
    return int(found[1]) if found and 1 <= int(found[1]) <= 600 else None


def colour(text: str) -> str | None:
    """RRGGBB of “红” or “FF0000”; None where it is no colour."""
    text = text.strip()
    if text in COLOURS:
        return COLOURS[text]
    return text.upper() if re.fullmatch(_RGB, text) else None


def eighths(twips: int) -> int:
    """Line widths are given in eighths of a point (17.18.2 ST_EighthPointMeasure)."""
    return round(twips / TWIPS_PER_POINT * 8)
