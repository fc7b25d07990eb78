"""The size that a table is set in: the usual one, or the first of the smaller ones in which its
columns have room beside one another; and what is told where none is small enough.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import LAYOUT
from ..sheet.lengths import TWIPS_PER_MM
from .column_widths import longest_unbroken, room_for_dates
from .measures import Measures, TableType
from .width import width

_PAIR = 2
"""Characters that stand beside one another in a column, where it has so many."""
_TEXT = 3
"""The same, as long as a smaller size can give the room."""
_HEAD = 4
"""In so many lines a head may stand at most."""


class ColumnText(Struct, frozen=True):
    """What stands in a column of the grid. `floor` is what it has to have room for besides, in
    characters; `place` is where the column was typed.
    """

    head: str
    cells: tuple[str, ...]
    floor: float
    place: Place

    @property
    def needed(self) -> float:
        """Characters without which something is torn that must not be."""
        texts = (self.head, *self.cells)
        pair = min(_PAIR, max(map(width, texts), default=0.0))
        return max(longest_unbroken(texts), self.floor, pair, 1.0)

    @property
    def wanted(self) -> float:
        """Characters with which it looks as it should."""
        text = min(_TEXT, max(map(width, self.cells), default=0.0))
        head = math.ceil(width(self.head) / _HEAD)
        return max(self.needed, text, head, room_for_dates(self.cells))


class Across(Struct, frozen=True):
    """A cell over several columns of the grid: its first column and how many, its first row and
    how many, its text.
    """

    first: int
    count: int
    row: int
    rows: int
    text: str


def floors(across: Sequence[Across], columns: int, size: TableType) -> list[float]:
    """What cells over several columns ask of each of them, in characters: room together for a
    short text or a long word.
    """
    asked = [0.0] * columns
    for cell in across:
        lines = cell.text.split("\n")
        short = max(min(width(line), _HEAD) for line in lines)
        word = max(longest_unbroken(lines), short)
        inside = (cell.count - 1) * size.cell_margin / size.character
        for at in range(cell.first, cell.first + cell.count):
            asked[at] = max(asked[at], (word - inside) / cell.count)
    return asked


def size_for(
    columns: Sequence[ColumnText], across: Sequence[Across], measures: Measures, total: int
) -> TableType:
    """The largest size in which the columns have the room they want in `total` twips; else that in
    which they have what they need; else the smallest.
    """
    wanted = [column.wanted for column in columns]
    needed = [column.needed for column in columns]
    for asked in (wanted, needed):
        for size in measures.table_types:
            if _width(asked, across, size) <= total:
                return size
    return measures.table_types[-1]


def _width(asked: Sequence[float], across: Sequence[Across], size: TableType) -> float:
    """How wide a table is whose columns have as many characters as are asked for, twips."""
    beside = floors(across, len(asked), size)
    return sum(
        max(each, low) * size.character + size.cell_margin
        for each, low in zip(asked, beside, strict=True)
    )


def too_wide(
    columns: Sequence[ColumnText],
    across: Sequence[Across],
    measures: Measures,
    total: int,
    place: Place,
) -> Iterator[Problem]:
    """What is told of a table that even the smallest size leaves too wide; `place` stands for a
    column that was typed nowhere.
    """
    size = measures.table_types[-1]
    needed = [column.needed for column in columns]
    whole = _width(needed, across, size)
    if whole <= total:
        return
    widest = max(range(len(columns)), key=needed.__getitem__)
    name = f"{_named(columns, widest)}一列"
    own = needed[widest] * size.character + size.cell_margin
    yield problem_at(
        columns[widest].place if columns[widest].place.file else place,
        LAYOUT,
        Level.WARNING,
        f"表有{len(columns)}列，用最小的字号也要{_mm(whole, up=True)}毫米宽，"
        f"版心宽{_mm(total)}毫米，排不下，有的词和数字会断开；"
        f"最宽的是{name}，要{_mm(own, up=True)}毫米",
        hint=_advice(columns, across, measures, total),
    )


def _advice(
    columns: Sequence[ColumnText],
    across: Sequence[Across],
    measures: Measures,
    total: int,
) -> str:
    """What mends it: a landscape page, several tables, or shorter words."""
    size = measures.table_types[-1]
    wide = measures.landscape_width
    turn = "" if total >= wide else f"，放在附件里，附件写上“横排: 是”（版心宽{_mm(wide)}毫米）"
    if turn and _width([column.needed for column in columns], across, size) <= wide:
        return f"把表{turn[1:]}"
    rooms = [column.needed * size.character + size.cell_margin for column in columns]
    begun, used = [], 0.0
    for index, each in enumerate(rooms):
        if each > max(wide, total):
            return f"{_named(columns, index)}一列里最长的词或数字分成几段写"
        if used + each > max(wide, total):
            begun.append(_named(columns, index))
            used = 0.0
        used += each
    return f"分成{len(begun) + 1}张表，从{'、'.join(begun)}起另起一张{turn}"


def _named(columns: Sequence[ColumnText], index: int) -> str:
    return f"“{columns[index].head}”" if columns[index].head else f"第{index + 1}"


def _mm(twips: float, *, up: bool = False) -> int:
    """Whole millimetres, rounded so that what is needed is never less, what there is never more."""
    return math.ceil(twips / TWIPS_PER_MM) if up else int(twips / TWIPS_PER_MM)
