"""Web pages: the text of the page, without what surrounds it. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html
from msgspec import Struct, field

from ..paper.numbering import chinese_numeral
from ..word.refusal import MOST_PIECES, RefusedError
from .decoding import decode
from .markers import first_number
from .pieces import PAGE_HEADING, Look, Piece, Source, SourceParagraph, clean, with_number
from .table_grid import Spanned, grid

_SILENT = {"script", "style", "head", "noscript", "template", "object", "embed", "svg", "math"}
_NEVER_SHOWN = {"script", "style", "head"}
_FURNITURE = {"nav", "header", "footer", "aside", "form", "button", "select", "iframe", "textarea"}
_BLOCKS = {
    *("p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul"),
    *("ol", "dl", "dt", "dd", "table", "tr", "td", "th", "tbody", "thead", "tfoot", "center"),
    *("blockquote", "pre", "hr", "body", "html", "caption", "figure", "figcaption", "address"),
}
_NAMED = re.compile(
    r"(?:^|[-_ ])(?:nav\w*|menu|crumbs?|breadcrumb|location|weizhi|dqwz|top|footer|foot|header|"
    r"share\w*|toolbar|sidebar|copyright|qrcode|ewm|pagination|friendlink|related)(?:$|[-_ ])",
    re.IGNORECASE,
)
_POINTS = {"pt": 1.0, "px": 0.75}
_TITLE_SIZE = 22.0
_DEEPEST = 240


_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,5000}\])?\s*>", re.IGNORECASE)
_LONG_TAG = re.compile("<[^<>]{10000,}")
_MOST_ATTRIBUTES = 1000
_AS_TEXT = "复制要用的文字，存成 .txt 再导入"


def _is_overloaded(tag: str) -> bool:
    """Whether a tag has so many attributes that the parser, which compares each with all others,
    would not come to an end. A picture within the page is one long attribute.
    """
    bare = re.sub("\"[^\"]*\"|'[^']*'", " ", tag)
    return len(bare.split()) > _MOST_ATTRIBUTES


def read_html(content: bytes, file: str) -> Source:
    """A web page. Raises RefusedError."""
    source = Source(file, "段", is_page=True)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(content))
    text = _DOCTYPE.sub("", text, count=1)
    if not text.strip():
        return source
    if any(_is_overloaded(tag[0]) for tag in _LONG_TAG.finditer(text)):
        raise RefusedError("网页里有一个标签带了成千个属性，可能有害", _AS_TEXT)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise RefusedError("网页读不出内容", "用浏览器打开，复制成 .txt 再导入") from error
    reading = _HtmlReader(source)
    reading.walk(root)
    reading.close()
    return source


class _HtmlReader(Struct):
    """One pass over the page, gathering characters into paragraphs."""

    source: Source
    runs: list[tuple[str, bool]] = field(default_factory=list)
    look: Look = field(default_factory=Look)
    number: int = 0
    blank: int = 0
    in_paragraph: bool = False
    marker: str = ""
    counts: dict[html.HtmlElement, int] = field(default_factory=dict)

    def walk(self, root: html.HtmlElement) -> None:
        """Visit elements without recursion, for a page may nest as deep as it likes."""
        stack: list[tuple[str, html.HtmlElement, int]] = [("open", root, 0)]
        while stack:
            what, node, depth = stack.pop()
            if what == "tail":
                self.text(node.tail, node.getparent())
                continue
            if what == "close":
                self.close()
                self.marker = "" if node.tag == "li" else self.marker
                continue
            if depth > _DEEPEST:
                raise RefusedError("网页一层套一层，套得太深", _AS_TEXT)
            if not self.enter(node):
                continue
            block = node.tag in _BLOCKS
            if block:
                self.close()
                self.look = _look(node)
                self.marker = self.item_number(node) if node.tag == "li" else self.marker
                self.in_paragraph = node.tag == "p"
                stack.append(("close", node, depth))
            self.text(node.text, node)
            for child in reversed(node):
                stack.append(("tail", child, depth))
                stack.append(("open", child, depth + 1))

    def enter(self, node: html.HtmlElement) -> bool:
        """Whether the children of `node` are read as text."""
        tag = node.tag
        if not isinstance(tag, str):
            return False
        if tag in _SILENT:
            if tag not in _NEVER_SHOWN:
                self.source.leave(clean("".join(node.itertext())), 0, "网页里的公式、图形等")
            return False
        if tag in _FURNITURE or _is_named_furniture(node):
            self.source.leave(clean(_text_of(node)), 0, "网页的导航、页脚等")
            return False
        if tag == "br":
            look = self.look
            self.close()
            self.look = look
            return False
        if tag == "table" and (rows := _data_rows(node)):
            self.close()
            self.beside_cells(node)
            self.number += 1
            table = grid(rows, self.number)
            if table.rows:
                self.source.pieces.append(table)
            return False
        return True

    def beside_cells(self, table: html.HtmlElement) -> None:
        """What a table says outside of its cells: its caption, and what slipped in between."""
        for caption in table.iterdescendants("caption"):
            self.text(caption.text_content(), caption)
            self.close()
        for node in table.iter("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"):
            inside = node.text if node.tag not in ("td", "th", "caption") else ""
            after = node.tail if node is not table else ""
            self.source.leave(clean(f"{inside or ''}{after or ''}"), 0, "表格里不在格子里的字")

    def text(self, text: str | None, holder: html.HtmlElement | None) -> None:
        if text:
            self.runs.append((re.sub(r"[\r\n]+[ \t]*", "", text), _is_heavy(holder)))

    def item_number(self, node: html.HtmlElement) -> str:
        """The number that a browser shows before an item of a list; "" where it shows a dot."""
        holder = node.getparent()
        if holder is None or holder.tag != "ol" or _BARE_LIST.search(holder.get("style", "")):
            return ""
        first = holder.get("start", "1")
        given = node.get("value", "")
        before = self.counts.get(holder, int(first) - 1 if _NUMBER.fullmatch(first) else 0)
        number = self.counts[holder] = int(given) if _NUMBER.fullmatch(given) else before + 1
        if _CHINESE_LIST.search(holder.get("style", "")):
            return f"{chinese_numeral(min(number, 9999))}、"
        return f"{number}."

    def close(self) -> None:
        """End the paragraph that is open."""
        text = clean("".join(run for run, _ in self.runs))
        if text:
            self.number += 1
            number, self.marker = self.marker, ""
            text = text if first_number(text) else with_number(number, text)
            heavy = all(bold for run, bold in self.runs if run.strip())
            look = _with(self.look, heavy, self.blank, 0 if heavy else _lead(self.runs))
            self.source.pieces.append(SourceParagraph(text, self.number, look))
            if len(self.source.pieces) > MOST_PIECES:
                raise RefusedError("网页的段落太多，不像一份公文")
            self.blank = 0
        elif self.in_paragraph:
            self.blank += 1
        self.in_paragraph = False
        self.runs = []
        self.look = Look()


_BARE_LIST = re.compile(r"list-style(?:-type)?:[^;]*none")
_CHINESE_LIST = re.compile(r"list-style(?:-type)?:[^;]*(?:cjk-ideographic|chinese|japanese)")
_NUMBER = re.compile("[1-9][0-9]{0,2}")


def _with(look: Look, heavy: bool, blank: int, lead: int) -> Look:
    return Look(
        look.style, look.outline, look.centred, look.right, heavy, look.size, lead, False, blank
    )


def _lead(runs: list[tuple[str, bool]]) -> int:
    count = 0
    for text, heavy in runs:
        if not heavy and text.strip():
            break
        count += len(text if count else text.lstrip())
    return count


def _is_named_furniture(node: html.HtmlElement) -> bool:
    return any(_NAMED.search(node.get(name, "")) for name in ("class", "id", "role"))


def _text_of(node: html.HtmlElement) -> str:
    """What an element says, scripts and the like apart."""
    found: list[str] = []
    for each in node.iter():
        if isinstance(each.tag, str) and each.tag not in _SILENT:
            found.append(each.text or "")
        if each is not node:
            found.append(each.tail or "")
    return "".join(found)


def _up(node: html.HtmlElement | None) -> Iterator[html.HtmlElement]:
    """`node` and the inline elements around it, up to its block, which is included."""
    while node is not None:
        yield node
        if node.tag in _BLOCKS:
            return
        node = node.getparent()


def _is_heavy(node: html.HtmlElement | None) -> bool:
    for each in _up(node):
        style = each.get("style", "")
        if each.tag in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"):
            return True
        if re.search(r"font-weight:\s*(?:bold|[6-9]00)|font-family:[^;]*(?:黑体|楷体)", style):
            return True
    return False


def _look(node: html.HtmlElement) -> Look:
    style = node.get("style", "")
    align = re.search(r"text-align:\s*(\w+)", style)
    word = (align[1] if align else node.get("align", "")).lower()
    centred = word == "center" or any(each.tag == "center" for each in node.iterancestors())
    outline = int(node.tag[1]) - 1 if re.fullmatch("h[1-6]", node.tag) else 0
    size = _size(node) or (_TITLE_SIZE if node.tag == "h1" else 0.0)
    style = PAGE_HEADING if node.tag == "h1" else ""
    return Look(style, outline, centred or node.tag == "h1", word == "right", size=size)


def _size(node: html.HtmlElement) -> float:
    for each in (node, *node.iterdescendants("span", "font", "strong", "b")):
        if found := re.search(r"font-size:\s*([\d.]{1,6})(pt|px)", each.get("style", "")):
            return float(found[1]) * _POINTS[found[2]]
    return 0.0


def _data_rows(table: html.HtmlElement) -> list[list[Spanned]]:
    """The cells of a table; empty for one that only lays out the page: a single cell to each row,
    a table within, or text of many paragraphs in few cells.
    """
    if next(table.iterdescendants("table"), None) is not None:
        return []
    rows = [
        [cell for cell in row if cell.tag in ("td", "th")] for row in table.iterdescendants("tr")
    ]
    if len(rows) < 2 or max((len(row) for row in rows), default=0) < 2:
        return []
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(node: html.HtmlElement) -> Spanned:
    reading = _HtmlReader(Source("", ""))
    reading.walk(node)
    reading.close()
    lines = [_line(piece) for piece in reading.source.pieces]
    spans = [_span(node.get(name, "1")) for name in ("colspan", "rowspan")]
    return Spanned("\n".join(filter(None, lines)), spans[0], spans[1])


def _line(piece: Piece) -> str:
    return piece.text if isinstance(piece, SourceParagraph) else ""


def _span(text: str) -> int:
    return min(int(text), 1000) if re.fullmatch("[1-9][0-9]{0,3}", text.strip()) else 1
