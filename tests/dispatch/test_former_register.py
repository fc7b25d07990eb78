"""Registers that offices kept in Excel before they had the program, in columns of their own."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from gongwen.dispatch.former_register import add_former, read_former
from gongwen.history.number_book import number_book
from gongwen.history.register import FILE
from gongwen.registry.series import CodeSeries


def book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


HEADS = ("序号", "发文时间", "发文字号", "文件名称", "签发领导", "印数", "备注")


def added(content: Path, held: bytes) -> tuple[int, list[str]]:
    return add_former(content, read_former(held), number_book(None, content))


def test_numbers_are_not_given_again(tmp_path: Path) -> None:
    rows = [
        ("云溪市水务局2026年发文登记簿",),
        HEADS,
        (1, "2026-01-08", "云水发[2026]第01号", '关于"清淤"的通知', "江临", 60, ""),
        (2, "2026-01-09", "〔2026〕云水发2号", "关于防汛的通知: 一", "", "", "急"),
        (3, "", "便函", "关于借用会议室的函", "", "", ""),
        (4, "", "云水发〔2026〕2号", "关于防汛的通知（二）", "", "", ""),
    ]
    held = book({"2026": rows, "说明": [("填表人", "沈小舟")]})
    count, faults = added(tmp_path, held)
    assert count == 2
    assert faults == [
        "“2026”第5行认不出文号，没有补：便函",
        "工作表“说明”里没有“文号”“标题”一类的列，没有读",
        "“2026”第6行：云水发〔2026〕2号 写了两行，只补前一行：关于防汛的通知（二）",
    ]
    known = number_book(None, tmp_path)
    assert known.next(CodeSeries("云水发"), 2026) == 3
    first = known.holder("云水发〔2026〕1号")
    assert first
    assert (first.title, first.date) == ('关于"清淤"的通知', "2026-01-08")
    notes = (tmp_path / "_发文登记簿.yaml").read_text(encoding="utf-8")
    assert "签发人: 江临" in notes
    assert added(tmp_path, held)[0] == 0


def test_a_number_in_columns_of_its_own(tmp_path: Path) -> None:
    rows = [
        ("字", "年度", "号", "题名", "日期"),
        ("云水函", "2025年", 7, "关于商请的函", ""),
        ("云水函", "", 8, "关于答复的函", "2025-03-04"),
        ("云水函", "", 9, "没有日期的函", ""),
    ]
    (tmp_path / FILE).write_text("- {文号: 云水函〔2025〕7号, 标题: 别的}\n", encoding="utf-8")
    count, faults = added(tmp_path, book({"一": rows}))
    assert count == 1
    assert faults == [
        "“一”第4行认不出文号，没有补：没有日期的函",
        "“一”第2行：云水函〔2025〕7号 已经登记了“别的”，没有改",
    ]
    assert number_book(None, tmp_path).used("云水函", 2025) == [7, 8]


def test_no_register_at_all(tmp_path: Path) -> None:
    count, faults = added(tmp_path, book({"表": [("姓名", "电话"), ("沈小舟", "1")]}))
    assert (count, faults) == (0, ["工作表“表”里没有“文号”“标题”一类的列，没有读"])
    assert not (tmp_path / FILE).exists()
