"""Where each block of a text stands, page and height, without a layout engine.

Word's arithmetic on the grid of the sheet (5.2.3): lines of a fixed pitch, punctuation
kept from line heads and ends, headings kept with what follows. What it cannot know, such as the
room a face really takes, makes it wrong by a line at times: Word is told to hold together what
must not part, whatever stands here.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence

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
from ..sheet.data import HALF_POINT, BlockSetting, Sheet
from ..sheet.lengths import EMU_PER_TWIP
from .heights import begins_page, page_1, room_above, turned_if
from .line_filling import Filled, fill
from .table_rows import Counted, PartedRow, parted_row, row_heights, rule_around_table

_DESCENT = 36 / 256
"""Of the Chinese faces of Windows, in their size."""
_SLACK = 0.5
"""Twips."""
_NEXT_LINE = 2
"""A paragraph under widow control leaves or takes over at least so many lines."""


class BlockStanding(Struct, frozen=True):
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


_Text = tuple[
    float, str, tuple[Run, ...], Geometry | None, int, tuple[Spacing, ...], tuple[int, ...]
]
"""How wide a paragraph is, twips, and what of it its lines follow from."""


class Memory(Struct):
    """What was counted before, for estimates of the same blocks that differ in their `fit`."""

    lines: dict[_Text, Filled] = field(default_factory=dict)
    measured: dict[tuple[int, float], tuple[Block, _Measured]] = field(default_factory=dict)
    """What blocks need on pages of a width, by their identities."""
    rows: dict[int, tuple[Table, tuple[int, ...]]] = field(default_factory=dict)
    """Tables with the heights of their rows, by their identities."""
    cells: Counted = field(default_factory=dict)
    rules: bool = True
    """Whether the heights of rows hold the rules above them."""
    bare: Memory | None = None
    """The same without the rules, once it was asked for."""

    def without_rules(self) -> Memory:
        """What is counted of the same blocks if the rules of rows are no part of their heights."""
        if not self.rules:
            return self
        if self.bare is None:
            self.bare = Memory(self.lines, cells=self.cells, rules=False)
        return self.bare

    def filled(self, paragraph: Paragraph, sheet: Sheet) -> Filled:
        """The lines of a paragraph on a sheet's pages."""
        width = sheet.page.text_width
        key = _text_of(paragraph, width)
        if key not in self.lines:
            self.lines[key] = fill(paragraph, sheet, width)
        return self.lines[key]

    def row_heights(self, table: Table, sheet: Sheet) -> tuple[int, ...]:
        """The heights of a table's rows."""
        known = self.rows.get(id(table))
        if known is None:
            heights = row_heights(table, sheet, self.cells, rules=self.rules)
            known = table, tuple(heights)
            self.rows[id(table)] = known
        return known[1]

    def keep(self, paragraph: Paragraph, width: float, filled: Filled) -> None:
        """Keep what was counted elsewhere of a paragraph `width` twips wide."""
        self.lines[_text_of(paragraph, width)] = filled


def _text_of(paragraph: Paragraph, width: float) -> _Text:
    closer = paragraph.fit.closer if paragraph.fit else 0
    return (
        *(width, paragraph.style, paragraph.runs, paragraph.geometry, closer),
        *(paragraph.spacing, paragraph.held),
    )


def estimate(
    blocks: Sequence[Block],
    sheet: Sheet,
    *,
    start: float = 0.0,
    more: float = 0.0,
    keeping: bool = True,
    memory: Memory | None = None,
) -> list[BlockStanding]:
    """The spots of blocks that begin `start` twips below the upper edge of page 1, which is `more`
    twips higher than other pages.

    `keeping` = a paragraph that says so by its `fit` stays with the next, whole.
    """
    placing = Placing(sheet, memory or Memory(), start=start, more=more, keeping=keeping)
    spots: list[BlockStanding] = []
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        spots += placing.add(block, following)
    return spots + placing.rest()


