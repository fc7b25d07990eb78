"""Rows of a table from a data file: .csv or .xlsx."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

from ..problem import Level
from ..source.text_file import unfit_characters
from ..source.tree import Mapping, Sequence, Value
from .resolution import Resolution

MOST_ROWS = 5000
MOST_BYTES = 64 * 1024 * 1024
SUFFIXES = (".csv", ".xlsx")
OTHER_SUFFIXES = (".xls", ".et", ".ods", ".tsv", ".doc", ".docx", ".wps")
"""What people put their tables in besides; these have to be saved anew."""


class UnreadableTableError(Exception):
    """Why a data file cannot be read, in Chinese."""


def rows_in_file(name: str, table: Mapping, path: Path, resolution: Resolution) -> Value:
    """The 行 of a `table` in `path`: where it is the name of a data file, the rows in it, without
    a first one that only repeats the column heads, and filled up where the last columns are blank.
    """
    place = table.places["行"]
    stripped = name.strip().lower()
    if "\n" in name.strip() or not stripped.endswith((*SUFFIXES, *OTHER_SUFFIXES)):
        return name
    rows: list[list[str]] = []
    if not stripped.endswith(SUFFIXES):
        resolution.report(place, f"“{name}”不是能读的数据文件", "另存为 .xlsx 或 .csv")
    elif found := resolution.find(name, path, place, "数据文件"):
        try:
            rows = read_rows(found)
        except UnreadableTableError as error:
            resolution.report(place, f"“{name}”读不出来：{error}")
    heads = _heads(table.get("列"))
    if rows and [cell for cell in rows[0] if cell] == heads:
        del rows[0]
    elif rows and _is_other_head(rows[0], heads):
        resolution.report(
            place,
            f"“{name}”的第一行（{'｜'.join(rows[0])}）像是表头，与“列”不一样",
            f"两处改成一样：{'｜'.join(heads)}；或删掉文件里的这一行",
        )
    elif rows and _may_be_head(rows, heads):
        resolution.report(
            place,
            f"“{name}”的第一行（{'｜'.join(rows[0])}）像是表头，现在当作表里的一行",
            f"是表头，就改成与“列”一样：{'｜'.join(heads)}；或删掉文件里的这一行；是内容，不用改",
            Level.WARNING,
        )
    lines = [Sequence([*row, *[""] * (len(heads) - len(row))], place, []) for row in rows]
    for line in lines:
        line.places = [place] * len(line)
    return Sequence(lines, place, [place] * len(lines))


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


def _heads(columns: Value) -> list[str]:
    """The names of the grid columns, as far as they can be made out."""
    heads: list[str] = []
    for column in columns if isinstance(columns, Sequence) else ():
        below = column.get("下") if isinstance(column, Mapping) else None
        if isinstance(below, Sequence):
            heads += [str(name) for name in below]
        else:
            heads.append(str(column.get("头") if isinstance(column, Mapping) else column))
    return heads


def read_rows(path: Path) -> list[list[str]]:
    """The rows as text, blank ones left out, blank columns at the right cut off; all rows have
    the same number of cells.

    Raises UnreadableTableError where the file is not what its suffix says, or too large.
    """
    try:
        too_large = path.stat().st_size > MOST_BYTES
        content = b"" if too_large else path.read_bytes()
    except OSError as error:
        raise UnreadableTableError("文件打不开") from error
    if too_large:
        raise UnreadableTableError("文件太大")
    rows = _csv(content) if path.suffix.lower() == ".csv" else _xlsx(content)
    for number, row in enumerate(rows, 1):
        if codes := unfit_characters("".join(row)):
            raise UnreadableTableError(f"第{number}行有不能印的字符（{codes}）")
    rows = [[cell.strip() for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    if len(rows) > MOST_ROWS:
        raise UnreadableTableError(f"超过{MOST_ROWS}行")
    used = max((i + 1 for row in rows for i, cell in enumerate(row) if cell), default=0)
    return [row[:used] + [""] * (used - len(row)) for row in rows]


def _csv(content: bytes) -> list[list[str]]:
    """UTF-8, the GBK that Excel and WPS save, or their “Unicode 文本” (UTF-16, tabs)."""
    encodings = ("utf-8-sig", "gb18030")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",) * 2
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.partition("\n")[0]
        delimiter = "\t" if "\t" in first and "," not in first else ","
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows: list[list[str]] = []
        start = 1
        try:
            for row in reader:
                rows.append(row)
                start = reader.line_num + 1
        except csv.Error as error:
            raise UnreadableTableError(
                f"第{start}行的英文引号没有配对，或不是表格的内容"
            ) from error
        return rows
    raise UnreadableTableError("既不是 UTF-8 也不是 GBK 编码")


def _xlsx(content: bytes) -> list[list[str]]:
    """The first sheet, formulas by their last computed values."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise UnreadableTableError("解压后太大")
    except zipfile.BadZipFile as error:
        raise UnreadableTableError("不是 .xlsx 文件（旧的 .xls 请另存为 .xlsx）") from error
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write a size that is not the sheet's
        cells: Iterable[Iterable[object]] = islice(sheet.iter_rows(), MOST_ROWS * 2)
        rows = [[_cell_text(cell) for cell in row] for row in cells]
        uncomputed = _uncomputed(content, rows)
    except Exception as error:  # openpyxl raises whatever a broken part provokes
        raise UnreadableTableError("文件已损坏") from error
    if uncomputed:
        raise UnreadableTableError(
            f"{uncomputed}的公式没有算出来的数，在 Excel 或 WPS 里打开，保存以后再用"
        )
    return rows


def _uncomputed(content: bytes, rows: list[list[str]]) -> str:
    """Where a formula stands whose value was never computed (a program wrote it); "" for none."""
    from openpyxl import load_workbook

    if not any(cell == "" for row in rows for cell in row):
        return ""
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    for row, shown in zip(sheet.iter_rows(), rows, strict=False):
        for cell, text in zip(row, shown, strict=False):
            if text == "" and cell.data_type == "f":
                return str(cell.coordinate)
    return ""


def _cell_text(cell: object) -> str:
    return cell_text(getattr(cell, "value", None), str(getattr(cell, "number_format", "")))


def cell_text(value: object, number_format: str = "") -> str:
    """A cell's value as one would type it: 3.0 is 3, a share of 0.25 shown in percent is 25%, a
    day 2026-08-09.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        if "%" in number_format:
            return f"{value * 100:.10g}%"
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | datetime | time):
        return value.isoformat().replace("T", " ")
    return str(value)
