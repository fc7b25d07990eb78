"""The paragraphs of a .docx with the look that styles, defaults and direct formatting give them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from .foreign_package import ForeignPackage
from .foreign_styles import read_styles
from .wordml import W

_LARGEST = 1638
"""The largest size that Word takes, points."""
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {W + "tab": "\t", W + "noBreakHyphen": "-"}
_FACE, _SIZE = "eastAsia", "sz"
_THEME_FACE = "rFonts.eastAsiaTheme"
_ABOUT_RUN = ("rFonts", "sz", "color", "b", "spacing")
_ABOUT_PARAGRAPH = ("spacing", "ind", "jc", "snapToGrid")
_OWN_SPACING = re.compile(r"字距[紧松][\d.]+磅$")
Look = dict[str, str]
"""Attributes by “element.attribute” of the property elements above."""


class TextRun(Struct, frozen=True):
    """Text in one look: face of its Chinese characters, size in points (None = not said)."""

    text: str
    face: str
    size: float | None
    colour: str
    theme_face: bool
    direct: bool


class DocxParagraph(Struct, frozen=True, eq=False, dict=True):
    """A paragraph. `style` is its style's name as Word shows it; `number` counts all paragraphs of
    the file from 1; `table` counts tables from 0, -1 = in none. `look` is what holds after styles;
    `own_pitch` and `own_room` = line pitch (or the spacing of characters) and room above are the
    paragraph's own, not a style's; `style_room` is the room above that its style gives it, twips.
    `pictures` = how many it holds, drawn shapes not counted.
    """

    number: int
    style: str
    runs: tuple[TextRun, ...]
    look: Look
    table: int = -1
    in_head: bool = False
    has_picture: bool = False
    in_header: bool = False
    own_pitch: bool = False
    own_room: bool = False
    ends_section: bool = False
    pictures: int = 0
    style_room: int = 0
    shows_changes: bool = False
    """Words of it are struck out or underlined in a colour of their own: 修改对照表."""
    own_spacing: bool = False
    """Characters of it stand a little closer or wider, to end a line elsewhere (行末字距)."""

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def size(self) -> float | None:
        """The size of most of the text, points."""
        sizes = [run.size for run in self.runs for _ in run.text if run.size is not None]
        return max(set(sizes), key=sizes.count) if sizes else None

    @property
    def face(self) -> str:
        """The face of most of the text; "" where none is said."""
        faces = [run.face for run in self.runs for _ in run.text.strip()]
        return max(sorted(set(faces)), key=faces.count) if faces else ""

    @property
    def alignment(self) -> str:
        return self.look.get("jc.val", "both")


class Looks:
    """What the styles of a .docx make of a paragraph or a run, with what each is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self.styles = read_styles(root)
        self._looks: dict[str, Look] = {}
        self.defaults: Look = {}
        for part in ("rPrDefault", "pPrDefault"):
            path = f"{W}docDefaults/{W}{part}/*"
            for said in root.iterfind(path) if root is not None else ():
                self.defaults |= _look(said)
        self.base = next(
            (
                key
                for key, style in self.styles.nodes.items()
                if style.get(W + "default") in ("1", "true")
                and style.get(W + "type") == "paragraph"
            ),
            "",
        )

    def of(self, key: str) -> Look:
        """What a style says, without the defaults of the document."""
        if key not in self._looks:
            look: Look = {}
            for style in reversed(list(self.styles.chain(key))):
                for tag in ("pPr", "rPr"):
                    said = style.find(W + tag)
                    look = _over(look, _look(said) if said is not None else {})
            self._looks[key] = look
        return self._looks[key]


def _look(properties: etree._Element) -> Look:
    """The attributes of the properties that matter here; run and paragraph spacing kept apart."""
    names = _ABOUT_RUN if properties.tag == W + "rPr" else _ABOUT_PARAGRAPH
    look: Look = {}
    for said in properties:
        name = str(said.tag).removeprefix(W)
        if name not in names:
            continue
        if name == "spacing" and properties.tag == W + "rPr":
            name = "characterSpacing"
        if not said.attrib:
            look[f"{name}.val"] = "1"
        for key, value in said.attrib.items():
            look[f"{name}.{str(key).removeprefix(W)}"] = str(value)
    return look


