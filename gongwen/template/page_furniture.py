"""Headers and footers that follow from a template's own: page numbers of landscape pages, and the
bare foot of an imprint's own page.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from itertools import count
from typing import Final, Literal

from lxml import etree
from msgspec import Struct

from ..sheet.data import BASE_STYLE, Sheet
from ..sheet.lengths import EMU_PER_TWIP, TWIPS_PER_POINT
from ..word.relationships import add_part
from ..word.wordml import (
    COMPATIBILITY_URI,
    DOCUMENT_RELATIONSHIPS,
    DRAWING_URI,
    NAMESPACES,
    SHAPE_URI,
    R,
    W,
    element,
    parse,
    serialise,
)
from .stamp import section_properties
from .style_parts import style_id

_FOOTER: Final = "footer"
_NUMBER_STYLES: Final = ("单页页脚", "双页页脚")
SectionForm = Literal["upright", "landscape", "imprint", "numbered imprint"]


_SLACK: Final = 4
"""Twips that a footer leaves under the text, lest it push it up."""
_FIRST_IDENTIFIER: Final = 100_000
"""Above those of a document's pictures."""


class Sections(Struct, frozen=True):
    """The section properties of a document: upright pages, landscape pages, the page that an
    imprint has to itself, without and with a number. `additions` are the parts, new and changed,
    that those need; `numbered_additions` with what the last needs too.
    """

    upright: etree._Element
    landscape: etree._Element
    imprint: etree._Element
    numbered_imprint: etree._Element
    additions: Mapping[str, bytes]
    numbered_additions: Mapping[str, bytes]

    def of(self, kind: SectionForm) -> etree._Element:
        """A copy to put into the document."""
        section: etree._Element = getattr(self, kind.replace(" ", "_"))
        return copy.deepcopy(section)


def sections_of(template: etree._Element, parts: Mapping[str, bytes], sheet: Sheet) -> Sections:
    """The sections of a template that has these parts, and `template` for a section of its own."""
    given, parts = parts, dict(parts)
    upright = section_properties(template, sheet, landscape=False)
    landscape = section_properties(template, sheet, landscape=True)
    targets = _targets(parts)
    _drop_first_page(landscape)
    for reference in landscape.findall(W + "footerReference"):
        source = parts.get("word/" + targets.get(reference.get(R + "id", ""), ""))
        if source is not None:
            is_even = reference.get(W + "type") == "even"
            turned = _turned(parse(source), sheet, len(parts), is_even=is_even)
            reference.set(R + "id", add_part(parts, _free_name(parts), turned, _FOOTER))
    numbered = section_properties(template, sheet, landscape=False)
    _drop_first_page(numbered)
    if sheet.page.imprint_apart:
        kind_of_break = numbered.find(W + "type")
        assert kind_of_break is not None  # noqa: S101  section_properties sets it
        kind_of_break.set(W + "val", "evenPage")
    imprint = copy.deepcopy(numbered)
    if sheet.page.imprint_apart:
        empty = add_part(parts, _free_name(parts), _empty(), _FOOTER)
        for reference in imprint.findall(W + "footerReference"):
            reference.set(R + "id", empty)
    additions = _added(parts, given)
    if sheet.page.imprint_apart:
        for reference in numbered.findall(W + "footerReference"):
            source = parts.get("word/" + targets.get(reference.get(R + "id", ""), ""))
            if source is not None:
                filled = _filled(parse(source), numbered, sheet)
                reference.set(R + "id", add_part(parts, _free_name(parts), filled, _FOOTER))
    return Sections(upright, landscape, imprint, numbered, additions, _added(parts, given))


def _added(parts: Mapping[str, bytes], given: Mapping[str, bytes]) -> dict[str, bytes]:
    """What of the parts is not given, or is otherwise."""
    return {name: part for name, part in parts.items() if given.get(name) != part}


def _drop_first_page(section: etree._Element) -> None:
    """Take out what is for the first page of a letter only."""
    for node in list(section):
        if node.tag == W + "titlePg" or node.get(W + "type") == "first":
            section.remove(node)


def _free_name(parts: Mapping[str, bytes]) -> str:
    """A name for one more footer."""
    return next(name for n in count(1) if f"word/{(name := f'footer{n}')}.xml" not in parts)


