"""The pictures of an .odt file."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .. import patterns as re
from ..library.pictures import UnusablePictureError
from ..word.foreign_package import ForeignPackage
from ..word.refusal import RefusedError
from .odf import DRAW, SVG, TEXT, XLINK
from .picture_files import saved
from .pieces import SourcePicture, clean

_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}


def pictures_of(drawn: etree._Element, package: ForeignPackage) -> Iterator[SourcePicture | str]:
    """The pictures in a drawing, or what is told of one that cannot be saved. A frame that holds
    the same picture in several formats shows the first of them that is known.
    """
    for frame in drawn.iter(f"{DRAW}frame"):
        tried = [_saved(image, frame, package) for image in frame.iterchildren(f"{DRAW}image")]
        if tried:
            yield next((each for each in tried if isinstance(each, SourcePicture)), tried[0])


def _saved(
    image: etree._Element, frame: etree._Element, package: ForeignPackage
) -> SourcePicture | str:
    name = image.get(f"{XLINK}href", "").removeprefix("./")
    if name not in package.names:
        return "链接到别处的图片"
    said = (frame.findtext(f"{SVG}{name}") or "" for name in ("desc", "title"))
    try:
        return saved(
            package.content(name),
            width=_mm(frame.get(f"{SVG}width", "")),
            height=_mm(frame.get(f"{SVG}height", "")),
            alt=clean(next(filter(None, said), "")),
            floats=frame.get(f"{TEXT}anchor-type", "as-char") not in ("as-char", ""),
        )
    except (UnusablePictureError, RefusedError) as error:
        return f"图片（{error.reason}）"


def _mm(length: str) -> float:
    found = re.fullmatch(r"([\d.]{1,8})(mm|cm|in|pt|pc|px)", length)
    return float(found[1]) * _MM[found[2]] if found and found[1].count(".") < 2 else 0.0
