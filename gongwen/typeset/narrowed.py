"""Lists whose lines end better a little earlier (名单, 附件说明, 出席): no name or number parted,
no character alone on the last line. Such a paragraph is indented on the right, as a person would
do it, as far as it takes no more lines by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from ..composition import Geometry, Paragraph
from ..paper.line_ends import NOT_FIRST
from ..paper.quantities import parts_quantity
from ..sheet.data import HALF_POINT, Sheet
from .line_filling import Line, Typed, lines_of, typed_of
from .whole_names import WholeNames

_STYLES: Final = frozenset(("名单", "附件说明", "附件说明续", "出席", "出席续"))
_STEPS: Final = range(1, 9)
"""Halves of a character by which they are narrowed."""


def narrowed(paragraph: Paragraph, names: WholeNames, sheet: Sheet, width: float) -> Paragraph:
    """The paragraph, `width` twips wide, with the least indent that mends its lines; itself where
    they need none, or none mends them.
    """
    if paragraph.style not in _STYLES:
        return paragraph
    typed = typed_of(paragraph, sheet, width)
    if typed.fits:
        return paragraph
    lines = list(lines_of(typed))
    if _stand_well(typed, lines, names):
        return paragraph
    half = sheet.size_of(paragraph.style) * HALF_POINT / 2
    geometry, own = paragraph.geometry or Geometry(), width - typed.room.right
    for step in _STEPS:
        made = replace(paragraph, geometry=replace(geometry, right=round(own + step * half)))
        narrow = typed_of(made, sheet, width)
        found = list(lines_of(narrow))
        if len(found) > len(lines):
            return paragraph
        if _stand_well(narrow, found, names):
            return made
    return paragraph


def _stand_well(typed: Typed, lines: Sequence[Line], names: WholeNames) -> bool:
    text = typed.text
    ends = [line.end for line in lines[:-1]]
    parted = any(parts_quantity(text, end) or names.parts(text, end) for end in ends)
    last = text[lines[-1].start : lines[-1].end].rstrip(NOT_FIRST)
    return not parted and (len(lines) < 2 or len(last) > 1)
