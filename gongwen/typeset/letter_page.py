"""The first page of a letter: text goes down to its second double rule, and a line just above that
is 7/8 of a 3号 character away (10.1).

The lines of the grid do not end there: what is left is shared among the lines of the page, each a
little higher, but for the paragraph that goes on to page 2, whose lines must fit that page too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from ..composition import Block, Composition, Fit, Paragraph
from ..sheet.data import Sheet
from .estimate import BlockStanding, Memory, estimate
from .heights import line_pitch, page_1, room_above
from .page_heads import runs

_HAIR: Final = 10
"""Twips left above the rule: what rounding makes of the lines of a page."""


def with_page_1_filled(composition: Composition, sheet: Sheet, memory: Memory) -> Composition:
    """The composition of a letter whose text goes on below the type area of page 1, with that page
    ending lower and filled to its end; any other as it is.
    """
    start, more = page_1(composition, 0, sheet)
    if not (more and composition.sections):
        return composition
    section, *others = composition.sections
    run = next(runs(section.blocks, sheet), range(0))
    blocks = section.blocks[: run.stop]

    def spots_of(made: Sequence[Block]) -> list[BlockStanding]:
        return estimate(made, sheet, start=start, more=more, memory=memory)

    height = sheet.page.text_height
    spots = spots_of(blocks)
    if not spots or (spots[-1].last_page == 1 and spots[-1].bottom <= height):
        return composition
    filled = _stretched(blocks, spots, height + more, sheet)
    if [spot.last_page for spot in spots_of(filled)] != [spot.last_page for spot in spots]:
        filled = blocks
    made = replace(section, blocks=(*filled, *section.blocks[run.stop :]))
    return replace(composition, sections=(made, *others), page_1_lower=round(more))


def _stretched(
    blocks: Sequence[Block], spots: Sequence[BlockStanding], height: float, sheet: Sheet
) -> tuple[Block, ...]:
    """The blocks with the lines of those that end on page 1 so much higher that its last line ends
    at `height`; as they are where none stands near, or where a pitch was changed already for the
    signature (7.3.5.5).
    """
    on_page = [at for at, spot in enumerate(spots) if spot.page == 1]
    inside = [at for at in on_page if spots[at].last_page == 1]
    last = blocks[on_page[-1]] if on_page else None
    pitched = (_own_pitch(blocks[at]) for at in on_page)
    if not inside or not isinstance(last, Paragraph) or any(pitched):
        return tuple(blocks)
    left = height - _HAIR - _last_line(last, spots[on_page[-1]], height, sheet)
    heights = {at: _height(blocks[at], spots[at], sheet) for at in inside}
    if not 0 < left < sheet.page.row or not sum(heights.values()):
        return tuple(blocks)
    ratio = min(1 + left / sum(heights.values()), sheet.places.widest)
    return tuple(
        _higher(block, ratio, sheet) if heights.get(at) else block
        for at, block in enumerate(blocks)
    )


def _last_line(block: Paragraph, spot: BlockStanding, height: float, sheet: Sheet) -> float:
    """Where the last of its lines on page 1 ends; it begins there."""
    if spot.last_page == 1:
        return spot.bottom
    pitch = line_pitch(block.style, sheet)
    lines = spot.lines - spot.last_lines
    if spot.last_page > 2:
        lines = int((height - spot.top) / pitch)
    return spot.top + lines * pitch


def _own_pitch(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(block.fit and block.fit.pitch)


def _height(block: Block, spot: BlockStanding, sheet: Sheet) -> float:
    """The lines of a paragraph and the room above it; a table and a picture stay as high."""
    if not isinstance(block, Paragraph) or block.picture:
        return 0.0
    return room_above(block, sheet) + spot.lines * line_pitch(block.style, sheet)


def _higher(block: Block, ratio: float, sheet: Sheet) -> Block:
    assert isinstance(block, Paragraph)  # noqa: S101  see `_height`
    room = room_above(block, sheet)
    fit = replace(block.fit or Fit(), pitch=int(line_pitch(block.style, sheet) * ratio))
    return replace(block, fit=replace(fit, before=int(room * ratio)) if room else fit)
