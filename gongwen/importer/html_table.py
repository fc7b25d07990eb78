"""Tables of web pages: which hold data, and their rows."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html
from msgspec import Struct

from .. import patterns as re

MOST_ROWS = 1000
TABLE_TITLE = "表题"
"""The style of a page's caption of a table, as a Word file of ours names it."""
_LONGEST_CELL = 300
"""Characters beside an inner table up to which a cell is one of data."""


class Rows(Struct, frozen=True):
    """The cells of a table row by row; `heads` = how many rows the page says are its head, None =
    it says nothing.
    """

    rows: list[list[html.HtmlElement]]
    heads: int | None = None


def data_rows(table: html.HtmlElement) -> Rows | None:
    """The cells of a table; None for one that only lays out the page: a single cell to each row, a
    single row without lines, or a table within that is most of it.
    """
    parts = [(part, list(_own_cells(row))) for part, row in _own_rows(table)]
    parts.sort(key=lambda each: each[0] == "tfoot")  # it stands last wherever it is written
    rows = [cells for _, cells in parts]
    if max(map(len, rows), default=0) < 2 or (len(rows) < 2 and not _is_ruled(table)):
        return None
    if table.find(".//table") is not None and not _holds_data(rows):
        return None
    heads = 0
    for part, cells in parts:
        if part != "thead" and not (cells and all(cell.tag == "th" for cell in cells)):
            break
        heads += 1
    return Rows(rows, heads or None)


def is_side_column(cell: html.HtmlElement) -> bool:
    """Whether a cell beside the one that holds the text of a page has none itself: short, without a
    stop, where the other has stops and is far longer. Cells of data are not asked.
    """
    text = "".join(cell.itertext())
    row = cell.getparent()
    if row is None or not text.strip() or len("".join(text.split())) > _LONGEST_CELL:
        return False
    if re.search(_STOPS, text):
        return False
    others = ("".join(each.itertext()) for each in _own_cells(row) if each is not cell)
    return any(
        len(re.findall(_STOPS, other)) >= _FEWEST_STOPS and len(other) > _LONGER * len(text)
        for other in others
    )


_STOPS, _FEWEST_STOPS, _LONGER = "[。；：，]", 4, 4


def is_frame(table: html.HtmlElement) -> bool:
    """Whether a table with lines has no row of two cells: it is a frame around text."""
    rows = [list(_own_cells(row)) for _, row in _own_rows(table)]
    return bool(rows) and all(len(row) < 2 for row in rows) and _is_ruled(table)


def _own_rows(table: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    """The rows of a table, not of those within, each with the name of the part that it is in."""
    for row in table.iterdescendants("tr"):
        if next(row.iterancestors("table"), None) is table:
            parent = row.getparent()
            yield parent.tag if parent is not None else "", row


def _own_cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _is_ruled(table: html.HtmlElement) -> bool:
    """Whether a table says that it has lines."""
    border = table.get("border", "").removesuffix("px").strip()
    style = table.get("style", "")
    return border not in ("", "0") or bool(re.search(r"border:\s*(?!0|none)", style))


def _holds_data(rows: list[list[html.HtmlElement]]) -> bool:
    """Whether a table that holds another is one of data itself: it has rows of several cells that
    say something, none much.
    """
    said = [[len(_beside_tables(cell)) for cell in row] for row in rows]
    return all(length <= _LONGEST_CELL for row in said for length in row) and any(
        sum(length > 0 for length in row) > 1 for row in said
    )


def _beside_tables(cell: html.HtmlElement) -> str:
    """The text of a cell without that of tables in it."""
    whole = "".join("".join(cell.itertext()).split())
    for table in cell.iterdescendants("table"):
        whole = whole.replace("".join("".join(table.itertext()).split()), "", 1)
    return whole
