"""The single pass over a rendered document that sets what Jinja cannot: computed indents and tabs,
table grids and merges, pictures, section breaks.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from lxml import etree
from msgspec import Struct, field

from ..composition import Cell, ContentsLine, Fit, Geometry, Heading, Imprint, Picture, Scope
from ..template.page_furniture import SectionForm, Sections
from ..word.wordml import NAMESPACES, W, element
from .contents import set_contents_line, set_heading, set_scope
from .drawing import Media, drawing
from .names import MARK, MARK_START, Fact, Held, Ruled, SectionEnd, SetLeft, Spaced, Stack
from .spacing import SpacedStyle, hold, space

_PARAGRAPH, _PROPERTIES = W + "p", W + "pPr"
_MARKED_OR_EMPTY = etree.XPath(
    f"//w:t[not(text()) or starts-with(., '{MARK_START}')]", namespaces=NAMESPACES
)


class Referred(Struct, frozen=True):
    """What a document refers to: pictures, and styles that space characters, by their names."""

    media: Media = field(default_factory=Media)
    spaced: dict[str, SpacedStyle] = field(default_factory=dict)


def finish(
    root: etree._Element,
    facts: Sequence[Fact],
    sections: Sections,
    last: SectionForm,
    *,
    page_1_lower: int = 0,
) -> Referred:
    """Apply `facts` where their marks stand, in place, and take the marks out; `last` is the kind
    of the last section, the first goes `page_1_lower` twips further down. Returns what must be put
    beside the document. Each fact's mark must occur exactly once.
    """
    made = Referred()
    found = 0
    for text in cast(list[etree._Element], _MARKED_OR_EMPTY(root)):
        words = text.text
        if not words:
            _drop_empty(text)
            continue
        paragraph = _ancestor(text, _PARAGRAPH)
        numbers = [int(number) for number in MARK.findall(words)]
        _write(text, MARK.sub("", words))
        for number in numbers:
            _apply(facts[number], paragraph, sections, made)
        found += len(numbers)
    if found != len(facts):
        raise AssertionError(f"{len(facts)} facts, {found} marks in the rendered document")
    _close_rules(root)
    body = root.find(W + "body")
    assert body is not None  # noqa: S101  the template was read as a document
    old = body.find(W + "sectPr")
    if old is not None:
        body.replace(old, sections.of(last))
    first, *later = root.iter(W + "sectPr")
    for section in later:
        for first_page in section.findall(W + "titlePg"):
            section.remove(first_page)
    margins = first.find(W + "pgMar")
    if page_1_lower and margins is not None:
        margins.set(W + "bottom", str(int(margins.get(W + "bottom", "0")) - page_1_lower))
    return made


def place_imprint(root: etree._Element, imprint: Imprint) -> None:
    """The imprint's table floats (17.4.57 tblpPr), on the page of the paragraph below it."""
    for place in root.iterfind(f"{W}body/{W}tbl/{W}tblPr/{W}tblpPr"):
        below = _ancestor(place, W + "tbl").getnext()
        if imprint.new_page and below is not None and below.tag == _PARAGRAPH:
            properties = _properties(below)
            at = 1 if properties.find(W + "pStyle") is not None else 0
            properties.insert(at, element("pageBreakBefore"))
        if imprint.top is not None:
            if W + "tblpYSpec" in place.attrib:
                del place.attrib[W + "tblpYSpec"]
            place.set(W + "vertAnchor", "page")
            place.set(W + "tblpY", str(imprint.top))


def _close_rules(root: etree._Element) -> None:
    """Give a rule that stands over the last row of a floating table (`stamp` puts one there) to the
    row above too: which row that is, is known only now.
    """
    for place in root.iter(W + "tblpPr"):
        rows = _ancestor(place, W + "tbl").findall(W + "tr")
        rule = rows[-1].find(f"{W}tc/{W}tcPr/{W}tcBorders/{W}top")
        if rule is None or len(rows) < 2:
            continue
        for width in rows[-2].iterfind(f"{W}tc/{W}tcPr/{W}tcW"):
            borders = element("tcBorders")
            bottom = etree.SubElement(borders, W + "bottom")
            bottom.attrib.update(rule.attrib)
            width.addnext(borders)


def _ancestor(node: etree._Element, tag: str) -> etree._Element:
    return next(node.iterancestors(tag))


def _write(text: etree._Element, words: str) -> None:
    text.text = words
    if not words:
        _drop_empty(text)


def _drop_empty(text: etree._Element) -> None:
    """An empty text goes, and the run that holds nothing else with it: docxtpl leaves some beside
    each of its run tags.
    """
    run = text.getparent()
    parent = run.getparent() if run is not None else None
    if run is None or parent is None:
        return
    run.remove(text)
    if len(run) == 0 or (len(run) == 1 and run[0].tag == W + "rPr"):
        parent.remove(run)


