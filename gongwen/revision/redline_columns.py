"""A table with a column more or less, for paper: the columns of both side by side, so that only one
that came or went is marked. Word has a mark for such cells (17.13.5.1 cellDel, cellIns), which
others do not obey; see docs/adr/0038.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lxml import etree
from msgspec import Struct

from ..word.wordml import DOCUMENT, W, element, parse
from .alignment import ComparedBlock, align

_CELL, _ROW, _COLUMN = W + "tc", W + "tr", W + "gridCol"


class Columns(Struct, frozen=True):
    """The columns as they stand on paper: which of the old and which of the new table each is, None
    where that has none; and their `widths`, in twips.
    """

    pairs: Sequence[tuple[int | None, int | None]]
    widths: Sequence[int]

    def common(self, row: etree._Element, side: int) -> list[etree._Element]:
        """The cells of a row of the old (0) or new (1) table that the other has too."""
        cells = row.findall(_CELL)
        both = (each[side] for each in self.pairs if None not in each)
        return [cells[at] for at in both if at is not None]

    def spread(self, row: etree._Element, side: int) -> None:
        """Give a row of one table an empty cell for each column that only the other has."""
        cells = row.findall(_CELL)
        for cell in cells:
            row.remove(cell)
        row.extend(_empty() if (at := each[side]) is None else cells[at] for each in self.pairs)

    def set_widths(self, table: etree._Element) -> None:
        """The widths in the grid and in every cell."""
        grid = table.find(W + "tblGrid")
        if grid is not None:
            grid[:] = [element("gridCol", w=width) for width in self.widths]
        for row in table.iter(_ROW):
            for cell, width in zip(row.iterchildren(_CELL), self.widths, strict=True):
                own = cell.find(f"{W}tcPr/{W}tcW")
                if own is not None:
                    own.set(W + "w", str(width))


def has_other_columns(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> bool:
    """Whether a table of the one document may have more columns than it has in the other."""
    counts = (
        sorted(len(grid) for grid in parse(each[DOCUMENT]).iter(W + "tblGrid"))
        for each in (old, new)
    )
    first, second = counts
    return bool(first and second) and first != second


def united_columns(
    old: etree._Element, new: etree._Element, text: Callable[[etree._Element], str]
) -> Columns | None:
    """The columns of two tables; None where they have as many, or a cell reaches over several."""
    widths = _widths(old), _widths(new)
    tables = zip((old, new), widths, strict=True)
    if len(widths[0]) == len(widths[1]) or not all(_is_plain(*each) for each in tables):
        return None
    units = [
        [
            ComparedBlock("栏", "", "\n".join(text(row[at]) for row in rows))
            for at in range(len(side))
        ]
        for side, rows in zip(widths, (_cells(old), _cells(new)), strict=True)
    ]
    pairs = [  # one that moved as well stands in both places
        (None if match.move and match.new is not None else match.old, match.new)
        for match in align(*units)
    ]
    shares = [widths[1][b] if b is not None else widths[0][a or 0] for a, b in pairs]
    return Columns(pairs, [share * sum(widths[1]) // sum(shares) for share in shares])


def _widths(table: etree._Element) -> list[int]:
    return [int(each.get(W + "w", "0")) for each in table.findall(f"{W}tblGrid/{_COLUMN}")]


def _cells(table: etree._Element) -> list[list[etree._Element]]:
    return [row.findall(_CELL) for row in table.iterchildren(_ROW)]


def _is_plain(table: etree._Element, widths: Sequence[int]) -> bool:
    return all(len(row) == len(widths) for row in _cells(table))


def _empty() -> etree._Element:
    cell = element("tc")
    etree.SubElement(cell, W + "tcPr").append(element("tcW", w=0, type="dxa"))
    cell.append(element("p"))
    return cell
