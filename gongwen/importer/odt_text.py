"""An .odt file made ready for pandoc, which knows no Chinese numbers of lists, and passes over text
boxes, comments, fields, contents and tables within tables (pandoc 3.9).

What pandoc gets is packed anew: the text and its styles, no pictures, objects, scripts or links.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree
from msgspec import Struct, field

from ..word.foreign_package import ForeignPackage, open_archive
from ..word.refusal import LARGEST_TEXT, MOST_PIECES, RefusedError
from .fill_in import UNDERLINED
from .odf import DRAW, FO, OFFICE, STYLE, TABLE, TEXT
from .odt_blanks import fill_blanks
from .odt_lists import OdtLists, read_lists
from .odt_pictures import pictures_of
from .odt_widths import column_widths, widths_of_styles
from .pieces import SourcePicture
from .prepared import (
    BLANK,
    CENTRED,
    OBJECT,
    PAGE,
    RIGHT,
    TAB,
    WITHOUT_MARKS,
    Prepared,
    picture_mark,
)

_RESAVE = "用 Word 或 WPS 打开，另存为 .docx 再导入"
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_HOLDERS = {
    *(f"{TEXT}section", f"{TEXT}numbered-paragraph", f"{TEXT}index-body", f"{TEXT}index-title"),
    *(f"{TEXT}table-of-content", f"{TEXT}illustration-index", f"{TEXT}table-index"),
    *(f"{TEXT}object-index", f"{TEXT}user-index", f"{TEXT}alphabetical-index"),
    f"{TEXT}bibliography",
}
_UNSAID = {
    *(f"{TEXT}tracked-changes", f"{OFFICE}forms", f"{TEXT}sequence-decls", f"{TEXT}variable-decls"),
    *(f"{TEXT}user-field-decls", f"{OFFICE}annotation-end", f"{OFFICE}scripts"),
    *(f"{OFFICE}event-listeners", f"{TEXT}dde-connection-decls"),
}
_INLINE = {
    *(f"{TEXT}{name}" for name in ("span", "a", "line-break", "note", "soft-page-break")),
    *(f"{TEXT}{name}" for name in ("change", "change-start", "change-end")),
}
_NOTES = (f"{TEXT}note", f"{OFFICE}annotation")
_DEEPEST = 200
_MOST_REPEATED = 100
_TOO_LONG = "文件太长，不像一份公文"


def prepare(content: bytes) -> Prepared:
    """Raises RefusedError for what is no text document, damaged, locked, or far too large."""
    package = open_archive(content)
    root = package.tree("content.xml")
    found = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
    if root is None or found is None:
        raise RefusedError("里面没有文字处理文档的正文（content.xml），不是 .odt", _RESAVE)
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and any("encryption-data" in str(node.tag) for node in manifest.iter()):
        raise RefusedError("文件加了密码", f"去掉密码；{_RESAVE}")
    styles = package.tree("styles.xml")
    parts = [part for part in (styles, root) if part is not None]
    changes = len(found.findall(f"{TEXT}tracked-changes/{TEXT}changed-region"))
    for node in list(found.iter(*_UNSAID)):
        _drop(node)
    for node in found.iter():
        node.text = node.text and node.text.translate(WITHOUT_MARKS)
        node.tail = node.tail and node.tail.translate(WITHOUT_MARKS)
    filled = fill_blanks(found, parts)
    texts = tuple(_plain(node) for node in found.iter(*_PARAGRAPHS) if not _is_in_note(node))
    reading = _Odt(package, read_lists(parts), _styles(parts), columns=widths_of_styles(parts))
    if sum(len(text) for text in found.itertext()) > LARGEST_TEXT:
        raise RefusedError(_TOO_LONG, "只留下要导入的那一份，其余的删去")
    reading.blocks(found, 0)
    for node in list(found):
        found.remove(node)
    found.extend(reading.made)
    notices = ["有的自动编号不知道是什么样子，按阿拉伯数字读入"] if reading.lists.unknown else []
    notices += [UNDERLINED] if filled else []
    notices += ["表里套着的表，读成了格里的文字"] if reading.nested else []
    left = tuple(_furniture(styles)) if styles is not None else ()
    return Prepared(
        _packed(root, package),
        tuple(filter(None, texts)),
        left,
        tuple(notices),
        changes,
        tuple(reading.pictures),
        tuple(reading.widths),
    )


def _is_in_note(node: etree._Element) -> bool:
    return next(node.iterancestors(*_NOTES), None) is not None


def _drop(node: etree._Element) -> None:
    """Take an element out; what stands after it stays."""
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    node.tail = None
    parent.remove(node)


class _Style(Struct, frozen=True):
    """What counts of a paragraph style."""

    parent: str = ""
    align: str = ""
    new_page: bool = False
    list_style: str | None = None


def _styles(roots: list[etree._Element]) -> dict[str, _Style]:
    found = {}
    for root in roots:
        for node in root.iter(f"{STYLE}style"):
            if node.get(f"{STYLE}family") == "paragraph":
                properties = node.find(f"{STYLE}paragraph-properties")
                has: Mapping[str, object] = (
                    {str(key): value for key, value in properties.items()}
                    if properties is not None
                    else {}
                )
                found[node.get(f"{STYLE}name", "")] = _Style(
                    node.get(f"{STYLE}parent-style-name", ""),
                    str(has.get(f"{FO}text-align", "")),
                    has.get(f"{FO}break-before") == "page",
                    node.get(f"{STYLE}list-style-name"),
                )
    return found


class _Odt(Struct):
    """One pass over the body. `made` is the body for pandoc: paragraphs and tables only."""

    package: ForeignPackage
    lists: OdtLists
    styles: dict[str, _Style]
    made: list[etree._Element] = field(default_factory=list)
    nested: bool = False
    pictures: list[SourcePicture | str] = field(default_factory=list)
    columns: dict[str, float] = field(default_factory=dict)
    widths: list[tuple[float, ...]] = field(default_factory=list)

    def blocks(self, parent: etree._Element, depth: int) -> None:
        """The paragraphs and tables in `parent`, in order."""
        if depth > _DEEPEST:
            raise RefusedError("文件一层套一层，套得太深", _RESAVE)
        for node in parent:
            if not isinstance(node.tag, str):
                continue
            if node.tag in _PARAGRAPHS:
                self.paragraph(node, self.heading_number(node))
            elif node.tag == f"{TEXT}list":
                self.list(node, "", 1, depth)
            elif node.tag == f"{TABLE}table":
                self.add(self.table(node, depth))
            elif node.tag in _HOLDERS:
                self.blocks(node, depth + 1)
            elif node.tag.startswith(DRAW):
                holder = etree.Element(f"{TEXT}p")
                holder.append(deepcopy(node))
                self.paragraph(holder, "")

    def add(self, node: etree._Element) -> None:
        self.made.append(node)
        if len(self.made) > MOST_PIECES:
            raise RefusedError(_TOO_LONG, "只留下要导入的那一份，其余的删去")

    def style_of(self, node: etree._Element, what: str) -> object:
        """The first that its style, or one that this builds on, says of `what`."""
        name = node.get(f"{TEXT}style-name", "")
        for _ in range(20):
            style = self.styles.get(name)
            if style is None:
                break
            if (said := getattr(style, what)) not in ("", None, False):
                return said
            name = style.parent
        return None

    def heading_number(self, node: etree._Element) -> str:
        """The number of a heading that goes by the outline of the file."""
        level = node.get(f"{TEXT}outline-level", "")
        own = self.style_of(node, "list_style")
        if node.tag != f"{TEXT}h" or not level.isdecimal() or own is not None:
            return ""
        if node.get(f"{TEXT}is-list-header") == "true":
            return ""
        return self.lists.number("", int(level))

    def list(self, node: etree._Element, style: str, level: int, depth: int) -> None:
        """A list as paragraphs with their numbers typed."""
        if depth > _DEEPEST:
            raise RefusedError("文件一层套一层，套得太深", _RESAVE)
        style = node.get(f"{TEXT}style-name") or style
        goes_on = node.get(f"{TEXT}continue-numbering") == "true"
        if level == 1 and not goes_on and node.get(f"{TEXT}continue-list") is None:
            self.lists.begin_again(style, 1)
        for item in node:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            numbered = item.tag == f"{TEXT}list-item"
            for inner in item:
                if inner.tag in _PARAGRAPHS:
                    own = str(self.style_of(inner, "list_style") or "")
                    start = item.get(f"{TEXT}start-value")
                    number = self.lists.number(style or own, level, start) if numbered else ""
                    self.paragraph(inner, number)
                    numbered = False
                elif inner.tag == f"{TEXT}list":
                    self.list(inner, style, level + 1, depth + 1)
                elif inner.tag == f"{TABLE}table":
                    self.add(self.table(inner, depth + 1))
                elif inner.tag in _HOLDERS:
                    self.blocks(inner, depth + 1)

    def paragraph(self, node: etree._Element, number: str) -> None:
        """A paragraph with its number and marks; those of its text boxes after it."""
        boxes = list(self.taken_boxes(node))
        self.inline(node)
        marks = PAGE if self.style_of(node, "new_page") else ""
        marks += {"center": CENTRED, "end": RIGHT, "right": RIGHT}.get(
            str(self.style_of(node, "align")), ""
        )
        node.text = marks + number + (node.text or "").lstrip(" \n\t")
        if not "".join(map(str, node.itertext())).strip():
            node.text = BLANK  # pandoc would pass over an empty paragraph
        node.tail = None
        self.add(node)
        for box in boxes:
            self.blocks(box, 1)

    def taken_boxes(self, node: etree._Element) -> Iterator[etree._Element]:
        """Take drawn things out of a paragraph: marks for pictures and objects; boxes with text."""
        for drawn in [each for each in node.iter() if str(each.tag).startswith(DRAW)]:
            holder = drawn.getparent()
            if holder is None or any(
                str(above.tag).startswith(DRAW) for above in drawn.iterancestors()
            ):
                continue
            mark = etree.Element(f"{TEXT}span")
            mark.tail, drawn.tail = drawn.tail, None
            holder.replace(drawn, mark)
            if next(drawn.iter(*_PARAGRAPHS), None) is not None:
                yield from _boxes(drawn)
                continue
            if next(drawn.iter(f"{DRAW}object", f"{DRAW}object-ole"), None) is not None:
                mark.text = OBJECT
            else:
                mark.text = ""
                for picture in pictures_of(drawn, self.package):
                    mark.text += picture_mark(len(self.pictures))
                    self.pictures.append(picture)

    def inline(self, node: etree._Element) -> None:
        """What pandoc would pass over within a paragraph, as text that it does not."""
        for each in list(node.iter()):
            if not isinstance(each.tag, str) or each is node:
                continue
            if each.tag == f"{TEXT}tab":
                _become_text(each, TAB)
            elif each.tag == f"{TEXT}s":
                count = each.get(f"{TEXT}c", "1")
                _become_text(each, BLANK * min(int(count) if count.isdecimal() else 1, 200))
            elif each.tag in _NOTES:
                self.note(each)
            elif each.tag == f"{TEXT}ruby-text":
                each.text = f"（{each.text or ''}）"
                each.tag = f"{TEXT}span"
            elif each.tag.startswith(TEXT) and each.tag not in _INLINE and not _is_block(each):
                each.tag = f"{TEXT}span"

    def note(self, node: etree._Element) -> None:
        """A comment, footnote or endnote as a footnote that says which it is."""
        kind = "批注" if node.tag == f"{OFFICE}annotation" else "脚注"
        if node.get(f"{TEXT}note-class") == "endnote":
            kind = "尾注"
        said = " ".join(filter(None, (_plain(each) for each in node.iter(*_PARAGRAPHS))))
        for inner in list(node):
            node.remove(inner)
        node.tag, node.text = f"{TEXT}note", None
        node.attrib.clear()
        if not said:
            node.tag = f"{TEXT}span"
            return
        node.set(f"{TEXT}note-class", "footnote")
        etree.SubElement(node, f"{TEXT}note-citation").text = "1"
        body = etree.SubElement(node, f"{TEXT}note-body")
        etree.SubElement(body, f"{TEXT}p").text = f"{kind}：{said}"

    def table(self, node: etree._Element, depth: int) -> etree._Element:
        """A table of cells that hold nothing but paragraphs."""
        self.widths.append(column_widths(node, self.columns))
        node.tail = None
        for row in list(_of_table(node, f"{TABLE}table-row")):
            for cell in list(row):
                if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                    self.cell(cell, depth)
                    _repeat(cell, f"{TABLE}number-columns-repeated")
            _repeat(row, f"{TABLE}number-rows-repeated")
        return node

    def cell(self, cell: etree._Element, depth: int) -> None:
        self.nested = self.nested or next(cell.iter(f"{TABLE}table"), None) is not None
        inside = _Odt(self.package, self.lists, self.styles, nested=self.nested)
        inside.pictures = self.pictures
        inside.blocks(cell, depth + 1)
        for each in list(cell):
            cell.remove(each)
        for block in inside.made:
            paragraphs = [block] if block.tag in _PARAGRAPHS else list(_lines(block))
            for paragraph in paragraphs:
                paragraph.tag = f"{TEXT}p"
                if paragraph.text:
                    paragraph.text = paragraph.text.translate(dict.fromkeys(map(ord, _STANDING)))
            cell.extend(paragraphs)


_STANDING = PAGE + CENTRED + RIGHT


def _boxes(drawn: etree._Element) -> Iterator[etree._Element]:
    """What holds the paragraphs of a drawn thing: a text box, or a shape itself."""
    if drawn.tag == f"{DRAW}text-box" or any(each.tag in _PARAGRAPHS for each in drawn):
        yield drawn
        return
    for each in drawn:
        if str(each.tag).startswith(DRAW):
            yield from _boxes(each)


def _become_text(node: etree._Element, text: str) -> None:
    node.tag, node.text = f"{TEXT}span", text
    node.attrib.clear()


def _is_block(node: etree._Element) -> bool:
    return node.tag in (*_PARAGRAPHS, f"{TEXT}note-citation", f"{TEXT}note-body")


def _of_table(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table, not those of tables within it."""
    for each in node:
        if each.tag == tag:
            yield each
        elif str(each.tag).startswith(f"{TABLE}table-") and each.tag != f"{TABLE}table-cell":
            yield from _of_table(each, tag)


