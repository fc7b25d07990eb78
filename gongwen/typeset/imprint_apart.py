"""Whether a blank page comes before an imprint that has an even page to itself: then neither has a
number (7.5); where the text ends on the odd page before, the imprint's page is numbered on.
"""

from __future__ import annotations

from msgspec.structs import replace

from ..composition import Composition
from ..sheet.data import Sheet
from .estimate import Memory, estimate_sections


def with_imprint_numbered(composition: Composition, sheet: Sheet, memory: Memory) -> Composition:
    """The composition, its imprint told whether its page has a number."""
    if composition.imprint is None or not sheet.page.imprint_apart:
        return composition
    sections = estimate_sections(composition, sheet, memory)
    pages = sum(spots[-1].last_page if spots else 1 for spots in sections)
    return replace(composition, imprint_numbered=pages % 2 == 1)
