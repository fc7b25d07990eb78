"""Whether the imprint (7.4) has room on the last page of the text.

It floats at the foot of the page that the paragraph below it stands on; where it has no room,
programs part it over two pages, or set it over the text. So that paragraph is told to begin a page.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from ..composition import Composition, Paragraph, Run, Table
from ..sheet.data import Sheet
from .estimate import Memory, estimate
from .heights import (
    LETTER_MARK,
    cell_margins,
    length_of,
    line_pitch,
    page_1,
)
from .line_filling import fill
from .page_heads import runs

_MARGIN: Final = 0.5
"""Rows that must be left above an imprint. Lines of text come in whole rows, so it costs nothing
where they stand on the grid; off the grid it makes up for what the lines are counted wrong.
"""
_TAIL: Final = "版记尾"


def imprint_height(composition: Composition, sheet: Sheet) -> float:
    """How much of the last page of the text the imprint takes. Twips."""
    imprint, zone = composition.imprint, composition.header_zone
    if imprint is None or sheet.page.imprint_apart:
        return 0.0
    table = "信函版记表格" if zone and zone.mark_style == LETTER_MARK else "版记表格"
    lists = [text for text in (imprint.recipients, imprint.copies_to) if text]
    height = 0.0
    for text in lists:
        paragraph = Paragraph("抄送机关", (Run(f"抄送：\t{text}。"),))
        lines = fill(paragraph, sheet, sheet.page.text_width).lines
        height += lines * line_pitch("抄送机关", sheet)
    rows = int(bool(imprint.printed_by or imprint.printed_on)) + int(bool(imprint.copies))
    height += (rows + imprint.printed_by.count("\n")) * line_pitch("印发机关", sheet)
    rows += bool(lists)
    rules = 2 * length_of(table, "上下线", sheet) + (rows - 1) * length_of(table, "横线", sheet)
    if not rows:
        return 0.0
    return height + rows * cell_margins(table, sheet) + rules + sheet.page.reach_below


def with_imprint_placed(composition: Composition, sheet: Sheet, memory: Memory) -> Composition:
    """The composition, its imprint told to begin a page where the text leaves no room for it."""
    height = imprint_height(composition, sheet)
    if not (height and composition.imprint and composition.sections):
        return composition
    *above, section = composition.sections
    if section.landscape or not section.blocks:  # the imprint has a page of its own then
        return composition
    *_, run = runs(section.blocks, sheet)
    blocks = section.blocks[run.start : run.stop]
    start, more = (0.0, 0.0) if run.start else page_1(composition, len(above), sheet)
    ends = estimate(blocks, sheet, start=start, more=more, memory=memory)[-1].bottom
    tails = 2 if isinstance(blocks[-1], Table) else 1
    needed = height + tails * line_pitch(_TAIL, sheet) + _MARGIN * sheet.page.row
    imprint = replace(composition.imprint, new_page=ends + needed > sheet.page.text_height)
    if composition.page_1_lower:
        # Programs differ in where the margin is on a page whose footer reaches above it.
        imprint = replace(imprint, top=round(sheet.page.text_top + sheet.page.text_height - height))
    return replace(composition, imprint=imprint)
