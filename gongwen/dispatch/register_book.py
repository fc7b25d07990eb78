"""发文登记簿, as .xlsx to be filled in and as .docx to be printed, with what people wrote in it."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from ..build.shared import Shared
from ..history.number_book import NumberBook
from ..history.repository import HistoryError, Repository
from ..render.workbook import list_workbook, packed_workbook, print_landscape, ruled
from ..secrecy.gate import read_or_refuse
from ..storage.files import write_atomically
from .form import Form, FormCell, form_template, label, listed
from .register_notes import FILE, Known, Notes, ReadRegister, read_notes, read_register, with_read
from .register_rows import COLUMNS, RegisterRow, register_rows

NAME = "发文登记簿"
_WIDTHS = (22, 40, 8, 12, 14, 16, 30, 8, 30, 12, 16, 28)
_SHARES = (20, 28, 7, 9, 13, 13, 26, 7, 22, 10, 11, 13)
_OWN_WIDTH, _OWN_SHARE = 18, 10
_MOST_PRINTED = 3
"""Columns of the office that an A4 page has room for."""
_CENTRED = ("密级", "签发人", "签发日期", "成文日期", "份数", "公开属性")


class MadeRegister(Struct, frozen=True):
    """Files by name; what was read back, and what has to be looked at."""

    files: dict[str, bytes]
    said: tuple[str, ...]
    faults: tuple[str, ...]


def make_register(
    book: NumberBook, repository: Repository | None, shared: Shared, filled: Path | None
) -> MadeRegister:
    """The register made anew; `filled` is one that people wrote into, which is read first. Raises
    HistoryError where something of it would be lost, UnreadableTableError, ClassifiedError,
    OSError.
    """
    rows = register_rows(book, repository, shared.content)
    notes, text = read_notes(shared.content)
    read = ReadRegister()
    content = None
    made_last = shared.root / ".cache" / "登记簿"
    if filled is not None:
        content = read_or_refuse(filled, filled.name)
        known = {row.number: row.cells for row in rows}
        read = read_register(content, Known(known, notes, _cells_of_last(made_last)))
        if read.blocks:
            lines = "\n".join(f"{filled.name} {each}" for each in read.faults)
            raise HistoryError(f"没有重做登记簿，怕丢了填的内容：\n{lines}")
        if read.cells or read.columns:
            written = with_read(text, read)
            write_atomically(shared.content / FILE, written.encode(), lasting=True)
            notes, _ = read_notes(shared.content)
    files = {
        f"{NAME}.xlsx": _workbook(rows, notes, content, read.sheet),
        f"{NAME}.docx": _printed(rows, notes, shared),
    }
    cells = {each["文号"]: each for each in _cells(rows, notes)}
    write_atomically(made_last, msgspec.json.encode(cells))
    said = [
        f"读回 {number} {'；'.join(f'{k}：{v}' for k, v in cells.items())}"
        for number, cells in read.cells.items()
        if cells
    ]
    faults = [f"{filled.name if filled else ''} {each}" for each in read.faults]
    if len(notes.columns) > _MOST_PRINTED:
        left = "、".join(notes.columns[_MOST_PRINTED:])
        faults.append(f"{NAME}.docx 一页排不下这么多列，没有印：{left}（.xlsx 里都有）")
    return MadeRegister(files, tuple(said), tuple(faults))


def _cells_of_last(file: Path) -> dict[str, dict[str, str]]:
    """What stood in the register that was made last here, by number and column; nothing where that
    is not known.
    """
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, dict[str, str]])
    except (OSError, msgspec.DecodeError):
        return {}


def _cells(rows: list[RegisterRow], notes: Notes) -> list[dict[str, str]]:
    """All rows by columns: what is known, then what people wrote; numbers of theirs come last."""
    known = {row.number for row in rows}
    found = [{**notes.cells.get(row.number, {}), **row.cells} for row in rows]
    theirs = (number for number in notes.cells if number not in known)
    return found + [{"文号": number, **notes.cells[number]} for number in theirs]


def _workbook(rows: list[RegisterRow], notes: Notes, before: bytes | None, place: int) -> bytes:
    heads = (*COLUMNS, *notes.columns)
    table = [[cells.get(head, "") for head in heads] for cells in _cells(rows, notes)]
    widths = (*_WIDTHS, *(_OWN_WIDTH,) * len(notes.columns))
    book = list_workbook(NAME, heads, table, widths, before=before, place=place)
    sheet = book.worksheets[place]
    ruled(sheet, 1, sheet.max_row, len(heads))
    print_landscape(sheet, 1)
    return packed_workbook(book, NAME)


def _printed(rows: list[RegisterRow], notes: Notes, shared: Shared) -> bytes:
    own = notes.columns[:_MOST_PRINTED]
    heads = (*COLUMNS, *own)
    table = [
        [
            label(_parted(cells, head)) if head in _CENTRED else FormCell(_parted(cells, head))
            for head in heads
        ]
        for cells in _cells(rows, notes)
    ]
    form = Form(NAME, (*_SHARES, *(_OWN_SHARE,) * len(own)))
    return listed(form, heads, table, form_template(shared), landscape=True, small=True)


def _parted(cells: dict[str, str], head: str) -> str:
    """A cell as it is printed: numbers and days in narrow columns go on at a place that reads."""
    written = cells.get(head, "")
    if head == "文号":
        return written.replace("〔", "\n〔", 1)
    return written.replace("年", "年\n") if head in ("签发日期", "成文日期") else written