def _repeat(node: etree._Element, name: str) -> None:
    """Stand as often as it is said to; what is empty, as ends of sheets are, once."""
    count = str(node.attrib.pop(name, "1"))
    times = min(int(count), _MOST_REPEATED) if count.isdecimal() else 1
    if name.endswith("rows-repeated") and not "".join(map(str, node.itertext())).strip():
        times = 1
    for _ in range(times - 1):
        node.addnext(deepcopy(node))


def _lines(table: etree._Element) -> Iterator[etree._Element]:
    """A table within a table: a row a paragraph, its cells parted by tabs."""
    for row in _of_table(table, f"{TABLE}table-row"):
        line = etree.Element(f"{TEXT}p")
        cells = [" ".join(map(_marked, cell.iter(*_PARAGRAPHS))) for cell in row]
        line.text = TAB.join(cells)
        if line.text.strip(TAB):
            yield line


def _marked(node: etree._Element) -> str:
    return "".join(map(str, node.itertext()))


def _plain(node: etree._Element) -> str:
    """The text of a paragraph, without that of its notes and of what is drawn in it."""
    pieces: list[str] = [node.text or ""]
    for each in node:
        if each.tag == f"{TEXT}ruby-text":
            pieces.append(f"（{each.text or ''}）")
        elif each.tag not in _NOTES and not str(each.tag).startswith(DRAW):
            pieces.append(_plain(each))
        pieces.append(each.tail or "")
    text = "".join(pieces)
    return text.replace(TAB, "\t").replace(BLANK, " ").translate(WITHOUT_MARKS).strip()


def _furniture(styles: etree._Element) -> Iterator[tuple[str, str]]:
    """The texts of headers and footers."""
    told = set()
    for name, why in (("header", "页眉"), ("footer", "页脚")):
        for node in styles.iter(*(f"{STYLE}{name}{more}" for more in ("", "-left", "-first"))):
            for paragraph in node.iter(*_PARAGRAPHS):
                text = _plain(paragraph)
                if text and (text, why) not in told:
                    told.add((text, why))
                    yield text, why


def _packed(root: etree._Element, package: ForeignPackage) -> bytes:
    """The parts that pandoc reads."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", etree.tostring(root, encoding="UTF-8", xml_declaration=True))
        styles = package.tree("styles.xml")
        if styles is not None:
            file.writestr(
                "styles.xml", etree.tostring(styles, encoding="UTF-8", xml_declaration=True)
            )
        file.writestr("META-INF/manifest.xml", _MANIFEST)
    return made.getvalue()


_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
