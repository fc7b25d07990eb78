"""How high the rows of a ruled table stand. Twips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..composition import Cell, Paragraph, Table
from ..sheet.data import Sheet
from .heights import cell_margins, length_of, line_pitch
from .line_filling import fill

RULED: Final = "公文表格"

Counted = dict[tuple[int, float], int]
"""Heights of cells by the identity of their paragraphs and their width, for tables that share
them.
"""


def row_heights(table: Table, sheet: Sheet, counted: Counted | None = None) -> list[int]:
    """The height of each row: its tallest cell, or what the table asks for. What a cell over
    several rows needs more than they have, the last of them has.
    """
    counted = {} if counted is None else counted
    line = round(line_pitch("表文", sheet))
    asked = table.heights or (0,) * len(table.rows)
    heights = [max(line + around_row(at, sheet), each) for at, each in enumerate(asked)]
    open_cells: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(table.rows):
        going_on = continued(table.rows[number + 1 : number + 2], table.widths)
        for column, cell, width in placed(row, table.widths):
            if cell.rows != "continue":
                key = id(cell.paragraphs), width - sheet.cell_margin
                if key not in counted:
                    counted[key] = _text_height(cell.paragraphs, key[1], sheet)
                open_cells[column] = (number, counted[key] + around_row(number, sheet))
            begun, needed = open_cells.get(column, (number, 0))
            if column not in going_on:
                above = sum(heights[begun:number])
                heights[number] = max(heights[number], needed - above)
    return heights


def written_heights(table: Table, sheet: Sheet) -> tuple[int, ...]:
    """The heights of `table` as Word is told them: it adds the margins of the cells and the rule
    above the row to what it is told (17.4.80 trHeight).
    """
    return tuple(
        max(0, height - around_row(number, sheet)) for number, height in enumerate(table.heights)
    )


def around_row(number: int, sheet: Sheet) -> int:
    """What row `number` of a table takes beside its text: its cells' margins, the rule above it."""
    rule = rule_around_table(sheet) if number == 0 else rule_between_rows(sheet)
    return cell_margins(RULED, sheet) + rule


def rule_between_rows(sheet: Sheet) -> int:
    """How thick the rules between the rows are."""
    return round(length_of(RULED, "横线", sheet))


def rule_around_table(sheet: Sheet) -> int:
    """How thick the rules above the first row and under the last are."""
    return round(length_of(RULED, "上下线", sheet) or length_of(RULED, "外框线", sheet))


def placed(row: tuple[Cell, ...], widths: tuple[int, ...]) -> Iterator[tuple[int, Cell, int]]:
    """Each cell of a row with its first grid column and its width."""
    column = 0
    for cell in row:
        yield column, cell, sum(widths[column : column + cell.columns])
        column += cell.columns


def continued(rows: Sequence[tuple[Cell, ...]], widths: tuple[int, ...]) -> frozenset[int]:
    """The grid columns where the first of the rows goes on with a cell; none without a row."""
    cells = placed(rows[0], widths) if rows else ()
    return frozenset(column for column, cell, _ in cells if cell.rows == "continue")


def _text_height(paragraphs: Sequence[Paragraph], width: float, sheet: Sheet) -> int:
    """The lines of a cell `width` wide. Its characters are counted at their full width, for the
    grid narrows none of a style that leaves it.
    """
    height = 0.0
    for paragraph in paragraphs:
        natural = sheet.widest_character(paragraph.style)
        room = width * sheet.character_of(paragraph.style) / natural
        height += fill(paragraph, sheet, room).lines * line_pitch(paragraph.style, sheet)
    return round(height)
