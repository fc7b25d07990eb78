"""The names of a joint mark set smaller, so that page 1 shows text (7.2.4, 7.3.3)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from ..composition import Fit, HeaderZone
from ..sheet.data import HALF_POINT, Sheet
from .heights import line_pitch, line_with_room

STYLE: Final = "联合标志"
_LADDER: Final = (42, 36, 32, 28, 26, 24, 22)
"""Points: 初号, 小初, 一号, 小一, 二号 and the sizes between them that Word offers."""
_BASELINE: Final = 0.81
"""Of a line of an exact height, from its top to the foot of its characters."""
_INK: Final = 0.86
"""Height of a headline character above its foot, in sizes."""
_OFF: Final = 40
"""Twips that the upper edge may be too low: two names cannot share what is left of their rows."""


def smaller_marks(zone: HeaderZone, sheet: Sheet) -> Iterator[HeaderZone]:
    """The header zone with its stacked names at each smaller size of the ladder, down to the
    smallest of the sheet; none where they are not stacked.

    The stack takes whole rows of the grid, so that what stands below keeps to it; the upper edge of
    the first name stays where it is, 35 mm below that of the type area.
    """
    count = len(zone.marks)
    if not zone.mark_suffix or count < 2:
        return
    own, pitch, row = sheet.size_of(STYLE), line_pitch(STYLE, sheet), sheet.page.row
    beside = line_with_room("联合标志字", sheet)
    above = _BASELINE * pitch - _INK * own * HALF_POINT
    for points in _LADDER:
        twips = points * 2 * HALF_POINT
        if not sheet.places.smallest_joint <= twips < own * HALF_POINT:
            continue
        height = math.ceil(count * pitch * 2 * points / own / row) * row
        closer = min((height - above - _INK * twips) / (count - _BASELINE), height / count)
        if height < beside or above + _OFF < _BASELINE * closer - _INK * twips:
            continue
        before = height - count * math.floor(closer)
        fit = Fit(before=before, pitch=math.floor(closer), size=2 * points)
        yield replace(zone, mark_fit=fit)
