"""Where each block of a text stands, page and height, without a layout engine.

Word's arithmetic on the grid of the sheet (5.2.3): lines of a fixed pitch, punctuation
kept from line heads and ends, headings kept with what follows. What it cannot know, such as the
room a face really takes, makes it wrong by a line at times: Word is told to hold together what
must not part, whatever stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from ..composition import (
    Block,
    Composition,
    Geometry,
    Paragraph,
    Run,
    Spacing,
    Table,
    last_of_title_block,
)
from ..sheet.data import Sheet
from ..sheet.lengths import EMU_PER_TWIP
from .heights import (
    begins_page,
    length_of,
    line_pitch,
    page_1,
    room_above,
    rule_height,
    switch_of,
    turned_if,
)
from .line_filling import Filled, fill
from .table_rows import row_heights

_SLACK = 1.0
"""Twips."""
_NEXT_LINE = 2
"""A paragraph under widow control leaves or takes over at least so many lines."""


class Standing(Struct, frozen=True):
    """Where a block stands. Pages count from 1; `top` is the upper edge of its first line and
    `bottom` the lower edge of its last, in twips from the upper edge of the type area of that page.
    `lines` are all of it (of a table its rows), `last_lines` those on its last page, `last_width`
    how wide the last is (twips).
    """

    page: int
    top: float
    last_page: int
    bottom: float
    lines: int
    last_lines: int
    last_width: float


_Text = tuple[float, str, tuple[Run, ...], Geometry | None, int, tuple[Spacing, ...]]
"""How wide a paragraph is, twips, and what of it its lines follow from."""


class Memory(Struct):
    """What was counted before, for estimates of the same blocks that differ in their `fit`."""

    lines: dict[_Text, Filled] = field(default_factory=dict)
    rows: dict[int, tuple[float, ...]] = field(default_factory=dict)
    """The row heights of a table, by its identity."""

    def filled(self, paragraph: Paragraph, sheet: Sheet) -> Filled:
        """The lines of a paragraph on a sheet's pages."""
        width = sheet.page.text_width
        key = _text_of(paragraph, width)
        if key not in self.lines:
            self.lines[key] = fill(paragraph, sheet, width)
        return self.lines[key]

    def keep(self, paragraph: Paragraph, width: float, filled: Filled) -> None:
        """Keep what was counted elsewhere of a paragraph `width` twips wide."""
        self.lines[_text_of(paragraph, width)] = filled


def _text_of(paragraph: Paragraph, width: float) -> _Text:
    closer = paragraph.fit.closer if paragraph.fit else 0
    return width, paragraph.style, paragraph.runs, paragraph.geometry, closer, paragraph.spacing


def estimate(
    blocks: Sequence[Block],
    sheet: Sheet,
    *,
    start: float = 0.0,
    more: float = 0.0,
    keeping: bool = True,
    memory: Memory | None = None,
) -> list[Standing]:
    """The spots of blocks that begin `start` twips below the upper edge of page 1, which is `more`
    twips higher than other pages.

    `keeping` = a paragraph that says so by its `fit` stays with the next, whole.
    """
    memory = memory or Memory()
    styled = [
        _styled(block, after) for block, after in zip(blocks, (*blocks[1:], None), strict=True)
    ]
    measured = [_measure(block, sheet, memory) for block in styled]
    page = _Page(sheet.page.text_height, start, more)
    spots: list[Standing] = []
    for index, each in enumerate(measured):
        if each.new_page and (index or start):
            page.turn()
            page.fresh = False
        if each.blanks:
            page.place(_empty(each.blanks))
        if (
            not (each.new_page or page.fresh)
            and index
            and not _kept_with_last(measured[index - 1], keeping)
        ):
            chain = _chain(measured, index, keeping)
            if chain and page.y + chain > page.height + _SLACK:
                page.turn()
        spots.append(page.place(each))
    return spots


def estimate_sections(
    composition: Composition, sheet: Sheet, memory: Memory | None = None
) -> Iterator[list[Standing]]:
    """The spots of each section's blocks; the pages of each are counted from 1."""
    for number, section in enumerate(composition.sections):
        start, more = page_1(composition, number, sheet)
        turned = turned_if(section, sheet)
        yield estimate(section.blocks, turned, start=start, more=more, memory=memory)


class _Measured(Struct, frozen=True):
    """What a block needs: rows of these heights, room above and below, and how it may break."""

    rows: tuple[float, ...]
    before: float
    after: float
    new_page: bool
    keeps_next: bool
    asks_next: bool
    """Its `fit` asks to stay with the next, whole."""
    whole: bool
    widows: bool
    last_width: float
    header: float = 0.0
    """Of a table: the rows that are repeated on every page."""
    least: float = 0.0
    """Of a table with such rows: they and the row below, which Word holds together."""
    blanks: tuple[float, ...] = ()
    """The heights of empty lines above."""


