"""Tables over several pages: their head rows again on each (customary; 8 for landscape)."""

from __future__ import annotations

from collections.abc import Iterator

from ..elements import Layout
from ..measurement import Measurement
from ..pages import rows_of


def measure(layout: Layout) -> Iterator[Measurement]:
    for table in sorted({element.table for element in layout.elements if element.table >= 0}):
        inside = [element for element in layout.elements if element.table == table]
        head = [element for element in inside if element.in_head]
        pages = sorted({row.page for element in inside for row in element.rows})
        if not head or len(pages) < 2:
            continue
        wanted = "".join(sorted("".join(element.text for element in head)))
        depth = {round(row.baseline) for element in head for row in element.rows}
        for number in pages[1:]:
            folio = {glyph for row in layout.folios for glyph in row.glyphs}
            glyphs = (glyph for glyph in layout.page(number).glyphs if glyph not in folio)
            top = rows_of(number, glyphs)[: len(depth)]
            found = "".join(sorted("".join(row.text for row in top)))
            again = "重复" if found == wanted else "没有重复"
            yield Measurement("惯例", "续表表头", "重复", again, number, head[0].text)
