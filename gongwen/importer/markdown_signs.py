"""Signs of Markdown in a file that is none: text pasted from a page or from an assistant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from .. import patterns as re
from ..paper.markdown import Sign, cells_of, signs_in, without_inline
from ..problem import Level
from ..problem_ids import UNSURE
from .pages import is_page_number
from .pieces import Piece, Source, SourceCell, SourceParagraph, SourceTable

SIGNS = "Markdown 的记号"
"""Why they are left out."""
_FEWEST_ITEMS, _FEWEST_ROWS = 2, 2
_BOLD_LEVEL = 1


def read_signs(source: Source) -> None:
    """Read the signs in the paragraphs of `source` as what they stand for, and tell of it once."""
    signs = {
        at: list(signs_in(piece.text))
        for at, piece in enumerate(source.pieces)
        if isinstance(piece, SourceParagraph) and not is_page_number(piece.text)
    }
    counts = Counter(sign.kind for found in signs.values() for sign in found)
    if counts["列表"] < _FEWEST_ITEMS:  # * may lead in a note
        counts.pop("列表", None)
    if not counts.total():
        return
    reading = _SignReading(source, signs, has_items="列表" in counts)
    first = next(at for at, found in signs.items() if any(sign.kind in counts for sign in found))
    source.pieces = reading.pieces()
    kinds = "、".join(f"{kind}{count}处" for kind, count in counts.items())
    number = reading.before[first].number
    message = f"粘贴来的 Markdown 记号（{kinds}），已按标题、表格等读出，记号略去"
    source.say(UNSURE, Level.NOTICE, number, message, "对照原文核对")


class _SignReading(Struct):
    """The pieces `before`, the signs in each, and those made so far."""

    source: Source
    signs: dict[int, list[Sign]]
    has_items: bool
    made: list[Piece] = field(default_factory=list)
    before: Sequence[Piece] = ()

    def pieces(self) -> list[Piece]:
        """The pieces without signs."""
        self.before = self.source.pieces
        at = 0
        while at < len(self.before):
            piece = self.before[at]
            if not isinstance(piece, SourceParagraph) or not self.signs.get(at):
                self.made.append(piece)
                at += 1
                continue
            end = self.table_end(at)
            if end - at >= _FEWEST_ROWS:
                self.table(at, end)
                at = end
                continue
            self.paragraph(piece, self.signs[at][0])
            at += 1
        return self.made

    def table_end(self, at: int) -> int:
        while at < len(self.before) and any(sign.kind == "表格" for sign in self.signs.get(at, ())):
            at += 1
        return at

    def table(self, low: int, high: int) -> None:
        rows = []
        for piece in self.before[low:high]:
            text = piece.text if isinstance(piece, SourceParagraph) else ""
            self.source.leave(re.sub(r"[^\s|:*`-]+", "", text), piece.number, SIGNS)
            if cells := cells_of(text):
                rows.append(cells)
        if not rows:  # lines that rule off, and nothing between them
            return
        width = max(map(len, rows))
        grid = tuple(
            tuple(SourceCell(text) for text in [*cells, *[""] * (width - len(cells))])
            for cells in rows
        )
        heads = 1 if len(rows) < high - low else None  # |---| is no row
        self.made.append(SourceTable(grid, self.before[low].number, heads))

    def paragraph(self, piece: SourceParagraph, sign: Sign) -> None:
        """A paragraph without its signs; nothing of a line that is only one."""
        text, look = piece.text, piece.look
        at_start = sign.at == 0 and sign.kind in ("标题", "列表", "引用", "分隔线", "代码")
        if at_start and sign.kind in ("分隔线", "代码") and sign.written.strip("`~") == "":
            self.source.leave(text, piece.number, SIGNS)
            return
        if at_start and (sign.kind != "列表" or self.has_items) and text.startswith(sign.written):
            text = text[len(sign.written) :].lstrip()
            self.source.leave(sign.written, piece.number, SIGNS)
            if sign.kind == "标题":
                level = len(sign.written)
                centred = level == _BOLD_LEVEL
                text = text.rstrip("# ")
                look = replace(look, outline=level - 1, centred=centred, bold=True)
        bare, lead = without_inline(text)
        if bare != text:
            self.source.leave(_difference(text, bare), piece.number, SIGNS)
            look = replace(look, lead=lead if lead < len(bare) else 0, bold=lead == len(bare))
        if bare:
            self.made.append(replace(piece, look=look).with_text(bare))


def _difference(text: str, bare: str) -> str:
    """The characters of `text` that `bare` has not, in order."""
    gone, at = [], 0
    for character in text:
        if at < len(bare) and character == bare[at]:
            at += 1
        else:
            gone.append(character)
    return "".join(gone)
