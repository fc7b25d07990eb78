"""Face, size and colour of the text; 22 rows and 28 characters a page (5.2.2, 5.2.3, 5.2.4)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ... import patterns as re
from ...paper.quantities import parts_quantity
from ..due import Due
from ..elements import LaidOut
from ..faces import face, is_full_width, is_han
from ..measurement import Measurement
from ..pages import GlyphRow, rows_of
from . import BODY

_POINTS = 0.1
_SPARED = 2
"""So many characters a line may lack so that a later one ends where it should (行末字距)."""
_UNPARTED = re.compile(
    r"([（〔【《〈“‘(\[]*)([A-Za-z0-9.@-]+[%％]?|—+|…+|.)([，。、；：？！）〕】》〉”’…—,;:?!)\]]*)"
)
_SIGNED = ("署名", "盖章署名", "联合署名", "签署", "成文日期")


def measure(layout: LaidOut) -> Iterator[Measurement]:
    yield from _characters(layout)
    yield from _rows(layout)
    yield from _text(layout)
    yield from _colours(layout)


def due(layout: LaidOut) -> Iterator[Due]:
    for text in layout.written("段落", "条目", "责任"):
        yield Due("5.2.2", "正文字号", text.text)
    for element in layout.spots:
        if element.role.endswith(("标志", "标志字")):
            yield Due("7.2.4", "发文机关标志颜色", element.text)
        elif element.role and not element.written.shows_changes:
            yield Due("5.2.4", "文字颜色", element.text)


def _characters(layout: LaidOut) -> Iterator[Measurement]:
    """Rows of nothing but full-width characters: 28 of them, or fewer where the head of the next
    row cannot be parted (9); and how wide each is.
    """
    norm = layout.norm
    for element in layout.of("段落", "条目", "条"):
        for row, below in pairwise(element.rows[1:]):
            if not layout.upright(row.page) or not all(is_full_width(g.text) for g in row.glyphs):
                continue
            if any(b.left - a.right > norm.character / 6 for a, b in pairwise(row.glyphs)):
                continue  # a blank stands in it
            count, about = len(row.glyphs), row.text[:8]
            if count < norm.columns < count + unparted(below.text):
                continue
            if element.own_pitch and count > norm.columns:  # its characters stand closer
                most = norm.columns + 1
                yield Measurement(
                    "7.3.5.5", "收紧字距的一行", most, count, row.page, about, 0, "字"
                )
                continue
            if element.own_spacing and count < norm.columns:  # it ends early for the next line
                fewest = max(count, norm.columns - _SPARED)
                yield Measurement(
                    "5.2.3", "放松字距的一行", fewest, count, row.page, about, 0, "字"
                )
                continue
            yield Measurement("5.2.3", "每行字数", norm.columns, count, row.page, about, 0, "字")
            width = (row.glyphs[-1].left - row.left) / (count - 1) if count > 1 else 0.0
            yield Measurement("5.2.3", "每字宽", norm.character, width, row.page, about, 0.02)


def unparted(text: str) -> int:
    """At least how many characters of the grid the head of a row takes that cannot be parted."""
    end = len("".join(_UNPARTED.match(text).groups()))  # type: ignore[union-attr]  # matches all
    while end < len(text) and parts_quantity(text, end):  # 行末字距 keeps these whole
        end += 1
    return end - sum(not is_full_width(sign) for sign in text[:end]) // 2


def _rows(layout: LaidOut) -> Iterator[Measurement]:
    """Pages of nothing but text that goes on to the next, which is not the page of the signature:
    how many rows; and how far apart they are on any page of nothing but text.
    """
    norm = layout.norm
    plain = {
        page.number: [e for e in layout.elements if any(r.page == page.number for r in e.rows)]
        for page in layout.pages
    }
    for number, elements in plain.items():
        rows = rows_of(
            number, (g for e in elements for r in e.rows if r.page == number for g in r.glyphs)
        )
        text_only = bool(elements) and all(e.role in BODY for e in elements)
        if not text_only or not layout.upright(number) or number in layout.adjusted:
            continue
        runs_on = elements[-1].last.page > number or any(
            e.page == number + 1 and e.role in BODY for e in plain.get(number + 1, [])[:1]
        )
        heading_pushed = elements[-1].last.page == number and any(
            e.role.endswith("级标题") for e in plain.get(number + 1, [])[:1]
        )
        # Text may have been moved to keep the signature company (7.3.5.5).
        signed_next = any(e.role in _SIGNED for e in plain.get(number + 1, []))
        if runs_on and not heading_pushed and not signed_next:
            yield Measurement("5.2.3", "每页行数", norm.rows, len(rows), number, "", 0, "行")
        for above, below in pairwise(rows):
            yield Measurement(
                "5.2.3", "行距", norm.row, below.place - above.place, number, below.text[:8], 0.2
            )


def _text(layout: LaidOut) -> Iterator[Measurement]:
    for element in layout.of("段落", "条目", "责任"):
        row = element.first
        yield Measurement(
            "5.2.2", "正文字号", layout.norm.size, row.size, row.page, row.text[:8], _POINTS, "磅"
        )
        if len(element.rows) > 1:
            last = element.last
            yield Measurement(
                "5.2.2", "正文字体", "仿宋", _rest_face(last), last.page, last.text[:8]
            )


def _rest_face(row: GlyphRow) -> str:
    return face(tuple(glyph for glyph in row.glyphs if is_han(glyph.text)) or row.glyphs)


def _colours(layout: LaidOut) -> Iterator[Measurement]:
    for element in layout.elements:
        colours = {glyph.colour for glyph in element.glyphs}
        if element.role.endswith(("标志", "标志字")):
            yield Measurement(
                "7.2.4",
                "发文机关标志颜色",
                "FF0000",
                "、".join(sorted(colours)),
                element.page,
                element.text[:8],
            )
        elif element.role and not element.shows_changes:
            yield Measurement(
                "5.2.4",
                "文字颜色",
                "000000",
                "、".join(sorted(colours)),
                element.page,
                element.text[:8],
            )