class Placing:
    """Blocks placed one after another, for whom each depends on where those before it stand.
    `start`, `more` and `keeping` are those of `estimate`.
    """

    def __init__(
        self,
        sheet: Sheet,
        memory: Memory,
        *,
        start: float = 0.0,
        more: float = 0.0,
        keeping: bool = True,
    ) -> None:
        self._sheet, self._memory, self._keeping = sheet, memory, keeping
        self._page = _Page(sheet.page.text_height, start, more)
        self._held: list[_Measured] = []
        """The last blocks, if they are kept with what comes next: so they have no place yet."""

    def add(self, block: Block, following: Block | None) -> list[BlockStanding]:
        """Place a block, `following` being the next; the spots of those that are settled by it."""
        self._held.append(_measure(_styled(block, following), self._sheet, self._memory))
        return [] if _kept_with_last(self._held[-1], self._keeping) else self.rest()

    def rest(self) -> list[BlockStanding]:
        """The spots of blocks that wait for a next one, where there is none."""
        held, self._held = self._held, []
        return _placed(held, self._page, self._keeping)

    def twin(self, memory: Memory) -> Placing:
        """The same, to go on from here by itself, with what is counted in `memory`."""
        twin = copy.copy(self)
        twin._memory, twin._page, twin._held = memory, copy.copy(self._page), list(self._held)
        return twin

    def stands_as(self, other: Placing) -> bool:
        """Whether what comes next stands where it does for the other."""
        return not self._held and not other._held and vars(self._page) == vars(other._page)

    def spot(self, block: Block) -> BlockStanding:
        """Where a block would stand that is not kept with the next, were it added."""
        held = [*self._held, _measure(block, self._sheet, self._memory)]
        return _placed(held, copy.copy(self._page), self._keeping)[-1]


def estimate_sections(
    composition: Composition, sheet: Sheet, memory: Memory | None = None
) -> Iterator[list[BlockStanding]]:
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
    """Of a table with such rows: they and the row below, or a line of it where it may be parted,
    which Word holds together.
    """
    partable: Mapping[int, PartedRow] = {}
    """Of a table: the rows that may stand on two pages, by their indices."""
    blanks: tuple[float, ...] = ()
    """The heights of empty lines above."""


def _placed(blocks: Sequence[_Measured], page: _Page, keeping: bool) -> list[BlockStanding]:
    """Blocks placed on a page and those after it; each but the last is kept with the next."""
    spots: list[BlockStanding] = []
    for index, each in enumerate(blocks):
        if each.new_page and page.begun:
            page.turn()
            page.fresh = False
        below_something = page.begun
        if each.blanks:
            page.place(_empty(each.blanks))
        if not (index or each.new_page or page.fresh) and below_something:
            chain = _chain(blocks, keeping)
            if chain and page.y + chain > page.height + _SLACK:
                page.turn()
        spots.append(page.place(each))
        page.holds_block = True
    return spots


def _empty(rows: tuple[float, ...]) -> _Measured:
    """Empty lines, which may part anywhere."""
    return _Measured(rows, 0, 0, False, False, False, False, False, 0.0)


def _styled(block: Block, following: Block | None) -> Block:
    """The block in the style that it is printed in: a title above text has a blank line below."""
    if isinstance(block, Paragraph) and last_of_title_block(block, following):
        return replace(block, style=f"{block.style}末")
    return block


def _measure(block: Block, sheet: Sheet, memory: Memory) -> _Measured:
    """What a block needs: the same one is asked about several times on its way."""
    key = id(block), sheet.page.text_width
    known = memory.measured.get(key)
    if known is None:
        known = memory.measured[key] = block, _measured(block, sheet, memory)
    return known[1]


