"""The tables that the rules look words up in: a .csv file each, in this folder, the name of the
file is the table's. An office adds rows of its own in content/_核稿/, in files of the same names.

The first line of a table names its columns; the first column says what is looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct, field

FOLDER: Final = Path(__file__).parent
OFFICE_FOLDER: Final = "_核稿"
SUFFIXES: Final = (".csv", ".xlsx")

Row = dict[str, str]
Tables = dict[str, tuple[Row, ...]]


class Lists(Struct, frozen=True):
    """The tables by name, the rows of the office among the program's own."""

    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of a table; none where there is no such table."""
        return self.tables.get(name, ())

    def with_office(self, additions: Mapping[str, tuple[Row, ...]]) -> Lists:
        """These with the rows of an office: one that looks for the same takes the other's place."""
        tables = dict(self.tables)
        for name, rows in additions.items():
            if rows:
                key = next(iter(rows[0]))
                replaced = {row[key] for row in rows}
                kept = (row for row in tables.get(name, ()) if row[key] not in replaced)
                tables[name] = (*kept, *rows)
        return Lists(tables)


def files_of_office(content: Path, own: Lists) -> list[Path]:
    """Where the tables of an office may lie, whether they are there or not."""
    folder = content / OFFICE_FOLDER
    return [folder / f"{name}{suffix}" for name in own.tables for suffix in SUFFIXES]


def read_own_tables() -> Tables:
    """The program's own tables."""
    return {path.stem: _rows(path) for path in sorted(FOLDER.glob("*.csv"))}


def columns() -> dict[str, list[str]]:
    """The columns of each table."""
    return {path.stem: _lines(path)[0] for path in sorted(FOLDER.glob("*.csv"))}


def _rows(path: Path) -> tuple[Row, ...]:
    head, *lines = _lines(path)
    return tuple(dict(zip(head, line, strict=True)) for line in lines)


def _lines(path: Path) -> list[list[str]]:
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:  # as a spreadsheet writes it
        return [line for line in csv.reader(file) if line]
