"""Half-width punctuation of a foreign text, put into full width where that is certain."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..paper.half_width import in_full_width
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Piece, Source, SourceParagraph
from .wording import HAN

_AROUND = 8


def with_full_width(source: Source) -> None:
    """Change the pieces of `source`, and tell of it once."""
    changing = _Changing()
    source.pieces = [changing.piece(each) for each in source.pieces]
    if changing.count:
        source.say(
            UNSURE,
            Level.NOTICE,
            changing.first,
            f"中文里的半角标点改成了全角，全文共{changing.count}处，第一处是“{changing.around}”",
            "对照原文核对；数字、网址、外文里的没有改",
        )
    _tell_points(source)


def _tell_points(source: Source) -> None:
    """Say where a point between Chinese words may be a stop, or one within a foreign name."""
    found = [
        (piece.number, match)
        for piece in source.pieces
        if isinstance(piece, SourceParagraph)
        for match in _POINT.finditer(piece.text)
    ]
    if found:
        number, match = found[0]
        said = f"“{match[0]}”等{len(found)}处的“.”像是句号，照原样没有改"
        source.say(
            UNSURE, Level.WARNING, number, said, "是句号的，改成“。”；是外国人名里的，改成“·”"
        )


_POINT = re.compile(
    rf"[{HAN}]{{2}}(?<![一二三四五六七八九十])[.．](?![一二三四五六七八九十])[{HAN}]{{2}}"
)


class _Changing(Struct):
    """How many signs were changed so far; the first one's line or paragraph, and its text."""

    count: int = 0
    first: int = 0
    around: str = ""

    def piece(self, piece: Piece) -> Piece:
        if not isinstance(piece, SourceParagraph):
            rows = tuple(
                tuple(replace(cell, text=self.text(cell.text, piece.number)) for cell in row)
                for row in piece.rows
            )
            return replace(piece, rows=rows)
        text = self.text(piece.text, piece.number)
        if text == piece.text:
            return piece
        lead = len(in_full_width(piece.text[: piece.look.lead])[0])
        return replace(piece, text=text, look=replace(piece.look, lead=lead))

    def text(self, text: str, number: int) -> str:
        changed, count = in_full_width(text)
        if count and not self.count:
            at = next(
                (at for at, (a, b) in enumerate(zip(text, changed, strict=False)) if a != b), 0
            )
            self.first = number
            self.around = text[max(0, at - _AROUND) : at + _AROUND]
        self.count += count
        return changed
