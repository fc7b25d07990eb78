"""What was read of an .rtf file written again, in words that pandoc reads rightly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final

from msgspec import Struct

from .prepared import (
    ABOVE,
    ABOVE_LINE,
    BELOW_LINE,
    BLANK,
    BOLD,
    BOLD_END,
    CELL,
    NOTE,
    NOTE_END,
    SET_END,
    STRUCK_OUT,
    WIDER,
)

_NEAR: Final = 30
"""Twips by which the edges of the cells of a column may differ."""


class RtfCell(Struct, frozen=True):
    """A cell: where it ends, in twips, and whether it goes on from the one `above`."""

    text: str
    edge: int = 0
    above: bool = False


class RtfRow(Struct, frozen=True):
    """A row of a table; rows that follow one another are one."""

    cells: tuple[RtfCell, ...]


_ESCAPES: Final = {
    ord("\\"): "\\\\",
    ord("{"): "\\{",
    ord("}"): "\\}",
    ord("\n"): "\\line ",
    ord(NOTE): "{\\footnote\\pard ",
    ord(NOTE_END): "}",
    ord(BOLD): "{\\b ",
    ord(BOLD_END): "}",
    ord(ABOVE_LINE): "{\\super ",
    ord(BELOW_LINE): "{\\sub ",
    ord(STRUCK_OUT): "{\\strike ",
    ord(SET_END): "}",
}


def written(blocks: list[str | RtfRow]) -> Iterator[str]:
    """The file again, piece by piece, in words that pandoc reads rightly."""
    yield "{\\rtf1\\ansi\n"
    for is_row, group in groupby(blocks, lambda block: isinstance(block, RtfRow)):
        if not is_row:
            for block in group:
                text = str(block).translate(_ESCAPES) or BLANK  # pandoc passes over empty ones
                yield f"\\pard {text}\\par\n"
            continue
        rows = [block for block in group if isinstance(block, RtfRow)]
        edges = _edges(rows)
        for row in rows:
            yield "\\trowd"
            yield "".join(f"\\cellx{place}" for place in range(1, len(row.cells) + 1))
            before = 0
            for cell in row.cells:
                place = _place(edges, cell.edge) if cell.edge else before + 1
                marks = CELL + WIDER * max(place - before - 1, 0) + (ABOVE if cell.above else "")
                before = place
                yield f"\\pard\\intbl {marks}{cell.text.translate(_ESCAPES)}\\cell\n"
            yield "\\row\n"
    yield "}"


def tables(blocks: list[str | RtfRow]) -> Iterator[list[RtfRow]]:
    """The tables: rows that follow one another."""
    for is_row, group in groupby(blocks, lambda block: isinstance(block, RtfRow)):
        if is_row:
            yield [block for block in group if isinstance(block, RtfRow)]


def widths_of(rows: list[RtfRow]) -> tuple[float, ...]:
    """The widths of the columns of a table, twips; none where one has no width."""
    edges = _edges(rows)
    widths = tuple(float(edge - before) for before, edge in pairwise([0, *edges]))
    return widths if all(wide > 0 for wide in widths) else ()


def _edges(rows: list[RtfRow]) -> list[int]:
    """Where the columns end, in twips."""
    found: list[int] = []
    for edge in sorted(cell.edge for row in rows for cell in row.cells if cell.edge):
        if not found or edge - found[-1] > _NEAR:
            found.append(edge)
    return found


def _place(edges: list[int], edge: int) -> int:
    """The column that ends there, from 1."""
    return next((at for at, each in enumerate(edges, 1) if edge - each <= _NEAR), len(edges))
