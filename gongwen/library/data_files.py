"""Rows of a table from a data file: .csv or .xlsx."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from .. import patterns as re
from ..elements.bounds import MOST_ROWS
from ..paper.joined_cells import ABOVE, JOINED, LEFT
from ..problem import Level, Place
from ..source.edit.csv_text import delimiter_of, encoding_of_csv, records_of
from ..source.text_file import unfit_characters
from ..source.tree import Mapping, Sequence, Value
from .library import Library, RowsInFile
from .resolution import Resolution
from .workbook import (
    MOST_BYTES,
    UnreadableTableError,
    bounded,
    sheets_beside,
    workbook_rows,
)

SUFFIXES = (".csv", ".xlsx")
OTHER_SUFFIXES = (".xls", ".et", ".ods", ".tsv", ".doc", ".docx", ".wps")
"""What people put their tables in besides; these have to be saved anew."""
_MOST_ABOVE = 4
"""A head further down than this is none of a title's."""


def rows_in_file(name: str, table: Mapping, path: Path, resolution: Resolution) -> Value:
    """The 行 of a `table` in `path`: where it is the name of a data file, the rows in it, without
    first ones that only repeat the column heads, and filled up where the last columns are blank.
    """
    place = table.places["行"]
    stripped = name.strip().lower()
    if "\n" in name.strip() or not stripped.endswith((*SUFFIXES, *OTHER_SUFFIXES)):
        return name
    numbered: list[tuple[int, list[str]]] = []
    found: Path | None = None
    if not stripped.endswith(SUFFIXES):
        resolution.report(place, f"“{name}”不是能读的数据文件", "另存为 .xlsx 或 .csv")
    elif found := resolution.find(name, path, place, "数据文件"):
        try:
            numbered = _numbered_rows(found, resolution.library.edited.get(found))
        except UnreadableTableError as error:
            resolution.report(place, f"“{name}”读不出来：{error}")
        else:
            _tell_of_sheets(name, found, place, resolution)
    rows = [row for _, row in numbered]
    levels = _levels(table.get("列"))
    heads = _heads(levels)
    if depth := _depth_of_head(rows, levels):
        del rows[:depth], numbered[:depth]
    elif table.get("表头") is None:
        _tell_of_head(name, rows, levels, place, resolution)
    width = _width(rows, len(heads) or _count(table.get("宽")))
    lines = [Sequence([*row, *[""] * width][: max(width, 1)], place, []) for row in rows]
    for line in lines:
        line.places = [place] * len(line)
    made = Sequence(lines, place, [place] * len(lines))
    if found is not None and resolution.library.tables is not None:
        _note_cells(made, found, [number for number, _ in numbered], resolution.library)
    return made


def _note_cells(rows: Sequence, path: Path, numbers: list[int], library: Library) -> None:
    """Say of the rows where in a .csv their cells stand. One that two tables read otherwise is not
    edited, and neither is one of a workbook.
    """
    tables = library.tables
    if tables is None or path.suffix.lower() != ".csv":
        return
    content = library.edited.get(path) or path.read_bytes()
    text = content.decode(encoding_of_csv(content))
    records = records_of(text, delimiter_of(text))
    shown = library.shown(path)
    for at, (number, row) in enumerate(zip(numbers, rows, strict=True)):
        assert isinstance(row, Sequence)  # noqa: S101  made so above
        cells = records[number].cells
        end = cells[-1].column + cells[-1].end - cells[-1].start if cells else 1
        line = cells[0].line if cells else 1
        places = [Place(shown, each.line, each.column, each.line, each.column) for each in cells]
        places += [Place(shown, line, end + n, line, end + n) for n in range(1, len(row) + 1)]
        row.places = places[: len(row)]
        rows.places[at] = row.place = Place(shown, line, 1)
    before = tables.setdefault(path, RowsInFile(rows, tuple(numbers)))
    if before.numbers != tuple(numbers):
        tables[path] = RowsInFile(rows, ())


