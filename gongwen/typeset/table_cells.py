"""How the cells of a table stand: left, centred, right, or with their points under one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct

from .. import patterns as re
from ..composition import Cell, Geometry, Paragraph, Run
from ..document.table_layout import Layout, PlacedCell
from ..paper.words import lines_of
from .measures import TableType
from .table_dates import date_lines
from .table_people import people_lines
from .unit_lines import unit_lines
from .width import width

_SHORT = 8
"""A column whose cells are all at most so many characters wide is set centred."""
_SHORT_OVER_SEVERAL = 20
"""The same for a column, or a cell, that stands beside several rows or over several columns."""
_NUMBER = r"[-+−]?[\d,，]+(\.\d+)?[%％‰]?"
_AFTER = r"[.%％‰]"
POINT: Final = "小数点"
"""A column's 对齐 by the points of its numbers."""
_TEXT, _CENTRED, _RIGHT = "表文", "表文居中", "表文居右"
_STYLES: Final = {"左": _TEXT, "左上": _TEXT, "中": _CENTRED, "右": _RIGHT, "右下": _RIGHT}
_UPRIGHT: Final[dict[str, Literal["top", "bottom"]]] = {"左上": "top", "右下": "bottom"}

Merge = Literal["restart", "continue"] | None


class Points(Struct, frozen=True):
    """The widest numbers of a column with their points under one another: how much of them stands
    before the point, and from it on. Characters.
    """

    before: float
    after: float
    sign: float
    """How wide the point itself is."""

    @property
    def width(self) -> float:
        return self.before + self.after


def points_of(cells: Iterable[str], sign: float) -> Points:
    """The points of the numbers among the texts of a column; a point itself is `sign` wide."""
    numbers = [line for cell in cells for line in lines_of(cell) if is_number(line)]
    before = max((width(re.split(_AFTER, each)[0]) for each in numbers), default=0.0)
    after = max((_after_point(each, sign) for each in numbers), default=0.0)
    return Points(before, after, sign)


def _after_point(number: str, sign: float) -> float:
    """How wide a number is from its point on, or from the sign behind a whole one. Characters."""
    whole = re.split(_AFTER, number)[0]
    rest = number[len(whole) :]
    return width(rest.removeprefix(".")) + (sign if rest.startswith(".") else 0.0)


def is_number(text: str) -> bool:
    """Whether a text is a number, be it with commas or a sign of parts."""
    return re.fullmatch(_NUMBER, text) is not None


def is_centred(cells: Iterable[str], *, over_several: bool = False) -> bool:
    """Numbers, short words and what heads several rows stand centred, text stands left."""
    short = _SHORT_OVER_SEVERAL if over_several else _SHORT
    return all(width(cell) <= short or is_number(cell) for cell in cells)


class CellColumn(Struct, frozen=True):
    """How the cells of a column of the grid stand: as `alignment` says (左 中 右 小数点), else all
    of them by what they hold (`centred`), or each by itself (None). `joined` = equal ones were made
    one cell. `room` is how wide their text may be, twips; `points` are those of its numbers;
    `of_units` = they hold lists of units, broken into lines between these; `of_people` = people.
    """

    alignment: str
    centred: bool | None
    joined: bool
    room: float
    points: Points | None
    of_units: bool = False
    of_people: bool = False


def laid_cells(
    layout: Layout, made: Callable[[PlacedCell, int], Cell]
) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a layout as cells of a composition, `made` of what is placed in a column."""
    return tuple(tuple(_row(layout, number, made)) for number in range(len(layout)))


def _row(layout: Layout, number: int, made: Callable[[PlacedCell, int], Cell]) -> Iterator[Cell]:
    """The cells of a row: those that begin there, and an empty one for what a cell from above
    covers.
    """
    row = layout[number]
    column = 0
    while column < len(row):
        placed = row[column]
        if placed is not None:
            yield made(placed, column)
        else:
            placed = _covering(layout, number, column)
            first = made(placed, column).paragraphs[0]
            yield Cell((Paragraph(first.style, ()),), placed.columns, "continue")
        column += placed.columns


def _covering(layout: Layout, row: int, column: int) -> PlacedCell:
    """The cell above that reaches down to a place where none begins."""
    return next(cell for line in reversed(layout[:row]) if (cell := line[column]) is not None)


def body_cell(placed: PlacedCell, column: CellColumn, size: TableType) -> Cell:
    """A cell below the heads, in a column that its own begins."""
    points = column.points if placed.columns == 1 and not placed.alignment else None
    style = _style(placed, column) + size.suffix
    paragraphs = []
    for line in lines_of(placed.text):
        if points and is_number(line):
            paragraphs.append(_pointed(line, points, column.room, size))
        else:
            words = _broken(line, column, size) if placed.columns == 1 else line
            paragraphs.append(Paragraph(style, (Run(words),) if words else ()))
    merge: Merge = "restart" if placed.rows > 1 else None
    return Cell(tuple(paragraphs), placed.columns, merge, _UPRIGHT.get(placed.alignment))


def _broken(text: str, column: CellColumn, size: TableType) -> str:
    """Units, people, the parts of a date with line breaks between them, where they take several
    lines.
    """
    room = column.room / size.character
    if column.of_people:
        return people_lines(text, room)
    if column.of_units and width(text) > room:
        return "\n".join(unit_lines(text, room).lines)
    return date_lines(text, room)


def _style(placed: PlacedCell, column: CellColumn) -> str:
    """The style of a cell, but for its size."""
    if placed.alignment:
        return _STYLES[placed.alignment]
    if placed.columns == 1:
        if column.alignment:
            return _STYLES.get(column.alignment, _CENTRED)
        if column.centred is not None and (placed.rows == 1 or column.joined):
            return _CENTRED if column.centred else _TEXT
    several = placed.columns > 1 or placed.rows > 1
    return _CENTRED if is_centred([placed.text], over_several=several) else _TEXT


def _pointed(text: str, points: Points, room: float, size: TableType) -> Paragraph:
    """A number set right, with what it has less after the point than the longest as an indent, and
    the widest in the middle of the column. Not by a decimal tab stop: LibreOffice heeds none in a
    cell of a page with a grid.
    """
    spare = max(room - points.width * size.character, 0.0) / 2
    less = points.after - _after_point(text, points.sign)
    right = round(spare + less * size.character)
    return Paragraph(_RIGHT + size.suffix, (Run(text),), Geometry(right=right))
