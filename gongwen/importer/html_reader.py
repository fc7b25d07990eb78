"""Web pages: the text of the page, without what surrounds it. Nothing is fetched."""

from __future__ import annotations

from pathlib import Path

from lxml import etree, html
from msgspec import Struct, field
from msgspec.structs import replace

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from ..word.refusal import MOST_PIECES, RefusedError
from .bullets import tell_bullets
from .decoding import decode
from .fates import shortened
from .fill_in import UNDERLINED, filled
from .html_around import SILENT, is_furniture, is_of_the_site, text_of
from .html_lists import position_of, written_number
from .html_looks import BLOCKS, is_heavy, is_hidden, is_underlined, look_of, up
from .html_main import main_block
from .html_pictures import picture_of
from .html_table import MOST_ROWS, TABLE_TITLE, Rows, data_rows, is_frame, is_side_column
from .markers import first_number
from .pieces import (
    Look,
    Piece,
    Source,
    SourceParagraph,
    SourcePicture,
    clean,
    with_number,
)
from .raised import STRUCK, STRUCK_ADVICE, SUBSCRIPT, SUPERSCRIPT, raised
from .table_grid import Spanned, grid
from .table_widths import page_widths

_UNREAD = {"object", "embed", "svg", "math"}
_NEVER_SHOWN = {"script", "style", "head"}
_DEEPEST = 240
_BESIDE = 4
"""Characters beside its links by which a line is more than a list of links, or a label with one."""


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


def _only_lines(found: re.Match[str]) -> str:
    """The line ends of what is taken out, so that the other lines keep their numbers."""
    return "\n" * found[0].count("\n")


def read_html(content: bytes, file: str, folder: Path | None = None) -> Source:
    """A web page; `folder` is where it lies, and the pictures that were saved with it. Raises
    RefusedError.
    """
    source = Source(file, "段", is_page=True)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", _only_lines, decode(content))
    text = _DOCTYPE.sub(_only_lines, text, count=1)
    if not text.strip():
        return source
    if any(_is_overloaded(tag[0]) for tag in _LONG_TAG.finditer(text)):
        raise RefusedError("网页里有一个标签带了成千个属性，可能有害", _AS_TEXT)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise RefusedError("网页读不出内容", "用浏览器打开，复制成 .txt 再导入") from error
    source.named = next(
        (
            clean(meta.get("content", ""))
            for meta in root.iter("meta")
            if meta.get("name", "").lower() == "articletitle"  # as the state has sites say it
        ),
        "",
    )
    reading = _HtmlReader(source, folder, whole=len(text_of(root)))
    reading.main = main_block(root, reading.is_left)
    reading.walk(root)
    reading.close()
    reading.tell_outside()
    tell_bullets(reading.bullets, source)
    return source