def _tell_of_sheets(name: str, found: Path, place: Place, resolution: Resolution) -> None:
    """Say so where a workbook has more than the sheet that is read."""
    if found.suffix.lower() == ".csv":
        return
    if beside := sheets_beside(found.read_bytes()):
        resolution.report(
            place,
            f"“{name}”里不止一张工作表，只用了第一张，没有用“{'”“'.join(beside)}”",
            "要用的不是第一张，就在 Excel 或 WPS 里把它移到最前面；几张都要用的，各存成一个文件",
            Level.NOTICE,
        )


def _count(widths: Value) -> int:
    return len(widths) if isinstance(widths, Sequence) else 0


def _width(rows: list[list[str]], wanted: int) -> int:
    """How many columns the rows have: as many as are wanted, but for text in others. Cells that
    reach further than the table are cut.
    """
    texts = (i + 1 for row in rows for i, cell in enumerate(row) if cell not in ("", *JOINED))
    return max(wanted, max(texts if wanted else map(len, rows), default=0))


def _tell_of_head(
    name: str, rows: list[list[str]], levels: list[list[str]], place: Place, resolution: Resolution
) -> None:
    """Say so where first rows may be a head that is not the table's, or its title."""
    heads = _heads(levels)
    if above := next((n for n in range(1, _MOST_ABOVE) if _depth_of_head(rows[n:], levels)), 0):
        resolution.report(
            place,
            f"“{name}”的表头上面还有{above}行（{_shown(rows[0])}……），不是表的内容",
            "题目写在“表题”，计量单位写在“单位”；文件里删掉表头上面的行",
        )
    elif rows and _is_other_head(rows[0], heads):
        resolution.report(
            place,
            f"“{name}”的第一行（{_shown(rows[0])}）像是表头，与“列”不一样",
            f"两处改成一样：{'｜'.join(heads)}；或删掉文件里的这一行",
        )
    elif rows and _may_be_head(rows, heads):
        resolution.report(
            place,
            f"“{name}”的第一行（{_shown(rows[0])}）像是表头，现在当作表里的一行",
            f"是表头，就改成与“列”一样：{'｜'.join(heads)}；或删掉文件里的这一行；是内容，不用改",
            Level.WARNING,
        )


def _shown(row: list[str]) -> str:
    return "｜".join(cell for cell in row if cell not in JOINED)


def _is_other_head(row: list[str], heads: list[str]) -> bool:
    """Whether a row is made of column heads, in another order or not all of them."""
    cells = [cell for cell in row if cell]
    return 2 * sum(cell in heads for cell in cells) >= max(len(cells), 2)


_NUMBER = r"[-+]?[0-9][0-9,.]*[%％]?|[0-9]{4}[-./年][0-9-./年月日]+"


def _may_be_head(rows: list[list[str]], heads: list[str]) -> bool:
    """Whether the first row names a column, or has words alone where below there are but figures;
    a column of figures needs two of them.
    """
    first, *others = rows
    if any(re.fullmatch(_NUMBER, cell) for cell in first) or not all(first):
        return False
    below = [[row[column] for row in others if row[column]] for column in range(len(first))]
    return any(cell in heads for cell in first) or any(
        len(cells) > 1 and all(re.fullmatch(_NUMBER, cell) for cell in cells) for cells in below
    )


def _levels(columns: Value) -> list[list[str]]:
    """The head rows, as far as they can be made out: a head with others beneath it reaches over
    them, one without down to the last row.
    """
    levels: list[list[str]] = [[]]

    def add(column: Value, level: int) -> None:
        while level >= len(levels):
            levels.append([ABOVE if cell else cell for cell in levels[-1]])
        below = column.get("下") if isinstance(column, Mapping) else None
        head = str(column.get("头") if isinstance(column, Mapping) else column).strip()
        start = len(levels[0])
        if isinstance(below, Sequence) and below:
            for child in below:
                add(child, level + 1)
            levels[level][start:] = [head, *[LEFT] * (len(levels[0]) - start - 1)]
            return
        for number, row in enumerate(levels):
            row.append(head if number == level else ABOVE if number > level else LEFT)

    for column in columns if isinstance(columns, Sequence) else ():
        add(column, 0)
    return levels


