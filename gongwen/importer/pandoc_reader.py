""".odt and .rtf, which pandoc alone reads, so that a file is read alike on every machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from ..pandoc.program import PandocError, convert
from ..problem import Level
from ..problem_ids import LEFT_OUT, REMARKS, TRACKED_CHANGES, UNSURE
from ..word.refusal import MOST_PIECES, RefusedError
from . import odt_text, rtf_text
from .fates import shortened
from .pieces import Look, Source, SourceParagraph, SourcePicture, clean, same_width
from .prepared import (
    ABOVE,
    BLANK,
    CELL,
    CENTRED,
    OBJECT,
    PAGE,
    RIGHT,
    TAB,
    WIDER,
    WITHOUT_MARKS,
    Prepared,
    pictures_in,
)
from .raised import STRUCK, STRUCK_ADVICE, SUBSCRIPT, SUPERSCRIPT, raised
from .rtf_whole import is_whole
from .table_grid import Spanned, grid

_PREPARE: dict[str, Callable[[bytes], Prepared]] = {
    "odt": odt_text.prepare,
    "rtf": rtf_text.prepare,
}
_TO_PLAIN = {ord(TAB): "\t", ord(BLANK): " "}
_DROPPED = {mark: None for mark in WITHOUT_MARKS if mark not in _TO_PLAIN}
_SET = {"Superscript": SUPERSCRIPT, "Subscript": SUBSCRIPT, "Strikeout": None}
_AHEAD = 4000
_TORN = "用 Word 或 WPS 打开，另存为 .docx 再导入"
"""How far ahead of the place reached a text that pandoc read is looked for, in characters."""

Node = Any
"""A piece of pandoc's tree, {"t": its kind, "c": what it holds}, as JSON has it."""


def read_through_pandoc(content: bytes, file: str, form: str) -> Source:
    """A file of the format odt or rtf. Raises RefusedError, also where there is no pandoc."""
    if form == "rtf" and not is_whole(content):
        raise RefusedError("这个 .rtf 文件不完整，或者已经损坏", _TORN)
    prepared = _PREPARE[form](content)
    try:
        made = convert(prepared.content, form, "json")
    except PandocError as error:
        raise RefusedError(f"读 .{form} 文件要用 pandoc：{error.reason}", error.advice) from error
    source = Source(file, "段")
    reading = _Reading(source, prepared.pictures, prepared.widths)
    reading.blocks(json.loads(made)["blocks"])
    for text, why in prepared.left:
        source.leave(clean(text), 0, why)
    _tell(prepared, reading, source)
    _tell_unread(prepared, source)
    return source


def _tell(prepared: Prepared, reading: _Reading, source: Source) -> None:
    """What was found beside plain text."""
    for note in reading.notes:
        source.say(LEFT_OUT, Level.WARNING, 0, f"没有写进文稿：{note}", "要用的，自己补上")
    if prepared.changes:
        message = f"文件里有{prepared.changes}处修订痕迹，按已经接受读入"
        hint = "不该接受的，先在 Word 或 WPS 里处理好修订，再导入"
        source.say(TRACKED_CHANGES, Level.NOTICE, 0, message, hint)
    if remarks := reading.remarks - len(reading.notes):
        message = f"文件里有{remarks}条批注或脚注，写成了旁边的注解（# 开头）"
        source.say(REMARKS, Level.NOTICE, 0, message)
    for notice in prepared.notices:
        source.say(UNSURE, Level.WARNING, 0, notice, "对照原文核对")


def _tell_unread(prepared: Prepared, source: Source) -> None:
    """Each paragraph that the file has and that was not read, or that stands elsewhere now."""
    said = [
        piece.text
        if isinstance(piece, SourceParagraph)
        else "".join(cell.text for row in piece.rows for cell in row if not cell.merged)
        for piece in source.pieces
    ]
    solid = same_width("".join(said))
    at = 0
    for text in prepared.texts:
        wanted = same_width(clean(text))
        found = solid.find(wanted, at, at + _AHEAD + len(wanted))
        if found >= 0:
            at = found + len(wanted)
        elif wanted not in solid:
            source.leave(text, 0, "pandoc 没有读到")
            message = f"“{text[:20]}”没有读到"
            source.say(LEFT_OUT, Level.WARNING, 0, message, "对照原文补上")


