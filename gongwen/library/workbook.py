"""The rows of an .xlsx workbook, as one would type them; merged cells marked as joined."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from .. import patterns as re
from ..elements.bounds import MOST_COLUMNS, MOST_ROWS
from ..paper.joined_cells import ABOVE, LEFT

MOST_BYTES = 32 * 1024 * 1024
"""Of a data file, unpacked: reading it takes some 6 s, and a full table needs no more."""
_LAST_ROW = 2 * MOST_ROWS
"""Rows that are looked at, blank ones among them."""
_MOST_CELLS = 2 * MOST_ROWS * MOST_COLUMNS
"""Cells that are looked at, blank ones too: some programs write a whole sheet of them."""


class UnreadableTableError(Exception):
    """Why a data file cannot be read, in Chinese."""


def workbook_rows(content: bytes, number: int = 0) -> list[list[str]]:
    """A sheet, the first unless another `number` (from 0) is asked for, formulas by their last
    computed values.

    Raises UnreadableTableError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise UnreadableTableError("解压后太大")
    except zipfile.BadZipFile as error:
        raise UnreadableTableError("不是 .xlsx 文件（旧的 .xls 请另存为 .xlsx）") from error
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[number]
        sheet.reset_dimensions()  # some programs write a size that is not the sheet's
        rows = bounded([_cell_text(cell) for cell in row] for row in sheet.iter_rows())
        uncomputed = _uncomputed(content, rows, number)
        joined = list(_merged(content, sheet))
    except UnreadableTableError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part provokes
        raise UnreadableTableError("文件已损坏") from error
    if uncomputed:
        raise UnreadableTableError(
            f"{uncomputed}的公式没有算出来的数，在 Excel 或 WPS 里打开，保存以后再用"
        )
    covered = sum((right - left + 1) * (bottom - top + 1) for left, top, right, bottom in joined)
    if covered > _MOST_CELLS:
        raise UnreadableTableError("合并的格太大")
    for extent in joined:
        _join(rows, *extent)
    return rows


def sheets_beside(content: bytes) -> list[str]:
    """The names of the sheets after the first that people see and have written in, of a workbook
    whose first sheet could be read.
    """
    return [name for number, name, shown in sheets_written_in(content) if number and shown]


def sheets_written_in(content: bytes) -> list[tuple[int, str, bool]]:
    """The sheets of such a workbook that have been written in: number (from 0), name, and whether
    people see it.
    """
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    return [
        (number, sheet.title, sheet.sheet_state == "visible")
        for number, sheet in enumerate(book.worksheets)
        if _is_written_in(sheet)
    ]


def hidden_in(content: bytes, number: int) -> tuple[frozenset[int], frozenset[int]]:
    """The rows and the columns, from 1, of a sheet (`number` from 0) that nobody sees, hidden by a
    person or by a filter; of a workbook whose sheet could be read.
    """
    from lxml import etree
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    sheet: Any = book.worksheets[number]
    rows: set[int] = set()
    columns: set[int] = set()
    at = 0
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        archive.open(sheet._worksheet_path) as part,
    ):
        for _, node in etree.iterparse(part, tag=("{*}row", "{*}col"), resolve_entities=False):
            is_hidden = node.get("hidden") in ("1", "true")
            if etree.QName(node).localname == "row":
                at = int(node.get("r") or at + 1)
                rows |= {at} if is_hidden else set()
            elif is_hidden:
                last = min(int(node.get("max", "0")), MOST_COLUMNS)
                columns |= set(range(int(node.get("min", "1")), last + 1))
            node.clear()
    return frozenset(rows), frozenset(columns)


def cell_notes(content: bytes) -> list[tuple[str, str]]:
    """What hangs on cells as comments of Excel or WPS, with the cell, as B2."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in sorted(archive.namelist()):
            if not re.fullmatch(r"xl/(?:comments/)?comments?\d*\.xml", name):
                continue
            try:
                root = etree.fromstring(archive.read(name), parser)
            except etree.XMLSyntaxError as error:
                raise UnreadableTableError("文件已损坏") from error
            for node in root.iter("{*}comment"):
                words = "".join(each.text or "" for each in node.iter("{*}t")).strip()
                found += [(node.get("ref", ""), words)] if words else []
    return found


def _is_written_in(sheet: Any) -> bool:
    try:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
        return any(cell not in (None, "") for row in rows for cell in row)
    except Exception:  # openpyxl raises whatever a broken part provokes: there is something
        return True


def bounded(rows: Iterable[list[str]]) -> list[list[str]]:
    """The rows of a data file, as far as a table may reach: what is blank further out is left out.

    Raises UnreadableTableError where something is written there: nothing is cut in silence.
    """
    found: list[list[str]] = []
    looked_at = 0
    for number, row in enumerate(rows, 1):
        looked_at += len(row)
        if looked_at > _MOST_CELLS:
            raise UnreadableTableError(
                f"到第{number}行已有{looked_at}个格（空的也算），最多{_MOST_CELLS}个；"
                "把要用的行和列复制到新的文件里再用"
            )
        if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
            last = max(at for at, cell in enumerate(row, 1) if cell)
            raise UnreadableTableError(
                f"第{number}行写到了第{last}列，表最多{MOST_COLUMNS}列；表外面的格清空以后再用"
            )
        if number <= _LAST_ROW:
            found.append(row[:MOST_COLUMNS])
        elif any(row):
            raise UnreadableTableError(f"第{number}行还有内容，超过{MOST_ROWS}行")
    return found


def _merged(content: bytes, sheet: Any) -> Iterator[tuple[int, int, int, int]]:
    """The merged cells of a sheet: first column and row, last column and row, from 1. They stand
    after all rows; openpyxl leaves them out where it reads row by row.
    """
    from lxml import etree
    from openpyxl.utils import range_boundaries

    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        archive.open(sheet._worksheet_path) as part,
    ):
        reading = etree.iterparse(part, tag=("{*}row", "{*}mergeCell"), resolve_entities=False)
        for _, node in reading:
            if etree.QName(node).localname == "mergeCell":
                left, top, right, bottom = range_boundaries(node.get("ref", ""))
                if left and top and right and bottom:
                    yield left, top, right, bottom
            node.clear()


def _join(rows: list[list[str]], left: int, top: int, right: int, bottom: int) -> None:
    """Mark what a merged cell covers."""
    right = min(right, MOST_COLUMNS)
    for number in range(top - 1, min(bottom, len(rows))):
        row = rows[number]
        row += [""] * (right - len(row))
        for column in range(left - 1, right):
            if (number, column) != (top - 1, left - 1):
                row[column] = LEFT if column >= left else ABOVE


def _uncomputed(content: bytes, rows: list[list[str]], number: int) -> str:
    """Where a formula stands whose value was never computed (a program wrote it); "" for none."""
    from openpyxl import load_workbook

    if not any(cell == "" for row in rows for cell in row):
        return ""
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    sheet = book.worksheets[number]
    sheet.reset_dimensions()
    for row, shown in zip(sheet.iter_rows(), rows, strict=False):
        for cell, text in zip(row, shown, strict=False):
            if text == "" and cell.data_type == "f":
                return str(cell.coordinate)
    return ""


def _cell_text(cell: object) -> str:
    return cell_text(getattr(cell, "value", None), str(getattr(cell, "number_format", "")))


def cell_text(value: object, number_format: str) -> str:
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
