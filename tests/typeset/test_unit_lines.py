"""Units in narrow cells: lines end between names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.composition import Table
from gongwen.typeset.unit_lines import unit_lines
from gongwen.typeset.width import width

from ..typesetting import blocks_of, cells_of, table_in


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("市教育局、市科技局、市财政局", 8.0, ("市教育局、", "市科技局、", "市财政局")),
        ("市教育局、市科技局、市财政局", 10.2, ("市教育局、市科技局、", "市财政局")),
        ("市卫生健康委，市残联，各县（区）", 7.6, ("市卫生健康委，", "市残联，", "各县（区）")),
        ("各县（市、区）人民政府，市教育局", 12.2, ("各县（市、区）人民政府，", "市教育局")),
        ("市住房城乡建设局、市残联", 6.0, ("市住房城乡", "建设局、", "市残联")),
        ("各县（区）", 4.5, ("各县", "（区）")),
    ],
)
def test_lines(text: str, room: float, lines: tuple[str, ...]) -> None:
    assert unit_lines(text, room).lines == lines


@pytest.mark.parametrize("room", [1.0, 0.05, 0.0, -3.0])
def test_a_column_too_narrow_for_a_character_comes_to_an_end(room: float) -> None:
    assert unit_lines("市水务局、", room).lines == ("市", "水", "务", "局", "、")


def test_what_stands_badly_is_counted() -> None:
    assert unit_lines("市教育局、市科技局", 5.5).torn == 0
    assert unit_lines("市教育局、市科技局", 4.5).torn == 2
    assert unit_lines("各县（区）", 4.5).alone == 1


UNITS = st.lists(
    st.sampled_from(("市教育局", "市住房城乡建设局", "各县（市、区）", "市委", "开发区")),
    min_size=1,
    max_size=6,
).map("、".join)


@given(UNITS, st.integers(6, 40).map(lambda halves: halves / 2 + 0.2))
def test_lines_hold_the_text_and_tear_no_name_that_fits(text: str, room: float) -> None:
    made = unit_lines(text, room)
    assert "".join(made.lines) == text
    assert all(width(line) <= room for line in made.lines)
    if room >= width("市住房城乡建设局、") + 0.2:
        assert all(line.endswith("、") for line in made.lines[:-1])
        assert made.torn == made.alone == 0


def table_of(tasks: str) -> Table:
    text = f"正文:\n- 节: 清理岸线\n  正文:\n{tasks}- 责任分工表: {{取自: 正文}}\n"
    return table_in(blocks_of(text))


def test_a_derived_table_breaks_between_units() -> None:
    tasks = "".join(
        f"  - {{任务: 拆除第{number}处侵占岸线的堆场并恢复岸线原貌, 牵头单位: 市水利局,"
        " 责任单位: [市自然资源和规划局, 市市场监管局, 各县（区）],"
        " 配合单位: [市公安局, 市财政局], 时限: 2027-06}\n"
        for number in range(1, 8)
    )
    rows = cells_of(table_of(tasks))
    units = {line for row in rows[1:] for cell in row[3:6] for line in cell.split("\n")}
    assert all(not line.startswith(("（", "、")) and len(line) > 1 for line in units if line)
    whole = {"市公安局", "市财政局", "各县（区）", "市水利局"}
    assert whole <= {line.rstrip("、，") for line in units}
