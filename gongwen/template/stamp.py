"""A sheet put on a template: its styles, its settings, its page. What a template touched up in
Word or WPS says of these is overwritten, so it cannot drift from the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from ..sheet.data import Page, Sheet
from ..sheet.lengths import eighths
from ..word.font_table import font_table_xml
from ..word.relationships import FONT_TABLE, THEME, connect, theme_xml
from ..word.wordml import DOCUMENT, NAMESPACES, SETTINGS, STYLES, R, W, element, parse, serialise
from .style_parts import settings_xml, style_id, styles_xml

_STYLE_REFERENCES = ("pStyle", "rStyle", "tblStyle")
_ABOVE_NUMBER = "信函页码上"
_COLUMN_GAP = 425
"""What Word writes between columns; there is but one."""


_FOOT = "版记尾"
"""The style of what is but room at the foot of a page."""


class UnknownStyleError(ValueError):
    """A template uses a style that the sheet does not have. `args[0]` is its name."""


def stamp(parts: Mapping[str, bytes], sheet: Sheet) -> dict[str, bytes]:
    """The parts of a template with the sheet's styles, settings and page.

    Raises UnknownStyleError where a style is used that the sheet does not have, KeyError where the
    document is missing, etree.XMLSyntaxError where a part is damaged.
    """
    renamed = _new_ids(parts.get(STYLES), sheet)
    letter = parse(parts[DOCUMENT]).find(f".//{W}titlePg") is not None
    stamped = dict(parts)
    stamped[STYLES] = styles_xml(sheet)
    stamped[SETTINGS] = settings_xml(sheet)
    stamped[FONT_TABLE] = font_table_xml(sheet.faces)
    stamped[THEME] = theme_xml()
    connect(stamped)
    for name, content in parts.items():
        if name == DOCUMENT or name.startswith(("word/footer", "word/header")):
            root = parse(content)
            _refer(root, renamed)
            _place_tables(root, sheet)
            _word_number(root, sheet)
            if letter and name.startswith("word/footer"):
                _raise_footer(root, sheet)
            for section in list(root.iter(W + "sectPr")):
                fresh = section_properties(section, sheet, landscape=False)
                _parent(section).replace(section, fresh)
            stamped[name] = serialise(root)
    return stamped


def _parent(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    assert parent is not None  # noqa: S101  never called for a root
    return parent


def _new_ids(styles: bytes | None, sheet: Sheet) -> dict[str, str]:
    """The template's style ids → the sheet's. Word and WPS make up ids of their own on saving;
    the names stay.
    """
    ids = {style.name.lower(): style_id(style) for style in sheet.styles.values()}
    renamed = {style_id(style): style_id(style) for style in sheet.styles.values()}
    if styles is None:
        return renamed
    for style in parse(styles).iter(W + "style"):
        name = style.find(W + "name")
        typed = name.get(W + "val", "") if name is not None else ""
        own = style.get(W + "styleId", "")
        if typed.lower() in ids:
            renamed[own] = ids[typed.lower()]
        elif own not in renamed:
            renamed[own] = ""
    return renamed


def _refer(root: etree._Element, renamed: Mapping[str, str]) -> None:
    for name in _STYLE_REFERENCES:
        for reference in root.iter(W + name):
            old = reference.get(W + "val", "")
            new = renamed.get(old)
            if not new:
                raise UnknownStyleError(old)
            reference.set(W + "val", new)


def _place_tables(root: etree._Element, sheet: Sheet) -> None:
    """A table that floats (版记) as wide as the type area and in line with it, its last rule on the
    lower edge (7.4.1), also where the lines of the page reach below that.
    """
    page = sheet.page
    for place in root.iter(W + "tblpPr"):
        if page.mirrored and not page.imprint_apart:
            place.set(W + "horzAnchor", "margin")
            place.set(W + "tblpXSpec", "center")
            if W + "tblpX" in place.attrib:
                del place.attrib[W + "tblpX"]
        else:
            left = page.right if page.mirrored else page.left  # an imprint apart is on an even page
            place.set(W + "tblpX", str(left))
        table = _parent(_parent(place))
        width = table.find(f"{W}tblPr/{W}tblW")
        columns = table.findall(f"{W}tblGrid/{W}gridCol")
        if width is not None and len(columns) == 1:
            for each in (width, columns[0]):
                each.set(W + "w", str(page.text_width))
        if page.reach_below:
            table.append(_row_below(table, sheet))


def _row_below(table: etree._Element, sheet: Sheet) -> etree._Element:
    """An empty row as high as the lines reach below the type area, with a rule on it only: that
    which else would be under the table.
    """
    name = table.find(f"{W}tblPr/{W}tblStyle")
    own = "" if name is None else name.get(W + "val", "")
    style = next((each for each in sheet.styles.values() if style_id(each) == own), None)
    measure = style.measures.get("上下线") if style else None
    thickness = measure.value if measure and isinstance(measure.value, int) else 0
    cell = element("tc")
    properties = etree.SubElement(cell, W + "tcPr")
    properties.append(element("tcW", w=sheet.page.text_width, type="dxa"))
    borders = etree.SubElement(properties, W + "tcBorders")
    if thickness:
        borders.append(element("top", val="single", sz=eighths(thickness), space=0, color="000000"))
    for side in ("left", "bottom", "right"):
        borders.append(element(side, val="nil"))
    margins = etree.SubElement(properties, W + "tcMar")
    for side in ("top", "bottom"):
        margins.append(element(side, w=0, type="dxa"))
    paragraph = etree.SubElement(cell, W + "p")
    etree.SubElement(paragraph, W + "pPr").append(element("pStyle", val=_FOOT))
    row = element("tr")
    about = etree.SubElement(row, W + "trPr")
    about.append(element("cantSplit"))
    about.append(element("trHeight", val=sheet.page.reach_below, hRule="exact"))
    row.append(cell)
    return row


def _word_number(root: etree._Element, sheet: Sheet) -> None:
    """The words around a page number (7.5) as the sheet has them; a template's own stand where it
    has none.
    """
    if "页码" not in sheet.words:
        return
    before, _, after = str(sheet.words["页码"].value).partition("1")
    for paragraph in root.iter(W + "p"):
        if paragraph.find(f"{W}r/{W}fldChar") is None:
            continue
        inside = False
        for run in list(paragraph.iterchildren(W + "r")):
            kind = run.find(W + "fldChar")
            state = "" if kind is None else kind.get(W + "fldCharType", "")
            if state == "begin":
                inside = True
                _add_words(run, before, after=False)
            elif state == "end":
                inside = False
                _add_words(run, after, after=True)
            elif not inside and run.find(W + "t") is not None:
                paragraph.remove(run)


def _raise_footer(root: etree._Element, sheet: Sheet) -> None:
    """A paragraph above each page number of a letter, by which the footer reaches up to the type
    area: where the text of its first page goes further down (10.1), so does the margin of all
    pages.
    """
    style = style_id(sheet.styles[_ABOVE_NUMBER])
    for field in list(root.iterfind(f"{W}p/{W}r/{W}fldChar[@{W}fldCharType='begin']")):
        number = _parent(_parent(field))
        above = number.getprevious()
        if above is not None and above.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None:
            continue
        made = element("p")
        etree.SubElement(made, W + "pPr").append(element("pStyle", val=style))
        number.addprevious(made)


def _add_words(run: etree._Element, words: str, *, after: bool) -> None:
    """A run with `words` beside `run`."""
    if not words:
        return
    made = element("r")
    text = etree.SubElement(made, W + "t")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = words
    if after:
        run.addnext(made)
    else:
        run.addprevious(made)


def section_properties(
    template: etree._Element, sheet: Sheet, *, landscape: bool
) -> etree._Element:
    """The section of `template` (its headers and footers) with the sheet's page and grid. Where
    the template's first page differs, it is a letter's (10.1).

    A landscape page is the upright one turned by a quarter, its head on the binding side (8), so
    its margins are the upright ones moved round.
    """
    page = sheet.page
    first_page = template.find(W + "titlePg")
    made = etree.Element(W + "sectPr", nsmap=NAMESPACES)
    for reference in template:
        if reference.tag in (W + "headerReference", W + "footerReference"):
            copy = element(str(reference.tag)[len(W) :], type=reference.get(W + "type", "default"))
            copy.set(R + "id", reference.get(R + "id", ""))
            made.append(copy)
    made.append(element("type", val="nextPage"))
    if landscape:
        made.append(element("pgSz", w=page.height, h=page.width, orient="landscape"))
        sides, edges = _turned_sides(page), page.turned_edges
        made.append(_margins(sides, header=edges, footer=edges))
    else:
        header, footer = page.bare_header, page.footer
        if first_page is not None:
            header, footer = page.header, page.letter_footer
        made.append(element("pgSz", w=page.width, h=page.height))
        made.append(
            _margins(
                (page.text_top, page.right, page.text_bottom, page.left),
                header=header,
                footer=footer,
            )
        )
    made.append(element("cols", space=_COLUMN_GAP))
    if first_page is not None and not landscape:
        made.append(element("titlePg"))
    made.append(
        element("docGrid", type="linesAndChars", linePitch=page.row, charSpace=sheet.char_space)
    )
    return made


def _turned_sides(page: Page) -> tuple[int, int, int, int]:
    """Top, right, bottom and left margin of a landscape page. Where margins are mirrored, Word
    would exchange its left and right on even pages, which are above and below when it is held
    upright, and not its top and bottom: so both pairs are halved, which moves the type area by no
    more than the millimetre that 5.2.1 allows.
    """
    if not page.mirrored:
        return page.left, page.top, page.right, page.bottom
    across, along = (page.left + page.right) // 2, (page.top + page.bottom) // 2
    return across, along, across, along


def _margins(sides: tuple[int, int, int, int], *, header: int, footer: int) -> etree._Element:
    """`w:pgMar`; `sides` are top, right, bottom, left."""
    top, right, bottom, left = sides
    made = element("pgMar", top=top, right=right, bottom=bottom, left=left)
    for name, value in (("header", header), ("footer", footer), ("gutter", 0)):
        made.set(W + name, str(value))
    return made
