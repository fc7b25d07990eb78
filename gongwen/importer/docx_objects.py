"""What stands in a Word file beside text: pictures, charts, drawings, embedded files. Each is a
picture that can be saved, or is told of with its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..library.pictures import UnusablePictureError
from ..word.foreign_package import ForeignPackage
from ..word.refusal import RefusedError
from ..word.wordml import W
from .picture_files import looks_like_seal, saved
from .pieces import SourcePicture, clean

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_O: Final = "{urn:schemas-microsoft-com:office:office}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HOLDERS: Final = (W + "drawing", W + "pict", W + "object")
_EMU_PER_MM = 36000
_KINDS = (
    ("/chart", "图表"),
    ("/chartex", "图表"),
    ("/diagram", "SmartArt 图形"),
)
_OTHER_PICTURES = {".emf": "EMF 图片", ".wmf": "WMF 图片", ".svg": "SVG 图片", ".tif": "TIFF 图片"}
_PROGRAMS = (
    ("Equation", "公式编辑器的公式"),
    ("MathType", "公式编辑器的公式"),
    ("Excel", "嵌入的 Excel 表"),
    ("Word", "嵌入的 Word 文件"),
    ("PowerPoint", "嵌入的幻灯片"),
    ("Visio", "嵌入的 Visio 图"),
    ("Package", "嵌入的文件"),
)
"""Words in the ids of programs, and what is told of their files."""
_NO_ALT = re.compile(
    r"(?:图片|图形|图像|印章|Picture|IMG|image|截图|微信图片|QQ图片|屏幕截图)?[\s_\w.()-]{0,40}?"
    r"(?:\.(?:png|jpe?g|bmp|gif))?|.*(?:描述已自动生成|[\\/].*\.(?:png|jpe?g))",
    re.IGNORECASE | re.ASCII,
)
"""What programs write where nobody described a picture."""
_ROUND = ("ellipse", "donut")


class Unread(Struct, frozen=True):
    """Something that is neither text nor a picture that can be saved: what it is, in Chinese, and
    words that it shows, which were not read.
    """

    what: str
    text: str = ""


def objects_in(node: etree._Element, package: ForeignPackage) -> Iterator[SourcePicture | Unread]:
    """What `node`, an element of a run, holds beside text; text boxes in it are read apart."""
    for holder in _own(node, *_HOLDERS):
        if any(each.tag in (_FALLBACK, *_HOLDERS) for each in _between(holder, node)):
            continue
        if holder.tag == W + "object":
            yield _embedded(holder)
        elif holder.tag == W + "drawing":
            yield from _drawn(holder, package)
        else:
            yield from _vml(holder, package)


def _between(inner: etree._Element, outer: etree._Element) -> Iterator[etree._Element]:
    """What `inner` stands in, below `outer`, which is among it where they are not the same."""
    if inner is not outer:
        for each in inner.iterancestors():
            yield each
            if each is outer:
                return


def _own(outer: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The elements in a drawing, those of its text boxes left out."""
    for each in outer.iter(*tags):
        if all(around.tag != W + "txbxContent" for around in _between(each, outer)):
            yield each


def _embedded(holder: etree._Element) -> Unread:
    """An embedded file, by what made it."""
    program = next((each.get("ProgID", "") for each in holder.iter(f"{_O}OLEObject")), "")
    return Unread(next((name for key, name in _PROGRAMS if key in program), "嵌入的对象"))


def _drawn(holder: etree._Element, package: ForeignPackage) -> Iterator[SourcePicture | Unread]:
    """A DrawingML drawing."""
    data = next(_own(holder, f"{_A}graphicData"), None)
    uri = data.get("uri", "") if data is not None else ""
    about = next(holder.iter(f"{_WP}docPr"), None)
    alt = clean(about.get("descr") or "") if about is not None else ""
    alt = "" if _NO_ALT.fullmatch(alt) else alt
    if kind := next((name for ending, name in _KINDS if uri.endswith(ending)), ""):
        yield Unread(kind, _words(holder, package) or alt)
        return
    blips = list(_own(holder, f"{_A}blip"))
    for blip in blips:
        yield _picture(blip.get(f"{_R}embed") or blip.get(f"{_R}link") or "", package, holder, alt)
    if not blips and not any(True for _ in holder.iter(W + "txbxContent")):
        yield from _shape(holder, alt)


def _shape(holder: etree._Element, alt: str) -> Iterator[Unread]:
    """A drawn shape: a line or a frame says nothing; a round red one is a seal."""
    shapes = [each.get("prst", "") for each in holder.iter(f"{_A}prstGeom")]
    colours = [each.get("val", "") for each in holder.iter(f"{_A}srgbClr")]
    if any(shape in _ROUND for shape in shapes) and any(map(_is_red_colour, colours)):
        yield Unread("用图形画的印章", alt)
    elif [shape for shape in shapes if shape not in ("line", "rect", "straightConnector1", "")]:
        yield Unread("画的图形", alt)