def _apply(fact: Fact, paragraph: etree._Element, sections: Sections, made: Referred) -> None:
    if isinstance(fact, Geometry):
        _set_geometry(_properties(paragraph), fact)
    elif isinstance(fact, SetLeft):
        _before(_properties(paragraph), element("jc", val="left"), "sectPr")
    elif isinstance(fact, Spaced):
        made.spaced.update((e.name, e) for e in space(paragraph, fact.spacing, fact.length))
    elif isinstance(fact, Held):
        hold(paragraph, fact.places, fact.length)
    elif isinstance(fact, Fit):
        _set_fit(_properties(paragraph), fact)
        if fact.closer:
            _set_closer(paragraph, fact.closer, made.spaced)
        if fact.size is not None:
            _set_of_runs(paragraph, element("sz", val=fact.size), element("szCs", val=fact.size))
        if fact.blanks:
            _put_below_blanks(paragraph, fact)
    elif isinstance(fact, Ruled):
        _set_table(_ancestor(paragraph, W + "tbl"), fact)
    elif isinstance(fact, Stack):
        _set_stack(_ancestor(paragraph, W + "tbl"), fact)
    elif isinstance(fact, Picture):
        paragraph.append(drawing(fact, made.media))
    elif isinstance(fact, Heading):
        set_heading(paragraph, _properties(paragraph), fact)
    elif isinstance(fact, ContentsLine):
        set_contents_line(paragraph, fact)
    elif isinstance(fact, Scope):
        set_scope(paragraph, fact)
    elif isinstance(fact, SectionEnd):
        _properties(paragraph).append(sections.of("landscape" if fact.landscape else "upright"))


def _properties(paragraph: etree._Element) -> etree._Element:
    properties = paragraph.find(_PROPERTIES)
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    return properties


def _set_geometry(properties: etree._Element, geometry: Geometry) -> None:
    """`w:tabs` and `w:ind`. They follow `pStyle` and precede `sectPr` in the schema."""
    made = []
    if geometry.tabs:
        tabs = element("tabs")
        for stop in sorted(geometry.tabs, key=lambda stop: stop.position):
            leader = {"leader": stop.leader} if stop.leader else {}
            tabs.append(element("tab", val=stop.alignment, pos=stop.position, **leader))
        made.append(tabs)
    indents: dict[str, int] = {}
    if geometry.left is not None:
        indents["left"] = geometry.left
    if geometry.right is not None:
        indents["right"] = geometry.right
    if geometry.first_line is not None:
        name = "hanging" if geometry.first_line < 0 else "firstLine"
        indents[name] = abs(geometry.first_line)
    if indents:
        made.append(element("ind", **indents))
    at = 1 if properties.find(W + "pStyle") is not None else 0
    for offset, child in enumerate(made):
        properties.insert(at + offset, child)


def _before(properties: etree._Element, made: etree._Element, *later: str) -> None:
    """Insert before the first of what is `later` in the schema, or at the end."""
    after = (properties.find(W + name) for name in later)
    following = next((node for node in after if node is not None), None)
    if following is not None:
        following.addprevious(made)
    else:
        properties.append(made)


def _set_fit(properties: etree._Element, fit: Fit) -> None:
    """`w:keepNext`, `w:keepLines`, `w:pageBreakBefore` and `w:widowControl`, which follow `pStyle`;
    `w:spacing`, which precedes `ind` (17.3.1.26 pPr). An exact pitch needs not leave the grid for
    its lines, and stays in it for its characters.
    """
    at = 1 if properties.find(W + "pStyle") is not None else 0
    if fit.widow_control:
        properties.insert(at, element("widowControl"))
    if fit.new_page:
        page_break = element("pageBreakBefore")
        if fit.blanks:  # an empty line above does it
            page_break.set(W + "val", "0")
        properties.insert(at, page_break)
    if fit.keep_next:  # whole, which it is contested that keepNext alone says
        properties.insert(at, element("keepLines"))
        properties.insert(at, element("keepNext"))
    spacing: dict[str, int | str] = {}
    if fit.before is not None or fit.blanks:
        spacing["before"] = fit.before or 0
    if fit.pitch is not None:
        spacing |= {"line": fit.pitch, "lineRule": "exact"}
    if spacing:
        _before(properties, element("spacing", **spacing), "ind", "jc", "sectPr")


def _put_below_blanks(paragraph: etree._Element, fit: Fit) -> None:
    """Empty paragraphs above one; of the style that all others build on."""
    for index, height in enumerate(fit.blanks):
        made = []
        if fit.new_page and index == 0:
            made.append(element("pageBreakBefore"))
        if height:
            made.append(element("spacing", line=height, lineRule="exact"))
        blank = element("p")
        if made:
            etree.SubElement(blank, _PROPERTIES).extend(made)
        paragraph.addprevious(blank)


