"""A table that comes back filled in: which of its rows are entries."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from gongwen.library.filled_table import filled_table


@pytest.mark.parametrize(
    ("row", "is_entry"),
    [
        (["合计", "", "3条"], False),
        (["小计：", "", "3条"], False),
        (["合计", "采纳", "书屋的合计数"], True),
        (["合计数", "", "书屋"], True),
        (["2", "", ""], True),
        (["编号", "采纳", "意见"], False),
    ],
)
def test_sums_and_heads_once_more_are_no_entries(row: list[str], *, is_entry: bool) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for each in (["编号", "采纳", "意见"], ["1", "采纳", "改期"], row):
        book.active.append(each)
    content = BytesIO()
    book.save(content)
    columns = {"编号": (), "采纳": (), "意见": ()}
    table = filled_table(content.getvalue(), "办理表", columns, ("编号", "采纳"))
    assert table is not None
    assert [number for number, _ in table.rows] == ([2, 3] if is_entry else [2])
    assert any("合计" in each for each in table.faults) == (not is_entry and row[0] != "编号")