def _is_red_colour(colour: str) -> bool:
    if not re.fullmatch("[0-9A-Fa-f]{6}", colour):
        return False
    r, g, b = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return r > 150 and g < 80 and b < 80


def _words(holder: etree._Element, package: ForeignPackage) -> str:
    """The words of a SmartArt drawing or a chart."""
    found = []
    for node in holder.iter():
        for name in ("dm", "id"):
            identity = node.get(_R + name)
            part = package.target(package.main, identity) if identity else ""
            if part.endswith(".xml") and (tree := package.tree(part)) is not None:
                found += [each.text or "" for each in tree.iter(f"{_A}t") if each.text]
    return clean(" ".join(found))


def _vml(holder: etree._Element, package: ForeignPackage) -> Iterator[SourcePicture | Unread]:
    """A drawing of old Word versions."""
    words = [each.get("string", "") for each in _own(holder, f"{_V}textpath")]
    if any(words):
        yield Unread("艺术字", clean(" ".join(words)))
    pictures = list(_own(holder, f"{_V}imagedata"))
    for each in pictures:
        identity = each.get(f"{_R}id") or each.get(f"{_R}pict") or ""
        yield _picture(identity, package, holder, clean(each.get(f"{_O}title") or ""))
    ovals = list(_own(holder, f"{_V}oval"))
    if any(re.match("red|#?ff0000|#?f00", oval.get("strokecolor", "")) for oval in ovals):
        yield Unread("用图形画的印章")


def _picture(
    identity: str, package: ForeignPackage, holder: etree._Element, alt: str
) -> SourcePicture | Unread:
    """A picture by its relation, saved where it can be."""
    name = package.target(package.main, identity)
    if not name:
        return Unread("链接到别处的图片", alt)
    suffix = "." + name.rpartition(".")[2].lower()
    width, height = _size(holder)
    floats = _floats(holder)
    try:
        content = package.content(name)
        found = saved(content, width=width, height=height, alt=alt, floats=floats)
    except UnusablePictureError as error:
        what = _OTHER_PICTURES.get(suffix) or f"图片（{error.reason}）"
        return Unread(what, alt)
    except RefusedError as error:
        return Unread(f"图片（{error.reason}）", alt)
    behind = any(each.get("behindDoc") in ("1", "true") for each in holder.iter(f"{_WP}anchor"))
    if any("z-index:-" in each.get("style", "") for each in holder.iter(f"{_V}shape")):
        behind = True
    crop = next(_own(holder, f"{_A}srcRect"), None)
    cut = crop is not None and any(each not in ("0", "") for each in map(str, crop.attrib.values()))
    turned = any(_is_int(each.get("rot", "")) and int(each.get("rot", "0")) % 21600000
                 for each in _own(holder, f"{_A}xfrm"))  # fmt: skip
    changed = "、".join(
        word for word, is_so in (("裁剪", cut), ("旋转", turned or bool(found.changed))) if is_so
    )
    unknown = looks_like_seal(found.content, width, height) is None
    seal_like = found.seal_like or (unknown and floats and behind)
    return replace(found, seal_like=seal_like, changed=changed)


def _is_int(text: str) -> bool:
    return re.fullmatch("-?[0-9]{1,9}", text) is not None


def _size(holder: etree._Element) -> tuple[float, float]:
    """Width and height in mm; 0 where the file does not say."""
    for extent in holder.iter(f"{_WP}extent"):
        sides = [extent.get(name, "") for name in ("cx", "cy")]
        if all(map(_is_int, sides)):
            return int(sides[0]) / _EMU_PER_MM, int(sides[1]) / _EMU_PER_MM
    for shape in holder.iter(f"{_V}shape"):
        found = [
            re.search(rf"(?:^|;)\s*{name}:\s*([\d.]{{1,7}})(pt|mm|cm|in)", shape.get("style", ""))
            for name in ("width", "height")
        ]
        if found[0] and found[1]:
            return _mm(found[0]), _mm(found[1])
    return 0.0, 0.0


def _mm(found: re.Match[str]) -> float:
    return float(found[1]) * {"pt": 25.4 / 72, "mm": 1.0, "cm": 10.0, "in": 25.4}[found[2]]


def _floats(holder: etree._Element) -> bool:
    return next(holder.iter(f"{_WP}anchor"), None) is not None or any(
        "position:absolute" in each.get("style", "").replace(" ", "")
        for each in holder.iter(f"{_V}shape")
    )
