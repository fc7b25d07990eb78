"""附件说明 (7.3.4)."""

from __future__ import annotations

from collections.abc import Iterator

from ... import patterns as re
from ..due import Due
from ..elements import LaidOut, PlacedParagraph
from ..measurement import Measurement
from ..pages import POINT

_LABEL = re.compile(r"附件：(\d+[.．])?")
_NUMERAL = re.compile(r"\d+[.．]")
_TAB = 1.5
"""Millimetres between a numeral and a name that only a tab leaves."""
_ENDS = "，。、；：？！"


def measure(layout: LaidOut) -> Iterator[Measurement]:
    norm = layout.norm
    notes = list(layout.of("附件说明", "附件说明续"))
    if not notes:
        return
    first = notes[0]
    wanted = norm.left + norm.note_in * norm.character
    yield Measurement(
        "7.3.4", "附件说明左空2字", wanted, first.first.left, first.page, first.text[:10]
    )
    above = layout.before(first)
    if above is not None:
        distance = first.first.place - above.last.place
        below, about = "附件说明在正文之下空1行", first.text[:10]
        near = layout.row_tolerance(first)
        yield Measurement("7.3.4", below, 2 * norm.row, distance, first.page, about, near)
    numerals = [start for note in notes if (start := _after(note, _LABEL, 3)) is not None]
    for note in notes[1:]:
        found = note.first.left
        if numerals and _NUMERAL.match(note.text):
            yield Measurement(
                "7.3.4", "附件顺序号对齐", numerals[0], found, note.page, note.text[:10]
            )
    for note in notes:
        name = _name_start(note)
        for row in note.rows[1:]:
            yield Measurement(
                "7.3.4", "附件名称回行与首字对齐", name, row.left, row.page, row.text[:8]
            )
        ends = "有标点" if note.text[-1] in _ENDS else "无标点"
        yield Measurement(
            "7.3.4", "附件名称之后不加标点", "无标点", ends, note.page, note.text[-6:]
        )


def due(layout: LaidOut) -> Iterator[Due]:
    notes = list(layout.written("附件说明", "附件说明续"))
    if not notes:
        return
    first = notes[0]
    yield Due("7.3.4", "附件说明左空2字", first.text)
    above = layout.above(first)
    if above is not None:
        date = next(layout.written("成文日期", "签署日期"), None)  # its page has text
        yield Due("7.3.4", "附件说明在正文之下空1行", first.text, (above, first), 2, date)
    for note in notes:
        yield Due("7.3.4", "附件名称之后不加标点", note.text)
    if re.match(r"附件：\d+[.．]", first.text):
        for note in notes[1:]:
            if _NUMERAL.match(note.text):
                yield Due("7.3.4", "附件顺序号对齐", note.text)


def _after(note: PlacedParagraph, pattern: re.Pattern[str], offset: int) -> float | None:
    """Where the character `offset` characters in stands, in a note that begins with `pattern`."""
    found = pattern.match(note.text)
    glyphs = note.first.glyphs
    return glyphs[offset].left if found and len(glyphs) > offset else None


def _name_start(note: PlacedParagraph) -> float:
    """Where the first character of the name stands, were the numeral's point as wide as in the
    仿宋 of Chinese systems (half a character): stand-ins have a narrower one. A name behind a tab
    stands where it does in any face.
    """
    found = _LABEL.match(note.text) or _NUMERAL.match(note.text)
    glyphs = note.first.glyphs
    at = min(found.end() if found else 0, len(glyphs) - 1)
    point = next((glyph for glyph in glyphs[:at] if glyph.text == "."), None)
    if point is None or glyphs[at].left - point.right > _TAB:
        return glyphs[at].left
    return glyphs[at].left + point.size * POINT / 2 - (point.right - point.left)
