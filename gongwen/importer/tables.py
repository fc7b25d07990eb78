"""表: a grid of cells to columns, rows, merged columns and cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import ge

from msgspec import Struct

from ..document.table_layout import Layout, PlacedCell, join_equal
from ..paper.joined_cells import ABOVE, JOINED, LEFT
from ..typeset.table_cells import POINT, is_centred, is_number
from .pieces import Rows, SourceCell, SourceTable
from .table_head import depth_of_head
from .table_widths import shares
from .tree import Tree
from .wording import unspaced


class TableParts(Struct, frozen=True):
    """A table as it is told: its columns (none = it has no head), and the rows below."""

    columns: tuple[Tree, ...]
    rows: tuple[tuple[SourceCell, ...], ...]


def parts_of(found: SourceTable) -> TableParts:
    """The head, as the file says or as it looks, and the rows below it. A table of one row, and one
    whose first rows cannot be a head, has none.
    """
    depth = depth_of_head(found.rows) if found.heads is None else found.heads
    head, below = found.rows[:depth], found.rows[depth:]
    columns = tuple(_columns(head, 0, len(head[0]), 0)) if head and below else ()
    if not columns or any(cell.merged == "above" for cell in below[0]):
        return TableParts((), found.rows)
    return TableParts(columns, below)


def table_block(found: SourceTable) -> Tree:
    """The block 表."""
    parts = parts_of(found)
    width = len(found.rows[0])
    names = _names(parts.columns)
    joined = _joined(parts.rows, names, loosely=found.is_ours)
    alignments = [
        _alignment([row[place] for row in parts.rows], headless=not names) for place in range(width)
    ]
    grid: dict[str, Tree] = {}
    if names:
        grid["列"] = list(_aligned(parts.columns, iter(alignments)))
    else:
        grid["表头"] = "无"
    if merged := [name for name, joins in zip(names, joined, strict=True) if joins]:
        grid["合并"] = list[Tree](merged)
    if wide := shares(found.widths, _longest_short(found.rows)):
        grid["宽"] = list[Tree](wide)
    grid["行"] = [
        [
            _value(
                cell, joins=bool(names) and joined[place], column=alignments[place] if names else ""
            )
            for place, cell in enumerate(row)
        ]
        for row in parts.rows
    ]
    return {"表": grid}


def _longest_short(rows: Rows) -> list[int]:
    """The characters of the longest short line of each column, which should not be broken."""
    longest = [0] * len(rows[0])
    for row in rows:
        for place, cell in enumerate(row):
            wide = place + 1 < len(row) and row[place + 1].merged == "left"
            if cell.merged or wide:
                continue
            short = [len(line) for line in cell.text.split("\n") if len(line) <= _SHORT_LINE]
            longest[place] = max([longest[place], *short])
    return longest


_SHORT_LINE = 8


def _columns(rows: Rows, first: int, end: int, level: int) -> Iterator[Tree]:
    """The columns from `first` to `end`, those beneath a head that reaches over them within it."""
    place = first
    while place < end:
        stop = place + 1
        while stop < end and rows[level][stop].merged == "left":
            stop += 1
        below = level + 1
        while below < len(rows) and rows[below][place].merged == "above":
            below += 1
        head = _head(rows[level][place].text)
        if below < len(rows):
            yield {"头": head, "下": list(_columns(rows, place, stop, below))}
        else:
            yield from [head, *[""] * (stop - place - 1)]
        place = stop


def _names(columns: Sequence[Tree]) -> list[str]:
    """The names of the grid columns."""
    names: list[str] = []
    for column in columns:
        below = column["下"] if isinstance(column, dict) else None
        names += _names(below) if isinstance(below, list) else [str(column)]
    return names


def _aligned(columns: Sequence[Tree], alignments: Iterator[str]) -> Iterator[Tree]:
    """The columns with how their cells stand, where that is not as they would."""
    for column in columns:
        if isinstance(column, dict) and isinstance(column["下"], list):
            yield {"头": column["头"], "下": list(_aligned(column["下"], alignments))}
        elif alignment := next(alignments):
            yield {"头": column, "对齐": alignment}
        else:
            yield column


def _joined(rows: Rows, names: Sequence[str], *, loosely: bool) -> list[bool]:
    """The columns whose merged cells 合并 gives again. `loosely` = where
    another with the same text follows it is one with it: the program begins it anew on each page.
    """
    joins = [
        bool(name) and names.count(name) == 1 and any(row[place].merged == "above" for row in rows)
        for place, name in enumerate(names)
    ]
    plain = tuple(tuple(_placed(row)) for row in rows)
    while True:
        again = join_equal(plain, joins)
        wrong = [
            place
            for place, join in enumerate(joins)
            if join and not _same(rows, again, place, loosely=loosely)
        ]
        if not wrong:
            return joins
        joins = [join and place not in wrong for place, join in enumerate(joins)]


def _placed(row: Sequence[SourceCell]) -> Iterator[PlacedCell | None]:
    """A row as it would be without what is joined downwards."""
    for place, cell in enumerate(row):
        if cell.merged == "left":
            yield None
            continue
        end = place + 1
        while end < len(row) and row[end].merged == "left":
            end += 1
        yield PlacedCell(cell.text, end - place)


def _same(rows: Rows, again: Layout, place: int, *, loosely: bool) -> bool:
    """Whether a column's cells are covered from above where they were; `loosely` = or more."""
    were = [row[place].merged == "above" for row in rows]
    are = [
        joined[place] is None and row[place].merged != "left"
        for row, joined in zip(rows, again, strict=True)
    ]
    return all(map(ge, are, were)) if loosely else are == were


def _alignment(cells: Sequence[SourceCell], *, headless: bool) -> str:
    """How the cells of a column stand, where all do alike and not as they would; "" else."""
    single = [cell for cell in cells if not cell.merged and cell.text and cell.alignment]
    found = {cell.alignment for cell in single}
    if headless or not found:
        return ""
    if POINT in found:
        return POINT
    if len(found) == 1:
        (alignment,) = found
        usual = "中" if is_centred([cell.text for cell in single]) else "左"
        return alignment if alignment in ("左", "中", "右") and alignment != usual else ""
    return ""


def _value(cell: SourceCell, *, joins: bool, column: str) -> Tree:
    if cell.merged == "left":
        return LEFT
    if cell.merged == "above":
        return cell.text if joins else ABOVE
    alone = cell.alignment
    if alone == column or (column == POINT and alone == "中" and not is_number(cell.text)):
        alone = ""
    if alone in ("左上", "右下") or (alone == "右" and cell.text):
        return {"文": _lines(cell.text), "对齐": alone}
    return {"文": cell.text} if cell.text in JOINED else cell.text


def _lines(text: str) -> Tree:
    lines = text.split("\n")
    return list[Tree](lines) if len(lines) > 1 else text


def _head(text: str) -> str:
    """A column's name in one line."""
    return unspaced("".join(text.split("\n")))
