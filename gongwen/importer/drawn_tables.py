"""Tables drawn with characters: ┌─┬─┐, │甲│乙│, +---+."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Piece, Source, SourceCell, SourceParagraph, SourceTable

_RULE = re.compile(r"[\s┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛═╔╦╗╠╬╣╚╩╝│┃║+|=-]*[┬┼┴┳╋┻╦╬╩─━═+][\s\S]*")
_ONLY_LINES = re.compile(r"[\s┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛═╔╦╗╠╬╣╚╩╝│┃║+|=-]+")
_ROW = re.compile(r"[│┃║|](.+)[│┃║|]")
_BARS = re.compile(r"[│┃║|]")
_FEWEST = 2
WHY = "用字符画的表格线"


def read_drawn_tables(source: Source) -> None:
    """Tables in place of the lines that draw them, which is told; what does not fit stays."""
    made: list[Piece] = []
    for drawn, run in groupby(source.pieces, _is_drawn):
        pieces = list(run)
        table = _table([piece for piece in pieces if isinstance(piece, SourceParagraph)])
        if not drawn or table is None:
            made += pieces
            continue
        for piece in pieces:
            signs = "".join(re.findall(r"[─-╿+|=-]", _text(piece)))
            source.leave(signs, piece.number, WHY)
        made.append(table)
        said = (
            f"用线画的表（{'、'.join(cell.text for cell in table.rows[0])}，{len(table.rows)}行）"
        )
        hint = "对照原件核对每一格"
        source.say(UNSURE, Level.NOTICE, table.number, f"{said}，已经写成表", hint)
    source.pieces = made


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, SourceParagraph) else ""


def _is_rule(text: str) -> bool:
    if text.startswith("|"):  # Markdown rules a head off so
        return False
    return bool(_ONLY_LINES.fullmatch(text) and _RULE.fullmatch(text) and len(text) > _FEWEST)


def _is_drawn(piece: Piece) -> bool:
    text = _text(piece)
    return bool(text) and (_is_rule(text) or _ROW.fullmatch(text) is not None)


def _table(pieces: Sequence[SourceParagraph]) -> SourceTable | None:
    """The table that lines draw; None where they are no two rows of as many cells, ruled off."""
    groups: list[list[list[str]]] = [[]]
    for piece in pieces:
        if _is_rule(piece.text):
            groups += [[]] if groups[-1] else []
        elif row := _ROW.fullmatch(piece.text):
            groups[-1].append([cell.strip() for cell in _BARS.split(row[1])])
    groups = [group for group in groups if group]
    rules = sum(_is_rule(piece.text) for piece in pieces)
    widths = {len(row) for group in groups for row in group}
    if len(widths) != 1 or widths < {2} or not rules:
        return None
    if len(groups) > _FEWEST:  # a line between every two rows: a cell may take several
        rows = [["".join(part) for part in zip(*group, strict=True)] for group in groups]
    else:
        rows = [row for group in groups for row in group]
    if len(rows) < _FEWEST:
        return None
    return SourceTable(tuple(tuple(map(SourceCell, row)) for row in rows), pieces[0].number)
