"""Numbers that stand on a line of their own, above what they number: copies of pages part them."""

from __future__ import annotations

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .markers import first_number
from .pieces import Piece, Source, SourceParagraph

_LONE = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,5}[条章节]|[一二三四五六七八九十]{1,3}、|"
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]"
)
_RIGHT_AFTER = ("、", "）", ")", ".", "．")
_FEWEST = 2


def join_lone_numbers(source: Source) -> None:
    """Put such a number before the line below it, and say so: two at least, or it is left alone."""
    lone = [at for at in range(len(source.pieces) - 1) if _numbers_next(source.pieces, at)]
    if len(lone) < _FEWEST:
        return
    made: list[Piece] = []
    for at, piece in enumerate(source.pieces):
        above = made[-1] if made else None
        if (
            at - 1 in lone
            and isinstance(above, SourceParagraph)
            and isinstance(piece, SourceParagraph)
        ):
            between = "" if above.text.endswith(_RIGHT_AFTER) else "　"
            remarks = (*above.remarks, *piece.remarks)
            text = above.text + between + piece.text
            made[-1] = SourceParagraph(text, above.number, above.look, remarks)
        else:
            made.append(piece)
    first = source.pieces[lone[0]]
    source.pieces = made
    shown = first.text if isinstance(first, SourceParagraph) else ""
    said = f"“{shown}”单独成一行，和下一行接成了一段，共{len(lone)}处"
    source.say(UNSURE, Level.NOTICE, first.number, said, "对照原文核对")


def _numbers_next(pieces: list[Piece], at: int) -> bool:
    piece, below = pieces[at], pieces[at + 1]
    if not isinstance(piece, SourceParagraph) or not isinstance(below, SourceParagraph):
        return False
    if _LONE.fullmatch(piece.text) is None or _LONE.fullmatch(below.text):
        return False
    return first_number(below.text) is None
