"""版面 of a sheet: its texts read to the page and its places."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from .data import (
    IMPRINT_PLACE,
    IMPRINT_PLACES,
    PAGE_COUNTS,
    PAGE_EXTRAS,
    PAGE_LENGTHS,
    UNMEASURED,
    Page,
)
from .lengths import Scale, exact_length, percent
from .places import PLACES, Places, Unit

PAGE_KEYS: Final = (*PAGE_LENGTHS, *PAGE_COUNTS, *PAGE_EXTRAS, *PLACES, IMPRINT_PLACE)
_EXAMPLES: Final[Mapping[Unit, str]] = {
    "字": "如：2字",
    "行": "如：2行",
    "缇": "如：20磅",
    "倍": "如：60%",
    "个": "如：3",
}
_BOUNDS: Final = {
    "最密行距": (0.5, 1.0, "可以写0.5行到1行，如：0.9行"),
    "最疏行距": (1.0, 2.0, "可以写1行到2行，如：1.12行"),
}
"""The least and the most of a place, and what to write."""


class PageReading(Struct, frozen=True):
    """What 版面 says. `page` is None where it leaves no type area, or a text cannot be read;
    `lengths` are exact twips; `unreadable` hints for each such key at what may be written.
    """

    page: Page | None
    places: Places
    values: Mapping[str, int | float | str]
    lengths: Mapping[str, float]
    unreadable: Mapping[str, str]


def read_page(texts: Mapping[str, str]) -> PageReading:
    """The texts of 版面, which has all of `PAGE_LENGTHS` and `PAGE_COUNTS`. A length may reckon
    with those before it in the order of `PAGE_KEYS`.
    """
    values: dict[str, int | float | str] = {}
    lengths: dict[str, float] = {}
    unreadable: dict[str, str] = {}
    for key in (*PAGE_LENGTHS, *PAGE_EXTRAS):
        if key in texts:
            exact = exact_length(texts[key], Scale(0, 0, page=lengths))
            if exact and round(exact) > 0:
                lengths[key] = exact
                values[key] = round(exact)
            else:
                unreadable[key] = "如：37毫米"
    for key in PAGE_COUNTS:
        if count := _count(texts[key]):
            values[key] = count
        else:
            unreadable[key] = "如：22"
    if IMPRINT_PLACE in texts:
        if texts[IMPRINT_PLACE] in IMPRINT_PLACES:
            values[IMPRINT_PLACE] = texts[IMPRINT_PLACE]
        else:
            unreadable[IMPRINT_PLACE] = f"可以写：{'、'.join(IMPRINT_PLACES)}"
    page = None if unreadable else _page(values)
    scale = UNMEASURED
    measured = page is not None and min(page.text_width, page.text_height) > 0
    if page is not None and measured:
        scale = Scale(page.row, page.character, cell=page.character, page=lengths)
    places: dict[str, int | float] = {}
    for key, (name, unit) in PLACES.items():
        if key in texts:
            value = _place(texts[key], unit, scale)
            least, most, hint = _BOUNDS.get(key, (0, math.inf, _EXAMPLES[unit]))
            if value is None or (measured and not least <= value <= most):
                unreadable[key] = hint
            else:
                values[key] = places[name] = value
    return PageReading(page, Places(**places), values, lengths, unreadable)  # type: ignore[arg-type]


def _page(values: Mapping[str, int | float | str]) -> Page:
    at = {key: value for key, value in values.items() if isinstance(value, int)}
    return Page(
        width=at["纸宽"],
        height=at["纸高"],
        top=at["天头"],
        left=at["订口"],
        right=at["切口"],
        bottom=at["地脚"],
        footer=at["页脚距"],
        rows=at["每页行数"],
        columns=at["每行字数"],
        imprint_apart=values.get(IMPRINT_PLACE) == "双页",
        **{field: at[key] for key, field in PAGE_EXTRAS.items() if key in at},
    )


def _count(text: str) -> int:
    """A whole number above 0; 0 = it is none."""
    return int(text) if text.isdecimal() else 0


def _place(text: str, unit: Unit, scale: Scale) -> int | float | None:
    """A place in its unit; None where it cannot be read."""
    if unit == "个":
        return _count(text) or None
    if unit == "倍":
        share = percent(text)
        return None if share is None else share / 100
    twips = exact_length(text, scale)
    if twips is None or unit == "缇":
        return None if twips is None else round(twips)
    return twips / (scale.row if unit == "行" else scale.character)
