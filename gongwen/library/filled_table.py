"""A table that was given out to be filled in, found again in a workbook: in whatever sheet and row
its heads stand now, in whatever order, and by what people call them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..paper.joined_cells import said_again
from .workbook import UnreadableTableError, sheets_written_in, workbook_rows

_TOTAL = "[合总小共]计(?:[：:].*)?"


class FilledTable(Struct, frozen=True):
    """The sheet, its heads, in which column (from 0) each of ours stands, and the rows below with
    their numbers in the sheet; what a merged cell covers is said again in each of its rows.
    `faults` is what was not read.
    """

    sheet: int
    heads: tuple[str, ...]
    at: dict[str, int]
    rows: tuple[tuple[int, list[str]], ...]
    faults: tuple[str, ...] = ()

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """What a row says in our columns."""
        return {name: cell_at(row, column) for name, column in self.at.items()}

    def own(self) -> list[int]:
        """The columns with a head that are none of ours."""
        ours = set(self.at.values())
        return [at for at, head in enumerate(self.heads) if head and at not in ours]


def filled_table(
    content: bytes, what: str, columns: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> FilledTable | None:
    """The table called `what`, the first that people see; None where no sheet has the `needed`
    heads. `columns` are its heads, each with what people put in its place. Raises
    UnreadableTableError where the first sheet cannot be read.
    """
    first = workbook_rows(content)
    found: list[tuple[bool, str, FilledTable]] = []
    faults: list[str] = []
    for number, name, is_seen in sheets_written_in(content):
        try:
            rows = workbook_rows(content, number) if number else first
        except UnreadableTableError as error:
            faults.append(f"工作表“{name}”读不出来（{error}），没有读")
            continue
        if table := _in_sheet(said_again(rows), number, columns, needed):
            found.append((not is_seen, name, table))
    if not found:
        return None
    (_, name, table), *others = sorted(found, key=lambda each: each[0])
    faults += [
        f"工作表“{other}”也是{what}，没有读，读的是“{name}”；填在那里的，抄到“{name}”里"
        for _, other, _ in others
    ]
    return replace(table, faults=(*table.faults, *faults))


NOTES: Final = "批注"
"""The column in which the notes of cells go on, where the table is made anew."""


def noted(content: bytes, table: FilledTable) -> dict[int, str]:
    """What the column of that name says of rows, by their numbers, and below it the 批注 of their
    cells, each after the name of its column.
    """
    from openpyxl import load_workbook

    found: dict[int, dict[str, None]] = {}
    sheet: Any = load_workbook(BytesIO(content)).worksheets[table.sheet]
    kept = table.heads.index(NOTES) if NOTES in table.heads else len(table.heads)
    standing = {number: cell_at(row, kept) for number, row in table.rows}
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        if cell.comment is not None and cell.row in standing and cell.column <= len(table.heads):
            lines = found.setdefault(
                cell.row, dict.fromkeys(filter(None, standing[cell.row].split("\n")))
            )
            said = " ".join(cell.comment.text.split())
            lines[f"{table.heads[cell.column - 1]}：{said}"] = None
    return {
        number: "\n".join(found.get(number, [before]))
        for number, before in standing.items()
        if before or number in found
    }


def _in_sheet(
    sheet: Sequence[list[str]],
    number: int,
    columns: Mapping[str, Sequence[str]],
    needed: Sequence[str],
) -> FilledTable | None:
    for start, row in enumerate(sheet):
        heads = tuple("".join(head.split()) for head in row)
        places = {name: _places((name, *others), heads) for name, others in columns.items()}
        if not all(places[name] for name in needed):
            continue
        at = {name: found[0] for name, found in places.items() if found}
        faults = [
            f"表头有{len(found)}个“{name}”，只读了左边第{found[0] + 1}列"
            for name, found in places.items()
            if len(found) > 1
        ]
        below: list[tuple[int, list[str]]] = []
        for line, cells in enumerate(sheet[start + 1 :], start + 2):
            if not any(cell.strip() for cell in cells) or _is_heads(cells, heads):
                continue
            if _is_total(cells, [at[name] for name in needed]):
                faults.append(f"第{line}行是合计，不是一项，没有读")
                continue
            below.append((line, cells))
        named = tuple(head.strip() for head in row)
        return FilledTable(number, named, at, tuple(below), tuple(faults))
    return None


def _is_heads(cells: Sequence[str], heads: Sequence[str]) -> bool:
    """The heads once more, as they stand on each page of a printed sheet."""
    return all("".join(cell.split()) == head for cell, head in zip(cells, heads, strict=False))


def _is_total(cells: Sequence[str], needed: Sequence[int]) -> bool:
    """A row of sums: it says so first, and no more in the columns that an entry needs."""
    first = next(cell for cell in cells if cell.strip())
    written = [at for at in needed if cell_at(cells, at)]
    return len(written) <= 1 and bool(re.fullmatch(_TOTAL, "".join(first.split())))


def _places(wanted: Sequence[str], heads: Sequence[str]) -> list[int]:
    """Where a column stands, by its head (the first of `wanted`), by that with a remark in
    brackets, or else by what it is also called; more than one place where that is not one.
    """
    exact = [at for at, head in enumerate(heads) if head == wanted[0]]
    bare = [re.split("[（(]", head)[0] for head in heads]
    close = ([at for at, head in enumerate(bare) if head == each] for each in wanted)
    return exact or next((places for places in close if places), [])


def cell_at(row: Sequence[str], at: int) -> str:
    """A cell without blanks around it; "" where the row is shorter."""
    return row[at].strip() if at < len(row) else ""
