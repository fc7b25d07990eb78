"""Merged cells of a table that people filled in."""

from __future__ import annotations

import openpyxl

from gongwen.dispatch.former_register import read_former
from gongwen.paper.joined_cells import ABOVE, LEFT, said_again
from gongwen.supervision.ledger import read_ledger
from tests.consultation.returned import saved


def test_a_merged_cell_says_the_same_for_each_row() -> None:
    rows = [[LEFT, "甲"], ["采纳", LEFT], [ABOVE, "乙"], [ABOVE, ABOVE], ["↑"]]
    assert said_again(rows) == [["", "甲"], ["采纳", ""], ["采纳", "乙"], ["采纳", "乙"], ["↑"]]
    assert rows[2] == [ABOVE, "乙"]


def test_progress_merged_over_two_tasks_is_that_of_both() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["编号", "主要措施", "进展"], ["1", "登记", "已完成"], ["2", "布点", None]):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    assert [row["进展"] for row in read_ledger(saved(book)).rows] == ["已完成", "已完成"]


def test_a_year_merged_over_the_numbers_of_a_register() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["字", "年度", "号", "标题"],
        ["云水发", "2026", "1", "关于清淤的通知"],
        ["云水发", None, "2", "关于巡查的通知"],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    found = read_former(saved(book))
    assert [each.number for each in found.rows] == ["云水发〔2026〕1号", "云水发〔2026〕2号"]
    assert found.faults == []
