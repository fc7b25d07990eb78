"""Lines that were drawn with characters: the red line under a number, those of 版记."""

from __future__ import annotations

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Source, SourceParagraph

_DRAWN = re.compile(r"[━─═—–―－ˉ￣=~～*＊·•\-\s]*(?:[★☆]\s*[━─═—–―－ˉ￣=~～*＊·•\-\s]*)?")
_SHORTEST = 6
_WHY = "用字符画的线，版头、版记的线由程序印"


def without_drawn_lines(source: Source) -> None:
    """Leave out the paragraphs of `source` that are nothing but a line, and tell of them once.
    Underscores stay: they are room to fill in.
    """
    drawn = [
        piece
        for piece in source.pieces
        if isinstance(piece, SourceParagraph)
        and len(piece.text) >= _SHORTEST
        and _DRAWN.fullmatch(piece.text)
    ]
    if not drawn:
        return
    for piece in drawn:
        source.leave(piece.text, piece.number, _WHY)
    source.pieces = [piece for piece in source.pieces if piece not in drawn]
    message = f"用字符画的线{len(drawn)}处，略去了，版头、版记的线由程序印"
    source.say(UNSURE, Level.NOTICE, drawn[0].number, message, "正文里要线隔开的，照原文补上")
