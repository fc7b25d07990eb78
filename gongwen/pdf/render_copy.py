"""The copy of a document that LibreOffice makes a PDF of: changed where LibreOffice misreads Word.

Each function is one difference, on the tree of one part. The document handed to people is never
touched (docs/adr/0003). What 7.4 and 25.2 read alike is changed for every LibreOffice, what they
read differently only for one that shows the fault (`probe`).
"""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from ..composition import addresses
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
from .misreadings import HAN, JOINTS, LATIN, Misreadings

_MEETING = re.compile(f"(?<={HAN})(?={LATIN})|(?<={LATIN})(?={HAN})")
_AT_STROKE = re.compile(r"(?<=[/?])(?=[!-~])|(?<=[!-~])(?=/)")
_BREAK = "\u200b"
_JOINER = "\u2060"
_LINE = 54
"""Letters of an address that stand in a line in any case."""
_HELD = 50
"""Those at the start of a longer one that stay together, so that it begins a line where it must."""
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_POSITION_H, _POSITION_V, _POSITION_OFFSET = (
    _WP + name for name in ("positionH", "positionV", "posOffset")
)
_ANCHOR = _WP + "anchor"
_SHAPE_BODY = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}bodyPr"

_WIDENING = 7
"""Twips, see `widen_lines`."""
_FIRMER = 8
"""Twips by which a line is, see `narrow_spaced`."""
_TWIPS_PER_POINT, _EIGHTHS = 20, 8
"""The thickness of a rule is written in eighths of a point."""
_SPLIT = 400
"""Twips, see `split_inner_margins`."""
_TURNED = 16900
"""0.47 mm in EMU, see `move_turned_numbers`."""


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
        move_turned_numbers(tree)
        hold_hyphens(tree)
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
    those added to each character (less than 0: took off), in whole twips rounded down; None where
    there was none.

    LibreOffice sets a character that is wider than its cell (16 pt in 15.79 pt) into two cells, so
    that a line holds 14. `narrow_characters` does what the characters' grid does in Word.
    """
    spacing: int | None = None
    for grid in document.iter(W + "docGrid"):
        if grid.get(W + "type") in ("linesAndChars", "snapToChars"):
            grid.set(W + "type", "lines")
            per_character = int(grid.attrib.pop(W + "charSpace", "0"))
            if spacing is None:
                spacing = per_character * 20 // 4096
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


def move_turned_numbers(tree: etree._Element) -> None:
    """Move each box of turned text 0.47 mm towards the edge of the paper.

    LibreOffice stands turned text on the middle of its line, 0.47 mm above where Word does: the
    page number of a landscape page would be 6.5 mm from the type area, not 7 (docs/adr/0005).
    """
    for body in tree.iter(_SHAPE_BODY):
        if body.get("vert") != "vert":
            continue
        for anchor in body.iterancestors(_ANCHOR):
            for offset in anchor.findall(f"{_POSITION_H}/{_POSITION_OFFSET}"):
                offset.text = str(int(offset.text or "0") - _TURNED)


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


def widen_lines(document: etree._Element) -> None:
    """Move the right margin of each section out by 0.12 mm.

    LibreOffice counts the space that follows the last character of a line, and rounds each run of
    a line to whole twips. The ink of a justified line ends within 0.2 mm of where it does in Word.
    """
    for margins in document.iter(W + "pgMar"):
        right = margins.get(W + "right")
        if right is not None:
            margins.set(W + "right", str(int(right) - _WIDENING))


def narrow_characters(styles: etree._Element, spacing: int) -> None:
    """Set the characters of every style closer, by what Word's grid takes off each.

    A paragraph's `snapToGrid` governs the pitch of its lines (17.3.1.32), a run's that of its
    characters (17.3.2.34): so only a style whose run properties leave the grid is set at its full
    width. A spacing of a style's own stays.

    Rounded down to whole twips, 28 characters of the standard page are 8820 wide, 25 less than a
    line: what is left takes up the rounding of runs. One twip more each, and a line that Word fills
    to the last character breaks before it. Justified lines are stretched to their end; those set
    left end up to 0.4 mm early.
    """
    default = _default_style(styles)
    for style in styles.iter(W + "style"):
        if style.get(W + "type") != "paragraph":
            continue
        snap = _switch(style, "snapToGrid", "rPr")
        if style is default:
            _space(style, spacing if snap is not False else 0)
        elif snap is not None:
            _space(style, spacing if snap else 0)


def narrow_runs(document: etree._Element, spacing: int) -> None:
    """The same for runs that have a spacing of their own (7.3.5.5), which takes the place of their
    style's; Word adds it to what its grid takes off.
    """
    for own in document.iterfind(f".//{W}r/{W}rPr/{W}spacing"):
        own.set(W + "val", str(int(own.get(W + "val", "0")) + spacing))


def narrow_spaced(document: etree._Element, styles: etree._Element, spacing: int) -> None:
    """The same for runs whose character style spaces them: a line of them ends where it does in
    Word. Whole twips make a line of theirs shorter or longer; and LibreOffice leaves out what
    follows the last character where Han meets a digit. So they are spaced a little firmer than
    the style says; justified, they look the same.
    """
    own = {
        style.get(W + "styleId"): int(spaced.get(W + "val", "0"))
        for style in styles.iter(W + "style")
        if style.get(W + "type") == "character"
        and (spaced := style.find(f"{W}rPr/{W}spacing")) is not None
    }
    for run in document.iter(W + "r"):
        properties = run.find(W + "rPr")
        style = None if properties is None else properties.find(W + "rStyle")
        twips = None if style is None else own.get(style.get(W + "val"))
        if properties is None or twips is None or properties.find(W + "spacing") is not None:
            continue
        text = "".join(node.text or "" for node in run.iter(W + "t"))
        if not text:
            continue
        count, firmer = len(text), min(len(text), _FIRMER)
        counted = count, max(1, count - len(_MEETING.findall(text)) - 2 * text.count("·"))
        if twips < 0:
            wanted = count * (twips + spacing) - firmer
            each = min(math.floor(wanted / spaced) for spaced in counted)
        else:
            wanted = count * (twips + spacing + 1) + firmer
            each = max(math.ceil(wanted / spaced) for spaced in counted)
        _insert(properties, element("spacing", val=each), _AFTER_SPACING)


def hang_no_punctuation(styles: etree._Element) -> None:
    """Turn each overflowPunct round: LibreOffice hangs punctuation out of the type area by 5.6 mm
    where Word is told not to, also where nothing is said, which to Word means that it may.
    """
    default = _default_style(styles)
    for style in styles.iter(W + "style"):
        setting = style.find(f"{W}pPr/{W}overflowPunct")
        if setting is not None:
            setting.set(W + "val", "0" if _is_on(setting) else "1")
        elif style is default:
            _insert(_child(style, "pPr", _AFTER_PPR), element("overflowPunct", val="0"), _PPR)


def part_han_from_latin(tree: etree._Element, styles: etree._Element) -> None:
    """Put a zero-width space where Han meets a letter or a digit, in paragraphs whose style adds
    no space there (autoSpaceDE and autoSpaceDN off).

    LibreOffice adds a fifth of the size (3.2 pt) at such a place whatever the styles say, unless
    something stands between; a line may be broken there in any case. It leaves no trace in the
    text of the PDF.
    """
    by_id = {style.get(W + "styleId"): style for style in styles.iter(W + "style")}
    default = _default_style(styles)
    for paragraph in tree.iter(W + "p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = default if named is None else by_id.get(named.get(W + "val"), default)
        if style is not None and _inherited(style, "autoSpaceDE", by_id) is False:
            _part(paragraph, _MEETING)


def part_joints(tree: etree._Element, joined: Sequence[str]) -> None:
    """Put a zero-width space in the places (`misreadings.JOINTS`, by name) where Word may begin a
    line and this LibreOffice does not: what stands there would go to the next line together.

    7.4 keeps a letter or digit with the stop before it, 25.2 a quotation mark with the character
    on its outer side.
    """
    patterns = [each.pattern for each in JOINTS if each.name in joined]
    if not patterns:
        return
    pattern = re.compile("|".join(patterns))
    for paragraph in tree.iter(W + "p"):
        _part(paragraph, pattern)


def _part(paragraph: etree._Element, places: re.Pattern[str]) -> None:
    """Put a zero-width space in these places, also where they are between two runs."""
    before = ""
    for text in paragraph.iter(W + "t", W + "tab", W + "br", W + "fldChar"):
        if text.tag != W + "t":
            before = ""
            continue
        whole = before + (text.text or "")
        text.text = places.sub(_BREAK, whole).removeprefix(before)
        before = whole[-1:]


def hold_hyphens(tree: etree._Element) -> None:
    """Set an ordinary hyphen, held by a word joiner, for each that ends no line (17.3.3.18).

    LibreOffice takes that for U+2011, which the Chinese faces lack and no search for the number
    finds in the PDF.
    """
    for hyphen in tree.iter(W + "noBreakHyphen"):
        hyphen.tag = W + "t"
        hyphen.text = f"-{_JOINER}"


def hold_addresses(tree: etree._Element) -> None:
    """Word joiners and zero-width spaces in long addresses: LibreOffice would break them at strokes
    and question marks, and one that is longer than a line at its first word; Word breaks only the
    latter, and where the line ends. They leave no trace in the text of the PDF.
    """
    for text in tree.iter(W + "t"):
        words = text.text or ""
        for word in reversed(list(addresses(words))):
            held = len(word[0]) if len(word[0]) <= _LINE else _HELD
            if next(text.iterancestors(W + "tc"), None) is not None:
                held = 0
            whole = _AT_STROKE.sub(_JOINER, word[0][:held])
            words = (
                words[: word.start()] + whole + _BREAK.join(word[0][held:]) + words[word.end() :]
            )
        text.text = words


# Reading and changing styles.

_AFTER_PPR = ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")
_AFTER_SPACING = (
    *("w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd"),
    *("fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"),
)
_PPR = (
    *("topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid"),
    *("spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc"),
    *("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle"),
    *("rPr", "sectPr", "pPrChange"),
)
"""What may follow an element in CT_RPr and CT_PPr (ECMA-376 17.3)."""


def _default_style(styles: etree._Element) -> etree._Element | None:
    for style in styles.iter(W + "style"):
        if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
            return style
    return None


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
    found = (each.find(f"{W}tblPr/{W}{name}") for each in _ancestry(style, by_id))
    return next((each for each in found if each is not None), None)


def _is_on(setting: etree._Element) -> bool:
    return setting.get(W + "val", "1") not in ("0", "false", "off")


def _switch(style: etree._Element, name: str, properties: str = "pPr") -> bool | None:
    """A switch of the style's own properties; None where it says nothing."""
    setting = style.find(f"{W}{properties}/{W}{name}")
    return None if setting is None else _is_on(setting)


