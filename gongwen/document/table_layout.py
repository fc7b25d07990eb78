"""Where the cells of a table stand: rows as typed, in which cells may reach over columns and rows,
laid on the grid.

A row is written full, with something in each place of the grid, or without the places that a cell
of more columns or rows covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..paper.joined_cells import ABOVE, JOINED, LEFT

_PARTED = r"\s*[，,、；;|\t]\s*"
"""What people part the cells of a row with that is no sign for it."""


class PlacedCell(Struct, frozen=True):
    """A cell on the grid, with how many columns and rows it takes. `alignment` is one of 左 中 右
    左上 右下, `height` how high it is at least, as typed; "" = as the rest of the table.
    `literal` = a sign in it joins nothing.
    """

    text: str
    columns: int = 1
    rows: int = 1
    alignment: str = ""
    height: str = ""
    literal: bool = False

    @property
    def is_single(self) -> bool:
        """Whether it takes one place."""
        return self.columns == 1 and self.rows == 1


Layout = tuple[tuple[PlacedCell | None, ...], ...]
"""Row by row what begins in each place; None where a cell from the left or above covers it."""


class GridFault(Struct, frozen=True):
    """What keeps a row (from 0) from standing on the grid."""

    row: int
    message: str
    hint: str


def width_of(row: Sequence[PlacedCell]) -> int:
    """How many columns a first row takes."""
    if any(_joins(cell) for cell in row):
        return len(row)
    return sum(cell.columns for cell in row)


def lay_out(rows: Sequence[Sequence[PlacedCell]], columns: int) -> tuple[Layout, list[GridFault]]:
    """The rows on a grid of so many columns, and what does not fit; nothing laid out where anything
    does not.
    """
    if columns > 1 and rows and len(rows) % columns == 0 and all(len(row) == 1 for row in rows):
        first = [row[0].text for row in rows[:columns]]
        if all(each and not re.search(_PARTED, each) for each in first):
            hint = f"一行一个方括号，前面写“- ”：- [{', '.join(first)}]"
            message = f"表的每一行都只有1格，表有{columns}列，各格写成了各行"
            return (), [GridFault(0, message, hint)]
    laying = _Laying(columns, [[None] * columns for _ in rows], [])
    for number, row in enumerate(rows):
        laying.row(number, row)
    if not laying.faults:
        laying.faults += _not_square(laying.owners)
    return (() if laying.faults else _layout(laying.owners)), laying.faults


def _joins(cell: PlacedCell) -> bool:
    return cell.text in JOINED and not cell.literal


class _Owner(Struct, frozen=True):
    """The cell that a place belongs to, and where that begins."""

    cell: PlacedCell
    row: int
    column: int


class _Laying(Struct):
    """The places as they are taken, row by row; those below are taken by cells of several rows."""

    columns: int
    owners: list[list[_Owner | None]]
    faults: list[GridFault]

    def row(self, number: int, row: Sequence[PlacedCell]) -> None:
        place = self.owners[number]
        if len(row) == self.columns:
            where: Iterator[int] = iter(range(self.columns))
        else:
            where = (column for column in range(self.columns) if place[column] is None)
        for index, cell in enumerate(row):
            column = next(where, None)
            if column is None:
                over = sum(each.columns for each in row[index:])
                self._count(number, row, self.columns + over)
                return
            if not self._put(cell, number, column, index):
                return
        if None in place:
            self._count(number, row, self.columns - place.count(None))

    def _count(self, number: int, row: Sequence[PlacedCell], found: int) -> None:
        """A row that takes more or fewer places than there are."""
        whole = "｜".join(cell.text.replace("\n", "／") for cell in row)
        shown = whole[:20] + "……" if len(whole) > 22 else whole
        count = f"有{len(row)}格"
        if any(cell.columns > 1 for cell in row) or found != len(row):
            count += f"，连同合并的占{found}列"
        cells = [each for each in re.split(_PARTED, whole) if each]
        hint = (
            f"各格之间用半角逗号加空格：[{', '.join(cells)}]"
            if len(row) == 1 and len(cells) == self.columns
            else "空着的格也要占一格：列表里写 ''，｜分隔的文本里两个｜之间留空"
            if found < self.columns
            else "删掉多出来的格，或在“列”里补上列名"
        )
        message = f"表的第{number + 1}行（{shown}）{count}，表有{self.columns}列"
        self.faults.append(GridFault(number, message, hint))

    def _put(self, cell: PlacedCell, number: int, column: int, index: int) -> bool:
        """Take the places of a cell; False where it cannot stand there."""
        spot = f"表的第{number + 1}行第{index + 1}格"
        taken = self.owners[number][column]
        if taken is not None:
            if _joins(cell) or not cell.text:
                return True
            hint = "删掉这一格的内容，或改小合并的“跨列”“跨行”"
            message = f"{spot}“{_short(cell.text)}”的位置已经并入“{_short(taken.cell.text)}”"
            self.faults.append(GridFault(number, message, hint))
            return False
        if _joins(cell):
            return self._join(cell, number, column, spot)
        right, below = self.columns - column, len(self.owners) - number
        if cell.columns > right:
            message = f"{spot}“{_short(cell.text)}”跨{cell.columns}列，从这一格起只有{right}列"
            self.faults.append(GridFault(number, message, f"“跨列”最多写{right}"))
        if cell.rows > below:
            message = f"{spot}“{_short(cell.text)}”跨{cell.rows}行，从这一行起只有{below}行"
            self.faults.append(GridFault(number, message, f"“跨行”最多写{below}"))
        cell = replace(cell, columns=min(cell.columns, right), rows=min(cell.rows, below))
        owner = _Owner(cell, number, column)
        for row in range(number, number + cell.rows):
            for at in range(column, column + cell.columns):
                other = self.owners[row][at]
                if other is not None:
                    message = (
                        f"{spot}“{_short(cell.text)}”与“{_short(other.cell.text)}”合并的范围重叠"
                    )
                    self.faults.append(GridFault(number, message, "改小其中一格的“跨列”或“跨行”"))
                    return False
                self.owners[row][at] = owner
        return True

    def _join(self, cell: PlacedCell, number: int, column: int, spot: str) -> bool:
        if cell.text == LEFT and column == 0:
            message, hint = f"{spot}是“{LEFT}”，左边没有格", "第一列写内容，或留空"
        elif cell.text == ABOVE and number == 0:
            message, hint = f"{spot}是“{ABOVE}”，上面没有格", "第一行写内容，或留空"
        else:
            left = cell.text == LEFT
            beside = self.owners[number][column - 1] if left else self.owners[number - 1][column]
            self.owners[number][column] = beside
            return beside is not None
        hint += f"；就要印这个符号的，写成 {{文: {cell.text}}}"
        self.faults.append(GridFault(number, message, hint))
        return False


def _short(text: str) -> str:
    line = text.partition("\n")[0]
    return line if len(line) <= 10 else f"{line[:10]}……"


def _extents(owners: Sequence[Sequence[_Owner | None]]) -> dict[tuple[int, int], list[int]]:
    """Of each cell, by where it begins: its last row, last column, and the places it takes."""
    found: dict[tuple[int, int], list[int]] = {}
    for row, places in enumerate(owners):
        for column, owner in enumerate(places):
            if owner is None:
                continue
            extent = found.setdefault((owner.row, owner.column), [row, column, 0, column])
            extent[0] = max(extent[0], row)
            extent[1] = max(extent[1], column)
            extent[2] += 1
            extent[3] = min(extent[3], column)
    return found


def _not_square(owners: Sequence[Sequence[_Owner | None]]) -> Iterator[GridFault]:
    for (row, column), (last_row, last_column, places, first) in _extents(owners).items():
        full = (last_row - row + 1) * (last_column - column + 1)
        if first < column or places != full:
            owner = owners[row][column]
            text = _short(owner.cell.text) if owner else ""
            yield GridFault(
                last_row,
                f"表的第{row + 1}行“{text}”与周围合并成的不是一个长方形",
                f"合并的几行，每行从同一列起、到同一列止；“{LEFT}”并入左边一格，“{ABOVE}”并入上面一格",
            )


def _layout(owners: Sequence[Sequence[_Owner | None]]) -> Layout:
    extents = _extents(owners)
    laid = []
    for row, places in enumerate(owners):
        line: list[PlacedCell | None] = []
        for column, owner in enumerate(places):
            if owner is None or (owner.row, owner.column) != (row, column):
                line.append(None)
                continue
            last_row, last_column, _, _ = extents[row, column]
            cell = owner.cell
            if (last_row, last_column) != (row + cell.rows - 1, column + cell.columns - 1):
                cell = replace(cell, columns=last_column - column + 1, rows=last_row - row + 1)
            line.append(cell)
        laid.append(tuple(line))
    return tuple(laid)


def join_equal(layout: Layout, merged: Sequence[bool]) -> Layout:
    """The layout with equal neighbours in the `merged` columns made one cell. One also begins where
    one begins in a merged column to its left, so that blocks nest. Empty cells stay apart, and so
    does what was joined already.
    """
    rows = [list(row) for row in layout]
    outer: frozenset[int] = frozenset()
    for column, joins in enumerate(merged):
        if not joins:
            continue
        outer |= frozenset(_beginnings(layout, column))
        first = 0
        for number in range(1, len(rows) + 1):
            if number < len(rows) and number not in outer:
                continue
            cell = rows[first][column]
            if cell is not None and cell.is_single and number - first > 1:
                rows[first][column] = replace(cell, rows=number - first)
                for below in range(first + 1, number):
                    rows[below][column] = None
            first = number
    return tuple(map(tuple, rows))


def _beginnings(layout: Layout, column: int) -> Iterator[int]:
    """The rows where no cell of the column goes on with the one above."""
    held = 0
    for number, row in enumerate(layout):
        cell = row[column]
        above = layout[number - 1][column] if number else None
        if cell is not None and cell.rows > 1:
            held = number + cell.rows
        if cell is None:
            if number >= held:
                yield number
        elif not (
            cell.text and cell.is_single and above and above.is_single and above.text == cell.text
        ):
            yield number
