"""归档文件目录: what was archived of a year, in the columns of DA/T 22, as .docx and .xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ..build.options import Options
from ..build.shared import Shared
from ..history.archived import ArchiveRecord, records
from ..history.repository import HistoryError, Repository
from ..render.workbook import list_workbook, packed_workbook, print_landscape, ruled
from ..storage.files import write_atomically
from .archiving import FOLDER
from .form import Form, FormCell, form_template, label, listed

NAME: Final = "归档文件目录"
_HEADS: Final = ("序号", "档号", "文号", "责任者", "题名", "日期", "保管期限", "备注")
_SHARES: Final = (6, 13, 14, 13, 23, 16, 9, 6)


def of_year(year: str, repository: Repository) -> list[ArchiveRecord]:
    """What was archived of the documents of a year, each as it was last, by 档号 and 文号."""
    last = {record.release: record for _, record in records(repository)}
    found = [each for each in last.values() if each.date.startswith(year)]
    return sorted(found, key=lambda each: (each.number, each.date, each.document_number))


def write_catalogue(year: str, options: Options, repository: Repository) -> list[Path]:
    """Make both files. Raises HistoryError where nothing of the year was archived."""
    found = of_year(year, repository)
    if not found:
        raise HistoryError(f"{year}年的还没有归档过")
    rows = [_row(number, each) for number, each in enumerate(found, 1)]
    folder = options.output / FOLDER / year
    template = form_template(Shared(options.root, options.content))
    cells = [(label(row[0]), *map(FormCell, row[1:])) for row in rows]
    title = f"{year}年{NAME}"
    form = Form(title, _SHARES)
    made = {
        folder / f"{title}.docx": listed(form, _HEADS, cells, template, landscape=True),
        folder / f"{title}.xlsx": _workbook(title, rows),
    }
    for target, content in made.items():
        write_atomically(target, content)
    return list(made)


def _row(number: int, each: ArchiveRecord) -> tuple[str, ...]:
    return (
        str(number), each.number, each.document_number, each.issuer, each.title, each.date,
        each.kept_for, "",
    )  # fmt: skip


def _workbook(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    book = list_workbook(NAME, _HEADS, rows, [round(share * 1.4) for share in _SHARES])
    sheet = book.worksheets[0]
    ruled(sheet, 1, sheet.max_row, len(_HEADS))
    print_landscape(sheet, 1)
    return packed_workbook(book, title)
