"""表: a grid of cells to columns, rows and merged columns."""

from __future__ import annotations

from .pieces import SourceCell, SourceTable
from .tree import Tree
from .wording import unspaced


def table_block(found: SourceTable) -> Tree:
    """The block 表. A table of one row is its header and an empty row would be wrong: its only
    row stands as a row under columns numbered by the program.
    """
    columns, below = heads_and_rows(found)
    rows: list[Tree] = [[_value(cell) for cell in row] for row in below]
    heads = _names(columns)
    merged: list[Tree] = [
        name
        for place, name in enumerate(heads)
        if any(row[place].merged == "above" for row in below)
    ]
    grid: dict[str, Tree] = {"列": list(columns)}
    if merged:
        grid["合并"] = merged
    grid["行"] = rows
    return {"表": grid}


def _names(columns: list[Tree]) -> list[str]:
    """The names of the grid columns."""
    names: list[str] = []
    for column in columns:
        below = column["下"] if isinstance(column, dict) else [column]
        names += [str(name) for name in below] if isinstance(below, list) else []
    return names


def _value(cell: SourceCell) -> str:
    return "" if cell.merged == "left" else cell.text


def heads_and_rows(found: SourceTable) -> tuple[list[Tree], list[tuple[SourceCell, ...]]]:
    """The columns and the rows below them: a head over several columns has those of the second
    row beneath it.
    """
    first, *rest = found.rows
    if not rest:
        names: list[Tree] = [f"第{place}列" for place in range(1, len(first) + 1)]
        return names, [first]
    two_rows = len(rest) > 1 and _is_second_head(first, rest[0])
    columns: list[Tree] = []
    place = 0
    while place < len(first):
        end = place + 1
        while two_rows and end < len(first) and first[end].merged == "left":
            end += 1
        head = _head("" if first[place].merged else first[place].text, place)
        if end - place > 1:
            below: list[Tree] = [_head(rest[0][each].text, each) for each in range(place, end)]
            columns.append({"头": head, "下": below})
        else:
            columns.append(head)
        place = end
    return columns, rest[1:] if two_rows else rest


def _is_second_head(first: tuple[SourceCell, ...], second: tuple[SourceCell, ...]) -> bool:
    """Whether the second row belongs to the header: it parts what the first spans, and the rest of
    the first reaches down through it.
    """
    spans = [place for place, cell in enumerate(first) if cell.merged == "left"]
    parted = {*spans, *(place - 1 for place in spans)}
    return bool(spans) and all(
        (not cell.merged and bool(cell.text)) if place in parted else cell.merged == "above"
        for place, cell in enumerate(second)
    )


def _head(text: str, place: int) -> str:
    """A column's name in one line; one that has none is called by its place."""
    return unspaced("".join(text.split("\n"))) or f"第{place + 1}列"
