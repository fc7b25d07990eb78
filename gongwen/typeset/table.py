"""表: columns and rows made into a ruled table whose widths fit their content."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Sequence

from msgspec import Struct

from .. import patterns as re
from ..composition import TABLE_STYLE, Block, Cell, Paragraph, Run, Table
from ..document.table_layout import Layout, PlacedCell, join_equal
from ..document.tables import Column, TableBlock, head_layout
from ..elements.element import NOWHERE
from ..problem import Place
from ..sheet.lengths import TWIPS_PER_MM
from .column_widths import WITH_BRACKET, column_widths
from .job import Job
from .measures import TableType
from .table_cells import (
    POINT,
    CellColumn,
    Merge,
    Points,
    body_cell,
    is_centred,
    laid_cells,
    points_of,
)
from .table_people import holds_people, longest_name
from .table_size import Across, ColumnText, floors, size_for, too_wide
from .width import width

_USUAL_NAME = 4.0
"""Characters of a name that is no longer than most."""
_EVEN_HEADS = (4, 6, 8)
"""A head of so many characters is words of two: broken, it is broken between them."""


class RuledTable(Struct, frozen=True):
    """What a table is made of: its columns, the rows below their heads, the names of those whose
    equal cells are joined; the shares of the width asked for, whether the heads are printed, where
    each row was typed, and where the table was; which columns of the grid hold units.
    """

    columns: Sequence[Column]
    rows: Layout
    merged: Sequence[str] = ()
    shares: tuple[float, ...] | None = None
    headless: bool = False
    places: Sequence[Place] = ()
    place: Place = NOWHERE
    of_units: Container[int] = ()


def table_block(block: TableBlock, job: Job) -> Iterator[Block]:
    """Title, unit of measure, table, note."""
    grid = block.grid
    if block.title:
        yield Paragraph("表题", (Run(block.title),))
    if block.unit:
        yield Paragraph("表单位", (Run(f"单位：{block.unit}"),))
    if grid.layout:
        place = grid.place("行")
        places = (*grid.row_places, *[place] * (len(grid.layout) - len(grid.row_places)))
        shares = _shares(grid.widths)
        columns, headless = grid.columns or grid.leaves(), grid.is_headless
        made = RuledTable(
            columns, grid.layout, grid.merged, shares, headless, places, grid.place("列")
        )
        yield _set(made, job)
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
    place: Place = NOWHERE,
    *,
    of_units: Container[int] = (),
) -> Table:
    """A table of text cells, the columns `of_units` of units. A short row is filled up with empty
    cells, what a long row has too much stands in its last cell; equal neighbours in the `merged`
    columns become one cell. `place` is where the table was asked for.
    """
    layout = tuple(tuple(map(PlacedCell, _fitted(row, len(columns)))) for row in rows)
    joined = [column.head in merged for column in columns]
    places = (place,) * len(layout)
    rows_joined = join_equal(layout, joined)
    made = RuledTable(columns, rows_joined, merged, places=places, place=place, of_units=of_units)
    return _set(made, job)


def _fitted(row: Sequence[str], count: int) -> tuple[str, ...]:
    if len(row) > count:
        return (*row[: count - 1], "　".join(row[count - 1 :]))
    return (*row, *[""] * (count - len(row)))


def _set(table: RuledTable, job: Job) -> Table:
    """The table in the size that its columns have room in."""
    measures, layout = job.measures, table.rows
    leaves = [leaf for column in table.columns for leaf in column.leaves()]
    heads = ["" if table.headless else leaf.head for leaf in leaves]
    texts = [_texts(layout, index) for index in range(len(leaves))]
    points = [points_of(cells, measures.point) if leaf.alignment == POINT else None
              for leaf, cells in zip(leaves, texts, strict=True)]  # fmt: skip
    across = list(_across(layout))
    columns = _column_texts(leaves, texts, points)
    problems = tuple(too_wide(columns, across, measures, job.width, table.place))
    if problems:  # rather the longest names torn than every column a character wide
        columns = _column_texts(leaves, texts, points, _USUAL_NAME)
    size = size_for(columns, across, measures, job.width)
    asked = floors(across, len(leaves), size)
    widths = column_widths(
        heads,
        texts,
        table.shares,
        total=job.width,
        character=size.character,
        margin=size.cell_margin,
        spans=[[cell.rows if cell else 1 for cell in cells] for cells in zip(*layout, strict=True)],
        floors=[max(column.floor, each) for column, each in zip(columns, asked, strict=True)],
        across=_runs(across, len(leaves), len(layout)) if across else None,
        of_units=table.of_units,
    )
    rooms = [each - size.cell_margin for each in widths]
    stands = [
        _stand(table, index, leaf, room, points[index])
        for index, (leaf, room) in enumerate(zip(leaves, rooms, strict=True))
    ]
    header = () if table.headless else _header(table.columns, rooms, size)
    rows = laid_cells(layout, lambda placed, column: body_cell(placed, stands[column], size))
    return Table(
        widths,
        len(header),
        (*header, *rows),
        _heights(layout, len(header), size),
        style=TABLE_STYLE + size.suffix,
        places=(*(table.place,) * len(header), *table.places),
        problems=problems,
    )


def _column_texts(
    leaves: Sequence[Column],
    texts: Sequence[Sequence[str]],
    points: Sequence[Points | None],
    name: float = math.inf,
) -> list[ColumnText]:
    """The columns of the grid. Beside their words they have to have room for numbers with their
    points under one another, and for the names of people, of which no more than `name` characters.
    """
    made = []
    for leaf, cells, point in zip(leaves, texts, points, strict=True):
        names = longest_name(cells) if holds_people(leaf.head) else 0.0
        floor = max(point.width if point else 0.0, min(names, name))
        made.append(ColumnText(leaf.head, tuple(cells), floor, leaf.place("头")))
    return made


def _texts(layout: Layout, index: int) -> tuple[str, ...]:
    """The texts of a column's cells; "" where one is covered, or stands over several columns."""
    cells = (row[index] for row in layout)
    return tuple(cell.text if cell and cell.columns == 1 else "" for cell in cells)


