"""A draft's watermark: grey words across every page, behind the text, in the headers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from ..sheet.lengths import TWIPS_PER_POINT
from ..word.wordml import DOCUMENT, NAMESPACES, W, parse
from .headers import in_headers

_NAME: Final = "header-watermark"
_LONGEST: Final = 0.95
"""Of the type area's width: what the words may take up; a letter is at most as high as `_HIGHEST`.
"""
_HIGHEST: Final = 0.25
_SHAPE: Final = """\
<w:hdr xmlns:w="{w}" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><w:p><w:pPr>
<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr><w:r><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="shuiyin{number}" type="#_x0000_t136" style="position:absolute;margin-left:0;\
margin-top:0;width:{width}pt;height:{height}pt;rotation:315;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f"
 fillcolor="silver" stroked="f"><v:fill opacity=".5"/><v:textpath string=""
 style="font-family:&quot;黑体&quot;;font-size:1pt"/></v:shape></w:pict></w:r></w:p></w:hdr>"""


def with_watermark(parts: Mapping[str, bytes], words: str) -> dict[str, bytes]:
    """The parts of a .docx with `words` behind the text of every page."""
    room = _text_width(parse(parts[DOCUMENT]))
    return in_headers(parts, _NAME, lambda number: _shape(words, number, room))


def _text_width(root: etree._Element) -> float:
    """Points between the margins of a document's first page."""
    section = next(root.iter(W + "sectPr"))
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    assert size is not None and margins is not None  # noqa: S101  the stamp sets both
    sides = sum(int(margins.get(W + side, "0")) for side in ("left", "right"))
    return (int(size.get(W + "w", "0")) - sides) / TWIPS_PER_POINT


def _shape(words: str, number: int, room: float) -> etree._Element:
    """The words in a header, for a type area `room` points wide."""
    height = int(min(_HIGHEST * room, _LONGEST * room // max(len(words), 1)))
    width = height * len(words)
    shape = etree.fromstring(
        _SHAPE.format(w=NAMESPACES["w"], number=number, width=width, height=height),
        etree.XMLParser(remove_blank_text=True),
    )
    textpath = next(iter(shape.iter("{urn:schemas-microsoft-com:vml}shape")))[-1]
    textpath.set("string", words)
    return shape
