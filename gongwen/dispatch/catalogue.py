"""归档文件目录: what was archived of a year, in the columns of DA/T 22, as .docx and .xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from ..build.run import Options
from ..build.shared import Shared
from ..history.archived import ArchiveRecord, records
from ..history.repository import HistoryError, Repository
from ..render.render import core_properties
from ..storage.files import write_atomically
from ..word.package import pack, unpack
from ..word.wordml import CORE_PROPERTIES
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
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  a new workbook has one
    sheet.title = NAME
    thin = Side(style="thin")
    for row in (_HEADS, *rows):
        sheet.append(list(row))
    for line, cells in enumerate(sheet.iter_rows(), 1):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.font = Font(bold=line == 1)
            cell.data_type = "s"  # a text that begins with “=” stays one
    for at, share in enumerate(_SHARES):
        sheet.column_dimensions["ABCDEFGH"[at]].width = share * 1.4
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    buffer = BytesIO()
    book.save(buffer)
    parts = unpack(buffer.getvalue())
    parts[CORE_PROPERTIES] = core_properties(title)
    return pack(parts)
