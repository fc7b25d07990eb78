"""Lines and characters of the copy for LibreOffice: where it sets wider, parts or holds otherwise
than Word. Called by `render_copy` alone, in its order.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree

from .. import patterns as re
from ..composition import addresses
from ..word.wordml import W, element
from .misreadings import HAN, JOINTS, LATIN

_MEETING = re.compile(f"(?<={HAN})(?={LATIN})|(?<={LATIN})(?={HAN})")
_TURNING = re.compile(r"(?<=[^\x00-\x7f])(?=[!-~])|(?<=[!-~])(?=[^\x00-\x7f])")
"""Where full width meets half width: LibreOffice leaves out the spacing there, at brackets too."""
_STRETCH = re.compile(r"[!-~]+")
_AT_STROKE = re.compile(r"(?<=[/?])(?=[!-~])|(?<=[!-~])(?=/)")
_BREAK = "\u200b"
_JOINER = "\u2060"
_HELD_SIGN = re.compile(r"(?<=[!-~])(?=[—～·…])")
_SPACE_KEPT = "{http://www.w3.org/XML/1998/namespace}space"
_FEWEST, _SHARING = 3, 5
"""So many Han before a single letter make up for what it and the last of them are left without."""
_CLOSEST = -30
"""Twips that each of them may make up for."""
_LINE = 54
"""Letters of an address that stand in a line in any case: so many at its start stay together, so
that a longer one begins a line where it must.
"""
_WIDENING = 7
"""Twips, see `widen_lines`."""
_FIRMER = 8
"""Twips by which a line is, see `narrow_spaced`."""


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
    follows the last character where full width meets half width. So they are spaced a little
    firmer than the style says; justified, they look the same.
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
        counted = count, max(1, count - len(_TURNING.findall(text)) - 2 * text.count("·"))
        if twips < 0:
            wanted = count * (twips + spacing) - firmer
            each = min(math.floor(wanted / spaced) for spaced in counted)
        else:
            wanted = count * (twips + spacing + 1) + firmer
            each = max(math.ceil(wanted / spaced) for spaced in counted)
        _insert(properties, element("spacing", val=each), _AFTER_SPACING)


def narrow_latin(document: etree._Element, styles: etree._Element, spacing: int) -> None:
    """Set letters and figures that stand between Han, in runs that are narrowed like the grid, a
    little closer still: LibreOffice leaves out the spacing of the last character on either side of
    where the two meet, so that a full line with several figures would be broken a character early.
    What sets characters further apart it does not leave out.
    """
    by_id = {style.get(W + "styleId"): style for style in styles.iter(W + "style")}
    default = _default_style(styles)
    for paragraph in document.iter(W + "p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = default if named is None else by_id.get(named.get(W + "val"), default)
        if style is None or _spacing_of(style, by_id) != spacing:
            continue
        own = (paragraph.find(f"{W}pPr/{W}jc"), *_alignments(style, by_id))
        set_so = next((each.get(W + "val") for each in own if each is not None), None)
        if set_so == "both":  # others end where their characters do: a date under its signature
            _narrow_latin_of(paragraph, by_id, spacing)


def _alignments(
    style: etree._Element, by_id: Mapping[str | None, etree._Element]
) -> Iterator[etree._Element | None]:
    return (each.find(f"{W}pPr/{W}jc") for each in ancestry(style, by_id))


def _narrow_latin_of(
    paragraph: etree._Element, by_id: Mapping[str | None, etree._Element], usual: int
) -> None:
    pieces = [
        (node, node.text or "" if node.tag == W + "t" else " ")
        for node in paragraph.iter(W + "t", W + "tab", W + "br", W + "fldChar")
    ]
    whole = "".join(text for _, text in pieces)
    at = 0
    for node, text in pieces:
        begin, at = at, at + len(text)
        run = node.getparent()
        if run is None or run.tag != W + "r":
            continue
        spacing = _spacing_of_run(run, by_id, usual)
        if spacing is None or spacing >= 0:
            continue
        if [child.tag for child in run if child.tag != W + "rPr"] != [W + "t"]:
            continue
        closer: dict[tuple[int, int], int] = {}
        free = owed = 0
        stretches = list(_STRETCH.finditer(text))
        begins = [*(each.start() for each in stretches), len(text)]
        for number, found in enumerate(stretches, 1):
            first, last = found.span()
            before = whole[max(0, begin + first - 1) : begin + first] > "\x7f"
            after = whole[begin + last : begin + last + 1] > "\x7f"
            owed += (last - first + before) * spacing
            if spaced := last - first - after:
                closer[first, last], owed = _paid(owed, spaced)
            elif before and (shared := min(first - 2 - free, _SHARING)) >= _FEWEST:
                # A run of their own costs the spacing before it and of its last character, too.
                part = first - 1 - shared, first - 1
                closer[part], owed = _paid((shared + 1) * spacing + owed, shared - 1)
            free = last
            if owed and (shared := min(begins[number] - 2 - free, _SHARING)) >= _FEWEST:
                free += shared
                closer[last, free], owed = _paid(shared * spacing + owed, shared - 1)
        if closer:
            _cut(run, node, closer)


def _paid(owed: int, characters: int) -> tuple[int, int]:
    """The spacing of characters that make up for so many twips, and what is still owed: not so
    close that it is seen.
    """
    each = max(round(owed / characters), _CLOSEST)
    return each, owed - each * characters if each == _CLOSEST else 0


def _cut(run: etree._Element, node: etree._Element, closer: Mapping[tuple[int, int], int]) -> None:
    """Cut a run of one text into several, so that the parts that `closer` names are spaced so."""
    text = node.text or ""
    ends = {end for part in closer for end in part} | {0, len(text)}
    for start, end in pairwise(sorted(ends)):
        part = copy.deepcopy(run)
        own = part.find(W + "t")
        if own is None:
            continue
        own.text = text[start:end]
        own.set(_SPACE_KEPT, "preserve")
        if (start, end) in closer:
            properties = part.find(W + "rPr")
            if properties is None:
                properties = element("rPr")
                part.insert(0, properties)
            for own in properties.findall(W + "spacing"):
                properties.remove(own)
            _insert(properties, element("spacing", val=closer[start, end]), _AFTER_SPACING)
        run.addprevious(part)
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)


def _spacing_of_run(
    run: etree._Element, by_id: Mapping[str | None, etree._Element], usual: int
) -> int | None:
    """The spacing of a run's characters: its own, else that of its paragraph; None where it has a
    character style that spaces them.
    """
    properties = run.find(W + "rPr")
    if properties is None:
        return usual
    named, own = properties.find(W + "rStyle"), properties.find(W + "spacing")
    style = None if named is None else by_id.get(named.get(W + "val"))
    if style is not None and _spacing_of(style, by_id) is not None:
        return None
    return usual if own is None else int(own.get(W + "val", "0"))


def _spacing_of(style: etree._Element, by_id: Mapping[str | None, etree._Element]) -> int | None:
    """The spacing of a style's characters, its own or one that it inherits."""
    found = (each.find(f"{W}rPr/{W}spacing") for each in ancestry(style, by_id))
    return next((int(each.get(W + "val", "0")) for each in found if each is not None), None)


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


