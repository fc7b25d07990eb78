"""All measures of GB/T 9704-2012 that can be taken of a layout."""

from __future__ import annotations

from msgspec.structs import replace

from .layout import TWIPS_PER_MM, Layout, PlacedLine, PlacedRule, PlacedShape
from .places import LEFT, PAPER_WIDTH, RIGHT, Place
from .places_foot import foot_places
from .places_header import header_places
from .places_text import text_places

_MOVED = (LEFT - (PAPER_WIDTH - RIGHT)) * TWIPS_PER_MM
"""By how much the type area of even pages stands further left than that of odd ones, where a house
exchanges their margins.
"""


def places(layout: Layout, *, mirrored: bool = False) -> list[Place]:
    """`mirrored` = margins are exchanged on even pages: all is to be, on its type area, where it is
    on that of other pages.
    """
    if mirrored:
        layout = _as_odd(layout)
    return [*header_places(layout), *text_places(layout), *foot_places(layout)]


def _as_odd(layout: Layout) -> Layout:
    """The upright even pages moved to where the type area of odd ones is."""
    even = {
        page.number for page in layout.pages if page.number % 2 == 0 and page.width < page.height
    }

    def line(each: PlacedLine) -> PlacedLine:
        pieces = tuple(
            replace(piece, left=piece.left + _MOVED, right=piece.right + _MOVED)
            for piece in each.pieces
        )
        return replace(each, pieces=pieces) if each.page in even else each

    def rule(each: PlacedRule) -> PlacedRule:
        moved = replace(each, left=each.left + _MOVED, right=each.right + _MOVED)
        return moved if each.page in even else each

    def shape(each: PlacedShape) -> PlacedShape:
        return replace(each, left=each.left + _MOVED) if each.page in even else each

    return replace(
        layout,
        lines=tuple(map(line, layout.lines)),
        rules=tuple(map(rule, layout.rules)),
        shapes=tuple(map(shape, layout.shapes)),
    )
