"""An .rtf file made ready for pandoc, which reads Chinese in no other charset than Unicode, moves
lists to another place, joins no cells and passes over text boxes and comments (pandoc 3.9).

The file is gone through once; what pandoc gets holds the text, notes, bold, and tables, and nothing
that leads out of the file: no fields, objects or pictures: these go beside it.
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from .. import patterns as re
from ..word.refusal import LARGEST_TEXT, MOST_PIECES, RefusedError
from .fill_in import BLANKS, UNDERLINED, filled
from .pieces import SourcePicture
from .prepared import (
    ABOVE_LINE,
    BELOW_LINE,
    BLANK,
    BOLD,
    BOLD_END,
    CENTRED,
    NOTE,
    NOTE_END,
    OBJECT,
    PAGE,
    RIGHT,
    SET_END,
    STRUCK_OUT,
    TAB,
    WITHOUT_MARKS,
    Prepared,
    picture_mark,
)
from .rtf_codes import CHARACTERS, CODECS, FURNITURE, KEPT, PAGES, SILENT, decoded
from .rtf_pictures import RtfPicture
from .rtf_written import RtfCell, RtfRow, tables, widths_of, written

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<value>-?\d{1,10})? ?"
    r"|\\'(?P<byte>[0-9A-Fa-f]{2})"
    r"|\\(?P<sign>[\s\S])|(?P<brace>[{}])|(?P<plain>[^\\{}\r\n\0]+)"
)
_NOTED = re.compile(f"{NOTE}[^{NOTE_END}]*{NOTE_END}")
_DEEPEST = 2000
_LINES = ("ul", "uld", "uldb", "ulw", "uldash", "ulth", "ulwave", "ulnone")
_LONGEST_SET = 500
_MOST_TEXT = "文件太长，不像一份公文"


class _State(Struct):
    """What holds within a group. `into` is where its text goes."""

    into: list[str]
    aim: str = ""
    silent: bool = False
    font: int = -1
    bold: bool = False
    height: str = ""
    struck: bool = False
    lined: bool = False
    hidden: bool = False
    deleted: bool = False
    skipped: int = 1
    starred: bool = False
    picture: RtfPicture | None = None

    def put(self, text: str) -> None:
        """Add text as it is set. What is raised, lowered or struck stays in one piece though it
        comes a few bytes at a time, for each piece is told of.
        """
        begin = (STRUCK_OUT if self.struck else "") + self.height
        end = SET_END * len(begin)
        if self.bold:
            begin, end = BOLD + begin, end + BOLD_END
        last = self.into[-1] if self.into else ""
        goes_on = self.struck or self.height
        if goes_on and len(last) < _LONGEST_SET and last.startswith(begin) and last.endswith(end):
            self.into[-1] = last.removesuffix(end) + text + end
        else:
            self.into.append(begin + text + end)


def prepare(content: bytes) -> Prepared:
    """Raises RefusedError for what is far too long, or nested as no document is."""
    reading = _Rtf()
    reading.read(content.decode("latin-1"))
    reading.end()
    blocks = reading.blocks
    texts = [
        text
        for block in blocks
        for text in ([block] if isinstance(block, str) else [each.text for each in block.cells])
    ]
    notices = ["表里套着的表，读成了格里的文字"] if reading.nested else []
    notices += [UNDERLINED] if reading.filled else []
    return Prepared(
        "".join(written(blocks)).encode(),
        tuple(_NOTED.sub("", text).translate(_TO_PLAIN) for text in texts if text),
        tuple(reading.left),
        tuple(notices),
        reading.changes,
        tuple(reading.pictures),
        tuple(map(widths_of, tables(blocks))),
    )


class _Rtf(Struct):
    """One pass over the tokens. `left_over` counts the characters that stand in for a \\u."""

    blocks: list[str | RtfRow] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    cells: list[RtfCell] = field(default_factory=list)
    shape: list[tuple[int, bool, bool]] = field(default_factory=list)
    merging: tuple[bool, bool] = (False, False)
    fonts: dict[int, str] = field(default_factory=dict)
    naming: int = -1
    page_codec: str = "cp1252"
    pending: bytearray = field(default_factory=bytearray)
    left_over: int = 0
    stand: str = ""
    new_page: bool = False
    in_table: bool = False
    nested: bool = False
    filled: bool = False
    changes: int = 0
    size: int = 0
    pictures: list[SourcePicture | str] = field(default_factory=list)
    state: _State = field(default_factory=lambda: _State([]))
    stack: list[_State] = field(default_factory=list)

    def read(self, text: str) -> None:
        self.state = _State(self.body)
        at = 0
        while found := _TOKEN.search(text, at):
            at = found.end()
            kind = found.lastgroup
            if kind == "byte":
                self.byte(int(found["byte"], 16))
                continue
            if kind == "plain":
                self.plain(found["plain"])
                continue
            word = found["word"]
            if word in ("loch", "hich", "dbch", "af") and self.pending:
                continue  # between the two bytes of a character
            self.flush()
            if kind == "brace":
                self.open() if found["brace"] == "{" else self.close()
            elif kind == "sign":
                self.sign(found["sign"])
            else:
                value = found["value"]
                if word == "bin":
                    start, at = at, at + max(int(value or 0), 0)
                    if self.state.picture:
                        self.state.picture.content = text[start:at].encode("latin-1")
                else:
                    self.word(word, int(value) if value else None)
        self.flush()

    def open(self) -> None:
        if len(self.stack) > _DEEPEST:
            raise RefusedError(
                "文件一层套一层，套得太深", "用 Word 或 WPS 打开，另存为 .docx 再导入"
            )
        self.stack.append(self.state)
        inside = self.state.picture is not None  # its own groups say nothing of it
        silent = self.state.silent or inside
        self.state = replace(self.state, aim="", starred=False, silent=silent, picture=None)

    def close(self) -> None:
        ended = self.state
        if self.stack:
            self.state = self.stack.pop()
        self.left_over = 0
        if ended.picture:
            self.state.into.append(picture_mark(len(self.pictures)))
            self.pictures.append(ended.picture.made())
        elif ended.aim:
            self.gathered(ended.aim, "".join(ended.into))

    def gathered(self, aim: str, text: str) -> None:
        """The text of a group that stands for itself."""
        said = text.strip(" \n\t")
        if aim in FURNITURE.values():
            self.left += [(line, aim) for line in said.split("\n") if line.strip()]
        elif aim in ("脚注", "批注") and said:
            self.state.into.append(f"{NOTE}{aim}：{_one_line(said)}{NOTE_END}")
        elif aim == "框":
            self.boxes += [line for line in text.split("\n") if line.strip()]
        elif aim == "序数" and text.strip():
            number = text.strip(f" \t{TAB}{BLANK}")
            self.state.into.append("" if _is_bullet(number) else number)

    def sign(self, sign: str) -> None:
        if sign == "*":
            self.state.starred = True
        elif sign in "\r\n":
            self.word("par", None)
        else:
            self.put({"~": "\u00a0", "_": "-", "-": ""}.get(sign, sign if sign in "\\{}" else ""))

    def word(self, word: str, value: int | None) -> None:
        state = self.state
        starred, state.starred = state.starred, False
        on = value != 0
        if state.picture:
            state.picture.word(word, value)
            return
        if state.silent:
            return
        if word == "fonttbl":
            state.aim, state.into = "字体", []
        elif word in SILENT or (starred and word not in KEPT):
            state.silent = True
        elif word == "pict":
            state.picture = RtfPicture()
        elif word == "object":
            state.into.append(OBJECT)
        elif word in FURNITURE:
            state.aim, state.into = FURNITURE[word], []
        elif word in ("footnote", "annotation"):
            state.aim, state.into = "脚注" if word == "footnote" else "批注", []
        elif word in ("shptxt", "dptxbxtext"):
            state.aim, state.into = "框", []
        elif word in ("listtext", "pntext"):
            state.aim, state.into = "序数", []
        elif word == "f":
            if self.in_fonts:
                self.naming = value or 0
            state.font = value or 0
        elif word == "fcharset":
            self.fonts[self.naming] = CODECS.get(value or 0, "")
        elif word == "ansicpg":
            self.page_codec = PAGES.get(value or 0, "cp1252")
        elif word == "uc":
            state.skipped = max(value or 0, 0)
        elif word == "u":
            self.put(chr((value or 0) % 0x10000))
            self.left_over = state.skipped
        elif word == "tab":
            self.put(TAB)
        elif word in CHARACTERS:
            self.put(CHARACTERS[word])
        elif word == "b":
            self.bold(on)
        elif word in _HEIGHTS:
            state.height = _HEIGHTS[word] if value != 0 else ""
        elif word in ("strike", "striked"):
            state.struck = on
        elif word in _LINES:
            state.lined = on and word != "ulnone"
        elif word == "v":
            state.hidden = on
        elif word == "deleted":
            state.deleted = on
            self.changes += on
        elif word == "revised":
            self.changes += on
        elif word == "plain":
            self.bold(False)
            state.hidden = state.deleted = state.struck = state.lined = False
            state.height = ""
        else:
            self.layout(word, value)

    @property
    def in_fonts(self) -> bool:
        return any(each.aim == "字体" for each in (self.state, *self.stack[-2:]))

    def layout(self, word: str, value: int | None) -> None:
        """Words of paragraphs and tables."""
        if word in ("par", "sect"):
            self.paragraph()
        elif word == "page" or (word == "pagebb" and value != 0):
            if "".join(self.body).strip() and word == "page":
                self.paragraph()
            self.new_page = True
        elif word == "pard":
            self.stand, self.in_table = "", False
        elif word in ("qc", "qr", "ql", "qj", "qd"):
            self.stand = {"qc": CENTRED, "qr": RIGHT}.get(word, "")
        elif word == "intbl":
            self.in_table = True
        elif word == "trowd":
            self.shape, self.merging = [], (False, False)
        elif word in ("clmrg", "clvmrg"):
            left, above = self.merging
            self.merging = (left or word == "clmrg", above or word == "clvmrg")
        elif word == "cellx":
            self.shape.append((value or 0, *self.merging))
            self.merging = (False, False)
        elif word == "cell":
            self.cell()
        elif word == "row":
            self.row()
        elif word in ("nestcell", "nestrow"):
            self.nested = True
            self.put(TAB if word == "nestcell" else "\n")

    def bold(self, on: bool) -> None:
        self.state.bold = on

    def byte(self, value: int) -> None:
        if self.left_over:
            self.left_over -= 1
        elif not self.state.silent and not self.state.picture:
            self.pending.append(value)

    def plain(self, text: str) -> None:
        if self.left_over:
            skipped = min(self.left_over, len(text))
            self.left_over -= skipped
            text = text[skipped:]
        if self.state.picture:
            self.state.picture.digits.append(text)
            return
        if self.state.silent or not text:
            return
        if self.pending or any(c > "\x7f" for c in text):  # a byte of a character may be a letter
            self.pending += text.encode("latin-1")
            return
        self.put(text)

    def flush(self) -> None:
        """What the bytes mean in the charset of their font, or else of the file."""
        if not self.pending:
            return
        held, self.pending = bytes(self.pending), bytearray()
        self.put(decoded(held, self.fonts.get(self.state.font, ""), self.page_codec))

    def put(self, text: str) -> None:
        state = self.state
        self.left_over = 0
        if state.silent or state.aim == "字体" or self.in_fonts or not text:
            return
        if state.deleted:
            return
        if state.hidden:
            self.left.append((text, "隐藏的文字"))
            return
        if text[0] not in f"{TAB}\n":
            text = text.translate(WITHOUT_MARKS)
        if state.lined and not (blanks := text.replace(TAB, "\t")).strip(BLANKS):
            text, self.filled = filled(blanks), True
        text = re.sub("  +", lambda blanks: " " + BLANK * (len(blanks[0]) - 1), text)
        self.size += len(text)
        if self.size > LARGEST_TEXT:
            raise RefusedError(_MOST_TEXT, "只留下要导入的那一份，其余的删去")
        state.put(text)

    def paragraph(self) -> None:
        """End the paragraph that is open."""
        if self.state.into is not self.body:
            self.state.into.append("\n")
            return
        text = self.taken()
        if self.in_table or self.cells:
            self.held.append(text)
            return
        marks = (PAGE if self.new_page else "") + self.stand
        self.add(marks + text if text else "")
        self.new_page = self.new_page and not text
        for box in self.boxes:
            self.add(box)
        self.boxes = []

    def taken(self) -> str:
        text = "".join(self.body).replace(BOLD_END + BOLD, "")
        self.body.clear()
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def cell(self) -> None:
        text = "\n".join(filter(None, [*self.held, self.taken(), *self.boxes]))
        self.held, self.boxes = [], []
        self.cells.append(RtfCell(text))

    def row(self) -> None:
        cells, self.cells = self.cells, []
        if len(cells) != len(self.shape):
            self.add(RtfRow(tuple(cells)))
            return
        made: list[RtfCell] = []
        for cell, (edge, left, above) in zip(cells, self.shape, strict=True):
            if left and made:
                text = "\n".join(filter(None, (made[-1].text, cell.text)))
                made[-1] = replace(made[-1], text=text, edge=edge)
            else:
                made.append(replace(cell, edge=edge, above=above))
        self.add(RtfRow(tuple(made)))

    def add(self, block: str | RtfRow) -> None:
        self.blocks.append(block)
        if len(self.blocks) > MOST_PIECES:
            raise RefusedError(_MOST_TEXT, "只留下要导入的那一份，其余的删去")

    def end(self) -> None:
        """What the file ends in without saying so."""
        self.in_table = False
        if self.cells:
            self.row()
        if "".join(self.body).strip() or self.boxes or self.held:
            self.state.into = self.body
            self.body[:0] = [f"{text}\n" for text in self.held]
            self.paragraph()


_HEIGHTS = {
    **{"super": ABOVE_LINE, "up": ABOVE_LINE, "sub": BELOW_LINE, "dn": BELOW_LINE},
    "nosupersub": "",
}
"""Words that set text above or below the line; \\up and \\dn with by how much, \\up0 = no more."""


def _is_bullet(number: str) -> bool:
    return len(number) == 1 and not number.isalnum()


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


_TO_PLAIN = {
    **WITHOUT_MARKS,
    ord(TAB): "\t",
    ord(BLANK): " ",
}
