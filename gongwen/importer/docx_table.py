"""The rows of a Word table: cells with what each covers, as its merges say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile

from lxml import etree
from msgspec import Struct

from ..word.foreign_styles import is_on, value
from ..word.shown import flat
from ..word.wordml import W
from .imprint import is_imprint_line
from .table_grid import Spanned
from .table_widths import own_widths, word_widths
from .wording import is_unit

_WIDEST = 100
ReadCell = Callable[[etree._Element, str], tuple[str, str]]
"""Reads a cell, called with it and where it is (第2行第3列): its text, and how it stands."""


class _Open(Struct):
    """A cell that those below may lengthen."""

    text: str
    columns: int
    rows: int
    alignment: str


def rows_of(table: etree._Element, read: ReadCell) -> list[list[Spanned]]:
    """The cells row by row; one that continues a merge lengthens the one that it continues. Rows
    that were deleted with their change tracked are not there.
    """
    rows: list[list[_Open]] = []
    above: dict[int, _Open] = {}
    for number, row in enumerate(_rows(table), 1):
        cells: list[_Open] = []
        column = 0
        for node, width in _fields(row):
            place = f"第{number}行第{column + 1}列"
            if node is not None and cells and _merge(node, "hMerge") == "continue":
                cells[-1].columns += width
                _hidden(node, place, read, cells[-1])
            elif node is not None and column in above and _merge(node, "vMerge") == "continue":
                above[column].rows += 1
                _hidden(node, place, read, above[column])
                column += width
                continue
            else:
                text, alignment = read(node, place) if node is not None else ("", "")
                cells.append(_Open(text, width, 1, alignment))
                for each in range(column, column + width):
                    above.pop(each, None)
                if node is not None and _merge(node, "vMerge"):
                    above[column] = cells[-1]
            column += width
        rows.append(cells)
    return [
        [Spanned(each.text, each.columns, each.rows, each.alignment) for each in row]
        for row in rows
    ]


def widths_of(table: etree._Element) -> tuple[float, ...]:
    """The widths of the columns in proportion, as the cells say, else the grid; none if neither."""
    return own_widths(_fields(row) for row in _rows(table)) or word_widths(table)


def is_imprint(table: etree._Element) -> bool:
    """Whether every line in a table is one of the 版记, which people rule as a table."""
    lines = [
        "".join(node.text or "" if node.tag == f"{W}t" else "\t" for node in each).strip()
        for paragraph in table.iter(f"{W}p")
        if (each := list(paragraph.iter(f"{W}t", f"{W}tab")))
    ]
    lines = [line for line in lines if line]
    return any(map(is_imprint_line, lines)) and all(
        is_imprint_line(line) or is_unit(line) for line in lines
    )


def deleted_from_tables(root: etree._Element) -> Iterator[etree._Element]:
    """The rows and cells below `root` that were deleted, the change tracked."""
    yield from filter(_is_deleted, root.iter(f"{W}tr", f"{W}tc"))


def _is_deleted(node: etree._Element) -> bool:
    return any(node.find(f"{W}{path}") is not None for path in (f"trPr/{W}del", f"tcPr/{W}cellDel"))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in flat(table, {f"{W}tr"}):
        if not _is_deleted(row):
            yield row


def _fields(row: etree._Element) -> Iterator[tuple[etree._Element | None, int]]:
    """The cells of a row with how many columns each takes; None = room where no cell is."""
    properties = row.find(f"{W}trPr")
    if before := _count(value(properties, "gridBefore"), 0):
        yield None, before
    for cell in flat(row, {f"{W}tc"}):
        if not _is_deleted(cell):
            yield cell, max(_count(value(cell, "tcPr/gridSpan"), 1), 1)
    if after := _count(value(properties, "gridAfter"), 0):
        yield None, after


def _count(text: str | None, usual: int) -> int:
    return min(int(text), _WIDEST) if text and text.isdecimal() else usual


def _merge(cell: etree._Element, name: str) -> str:
    """restart, continue or "": a merge without a word continues (17.4.84)."""
    node = cell.find(f"{W}tcPr/{W}{name}")
    return (node.get(f"{W}val") or "continue") if node is not None else ""


def _hidden(node: etree._Element, place: str, read: ReadCell, into: _Open) -> None:
    """What stands in a cell that is covered, which programs do not show: it goes with the one that
    covers it.
    """
    text, _ = read(node, place)
    if text and text != into.text:
        into.text = f"{into.text}\n{text}" if into.text else text


def heads_of(table: etree._Element) -> int:
    """How many of the first rows are marked as the head."""
    rows = flat(table, {f"{W}tr"})
    return len(list(takewhile(lambda row: is_on(row.find(f"{W}trPr"), "tblHeader"), rows)))


def is_single(table: etree._Element, *, ours: bool) -> bool:
    """Whether no row has two cells; `ours` = one that covers two columns counts as two."""
    return all(
        sum(width if ours else cell is not None for cell, width in _fields(row)) < 2
        for row in _rows(table)
    )


def lays_out(table: etree._Element) -> bool:
    """Whether a table that holds tables only places them: none of its rows has two cells that say
    something.
    """
    if next(table.iterdescendants(f"{W}tbl"), None) is None:
        return False
    return all(sum(map(_says, flat(row, {f"{W}tc"}))) < 2 for row in _rows(table))


def _says(cell: etree._Element) -> bool:
    return any((text.text or "").strip() for text in cell.iter(f"{W}t"))


def is_ruled(table: etree._Element) -> bool:
    """Whether a table says itself that it has lines."""
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    return borders is not None and any(
        each.get(f"{W}val") not in (None, "none", "nil") for each in borders
    )
