"""Lines of a table that was pasted as text, and lines that only look like some."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.paper.pasted_rows import PastedRow, are_rows, has_broken_cells, pasted_row

WORD = st.text("堤防水库巡查清淤0123456789", min_size=1, max_size=6)
TABLES = st.integers(4, 6).flatmap(
    lambda wide: st.lists(st.lists(WORD, min_size=wide, max_size=wide), min_size=2, max_size=5)
)


def rows_of(lines: list[str]) -> list[PastedRow]:
    """The rows of lines each of which is one; [] where one is none, or they are no table."""
    rows = [pasted_row(line) for line in lines]
    found = [row for row in rows if row is not None]
    return found if len(found) == len(lines) and are_rows(found) else []


@given(TABLES, st.sampled_from(["\t", "|", "｜", ",", ";", "  ", "　", "　　", " "]))
def test_cells_come_back_whatever_parted_them(table: list[list[str]], between: str) -> None:
    table[1][0] = "1"  # what is parted by blanks needs a number below its head
    rows = rows_of([between.join(cells) for cells in table])
    assert [list(row.cells) for row in rows] == table


@pytest.mark.parametrize(
    "lines",
    [
        ["组长：王林　市水务局局长", "成员：李明　市财政局局长"],
        ["王林　市水务局局长", "李明　市财政局局长"],
        ["联系人：王林　电话：0300-1234567", "传　真：0300-7654321　邮编：100000"],
        ["一、巡查　堤防　水库　2次", "二、清淤　沟渠　涵洞　3次"],
        ["6月1日，巡查堤防，清理沟渠，共3处。", "6月2日，巡查水库，清理涵洞，共5处。"],
        ["王林　李明　张华　赵云", "孙平　周敏　吴迪　郑和"],
        ["日期  地点  人数"],
        ["巡查 堤防 3次", "清理 沟渠 5次"],
        ["长度为3,500米", "宽度为1,200米"],
    ],
)
def test_what_is_no_table(lines: list[str]) -> None:
    assert rows_of(lines) == []


def test_a_frame_is_taken_off() -> None:
    row = pasted_row("│地点│人数│")
    assert row is not None
    assert row.cells == ("地点", "人数")
    assert pasted_row("<tr><td>河堤</td><td>3</td></tr>") == PastedRow("网页的记号", ("河堤", "3"))


def test_a_cell_of_several_lines_is_known() -> None:
    assert has_broken_cells(['市水务局\t"巡查', '清淤"'])
    assert not has_broken_cells(["市水务局\t巡查", "市财政局\t拨款"])
    assert not has_broken_cells(['市水务局\t"巡查"', "市财政局\t拨款"])