def _part(paragraph: etree._Element, places: re.Pattern[str], by: str = _BREAK) -> None:
    """Put a character of no width in these places, also where they are between two runs."""
    before = ""
    for text in paragraph.iter(W + "t", W + "tab", W + "br", W + "fldChar"):
        if text.tag != W + "t":
            before = ""
            continue
        whole = before + (text.text or "")
        text.text = places.sub(by, whole).removeprefix(before)
        before = whole[-1:]


def hold_signs(tree: etree._Element) -> None:
    """Put a word joiner before each sign that begins no line, where a letter or digit stands before
    it: LibreOffice breaks the line there by the rules of Latin text, which let a dash and ～ begin
    one (0.3／～0.5). It leaves no trace in the text of the PDF.
    """
    for paragraph in tree.iter(W + "p"):
        _part(paragraph, _HELD_SIGN, _JOINER)


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
            in_cell = next(text.iterancestors(W + "tc"), None) is not None
            held = 0 if in_cell else _LINE
            whole = _AT_STROKE.sub(_JOINER, word[0][:held])
            words = (
                words[: word.start()] + whole + _BREAK.join(word[0][held:]) + words[word.end() :]
            )
        text.text = words


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


def _is_on(setting: etree._Element) -> bool:
    return setting.get(W + "val", "1") not in ("0", "false", "off")


def _switch(style: etree._Element, name: str, properties: str = "pPr") -> bool | None:
    """A switch of the style's own properties; None where it says nothing."""
    setting = style.find(f"{W}{properties}/{W}{name}")
    return None if setting is None else _is_on(setting)


def ancestry(
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
    found = (_switch(each, name) for each in ancestry(style, by_id))
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
