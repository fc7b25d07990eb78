"""No place depends on room above a paragraph at the head of a page, where Word's versions differ:
2013 and later drop it below a break, and none says what becomes of it where a page ends by itself.
Empty lines stand there in its place, which every program sets alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from ..composition import Block, Fit, Paragraph
from ..sheet.data import Sheet
from .estimate import Memory, estimate
from .heights import begins_page, line_pitch, room_above

_LEFT: Final = 20
"""Twips left free where empty lines fill up a page."""


def blank_lines(height: float, row: int) -> tuple[int, ...]:
    """Empty lines that are so high together (twips), each about as high as a line of the grid; 0 =
    just as high.
    """
    if height < 1:
        return ()
    count = max(1, round(height / row))
    if round(height) == count * row:
        return (0,) * count
    each, more = divmod(round(height), count)
    return (each + more, *(each,) * (count - 1))


def runs(blocks: Sequence[Block], sheet: Sheet) -> Iterator[range]:
    """The blocks in groups, of which each but the first begins a page by itself."""
    first = 0
    for index, block in enumerate(blocks):
        if index and isinstance(block, Paragraph) and begins_page(block, sheet):
            yield range(first, index)
            first = index
    if blocks:
        yield range(first, len(blocks))


def without_room_at_heads(
    blocks: Sequence[Block],
    sheet: Sheet,
    memory: Memory,
    *,
    start: float = 0.0,
    more: float = 0.0,
    below_header: bool = False,
) -> tuple[Block, ...]:
    """The blocks of a section with empty lines in place of room above those that begin a page: by
    themselves, as the first of the section unless they are `below_header`, or because the page
    before is full. They begin `start` twips below the upper edge of the type area, and
    page 1 is `more` higher than others.
    """
    made = list(blocks)
    for run in runs(blocks, sheet):
        above, below = (0.0, 0.0) if run.start else (start, more)
        rooms = [_room_above(blocks[index], sheet) for index in run]
        first = blocks[run.start]
        if rooms[0] and not (below_header and run.start == 0):
            assert isinstance(first, Paragraph)  # noqa: S101  tables have no room above
            begins = begins_page(first, sheet)
            lines = blank_lines(rooms[0], sheet.page.row)
            made[run.start] = _below(first, lines, new_page=begins)
        if not any(rooms):
            continue
        spots = estimate(
            blocks[run.start : run.stop], sheet, start=above, more=below, memory=memory
        )
        if rooms[0] and run.start == 0 and below_header and spots[0].page > 1:
            assert isinstance(first, Paragraph)  # noqa: S101  tables have no room above
            left = sheet.page.text_height + below - above
            made[0] = _below(first, _filling(first, rooms[0], left, sheet))
        for at, (last, spot) in enumerate(pairwise(spots), 1):
            block = blocks[run.start + at]
            if rooms[at] and spot.page > last.last_page and isinstance(block, Paragraph):
                foot = sheet.page.text_height + (below if last.last_page == 1 else 0.0)
                lines = _filling(block, rooms[at], foot - last.bottom, sheet)
                made[run.start + at] = _below(block, lines)
    return tuple(made)


def _room_above(block: Block, sheet: Sheet) -> float:
    return room_above(block, sheet) if isinstance(block, Paragraph) else 0.0


def _below(block: Paragraph, blanks: tuple[int, ...], *, new_page: bool = False) -> Paragraph:
    fit = block.fit or Fit()
    return replace(block, fit=replace(fit, before=0, blanks=blanks, new_page=new_page))


def _filling(block: Paragraph, room: float, left: float, sheet: Sheet) -> tuple[int, ...]:
    """Empty lines, together no higher than `room`, at the foot of a page with `left` twips left, so
    that nothing of the block has room below them.
    """
    row = sheet.page.row
    if left >= room:
        return blank_lines(room, row)
    whole = (0,) * int(left // row)
    left -= len(whole) * row
    pitch = block.fit.pitch if block.fit and block.fit.pitch else line_pitch(block.style, sheet)
    return (*whole, int(left) - _LEFT) if left >= pitch else whole
