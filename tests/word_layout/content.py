"""What a part of a .docx holds: paragraphs of atoms, tables of cells, shapes anchored to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lxml import etree
from msgspec import Struct

from .markup import (
    Properties,
    UnknownMarkupError,
    cell_properties,
    child_of,
    row_properties,
)
from .package import MC, WP, WPS, A, W, local, number, value
from .styles import ParagraphForm, RunForm, Styles

_EMU = 635
"""EMU in a twip."""


class Atom(Struct, frozen=True):
    """What stands in a line. A picture has a size; a page number is filled in when it is set."""

    kind: Literal["text", "held", "tab", "line", "picture", "page number"]
    form: RunForm
    text: str = ""
    width: float = 0.0
    height: float = 0.0


class Shape(Struct, frozen=True):
    """A drawing anchored to a paragraph. `horizontal` and `vertical` say from where, and by how
    much or how aligned; `box` is the text in it, `turned` text that runs down.
    """

    horizontal: tuple[str, int | str]
    vertical: tuple[str, int | str]
    width: float
    height: float
    kind: Literal["picture", "box", "drawn"]
    box: tuple[Paragraph, ...] = ()
    turned: bool = False
    colour: str = ""


class Paragraph(Struct, frozen=True):
    """`mark` is the form of its end, which a line without text is set in; `section` the properties
    of the section that it ends.
    """

    form: ParagraphForm
    mark: RunForm
    atoms: tuple[Atom, ...]
    shapes: tuple[Shape, ...] = ()
    section: etree._Element | None = None


class Cell(Struct, frozen=True):
    """`merge` says its part in a merge downwards."""

    paragraphs: tuple[Paragraph, ...]
    columns: int
    merge: Literal["", "restart", "continue"]
    own: Properties


class TableRow(Struct, frozen=True):
    """`height` is what the file asks for by `rule`; 0 = nothing."""

    cells: tuple[Cell, ...]
    height: int
    rule: str
    can_split: bool
    header: bool


class Table(Struct, frozen=True):
    """`properties` have its borders, cell margins and, where it floats, its place."""

    rows: tuple[TableRow, ...]
    widths: tuple[int, ...]
    properties: Properties

    @property
    def floats(self) -> bool:
        return any(name.startswith("place/") for name in self.properties)


Block = Paragraph | Table


def blocks_of(parent: etree._Element, styles: Styles) -> tuple[Block, ...]:
    """The paragraphs and tables of a body, a cell, a header, a box."""
    found: list[Block] = []
    for node in parent:
        name = local(node)
        if name == "p":
            found.append(_paragraph(node, styles))
        elif name == "tbl":
            found.append(_table(node, styles))
        elif name == "sdt":
            content = child_of(node, "sdtContent")
            found += () if content is None else blocks_of(content, styles)
        elif name not in ("sectPr", "tcPr", "bookmarkStart", "bookmarkEnd"):
            raise UnknownMarkupError(f"w:{name}")
    return tuple(found)


def _paragraph(node: etree._Element, styles: Styles) -> Paragraph:
    properties = child_of(node, "pPr")
    form, run = styles.paragraph(properties)
    mark = styles.run(None if properties is None else child_of(properties, "rPr"), run)
    atoms: list[Atom] = []
    shapes: list[Shape] = []
    field = _Field()
    for part, owner in _runs(node):
        kind = local(part)
        form_of_run = styles.run(child_of(owner, "rPr"), run)
        if kind == "fldChar":
            field.turn(value(part, "fldCharType") or "")
        elif kind == "instrText":
            field.code += part.text or ""
        elif kind == "drawing":
            shapes += _shapes(part, styles)
            atoms += _inline(part, form_of_run)
        elif field.shown == "page number":
            if not field.printed:
                atoms.append(Atom("page number", form_of_run))
                field.printed = True
        elif kind == "t":
            atoms.append(Atom("text", form_of_run, part.text or ""))
        elif kind == "noBreakHyphen":
            atoms.append(Atom("held", form_of_run, "-"))
        elif kind in ("tab", "ptab"):
            atoms.append(Atom("tab", form_of_run))
        elif kind == "br" and value(part, "type") in (None, "textWrapping"):
            atoms.append(Atom("line", form_of_run))
        elif kind not in ("rPr", "lastRenderedPageBreak"):
            raise UnknownMarkupError(f"w:r/w:{kind}")
    section = None if properties is None else child_of(properties, "sectPr")
    return Paragraph(form, mark, tuple(atoms), tuple(shapes), section)


class _Field:
    """A complex field being read (17.16.18): only page numbers are set anew, any other shows the
    result that it carries.
    """

    def __init__(self) -> None:
        self.code, self.state, self.printed = "", "", False

    def turn(self, state: str) -> None:
        self.state = state
        if state in ("begin", "end"):
            self.code, self.printed = "", False

    @property
    def shown(self) -> str:
        is_number = self.state == "separate" and self.code.split()[:1] == ["PAGE"]
        return "page number" if is_number else ""


def _runs(paragraph: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Each part of each run, with its run; of alternatives the first, which Word takes."""
    for node in paragraph:
        name = local(node)
        if name == "r":
            for part in node:
                if part.tag == f"{MC}AlternateContent":
                    choice = part.find(f"{MC}Choice")
                    assert choice is not None
                    for each in choice:
                        yield each, node
                else:
                    yield part, node
        elif name in ("hyperlink", "ins", "smartTag", "fldSimple"):
            yield from _runs(node)
        elif name not in ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr"):
            raise UnknownMarkupError(f"w:p/w:{name}")


