"""What is said of a house style that departs from the standard, as strongly as the standard is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..problem import Level, Problem, problem_at
from ..problem_ids import AGAINST_STANDARD
from .departures import Departure
from .lengths import TWIPS_PER_MM
from .strength import Strength

LEVELS: Final = {
    Strength.MUST: Level.WARNING,
    Strength.USUAL: Level.NOTICE,
    Strength.ADVISED: Level.NOTICE,
}
_SHOWN: Final = 3


def told_departures(found: Iterable[Departure]) -> Iterator[Problem]:
    """A problem where the departing value stands, unless an authority is named for it there; of
    what the standard leaves to the office nothing is said.
    """
    for each in found:
        level = LEVELS.get(each.authority.strength)
        if level is None or each.reason:
            continue
        basis = f"GB/T 9704-2012 {each.authority.clause}"
        hint = f"{each.mends}；本单位确有规定的，{_with_reason(each)}"
        yield problem_at(
            each.place, AGAINST_STANDARD, level, _message(each), basis=basis, hint=hint
        )


def _message(each: Departure) -> str:
    where = f"样式“{each.where}”" if each.of_style else each.where
    wanted = f"国家标准{each.authority.strength}是“{each.standard}”"
    if each.authority.allowed:
        wanted += f"（可差{round(each.authority.allowed / TWIPS_PER_MM, 1):g}毫米）"
    message = f"{where}的{each.measure}是“{each.own}”，{wanted}"
    if each.also:
        more = f"等{len(each.also)}个样式" if len(each.also) > _SHOWN else ""
        message += f"；{'、'.join(each.also[:_SHOWN])}{more}随着它变"
    return message


def _with_reason(each: Departure) -> str:
    """How to say that the office has rules of its own."""
    if not each.stands:
        return f"在样式“{each.where}”下面写“依据: 本单位的规定”"
    stands = each.stands if each.stands[:1].isalnum() else f'"{each.stands}"'
    return f"写成：{{值: {stands}, 依据: 本单位的规定}}"
