"""Ruled tables: as wide as the type area, nothing torn in their cells; over several pages, their
head rows again on each (customary; 8 for landscape).
"""

from __future__ import annotations

from collections.abc import Iterator

from ... import patterns as re
from ..due import Due
from ..elements import LaidOut, PlacedParagraph
from ..measurement import Measurement
from ..pages import DrawnLine, rows_of

_SHORT_CELL = 20
_TORN = re.compile(r"[0-9.]\n[0-9.%％]|[年月]底\n前|[0-9]\n[年月日号]")
"""What no line of a cell may end within: a number, a date."""


def measure(layout: LaidOut) -> Iterator[Measurement]:
    for table in sorted({element.table for element in layout.elements if element.table >= 0}):
        inside = [element for element in layout.elements if element.table == table]
        head = [element for element in inside if element.in_head]
        pages = sorted({row.page for element in inside for row in element.rows})
        if not head:
            continue
        for number in pages:
            yield from _edges(layout, inside, number, head[0].text)
        if not any(element.shows_changes for element in inside):  # 修改对照表: prose, not data
            for element in inside:
                yield from _cell(element)
        for number in pages[1:]:
            yield from _head_again(layout, head, number)


def due(layout: LaidOut) -> Iterator[Due]:
    tables = dict.fromkeys(spot.written.table for spot in layout.spots if spot.written.table >= 0)
    for table in tables:
        inside = [spot for spot in layout.spots if spot.written.table == table]
        head = next((spot for spot in inside if spot.written.in_head), None)
        placed = next((spot.placed for spot in inside if spot.placed), None)
        if head is None:
            continue
        upright = placed is None or layout.upright(placed.page)
        name, clause = ("表格", "惯例") if upright else ("横排表格", "8")
        for what in ("与版心等宽", "左边与版心齐", "不出版心下边缘"):
            yield Due(clause, f"{name}{what}", head.text)


def _edges(
    layout: LaidOut, inside: list[PlacedParagraph], number: int, about: str
) -> Iterator[Measurement]:
    """The table's outline on a page; landscape pages lie on their left side."""
    norm, upright = layout.norm, layout.upright(number)
    rules = _rules_around(layout, inside, number)
    if not rules:
        return
    name = "表格" if upright else "横排表格"
    clause = "惯例" if upright else "8"
    wide = norm.text_width if upright else norm.lower_edge - norm.top
    left, right = min(rule.left for rule in rules), max(rule.right for rule in rules)
    yield Measurement(clause, f"{name}与版心等宽", wide, right - left, number, about)
    start = norm.left if upright else norm.turned_left
    yield Measurement(clause, f"{name}左边与版心齐", start, left, number, about)
    foot = norm.lower_edge if upright else norm.turned_top + norm.text_width
    below = max(0.0, max(rule.middle for rule in rules) - foot)
    yield Measurement(clause, f"{name}不出版心下边缘", 0.0, below, number, about)
    if number > inside[0].page:
        top = norm.text_top if upright else norm.turned_top
        highest = min(rule.middle for rule in rules)
        yield Measurement(clause, f"{name}的续表从版心上边缘起", top, highest, number, about)


def _rules_around(layout: LaidOut, inside: list[PlacedParagraph], number: int) -> list[DrawnLine]:
    """The horizontal rules of the table on a page: down to the one under its last row."""
    rows = [row for element in inside for row in element.rows if row.page == number]
    last = max(row.centre for row in rows)
    flat = [rule for rule in layout.page(number).rules if rule.horizontal]
    under = min((rule.middle for rule in flat if rule.middle > last), default=0.0)
    lowest = max(rule.middle for rule in flat if abs(rule.middle - under) < 0.5) if under else 0.0
    over = 0.0
    if number == inside[0].page:
        first = min(row.centre for row in rows)
        over = max((rule.middle for rule in flat if rule.middle < first), default=first)
    return [rule for rule in flat if over - 0.1 <= rule.middle <= lowest]


def _cell(element: PlacedParagraph) -> Iterator[Measurement]:
    """Of a short cell, whose column could be wider; in a longer text numbers fall as they may."""
    if len(element.rows) < 2 or element.in_head or len(element.text) > _SHORT_CELL:
        return
    lines = "\n".join(row.text for row in element.rows)
    torn = _TORN.search(lines)
    said = "断开" if torn else "没有断开"
    page, about = element.page, element.text[:12]
    yield Measurement("惯例", "表中数字和日期不断开", "没有断开", said, page, about)


def _head_again(layout: LaidOut, head: list[PlacedParagraph], number: int) -> Iterator[Measurement]:
    wanted = "".join(sorted("".join(element.text for element in head)))
    depth = len({round(row.baseline) for element in head for row in element.rows})
    folio = {glyph for row in layout.folios for glyph in row.glyphs}
    glyphs = (glyph for glyph in layout.page(number).glyphs if glyph not in folio)
    top = rows_of(number, glyphs)[:depth]
    found = "".join(sorted("".join(row.text for row in top)))
    again = "重复" if found == wanted else "没有重复"
    yield Measurement("惯例", "续表表头", "重复", again, number, head[0].text)