def _over(base: Look, said: Look) -> Look:
    """What holds when `said` is laid over `base`: a face that is named ends that of the theme."""
    look = base | said
    if f"rFonts.{_FACE}" in said and _THEME_FACE not in said:
        look.pop(_THEME_FACE, None)
    return look


def paragraphs_of(package: ForeignPackage) -> list[DocxParagraph]:
    """Every paragraph of the headers, then of the body, in order, those in tables and text boxes
    too.
    """
    looks, body = Looks(package.part("styles")), package.body
    tables = {table: index for index, table in enumerate(body.iter(W + "tbl"))}
    headers = [
        replace(_paragraph(node, 0, looks, tables), in_header=True)
        for part in package.parts("header")
        for node in _nodes(part)
    ]
    return headers + [
        _paragraph(node, number, looks, tables) for number, node in enumerate(_nodes(body), 1)
    ]


def _nodes(body: etree._Element) -> Iterator[etree._Element]:
    for node in body.iter(W + "p"):
        if next(node.iterancestors(_FALLBACK), None) is None:
            yield node


def _paragraph(
    node: etree._Element, number: int, looks: Looks, tables: dict[etree._Element, int]
) -> DocxParagraph:
    properties = node.find(W + "pPr")
    reference = properties.find(W + "pStyle") if properties is not None else None
    key = reference.get(W + "val", "") if reference is not None else looks.base
    look = of_style = _over(looks.defaults, looks.of(key))
    own = _look(properties) if properties is not None else {}
    look = _over(look, own)
    row = next(node.iterancestors(W + "tr"), None)
    head = row.find(f"{W}trPr/{W}tblHeader") if row is not None else None
    table = next(node.iterancestors(W + "tbl"), None)
    return DocxParagraph(
        number,
        looks.styles.name(key),
        tuple(_runs(node, look, looks)),
        look,
        tables[table] if table is not None and table in tables else -1,
        head is not None and head.get(W + "val") not in ("0", "false"),
        next(node.iter(W + "drawing", W + "pict"), None) is not None,
        own_pitch="spacing.line" in own or node.find(f"{W}r/{W}rPr/{W}spacing") is not None,
        own_room="spacing.before" in own,
        ends_section=node.find(f"{W}pPr/{W}sectPr") is not None,
        pictures=sum(1 for _ in node.iter(_BLIP)),
        style_room=number_of(of_style, "spacing.before"),
        shows_changes=any(_shows_change(look) for look in node.iterfind(f"{W}r/{W}rPr")),
        own_spacing=any(
            _OWN_SPACING.search(looks.styles.name(each.get(W + "val", "")))
            for each in node.iterfind(f"{W}r/{W}rPr/{W}rStyle")
        ),
    )


def _shows_change(look: etree._Element) -> bool:
    struck_or_new = look.find(W + "strike") is not None or look.find(W + "u") is not None
    return struck_or_new and look.find(W + "color") is not None


def _runs(node: etree._Element, base: Look, looks: Looks) -> Iterator[TextRun]:
    for run in node.iter(W + "r"):
        if next(run.iterancestors(W + "p"), None) is not node:
            continue
        text = "".join(
            (part.text or "") if part.tag == W + "t" else _SIGNS[str(part.tag)]
            for part in run.iterchildren(W + "t", *_SIGNS)
        )
        if not text:
            continue
        properties = run.find(W + "rPr")
        look = dict(base)
        direct: Look = {}
        if properties is not None:
            style = properties.find(W + "rStyle")
            if style is not None:
                look = _over(look, looks.of(style.get(W + "val", "")))
            direct = _look(properties)
            look = _over(look, direct)
        yield TextRun(
            text,
            look.get(f"rFonts.{_FACE}", ""),
            _points(look.get(f"{_SIZE}.val", "")),
            look.get("color.val", ""),
            _THEME_FACE in look,
            any(name.startswith(("rFonts.", "sz.")) and name != "rFonts.hint" for name in direct),
        )


def _points(half_points: str) -> float | None:
    try:
        size = float(half_points) / 2
    except ValueError:
        return None
    return size if 0 < size <= _LARGEST else None


def number_of(look: Look, name: str) -> int:
    """A whole number among the properties; 0 where it is not said or no number."""
    try:
        return round(float(look.get(name, "0")))
    except (ValueError, OverflowError):
        return 0