def _set_closer(paragraph: etree._Element, twips: int, spaced: Mapping[str, SpacedStyle]) -> None:
    """`w:spacing` of each run, which takes the place of that of a style that spaces it."""
    for run in paragraph.iterchildren(W + "r"):
        properties = _run_properties(run)
        style = properties.find(W + "rStyle")
        own = spaced.get(style.get(W + "val", "")) if style is not None else None
        properties.append(element("spacing", val=(own.twips if own else 0) - twips))


def _set_of_runs(paragraph: etree._Element, *made: etree._Element) -> None:
    """`w:sz` of each run, which follows `rStyle` and `spacing` (17.3.2.28 rPr)."""
    for run in paragraph.iterchildren(W + "r"):
        _run_properties(run).extend(copy.copy(each) for each in made)


def _run_properties(run: etree._Element) -> etree._Element:
    properties = run.find(W + "rPr")
    if properties is None:
        properties = element("rPr")
        run.insert(0, properties)
    return properties


def _set_table(table: etree._Element, ruled: Ruled) -> None:
    """Styles, grid, widths, spans, merges, repeated header rows; a row is not split over two pages,
    unless it may. In `trPr` the order of elements is free (17.4.82).
    """
    fact = ruled.table
    _set_grid(table, fact.widths)
    if ruled.style:
        for style in table.iterfind(f"{W}tblPr/{W}tblStyle"):
            style.set(W + "val", ruled.style)
    for index, (row, cells) in enumerate(zip(table.iterchildren(W + "tr"), fact.rows, strict=True)):
        properties = row.find(W + "trPr")
        if properties is None:
            properties = element("trPr")
            row.insert(0, properties)
        if index not in fact.divisible:
            properties.append(element("cantSplit"))
        if fact.heights and fact.heights[index]:
            properties.append(element("trHeight", val=fact.heights[index], hRule="atLeast"))
        if index < fact.header_rows:
            properties.append(element("tblHeader"))
        for node, cell, width in _placed(row, cells, fact.widths):
            _set_cell(node, cell, width)
            _set_styles(node, cell, ruled.cells)


def _set_styles(node: etree._Element, cell: Cell, ids: Mapping[str, str]) -> None:
    """The paragraph styles of a cell that its template has no samples of."""
    for paragraph, written in zip(cell.paragraphs, node.iterchildren(_PARAGRAPH), strict=False):
        if paragraph.style in ids:
            for style in written.iterfind(f"{_PROPERTIES}/{W}pStyle"):
                style.set(W + "val", ids[paragraph.style])


def _placed(
    row: etree._Element, cells: Sequence[Cell], widths: Sequence[int]
) -> Iterator[tuple[etree._Element, Cell, int]]:
    """Each cell's element with its width over the grid columns it spans."""
    column = 0
    for node, cell in zip(row.iterchildren(W + "tc"), cells, strict=True):
        yield node, cell, sum(widths[column : column + cell.columns])
        column += cell.columns


def _set_grid(table: etree._Element, widths: Sequence[int]) -> None:
    grid = table.find(W + "tblGrid")
    width = table.find(f"{W}tblPr/{W}tblW")
    assert grid is not None and width is not None  # noqa: S101  the template's samples have both
    grid[:] = [element("gridCol", w=each) for each in widths]
    width.set(W + "w", str(sum(widths)))
    width.set(W + "type", "dxa")


def _set_stack(table: etree._Element, fact: Stack) -> None:
    """The two cells of a joint mark."""
    _set_grid(table, fact.widths)
    row = table.find(W + "tr")
    assert row is not None  # noqa: S101  the template's sample has one
    for cell, width in zip(row.iterchildren(W + "tc"), fact.widths, strict=True):
        _set_cell(cell, Cell(()), width)


def _set_cell(node: etree._Element, cell: Cell, width: int) -> None:
    """Width, span and merge, in the order of the schema (17.4.69 tcPr)."""
    properties = node.find(W + "tcPr")
    if properties is None:
        properties = element("tcPr")
        node.insert(0, properties)
    of_width = properties.find(W + "tcW")
    if of_width is None:
        of_width = element("tcW")
        properties.insert(0, of_width)
    of_width.set(W + "w", str(width))
    of_width.set(W + "type", "dxa")
    if cell.rows is not None:
        of_width.addnext(element("vMerge", val=cell.rows))
    if cell.upright is not None:
        for place in properties.findall(W + "vAlign"):
            properties.remove(place)
        properties.append(element("vAlign", val=cell.upright))
    if cell.columns > 1:
        of_width.addnext(element("gridSpan", val=cell.columns))
