"""What a clause says in one of the two texts, its changed words marked: paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..composition import Table
from .alignment import Match
from .outline_places import Placed
from .table_changes import ComparedTables, TableSide, compared_tables, serials_count_on
from .words import Piece, pieces


class Words(Struct, frozen=True):
    """Words that stand in both texts, or (`changed`) that came or went."""

    text: str
    changed: bool = False


class Lines(Struct, frozen=True):
    """A paragraph; its words may hold line breaks."""

    words: tuple[Words, ...]


class CellGrid(Struct, frozen=True):
    """Rows of a table, the first `header_rows` of them its head: a cell is its words and how many
    columns it takes.
    """

    header_rows: int
    rows: tuple[tuple[tuple[tuple[Words, ...], int], ...], ...]

    @property
    def has_rows(self) -> bool:
        """Whether there is more than the head."""
        return len(self.rows) > self.header_rows


class ClauseSpot(Struct, frozen=True):
    """Where in its text a clause stands."""

    text: str


class Remark(Struct, frozen=True):
    """What the program says of a text."""

    text: str


Passage = Lines | CellGrid | ClauseSpot | Remark


def lines(found: Sequence[Piece]) -> tuple[Lines, Lines]:
    """A paragraph as it was and as it is."""
    return Lines(words_of(found, new=False)), Lines(words_of(found, new=True))


def words_of(found: Sequence[Piece], *, new: bool) -> tuple[Words, ...]:
    """One side of the pieces."""
    texts = ((piece.new if new else piece.old, piece.changed) for piece in found)
    return tuple(Words(text, changed) for text, changed in texts if text)


def changed_rows(was: Placed, now: Placed) -> tuple[CellGrid, CellGrid]:
    """Two tables by the rows that changed, whole, under their heads."""
    found = compared_tables(was, now)
    twins = {m.old: m.new for m in found.matches if m.old is not None and m.new is not None}
    changed = [match for match in found.matches if _is_changed(match, found)]
    olds = sorted({match.old for match in changed if match.old is not None})
    news = sorted({match.new for match in changed if match.new is not None})
    back = {new: old for old, new in twins.items()}
    return (
        _grid(found.old, olds, twins, found.new, new=False),
        _grid(found.new, news, back, found.old, new=True),
    )


def whole_table(placed: Placed) -> CellGrid:
    """A table that came or went."""
    assert isinstance(placed.block, Table)  # noqa: S101  asked of tables only
    found = compared_tables(placed, placed)
    rows = range(found.new.table.header_rows, len(found.new.texts))
    return _grid(found.new, rows, {}, found.old, new=True)


def _is_changed(match: Match, found: ComparedTables) -> bool:
    """Whether a row came, went or was moved, or one of its cells is another; a serial number that
    only follows from other rows is none.
    """
    if match.old is None or match.new is None or match.move:
        return True
    first, second = found.old, found.new
    if first.unit(match.old).text != second.unit(match.new).text:
        return True
    left = set(range(len(first.texts[match.old]))) - set(first.columns)
    right = set(range(len(second.texts[match.new]))) - set(second.columns)
    alone = [first.texts[match.old][a] for a in left] + [second.texts[match.new][b] for b in right]
    if any(alone):
        return True
    numbers = first.texts[match.old][0], second.texts[match.new][0]
    return first.serial and numbers[0] != numbers[1] and not serials_count_on(first, second)


def _grid(
    side: TableSide, rows: Sequence[int], twins: dict[int, int], other: TableSide, *, new: bool
) -> CellGrid:
    heads = side.table.header_rows
    shown = [*range(heads), *(row for row in rows if row >= heads)]
    cells = tuple(tuple(_cells(side, row, twins.get(row), other, new=new)) for row in shown)
    return CellGrid(heads, cells)


def _cells(
    side: TableSide, row: int, twin: int | None, other: TableSide, *, new: bool
) -> Iterator[tuple[tuple[Words, ...], int]]:
    """The cells of a row, each compared with that of its twin in the other table."""
    column = 0
    for cell in side.table.rows[row]:
        text, before = side.texts[row][column], ""
        if twin is not None and column in side.columns:
            before = other.texts[twin][other.columns[side.columns.index(column)]]
        found = pieces(before, text) if new else pieces(text, before)
        yield words_of(found, new=new), cell.columns
        column += cell.columns
