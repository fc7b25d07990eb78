"""How strongly the national standard wants a measure, as its sheet says beside the clause.

An 依据 of gbt9704.yaml is a clause (“7.3.1”: the clause says 应当), a clause and a strength
(“7.3.1 一般”), or a strength alone (“惯例”). “±1毫米” after it is what the clause allows.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

from .. import patterns as re
from .lengths import TWIPS_PER_MM


class Strength(StrEnum):
    """The words of the standard, the strongest first; then what it leaves to the office."""

    MUST = "应当"
    USUAL = "一般"
    ADVISED = "推荐"
    MAY = "可"
    CUSTOM = "惯例"
    RECKONED = "推算"


_BASIS = re.compile(
    rf"(?P<clause>\d+(?:\.\d+)*)?\s*(?P<strength>{'|'.join(Strength)})?"
    r"\s*(?:±(?P<allowed>\d+(?:\.\d+)?)毫米)?"
)


class Authority(Struct, frozen=True):
    """What a measure of the standard's sheet rests on: the clause ("" = none), how strongly it
    wants it, and by how many twips it may be off.
    """

    clause: str
    strength: Strength
    allowed: int = 0


CUSTOM: Final = Authority("", Strength.CUSTOM)


def authority_of(basis: str) -> Authority | None:
    """What an 依据 of the standard's sheet says; None where it is none, as an office's own is."""
    found = _BASIS.fullmatch(basis.strip())
    if found is None or not basis.strip():
        return None
    clause, strength, allowed = found.group("clause", "strength", "allowed")
    if not clause and not strength:
        return None
    return Authority(
        clause or "",
        Strength(strength) if strength else Strength.MUST,
        round(float(allowed or 0) * TWIPS_PER_MM),
    )