def _inline(drawing: etree._Element, form: RunForm) -> Iterator[Atom]:
    for inline in drawing.findall(f"{WP}inline"):
        extent = inline.find(f"{WP}extent")
        assert extent is not None
        width, height = (int(extent.get(side, "0")) / _EMU for side in ("cx", "cy"))
        yield Atom("picture", form, width=width, height=height)


def _shapes(drawing: etree._Element, styles: Styles) -> Iterator[Shape]:
    for anchor in drawing.findall(f"{WP}anchor"):
        extent = anchor.find(f"{WP}extent")
        assert extent is not None
        width, height = (int(extent.get(side, "0")) / _EMU for side in ("cx", "cy"))
        if anchor.find(f"{WP}wrapNone") is None:
            raise UnknownMarkupError("a drawing that text flows around")
        content = anchor.find(f".//{W}txbxContent")
        body = anchor.find(f".//{WPS}bodyPr")
        inside: tuple[Block, ...] = () if content is None else blocks_of(content, styles)
        has_picture = anchor.find(f".//{A}blip") is not None
        fill = anchor.find(f".//{A}solidFill/{A}srgbClr")
        yield Shape(
            _from(anchor, "positionH"),
            _from(anchor, "positionV"),
            width,
            height,
            "picture" if has_picture else "drawn" if content is None else "box",
            tuple(block for block in inside if isinstance(block, Paragraph)),
            body is not None and body.get("vert", "horz") == "vert",
            "" if fill is None else fill.get("val", ""),
        )


def _from(anchor: etree._Element, name: str) -> tuple[str, int | str]:
    node = anchor.find(WP + name)
    assert node is not None
    offset, align = node.find(f"{WP}posOffset"), node.find(f"{WP}align")
    base = node.get("relativeFrom", "")
    if offset is not None:
        return base, round(int(offset.text or "0") / _EMU)
    assert align is not None
    return base, align.text or ""


def _table(node: etree._Element, styles: Styles) -> Table:
    of_table, grid = child_of(node, "tblPr"), child_of(node, "tblGrid")
    assert of_table is not None and grid is not None
    properties = styles.table(of_table)
    if properties.get("tblLayout") != "fixed":
        raise UnknownMarkupError("a table whose columns follow their text")
    rows = tuple(_row(row, styles) for row in node.findall(W + "tr"))
    return Table(rows, tuple(number(column, "w") for column in grid), properties)


def _row(node: etree._Element, styles: Styles) -> TableRow:
    own = row_properties(child_of(node, "trPr"))
    return TableRow(
        tuple(_cell(cell, styles) for cell in node.findall(W + "tc")),
        int(own.get("height", "0")),
        own.get("height/rule", "atLeast"),
        own.get("cantSplit", "0") == "0",
        own.get("tblHeader", "0") == "1",
    )


def _cell(node: etree._Element, styles: Styles) -> Cell:
    own = cell_properties(child_of(node, "tcPr"))
    inside = blocks_of(node, styles)
    paragraphs = tuple(block for block in inside if isinstance(block, Paragraph))
    if len(paragraphs) < len(inside):
        raise UnknownMarkupError("a table in a cell")
    merge = own.get("vMerge", "")
    assert merge in ("", "restart", "continue")
    return Cell(paragraphs, int(own.get("gridSpan", "1")), merge, own)  # type: ignore[arg-type]