class _HtmlReader(Struct):
    """One pass over the page, gathering characters into paragraphs."""

    source: Source
    folder: Path | None = None
    runs: list[tuple[str, bool]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    look: Look = field(default_factory=Look)
    number: int = 0
    blank: int = 0
    line: int = 0
    in_paragraph: bool = False
    marker: str = ""
    counts: dict[html.HtmlElement, int] = field(default_factory=dict)
    cell: str = ""
    images: list[SourcePicture] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    bullets: list[int] = field(default_factory=list)
    main: html.HtmlElement | None = None
    whole: int = 0
    outside: int = 0

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
                if node is self.main:
                    self.source.main_end = self.number
                continue
            if depth > _DEEPEST:
                raise RefusedError("网页一层套一层，套得太深", _AS_TEXT)
            if not self.enter(node):
                continue
            block = node.tag in BLOCKS
            if block:
                self.close()
                self.look = look_of(node)
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
        if tag in SILENT:
            if tag not in _NEVER_SHOWN:
                self.source.leave(clean("".join(node.itertext())), 0, "网页里的公式、图形等")
            return False
        if tag in _UNREAD:
            self.unread(node)
            return False
        if tag == "a" and str(node.get("href", "")).lower().startswith(("http", "mailto:")):
            self.links.append((clean("".join(map(str, node.itertext()))), str(node.get("href"))))
        if tag == "img":
            self.picture(node)
            return False
        if tag == "input":
            in_text = self.cell or any(each.tag == "p" for each in up(node))
            self.text(_typed(node) if in_text else "", node)
            return False
        if tag in ("rt", "rp") or self.is_not_shown(node):
            why = "拼音或注音" if tag in ("rt", "rp") else "网页上不显示的字"
            self.source.leave(clean(text_of(node)), 0, why)
            return False
        if is_furniture(node):
            self.source.leave(clean(text_of(node)), 0, "网页的导航、页脚等")
            return False
        if tag == "td" and not self.cell and is_side_column(node):
            text = clean(text_of(node))
            self.source.leave(text, 0, "网页的导航、页脚等")
            said = f"排版用的表里旁边一栏的“{shortened(text)}”当作网页的导航，没有写进文稿"
            self.source.say(UNSURE, Level.NOTICE, 0, said, "是文稿的内容的，补进文稿")
            return False
        if tag == "br":
            look = self.look
            self.close()
            self.look = look
            return False
        if tag == "table" and not self.cell:
            if rows := data_rows(node):
                self.close()
                self.captions(node)
                self.beside_cells(node)
                self.number += 1
                self.source.lines[self.number] = node.sourceline or 0
                self.table(rows)
                return False
            if is_frame(node):
                self.told.append(("一个框（只有一栏的表），写成了框里的文字", ""))
        return True

    def is_not_shown(self, node: html.HtmlElement) -> bool:
        """Whether an element is hidden, and not most of the page, which a script shows when all is
        loaded.
        """
        return is_hidden(node) and len(text_of(node)) * 2 <= self.whole

    def is_left(self, node: html.HtmlElement) -> bool:
        """Whether an element is not read, for it is hidden or surrounds the document."""
        return self.is_not_shown(node) or is_furniture(node)

    def captions(self, table: html.HtmlElement) -> None:
        """The title that a page gives a table."""
        for node in table.iterchildren("caption"):
            if text := clean(text_of(node)):
                self.number += 1
                self.source.pieces.append(SourceParagraph(text, self.number, Look(TABLE_TITLE)))

    def beside_cells(self, table: html.HtmlElement) -> None:
        """What slipped in between the cells of a table."""
        for node in table.iter("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"):
            inside = node.text if node.tag not in ("td", "th", "caption") else ""
            after = node.tail if node is not table else ""
            self.source.leave(clean(f"{inside or ''}{after or ''}"), 0, "表格里不在格子里的字")

    def unread(self, node: html.HtmlElement) -> None:
        """Tell of what is neither text nor a picture."""
        text = clean(text_of(node))
        if node.tag == "math" and text:
            self.text(text, node)
            self.told.append((f"公式“{text[:20]}”写成了一行文字", "对照原文核对"))
        elif node.tag in ("object", "embed") or (node.tag == "svg" and text):
            shown = shortened(text or node.get("data", "") or node.get("src", ""))
            self.told.append((f"网页里嵌的内容“{shown}”没有写进文稿", "需要的，照着打进来"))

    def table(self, rows: Rows) -> None:
        cells = [
            [self.spanned(cell, f"第{row}行第{column}格") for column, cell in enumerate(line, 1)]
            for row, line in enumerate(rows.rows, 1)
        ]
        table = grid(cells, self.number, rows.heads, widths=page_widths(rows.rows))
        if table.rows:
            self.source.pieces.append(table)
        else:
            self.tell(f"一张没有文字的表（{len(cells)}行），没有写进文稿")

    def spanned(self, node: html.HtmlElement, place: str) -> Spanned:
        """A cell; what else it holds is told of."""
        if node.find(".//table") is not None:
            self.tell(f"{place}里还有一张表，写成了这一格里的文字", "要照原样的，拆成单独的表")
        inner = _HtmlReader(Source("", ""), self.folder, cell=place, whole=self.whole)
        inner.walk(node)
        inner.close()
        for left in inner.source.left_out:
            self.source.leave(left.text, self.number, left.why)
        for problem in inner.source.problems:
            self.tell(problem.message, problem.hint)
        for picture in inner.source.pictures:
            self.source.add_picture(replace(picture, number=self.number, cell=place))
        lines = [_line(piece) for piece in inner.source.pieces]
        columns, rows = _span(node.get("colspan", "1")), _span(node.get("rowspan", "1"))
        return Spanned("\n".join(filter(None, lines)), columns or 1, rows or MOST_ROWS)

    def tell(self, message: str, hint: str = "") -> None:
        number = 0 if self.cell else self.number
        told = (problem.line == number and problem.message.endswith(message)
                for problem in self.source.problems)  # fmt: skip
        if not any(told):
            self.source.say(UNSURE, Level.WARNING, number, message, hint)

    def picture(self, node: html.HtmlElement) -> None:
        """A picture that can be saved; others are told of, icons are not."""
        found = picture_of(node, self.folder)
        if found and not isinstance(found, SourcePicture) and self.is_around(node):
            self.outside += 1
            return
        if isinstance(found, SourcePicture):
            self.images.append(found)
        elif found:
            place = f"{self.cell}里的" if self.cell else "这里的"
            self.told.append((f"{place}{found}", "需要的，从网页上另存成 PNG 或 JPEG，写成“图”"))

    def is_around(self, node: html.HtmlElement) -> bool:
        """Whether a picture stands outside the text, or is one that every page of a site has."""
        if is_of_the_site(node.get("src", "")):
            return True
        return self.main is not None and all(each is not self.main for each in node.iterancestors())

    def tell_outside(self) -> None:
        """Tell once of the pictures that stand around the text: marks, codes to scan."""
        if self.outside:
            said = f"正文以外的网页图片（标志、二维码等）{self.outside}处没有存下来"
            hint = "是文稿的，从网页上另存成 PNG 或 JPEG，写成“图”"
            self.source.say(UNSURE, Level.NOTICE, 0, said, hint)

    def text(self, text: str | None, holder: html.HtmlElement | None) -> None:
        if not text:
            return
        if any(each.tag == "pre" for each in up(holder)):
            self.lines_of(text, holder)
            return
        text = re.sub(r"(?<=[!-~])[ \t]*[\r\n]+[ \t]*(?=[!-~])", " ", text)  # between words
        text = re.sub(r"[\r\n]+[ \t]*", "", text)
        if not text.strip() and (blanks := text.strip(" \t")) and is_underlined(holder):
            self.told.append((UNDERLINED, ""))
            text = filled(blanks)
        text = self.as_set(text, holder)
        if not self.line and text.strip() and holder is not None:
            self.line = holder.sourceline or 0
        self.runs.append((text, is_heavy(holder)))

    def lines_of(self, text: str, holder: html.HtmlElement | None) -> None:
        """Text whose line ends are shown."""
        for index, line in enumerate(re.split(r"\r\n|\r|\n", text)):
            if index:
                look = self.look
                self.close()
                self.look = look
            self.runs.append((line, is_heavy(holder)))

    def as_set(self, text: str, holder: html.HtmlElement | None) -> str:
        """A text that the page sets above or below the line, or strikes, which is told."""
        tags = {node.tag for node in up(holder)}
        for tag, signs in (("sup", SUPERSCRIPT), ("sub", SUBSCRIPT)):
            if tag in tags:
                text, said = raised(text, signs)
                self.told += [(said, "对照原文核对")] if said else []
        if tags & {"s", "del", "strike"} and text.strip():
            self.told.append((STRUCK.format(shortened(text)), STRUCK_ADVICE))
        return text

    def item_number(self, node: html.HtmlElement) -> str:
        """The number, or the dot, that a browser shows before an item of a list."""
        holder = node.getparent()
        if holder is None or _BARE_LIST.search(holder.get("style", "")):
            return ""
        if holder.tag != "ol":
            return _DOT
        number = self.counts[holder] = position_of(node, holder, self.counts.get(holder))
        return written_number(number, holder)

    def close(self) -> None:
        """End the paragraph that is open."""
        text = clean("".join(run for run, _ in self.runs))
        if text or self.images or self.told:
            self.number += 1
        self.put_aside(bool(text))
        if text:
            self.source.lines[self.number] = self.line
            number, self.marker = self.marker, ""
            if number == _DOT:
                number = ""
                self.bullets += [] if first_number(text) else [self.number]
            text = text if first_number(text) else with_number(number, text)
            heavy = all(bold for run, bold in self.runs if run.strip())
            look = _with(self.look, heavy, self.blank, 0 if heavy else _lead(self.runs))
            self.source.pieces.append(SourceParagraph(text, self.number, look))
            if sum(len(shown) for shown, _ in self.links) < len(text) - _BESIDE:
                self.source.links[self.number] = self.links
            if len(self.source.pieces) > MOST_PIECES:
                raise RefusedError("网页的段落太多，不像一份公文")
            self.blank = 0
        elif self.in_paragraph:
            self.blank += 1
        self.in_paragraph = False
        self.line = 0
        self.runs, self.links = [], []
        self.look = Look()

    def put_aside(self, said: bool) -> None:
        """Note the pictures of the paragraph that ends, and what was told of it; `said` = it has
        text, which they follow.
        """
        images, self.images = self.images, []
        told, self.told = self.told, []
        for image in images:
            self.source.add_picture(replace(image, number=self.number, before=not said))
        for message, hint in dict.fromkeys(told):
            self.tell(message, hint)


_DOT = "•"
_BARE_LIST = re.compile(r"list-style(?:-type)?:[^;]*none")


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


def _line(piece: Piece) -> str:
    return piece.text if isinstance(piece, SourceParagraph) else ""


def _span(text: str) -> int:
    """How far a cell reaches; 0 = to the end of the table."""
    return min(int(text), MOST_ROWS) if re.fullmatch("[0-9]{1,4}", text.strip()) else 1


def _typed(node: html.HtmlElement) -> str:
    """What stands in a field of a form on a page."""
    kind = node.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if node.get("checked") is not None else "□"
    return node.get("value", "") if kind == "text" else ""
