"""A composition as the names a template uses, and the facts its tags cannot carry.

A paragraph, table or section end that needs more than its style carries a mark in its text, which
`finish` finds again. Marks are noncharacters, which `source` refuses in whatever
is typed or escaped, and `tabular` in cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..composition import (
    CELLS,
    TABLE_STYLE,
    Composition,
    ContentsLine,
    Fit,
    Geometry,
    HeaderZone,
    Heading,
    Imprint,
    PageSection,
    Paragraph,
    Picture,
    Run,
    Scope,
    Spacing,
    Table,
    TabStop,
    last_of_title_block,
)
from ..sheet.data import HALF_POINT, Sheet
from ..template.page_furniture import SectionForm
from ..template.style_parts import style_id
from ..typeset.signers import LABEL, signer_lines
from ..typeset.table_rows import written_heights

MARK_START: Final = "\ufdd0"
MARK: Final = re.compile(f"{MARK_START}([0-9]+)\ufdd1")
"""A mark at the start of a text; its number indexes the facts."""

TABLE = "表格"
_CELL_SAMPLES: Final = ("表文", "表文居中", "表头")
"""The styles of cells that templates have samples of; the first stands in for others until `finish`
gives them their own.
"""
_TAIL = "版记尾"
_NARROWED: Final = "标志缩"
"""What the names of the styles begin with that narrow a mark."""
_SUFFIX_GAP = 0.5
"""Between the stacked names and “文件”, in characters of the latter."""
_FILLED: Final = 0.99
"""How much of its line a mark may fill: programs round the widths of narrowed characters, and one
that fills its line to the last point is broken by some.
"""


class Stack(Struct, frozen=True):
    """Grid of the table of a joint mark: names, “文件”. Twips."""

    widths: tuple[int, int]


class Ruled(Struct, frozen=True):
    """A table, and the styles in it that a template has no samples of: the id of its table style
    ("" = the sample's), and those of its paragraphs by their keys.
    """

    table: Table
    style: str
    cells: Mapping[str, str]


class SectionEnd(Struct, frozen=True):
    """The paragraph is the last of a section of this orientation."""

    landscape: bool


class SetLeft(Struct, frozen=True):
    """The lines of a paragraph are set left, not stretched to the right edge."""


class Held(Struct, frozen=True):
    """Hyphens of a paragraph, by their places in its `length` characters, at which no line ends."""

    places: tuple[int, ...]
    length: int


class Spaced(Struct, frozen=True):
    """Some of a paragraph's `length` characters stand closer together or further apart."""

    spacing: tuple[Spacing, ...]
    length: int


Fact = (
    Geometry
    | SetLeft
    | Spaced
    | Held
    | Fit
    | Picture
    | Ruled
    | Stack
    | SectionEnd
    | Heading
    | ContentsLine
    | Scope
)


def context_of(composition: Composition, sheet: Sheet) -> tuple[dict[str, Any], list[Fact]]:
    """The names for the template, and the facts in the order of their marks."""
    naming = _Naming(sheet)
    header, imprint = composition.header_zone, composition.imprint
    names = {
        "版头": naming.header(header) if header else None,
        "主体": naming.body(_sections(composition, sheet)),
        "版记": _imprint(imprint) if imprint and has_rows(imprint) else None,
    }
    return names, naming.facts


def has_rows(imprint: Imprint) -> bool:
    """Whether anything would stand in the imprint."""
    return any(
        (
            imprint.recipients,
            imprint.copies_to,
            imprint.printed_by,
            imprint.printed_on,
            imprint.copies,
        )
    )


def last_section(composition: Composition, sheet: Sheet) -> SectionForm:
    """What the last page is: the imprint never stands on a landscape one."""
    if composition.imprint and has_rows(composition.imprint):
        if not sheet.page.imprint_apart:
            return "upright"
        return "numbered imprint" if composition.imprint_numbered else "imprint"
    sections = composition.sections
    return "landscape" if sections and sections[-1].landscape else "upright"


def _sections(composition: Composition, sheet: Sheet) -> tuple[PageSection, ...]:
    """The sections, with one more where the imprint needs a page of its own."""
    sections = composition.sections
    if not (composition.imprint and has_rows(composition.imprint) and sections):
        return sections
    if sections[-1].landscape or sheet.page.imprint_apart:
        return (*sections, PageSection((Paragraph(_TAIL, ()),)))
    return sections


def _imprint(imprint: Imprint) -> SimpleNamespace:
    return SimpleNamespace(
        主送=imprint.recipients,
        抄送=imprint.copies_to,
        印发机关=imprint.printed_by,
        印发日期=imprint.printed_on,
        份数=imprint.copies,
    )


class _Naming:
    """Builds the names; collects the facts on the way."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.facts: list[Fact] = []
        self.scales = {
            key: measure.value
            for key in sheet.styles
            if key.startswith(_NARROWED)
            and (measure := sheet.measure(key, "缩放"))
            and isinstance(measure.value, int)
        }

    def header(self, zone: HeaderZone) -> SimpleNamespace:
        return SimpleNamespace(
            标注=[self.paragraph(notice) for notice in zone.notices],
            联合=bool(zone.mark_suffix),
            标志=self.stack(zone) if zone.mark_suffix else self.marks(zone),
            标志尾=zone.mark_suffix,
            发文字号=zone.document_number,
            签发人=self.signers(zone) if zone.signers else (),
            要素=[self.paragraph(element) for element in zone.elements],
        )

    def marks(self, zone: HeaderZone) -> list[SimpleNamespace]:
        """The mark in one paragraph, or none: its lines all narrowed alike until the longest fits
        the width that the style leaves, with a little to spare.
        """
        style = zone.mark_style
        room = self.sheet.page.text_width
        for side in ("左缩进", "右缩进"):
            room -= self.sheet.twips(style, side)
        longest = max(zone.marks, key=len, default="")
        scale = self._narrowed(longest, style, room * _FILLED)
        runs = (Run("\n".join(zone.marks), scale),)
        return [self.paragraph(Paragraph(style, runs, fit=zone.mark_fit))] if zone.marks else []

    def stack(self, zone: HeaderZone) -> list[SimpleNamespace]:
        """The names of a joint mark, all narrowed alike, beside room for the suffix. What the
        longest has to spare comes out of the gap between them, where nothing else is left.
        """
        suffix_character = self.sheet.character_of("联合标志字")
        suffix = round((len(zone.mark_suffix) + _SUFFIX_GAP) * suffix_character)
        whole = self.sheet.page.text_width
        room = whole - suffix
        longest = max(zone.marks, key=len)
        fit = zone.mark_fit
        size = fit.size if fit else None
        style = self._narrowed(longest, "联合标志", room, size)
        scale = self.scales[style] if style else 100
        names = round(self._width(longest, "联合标志", scale, size) / _FILLED)
        suffix = min(suffix, max(whole - names, round(len(zone.mark_suffix) * suffix_character)))
        names = min(names, whole - suffix)
        below = replace(fit, before=None) if fit else None
        first, *more = [
            Paragraph("联合标志", (Run(mark, style),), fit=below) for mark in zone.marks
        ]
        marked = self.paragraph(replace(first, fit=fit), self.mark(Stack((names, suffix))))
        return [marked, *(self.paragraph(paragraph) for paragraph in more)]

    def _narrowed(self, text: str, style: str, room: float, size: int | None = None) -> str | None:
        """The style that narrows a text least of those by which it fits; the narrowest where it
        fits by none. `size` in half points, None = that of the style.
        """
        if self._width(text, style, 100, size) <= room:
            return None
        widest_first = sorted(self.scales, key=lambda each: -self.scales[each])
        for each in widest_first:
            if self._width(text, style, self.scales[each], size) <= room:
                return each
        return widest_first[-1]

    def _width(self, text: str, style: str, scale: int, size: int | None) -> float:
        """How wide a text stands in a style at a `scale` in percent; what the grid adds to each
        character is not scaled.
        """
        own = self.sheet.size_of(style)
        added = self.sheet.character_of(style) - own * HALF_POINT
        return len(text) * ((size or own) * HALF_POINT * scale / 100 + added)

    def signers(self, zone: HeaderZone) -> list[SimpleNamespace]:
        """Aligned with the first name; the number on the last line (7.2.5–7.2.6)."""
        placed = signer_lines(zone, self.sheet)
        lines = []
        for index, row in enumerate(placed.rows):
            head = zone.document_number if index == len(placed.rows) - 1 else ""
            stops = {placed.first, placed.second} | ({placed.label} if index == 0 else set())
            geometry = Geometry(tabs=tuple(TabStop(round(at)) for at in sorted(stops)))
            lead = f"\t{LABEL}" if index == 0 else "\t"
            runs = (Run(head + lead), Run("\t".join(row), "签发人姓名"))
            style = _signer_style(index, len(placed.rows))
            lines.append(self.paragraph(Paragraph(style, runs, geometry)))
        return lines

    def body(self, sections: Sequence[PageSection]) -> list[SimpleNamespace]:
        """The blocks of all sections in one list; section ends are marked."""
        blocks: list[SimpleNamespace] = []
        for number, section in enumerate(sections):
            ends = SectionEnd(section.landscape) if number < len(sections) - 1 else None
            for index, block in enumerate(section.blocks):
                if isinstance(block, Table):
                    blocks.append(self.table(block))
                    continue
                last = index == len(section.blocks) - 1
                mark = self.mark(ends) if ends and last else ""
                following = None if last else section.blocks[index + 1]
                blocks.append(
                    self.paragraph(block, mark, last_of_title=last_of_title_block(block, following))
                )
            if ends and (not section.blocks or isinstance(section.blocks[-1], Table)):
                blocks.append(self.paragraph(Paragraph(_TAIL, ()), self.mark(ends)))
        if blocks and sections[-1].blocks and isinstance(sections[-1].blocks[-1], Table):
            blocks.append(self.paragraph(Paragraph(_TAIL, ())))
        return blocks

    def table(self, table: Table) -> SimpleNamespace:
        mark = self.mark(self.ruled(replace(table, heights=written_heights(table, self.sheet))))
        rows = []
        for row in table.rows:
            cells = []
            for cell in row:
                paragraphs = cell.paragraphs or (Paragraph("表文", ()),)
                cells.append(
                    SimpleNamespace(
                        段=[
                            self.paragraph(_as_sample(paragraph), "" if index else mark)
                            for index, paragraph in enumerate(paragraphs)
                        ]
                    )
                )
                mark = ""
            rows.append(SimpleNamespace(格=cells))
        return SimpleNamespace(样式=TABLE, 行=rows)

    def ruled(self, table: Table) -> Ruled:
        """The table, and the ids of its styles that have no sample."""
        cells = (cell.paragraphs for row in table.rows for cell in row)
        styles = {paragraph.style for paragraphs in cells for paragraph in paragraphs}
        ids = {key: style_id(self.sheet.styles[key]) for key in styles if not _has_sample(key)}
        own = "" if table.style == TABLE_STYLE else style_id(self.sheet.styles[table.style])
        return Ruled(table, own, ids)

    def paragraph(
        self, paragraph: Paragraph, mark: str = "", *, last_of_title: bool = False
    ) -> SimpleNamespace:
        """A paragraph whole (文字), as its lead and the rest (首句, 余文), and by runs (字串)."""
        if paragraph.geometry is not None:
            mark += self.mark(paragraph.geometry)
        if paragraph.ragged or paragraph.holds_address:
            mark += self.mark(SetLeft())
        if paragraph.spacing:
            mark += self.mark(Spaced(paragraph.spacing, len(paragraph.text)))
        if paragraph.held:
            mark += self.mark(Held(paragraph.held, len(paragraph.text)))
        if paragraph.fit is not None:
            mark += self.mark(paragraph.fit)
        if paragraph.picture is not None:
            mark += self.mark(paragraph.picture)
        if (heading := paragraph.heading) and (heading.run_in or heading.bookmark):
            mark += self.mark(heading)
        if paragraph.contents is not None:
            mark += self.mark(paragraph.contents)
        if paragraph.scope is not None and paragraph.scope.bookmark:
            mark += self.mark(paragraph.scope)
        for seal in paragraph.seals:
            mark += self.mark(seal)
        style = paragraph.style + "末" if last_of_title else paragraph.style
        runs = paragraph.runs
        if len(runs) == 1 and not runs[0].style:
            return _plain(style, mark + runs[0].text)
        if not runs:
            return _plain(style, mark)
        texts = [run.text for run in runs]
        texts[0] = mark + texts[0]
        faces = [run.style or "" for run in runs]
        led = faces[0] if len(faces) == 2 and not faces[1] else ""
        return SimpleNamespace(
            样式=style,
            文字="".join(texts),
            整段=not any(faces),
            首样式=led,
            首句=texts[0] if led else "",
            余文=texts[1] if led else "",
            字串=[
                SimpleNamespace(样式=face, 文字=text)
                for face, text in zip(faces, texts, strict=True)
                if text
            ],
        )

    def mark(self, fact: Fact) -> str:
        self.facts.append(fact)
        return f"{MARK_START}{len(self.facts) - 1}\ufdd1"


def _signer_style(index: int, rows: int) -> str:
    if rows == 1:
        return "签发人"
    if index == 0:
        return "签发人首行"
    return "签发人末行" if index == rows - 1 else "签发人中行"


def _as_sample(paragraph: Paragraph) -> Paragraph:
    """A paragraph of a cell in a style that templates have a sample of."""
    return paragraph if _has_sample(paragraph.style) else replace(paragraph, style=_CELL_SAMPLES[0])


def _has_sample(style: str) -> bool:
    return style in _CELL_SAMPLES or not style.startswith(CELLS)


def _plain(style: str, text: str) -> SimpleNamespace:
    """A paragraph of one face, as nearly all are."""
    whole = (SimpleNamespace(样式="", 文字=text),) if text else ()
    return SimpleNamespace(
        样式=style, 文字=text, 整段=True, 首样式="", 首句="", 余文="", 字串=whole
    )
