"""The single pass over a rendered document that sets what Jinja cannot: computed indents and tabs,
table grids and merges, pictures, section breaks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from .composition import Cell, Fit, Geometry, Picture, Table
from .context import MARK, MARK_START, SPLINTER, BreakWords, Fact, SectionEnd, Stack
from .page_furniture import SectionKind, Sections
from .wordml import R, W, element

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_MAIN_URI = f"{_DRAWING}/main"
_PICTURE_URI = f"{_DRAWING}/picture"
_INLINE_URI = f"{_DRAWING}/wordprocessingDrawing"
_DISTANCES = {"distT": "0", "distB": "0", "distL": "0", "distR": "0"}
_TEXT, _PARAGRAPH, _PROPERTIES = W + "t", W + "p", W + "pPr"


@dataclass(slots=True)
class Media:
    """The picture files of a document, each once: (file name, relationship id, content)."""

    files: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)
    placed: int = 0
    """How many drawings refer to them."""

    def relationship(self, picture: Picture) -> str:
        """The id by which the document refers to a picture."""
        digest = hashlib.sha256(picture.content).hexdigest()
        if digest not in self.files:
            number = len(self.files) + 1
            name = f"image{number}.{picture.suffix}"
            self.files[digest] = (name, f"rIdImage{number}", picture.content)
        return self.files[digest][1]


def finish(
    root: etree._Element, facts: Sequence[Fact], sections: Sections, last: SectionKind
) -> Media:
    """Apply `facts` where their marks stand, in place, and take the marks out; `last` is the kind
    of the last section. Returns the pictures. Each fact's mark must occur exactly once.
    """
    media = Media()
    found = 0
    for text in list(root.iter(_TEXT)):
        words = text.text
        if not words:
            _drop_empty(text)
            continue
        if words[0] != MARK_START and SPLINTER not in words:
            continue
        paragraph = _ancestor(text, _PARAGRAPH)
        numbers = [int(number) for number in MARK.findall(words) if number]
        _write(text, MARK.sub("", words))
        for number in numbers:
            _apply(facts[number], paragraph, sections, media)
        found += len(numbers)
    if found != len(facts):
        raise AssertionError(f"{len(facts)} facts, {found} marks in the rendered document")
    body = root.find(W + "body")
    assert body is not None  # noqa: S101  the template was read as a document
    old = body.find(W + "sectPr")
    if old is not None:
        body.replace(old, sections.of(last))
    for later in list(root.iter(W + "sectPr"))[1:]:
        for first_page in later.findall(W + "titlePg"):
            later.remove(first_page)
    return media


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


def _apply(fact: Fact, paragraph: etree._Element, sections: Sections, media: Media) -> None:
    if isinstance(fact, Geometry):
        _set_geometry(_properties(paragraph), fact)
    elif isinstance(fact, BreakWords):
        _break_words(_properties(paragraph))
    elif isinstance(fact, Fit):
        _set_fit(_properties(paragraph), fact)
    elif isinstance(fact, Table):
        _set_table(_ancestor(paragraph, W + "tbl"), fact)
    elif isinstance(fact, Stack):
        _set_stack(_ancestor(paragraph, W + "tbl"), fact)
    elif isinstance(fact, Picture):
        paragraph.append(_drawing(fact, media))
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
            tabs.append(element("tab", val=stop.alignment, pos=stop.position))
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


def _break_words(properties: etree._Element) -> None:
    """`w:wordWrap` off (允许西文在单词中间换行), which follows `tabs` and precedes `ind`."""
    broken = element("wordWrap", val=0)
    indents = properties.find(W + "ind")
    if indents is not None:
        indents.addprevious(broken)
    else:
        properties.append(broken)


def _set_fit(properties: etree._Element, fit: Fit) -> None:
    """`w:keepNext` and `w:widowControl`, which follow `pStyle`; `w:snapToGrid` and `w:spacing`,
    which precede `ind` (17.3.1.26 pPr). A pitch of its own leaves the grid.
    """
    at = 1 if properties.find(W + "pStyle") is not None else 0
    if fit.widow_control:
        properties.insert(at, element("widowControl"))
    if fit.keep_next:
        properties.insert(at, element("keepNext"))
    spacing: dict[str, int | str] = {}
    if fit.before is not None:
        spacing["before"] = fit.before
    made = []
    if fit.pitch is not None:
        spacing |= {"line": fit.pitch, "lineRule": "exact"}
        made.append(element("snapToGrid", val=0))
    if spacing:
        made.append(element("spacing", **spacing))
    after = (properties.find(W + name) for name in ("ind", "sectPr"))
    following = next((node for node in after if node is not None), None)
    for node in made:
        if following is not None:
            following.addprevious(node)
        else:
            properties.append(node)


def _set_table(table: etree._Element, fact: Table) -> None:
    """Grid, widths, spans, merges, repeated header rows; a row is not split over two pages, unless
    it may. In `trPr` the order of elements is free (17.4.82).
    """
    _set_grid(table, fact.widths)
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
    if cell.columns > 1:
        of_width.addnext(element("gridSpan", val=cell.columns))


def _drawing(picture: Picture, media: Media) -> etree._Element:
    """A run holding a picture (20.2.2.5 pic) in line with the text, or behind it."""
    relationship = media.relationship(picture)
    media.placed += 1
    number = media.placed
    run = element("r")
    drawing = etree.SubElement(run, W + "drawing")
    size = {"cx": str(picture.width), "cy": str(picture.height)}
    if picture.place is None:
        inline = _sub(drawing, _INLINE_URI, "wp", "inline", **_DISTANCES)
        _sub(inline, _INLINE_URI, "wp", "extent", **size)
    else:
        inline = _anchored(drawing, picture.place, size)
    about = {"id": str(number), "name": f"图片{number}", "descr": picture.description}
    _sub(inline, _INLINE_URI, "wp", "docPr", **about)
    graphic = _sub(inline, _MAIN_URI, "a", "graphic")
    data = _sub(graphic, _MAIN_URI, "a", "graphicData", uri=_PICTURE_URI)
    pic = _sub(data, _PICTURE_URI, "pic", "pic")
    names = _sub(pic, _PICTURE_URI, "pic", "nvPicPr")
    _sub(names, _PICTURE_URI, "pic", "cNvPr", **about)
    _sub(names, _PICTURE_URI, "pic", "cNvPicPr")
    fill = _sub(pic, _PICTURE_URI, "pic", "blipFill")
    _sub(fill, _MAIN_URI, "a", "blip").set(R + "embed", relationship)
    _sub(_sub(fill, _MAIN_URI, "a", "stretch"), _MAIN_URI, "a", "fillRect")
    shape = _sub(pic, _PICTURE_URI, "pic", "spPr")
    transform = _sub(shape, _MAIN_URI, "a", "xfrm")
    _sub(transform, _MAIN_URI, "a", "off", x="0", y="0")
    _sub(transform, _MAIN_URI, "a", "ext", **size)
    _sub(_sub(shape, _MAIN_URI, "a", "prstGeom", prst="rect"), _MAIN_URI, "a", "avLst")
    return run


def _anchored(
    drawing: etree._Element, place: tuple[int, int], size: dict[str, str]
) -> etree._Element:
    """The anchor of a picture behind the text (20.4.2.3 anchor), its extent set."""
    anchor = _sub(
        drawing,
        _INLINE_URI,
        "wp",
        "anchor",
        **_DISTANCES,
        simplePos="0",
        relativeHeight="1",
        behindDoc="1",
        locked="0",
        layoutInCell="1",
        allowOverlap="1",
    )
    _sub(anchor, _INLINE_URI, "wp", "simplePos", x="0", y="0")
    for tag, origin, offset in (
        ("positionH", "margin", place[0]),
        ("positionV", "paragraph", place[1]),
    ):
        position = _sub(anchor, _INLINE_URI, "wp", tag, relativeFrom=origin)
        _sub(position, _INLINE_URI, "wp", "posOffset").text = str(offset)
    _sub(anchor, _INLINE_URI, "wp", "extent", **size)
    _sub(anchor, _INLINE_URI, "wp", "wrapNone")
    return anchor


def _sub(
    parent: etree._Element, namespace: str, prefix: str, tag: str, **attributes: str
) -> etree._Element:
    return etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes, nsmap={prefix: namespace})
