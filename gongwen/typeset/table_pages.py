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

from ..composition import Block, Composition, PageSection, Paragraph, Table
from ..problem import Level, Problem, problem_at
from ..problem_ids import LAYOUT
from ..sheet.data import Sheet
from ..sheet.lengths import TWIPS_PER_MM
from .estimate import Memory, Placing, estimate
from .heights import begins_page, line_pitch, page_1, turned_if
from .imprint_page import imprint_height
from .table_anew import begun_anew
from .table_feet import PageRoom, made_higher, with_sure_feet
from .table_readings import Readings
from .table_rows import row_heights, rule_around_table, rule_between_rows

_TAIL = "版记尾"
_STEP = 20
"""Twips by which a table is made higher at a time."""
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
    fitting = _Fitting(list(section.blocks), sheet, turned, more, foot, memory)
    return replace(section, blocks=tuple(fitting.fitted(Readings(placing, memory))))


class _Last(Struct, frozen=True):
    """The table fitted last: where it is among the blocks, how it stood, what stood above it."""

    index: int
    room: PageRoom
    above: Readings


class _Fitting(Struct):
    """The blocks of a section while its tables are fitted. `turned` is the sheet as its pages lie,
    `more` by how much page 1 is higher, `foot` how high the imprint below is.
    """

    blocks: list[Block]
    sheet: Sheet
    turned: Sheet
    more: float
    foot: float
    memory: Memory

    def fitted(self, readings: Readings) -> list[Block]:
        """The blocks with their tables fitted."""
        last: _Last | None = None
        for index, block in enumerate(self.blocks):
            if isinstance(block, Table):
                readings = self._sure_head(index, readings, last)
                planned, bare = readings.spots(block)
                # A page that is higher below counts as one that begins further down.
                higher = self.more if planned.page == 1 else 0.0
                doubt = _doubt(block, self.sheet)
                top, bare_top = planned.top - higher, bare.top - higher
                room = PageRoom(self.turned.page.text_height, top, bare_top, doubt)
                last = _Last(index, room, readings.saved())
                self.blocks[index] = self._table(index, block, room)
            if not self._added(readings, index):
                readings = self._sure_below(last, index, readings)
        return self.blocks

    def _added(self, readings: Readings, index: int) -> bool:
        """Whether a block, and at the end what waits for more, stands the same either way."""
        block = self.blocks[index]
        end = index + 1 == len(self.blocks)
        following = None if end or isinstance(block, Table) else self.blocks[index + 1]
        agree = readings.add(block, following)
        return (readings.rest() and agree) if end else agree

    def _sure_head(self, index: int, readings: Readings, last: _Last | None) -> Readings:
        """A table that begins the same page either way; with one above it on the page, by that."""
        table = self.blocks[index]
        assert isinstance(table, Table)  # noqa: S101
        planned, bare = readings.spots(table)
        if planned.page == bare.page:
            return readings
        if last is not None:
            return self._sure_below(last, index, readings)
        more = (table.header_rows + 1) * _doubt(table, self.sheet) + 1
        heights = self.memory.row_heights(table, self.sheet)
        asked = list(table.heights) or [0] * len(heights)
        asked[0] = heights[0] + more
        self.blocks[index] = replace(table, heights=tuple(asked))
        return readings

    def _sure_below(self, last: _Last | None, index: int, readings: Readings) -> Readings:
        """What stands below a table, to block `index`, on the same pages either way: the table as
        much higher as that takes. Where nothing helps, all as planned.
        """
        if last is not None:
            table = self.blocks[last.index]
            assert isinstance(table, Table)  # noqa: S101
            step = max(_STEP, _doubt(table, self.sheet))
            for more in range(step, 2 * self.sheet.page.row, step):
                made = made_higher(table, more, self.sheet, last.room, self.memory)
                if made is None:
                    break
                self.blocks[last.index] = made
                trial = last.above.saved()
                if self._stands(trial, last.index, index):
                    return trial
            self.blocks[last.index] = table
        readings.as_planned()
        return readings

    def _stands(self, readings: Readings, begin: int, index: int) -> bool:
        """Whether the blocks from `begin` to `index` stand the same either way; of a table there
        the head.
        """
        for at in range(begin, index + 1):
            block = self.blocks[at]
            if isinstance(block, Table) and at == index > begin:
                planned, bare = readings.spots(block)
                return planned.page == bare.page
            if not self._added(readings, at):
                return False
        return True

    def _table(self, index: int, table: Table, room: PageRoom) -> Table:
        """A table fitted to the pages that it stands on."""
        sheet, memory = self.sheet, self.memory
        below = self.blocks[index + 1 :]
        ends_section = not below
        if table.spare:
            to_page_end = list(_until_new_page(below, sheet))
            under = _tail(table.style, sheet) if ends_section else 0.0
            if to_page_end:
                under = estimate(to_page_end, self.turned)[-1].bottom
            whole = len(to_page_end) == len(below)
            under += self.foot + sheet.page.row if whole and self.foot else 0.0
            table = _shortened(table, sheet, room, under)
        paged = _paged(table, sheet, room, memory)
        if ends_section and (higher := _last_row_moved(paged, sheet, room, memory)):
            held = replace(table, heights=_asked(table, higher))
            paged = _paged(held, sheet, room, memory)
        return paged


def _doubt(table: Table, sheet: Sheet) -> int:
    """By how much the height of a row may be counted wrong, twips."""
    return max(rule_between_rows(table.style, sheet), rule_around_table(table.style, sheet))


def _tail(style: str, sheet: Sheet) -> float:
    """What stands below the last row of a section: its rule, a paragraph next to nothing high."""
    return rule_around_table(style, sheet) + line_pitch(_TAIL, sheet)


def _last_row_moved(table: Table, sheet: Sheet, room: PageRoom, memory: Memory) -> int:
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
    unsure, tail = room.doubt * (rows + 1) + room.above, _tail(table.style, sheet)
    left = room.page - y - heights[-1]
    if not -unsure <= left < tail + unsure:
        return 0
    return heights[-1] + math.ceil(tail + 2 * unsure) + 1


def _asked(table: Table, last: int) -> tuple[int, ...]:
    """The heights that a table asks for, that of its last row at least so much."""
    asked = table.heights or (0,) * len(table.rows)
    return (*asked[:-1], last)


def _until_new_page(blocks: Sequence[Block], sheet: Sheet) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph) and begins_page(block, sheet):
            return
        yield block


def _shortened(table: Table, sheet: Sheet, room: PageRoom, below: float) -> Table:
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


def _paged(table: Table, sheet: Sheet, room: PageRoom, memory: Memory) -> Table:
    heights = memory.row_heights(table, sheet)
    if room.top + sum(heights) + room.doubt * len(heights) + room.above <= room.page:
        return table
    divisible = frozenset(
        index
        for index, height in enumerate(heights)
        if index >= table.header_rows and height > room.page / _DIVISIBLE
    )
    problems = (*table.problems, *_too_high(table, heights, room))
    table = replace(table, divisible=divisible, problems=problems)
    if sum(heights[: table.header_rows]) >= room.page:
        return table
    if not any(cell.rows for row in table.rows[table.header_rows :] for cell in row):
        return with_sure_feet(table, sheet, room, memory)
    return begun_anew(table, heights, sheet, room, memory)


def _too_high(table: Table, heights: Sequence[int], room: PageRoom) -> Iterator[Problem]:
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
