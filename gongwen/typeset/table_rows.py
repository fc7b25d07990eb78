"""How high the rows of a ruled table stand. Twips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..composition import Cell, Paragraph, Table
from ..sheet.data import Sheet
from .heights import cell_margins, length_of, line_pitch
from .line_filling import line_count

Counted = dict[tuple[int, float], tuple[tuple[Paragraph, ...], int]]
"""The paragraphs of cells with their heights, by their identity and their width, for tables that
share them.
"""


def row_heights(
    table: Table, sheet: Sheet, counted: Counted | None = None, *, rules: bool = True
) -> list[int]:
    """The height of each row: its tallest cell, or what the table asks for. What a cell over
    several rows needs more than they have, the last of them has. `rules` = the rule above a row is
    part of it, as it is planned.
    """
    counted = {} if counted is None else counted
    margins = cell_margins(table.style, sheet)
    first, others = (around_row(at, table.style, sheet) - margins for at in range(2))
    lines = [first, *[others] * (len(table.rows) - 1)]
    around = [margins + (line if rules else 0) for line in lines]
    margin = sheet.cell_margin_of(table.style)
    asked = table.heights or (0,) * len(table.rows)
    heights = [
        max(beside + _first_line(row, sheet), each - (0 if rules else line))
        for beside, row, each, line in zip(around, table.rows, asked, lines, strict=True)
    ]
    open_cells: dict[int, tuple[int, int]] = {}
    rows = [tuple(placed(row, table.widths)) for row in table.rows]
    for number, (row, below) in enumerate(zip(rows, (*rows[1:], ()), strict=True)):
        going_on = {column for column, cell, _ in below if cell.rows == "continue"}
        for column, cell, width in row:
            if cell.rows != "continue":
                key = id(cell.paragraphs), width - margin
                if key not in counted:
                    height = _text_height(cell.paragraphs, key[1], sheet)
                    counted[key] = cell.paragraphs, height
                open_cells[column] = (number, counted[key][1] + around[number])
            begun, needed = open_cells.get(column, (number, 0))
            if column not in going_on:
                above = sum(heights[begun:number])
                heights[number] = max(heights[number], needed - above)
    return heights


def _first_line(row: Sequence[Cell], sheet: Sheet) -> int:
    """A line of a row: what is covered has one too."""
    styles = {cell.paragraphs[0].style if cell.paragraphs else "表文" for cell in row}
    return round(max([line_pitch(style, sheet) for style in styles]))


def written_heights(table: Table, sheet: Sheet) -> tuple[int, ...]:
    """The heights of `table` as Word is told them: it adds the margins of the cells and the rule
    above the row to what it is told (17.4.80 trHeight).
    """
    return tuple(
        max(0, height - around_row(number, table.style, sheet))
        for number, height in enumerate(table.heights)
    )


def around_row(number: int, style: str, sheet: Sheet) -> int:
    """What row `number` of a table of `style` takes beside its text: its cells' margins, the rule
    above it.
    """
    rule = rule_between_rows(style, sheet) if number else rule_around_table(style, sheet)
    return cell_margins(style, sheet) + rule


class PartedRow(Struct, frozen=True):
    """A row that may be parted over pages: what each part takes beside its lines, and a line."""

    around: float
    pitch: float

    @property
    def least(self) -> float:
        """The height of one line of it."""
        return self.around + self.pitch


def parted_row(table: Table, index: int, sheet: Sheet, *, rules: bool = True) -> PartedRow:
    """How row `index` of a table may be parted; `rules` as for `row_heights`."""
    around = around_row(index, table.style, sheet)
    margins = cell_margins(table.style, sheet)
    return PartedRow(around if rules else margins, _first_line(table.rows[index], sheet))


def rule_between_rows(style: str, sheet: Sheet) -> int:
    """How thick the rules between the rows are."""
    return round(length_of(style, "横线", sheet))


def rule_around_table(style: str, sheet: Sheet) -> int:
    """How thick the rules above the first row and under the last are."""
    return round(length_of(style, "上下线", sheet) or length_of(style, "外框线", sheet))


def placed(row: tuple[Cell, ...], widths: tuple[int, ...]) -> Iterator[tuple[int, Cell, int]]:
    """Each cell of a row with its first grid column and its width."""
    column = 0
    for cell in row:
        columns = cell.columns
        width = widths[column] if columns == 1 else sum(widths[column : column + columns])
        yield column, cell, width
        column += columns


def continued(rows: Sequence[tuple[Cell, ...]], widths: tuple[int, ...]) -> frozenset[int]:
    """The grid columns where the first of the rows goes on with a cell; none without a row."""
    cells = placed(rows[0], widths) if rows else ()
    return frozenset(column for column, cell, _ in cells if cell.rows == "continue")


def _text_height(paragraphs: Sequence[Paragraph], width: float, sheet: Sheet) -> int:
    """The lines of a cell `width` wide."""
    height = 0.0
    for paragraph in paragraphs:
        height += line_count(paragraph, sheet, width) * line_pitch(paragraph.style, sheet)
    return round(height)
