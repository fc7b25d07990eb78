"""The copy of a document that LibreOffice makes a PDF of: changed where LibreOffice misreads Word.

Each function is one difference, on the tree of one part. The document handed to people is never
touched (docs/adr/0003). What 7.4 and 25.2 read alike is changed for every LibreOffice, what they
read differently only for one that shows the fault (`probe`).
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from .. import patterns as re
from ..word.package import pack, unpack
from ..word.relationships import add_part
from ..word.wordml import (
    DOCUMENT,
    DOCUMENT_RELATIONSHIPS,
    NAMESPACES,
    SETTINGS,
    STYLES,
    R,
    W,
    element,
    parse,
    serialise,
)
from .line_corrections import (
    ancestry,
    hang_no_punctuation,
    hold_addresses,
    hold_hyphens,
    hold_signs,
    narrow_characters,
    narrow_latin,
    narrow_runs,
    narrow_spaced,
    part_han_from_latin,
    part_joints,
    widen_lines,
)
from .misreadings import Misreadings

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_POSITION_V, _POSITION_OFFSET = (_WP + name for name in ("positionV", "posOffset"))

_TWIPS_PER_POINT, _EIGHTHS = 20, 8
"""The thickness of a rule is written in eighths of a point."""
_ROUNDED = 0.01
_SPLIT = 400
"""Twips, see `split_inner_margins`."""


def copied(document: bytes, misread: Misreadings) -> bytes:
    """The copy of a .docx; the file itself where one of another program is no such copy's original.

    Raises nothing: what cannot be read is LibreOffice's to refuse.
    """
    try:
        return pack(render_copy(unpack(document), misread))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return document


def render_copy(parts: Mapping[str, bytes], misread: Misreadings) -> dict[str, bytes]:
    """The parts of a .docx (name → content) with every difference made."""
    copy = dict(parts)
    keep_headers_from_the_text(copy)
    styles = parse(copy[STYLES])
    document = parse(copy[DOCUMENT])
    spacing = grid_of_lines(document)
    if spacing is not None:
        widen_lines(document)
        narrow_characters(styles, spacing)
        narrow_runs(document, spacing)
        narrow_spaced(document, styles, spacing)
        narrow_latin(document, styles, spacing)
    take_odd_heights_off_the_grid(document)
    take_own_pitches_off_the_grid(document)
    place_tables_by_the_margin(document)
    if misread.turns_line_offsets:
        turn_line_offsets(document)
    if misread.leaves_out_margins:
        add_margins_to_rows(document, styles)
    if misread.leaves_out_rules:
        add_rules_to_rows(document, styles)
    if misread.hangs_punctuation:
        hang_no_punctuation(styles)
    if b"<w:mirrorMargins" in copy.get(SETTINGS, b""):
        let_numbered_pages_follow(document, copy)
        split_inner_margins(document)
    pages = [name for name in copy if re.fullmatch(r"word/(header|footer)\d*\.xml", name)]
    trees = {DOCUMENT: document, **{name: parse(copy[name]) for name in pages}}
    for tree in trees.values():
        hold_hyphens(tree)
        hold_signs(tree)
        if misread.spaces_latin:
            part_han_from_latin(tree, styles)
        hold_addresses(tree)
        part_joints(tree, misread.joined)
    copy[STYLES] = serialise(styles)
    if SETTINGS in copy:
        settings = parse(copy[SETTINGS])
        lower_compatibility(settings)
        copy[SETTINGS] = serialise(settings)
    return copy | {name: serialise(tree) for name, tree in trees.items()}


def lower_compatibility(settings: etree._Element) -> None:
    """Set the compatibility mode of Word 2013 and later (15) down to that of Word 2010 (14).

    In mode 15 LibreOffice from 24 on shrinks a justified line so that it takes one character more,
    which then stands 0.35 mm outside the type area; 7.4 makes no difference of the two.
    """
    for setting in settings.iter(W + "compatSetting"):
        if setting.get(W + "name") == "compatibilityMode" and setting.get(W + "val") == "15":
            setting.set(W + "val", "14")


def grid_of_lines(document: etree._Element) -> int | None:
    """Give each section a grid of lines in place of one of characters. Returns what the first of
    those added to each character (less than 0: took off), in whole twips rounded down, but for what
    writing it in 4096ths of a point has rounded; None where there was none.

    LibreOffice sets a character that is wider than its cell (16 pt in 15.79 pt) into two cells, so
    that a line holds 14. `narrow_characters` does what the characters' grid does in Word.
    """
    spacing: int | None = None
    for grid in document.iter(W + "docGrid"):
        if grid.get(W + "type") in ("linesAndChars", "snapToChars"):
            grid.set(W + "type", "lines")
            per_character = int(grid.attrib.pop(W + "charSpace", "0"))
            if spacing is None:
                spacing = math.floor(per_character * 20 / 4096 + _ROUNDED)
    return spacing


def keep_headers_from_the_text(parts: dict[str, bytes]) -> None:
    """Give the later pages of a letter a header that is next to nothing high, where they have none.

    LibreOffice 25.2 sets an empty line there, as high as the distance of the first page's header
    allows and a line more: text that begins higher up than on a page of the standard is pushed down
    by it. Word sets nothing.
    """
    document = parse(parts[DOCUMENT])
    bare = None
    for section in document.iter(W + "sectPr"):
        kinds = {each.get(W + "type") for each in section.findall(W + "headerReference")}
        if section.find(W + "titlePg") is None or kinds != {"first"}:
            continue
        if bare is None:
            root = etree.Element(W + "hdr", nsmap=NAMESPACES)
            spacing = element("spacing", before=0, after=0, line=20, lineRule="exact")
            etree.SubElement(etree.SubElement(root, W + "p"), W + "pPr").append(spacing)
            bare = add_part(parts, "header-bare", serialise(root), "header")
        for kind in ("even", "default"):
            reference = element("headerReference", type=kind)
            reference.set(R + "id", bare)
            section.insert(0, reference)
    if bare is not None:
        parts[DOCUMENT] = serialise(document)


def take_odd_heights_off_the_grid(document: etree._Element) -> None:
    """Take out the grid of a section whose first page is a letter's, or whose pages are landscape
    (docs/adr/0005): their type area is no whole number of lines high.

    LibreOffice sets the grid in the middle of the type area (under the header that reaches into
    it, in a letter), so that the text begins 3.4 mm too low in a letter and 1.4 mm on a landscape
    page; Word begins it at the upper edge. All lines are of an exact height, so no grid is needed.
    """
    for section in document.iter(W + "sectPr"):
        size = section.find(W + "pgSz")
        landscape = size is not None and size.get(W + "orient") == "landscape"
        if landscape or section.find(W + "titlePg") is not None:
            for grid in section.findall(W + "docGrid"):
                section.remove(grid)


def place_tables_by_the_margin(document: etree._Element) -> None:
    """Put each table that is placed by its distance from the paper's upper edge (the imprint of a
    letter) at the foot of the type area, which is where that distance leads to: LibreOffice 7.4
    leaves it in the text (25.2 does not).
    """
    for place in document.iter(W + "tblpPr"):
        if place.get(W + "vertAnchor") == "page" and W + "tblpY" in place.attrib:
            del place.attrib[W + "tblpY"]
            place.set(W + "vertAnchor", "margin")
            place.set(W + "tblpYSpec", "bottom")


def add_margins_to_rows(document: etree._Element, styles: etree._Element) -> None:
    """Add to the height of each row the margins of its cells, above and below.

    Word adds them itself to the least height that is written (17.4.80 trHeight). LibreOffice 7.4
    and 25.2 take it for the height with them.
    """
    by_id = {style.get(W + "styleId"): style for style in styles.iter(W + "style")}
    for table, rows in _rows_of_some_height(document):
        margins = [_of_table(table, f"tblCellMar/{W}{side}", by_id) for side in ("top", "bottom")]
        added = sum(int(each.get(W + "w", "0")) for each in margins if each is not None)
        for _, height in rows:
            _raise(height, added)


def add_rules_to_rows(document: etree._Element, styles: etree._Element) -> None:
    """Add to the height of each row the rule above it, as Word does; LibreOffice 7.4 does not
    (25.2 does).
    """
    by_id = {style.get(W + "styleId"): style for style in styles.iter(W + "style")}
    for table, rows in _rows_of_some_height(document):
        for number, height in rows:
            side = "insideH" if number else "top"
            rule = _of_table(table, f"tblBorders/{W}{side}", by_id)
            if rule is not None:
                _raise(height, int(rule.get(W + "sz", "0")) * _TWIPS_PER_POINT // _EIGHTHS)


def take_own_pitches_off_the_grid(tree: etree._Element) -> None:
    """Take each paragraph that has an exact pitch of its own off the grid of lines, to which
    LibreOffice rounds it up; Word sets an exact pitch as it is.
    """
    for spacing in tree.iterfind(f".//{W}p/{W}pPr/{W}spacing[@{W}lineRule='exact']"):
        properties = spacing.getparent()
        if properties is not None and properties.find(W + "snapToGrid") is None:
            spacing.addprevious(element("snapToGrid", val=0))


def turn_line_offsets(document: etree._Element) -> None:
    """Turn round the offset of each drawing that is placed by its line: LibreOffice moves it up by
    what Word moves it down.
    """
    for position in document.iter(_POSITION_V):
        offset = position.find(_POSITION_OFFSET)
        if position.get("relativeFrom") == "line" and offset is not None:
            offset.text = str(-int(offset.text or "0"))


def let_numbered_pages_follow(document: etree._Element, parts: Mapping[str, bytes]) -> None:
    """Let a section of even pages that has page numbers begin on the next page, where margins are
    mirrored. It follows an odd page in any case, for a blank one would take its number away (7.5).

    LibreOffice 7.4 does not exchange the margins of pages that can only be even.
    """
    targets = {
        entry.get("Id", ""): entry.get("Target", "")
        for entry in parse(parts[DOCUMENT_RELATIONSHIPS])
    }
    for section in document.iter(W + "sectPr"):
        kind = section.find(W + "type")
        if kind is None or kind.get(W + "val") != "evenPage":
            continue
        named = (each.get(R + "id", "") for each in section.findall(W + "footerReference"))
        footers = (parts.get(f"word/{targets.get(each, '')}", b"") for each in named)
        if any(b"PAGE" in footer for footer in footers):
            kind.set(W + "val", "nextPage")


def split_inner_margins(document: etree._Element) -> None:
    """Make a part of each upright page's inner margin its gutter, where margins are mirrored.

    LibreOffice 7.4 lets a table float whose place is told by the margins only where it is narrower
    than the type area by a quarter of a centimetre; the gutter it forgets when it reckons that. So
    an imprint as wide as the type area stays at the foot of its page, on either side of a sheet.
    """
    for margins in document.iter(W + "pgMar"):
        section = margins.getparent()
        if section is not None and not _stands_alone(section):
            for name, by in (("left", -_SPLIT), ("gutter", _SPLIT)):
                margins.set(W + name, str(int(margins.get(W + name, "0")) + by))


def _stands_alone(section: etree._Element) -> bool:
    """Whether its pages have no imprint placed by the margins: landscape ones, and an even page
    that an imprint has to itself, to which LibreOffice adds the gutter on the wrong side.
    """
    size, kind = section.find(W + "pgSz"), section.find(W + "type")
    is_landscape = size is not None and size.get(W + "orient") == "landscape"
    return is_landscape or (kind is not None and kind.get(W + "val") == "evenPage")


def _rows_of_some_height(
    document: etree._Element,
) -> Iterator[tuple[etree._Element, list[tuple[int, etree._Element]]]]:
    """Each table with the heights of those of its rows that have a least one, by their numbers."""
    for table in document.iter(W + "tbl"):
        heights = (row.find(f"{W}trPr/{W}trHeight") for row in table.iterchildren(W + "tr"))
        yield (
            table,
            [
                (number, height)
                for number, height in enumerate(heights)
                if height is not None and height.get(W + "hRule", "atLeast") == "atLeast"
            ],
        )


def _raise(height: etree._Element, twips: int) -> None:
    height.set(W + "val", str(int(height.get(W + "val", "0")) + twips))


def _of_table(
    table: etree._Element, name: str, by_id: Mapping[str | None, etree._Element]
) -> etree._Element | None:
    """A property of a table, its own or its style's; None where neither has it."""
    own = table.find(f"{W}tblPr/{W}{name}")
    named = table.find(f"{W}tblPr/{W}tblStyle")
    style = None if named is None else by_id.get(named.get(W + "val"))
    if own is not None or style is None:
        return own
    found = (each.find(f"{W}tblPr/{W}{name}") for each in ancestry(style, by_id))
    return next((each for each in found if each is not None), None)
