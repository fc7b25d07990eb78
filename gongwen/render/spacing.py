"""Characters of a line set closer together or further apart, by a character style that a person can
see, change and take away: 字距紧0.2磅, 二级接排字距松0.1磅.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree
from msgspec import Struct

from ..composition import Spacing
from ..sheet.lengths import TWIPS_PER_POINT
from ..word.wordml import W, element, quoteattr

_TEXT: Final = W + "t"
_HYPHEN: Final = W + "noBreakHyphen"
_LETTERS: Final = (W + "tab", W + "br", _HYPHEN)
"""What counts as a character beside text."""
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class SpacedStyle(Struct, frozen=True, order=True):
    """A character style ("" = the paragraph's own face) with its characters `twips` further apart,
    or closer (less than 0). Styles are named by their ids.
    """

    base: str
    twips: int

    @property
    def name(self) -> str:
        """What Word shows, and the style's id."""
        way = "紧" if self.twips < 0 else "松"
        return f"{self.base}字距{way}{abs(self.twips) / TWIPS_PER_POINT:g}磅"


def space(
    paragraph: etree._Element, spacing: Iterable[Spacing], length: int
) -> Iterator[SpacedStyle]:
    """Put the styles on a paragraph's characters, parting its runs; the styles used. Nothing where
    it has not `length` characters, as where the template says something beside the text: then
    its lines end elsewhere in any case.
    """
    runs = list(paragraph.iterchildren(W + "r"))
    if sum(map(_length, runs)) != length:
        return
    for each in spacing:
        at = 0
        for run in list(paragraph.iterchildren(W + "r")):
            end = at + _length(run)
            if at < each.end and end > each.start:
                if end > each.end:
                    _part(run, each.end - at)
                meant = _part(run, each.start - at) if at < each.start else run
                yield _set_style(meant, each.twips)
            at = end


def hold(paragraph: etree._Element, places: Iterable[int], length: int) -> None:
    """Put hyphens that end no line (17.3.3.18) in place of those at these places of a paragraph's
    text; nothing where it has not `length` characters.
    """
    if sum(map(_length, paragraph.iterchildren(W + "r"))) != length:
        return
    for place in places:
        at = 0
        for run in list(paragraph.iterchildren(W + "r")):
            end = at + _length(run)
            if at <= place < end:
                own = _part(run, place - at) if at < place else run
                if place + 1 < end:
                    _part(own, 1)
                for text in own.findall(_TEXT):
                    if text.text:
                        own.replace(text, element("noBreakHyphen"))
            at = end


def _length(run: etree._Element) -> int:
    return sum(len(node.text or "") if node.tag == _TEXT else node.tag in _LETTERS for node in run)


def _part(run: etree._Element, at: int) -> etree._Element:
    """Part a run before its character `at`; returns what follows."""
    properties = run.find(W + "rPr")
    rest = element("r")
    if properties is not None:
        rest.append(copy.deepcopy(properties))
    for node in list(run):
        if node is properties:
            continue
        length = len(node.text or "") if node.tag == _TEXT else int(node.tag in _LETTERS)
        if at <= 0:
            rest.append(node)
        elif at < length:
            words = node.text or ""
            more = element("t")
            more.text, node.text = words[at:], words[:at]
            for text in (node, more):
                text.set(_SPACE, "preserve")
            rest.append(more)
        at -= length
    run.addnext(rest)
    return rest


def _set_style(run: etree._Element, twips: int) -> SpacedStyle:
    properties = run.find(W + "rPr")
    if properties is None:
        properties = element("rPr")
        run.insert(0, properties)
    style = properties.find(W + "rStyle")
    if style is None:
        style = element("rStyle")
        properties.insert(0, style)
    made = SpacedStyle(style.get(W + "val", ""), twips)
    style.set(W + "val", made.name)
    return made


def with_spaced_styles(styles: bytes, used: Iterable[SpacedStyle]) -> bytes:
    """word/styles.xml with these styles too."""
    made = "".join(map(_style, sorted(set(used))))
    return styles.replace(b"</w:styles>", f"{made}</w:styles>".encode()) if made else styles


def _style(style: SpacedStyle) -> str:
    name = quoteattr(style.name)
    based = f"<w:basedOn w:val={quoteattr(style.base)}/>" if style.base else ""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId={name}><w:name w:val={name}/>'
        f'{based}<w:qFormat/><w:rPr><w:spacing w:val="{style.twips}"/></w:rPr></w:style>'
    )