def _across(layout: Layout) -> Iterator[Across]:
    """The cells over several columns."""
    for number, row in enumerate(layout):
        for index, cell in enumerate(row):
            if cell and cell.columns > 1 and cell.text:
                yield Across(index, cell.columns, number, cell.rows, cell.text)


def _runs(across: Sequence[Across], columns: int, rows: int) -> list[list[float]]:
    """How much text cells over several columns leave to each of them, column by column and row by
    row, in characters.
    """
    runs = [[0.0] * rows for _ in range(columns)]
    for cell in across:
        for index in range(cell.first, cell.first + cell.count):
            runs[index][cell.row] = width(cell.text) / cell.count / cell.rows
    return runs


def _stand(
    table: RuledTable, index: int, leaf: Column, room: float, points: Points | None
) -> CellColumn:
    """How the cells of a column stand. Those of a table without heads are labels and blanks, so
    each stands by itself.
    """
    joined = leaf.head in table.merged
    cells = (row[index] for row in table.rows)
    single = [
        cell.text for cell in cells if cell and cell.columns == 1 and (joined or cell.rows == 1)
    ]
    people = not table.headless and holds_people(leaf.head)
    centred = None if table.headless else is_centred(single, over_several=joined or people)
    of_units = index in table.of_units
    return CellColumn(leaf.alignment or "", centred, joined, room, points, of_units, people)


def _heights(layout: Layout, header: int, size: TableType) -> tuple[int, ...]:
    """How high the rows are at least; none where no cell asks for it."""
    heights = [0] * len(layout)
    for number, row in enumerate(layout):
        for cell in row:
            if cell and cell.height:
                for at in range(number, number + cell.rows):
                    heights[at] = max(heights[at], round(_height(cell, size) / cell.rows))
    return (*(0,) * header, *heights) if any(heights) else ()


def _height(cell: PlacedCell, size: TableType) -> float:
    """高 of a cell in twips: lines of the table, or millimetres."""
    number = float(re.sub("[^0-9.]", "", cell.height))
    if cell.height.endswith("行"):
        return number * size.pitch + size.around
    return number * TWIPS_PER_MM


def _header(
    columns: Sequence[Column], rooms: Sequence[float], size: TableType
) -> tuple[tuple[Cell, ...], ...]:
    """The head rows, as many as there are levels of columns. `rooms` are how wide the text of each
    column of the grid may be, twips.
    """
    style = f"表头{size.suffix}"

    def made(placed: PlacedCell, column: int) -> Cell:
        head = placed.text
        if placed.columns == 1:
            head = _broken(head, rooms[column] / size.character)
        merge: Merge = "restart" if placed.rows > 1 else None
        return Cell((Paragraph(style, (Run(head),) if head else ()),), placed.columns, merge)

    return laid_cells(head_layout(columns), made)


def _broken(head: str, room: float) -> str:
    """A head of words of two characters, or with a bracket behind it, broken between these where it
    has no room on one line.
    """
    if bracket := re.fullmatch(WITH_BRACKET, head):
        parts = bracket.groups()
        fits = all(width(part) <= room for part in parts)
        return "\n".join(parts) if fits and width(head) > room else head
    line = int(room) // 2 * 2
    if len(head) in _EVEN_HEADS and len(head) == width(head) > room and line:
        return "\n".join(head[at : at + line] for at in range(0, len(head), line))
    return head
