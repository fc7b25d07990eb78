"""Paper, margins and type area (5.1, 5.2.1)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ... import patterns as re
from ..due import Due
from ..elements import LaidOut, PlacedParagraph
from ..measurement import Measurement
from . import BODY, LETTER
from .grid import unparted

_SURELY_TURNS_OVER = 2.5
"""Lines of full width: with letters and figures half as wide, the text goes on to a second line."""


def measure(layout: LaidOut) -> Iterator[Measurement]:
    norm = layout.norm
    for page in layout.pages:
        wide, high = (norm.height, norm.width) if page.landscape else (norm.width, norm.height)
        yield Measurement("5.1", "纸宽", wide, page.width, page.number)
        yield Measurement("5.1", "纸高", high, page.height, page.number)
    for element in layout.of(*BODY):
        yield from _edges(layout, element)
    yield from _ends(layout)


def due(layout: LaidOut) -> Iterator[Due]:
    yield Due("5.1", "纸宽")
    yield Due("5.1", "纸高")
    long = (
        text
        for text in layout.written(*BODY)
        if len(text.text) > _SURELY_TURNS_OVER * layout.norm.columns
        and not (text.placed and not layout.upright(text.placed.page))
    )
    for text in long:
        yield Due("5.2.1", "订口", text.text)


def _edges(layout: LaidOut, element: PlacedParagraph) -> Iterator[Measurement]:
    """Left of every turnover row; right of those that the text fills, which a row of a ragged
    paragraph need not do where letters or figures stand in it, where what heads the next row
    cannot be parted, or where it was made to end early.
    """
    norm, rows = layout.norm, element.rows[1:]
    for row in rows:
        if layout.upright(row.page):
            yield Measurement("5.2.1", "订口", norm.left, row.left, row.page, row.text[:8], 1.0)
    for row, below in pairwise(rows):
        if element.ragged and (
            element.own_spacing or re.search("[0-9A-Za-z]", row.text) or unparted(below.text) > 1
        ):
            continue
        if layout.upright(row.page) and row.right > norm.right_edge - norm.character:
            wanted = norm.right_edge - norm.left
            yield Measurement(
                "5.2.1", "版心宽", wanted, row.right - row.left, row.page, row.text[-8:]
            )


def _ends(layout: LaidOut) -> Iterator[Measurement]:
    """First and last row of each page that text runs on from to the next; the rows of a letter's
    first page begin below its head, not on the grid (10.1).
    """
    norm = layout.norm
    for element in layout.of(*BODY):
        for above, below in pairwise(element.rows):
            if above.page == below.page or element.own_pitch or above.page in layout.adjusted:
                continue
            top = below.centre - norm.row / 2
            bottom = norm.height - above.centre - norm.row / 2
            if layout.upright(below.page):
                about = below.text[:8]
                yield Measurement("5.2.1", "天头", norm.text_top, top, below.page, about, 1.0)
                if norm.reach_above:
                    ink = min(glyph.ink_top for glyph in below.glyphs)
                    name = "首行字的上边缘在版心上边缘"
                    yield Measurement("5.2.3", name, norm.top, ink, below.page, about)
            if above.page == 1 and LETTER in layout.roles:
                continue
            if layout.upright(above.page):
                about = above.text[:8]
                wanted = norm.bottom - norm.reach_below
                yield Measurement("5.2.1", "地脚", wanted, bottom, above.page, about, 1.0)
                if norm.reach_below:
                    ink = max(glyph.ink_bottom for glyph in above.glyphs)
                    name = "末行字的下边缘在版心下边缘"
                    yield Measurement("5.2.3", name, norm.lower_edge, ink, above.page, about)
