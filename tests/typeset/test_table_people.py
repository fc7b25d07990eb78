"""Names of people and dates in the cells of a table: neither is parted where room can be had."""

from __future__ import annotations

import re

import pytest

from gongwen.typeset.table_dates import date_lines
from gongwen.typeset.table_people import holds_people, longest_name, people_lines
from gongwen.typeset.width import width

from ..typesetting import MEASURES, blocks_of, table_in

NAMES = ("欧阳明远", "许然", "司马长风", "古丽·买买提江", "周岚（女）", "林嘉喆")
HEADS = (
    *("序号", "姓名", "性别", "出生年月", "工作单位", "职务", "学历", "负责人", "联系人"),
    *("联系电话", "报到日期", "备注"),
)
ROW = (
    *("1", "欧阳明远", "男", "1986年10月", "市人力资源社会保障局", "副科长", "研究生"),
    *("司马长风、许然", "诸葛青云", "13800000000", "2026年12月8日", ""),
)


@pytest.mark.parametrize(
    "head",
    ["姓名", "联系人", "负责人（签字）", "行政责任人", "河长", "包联领导", "成员名单", "参会人员"],
)
def test_heads_of_people(head: str) -> None:
    assert holds_people(head)


@pytest.mark.parametrize(
    "head", ["联系电话", "负责单位", "人员数", "职务", "时长", "特长", "项目", "联系方式", "备注"]
)
def test_heads_of_anything_else(head: str) -> None:
    assert not holds_people(head)


@pytest.mark.parametrize(
    ("cells", "wide"),
    [
        (["欧阳明远", "许然"], 4.0),
        (["欧阳明远、许然"], 5.0),  # the mark cannot begin a line
        (["周岚（女，回族）"], 2.0),  # a bracket may
        (["王 芳"], 2.5),
        (["努尔兰·哈孜别克"], 4.0),  # too long for one line: broken behind the point
        (["市水务局", "另行通知各县区"], 0.0),
        ([""], 0.0),
    ],
)
def test_the_longest_name(cells: list[str], wide: float) -> None:
    assert longest_name(cells) == pytest.approx(wide, abs=0.6)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("欧阳明远、许然", 6.0, ["欧阳明远、", "许然"]),
        ("欧阳明远、许然", 8.0, ["欧阳明远、许然"]),
        ("许然、周岚、孙立、程一诺", 7.0, ["许然、周岚、", "孙立、程一诺"]),
        ("努尔兰·哈孜别克", 5.0, ["努尔兰·", "哈孜别克"]),
        ("市水务局、市教育局和各县区", 5.0, ["市水务局、市教育局和各县区"]),  # no people
    ],
)
def test_several_people_are_broken_between_them(text: str, room: float, lines: list[str]) -> None:
    made = people_lines(text, room)
    assert made.split("\n") == lines
    assert made.replace("\n", "") == text


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("2026年12月8日", 6.0, ["2026年12月", "8日"]),
        ("2026年7月8日", 5.0, ["2026年7月", "8日"]),
        ("2026年7月8日", 8.0, ["2026年7月8日"]),
        ("2026年9月底前", 4.6, ["2026年9月底前"]),  # ends behind the month by itself
        ("2026年12月底前", 3.0, ["2026年", "12月", "底前"]),
        ("计划2026年7月8日完成", 5.0, ["计划2026年7月8日完成"]),
        ("2026年7月8日", 1.0, ["2026年7月8日"]),
    ],
)
def test_dates_are_broken_between_their_parts(text: str, room: float, lines: list[str]) -> None:
    made = date_lines(text, room)
    assert made.split("\n") == lines
    assert made.replace("\n", "") == text


@pytest.mark.parametrize("landscape", [False, True])
def test_no_name_is_parted_in_a_table_of_many_columns(landscape: bool) -> None:
    rows = [list(ROW) for _ in NAMES]
    for row, name in zip(rows, NAMES, strict=True):
        row[1] = name
    typed = ", ".join(f"[{', '.join(map(repr, row))}]" for row in rows)
    grid = f"表: {{列: [{', '.join(HEADS)}], 行: [{typed}]}}"
    body = f"附件:\n- 标题: 名册\n  横排: {'是' if landscape else '否'}\n  正文:\n  - {grid}\n"
    table = table_in(blocks_of(body))
    size = next(
        each
        for each in MEASURES.table_types
        if table.style.endswith(each.suffix) and (each.suffix or table.style == "公文表格")
    )
    for cells in table.rows[1:]:
        for at in (1, 7, 8):
            room = (table.widths[at] - size.cell_margin) / size.character
            for line in cells[at].paragraphs[0].text.split("\n"):
                for name in re.split("[、（]", line):
                    assert width(name) <= room, (line, room)
