"""Word files: the text as it stands on paper, with tracked changes taken as accepted.

Text boxes come after the paragraph they are anchored in; comments and notes hang on theirs.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from .. import patterns as re
from ..problem import Level
from ..problem_ids import TRACKED_CHANGES, UNSURE
from ..word.foreign_package import ForeignPackage, open_package
from ..word.foreign_styles import Styles, WordLists, is_heavy, is_on, read_lists, read_styles, value
from ..word.refusal import LARGEST_TEXT, MOST_PIECES, RefusedError
from ..word.shown import flat
from ..word.wordml import W
from .bullets import tell_bullets
from .docx_fields import OpenField, doubt_of_field, prompts_in
from .docx_look import look_of
from .docx_objects import Unread, objects_in
from .docx_own_tables import alignment_of, is_frame, is_ours
from .docx_runs import as_shown, box_of, in_circle, is_underlined, shifted, symbol
from .docx_table import (
    deleted_from_tables,
    heads_of,
    is_imprint,
    is_ruled,
    is_single,
    lays_out,
    rows_of,
    widths_of,
)
from .equations import EQUATIONS, linear
from .fates import shortened
from .fill_in import BLANKS, UNDERLINED, filled
from .html_reader import read_html
from .joined_lines import joined as joined_lines
from .links import doubt_of_link
from .mark import LETTER_MARK
from .pieces import Look, Piece, Source, SourceParagraph, SourcePicture, clean, with_number
from .raised import STRUCK, STRUCK_ADVICE, SUBSCRIPT, SUPERSCRIPT, raised
from .table_grid import grid
from .word_xml import text_boxes, texts_beside

_PAGE_NUMBER = "—–-- 0123456789第页共／/ivxIVX"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RUNS = {f"{W}r", *EQUATIONS}
_CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "cellIns", "cellDel"))
_TEXTS = {
    f"{W}tab": "\t",
    f"{W}noBreakHyphen": "-",
    f"{W}cr": "\n",
    f"{W}ptab": "\t",
}


def read_docx(content: bytes, file: str) -> Source:
    """A .docx file. Raises RefusedError."""
    package = open_package(content)
    part = package.part
    source = Source(file, "段")
    reading = _WordReader(
        source,
        read_styles(part("styles")),
        read_lists(part("numbering")),
        {"批注": _by_id(part("comments")), "脚注": _by_id(part("footnotes"))}
        | {"尾注": _by_id(part("endnotes"))},
        package,
    )
    reading.prompts = prompts_in(package.body)
    reading.changes = sum(1 for _ in package.body.iter(*_CHANGES))
    for gone in deleted_from_tables(package.body):
        reading.read.update(gone.iter(f"{W}t"))
    reading.blocks(package.body)
    for text in texts_beside(package.body, reading.read):
        source.leave(clean(text), 0, "程序读不到的地方，没有写进文稿")
    reading.end_section(package.body.find(f"{W}sectPr"))
    _furniture(package, reading)
    reading.report()
    return source


def _by_id(root: etree._Element | None) -> dict[str, str]:
    """The texts of comments or notes by their id."""
    if root is None:
        return {}
    return {
        node.get(f"{W}id", ""): clean("".join(t.text or "" for t in node.iter(f"{W}t")))
        for node in root
        if isinstance(node.tag, str)
    }


def _furniture(package: ForeignPackage, reading: _WordReader) -> None:
    """Headers and footers: left out, and told of where they say more than a page number. A letter's
    mark stands in the header of its first page.
    """
    marks: list[Piece] = []
    reading.beside_text = True
    for ending, where in (("header", "页眉"), ("footer", "页脚")):
        seen: list[SourcePicture] = []
        for root in package.parts(ending):
            for paragraph in root.iter(f"{W}p"):
                text = clean("".join(reading.texts(paragraph, [])))
                style = reading.styles.name(value(paragraph, "pPr/pStyle"))
                seen += [each for each in reading.objects if isinstance(each, SourcePicture)]
                reading.objects, reading.boxes = [], []
                if style == LETTER_MARK and text:
                    lines = [SourceParagraph(each, 0, Look(style)) for each in text.split("\n")]
                    marks += [each for each in lines if each not in marks]
                elif text.strip(_PAGE_NUMBER):
                    reading.source.leave(text, 0, where)
        if seen:
            message = f"{where}里有{len(seen)}幅图片，没有写进文稿"
            reading.source.say(UNSURE, Level.NOTICE, 0, message)
    reading.source.pieces[:0] = marks


class _WordReader(Struct):
    """One pass over the body."""

    source: Source
    styles: Styles
    lists: WordLists
    notes: dict[str, dict[str, str]]
    package: ForeignPackage
    changes: int = 0
    number: int = 0
    blank: int = 0
    size: int = 0
    breaks: bool = False
    bullets: list[int] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    objects: list[SourcePicture | Unread] = field(default_factory=list)
    told: set[tuple[int, str]] = field(default_factory=set)
    met: set[tuple[str, str]] = field(default_factory=set)
    held: list[tuple[str, bool]] = field(default_factory=list)
    read: set[etree._Element] = field(default_factory=set)
    prompts: set[etree._Element] = field(default_factory=set)
    fields: list[OpenField] = field(default_factory=list)
    section_start: int = 1
    beside_text: bool = False

    def end_section(self, section: etree._Element | None) -> None:
        """Note which paragraphs the section that ends here holds, where its pages lie sideways."""
        size = section.find(f"{W}pgSz") if section is not None else None
        if size is not None and size.get(f"{W}orient") == "landscape":
            self.source.turned.append(range(self.section_start, self.number + 1))
        self.section_start = self.number + 1

    def report(self) -> None:
        """What was found beside plain text."""
        tell_bullets(self.bullets, self.source)
        if self.changes:
            self.source.say(
                TRACKED_CHANGES,
                Level.NOTICE,
                0,
                f"文件里有{self.changes}处修订痕迹，按已经接受读入",
                "不该接受的，先在 Word 里处理好修订，再导入",
            )
        for kind, texts in self.notes.items():
            for identity, text in texts.items():
                if text and (kind, identity) not in self.met:
                    self.source.leave(text, 0, f"{kind}，正文里没有它的位置")

    def blocks(self, parent: etree._Element) -> None:
        """The paragraphs and tables in `parent`."""
        for node in flat(parent, {f"{W}p", f"{W}tbl", f"{W}altChunk", f"{W}subDoc"}):
            if node.tag == f"{W}p":
                self.paragraph(node)
            elif node.tag == f"{W}altChunk":
                self.number += 1
                self.inserted(node)
            elif node.tag == f"{W}subDoc":
                self.number += 1
                said = "主控文档的一个子文档没有读进来，它在另一个文件里"
                hint = "把那个文件也导入，接在这里"
                self.source.say(UNSURE, Level.WARNING, self.number, said, hint)
            else:
                self.number += 1
                self.table(node)

    def inserted(self, node: etree._Element) -> None:
        """A whole file that stands in this one and is shown as part of it (17.17.2.1)."""
        name = self.package.target(self.package.main, node.get(_RELATION, ""))
        suffix = "." + name.rpartition(".")[2].lower()
        if suffix in (".docx", ".docm"):
            inner = read_docx(self.package.content(name), self.source.file)
        elif suffix in (".html", ".htm", ".xhtml"):
            inner = read_html(self.package.content(name), self.source.file)
        else:
            what = f"整个插入的文件（{suffix}）" if name else "整个插入的文件"
            self.tell(f"{what}没有读进来", Level.WARNING, "用 Word 打开，另存为新的 .docx 再导入")
            return
        self.tell("整个插入的文件，读在了这里", Level.NOTICE)
        for piece in inner.pieces:
            self.add(replace(piece, number=self.number))
        for picture in inner.saved:
            self.source.add_picture(replace(picture, number=self.number))
        for left in inner.left_out:
            self.source.leave(left.text, self.number, left.why)
        for problem in inner.problems:
            self.tell(problem.message, problem.level, problem.hint)

    def table(self, node: etree._Element) -> None:
        """A table; one that only places text is read as that text."""
        ours, frame = is_ours(node, self.styles), is_frame(node, self.styles)
        single = is_single(node, ours=ours)
        if frame or single or lays_out(node):
            if not frame and (is_ruled(node) or not single) and not is_imprint(node):
                self.tell("一个框（只有一栏的表），写成了框里的文字", Level.NOTICE)
            for cell in flat(node, {f"{W}tc"}, rows=True):
                self.blocks(cell)
            return
        heads = heads_of(node)
        remarks: list[str] = []
        rows = rows_of(
            node,
            lambda cell, place: (self.cell(cell, place, remarks), alignment_of(cell, self.styles)),
        )
        said = heads if ours else heads or None
        table = grid(rows, self.number, said, is_ours=ours, widths=widths_of(node))
        if table.rows:
            self.add(replace(table, remarks=tuple(remarks)))
        elif rows:
            self.tell(f"一张没有文字的表（{len(rows)}行），没有写进文稿", Level.NOTICE)

    def add(self, piece: Piece) -> None:
        self.source.pieces.append(piece)
        if len(self.source.pieces) > MOST_PIECES or self.size > LARGEST_TEXT:
            raise RefusedError("文件太长，不像一份公文", "只留下要导入的那一份，其余的删去")

    def paragraph(self, node: etree._Element) -> None:
        self.number += 1
        properties = node.find(f"{W}pPr")
        style = value(properties, "pStyle")
        heavy, self.held = self.held, []
        remarks: list[str] = []
        self.breaks = is_on(properties, "pageBreakBefore") or self.breaks
        for run in flat(node, _RUNS):
            text = "".join(self.run(run, remarks))
            said = any(each.strip() for each, _ in heavy)
            heavy.append((text, is_heavy(run.find(f"{W}rPr"), self.styles)))
            self.place_objects(before=not said and not text.strip())
        self.tell_links(node)
        joined = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        following = node.getnext()
        if joined and following is not None and following.tag == node.tag:
            self.held = heavy  # the mark at its end was deleted: it goes on in the next
            return
        text = "".join(text for text, _ in heavy)
        whole = with_number(
            self.automatic(properties, style), joined_lines(text, self.styles.name(style))
        )
        self.size += len(whole)
        lines = [line for line in map(clean, whole.split("\n")) if line]
        own = next((size for run in flat(node, {f"{W}r"}) if (size := value(run, "rPr/sz"))), "")
        look = look_of(properties, style, heavy, own, self.styles)
        look = replace(look, new_page=self.breaks, blank=self.blank)
        for index, line in enumerate(lines):
            if index:  # the other lines of a paragraph stand on its page
                self.add(SourceParagraph(line, self.number, replace(look, new_page=False)))
            else:
                self.add(SourceParagraph(line, self.number, look, tuple(remarks)))
        if lines:
            self.blank, self.breaks = 0, False
        else:
            self.blank += 1
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)
        if properties is not None and (section := properties.find(f"{W}sectPr")) is not None:
            self.end_section(section)

    def automatic(self, properties: etree._Element | None, style: str | None) -> str:
        """The number of an automatic list, as text."""
        identity = value(properties, "numPr/numId") or self.styles.first(style, "pPr/numPr/numId")
        level = value(properties, "numPr/ilvl") or self.styles.first(style, "pPr/numPr/ilvl") or "0"
        if not identity or identity == "0" or not level.isdecimal():
            return ""
        if self.lists.is_dotted(identity, int(level)):
            self.bullets.append(self.number)
        return self.lists.number(identity, int(level))

    def texts(self, paragraph: etree._Element, remarks: list[str]) -> Iterator[str]:
        """The text of a paragraph, run by run."""
        for run in flat(paragraph, _RUNS):
            yield from self.run(run, remarks)

    def run(self, run: etree._Element, remarks: list[str]) -> Iterator[str]:
        """The text of a run or an equation; what is no text goes to `objects` and `boxes`."""
        if run.tag in EQUATIONS:
            text = clean(linear(run))
            if text:
                self.tell(f"公式“{text[:20]}”写成了一行文字", Level.WARNING, "对照原文核对")
            yield text
            return
        text = "".join(self.plain_run(run, remarks))
        if run in self.prompts and text.strip():
            self.source.leave(text, self.number, "提示填什么的文字，不是内容")
            said = f"“{shortened(text)}”是还没有填的空里的提示，没有写进文稿"
            self.tell(said, Level.WARNING, "把要填的写在这里；不填的，删去这一处")
            return
        if is_on(run, "rPr/vanish") and text.strip():
            self.source.leave(text, self.number, "隐藏的文字，不显示也不印")
            said = f"隐藏的文字“{shortened(text)}”没有写进文稿"
            self.tell(said, Level.NOTICE, "要印的，在 Word 里取消隐藏再导入")
            return
        shown = as_shown(run, text)
        if shown != text:
            self.source.leave(text, self.number, f"符号字体里的字，改写成{shown.strip()}")
        text = self.as_set(run, shown)
        if is_underlined(run) and text and not text.strip(BLANKS):
            self.tell(UNDERLINED, Level.NOTICE)
            text = filled(text)
        yield text

    def as_set(self, run: etree._Element, text: str) -> str:
        """The text of a run that is set above or below the line, or struck, which is told."""
        place = value(run, "rPr/vertAlign") or shifted(run)
        if place in ("superscript", "subscript"):
            text, said = raised(text, SUPERSCRIPT if place == "superscript" else SUBSCRIPT)
            if said:
                self.tell(said, Level.NOTICE, "对照原文核对")
        if (is_on(run, "rPr/strike") or is_on(run, "rPr/dstrike")) and text.strip():
            self.tell(STRUCK.format(shortened(text)), Level.WARNING, STRUCK_ADVICE)
        return text

    def plain_run(self, run: etree._Element, remarks: list[str]) -> Iterator[str]:
        for node in run:
            if node.tag == f"{W}t":
                self.read.add(node)
                if self.fields:
                    self.fields[-1].shown += node.text or ""
                yield node.text or ""
            elif node.tag == f"{W}br":
                if node.get(f"{W}type") == "page":
                    self.breaks = True
                yield "\n"
            elif node.tag in _TEXTS:
                yield _TEXTS[node.tag]
            elif node.tag == f"{W}sym":
                yield symbol(node)
            elif node.tag in _REFERENCES:
                self.remark(node, remarks)
            elif node.tag == f"{W}instrText":
                if self.fields:
                    self.fields[-1].code += node.text or ""
                else:
                    yield from self.field(node.text or "")
            elif node.tag == f"{W}fldChar":
                yield box_of(node)
                yield from self.mark_of_field(node.get(f"{W}fldCharType", ""))
            elif node.tag == f"{W}ruby":
                for base in node.iterfind(f"{W}rubyBase"):
                    yield from self.texts(base, remarks)
                above = list(node.iterfind(f"{W}rt//{W}t"))
                self.read.update(above)
                sounds = "".join(each.text or "" for each in above)
                self.source.leave(sounds, self.number, "拼音或注音")
            elif isinstance(node.tag, str):
                self.boxes += text_boxes(node)
                self.objects += objects_in(node, self.package)

    def mark_of_field(self, kind: str) -> Iterator[str]:
        """Where a field begins, where its code ends and where it ends itself: a code may stand in
        several runs.
        """
        if kind == "begin":
            self.fields.append(OpenField())
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            if self.fields:
                self.fields[-1].shown += done.shown
            yield from self.field(done.code)
            self.tell_field(done.code, done.shown)

    def tell_links(self, paragraph: etree._Element) -> None:
        """Say what fields and links that wrap their text hold beside it."""
        for node in paragraph.iter(f"{W}hyperlink", f"{W}fldSimple"):
            shown = "".join(each.text or "" for each in node.iter(f"{W}t"))
            if node.tag == f"{W}fldSimple":
                self.tell_field(node.get(f"{W}instr", ""), shown)
                continue
            address = self.package.address(self.package.main, node.get(_RELATION, ""))
            if said := doubt_of_link(address, shown):
                self.tell(*said)

    def tell_field(self, code: str, shown: str) -> None:
        """Say what a field holds beside the text that it shows."""
        said = None if self.beside_text else doubt_of_field(code, shown)
        if said:
            self.tell(*said)

    def field(self, code: str) -> Iterator[str]:
        """What a field prints that has no text of its own: a number in a circle, a formula."""
        if not self.beside_text and re.match(
            r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", code, re.IGNORECASE
        ):
            said = "文字里有自动的页码（PAGE 域），照现在的数字写成了文字"
            self.tell(said, Level.WARNING, "不是正文的，删去这个数字")
        if not re.match(r"\s*EQ\b", code, re.IGNORECASE):
            return
        if circled := in_circle(code):
            yield circled
            return
        shown = clean(re.sub(r"^\s*EQ", "", code, flags=re.IGNORECASE))
        self.tell(f"域“EQ {shown[:40]}”排的字没有写进文稿", Level.WARNING, "对照原文补上")

    def tell(self, message: str, level: Level, hint: str = "") -> None:
        """A problem at the paragraph or table that is read; the same is said once of each."""
        if (self.number, message) not in self.told:
            self.told.add((self.number, message))
            self.source.say(UNSURE, level, self.number, message, hint)

    def place_objects(self, *, before: bool = False, cell: str = "") -> None:
        """Note the pictures that were met, and tell of what is no picture that can be saved."""
        objects, self.objects = self.objects, []
        for each in objects:
            if isinstance(each, SourcePicture):
                self.source.add_picture(replace(each, number=self.number, before=before, cell=cell))
                continue
            shown = f"“{each.text[:30]}”" if each.text else ""
            place = f"{cell}里的" if cell else "这里的"
            self.source.say(
                UNSURE,
                Level.WARNING,
                self.number,
                f"{place}{each.what}{shown}没有写进文稿",
                "需要的，在原文里另存成 PNG 图片，写成“图”；文字、公式照着打进来",
            )

    def remark(self, node: etree._Element, remarks: list[str]) -> None:
        kind, identity = _REFERENCES[str(node.tag)], node.get(f"{W}id", "")
        self.met.add((kind, identity))
        if text := self.notes[kind].get(identity, ""):
            remarks.append(f"{kind}：{text}")

    def cell(self, cell: etree._Element, place: str, remarks: list[str]) -> str:
        """The text of a cell, its paragraphs as lines; what else it holds is told of."""
        waiting = list(flat(cell, {f"{W}p", f"{W}tbl"}))
        lines: list[str] = []
        while waiting:
            node = waiting.pop(0)
            if node.tag == f"{W}tbl":
                lines += self.inner_table(node, place, remarks)
                continue
            own: list[str] = []
            style = value(node, "pPr/pStyle")
            whole = self.automatic(node.find(f"{W}pPr"), style) + "".join(self.texts(node, own))
            self.tell_links(node)
            remarks += [f"{place}的{each}" for each in own]
            lines += [line for line in map(clean, whole.split("\n")) if line]
            boxes, self.boxes = self.boxes, []
            for box in boxes:
                self.tell(f"{place}里的文本框，文字写在了这一格里", Level.NOTICE)
                waiting[:0] = flat(box, {f"{W}p", f"{W}tbl"})
            self.place_objects(cell=place)
        return "\n".join(lines)

    def inner_table(self, table: etree._Element, place: str, remarks: list[str]) -> list[str]:
        """The rows of a table within a cell, a line each."""
        rows = rows_of(table, lambda cell, _: (self.cell(cell, place, remarks), ""))
        shown = ["　".join(cell.text.replace("\n", " ") for cell in row).strip() for row in rows]
        wide = max((sum(cell.columns for cell in row) for row in rows), default=0)
        self.tell(
            f"{place}里还有一张表（{len(rows)}行{wide}列），一行写成了这一格里的一行字",
            Level.WARNING,
            "要照原样的，拆成单独的表",
        )
        return list(filter(None, shown))


_REFERENCES = {
    f"{W}commentReference": "批注",
    f"{W}footnoteReference": "脚注",
    f"{W}endnoteReference": "尾注",
}
