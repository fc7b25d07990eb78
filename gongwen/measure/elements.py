"""The paragraphs of a .docx found again on its pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from .. import patterns as re
from .measurement import TOLERANCE
from .norm import STANDARD, Norm
from .pages import Glyph, GlyphRow, MeasuredPage, rows_of

_FURTHEST_SKIP = 400
_SHORT = 8
_OUTSIDE = 5.0
_SAME_SIZE = 0.5
_LETTER = "信函标志"
_SPELT = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
"""Characters that stand for others (Kangxi radicals, CJK compatibility ideographs)."""
_DRAWN_ALIKE = {"—": "―─‒–", "·": "•・‧∙", "…": "⋯", "～": "〜"}
_ALIKE = str.maketrans({sign: one for one, signs in _DRAWN_ALIKE.items() for sign in signs})


class Written(Struct, frozen=True):
    """A paragraph of the .docx: the element of a 公文 it is (a style of the sheet, or a guess),
    its text without blanks, and the table it stands in (from 0; -1 = none), as a head row or not.
    `in_header` = it stands in the header of the page. `own_pitch`, `own_room` = its line pitch or
    the spacing of its characters, or the room above it, was changed so that the signature shares a
    page with text (7.3.5.5). `ragged` = it is set left, for a long address does not break.
    `pictures` = how many stand in it. `shows_changes` = words that came or went are marked in it by
    colour. `own_spacing` = some of its lines were set closer or wider to end elsewhere (行末字距).
    """

    role: str
    text: str
    table: int = -1
    in_head: bool = False
    in_header: bool = False
    own_pitch: bool = False
    own_room: bool = False
    ragged: bool = False
    pictures: int = 0
    shows_changes: bool = False
    own_spacing: bool = False


class PlacedParagraph(Struct, frozen=True):
    """A paragraph on the page: its rows from top to bottom, on one page or several."""

    role: str
    text: str
    rows: tuple[GlyphRow, ...]
    table: int = -1
    in_head: bool = False
    own_pitch: bool = False
    own_room: bool = False
    ragged: bool = False
    shows_changes: bool = False
    own_spacing: bool = False

    @property
    def first(self) -> GlyphRow:
        return self.rows[0]

    @property
    def last(self) -> GlyphRow:
        return self.rows[-1]

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.rows[0].page

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        return tuple(glyph for row in self.rows for glyph in row.glyphs)


class PrintedSpot(Struct, frozen=True):
    """A paragraph as it was written, and where it is on the pages; None = it is not on them."""

    written: Written
    placed: PlacedParagraph | None

    @property
    def role(self) -> str:
        return self.written.role

    @property
    def text(self) -> str:
        return self.written.text


class LaidOut(Struct, frozen=True, dict=True):
    """A document as it was written (`spots`) and as it is on its pages. `lost` are the paragraphs
    that could not be found again; they are not measured. `ours` = what each paragraph is was not
    guessed, so that it is known what there is to be measured.
    """

    pages: tuple[MeasuredPage, ...]
    elements: tuple[PlacedParagraph, ...]
    lost: tuple[Written, ...]
    folios: tuple[GlyphRow, ...]
    norm: Norm = STANDARD
    spots: tuple[PrintedSpot, ...] = ()
    ours: bool = True

    def of(self, *roles: str) -> Iterator[PlacedParagraph]:
        """The elements of these roles, in order."""
        return (element for element in self.elements if element.role in roles)

    def written(self, *roles: str) -> Iterator[PrintedSpot]:
        """What was written in these roles, on a page or not, in order."""
        return (spot for spot in self.spots if spot.role in roles)

    def above(self, spot: PrintedSpot) -> PrintedSpot | None:
        """What was written before it, on whichever page."""
        index = self.spots.index(spot)
        above = self.spots[index - 1] if index else None
        return above if above and not above.written.in_header else None

    def below(self, spot: PrintedSpot) -> PrintedSpot | None:
        """What was written after it, on whichever page."""
        index = self.spots.index(spot) + 1
        return self.spots[index] if index < len(self.spots) else None

    def page(self, number: int) -> MeasuredPage:
        """The page of that number."""
        return self.pages[number - 1]

    def upright(self, number: int) -> bool:
        """Whether a page is portrait; sideways pages are measured by section 8 alone."""
        return not self.pages[number - 1].landscape

    def before(self, element: PlacedParagraph) -> PlacedParagraph | None:
        """The element before, where its last row is on the page that this one begins on."""
        index = self.elements.index(element)
        above = self.elements[index - 1] if index else None
        return above if above and above.last.page == element.page else None

    def after(self, element: PlacedParagraph) -> PlacedParagraph | None:
        """The element after, where it begins on the page that this one ends on."""
        index = self.elements.index(element) + 1
        below = self.elements[index] if index < len(self.elements) else None
        return below if below and below.page == element.last.page else None

    @cached_property
    def adjusted(self) -> frozenset[int]:
        """The pages with a line pitch or a spacing of characters of their own (7.3.5.5)."""
        changed = (element for element in self.elements if element.own_pitch)
        return frozenset(row.page for element in changed for row in element.rows)

    def row_tolerance(self, element: PlacedParagraph) -> float:
        """By how much a distance of whole rows to an element may be off: by a part of a row where
        its pitch was changed.
        """
        return TOLERANCE + (self.norm.row * (1 - self.norm.closest) if element.own_pitch else 0.0)

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(element.role for element in self.elements)


def lay_out(
    written: Iterable[Written],
    pages: Sequence[MeasuredPage],
    norm: Norm = STANDARD,
    *,
    ours: bool = True,
) -> LaidOut:
    """Each paragraph with its glyphs. Text is found by reading on from the paragraph before. Where
    margins are mirrored, even pages are moved so that their type area stands where that of odd ones
    does.
    """
    if norm.mirrored:
        pages = [_as_odd(page, norm.left - norm.right) for page in pages]
    written = list(written)
    letter = any(paragraph.role == _LETTER for paragraph in written)
    stream = [
        (page, glyph)
        for page in pages
        for glyph in _in_order(page.glyphs)
        if not glyph.turned and not _is_folio(page, glyph, norm, letter=letter)
    ]
    text = "".join(_folded(glyph.text)[:1] or "\ufffd" for _, glyph in stream)
    spots: list[PrintedSpot] = []
    at = 0
    for paragraph in written:
        wanted = _folded(paragraph.text)
        if not wanted:
            continue
        start = text.find(wanted, at)
        if paragraph.in_header:
            start = _topmost(wanted, text, stream)
            if start >= 0:
                rows = tuple(_rows(stream[start : start + len(wanted)]))
                spots.append(PrintedSpot(paragraph, PlacedParagraph(paragraph.role, wanted, rows)))
                continue
        if start < 0 or (len(wanted) < _SHORT and start - at > _FURTHEST_SKIP):
            start = text.find(wanted) if len(wanted) >= _SHORT else -1
        if start < 0:
            spots.append(PrintedSpot(paragraph, None))
            continue
        end = start + len(wanted)
        at = max(at, end)
        rows = tuple(_rows(stream[start:end]))
        placed = PlacedParagraph(
            paragraph.role,
            wanted,
            rows,
            paragraph.table,
            paragraph.in_head,
            paragraph.own_pitch,
            paragraph.own_room,
            paragraph.ragged,
            paragraph.shows_changes,
            paragraph.own_spacing,
        )
        spots.append(PrintedSpot(paragraph, placed))
    folios = tuple(
        row
        for page in pages
        for row in rows_of(
            page.number,
            (g for g in page.glyphs if g.turned or _is_folio(page, g, norm, letter=letter)),
        )
    )
    elements = tuple(spot.placed for spot in spots if spot.placed)
    lost = tuple(spot.written for spot in spots if not spot.placed)
    return LaidOut(tuple(pages), elements, lost, folios, norm, tuple(spots), ours)


def _in_order(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Glyphs as they were drawn, those of one line from left to right: a character that the face
    lacks is drawn out of turn, in another.
    """
    for _, line in groupby(glyphs, key=lambda glyph: (glyph.turned, round(glyph.baseline, 1))):
        yield from sorted(line, key=lambda glyph: glyph.left)


