"""An .xlsx workbook packed so that the same content gives the same bytes, and says nothing of where
it was made.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..word.package import pack, unpack
from ..word.wordml import CORE_PROPERTIES
from .render import core_properties

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def packed_workbook(book: Workbook, title: str) -> bytes:
    """The bytes of a workbook."""
    buffer = BytesIO()
    book.save(buffer)
    parts = unpack(buffer.getvalue())
    parts[CORE_PROPERTIES] = core_properties(title)
    return pack(parts)


def workbook_around(title: str, before: bytes | None, place: int) -> tuple[Workbook, Any]:
    """A workbook with an empty sheet, in place of sheet `place` (from 0) of the one `before`, whose
    other sheets are as people left them.
    """
    from openpyxl import Workbook, load_workbook

    book = load_workbook(BytesIO(before)) if before is not None else Workbook()
    old = book.worksheets[place]
    name = title if before is None else old.title
    book.remove(old)
    sheet = book.create_sheet(name, place)
    book.active = place
    for each in book.worksheets:  # two selected sheets are written in at once
        each.sheet_view.tabSelected = each is sheet
    return book, sheet


def print_landscape(sheet: Worksheet, head_row: int) -> None:
    """Have a sheet, whose widths are set, printed across A4, or A3 where it would be too small to
    read, as wide as a page, its heads on each.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    letters = [get_column_letter(at) for at in range(1, sheet.max_column + 1)]
    set_now = sheet.column_dimensions
    wide = sum(set_now[each].width if each in set_now else _UNSET for each in letters)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3 if wide > _ON_A4 else _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head_row}:{head_row}"


_A3, _A4 = 8, 9
_UNSET = 8.43
"""Characters of a column whose width nobody set."""
_ON_A4 = 200
"""Characters that A4 holds across with its margins, at 7 in 10 of their size (some 8 points)."""


def spanning(sheet: Worksheet, line: int, columns: int, size: int = 11) -> None:
    """One text over all `columns`, whose widths are set, in a row as tall as it takes: no program
    fits a row to merged cells. In a larger `size` than the text it is a heading.
    """
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    first = sheet.cell(line, 1)
    widths = (sheet.column_dimensions[get_column_letter(at)].width for at in range(1, columns + 1))
    text = str(first.value or "")
    wide = sum(1 if character.isascii() else 2 for character in text) * size / 11
    lines = math.ceil(wide / (_SAFE * sum(widths)))
    sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=columns)
    is_heading = size > 11
    across = "center" if is_heading else "left"
    first.font = Font(bold=is_heading, size=size)
    first.alignment = Alignment(wrap_text=True, vertical="center", horizontal=across)
    sheet.row_dimensions[line].height = max(lines, 1) * size * 1.5 + 4


_SAFE = 0.95
"""What of a width is counted on: a line breaks before a word or a mark that does not fit."""


def ruled(sheet: Worksheet, first: int, last: int, columns: int) -> None:
    """Ruled cells whose text turns over, the heads in row `first` bold; all of it is text, also
    what begins with “=”.
    """
    from openpyxl.styles import Alignment, Border, Font, Side

    thin = Side(style="thin")
    for row in sheet.iter_rows(min_row=first, max_row=last, max_col=columns):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.font = Font(bold=cell.row == first)
            if cell.value is not None:
                cell.data_type = "s"


def list_workbook(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    *,
    before: bytes | None = None,
    place: int = 0,
) -> Workbook:
    """A list under heads that stay in sight, all of it text; `widths` are in characters. Other
    sheets of the workbook `before`, where the list is sheet `place`, stay.
    """
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book, sheet = workbook_around(title, before, place)
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for line in sheet.iter_rows():
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.data_type = "s"  # a text that begins with “=” stays one
    sheet.freeze_panes = "A2"
    return book
