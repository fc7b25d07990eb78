"""Rows of a table from a data file: .csv or .xlsx."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

MOST_ROWS = 5000
MOST_BYTES = 64 * 1024 * 1024
SUFFIXES = (".csv", ".xlsx")


class UnreadableTableError(Exception):
    """Why a data file cannot be read, in Chinese."""


def read_rows(path: Path) -> list[list[str]]:
    """The rows as text, blank ones left out, blank columns at the right cut off.

    Raises UnreadableTableError where the file is not what its suffix says, or too large.
    """
    rows = _csv(path) if path.suffix.lower() == ".csv" else _xlsx(path)
    rows = [[cell.strip() for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    if len(rows) > MOST_ROWS:
        raise UnreadableTableError(f"有{len(rows)}行，超过{MOST_ROWS}行")
    used = max((i + 1 for row in rows for i, cell in enumerate(row) if cell), default=0)
    return [row[:used] for row in rows]


def _csv(path: Path) -> list[list[str]]:
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableTableError("文件太大")
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return list(csv.reader(io.StringIO(text, newline="")))
    raise UnreadableTableError("既不是 UTF-8 也不是 GBK 编码")


def _xlsx(path: Path) -> list[list[str]]:
    """The first sheet, formulas by their last computed values."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise UnreadableTableError("解压后太大")
    except zipfile.BadZipFile as error:
        raise UnreadableTableError("不是 .xlsx 文件（旧的 .xls 请另存为 .xlsx）") from error
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever a broken part provokes
        raise UnreadableTableError("文件已损坏") from error
    try:
        sheet = book.worksheets[0]
        found = []
        for row in sheet.iter_rows(values_only=True):
            found.append(["" if value is None else _text(value) for value in row])
            if len(found) > MOST_ROWS + 1:
                break
        return found
    finally:
        book.close()


def _text(value: object) -> str:
    """A cell's value as one would type it: 3.0 is 3."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