def _as_odd(page: MeasuredPage, by: float) -> MeasuredPage:
    """An upright even page moved to the right; any other as it is."""
    return page if page.number % 2 or page.landscape else page.moved(by)


def _topmost(wanted: str, text: str, stream: Sequence[tuple[MeasuredPage, Glyph]]) -> int:
    """Where `wanted` stands highest on the first page that has it; -1 = nowhere."""
    places = [found.start() for found in re.finditer(re.escape(wanted), text)]
    key = lambda at: (stream[at][0].number, stream[at][1].baseline)  # noqa: E731
    return min(places, key=key, default=-1)


def _rows(found: Sequence[tuple[MeasuredPage, Glyph]]) -> Iterator[GlyphRow]:
    for number in dict.fromkeys(page.number for page, _ in found):
        yield from rows_of(number, (glyph for page, glyph in found if page.number == number))


def _is_folio(page: MeasuredPage, glyph: Glyph, norm: Norm, *, letter: bool) -> bool:
    """Whether it stands where the page number does: outside the type area, on the side that is
    below when the page is held upright. The text of a letter's first page goes as far down (10.1).
    """
    if not page.landscape:
        below = glyph.baseline > norm.lower_edge + _OUTSIDE
        text = letter and page.number == 1 and abs(glyph.size - norm.size) < _SAME_SIZE
        return below and not text
    below = glyph.baseline > page.height - norm.right + _OUTSIDE
    beside = glyph.left < norm.bottom - _OUTSIDE or glyph.left > page.width - norm.top + _OUTSIDE
    return below or beside


def _folded(text: str) -> str:
    """Text as a PDF may spell it: radicals and compatibility characters as characters, dashes and
    dots that fonts draw alike as one, no blanks.
    """
    return "".join(
        unicodedata.normalize("NFKC", sign) if _SPELT.match(sign) else sign.translate(_ALIKE)
        for sign in text
        if not sign.isspace() and sign != "\u200b"
    )
