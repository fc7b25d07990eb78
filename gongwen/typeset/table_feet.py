"""The rows of a table at a page's foot: none has room there only where the rules between rows are
not counted into their heights. The rows above it are made a little higher, so that it goes over to
the next page whichever way an engine counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..composition import Table
from ..sheet.data import Sheet
from .estimate import Memory

_SURE = 10
"""Twips by which a row that goes over is too high for the page before."""


class PageRoom(Struct, frozen=True):
    """The page's height, and where on its page a table begins: with the rules of tables above it
    counted, and without. Twips.
    """

    page: float
    top: float
    bare_top: float
    doubt: int
    """By how much a row's height may be counted wrong: its rule."""

    @property
    def above(self) -> float:
        """How much of what stands above the table is rules of other tables."""
        return self.top - self.bare_top


def with_sure_feet(table: Table, sheet: Sheet, room: PageRoom, memory: Memory) -> Table:
    """The table with the rows of a page higher where the next would have room below them without
    the rules. Its rows must be independent of one another: no cell below the heads is over several.
    """
    heights = memory.row_heights(table, sheet)
    bare = memory.without_rules().row_heights(table, sheet)
    head, end = table.header_rows, room.page + _SURE
    asked = list(table.heights) or [0] * len(heights)
    first, y, bare_y = 0, room.top, room.bare_top
    for index, (height, without) in enumerate(zip(heights, bare, strict=True)):
        begins = index <= max(first, head)
        if begins or index in table.divisible or y + height <= room.page:
            y, bare_y = y + height, bare_y + without
            if index in table.divisible and y > room.page:
                first = index
                y = _on_last_page(y, room.page, sum(heights[:head]))
                bare_y = _on_last_page(bare_y, room.page, sum(bare[:head]))
            continue
        rows = _able(table, range(first, index))
        lack = end - bare_y - without
        if rows and lack > 0:
            each = math.ceil(lack / len(rows))
            if y + each * len(rows) <= room.page:
                for at in rows:
                    asked[at] = heights[at] + each
        first = index
        y, bare_y = sum(heights[:head]) + height, sum(bare[:head]) + without
    return replace(table, heights=tuple(asked)) if any(asked) else table


def made_higher(
    table: Table, more: int, sheet: Sheet, room: PageRoom, memory: Memory
) -> Table | None:
    """The table with the rows of its last page together `more` twips higher; None where there is
    no room for that.
    """
    heights = memory.row_heights(table, sheet)
    *_, (first, bottom) = _pages(table, heights, room)
    rows = _able(table, range(first, len(heights)))
    each = math.ceil(more / len(rows)) if rows else 0
    if not each or bottom + each * len(rows) > room.page:
        return None
    asked = list(table.heights) or [0] * len(heights)
    for at in rows:
        asked[at] = heights[at] + each
    return replace(table, heights=tuple(asked))


def _pages(table: Table, heights: Sequence[int], room: PageRoom) -> Iterator[tuple[int, float]]:
    """The first row of each page, and how far down the last reaches."""
    header, first, y = sum(heights[: table.header_rows]), 0, room.top
    for index, height in enumerate(heights):
        y += height
        if y <= room.page or index <= max(first, table.header_rows):
            continue
        if index in table.divisible:
            yield first, room.page
            first, y = index, _on_last_page(y, room.page, header)
        else:
            yield first, y - height
            first, y = index, header + height
    yield first, y


def _on_last_page(y: float, page: float, header: float) -> float:
    """How far down a row that is parted reaches on its last page."""
    while y > page > header:
        y -= page - header
    return y


def _able(table: Table, rows: range) -> list[int]:
    """Those of the rows that may be held at a height: not what may be parted, nor the heads, for
    they come again on every page.
    """
    return [at for at in rows if at >= table.header_rows and at not in table.divisible]