def _ancestry(
    style: etree._Element, by_id: Mapping[str | None, etree._Element]
) -> Iterator[etree._Element]:
    seen: list[etree._Element] = []
    current: etree._Element | None = style
    while current is not None and current not in seen:
        seen.append(current)
        yield current
        based = current.find(W + "basedOn")
        current = None if based is None else by_id.get(based.get(W + "val"))


def _inherited(
    style: etree._Element, name: str, by_id: Mapping[str | None, etree._Element]
) -> bool | None:
    found = (_switch(each, name) for each in _ancestry(style, by_id))
    return next((value for value in found if value is not None), None)


def _space(style: etree._Element, twips: int) -> None:
    """Set the style's character spacing, unless it has one."""
    properties = _child(style, "rPr", _AFTER_PPR[1:])
    if properties.find(W + "spacing") is None:
        _insert(properties, element("spacing", val=twips), _AFTER_SPACING)


def _child(parent: etree._Element, name: str, later: tuple[str, ...]) -> etree._Element:
    found = parent.find(W + name)
    if found is None:
        found = element(name)
        _insert(parent, found, later)
    return found


def _insert(parent: etree._Element, made: etree._Element, later: tuple[str, ...]) -> None:
    """Insert before the first child that may only follow it."""
    after = {W + name for name in later}
    place = next((i for i, child in enumerate(parent) if child.tag in after), len(parent))
    parent.insert(place, made)
