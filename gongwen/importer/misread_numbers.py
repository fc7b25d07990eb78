"""Letters that a scanner read for digits: O for 0, l and I for 1."""

from __future__ import annotations

from collections.abc import Sequence

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .document_numbers import number_line
from .pieces import Piece, Source, SourceParagraph
from .wording import HAN

_DIGITS = str.maketrans("OoОоlIＯ", "0000110")
_MIXED = re.compile(
    rf"(?<![A-Za-z\d.])(?=[\dOoОоlIＯ]*\d)(?=\d*[OoОоlIＯ])(?!O[23](?!\d)|\d+l(?![\dO]))"
    rf"[\dOoОоlIＯ]{{2,}}(?=[{HAN}%％〕\]）)，。、；：\s]|$)"
)
"""Digits and such letters together, no Latin beside them; no ozone, no litres."""
_SHOWN = 3


def mend_numbers(source: Source) -> None:
    """Put digits for such letters where a line is then a 发文字号, and say so; else tell."""
    mended: list[tuple[int, str, str]] = []
    for at, piece in enumerate(source.pieces):
        text = _text(piece)
        read = text.translate(_DIGITS)
        if read != text and number_line(read) and not number_line(text):
            mended.append((piece.number, text, read))
            letters = "".join(old for old, new in zip(text, read, strict=True) if old != new)
            source.leave(letters, piece.number, "像数字的字母，改写成数字")
            if isinstance(piece, SourceParagraph):
                source.pieces[at] = piece.with_text(read)
    for number, text, read in mended:
        said = f"发文字号“{text}”里有像数字的字母，改成了“{read}”"
        source.say(UNSURE, Level.WARNING, number, said, "对照原件核对“发文字号”")
    _tell_others(source.pieces, source)


def _tell_others(pieces: Sequence[Piece], source: Source) -> None:
    found = [(piece.number, each[0]) for piece in pieces for each in _MIXED.finditer(_text(piece))]
    if not found:
        return
    shown = "”“".join(dict.fromkeys(text for _, text in found[:_SHOWN]))
    said = f"“{shown}”像是把数字认成了字母，共{len(found)}处，照原样没有改"
    source.say(UNSURE, Level.WARNING, found[0][0], said, "对照原件改成数字")


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, SourceParagraph) else ""
