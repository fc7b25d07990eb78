"""Lines that were a table before they were pasted: what parted their cells, and the cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from .. import patterns as re

_FRAME: Final = frozenset(map(chr, range(0x2500, 0x2580)))
_TAGS: Final = r"(?i)</?(?:table|thead|tbody|tr|td|th)\b[^<>]*>"
_PROSE: Final = r"[。；！？：]|，.*，|（[一二三四五六七八九十]+）|^[一二三四五六七八九十]+、"
_LONGEST_CELL: Final = 24
_PARTED: Final = (
    ("竖线", "|｜", r"[|｜]", 2),
    ("半角逗号", ",", ",", 3),
    ("半角分号", ";", ";", 3),
    ("空格", " \u3000\u00a0", r"(?: {2,}|[ \u00a0]*\u3000[ \u3000\u00a0]*|\u00a0+)", 3),
    ("空格", " ", " ", 4),
)
"""What parts the cells of a line that has no tabs: its signs, the pattern of them; and the fewest
cells that are no accident.
"""
_SIGNS: Final = frozenset("".join(signs for _, signs, _, _ in _PARTED))


class PastedRow(Struct, frozen=True):
    """A line's cells; `parted` says in Chinese what stood between them."""

    parted: str
    cells: tuple[str, ...]


def pasted_row(line: str) -> PastedRow | None:
    """What a line was in a table; None where it is no row by itself. Whether a few such lines are a
    table is for who sees them all (`are_rows`).
    """
    bare = line.strip(" \u3000\n")
    if "\t" in bare.strip():
        return PastedRow("制表符", _cells(line.strip(" \n").split("\t")))
    if not _FRAME.isdisjoint(bare):
        return PastedRow("框线", _cells(re.split("[│┃║|]", bare.strip("│┃║|"))))
    if "<" in bare and re.search(_TAGS, bare):
        return PastedRow("网页的记号", _cells(filter(str.strip, re.split(_TAGS, bare))))
    if _SIGNS.isdisjoint(bare) or re.search(_PROSE, bare):
        return None
    for parted, signs, between, fewest in _PARTED:
        if not any(map(bare.count, signs)):
            continue
        cells = _cells(re.split(between, bare))
        if len(cells) >= fewest and all(len(cell) <= _LONGEST_CELL for cell in cells):
            return PastedRow(parted, cells)
    return None


def are_rows(rows: Sequence[PastedRow]) -> bool:
    """Whether lines one below the other are a table. Blanks, commas and bars stand in texts, too:
    of such lines there are several alike, with a number below the first of them.
    """
    if rows[0].parted in ("制表符", "框线", "网页的记号"):
        return True
    alike = len({len(row.cells) for row in rows}) == 1
    numbers = any(re.search(r"\d", cell) for row in rows[1:] for cell in row.cells)
    return len(rows) > 1 and alike and numbers


def has_broken_cells(lines: Sequence[str]) -> bool:
    """Whether a cell of a sheet held several lines: it is quoted, and goes on in the next line."""
    import csv

    try:
        rows = list(csv.reader(lines, delimiter="\t", strict=True))
    except csv.Error:
        return any(line.count('"') % 2 for line in lines)
    return len(rows) < len(lines)


def _cells(cells: Sequence[str] | filter[str]) -> tuple[str, ...]:
    return tuple(cell.strip(" \u3000\u00a0") for cell in cells)
