"""Word files: the text as it stands on paper, with tracked changes taken as accepted.

Text boxes come after the paragraph they are anchored in; comments and notes hang on theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from ..composition import CELLS
from ..paper.numbering import PADDING
from ..problem import Level
from ..problem_ids import LEFT_OUT, REMARKS, TRACKED_CHANGES
from ..typeset.table_cells import POINT
from ..word.foreign_package import ForeignPackage, open_package
from ..word.foreign_styles import Lists, Styles, is_heavy, is_on, read_lists, read_styles, value
from ..word.refusal import LARGEST_TEXT, MOST_PIECES, RefusedError
from ..word.wordml import W
from .joined_lines import joined as joined_lines
from .mark import LETTER_MARK
from .pieces import Look, Piece, Source, SourceParagraph, clean, with_number
from .table_grid import Spanned, grid
from .word_xml import flat, symbol, text_boxes, texts_beside

_RUNS_ON = re.compile(r"[。！？]\s*[^\s”’）》]")
_PAGE_NUMBER = "—–-- 0123456789第页共／/ivxIVX"
_DELETED = {f"{W}del", f"{W}moveFrom"}
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
    )
    reading.blocks(package.body)
    reading.report()
    _tell_of_unread(package.body, source)
    for text in texts_beside(package.body, reading.read):
        source.leave(clean(text), 0, "程序读不到的地方，没有写进文稿")
    _furniture(package, reading)
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


_UNREAD = {
    f"{W}altChunk": "嵌进来的别的文件（altChunk）",
    f"{W}subDoc": "主控文档的子文档",
    f"{W}object": "嵌入的对象（表格、图表等）",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "公式",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "智能图形（SmartArt）",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "图表",
}
"""What may hold text that is not read, and what to call it."""


def _tell_of_unread(body: etree._Element, source: Source) -> None:
    """What is in the file and is not read: told, for its text is missing in the YAML."""
    for tag, name in _UNREAD.items():
        if count := sum(1 for _ in body.iter(tag)):
            source.say(
                LEFT_OUT,
                Level.WARNING,
                0,
                f"文件里有{count}处{name}，里面的文字没有读进来",
                "用 Word 或 WPS 打开，把其中的文字粘贴成普通文字，另存为 .docx 再导入；"
                "或导入以后在文稿里补上",
            )


def _furniture(package: ForeignPackage, reading: _WordReader) -> None:
    """Headers and footers: left out, and told of where they say more than a page number. A letter's
    mark stands in the header of its first page.
    """
    marks: list[Piece] = []
    for ending in ("header", "footer"):
        for root in package.parts(ending):
            for paragraph in root.iter(f"{W}p"):
                text = clean("".join(reading.texts(paragraph)))
                style = reading.styles.name(value(paragraph, "pPr/pStyle"))
                if style == LETTER_MARK and text:
                    mark = SourceParagraph(text, 0, Look(style))
                    marks += [] if mark in marks else [mark]
                elif text.strip(_PAGE_NUMBER):
                    reading.source.leave(text, 0, "页眉" if ending == "header" else "页脚")
    reading.source.pieces[:0] = marks


class _WordReader(Struct):
    """One pass over the body."""

    source: Source
    styles: Styles
    lists: Lists
    notes: dict[str, dict[str, str]]
    changes: int = 0
    remarks: int = 0
    number: int = 0
    blank: int = 0
    size: int = 0
    breaks: bool = False
    boxes: list[etree._Element] = field(default_factory=list)
    held: list[tuple[str, bool]] = field(default_factory=list)
    read: set[etree._Element] = field(default_factory=set)

    def report(self) -> None:
        """What was found beside plain text."""
        if self.changes:
            self.source.say(
                TRACKED_CHANGES,
                Level.NOTICE,
                0,
                f"文件里有{self.changes}处修订痕迹，按已经接受读入",
                "不该接受的，先在 Word 里处理好修订，再导入",
            )
        if self.remarks:
            self.source.say(
                REMARKS,
                Level.NOTICE,
                0,
                f"文件里有{self.remarks}条批注或脚注，写成了旁边的注解（# 开头）",
            )

    def blocks(self, parent: etree._Element) -> None:
        """The paragraphs and tables in `parent`."""
        for node in flat(parent, {f"{W}p", f"{W}tbl"}):
            if node.tag == f"{W}p":
                self.paragraph(node)
            else:
                self.number += 1
                ours = self.is_ours(node)
                heads = _heads(node) if ours else _heads(node) or None
                table = grid(self.rows(node), self.number, heads, is_ours=ours)
                if not table.rows:
                    continue
                if len(table.rows[0]) == 1 or self.is_frame(node):
                    for cell in flat(node, {f"{W}tc"}, rows=True):
                        self.blocks(cell)
                else:
                    self.add(table)

    def is_ours(self, table: etree._Element) -> bool:
        """Whether the cells of a table have our styles."""
        return any(
            self.styles.name(value(node, "pPr/pStyle")).startswith(CELLS)
            for node in table.iter(f"{W}p")
        )

    def is_frame(self, table: etree._Element) -> bool:
        """Whether a table only places paragraphs: the imprint, a joint header, a letter's head."""
        names = {
            self.styles.name(value(node, "pPr/pStyle")) for node in table.iter(f"{W}p") if len(node)
        }
        return bool(names) and names <= _FRAME_STYLES

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
        for run in flat(node, {f"{W}r"}):
            text = "".join(self.run(run, remarks))
            heavy.append((text, is_heavy(run.find(f"{W}rPr"), self.styles)))
        self.changes += sum(1 for each in node.iter(f"{W}ins", *_DELETED))
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
        look = self.look(properties, style, heavy, own)
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

    def automatic(self, properties: etree._Element | None, style: str | None) -> str:
        """The number of an automatic list, as text."""
        identity = value(properties, "numPr/numId") or self.styles.first(style, "pPr/numPr/numId")
        level = value(properties, "numPr/ilvl") or self.styles.first(style, "pPr/numPr/ilvl") or "0"
        if not identity or identity == "0" or not level.isdecimal():
            return ""
        return self.lists.number(identity, int(level))

    def look(
        self,
        properties: etree._Element | None,
        style: str | None,
        runs: list[tuple[str, bool]],
        own_size: str,
    ) -> Look:
        align = value(properties, "jc") or self.styles.first(style, "pPr/jc") or ""
        level = value(properties, "outlineLvl") or self.styles.first(style, "pPr/outlineLvl")
        outline = int(level) + 1 if level and level.isdecimal() and int(level) < 9 else 0
        if _RUNS_ON.search("".join(text for text, _ in runs)):
            outline = 0  # only its first words are a heading
        size = own_size or self.styles.first(style, "rPr/sz") or ""
        spoken = [(text, heavy) for text, heavy in runs if text.strip()]
        bold = bool(spoken) and all(heavy for _, heavy in spoken)
        lead = ""
        for text, heavy in runs if not bold else ():
            if not heavy:
                break
            lead += text
        return Look(
            self.styles.name(style),
            outline,
            align == "center",
            align in ("right", "end"),
            bold,
            int(size) / 2 if size.isdecimal() else 0.0,
            len(lead.lstrip(PADDING)),
            self.breaks,
            self.blank,
        )

    def texts(self, paragraph: etree._Element) -> Iterator[str]:
        """The text of a paragraph, run by run."""
        for run in flat(paragraph, {f"{W}r"}):
            yield from self.run(run, [])

    def run(self, run: etree._Element, remarks: list[str]) -> Iterator[str]:
        for node in run:
            if node.tag == f"{W}t":
                self.read.add(node)
                yield node.text or ""
            elif node.tag == f"{W}ruby":
                yield from self.annotated(node)
            elif node.tag == f"{W}br":
                if node.get(f"{W}type") == "page":
                    self.breaks = True
                yield "\n"
            elif node.tag in _TEXTS:
                yield _TEXTS[node.tag]
            elif node.tag == f"{W}sym":
                yield symbol(node.get(f"{W}char", ""))
            elif node.tag in _REFERENCES:
                self.remark(node, remarks)
            elif isinstance(node.tag, str):
                self.boxes += text_boxes(node)

    def annotated(self, ruby: etree._Element) -> Iterator[str]:
        """The characters that stand on the line; what is said above them (拼音) is left out."""
        for base in ruby.iter(f"{W}rubyBase"):
            yield from self.texts(base)
        above = [text for each in ruby.iter(f"{W}rt") for text in each.iter(f"{W}t")]
        self.read.update(above)
        self.source.leave("".join(each.text or "" for each in above), self.number, "字上面的拼音")

    def remark(self, node: etree._Element, remarks: list[str]) -> None:
        kind = _REFERENCES[str(node.tag)]
        text = self.notes[kind].get(node.get(f"{W}id", ""), "")
        if text:
            remarks.append(f"{kind}：{text}")
            self.source.leave(text, self.number, f"{kind}，写成了注解")
            self.remarks += 1

    def rows(self, table: etree._Element) -> list[list[Spanned]]:
        """The cells of a table; one that continues a vertical merge lengthens the one above."""
        rows: list[list[list[object]]] = []
        above: dict[int, list[object]] = {}
        for row in flat(table, {f"{W}tr"}):
            cells: list[list[object]] = []
            column = 0
            for cell in flat(row, {f"{W}tc"}):
                properties = cell.find(f"{W}tcPr")
                span = value(properties, "gridSpan") or "1"
                width = min(int(span), 100) if span.isdecimal() else 1
                merge = value(properties, "vMerge")
                if merge is not None and merge != "restart" and column in above:
                    above[column][2] = int(str(above[column][2])) + 1
                else:
                    entry: list[object] = [
                        self.cell_text(cell), max(width, 1), 1, self.alignment(cell)
                    ]  # fmt: skip
                    above[column] = entry
                    cells.append(entry)
                column += width
            rows.append(cells)
        return [
            [
                Spanned(str(text), int(str(wide)), int(str(high)), str(alignment))
                for text, wide, high, alignment in row
            ]
            for row in rows
        ]

    def alignment(self, cell: etree._Element) -> str:
        """How a cell in one of our styles stands, as 对齐 has it; "" in others."""
        paragraph = cell.find(f"{W}p")
        style = self.styles.name(value(paragraph, "pPr/pStyle"))
        if not style.startswith("表文") or paragraph is None:
            return ""
        upright = value(cell, "tcPr/vAlign")
        if upright in ("top", "bottom"):
            return "左上" if upright == "top" else "右下"
        if style.startswith("表文居右"):
            return "右" if paragraph.find(f"{W}pPr/{W}ind") is None else POINT
        return "中" if style.startswith("表文居中") else "左"

    def cell_text(self, cell: etree._Element) -> str:
        texts = ("".join(self.texts(each)) for each in cell.iter(f"{W}p"))
        return "\n".join(line for text in texts for line in map(clean, text.split("\n")) if line)


def _heads(table: etree._Element) -> int:
    """How many of the first rows are marked as the head."""
    rows = flat(table, {f"{W}tr"})
    return len(list(takewhile(lambda row: is_on(row.find(f"{W}trPr"), "tblHeader"), rows)))


_REFERENCES = {
    f"{W}commentReference": "批注",
    f"{W}footnoteReference": "脚注",
    f"{W}endnoteReference": "尾注",
}
_FRAME_STYLES = {
    *("抄送机关", "印发机关", "版记尾", "签发人", "签发人首行", "签发人中行", "签发人末行"),
    *("联合标志", "联合标志字", "发文字号", "份号", "密级", "紧急程度"),
}
