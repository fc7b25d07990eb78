"""忽略: which findings of the rules a document waives, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Struct

from ..elements.faults import described, empty, misfit
from ..elements.fields import Read
from ..elements.shapes import Reading, Spot, is_blank
from ..problem import Place, Problem
from ..source.tree import Mapping

_HELP = "写成：忽略: {缺要素: 理由}，或 忽略: {缺要素: {发文字号: 理由}}"


class Waiver(Struct, frozen=True):
    """The findings of `rule` are waived, or ("" = all) those about `element` only."""

    rule: str
    element: str
    reason: str
    place: Place


def _read(value: Any, spot: Spot, reading: Reading) -> Any:
    """`{规则: 理由}` and `{规则: {要素: 理由}}`; what is neither is put among the problems."""
    if isinstance(value, Mapping):
        return tuple(_in(value, "", reading.problems))
    message = f"里每条规则要写理由，现在是{described(value)}"
    return reading.misfit(spot, value, message, _HELP)


def _in(value: Mapping, rule: str, problems: list[Problem]) -> Iterator[Waiver]:
    for key, reason in value.items():
        place = value.key_places[key]
        if isinstance(reason, str) and not is_blank(reason):
            yield Waiver(rule or key, key if rule else "", reason.strip(), place)
        elif isinstance(reason, Mapping) and not rule:
            yield from _in(reason, key, problems)
        elif is_blank(reason):
            problems.append(empty(f"忽略“{key}”的理由", place))
        else:
            message = f"忽略“{key}”的理由要写一段文字，现在是{described(reason)}"
            problems.append(misfit(value.places[key], message, _HELP))


Waivers = Annotated[tuple[Waiver, ...], Read(_read, written=dict[str, str | dict[str, str]])]