def _measured(block: Block, sheet: Sheet, memory: Memory) -> _Measured:
    if isinstance(block, Table):
        rows = memory.row_heights(block, sheet)
        head = block.header_rows
        header = sum(rows[:head])
        partable = {at: parted_row(block, at, sheet, rules=memory.rules) for at in block.divisible}
        first = partable[head].least if head in partable else sum(rows[head : head + 1])
        below = rule_around_table(block.style, sheet) if memory.rules else 0
        return _Measured(
            *(rows, 0, below, False, False, False, False, False, 0.0, header),
            least=header + first if head else 0.0,
            partable=partable,
        )
    fit, setting = block.fit, sheet.blocks_of(block.style)
    pitch = fit.pitch if fit and fit.pitch is not None else _pitch(block, setting, sheet)
    filled = memory.filled(block, sheet)
    return _Measured(
        (pitch,) * filled.lines,
        room_above(block, sheet),
        setting.below,
        begins_page(block, sheet),
        setting.keeps_next,
        bool(fit and fit.keep_next),
        setting.whole,
        setting.widows or bool(fit and fit.widow_control),
        filled.last,
        blanks=tuple(float(each or sheet.page.row) for each in fit.blanks) if fit else (),
    )


def _pitch(paragraph: Paragraph, setting: BlockSetting, sheet: Sheet) -> float:
    """Of a picture's line its height and what a face reaches below the foot it stands on."""
    if not paragraph.picture:
        return setting.pitch
    below = sheet.size_of(paragraph.style) * HALF_POINT * _DESCENT
    return paragraph.picture.height / EMU_PER_TWIP + below


def _kept_with_last(last: _Measured, keeping: bool) -> bool:
    return last.keeps_next or (keeping and last.asks_next)


def _chain(measured: Sequence[_Measured], keeping: bool) -> float:
    """The height that must not part from the first block on: it and all that is kept with it, to
    the first line of the last. 0 where it may break after its own first line, or row.
    """
    height, gap = 0.0, 0.0
    for at, each in enumerate(measured):
        if at and each.new_page:
            return height
        height += each.before if at else max(each.before, 0.0)
        holds = _kept_with_last(each, keeping)
        if not holds:
            if not at and not each.whole:
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
    Word does where a page ends by itself. `holds_block` = a block stands on it or on one before it.
    """

    def __init__(self, height: float, start: float, more: float) -> None:
        self.usual, self.height, self.number, self.y = height, height + more, 1, start
        self.fresh = False
        self.gap = 0.0
        self.holds_block = False

    @property
    def begun(self) -> bool:
        """Whether anything stands on it, or on a page before it."""
        return self.holds_block or self.y > 0

    def turn(self) -> None:
        self.number += 1
        self.height = self.usual
        self.y, self.gap, self.fresh = 0.0, 0.0, True

    def place(self, each: _Measured) -> BlockStanding:
        above = 0.0 if self.fresh else self.gap + each.before
        left = list(each.rows)
        first: tuple[int, float] | None = None
        while True:
            fitting = self._fitting(left, above, each)
            part = self._part(left, fitting, above, each)
            if not fitting and not part and not self.fresh:
                self.turn()
                above = each.header if first else 0.0
                continue
            fitting = fitting if part else fitting or 1
            if first is None:
                first = (self.number, self.y + above)
            self.y += above + sum(left[:fitting]) + part
            self.fresh = False
            del left[:fitting]
            if not left:
                break
            if part:
                row = each.partable[len(each.rows) - len(left)]
                left[0] -= part - row.around
            self.turn()
            above = each.header
        self.gap = each.after
        on_last = fitting
        return BlockStanding(*first, self.number, self.y, len(each.rows), on_last, each.last_width)

    def _part(self, rows: Sequence[float], fitting: int, above: float, each: _Measured) -> float:
        """What of the row behind those that fit stands on this page, whole lines of it."""
        row = each.partable.get(len(each.rows) - len(rows) + fitting)
        if row is None or fitting == len(rows):
            return 0.0
        room = self.height - self.y - above - sum(rows[:fitting]) + _SLACK
        lines = (room - row.around) // row.pitch
        return row.around + lines * row.pitch if lines >= 1 else 0.0

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
