"""What changed in a table: columns, rows, cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from msgspec import Struct

from ..composition import Table
from .alignment import ComparedBlock, Match, align
from .change import Change, ChangeForm
from .number_changes import ONLY_NUMBERS
from .outline_places import Placed, row_texts
from .words import Piece, pieces

_SERIAL: Final = ("序号", "编号", "序")
_BETWEEN: Final = " ｜ "
_SAME_COLUMN: Final = 0.5


class TableSide(Struct, frozen=True):
    """A table as compared: `columns` are those that both have, `texts` all of its rows."""

    placed: Placed
    table: Table
    texts: list[list[str]]
    columns: list[int]
    serial: bool

    def row(self, index: int) -> str:
        heads = self.table.header_rows
        if index >= heads:
            return f"第{index - heads + 1}行"
        return f"表头第{index + 1}行" if heads > 1 else "表头"

    def head(self, column: int) -> str:
        """What a column is called; its number where another is called the same, or it is not."""
        heads = self.table.header_rows
        names = self.texts[heads - 1] if heads else []
        if heads and names[column] and Counter(names)[names[column]] == 1:
            return f"“{names[column]}”栏"
        return f"第{column + 1}栏"

    def cell(self, index: int, column: int) -> str:
        """Where a cell stands."""
        head = self.head(column) if index >= self.table.header_rows else f"第{column + 1}栏"
        return f"{self.placed.place}{self.row(index)}{head}"

    def is_merged(self, index: int, column: int) -> bool:
        """Whether the cell in a column of the grid is one with those above or below."""
        cells = [cell for cell in self.table.rows[index] for _ in range(cell.columns)]
        return cells[column].rows is not None

    def unit(self, index: int) -> ComparedBlock:
        texts = [self.texts[index][column] for column in self.columns]
        number = (
            texts[0] if self.serial and self.columns[:1] == [0] and texts[0].isdecimal() else ""
        )
        return ComparedBlock("行", number, "\t".join(texts[1:] if number else texts))

    def shown(self, index: int) -> str:
        return shown_row(self.texts[index])


def shown_row(texts: Sequence[str]) -> str:
    """The cells of a row (or a column) on one line."""
    return _BETWEEN.join(text.replace("\n", "／") for text in texts if text)


def shown_table(table: Table) -> str:
    """A row a line."""
    return "\n".join(map(shown_row, row_texts(table)))


class ComparedTables(Struct, frozen=True):
    """The old and the new table, and which row of the one is which of the other."""

    old: TableSide
    new: TableSide
    matches: list[Match]


def compared_tables(was: Placed, now: Placed) -> ComparedTables:
    """Two tables row by row, by the columns that both have."""
    assert isinstance(was.block, Table) and isinstance(now.block, Table)  # noqa: S101  both are
    texts = row_texts(was.block), row_texts(now.block)
    columns = _columns((was.block, texts[0]), (now.block, texts[1]))
    serial = any(map(_is_serial, (was.block, now.block), texts)) and (0, 0) in columns
    first = TableSide(was, was.block, texts[0], [a for a, _ in columns], serial)
    second = TableSide(now, now.block, texts[1], [b for _, b in columns], serial)
    matches = align(
        [first.unit(index) for index in range(len(texts[0]))],
        [second.unit(index) for index in range(len(texts[1]))],
    )
    return ComparedTables(first, second, matches)


def table_changes(was: Placed, now: Placed) -> Iterator[Change]:
    """Changes of columns, rows and cells; a row is told by its number among those below the
    head. A column that came or went is one change.
    """
    found = compared_tables(was, now)
    first, second, matches = found.old, found.new, found.matches
    yield from _of_columns(matches, first, second)
    yield from _of_rows(matches, first, second)
    if first.serial:
        yield from _of_serials(matches, first, second)


def _change(
    kind: ChangeForm, places: tuple[str, str], texts: tuple[Piece, ...], note: str, side: TableSide
) -> Change:
    return Change(kind, places[1], texts, note, "", places[0], side.placed.derived)


# ---- columns -------------------------------------------------------------------------------


def _columns(
    old: tuple[Table, list[list[str]]], new: tuple[Table, list[list[str]]]
) -> list[tuple[int, int]]:
    """Which column of the old table is which of the new, in the order of the new one: by what
    they are called, then by where they stand and what they hold.
    """
    first, second = (_heads(*side) for side in (old, new))
    pairs: list[tuple[int, int]] = []
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
        elif tag == "replace":
            pairs += _replaced(range(i1, i2), range(j1, j2), old[1], new[1])
    left = [a for a in range(len(first)) if a not in {pair[0] for pair in pairs}]
    for b in range(len(second)):
        moved = next((a for a in left if first[a] == second[b] and any(first[a])), None)
        if moved is not None and b not in {pair[1] for pair in pairs}:
            pairs.append((moved, b))
            left.remove(moved)
    return sorted(pairs, key=lambda pair: pair[1])


def _heads(table: Table, texts: list[list[str]]) -> list[tuple[str, ...]]:
    """What each column is called; all that it holds where no column is."""
    rows = texts[: table.header_rows] or texts
    return list(zip(*rows, strict=True))


def _replaced(
    left: range, right: range, old: list[list[str]], new: list[list[str]]
) -> Iterator[tuple[int, int]]:
    """Columns that are called something else: where they are as many, one for one."""
    if len(left) == len(right):
        yield from zip(left, right, strict=True)
        return
    free = list(left)
    for b in right:
        held = Counter(row[b] for row in new)
        for a in free:
            shared = (held & Counter(row[a] for row in old)).total()
            if shared >= _SAME_COLUMN * max(len(old), len(new)):
                yield a, b
                del free[: free.index(a) + 1]
                break


def _of_columns(matches: Sequence[Match], first: TableSide, second: TableSide) -> Iterator[Change]:
    rows = [m for m in matches if m.old is not None and m.new is not None]
    olds = sorted(m.old for m in rows if m.old is not None)
    news = sorted(m.new for m in rows if m.new is not None)
    for column in sorted(set(range(len(first.texts[0]))) - set(first.columns)):
        text = shown_row([first.texts[index][column] for index in olds])
        place = f"{first.placed.place}{first.head(column)}"
        if text:
            yield _change("删去", (place, place), (Piece(text, ""),), "删去一栏", first)
    for column in sorted(set(range(len(second.texts[0]))) - set(second.columns)):
        text = shown_row([second.texts[index][column] for index in news])
        place = f"{second.placed.place}{second.head(column)}"
        if text:
            yield _change("增加", ("", place), (Piece("", text),), "增加一栏", second)
    pairs = list(zip(first.columns, second.columns, strict=True))
    for (a, _), (c, d) in pairwise(pairs):
        if c < a:
            note = f"从第{c + 1}栏移到第{d + 1}栏"
            places = (
                f"{first.placed.place}{first.head(c)}",
                f"{second.placed.place}{second.head(d)}",
            )
            head = second.texts[0][d]
            yield _change("移动", places, (Piece(head, head),), note, second)


# ---- rows and cells --------------------------------------------------------------------------


def _of_rows(matches: Sequence[Match], first: TableSide, second: TableSide) -> Iterator[Change]:
    said: dict[int, tuple[str, str]] = {}
    sizes: Counter[int] = Counter(m.move for m in matches if m.new is not None)
    begun: set[int] = set()
    for match in matches:
        if match.new is None and match.old is not None:
            if not match.move:
                place = f"{first.placed.place}{first.row(match.old)}"
                text = first.shown(match.old)
                yield _change("删去", (place, place), (Piece(text, ""),), "", first)
            continue
        assert match.new is not None  # noqa: S101  a match has one of the two
        place = f"{second.placed.place}{second.row(match.new)}"
        if match.old is None:
            pieces_of = (Piece("", second.shown(match.new)),)
            yield _change("增加", ("", place), pieces_of, "", second)
            continue
        changed = dict(_cells(match, first, second))
        if match.move and match.move not in begun:
            begun.add(match.move)
            yield _moved(match, sizes[match.move], first, second, edited=bool(changed))
            if changed:
                continue
        for at, texts in changed.items():
            column, old_column = second.columns[at], first.columns[at]
            if second.is_merged(match.new, column) and said.get(column) == texts:
                continue
            places = first.cell(match.old, old_column), second.cell(match.new, column)
            yield _change("修改", places, tuple(pieces(*texts)), "", second)
        said = {second.columns[at]: texts for at, texts in changed.items()}


def _moved(match: Match, size: int, first: TableSide, second: TableSide, *, edited: bool) -> Change:
    was, now = match.old or 0, match.new or 0
    rest = f"，连同下面的{size - 1}行" if size > 1 else ""
    note = f"从{first.row(was)}移到{second.row(now)}{rest}{'，并有修改' if edited else ''}"
    places = (
        f"{first.placed.place}{first.row(was)}",
        f"{second.placed.place}{second.row(now)}",
    )
    texts = tuple(pieces(first.shown(was), second.shown(now)))
    return _change("移动并修改" if edited else "移动", places, texts, note, second)


def _cells(
    match: Match, first: TableSide, second: TableSide
) -> Iterator[tuple[int, tuple[str, str]]]:
    """The cells that changed, by their place among the common columns; not a serial number."""
    for at, (a, b) in enumerate(zip(first.columns, second.columns, strict=True)):
        texts = first.texts[match.old or 0][a], second.texts[match.new or 0][b]
        numbers = second.serial and (a, b) == (0, 0) and all(text.isdecimal() for text in texts)
        if texts[0] != texts[1] and not numbers:
            yield at, texts


# ---- serial numbers --------------------------------------------------------------------------


def _is_serial(table: Table, texts: list[list[str]]) -> bool:
    """Whether the first column only counts the rows."""
    if not texts or len(texts[0]) < 2:
        return False
    if table.header_rows and texts[table.header_rows - 1][0] in _SERIAL:
        return True
    numbers = _serials(table, texts)
    return bool(numbers) and numbers == list(range(1, len(numbers) + 1))


def _serials(table: Table, texts: list[list[str]]) -> list[int]:
    """The numbers in the first column, one for cells that are merged; [] where others stand."""
    column = [row[0] for row in texts[table.header_rows :] if row[0]]
    if not all(text.isdecimal() for text in column):
        return []
    return [int(text) for at, text in enumerate(column) if not at or column[at - 1] != text]


def serials_count_on(first: TableSide, second: TableSide) -> bool:
    """Whether the serial numbers of both tables only count the rows, from the same number on."""
    counts = [_serials(side.table, side.texts) for side in (first, second)]
    return counts[0][:1] == counts[1][:1] and all(map(_counts_on, counts))


def _of_serials(matches: Sequence[Match], first: TableSide, second: TableSide) -> Iterator[Change]:
    """Serial numbers that changed though they do not just count on."""
    if serials_count_on(first, second):
        return
    pairs = []
    for match in matches:
        if match.old is not None and match.new is not None:
            texts = first.texts[match.old][0], second.texts[match.new][0]
            if texts[0] != texts[1] and all(text.isdecimal() for text in texts):
                pairs.append((match.old, match.new, texts))
    if pairs:
        was, now, texts = pairs[0]
        count = f"，共{len(pairs)}处" if len(pairs) > 1 else ""
        places = first.cell(was, 0), second.cell(now, 0)
        yield _change("修改", places, (Piece(*texts),), ONLY_NUMBERS + count, second)


def _counts_on(numbers: Sequence[int]) -> bool:
    return bool(numbers) and all(b == a + 1 for a, b in pairwise(numbers))
