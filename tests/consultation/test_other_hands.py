"""The workbook of decisions as people leave it: heads renamed, sheets and columns added."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from gongwen.consultation.ledger import Ledger, read_ledger
from gongwen.consultation.worksheet import ReadBack, own_columns, read_back, worksheet
from gongwen.source.parse import parse

TEXT = """\
文件: 清淤
各轮:
  - 轮次: 1
    函: 征求意见函
    单位:
      - 单位: 市财政局
      - 单位: 市司法局
意见:
  - {编号: 1, 单位: 市财政局, 意见: 改为5∶5}
  - {编号: 2, 单位: 市财政局, 意见: 提前到3月底}
"""
READ = ["意见1 采纳：采纳", "意见2 采纳：未采纳", "意见2 理由：时间来不及"]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    path = tmp_path / "清淤.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return read_ledger(path, path.name)[0]


def filled(ledger: Ledger, changed: Callable[[Any, Any], object]) -> bytes:
    """The workbook with decisions, and what else a person did to the book and its sheet."""
    book = openpyxl.load_workbook(BytesIO(worksheet(ledger.comments, "清淤")))
    sheet = book.active
    assert sheet is not None
    sheet["H2"], sheet["H3"], sheet["I3"] = "采纳", "未采纳", "时间来不及"
    changed(book, sheet)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def read(content: bytes, ledger: Ledger) -> ReadBack:
    return read_back(content, ledger, parse(TEXT, "清淤.yaml")[0])


def head(cell: str, words: str) -> Callable[[Any, Any], object]:
    return lambda _, sheet: sheet.__setitem__(cell, words)


@pytest.mark.parametrize(
    "changed",
    [
        head("H1", "采纳情况"),
        head("H1", "采 纳"),
        head("H1", "采纳\n（三选一）"),
        head("I1", "不采纳理由"),
        head("I1", "理由(必填)"),
        head("N1", "理由说明"),
        lambda book, _: book.create_sheet("填写说明", 0).append(["按条款填"]),
        lambda book, _: book.create_sheet("Sheet1", 0),
    ],
)
def test_decisions_are_read_whatever_stands_over_and_before_them(
    ledger: Ledger, changed: Callable[[Any, Any], object]
) -> None:
    found = read(filled(ledger, changed), ledger)
    assert (found.said, found.problems) == (READ, [])


@pytest.mark.parametrize(
    ("changed", "said", "told"),
    [
        (head("I1", "说法"), READ[:2], "表里没有“理由”一列"),
        (lambda _, sheet: sheet.delete_cols(9), READ[:2], "表里没有“理由”一列"),
        (head("N1", "理由"), READ, "表头有2个“理由”，只读了左边第9列"),
        (lambda book, sheet: book.copy_worksheet(sheet), READ, "Copy”也是办理表，没有读"),
    ],
)
def test_what_was_not_read_is_told(
    ledger: Ledger, changed: Callable[[Any, Any], object], said: list[str], told: str
) -> None:
    found = read(filled(ledger, changed), ledger)
    assert found.said == said
    (problem,) = found.problems
    assert told in problem


def test_an_offices_numbering_is_not_the_ledgers(ledger: Ledger) -> None:
    found = read(filled(ledger, head("A1", "序号")), ledger)
    assert (found.said, found.changes) == ([], [])
    assert found.problems


def test_the_sheet_that_people_see_is_read_and_not_a_hidden_copy_before_it(ledger: Ledger) -> None:
    def changed(book: Any, sheet: Any) -> None:
        copy = book.copy_worksheet(sheet)
        copy["H2"], copy.sheet_state = "部分采纳", "hidden"
        book.move_sheet(copy, -1)

    found = read(filled(ledger, changed), ledger)
    assert found.said == READ
    assert len(found.problems) == 1


def test_an_own_cell_beside_an_added_row_is_kept(ledger: Ledger, tmp_path: Path) -> None:
    def changed(_: Any, sheet: Any) -> None:
        sheet["N1"], sheet["N2"], sheet["N4"] = "承办科室", "一科", "二科"
        sheet["B4"], sheet["F4"] = "市司法局", "补充依据"

    own = own_columns(filled(ledger, changed))
    path = tmp_path / "清淤.yaml"
    added = "  - {编号: 3, 单位: 市司法局, 意见: 补充依据}\n"
    path.write_text(TEXT + added, encoding="utf-8")
    later = read_ledger(path, path.name)[0]
    again = openpyxl.load_workbook(BytesIO(worksheet(later.comments, "清淤", own))).active
    assert again is not None
    assert [again[f"N{row}"].value for row in range(1, 5)] == ["承办科室", "一科", None, "二科"]


def test_notes_and_other_sheets_outlive_the_sheet(ledger: Ledger) -> None:
    def changed(book: Any, sheet: Any) -> None:
        sheet["H2"].comment = Comment("请二科核", "程一诺")
        book.create_sheet("电话", 0).append(["程一诺", "0300-1"])

    own = own_columns(filled(ledger, changed))
    book = openpyxl.load_workbook(BytesIO(worksheet(ledger.comments, "清淤", own)))
    assert book.sheetnames == ["电话", "意见办理"]
    sheet: Any = book.active
    assert (sheet["N1"].value, sheet["N2"].value) == ("批注", "采纳：请二科核")
    again = own_columns(worksheet(ledger.comments, "清淤", own))
    assert (again.heads, again.cells) == (own.heads, own.cells)
