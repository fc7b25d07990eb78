"""版面 of a sheet: of what is given for it, the page and the places on it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from ..problem import Place, Problem
from .data import Measure, Page
from .given import Given
from .layers import fault
from .lengths import Length, Scale
from .page_measures import OF_PAGE, Counted, PageLengths, PageMeasures
from .places import Places

_REACHES: Final = ("文字上伸", "文字下伸")
"""Lengths that may be 0."""
_FIELDS: Final[Mapping[str, str]] = {field.key: name for name, field in PageMeasures.fields.items()}


class PageReading(Struct, frozen=True):
    """What 版面 comes to; `lengths` are exact twips by their keys."""

    page: Page
    places: Places
    measures: Mapping[str, Measure]
    lengths: Mapping[str, float]


def read_page(laid: Mapping[str, Given], top: Place, problems: list[Problem]) -> PageReading | None:
    """The page, all being given that `Page` has no default for; None where it cannot be measured,
    the reasons among `problems`. `top` is where the sheet starts.
    """
    lengths = _lengths(laid, problems)
    if lengths is None:
        return None
    values: dict[str, int | float] = {key: round(exact) for key, exact in lengths.items()}
    for key, given in laid.items():
        if not isinstance(given.value, Length | Counted):
            values[key] = given.value
    page = Page(**_of(Page, values))
    if min(page.text_width, page.text_height) <= 0:
        problems.append(fault(top, "页边距加起来比纸还大，没有版心了"))
        return None
    if page.row == 0:  # less than a twip
        message = f"版心里排不下{page.rows}行"
        problems.append(fault(laid["每页行数"].place, message, hint="可以写：22"))
        return None
    scale = Scale(page.row, page.character, cell=page.character, page=lengths)
    for key, given in laid.items():
        if isinstance(given.value, Counted):
            value = _counted(key, given, given.value, scale, problems)
            if value is not None:
                values[key] = value
    measures = {key: _measure(values[key], laid[key]) for key in laid if key in values}
    return PageReading(page, Places(**_of(Places, values)), measures, lengths)


def _lengths(laid: Mapping[str, Given], problems: list[Problem]) -> dict[str, float] | None:
    """The lengths in exact twips, each reckoned from those before it; None where one is not."""
    lengths: dict[str, float] = {}
    whole = True
    for key in PageLengths.known_keys():
        if key not in laid:
            continue
        given, scale = laid[key], Scale(0, 0, page=lengths)
        if lacking := given.value.lacking(scale):
            hint = f"可以用排在它前面的：{'、'.join(lengths)}" if lengths else "可以写：210毫米"
            message = f"“{key}”不能用“{lacking[0]}”推算"
            problems.append(fault(given.place, message, hint=hint))
        elif given.value.twips(scale) < (0 if key in _REACHES else 1):
            bound = "不能小于0" if key in _REACHES else "要大于0"
            message = f"“{key}”{bound}，现在是“{given.text}”"
            problems.append(fault(given.place, message, hint=f"可以写：{OF_PAGE}"))
        else:
            lengths[key] = given.value.exact(scale)
            continue
        whole = False
    return lengths if whole else None


def _counted(
    key: str, given: Given, counted: Counted, scale: Scale, problems: list[Problem]
) -> int | float | None:
    """A place in what it is counted in; None where it is out of bounds."""
    if lacking := counted.length.lacking(scale):
        problems.append(not_given(key, lacking[0], given.place))
        return None
    twips = counted.length.exact(scale)
    value = round(twips) if counted.unit == "缇" else twips / scale.worth()[counted.unit]
    if counted.least <= value <= counted.most:
        return value
    least, most = (f"{bound:g}{counted.unit}" for bound in (counted.least, counted.most))
    bounds = "不能小于0" if math.isinf(counted.most) else f"要在{least}到{most}之间"
    message = f"“{key}”{bounds}，现在是“{given.text}”"
    problems.append(fault(given.place, message, hint=f"可以写：{counted.example}"))
    return None


def not_given(key: str, length: str, place: Place) -> Problem:
    """A measure reckons with a length of 版面 that the sheet leaves out."""
    message = f"“{key}”用到的“{length}”，样式表里没有写"
    return fault(place, message, hint=f"在“版面”下面加一行：{length}: ……毫米")


def _measure(value: int | float, given: Given) -> Measure:
    """As the sheet keeps it: the place of the imprint as its word."""
    kept = given.text if isinstance(value, bool) else value
    return Measure(kept, given.basis, given.text, given.place)


def _of(model: type[Struct], values: Mapping[str, int | float]) -> dict[str, Any]:
    """Those of the values that are fields of the model, by their names."""
    named = {_FIELDS[key]: value for key, value in values.items()}
    return {name: value for name, value in named.items() if name in model.__struct_fields__}
