"""Whether a blank page comes before an imprint that has an even page to itself: then neither has a
number (7.5); where the text ends on the odd page before, the imprint's page is numbered on.
"""

from __future__ import annotations

from msgspec.structs import replace

from ..composition import Composition
from ..sheet.data import Sheet
from .estimate import Memory, estimate
from .heights import header_height, more_on_page_1, turned_if


def with_imprint_numbered(composition: Composition, sheet: Sheet, memory: Memory) -> Composition:
    """The composition, its imprint told whether its page has a number."""
    if composition.imprint is None or not sheet.page.imprint_apart:
        return composition
    pages = 0
    for number, section in enumerate(composition.sections):
        zone = None if number else composition.header_zone
        spots = estimate(
            section.blocks,
            turned_if(section, sheet),
            start=header_height(zone, sheet),
            more=more_on_page_1(zone, sheet),
            memory=memory,
        )
        pages += spots[-1].last_page if spots else 1
    return replace(composition, imprint_numbered=pages % 2 == 1)