def _targets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Relationship id → the part in word/ that it leads to."""
    return {
        entry.get("Id", ""): entry.get("Target", "")
        for entry in parse(parts[DOCUMENT_RELATIONSHIPS])
    }


def _paragraph(style: str) -> etree._Element:
    paragraph = element("p")
    etree.SubElement(paragraph, W + "pPr").append(element("pStyle", val=style))
    return paragraph


def _empty() -> bytes:
    """A footer without a number. Its style fills the room down to where a footer ends: LibreOffice
    sets the imprint of a page that begins a section of even pages by it.
    """
    root = etree.Element(W + "ftr", nsmap=NAMESPACES)
    root.append(_paragraph("空页脚"))
    return serialise(root)


def _filled(footer: etree._Element, section: etree._Element, sheet: Sheet) -> bytes:
    """A footer with its number, and room above it up to the text, for the same reason as `_empty`;
    the number stays where it is, for a footer grows upwards.
    """
    margins = section.find(W + "pgMar")
    assert margins is not None  # noqa: S101  section_properties sets it
    room = int(margins.get(W + "bottom", "0")) - int(margins.get(W + "footer", "0")) - _SLACK
    by_id = {style_id(style): key for key, style in sheet.styles.items()}
    for paragraph in footer.iterchildren(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        key = by_id.get(style.get(W + "val", "") if style is not None else "", BASE_STYLE)
        pitch = sheet.measure(key, "行距")
        room -= pitch.value if pitch and isinstance(pitch.value, int) else sheet.page.row
    if room > 0:
        above = _paragraph("空页脚")
        above[0].append(element("spacing", line=room, lineRule="exact"))
        footer.insert(0, above)
    return serialise(footer)


def _turned(footer: etree._Element, sheet: Sheet, identifier: int, *, is_even: bool) -> bytes:
    """A footer whose page number stands where it does on upright pages (8), for a sheet of paper
    lying on its side: in a box along the left edge, the text turned by a quarter. `identifier` is
    the box's own in the document.
    """
    page = sheet.page
    box = element("txbxContent")
    for paragraph in footer.iterchildren(W + "p"):
        if paragraph.find(f"{W}r/{W}fldChar") is not None:
            box.append(_on_one_baseline(paragraph))
    root = etree.Element(W + "ftr", nsmap=NAMESPACES)
    root.append(_paragraph("版记尾"))
    if len(box):
        run = etree.SubElement(root[0], W + "r")
        lines = (sheet.measure(style, "行距") for style in _NUMBER_STYLES)
        height = max(line.value for line in lines if line and isinstance(line.value, int))
        start = page.right if page.mirrored and is_even else page.left
        place = (page.footer, start, height, page.text_width)
        run.append(_box(box, place, _FIRST_IDENTIFIER + identifier))
    return serialise(root)


def _on_one_baseline(paragraph: etree._Element) -> etree._Element:
    """A paragraph whose characters stand on one baseline (17.3.1.39), said for text that runs down:
    where nothing is said, LibreOffice sets dashes and number each on the middle of the line, 26.8
    elsewhere than those before it.
    """
    properties = paragraph.find(W + "pPr")
    assert properties is not None  # noqa: S101  each paragraph of a template names its style
    style = properties.find(W + "pStyle")
    said = element("textAlignment", val="baseline")
    properties.insert(0 if style is None else properties.index(style) + 1, said)
    return paragraph


def _box(
    content: etree._Element, place: tuple[int, int, int, int], identifier: int
) -> etree._Element:
    """A text box at a place on the paper, its text running down: a drawing, and VML for programs
    that know no such drawing (ISO 29500-3, 10 Markup Compatibility). `place` is left, top, width
    and height in twips.
    """
    emu = [each * EMU_PER_TWIP for each in place]
    left, top, width, height = (f"{each / TWIPS_PER_POINT:g}pt" for each in place)
    xml = f"""<mc:AlternateContent xmlns:mc="{COMPATIBILITY_URI}" xmlns:w="{W[1:-1]}"
 xmlns:wps="{SHAPE_URI}" xmlns:a="{DRAWING_URI}/main" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:wp="{DRAWING_URI}/wordprocessingDrawing"><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0"
 simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{emu[0]}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{emu[1]}</wp:posOffset></wp:positionV>
<wp:extent cx="{emu[2]}" cy="{emu[3]}"/><wp:wrapNone/><wp:docPr id="{identifier}" name="页码"
 descr="页码"/>
<a:graphic><a:graphicData uri="{SHAPE_URI}"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu[2]}" cy="{emu[3]}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx/><wps:bodyPr rot="0" vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"
 anchor="t"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect id="box{identifier}" alt="页码"
 style="position:absolute;margin-left:{left};margin-top:{top};width:{width};height:{height};\
mso-position-horizontal-relative:page;mso-position-vertical-relative:page" filled="f" stroked="f">
<v:textbox style="layout-flow:vertical" inset="0,0,0,0"/></v:rect></w:pict></mc:Fallback>
</mc:AlternateContent>"""
    box = parse(xml.encode())
    next(box.iter(f"{{{SHAPE_URI}}}txbx")).append(content)
    next(box.iter("{urn:schemas-microsoft-com:vml}textbox")).append(copy.deepcopy(content))
    return box
