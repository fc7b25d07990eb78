"""Tables fitted to their pages: a cell over several rows begins anew, with its text, where a page
does, for Word would leave it empty there; high rows may be parted; a form fills its page.

Where a page begins is counted, not known. So rows of such tables are held at the height counted,
and none is left to end within a hair of the page's foot. Nor is the last row of a section: Word
wants a paragraph below it, which would begin a page with nothing on it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from ..composition import Block, Cell, Composition, PageSection, Paragraph, Table
from ..problem import Level, Problem, problem_at
from ..problem_ids import LAYOUT
from ..sheet.data import Sheet
from ..sheet.lengths import TWIPS_PER_MM
from .estimate import Memory, Placing, estimate
from .heights import begins_page, line_pitch, page_1, turned_if
from .imprint_page import imprint_height
from .table_rows import (
    continued,
    placed,
    row_heights,
    rule_around_table,
    rule_between_rows,
)

_TAIL = "版记尾"
_DIVISIBLE = 2
"""A row higher than this part of a page may stand on two."""


def fit_tables(composition: Composition, sheet: Sheet, memory: Memory | None = None) -> Composition:
    """The composition with its tables fitted; what stands around them as it is."""
    memory = memory or Memory()
    sections = []
    for number, section in enumerate(composition.sections):
        last = number == len(composition.sections) - 1
        foot = imprint_height(composition, sheet) if last else 0.0
        sections.append(_fitted(section, sheet, page_1(composition, number, sheet), foot, memory))
    return replace(composition, sections=tuple(sections))


def _fitted(
    section: PageSection,
    sheet: Sheet,
    on_page_1: tuple[float, float],
    foot: float,
    memory: Memory,
) -> PageSection:
    """The section, which begins so far down page 1, and that so much higher than other pages."""
    if not any(isinstance(block, Table) for block in section.blocks):
        return section
    turned = turned_if(section, sheet)
    start, more = on_page_1
    placing = Placing(turned, memory, start=start, more=more)
    blocks = list(section.blocks)
    for index, block in enumerate(blocks):
        if not isinstance(block, Table):
            placing.add(block, blocks[index + 1] if index + 1 < len(blocks) else None)
            continue
        spot = placing.spot(block)
        # A page that is higher below counts as one that begins further down.
        top = spot.top - (more if spot.page == 1 else 0.0)
        style = block.style
        doubt = max(rule_between_rows(style, sheet), rule_around_table(style, sheet))
        room = _PageRoom(turned.page.text_height, top, doubt)
        ends_section = index + 1 == len(blocks)
        table = block
        if table.spare:
            below = list(_until_new_page(blocks[index + 1 :], sheet))
            whole = index + 1 + len(below) == len(blocks)
            under = _tail(style, sheet) if ends_section else 0.0
            under = estimate(below, turned)[-1].bottom if below else under
            under += foot + sheet.page.row if whole and foot else 0.0
            table = _shortened(table, sheet, room, under)
        paged = _paged(table, sheet, room, memory)
        if ends_section and (higher := _last_row_moved(paged, sheet, room, memory)):
            held = replace(table, heights=_asked(table, higher))
            paged = _paged(held, sheet, room, memory)
        placing.add(paged, None)
        blocks[index] = paged
    return replace(section, blocks=tuple(blocks))


def _tail(style: str, sheet: Sheet) -> float:
    """What stands below the last row of a section: its rule, a paragraph next to nothing high."""
    return rule_around_table(style, sheet) + line_pitch(_TAIL, sheet)


def _last_row_moved(table: Table, sheet: Sheet, room: _PageRoom, memory: Memory) -> int:
    """How high the last row of a section has to be so that it surely goes to the next page; 0 where
    it may be as high as it is, for there is room below it for what Word wants there, it has none on
    the page of the row above either, or it cannot be moved.
    """
    heights = memory.row_heights(table, sheet)
    header = sum(heights[: table.header_rows])
    y, rows, begun = room.top, 0, room.top < 1
    for height in heights[:-1]:
        if rows and y + height > room.page:
            y, rows, begun = header, table.header_rows, True
        y += height
        rows += 1
    alone = begun and rows <= table.header_rows
    if alone or table.divisible:
        return 0
    unsure, tail = room.doubt * (rows + 1), _tail(table.style, sheet)
    left = room.page - y - heights[-1]
    if not -unsure <= left < tail + unsure:
        return 0
    return heights[-1] + math.ceil(tail) + 2 * unsure + 1


def _asked(table: Table, last: int) -> tuple[int, ...]:
    """The heights that a table asks for, that of its last row at least so much."""
    asked = table.heights or (0,) * len(table.rows)
    return (*asked[:-1], last)


class _PageRoom(Struct, frozen=True):
    """The page's height, and where on its page a table begins. Twips."""

    page: float
    top: float
    doubt: int
    """By how much a row's height may be counted wrong: its rule."""


