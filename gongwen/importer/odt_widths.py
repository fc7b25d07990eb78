"""How wide the columns of the tables of an .odt file are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from .. import patterns as re
from .odf import STYLE, TABLE

_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6}
_WIDEST = 100
"""Columns, as many as a grid takes."""


def widths_of_styles(roots: Iterable[etree._Element]) -> dict[str, float]:
    """The width that each style of columns says, mm."""
    found = {}
    for root in roots:
        for node in root.iter(f"{STYLE}style"):
            properties = node.find(f"{STYLE}table-column-properties")
            if properties is not None and (wide := _mm(properties.get(f"{STYLE}column-width", ""))):
                found[node.get(f"{STYLE}name", "")] = wide
    return found


def column_widths(table: etree._Element, styles: Mapping[str, float]) -> tuple[float, ...]:
    """The widths of the columns of a table, mm; none where one of them says none."""
    found: list[float] = []
    for column in _columns(table):
        count = column.get(f"{TABLE}number-columns-repeated", "1")
        times = min(int(count), _WIDEST) if count.isdecimal() else 1
        found += [styles.get(column.get(f"{TABLE}style-name", ""), 0.0)] * times
    return tuple(found) if all(found) else ()


def _columns(holder: etree._Element) -> Iterable[etree._Element]:
    """The columns of a table, those of its head and groups among them; not of tables within."""
    for node in holder:
        if node.tag == f"{TABLE}table-column":
            yield node
        elif str(node.tag).startswith(f"{TABLE}table-") and "column" in str(node.tag):
            yield from _columns(node)


def _mm(length: str) -> float:
    match = re.fullmatch(r"(\d{1,6}(?:\.\d{1,6})?)(mm|cm|in|pt|pc)", length)
    return float(match[1]) * _MM[match[2]] if match else 0.0
