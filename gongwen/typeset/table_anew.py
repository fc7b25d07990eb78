"""Merged cells begun anew, with their text, where a page begins within them: Word would leave them
empty there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from ..composition import Cell, Table
from ..sheet.data import Sheet
from .estimate import Memory
from .table_feet import PageRoom
from .table_rows import continued, placed, row_heights


def begun_anew(
    table: Table, natural: Sequence[int], sheet: Sheet, room: PageRoom, memory: Memory
) -> Table:
    """The table with its merged cells begun anew on every page, and below a row that goes on
    there; its rows held at heights at which the pages surely begin so: those of a page share the
    room in which the next row could stand.
    """
    rows = list(table.rows)
    asked = list(table.heights) or [0] * len(rows)

    def begun(head: int) -> tuple[list[tuple[Cell, ...]], list[int]]:
        made = [*rows]
        _begin_anew(made, head, table.widths)
        return made, heights_of(made, head)

    def heights_of(made: list[tuple[Cell, ...]], head: int) -> list[int]:
        """Only rows from the page's first to where the cells end that `head` cuts may change."""
        ends = (
            at
            for at in range(head + 1, len(made))
            if not continued(made[at : at + 1], table.widths)
        )
        stop = next(ends, len(made))
        part = replace(table, rows=tuple(made[first:stop]), heights=tuple(asked[first:stop]))
        return heights[:first] + row_heights(part, sheet, memory.cells) + heights[stop:]

    heights = list(natural)
    header = sum(heights[: table.header_rows])
    first, start = table.header_rows, room.top + header
    index, y, doubt = first, start, room.doubt * first + math.ceil(room.above)
    while index < len(rows):
        doubt += room.doubt
        if index in table.divisible:
            y += heights[index]
            index += 1
            if y > room.page:
                while y > room.page:
                    y -= room.page - header
                if index < len(rows):
                    rows, heights = begun(index)
                first, start = index, y
        elif y + heights[index] + doubt <= room.page or index == first:
            y += heights[index]
            index += 1
        else:
            made, new = begun(index)
            # A cell that ends with the page needs its height of fewer rows than before.
            while index - 1 > first and start + sum(new[first:index]) + doubt > room.page:
                index -= 1
                made, new = begun(index)
            left = int(room.page - start - sum(new[first:index])) - doubt
            if left + 2 * doubt + room.doubt > new[index]:  # the row might have room there
                for at in set(range(first, index)) - table.divisible:
                    asked[at] = new[at] + max(0, left // (index - first))
                asked[index] = 3 * doubt
            rows, heights = made, heights_of(made, index)
            first, start = index, header
            y, doubt = header + heights[index], room.doubt * (table.header_rows + 1)
            index += 1
    held = tuple(0 if at in table.divisible else height for at, height in enumerate(heights))
    return replace(table, rows=tuple(rows), heights=held)


def _begin_anew(rows: list[tuple[Cell, ...]], head: int, widths: tuple[int, ...]) -> None:
    """Let the cells that continue in row `head` begin there, with the text they began with."""
    below = continued(rows[head + 1 : head + 2], widths)
    made = []
    for column, cell, _ in placed(rows[head], widths):
        if cell.rows != "continue":
            made.append(cell)
            continue
        origin = _origin(rows[:head], column, widths)
        made.append(replace(origin, rows="restart" if column in below else None))
    rows[head] = tuple(made)


def _origin(above: Sequence[tuple[Cell, ...]], column: int, widths: tuple[int, ...]) -> Cell:
    """The cell that a continued one in a grid column belongs to."""
    cells = (
        cell
        for row in reversed(above)
        for at, cell, _ in placed(row, widths)
        if at == column and cell.rows != "continue"
    )
    return next(cells)
