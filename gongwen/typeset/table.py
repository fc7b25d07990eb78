"""表: columns and rows made into a ruled table whose widths fit their content."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec.structs import replace

from ..composition import Block, Cell, Paragraph, Run, Table
from ..document.tables import Column, TableBlock
from ..paper.words import lines_of
from .column_widths import column_widths
from .job import Job
from .width import width

_SHORT = 8
"""A column whose cells are all at most so many characters wide is set centred."""
_SHORT_OVER_ROWS = 20
"""The same for a column whose cells stand beside several rows."""
_EVEN_HEAD = 4
"""A head of so many characters is two words of two: broken, it is broken between them."""
_NUMBER = re.compile(r"[-+−]?[\d,，]+(\.\d+)?[%％‰]?")

Merge = Literal["restart", "continue"] | None


def table_block(block: TableBlock, job: Job) -> Iterator[Block]:
    """Title, unit of measure, table, note."""
    grid = block.grid
    if block.title:
        yield Paragraph("表题", (Run(block.title),))
    if block.unit:
        yield Paragraph("表单位", (Run(f"单位：{block.unit}"),))
    if grid.rows:
        yield ruled_table(grid.columns, grid.rows, grid.merged, job, _shares(grid.widths))
    if block.note:
        yield Paragraph("表注", (Run(block.note),))


def _shares(typed: Sequence[str] | None) -> tuple[float, ...] | None:
    """宽 as numbers; None where it is not given or holds anything else."""
    found = [re.match(r"\d+(\.\d+)?", share.strip()) for share in typed or ()]
    numbers = [float(match[0]) for match in found if match]
    return tuple(numbers) if numbers and len(numbers) == len(found) else None


def ruled_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    merged: Sequence[str],
    job: Job,
    shares: tuple[float, ...] | None = None,
    *,
    of_units: Container[int] = (),
) -> Table:
    """A table of text cells, the columns `of_units` of units. A short row is filled up with empty
    cells, what a long row has too much stands in its last cell; equal neighbours in the `merged`
    columns become one cell.
    """
    heads = [name for column in columns for name in (column.below or (column.head,))]
    full = [_fitted(row, len(heads)) for row in rows]
    starts = _merge_starts(heads, full, merged)
    texts = [
        [
            row[index] if begins is None or number in begins else ""
            for number, row in enumerate(full)
        ]
        for index, begins in enumerate(starts)
    ]
    measures = job.measures
    widths = column_widths(
        heads,
        texts,
        shares,
        total=job.width,
        character=measures.table_character,
        margin=measures.cell_margin,
        spans=[_spans(begins, len(full)) for begins in starts],
        of_units=of_units,
    )
    styles = [
        "表文居中" if _is_centred(column, merged=begins is not None) else "表文"
        for column, begins in zip(texts, starts, strict=True)
    ]
    body = tuple(
        tuple(
            _text_cell(text, style, _part_in_merge(begins, number, len(full)))
            for text, style, begins in zip(row, styles, starts, strict=True)
        )
        for number, row in enumerate(full)
    )
    rooms = [(each - measures.cell_margin) / measures.table_character for each in widths]
    header = _header(columns, rooms)
    return Table(widths, len(header), (*header, *body))


def _fitted(row: Sequence[str], count: int) -> tuple[str, ...]:
    if len(row) > count:
        return (*row[: count - 1], "　".join(row[count - 1 :]))
    return (*row, *[""] * (count - len(row)))


def _is_centred(cells: Sequence[str], *, merged: bool) -> bool:
    """Numbers, short words and what heads several rows stand centred, text stands left."""
    short = _SHORT_OVER_ROWS if merged else _SHORT
    return all(width(cell) <= short or _NUMBER.fullmatch(cell) for cell in cells)


def _text_cell(text: str, style: str, merge: Merge) -> Cell:
    if merge == "continue":
        return Cell((Paragraph(style, ()),), 1, merge)
    paragraphs = (Paragraph(style, (Run(line),) if line else ()) for line in lines_of(text))
    return Cell(tuple(paragraphs), 1, merge)


def _merge_starts(
    heads: Sequence[str], rows: Sequence[Sequence[str]], merged: Sequence[str]
) -> list[frozenset[int] | None]:
    """For each merged column, the rows where its cells begin; None for the others.

    A cell also begins where one begins in a merged column to its left, so that blocks nest. Empty
    cells stay apart.
    """
    starts: list[frozenset[int] | None] = []
    outer: frozenset[int] = frozenset()
    for index, head in enumerate(heads):
        if head not in merged:
            starts.append(None)
            continue
        outer |= {
            number
            for number, row in enumerate(rows)
            if number == 0 or not row[index] or row[index] != rows[number - 1][index]
        }
        starts.append(outer)
    return starts


def _part_in_merge(starts: frozenset[int] | None, row: int, count: int) -> Merge:
    if starts is None:
        return None
    if row not in starts:
        return "continue"
    return "restart" if row + 1 < count and row + 1 not in starts else None


def _spans(starts: frozenset[int] | None, count: int) -> list[int]:
    """How many rows the cell that begins in each row stands beside."""
    if starts is None:
        return [1] * count
    ends = sorted((*starts, count))
    beside = {start: end - start for start, end in pairwise(ends)}
    return [beside.get(row, 1) for row in range(count)]


def _header(columns: Sequence[Column], rooms: Sequence[float]) -> tuple[tuple[Cell, ...], ...]:
    """One header row, or two where a column has others beneath it. `rooms` are the characters that
    a line of each column holds.
    """
    room = iter(rooms)
    top: list[Cell] = []
    under: list[Cell] = []
    for column in columns:
        if column.below:
            top.append(_head(column.head, columns=len(column.below)))
            under += [_head(_broken(name, next(room))) for name in column.below]
        else:
            top.append(_head(_broken(column.head, next(room)), merge="restart"))
            under.append(_head("", merge="continue"))
    if not any(column.below for column in columns):
        return (tuple(replace(cell, rows=None) for cell in top),)
    return (tuple(top), tuple(under))


def _broken(head: str, room: float) -> str:
    """A head of two words, each on a line where there is no room for both on one."""
    if len(head) == _EVEN_HEAD == width(head) and room < _EVEN_HEAD:
        return f"{head[:2]}\n{head[2:]}"
    return head


def _head(text: str, columns: int = 1, merge: Merge = None) -> Cell:
    return Cell((Paragraph("表头", (Run(text),) if text else ()),), columns, merge)