def _empty(rows: tuple[float, ...]) -> _Measured:
    """Empty lines, which may part anywhere."""
    return _Measured(rows, 0, 0, False, False, False, False, False, 0.0)


def _styled(block: Block, following: Block | None) -> Block:
    """The block in the style that it is printed in: a title above text has a blank line below."""
    if isinstance(block, Paragraph) and last_of_title_block(block, following):
        return replace(block, style=f"{block.style}末")
    return block


def _measure(block: Block, sheet: Sheet, memory: Memory) -> _Measured:
    if isinstance(block, Table):
        if id(block) not in memory.rows:
            memory.rows[id(block)] = tuple(row_heights(block, sheet))
        rows = memory.rows[id(block)]
        head = block.header_rows
        header, least = sum(rows[:head]), sum(rows[: head + 1]) if head else 0.0
        return _Measured(rows, 0, 0, False, False, False, False, False, 0.0, header, least)
    fit = block.fit
    pitch = fit.pitch if fit and fit.pitch is not None else _pitch(block, sheet)
    before = room_above(block, sheet)
    filled = memory.filled(block, sheet)
    return _Measured(
        (pitch,) * filled.lines,
        before,
        length_of(block.style, "段后", sheet) + rule_height(block.style, sheet),
        begins_page(block, sheet),
        switch_of(block.style, "与下段同页", sheet),
        bool(fit and fit.keep_next),
        switch_of(block.style, "段中不分页", sheet),
        bool(fit and fit.widow_control) or switch_of(block.style, "孤行控制", sheet),
        filled.last,
        blanks=tuple(float(each or sheet.page.row) for each in fit.blanks) if fit else (),
    )


def _pitch(paragraph: Paragraph, sheet: Sheet) -> float:
    if paragraph.picture:
        return paragraph.picture.height / EMU_PER_TWIP
    return line_pitch(paragraph.style, sheet)


def _kept_with_last(last: _Measured, keeping: bool) -> bool:
    return last.keeps_next or (keeping and last.asks_next)


def _chain(measured: Sequence[_Measured], index: int, keeping: bool) -> float:
    """The height that must not part from block `index` on: it and all that is kept with it, to the
    first line of the last. 0 where it may break after its own first line, or row.
    """
    height, gap = 0.0, 0.0
    for at in range(index, len(measured)):
        each = measured[at]
        if at > index and each.new_page:
            return height
        height += each.before if at > index else max(each.before, 0.0)
        holds = _kept_with_last(each, keeping)
        if not holds:
            if at == index and not each.whole:
                return each.least
            return height + gap + (sum(each.rows) if each.whole else _first(each))
        height += sum(each.rows) + gap
        gap = each.after
    return height


def _first(each: _Measured) -> float:
    """What of a block must stand with what is kept above it."""
    if each.least:
        return each.least
    return sum(each.rows[: _NEXT_LINE if each.widows else 1])


class _Page:
    """The page being filled. `fresh` = nothing stands on it, so room above a block is dropped, as
    Word does where a page ends by itself.
    """

    def __init__(self, height: float, start: float, more: float) -> None:
        self.usual, self.height, self.number, self.y = height, height + more, 1, start
        self.fresh = False
        self.gap = 0.0

    def turn(self) -> None:
        self.number += 1
        self.height = self.usual
        self.y, self.gap, self.fresh = 0.0, 0.0, True

    def place(self, each: _Measured) -> Standing:
        above = 0.0 if self.fresh else self.gap + each.before
        left = list(each.rows)
        first: tuple[int, float] | None = None
        while True:
            fitting = self._fitting(left, above, each)
            if not fitting and not self.fresh:
                self.turn()
                above = each.header if first else 0.0
                continue
            fitting = fitting or 1
            if first is None:
                first = (self.number, self.y + above)
            self.y += above + sum(left[:fitting])
            self.fresh = False
            del left[:fitting]
            if not left:
                break
            self.turn()
            above = each.header
        self.gap = each.after
        on_last = fitting
        return Standing(*first, self.number, self.y, len(each.rows), on_last, each.last_width)

    def _fitting(self, rows: Sequence[float], above: float, each: _Measured) -> int:
        """How many of the rows stand on this page."""
        room = self.height - self.y - above + _SLACK
        count = 0
        for row in rows:
            room -= row
            if room < 0:
                break
            count += 1
        if not each.widows or count == len(rows) or self.fresh:
            return count
        count = min(count, len(rows) - _NEXT_LINE)
        return count if count >= _NEXT_LINE or len(rows) < len(each.rows) else 0