def _until_new_page(blocks: Sequence[Block], sheet: Sheet) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph) and begins_page(block, sheet):
            return
        yield block


def _shortened(table: Table, sheet: Sheet, room: _PageRoom, below: float) -> Table:
    """A form without those of its spare rows that do not fit its page above what stands below; the
    others share what room is left.
    """
    heights = row_heights(table, sheet)
    free = room.page - room.top - below
    fitting = sum(top + room.doubt * at <= free for at, top in enumerate(accumulate(heights), 1))
    keep = max(fitting, len(heights) - table.spare)
    kept = heights[:keep]
    left = free - sum(kept) - room.doubt * keep
    more = max(0, int(left / kept.count(heights[-1])))
    held = tuple(height + more if height == heights[-1] else height for height in kept)
    return replace(table, rows=table.rows[:keep], heights=held, spare=0)


def _paged(table: Table, sheet: Sheet, room: _PageRoom, memory: Memory) -> Table:
    heights = memory.row_heights(table, sheet)
    if room.top + sum(heights) + room.doubt * len(heights) <= room.page:
        return table
    divisible = frozenset(
        index
        for index, height in enumerate(heights)
        if index >= table.header_rows and height > room.page / _DIVISIBLE
    )
    problems = (*table.problems, *_too_high(table, heights, room))
    table = replace(table, divisible=divisible, problems=problems)
    no_room = sum(heights[: table.header_rows]) >= room.page
    if no_room or not any(cell.rows for row in table.rows[table.header_rows :] for cell in row):
        return table
    return _begun_anew(table, heights, sheet, room, memory)


def _too_high(table: Table, heights: Sequence[int], room: _PageRoom) -> Iterator[Problem]:
    """What is told of rows that no page can hold below the head rows."""
    most = room.page - sum(heights[: table.header_rows])
    if most <= 0:
        for place in table.places[table.header_rows : table.header_rows + 1]:
            yield problem_at(
                place,
                LAYOUT,
                Level.WARNING,
                "表头比一页还高，下面一行也排不下",
                hint="列名写短些，或用“宽”给列名长的列多留些地方",
            )
        return
    for index in range(table.header_rows, min(len(heights), len(table.places))):
        if heights[index] > most:
            high, free = math.ceil(heights[index] / TWIPS_PER_MM), int(most / TWIPS_PER_MM)
            yield problem_at(
                table.places[index],
                LAYOUT,
                Level.WARNING,
                f"表的第{index - table.header_rows + 1}行有{high}毫米高，"
                f"一页最多排{free}毫米，会断在两页上",
                hint="把这一行的内容分成几行写，或用“宽”给字多的列多留些地方",
            )


def _begun_anew(
    table: Table, natural: Sequence[int], sheet: Sheet, room: _PageRoom, memory: Memory
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
    index, y, doubt = first, start, room.doubt * first
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
