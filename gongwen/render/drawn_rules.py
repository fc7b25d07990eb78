"""Rules under paragraphs (7.2.7, 10.1), drawn as filled boxes of an exact size.

The border of a paragraph is longer or shorter by program: some add half a millimetre at each end;
of a double border some draw the thick line above and some below. A filled box without an outline is
as wide and as high as it says (20.4.2.7 extent), everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from ..sheet.data import Sheet
from ..sheet.lengths import EMU_PER_TWIP, TWIPS_PER_POINT
from ..word.wordml import COMPATIBILITY_URI, DRAWING_URI, SHAPE_URI, W, element, parse

_NAME: Final = "红线"
FIRST_IDENTIFIER: Final = 200_000
"""Above those of pictures and of the page numbers of landscape pages."""


def draw_rules(
    root: etree._Element, sheet: Sheet, ruled: Mapping[str, str], identifiers: Iterator[int]
) -> None:
    """Put a paragraph that holds its rule below each paragraph whose style is among those `ruled`
    (of the template): as high as the rule and its distance from the text together. `identifiers`
    are for the drawings, each once in the document.
    """
    for named in list(root.iter(W + "pStyle")):
        key = ruled.get(named.get(W + "val", ""))
        rule = sheet.rule_below(key) if key else None
        if key is None or rule is None:
            continue
        left, right = (sheet.twips(key, side) for side in ("左缩进", "右缩进"))
        width = sheet.page.text_width - left - right
        holder = _paragraph(rule.height)
        for offset, thickness in rule.lines:
            box = (left, rule.distance + offset, width, thickness)
            holder.append(_box(box, rule.colour, next(identifiers)))
        paragraph = next(named.iterancestors(W + "p"))
        paragraph.addnext(holder)


def _paragraph(height: int) -> etree._Element:
    """An empty paragraph of an exact height, twips."""
    made = element("p")
    properties = etree.SubElement(made, W + "pPr")
    properties.append(element("spacing", line=height, lineRule="exact"))
    return made


def _box(box: tuple[int, int, int, int], colour: str, identifier: int) -> etree._Element:
    """A run with a filled box: left (from the type area's edge), top (from the paragraph's), width
    and height in twips. What comes before Word 2010 draws the same in its own way.
    """
    left, top, width, height = (each * EMU_PER_TWIP for each in box)
    points = [f"{each / TWIPS_PER_POINT:g}pt" for each in box]
    xml = f"""<w:r xmlns:w="{W[1:-1]}" xmlns:wp="{DRAWING_URI}/wordprocessingDrawing"
 xmlns:a="{DRAWING_URI}/main" xmlns:wps="{SHAPE_URI}" xmlns:mc="{COMPATIBILITY_URI}"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps">
<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>{top}</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/>
<wp:docPr id="{identifier}" name="{_NAME}" descr="{_NAME}"/>
<a:graphic><a:graphicData uri="{SHAPE_URI}"><wps:wsp><wps:cNvSpPr/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:rect style="position:absolute;margin-left:{points[0]};\
margin-top:{points[1]};width:{points[2]};height:{points[3]};z-index:1;\
mso-position-horizontal-relative:margin;mso-position-vertical-relative:text"
 fillcolor="#{colour}" stroked="f"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
    return parse(xml.encode())
