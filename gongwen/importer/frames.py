"""Tables that only place text: a joint mark beside 文件, signatures in a row, the 版记."""

from __future__ import annotations

import re

from .document_numbers import NUMBER
from .pieces import Piece, SourceCell, SourceParagraph, SourceTable
from .wording import is_unit, read_date, unspaced

_TELLING = re.compile(
    rf"文件|{NUMBER.pattern}|签\s*发\s*人\s*[：:].*|(?:抄|主)\s*[送报]\s*[：:].*|"
    r".*\d{4}年\d{1,2}月\d{1,2}日\s*印\s*发|[（(]?共印\s*\d+\s*份[）)]?",
    re.DOTALL,
)


def without_frames(pieces: list[Piece]) -> list[Piece]:
    """The pieces with the rows of such tables as lines."""
    kept: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, SourceTable) and _is_frame(piece):
            kept += [
                SourceParagraph(line, piece.number) for row in piece.rows for line in _lines(row)
            ]
        else:
            kept.append(piece)
    return kept


def _is_frame(table: SourceTable) -> bool:
    """Whether every field is a name, a date or an element of 版头 or 版记, not only names."""
    texts = [line for row in table.rows for cell in row for line in _texts(cell)]
    telling = [bool(_TELLING.fullmatch(text) or read_date(text)) for text in texts]
    return any(telling) and all(
        told or is_unit(unspaced(text)) for told, text in zip(telling, texts, strict=True)
    )


def _texts(cell: SourceCell) -> list[str]:
    return [] if cell.merged else [line for line in cell.text.split("\n") if line]


def _lines(row: tuple[SourceCell, ...]) -> list[str]:
    """A row as one line, tabs between its fields; “文件” and long fields on lines of their own."""
    fields = [_texts(cell) for cell in row]
    if any(len(each) > 1 or each == ["文件"] for each in fields):
        return [line for each in fields for line in each]
    line = "\t".join(text for each in fields for text in each)
    return [line] if line else []
