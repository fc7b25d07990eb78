"""Pictures in a rendered document: the drawings, and the files they refer to."""

from __future__ import annotations

import hashlib

from lxml import etree
from msgspec import Struct, field

from ..composition import Picture
from ..word.wordml import DRAWING_URI, R, W, element

_MAIN_URI = f"{DRAWING_URI}/main"
_PICTURE_URI = f"{DRAWING_URI}/picture"
_INLINE_URI = f"{DRAWING_URI}/wordprocessingDrawing"
_DISTANCES = {"distT": "0", "distB": "0", "distL": "0", "distR": "0"}


class Media(Struct):
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


def drawing(picture: Picture, media: Media) -> etree._Element:
    """A run holding a picture (20.2.2.5 pic) in line with the text, or behind it."""
    relationship = media.relationship(picture)
    media.placed += 1
    number = media.placed
    run = element("r")
    holder = etree.SubElement(run, W + "drawing")
    size = {"cx": str(picture.width), "cy": str(picture.height)}
    if picture.place is None:
        inline = _sub(holder, _INLINE_URI, "wp", "inline", **_DISTANCES)
        _sub(inline, _INLINE_URI, "wp", "extent", **size)
    else:
        inline = _anchored(holder, picture.place, size)
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
    holder: etree._Element, place: tuple[int, int], size: dict[str, str]
) -> etree._Element:
    """The anchor of a picture behind the text (20.4.2.3 anchor), its extent set."""
    anchor = _sub(
        holder,
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
        ("positionV", "line", place[1]),
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