class _Words(Struct):
    """The inline text of a paragraph as it is gathered; `heavy` says of each run whether it is
    bold.
    """

    runs: list[tuple[str, bool]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    told: list[tuple[Level, str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


class _Reading(Struct):
    """One pass over pandoc's tree."""

    source: Source
    pictures: tuple[SourcePicture | str, ...] = ()
    widths: tuple[tuple[float, ...], ...] = ()
    tables: int = 0
    number: int = 0
    blank: int = 0
    remarks: int = 0
    notes: tuple[str, ...] = ()
    """Those of paragraphs without text, which hang on the next one."""

    def blocks(self, nodes: list[Node]) -> None:
        """The blocks of a part, in order."""
        for node in nodes:
            kind, held = node["t"], node.get("c")
            if kind in ("Para", "Plain"):
                self.paragraph(held, 0)
            elif kind == "Header":
                self.paragraph(held[2], held[0])
            elif kind == "Table":
                self.table(held)
            elif kind == "LineBlock":
                for line in held:
                    self.paragraph(line, 0)
            elif kind == "CodeBlock":
                self.paragraph([{"t": "Str", "c": held[1]}], 0)
            elif kind != "HorizontalRule":
                for inner in _inside(kind, held):
                    self.blocks(inner)

    def paragraph(self, inlines: list[Node], outline: int) -> None:
        words = _Words()
        self.gather(inlines, words, heavy=False)
        self.number += 1
        self.drawn(words.text)
        self.tell(words)
        self.remarks += len(words.notes)
        for note in words.notes:
            self.source.leave(note.partition("：")[2], self.number, "注，写成了注解")
        whole = words.text
        lines = [line for line in map(_cleaned, whole.split("\n")) if line]
        look = _look(words, outline, self.blank)
        for index, line in enumerate(lines):
            if index:
                self.add(SourceParagraph(line, self.number, Look()))
            else:
                notes, self.notes = (*self.notes, *words.notes), ()
                self.add(SourceParagraph(line, self.number, look, notes))
        if not lines:
            self.notes = (*self.notes, *words.notes)
        self.blank = 0 if lines else self.blank + 1

    def add(self, piece: SourceParagraph) -> None:
        self.source.pieces.append(piece)
        if len(self.source.pieces) > MOST_PIECES:
            raise RefusedError("文件太长，不像一份公文", "只留下要导入的那一份，其余的删去")

    def drawn(self, text: str, cell: str = "") -> None:
        """Note the pictures that a text has marks of, and tell of objects, which no text is."""
        place = f"{cell}里的" if cell else "这里的"
        for index, at in pictures_in(text):
            picture = self.pictures[index] if index < len(self.pictures) else "图片"
            if isinstance(picture, str):
                message = f"{place}{picture}没有写进文稿"
                hint = "另存成 PNG 图片，在文稿里用“图”加上；是印章的不用"
                self.source.say(LEFT_OUT, Level.WARNING, self.number, message, hint)
                continue
            before = not _cleaned(text[:at])
            placed = replace(picture, number=self.number, before=before, cell=cell)
            self.source.add_picture(placed)
        if count := text.count(OBJECT):
            message = f"{place[:-1]}有{count}处嵌入的对象（公式、图表等），没有读入"
            hint = "另存成图片文件，在文稿里用“图”加上；是印章的不用"
            self.source.say(LEFT_OUT, Level.WARNING, self.number, message, hint)

    def gather(self, inlines: list[Node], words: _Words, *, heavy: bool) -> None:
        """The text of inline pieces, with the notes that hang on it."""
        for node in inlines:
            kind, held = node["t"], node.get("c")
            if kind == "Str":
                words.runs.append((held, heavy))
            elif kind in ("Space", "SoftBreak"):
                words.runs.append((" ", heavy))
            elif kind == "LineBreak":
                words.runs.append(("\n", heavy))
            elif kind in ("Code", "Math"):
                words.runs.append((held[1], heavy))
            elif kind == "Note":
                words.notes.append(" ".join(_lines_of(held)))
            elif kind == "Quoted":
                marks = "“”" if held[0]["t"] == "DoubleQuote" else "‘’"
                words.runs.append((marks[0], heavy))
                self.gather(held[1], words, heavy=heavy)
                words.runs.append((marks[1], heavy))
            elif kind in _SET:
                self.set_apart(kind, held, words, heavy=heavy)
            elif kind in ("Span", "Link", "Cite"):
                self.gather(held[1], words, heavy=heavy)
            elif kind != "RawInline":
                self.gather(held, words, heavy=heavy or kind == "Strong")

    def set_apart(self, kind: str, held: list[Node], words: _Words, *, heavy: bool) -> None:
        """Text that is set above or below the line, or struck, which is told."""
        inner = _Words()
        self.gather(held, inner, heavy=heavy)
        words.notes += inner.notes
        text = inner.text
        if signs := _SET[kind]:
            text, said = raised(text, signs)
            words.told += [(Level.NOTICE, said, "对照原文核对")] if said else []
        elif _cleaned(text):
            struck = STRUCK.format(shortened(_cleaned(text)))
            words.told.append((Level.WARNING, struck, STRUCK_ADVICE))
        words.runs.append((text, heavy))

    def tell(self, words: _Words, place: str = "") -> None:
        """Say what was found of how the text of a paragraph or a cell is set."""
        for level, said, hint in words.told:
            message = f"{place}里的{said}" if place else said
            self.source.say(UNSURE, level, self.number, message, hint)

    def table(self, held: list[Node]) -> None:
        """A table; of one column it only frames paragraphs."""
        self.number += 1
        head, bodies, foot = held[3][1], held[4], held[5][1]
        rows = [*head]
        for body in bodies:
            rows += [*body[2], *body[3]]
        rows += foot
        texts = [
            [self.cell(cell, f"第{line}行第{place}格") for place, cell in enumerate(row[1], 1)]
            for line, row in enumerate(rows, 1)
        ]
        if any(cell.text.startswith(CELL) for row in texts for cell in row):
            texts = _joined(texts)
        plain = [
            [Spanned(_cleaned_lines(cell.text), cell.columns, cell.rows) for cell in row]
            for row in texts
        ]
        widths = self.widths[self.tables] if self.tables < len(self.widths) else ()
        self.tables += 1
        rows_of_cells = [row for row in plain if row]
        table = grid(rows_of_cells, self.number, len(head) or None, widths=widths)
        if not table.rows:
            return
        if len(table.rows[0]) > 1:
            self.source.pieces.append(table)
            return
        for row in table.rows:
            for line in row[0].text.split("\n"):
                self.add(SourceParagraph(line, self.number))

    def cell(self, held: list[Node], place: str) -> Spanned:
        lines: list[str] = []
        words = _Words()
        for block in held[4]:
            for inlines in _texts_of(block):
                start = len(words.runs)
                self.gather(inlines, words, heavy=False)
                lines.append("".join(text for text, _ in words.runs[start:]))
        for note in words.notes:
            message = f"格里的注没有写进文稿：{note}"
            self.source.say(LEFT_OUT, Level.WARNING, self.number, message, "要用的，自己补上")
        self.tell(words, place)
        text = "\n".join(lines)
        self.drawn(text, place)
        return Spanned(text, held[3], held[2])


def _inside(kind: str, held: Node) -> Iterator[list[Node]]:
    """The lists of blocks within a block that is none of a document's."""
    if kind == "OrderedList":
        yield from held[1]
    elif kind == "BulletList":
        yield from held
    elif kind == "DefinitionList":
        for term, definitions in held:
            yield [{"t": "Para", "c": term}]
            yield from definitions
    elif kind == "BlockQuote":
        yield held
    elif kind == "Div":
        yield held[1]
    elif kind == "Figure":
        yield held[2]


def _texts_of(block: Node) -> Iterator[list[Node]]:
    """The inline pieces of each paragraph within a block of a cell."""
    kind, held = block["t"], block.get("c")
    if kind in ("Para", "Plain"):
        yield held
    elif kind == "Header":
        yield held[2]
    else:
        for inner in _inside(kind, held):
            for each in inner:
                yield from _texts_of(each)


def _lines_of(blocks: list[Node]) -> Iterator[str]:
    """The text of each paragraph of a note."""
    inner = _Reading(Source("", ""))
    inner.blocks(blocks)
    yield from (piece.text for piece in inner.source.pieces if isinstance(piece, SourceParagraph))


def _cleaned(text: str) -> str:
    return clean(text.translate(_DROPPED).translate(_TO_PLAIN))


def _cleaned_lines(text: str) -> str:
    return "\n".join(filter(None, map(_cleaned, text.split("\n"))))


def _look(words: _Words, outline: int, blank: int) -> Look:
    """How a paragraph looked, as its marks and its runs say."""
    text = words.text
    spoken = [(_cleaned(run), heavy) for run, heavy in words.runs if _cleaned(run)]
    bold = bool(spoken) and all(heavy for _, heavy in spoken)
    lead = 0
    for run, heavy in spoken if not bold else ():
        if not heavy:
            break
        lead += len(run)
    return Look(
        outline=outline,
        centred=CENTRED in text,
        right=RIGHT in text,
        bold=bold,
        lead=lead,
        new_page=PAGE in text,
        blank=blank,
    )


def _joined(rows: list[list[Spanned]]) -> list[list[Spanned]]:
    """Cells as their marks say: those that go on with the one above lengthen it."""
    made: list[list[list[Any]]] = []
    above: dict[int, list[Any]] = {}
    for row in rows:
        cells: list[list[Any]] = []
        column = 0
        for cell in row:
            if not cell.text.startswith(CELL):
                continue  # pandoc filled up the row
            wide = 1 + cell.text.count(WIDER)
            if ABOVE in cell.text and column in above:
                above[column][2] += 1
            else:
                entry = [cell.text, wide, 1]
                above[column] = entry
                cells.append(entry)
            column += wide
        made.append(cells)
    return [[Spanned(text, wide, high) for text, wide, high in row] for row in made]
