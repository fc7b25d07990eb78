"""Figures set above or below the line, m² and CO₂, as the characters that say so themselves."""

from __future__ import annotations

from typing import Final

SUPERSCRIPT: Final = str.maketrans("0123456789+-=()n−＋", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ⁻⁺")
SUBSCRIPT: Final = str.maketrans("0123456789+-=()−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋")
STRUCK: Final = "带删除线的字“{}”照一般的字写了"
STRUCK_ADVICE: Final = "不要的，删去"


def raised(text: str, signs: dict[int, int]) -> tuple[str, str]:
    """The text in `signs`, SUPERSCRIPT or SUBSCRIPT, and what is to be said of it; as it is where
    one of its characters has no such sign.
    """
    what = "上标" if signs is SUPERSCRIPT else "下标"
    if not text.strip():
        return text, ""
    if any(ord(sign) not in signs for sign in text.strip()):
        return text, f"{what}“{text.strip()[:20]}”照一般的字写了"
    return text.translate(signs), f"{what}写成了“{text.strip().translate(signs)}”"