def _heads(levels: list[list[str]]) -> list[str]:
    """The names of the grid columns."""
    return [
        next(cell for row in reversed(levels) if (cell := row[column]) != ABOVE)
        for column in range(len(levels[0]))
    ]


def _depth_of_head(rows: list[list[str]], levels: list[list[str]]) -> int:
    """How many of the first rows repeat the column heads: as many as there are levels, or one with
    the names of the grid columns; 0 where they do not.
    """
    heads = _heads(levels)
    first = rows[: len(levels)]
    if not any(heads) or not first:
        return 0
    if len(first) == len(levels) > 1 and all(map(_repeats, first, levels)):
        return len(levels)
    return int([cell for cell in first[0] if cell not in ("", *JOINED)] == [h for h in heads if h])


def _repeats(row: list[str], level: list[str]) -> bool:
    """Whether a row says what a row of the head does; what is covered there may be blank."""
    cells = [*row, *[""] * (len(level) - len(row))]
    return any(head not in JOINED for head in level) and all(
        cell == head or (head in JOINED and cell in ("", *JOINED))
        for cell, head in zip(cells, [*level, *[LEFT] * len(cells)], strict=False)
    )


def read_rows(path: Path) -> list[list[str]]:
    """The rows as text, blank ones left out, blank columns at the right cut off; all rows have
    the same number of cells. What a merged cell covers is marked as joined.

    Raises UnreadableTableError where the file is not what its suffix says, or too large.
    """
    return [row for _, row in _numbered_rows(path, None)]


def _numbered_rows(path: Path, content: bytes | None) -> list[tuple[int, list[str]]]:
    """The same, each with the number, from 0, that its row has in the file; `content` is what the
    file holds, None = as it is on disk.
    """
    rows = rows_as_they_stand(path, content)
    used = max((i + 1 for row in rows for i, cell in enumerate(row) if cell), default=0)
    numbered = list(_said([row[:used] + [""] * (used - len(row)) for row in rows]))
    if len(numbered) > MOST_ROWS:
        raise UnreadableTableError(f"超过{MOST_ROWS}行")
    return numbered


def rows_as_they_stand(path: Path, content: bytes | None = None) -> list[list[str]]:
    """Every row of the file, in its place, without padding around the cells. Raises as above."""
    try:
        too_large = content is None and path.stat().st_size > MOST_BYTES
        if content is None:
            content = b"" if too_large else path.read_bytes()
    except OSError as error:
        raise UnreadableTableError("文件打不开") from error
    if too_large:
        raise UnreadableTableError("文件太大")
    rows = _csv(content) if path.suffix.lower() == ".csv" else workbook_rows(content)
    for number, row in enumerate(rows, 1):
        if codes := unfit_characters("".join(row)):
            raise UnreadableTableError(f"第{number}行有不能印的字符（{codes}）")
    return [[cell.strip() for cell in row] for row in rows]


def _said(rows: list[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, and blank ones to be filled in beside a cell of several rows;
    each with its number.
    """
    for number, (row, below) in enumerate(zip(rows, [*rows[1:], []], strict=False)):
        says = any(cell not in ("", *JOINED) for cell in row)
        beside = "" in row if ABOVE in row else ABOVE in below
        if says or beside:
            yield number, row


def _csv(content: bytes) -> list[list[str]]:
    """The rows of a .csv; see `encoding_of_csv`."""
    encoding = encoding_of_csv(content)
    if not encoding:
        raise UnreadableTableError("既不是 UTF-8 也不是 GBK 编码")
    text = content.decode(encoding).removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return bounded(_rows_of_csv(text, delimiter_of(text)))


def _rows_of_csv(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for row in reader:
            yield row
            start = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableTableError(f"第{start}行的英文引号没有配对，或不是表格的内容") from error
