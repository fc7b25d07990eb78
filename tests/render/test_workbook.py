"""Workbooks: a text over merged columns is in sight as a whole."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from gongwen.render.workbook import print_landscape, spanning


@pytest.mark.parametrize(
    ("text", "size", "lines"),
    [("督办台账", 16, 1), ("云溪市" * 12, 16, 2), ("云溪市" * 40, 11, 5), ("", 11, 1)],
)
def test_a_row_is_as_tall_as_the_text_over_its_columns(text: str, size: int, lines: int) -> None:
    sheet = Workbook().create_sheet()
    for column in "ABC":
        sheet.column_dimensions[column].width = 20
    sheet["A1"] = text
    spanning(sheet, 1, 3, size)
    assert sheet.row_dimensions[1].height == lines * size * 1.5 + 4
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A1:C1"]
    assert sheet["A1"].alignment.wrap_text


@pytest.mark.parametrize(
    ("widths", "paper"),
    [((20, 40, 60), 9), ((60, 80, 70), 8), ((None,) * 10, 9), ((None,) * 30, 8)],
)
def test_a_sheet_too_wide_to_be_read_on_a4_is_printed_on_a3(
    widths: tuple[int | None, ...], paper: int
) -> None:
    sheet = Workbook().create_sheet()
    sheet.append(["头"] * len(widths))
    for at, width in enumerate(widths, 1):
        if width:
            sheet.column_dimensions[get_column_letter(at)].width = width
    print_landscape(sheet, 1)
    assert sheet.page_setup.paperSize == paper
    assert sheet.print_title_rows == "$1:$1"
