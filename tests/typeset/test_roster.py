"""名单: labels, names, posts and units, and where they stand (28 characters of 300 twips)."""

from __future__ import annotations

import pytest

from gongwen.composition import Fit, Geometry, Paragraph, TabStop
from gongwen.typeset.people import SPREAD, name_width, spread, spread_name

from ..typesetting import blocks_of, body_lines, cells_of, paragraphs_in, table_in


def roster(yaml: str) -> list[Paragraph]:
    return paragraphs_in(blocks_of(f"正文:\n- 名单:\n{yaml}"), "名单")


LEADERS = """
  - {角色: 组长, 人员: [王刚 市政府副市长]}
  - 角色: 副组长
    人员: [李小明 市政府副秘书长, 阿不都·克里木 市科协主席, 杨 洋（女，回族） 市教育局局长]
  - {角色: 成员, 单位: 市教育局、市科技局, 后缀: 等单位分管负责同志}
"""


def test_two_characters_are_spread_by_a_style() -> None:
    assert [(run.text, run.style) for run in spread("王刚")] == [("王", SPREAD), ("刚", None)]
    assert [(run.text, run.style) for run in spread("李小明")] == [("李小明", None)]
    assert [(run.text, run.style) for run in spread_name("杨洋（女，回族）")] == [
        ("杨", SPREAD),
        ("洋", None),
        ("（女，回族）", None),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("王刚", 3), ("李小明", 3), ("欧阳明明", 4), ("阿不都·克里木", 7), ("杨洋（女）", 6)],
)
def test_width_of_a_name(name: str, expected: float) -> None:
    assert name_width(name) == expected


def test_lines() -> None:
    assert [paragraph.text for paragraph in roster(LEADERS)] == [
        "组长：王刚\t市政府副市长",
        "副组长：李小明\t市政府副秘书长",
        "阿不都·克里木\t市科协主席",
        "杨洋（女，回族）\t市教育局局长",
        "成员：市教育局、市科技局等单位分管负责同志。",
    ]


@pytest.mark.parametrize("typed", ["单位: 市教育局", "单位: 市教育局。", "单位: [市教育局]"])
def test_units_end_in_one_stop(typed: str) -> None:
    assert body_lines(f"- 名单: [{{角色: 成员, {typed}}}]") == ["名单|成员：市教育局。"]


def test_labels_are_spread_where_one_has_three_characters() -> None:
    first = roster(LEADERS)[0]
    assert first.runs[0].style == SPREAD
    short = roster("  - {角色: 组长, 人员: [王刚 市长]}\n  - {角色: 成员, 人员: [李明 局长]}\n")
    assert short[0].runs[0].text == "组长"
    assert short[0].geometry == Geometry(1500 + 1200, None, 600 - 2700, (TabStop(2700),))


@pytest.mark.parametrize("typed", ["成  员", "成 员", "成　员", "成　 员", "成员"])
def test_a_role_typed_with_blanks_is_as_wide_as_the_others(typed: str) -> None:
    first, second, member, unit = roster(
        "  - {角色: 组　长, 人员: [王刚 市长]}\n  - {角色: 副组长, 人员: [李明 副市长]}\n"
        f"  - {{角色: {typed}, 人员: [张小明 市教育局局长]}}\n"
        f"  - {{角色: {typed}, 单位: 市直部门}}\n"
    )
    assert [(run.text, run.style) for run in member.runs[:2]] == [("成", SPREAD), ("员", None)]
    assert [each.text for each in (first, member, unit)] == [
        "组长：王刚\t市长",
        "成员：张小明\t市教育局局长",
        "成员：市直部门。",
    ]
    assert first.geometry == second.geometry == member.geometry


def test_names_at_six_posts_at_ten() -> None:
    paragraphs = roster(LEADERS)
    assert [paragraph.geometry for paragraph in paragraphs] == [
        Geometry(3000, None, 600 - 3000, (TabStop(3000),)),
        Geometry(3000, None, 600 - 3000, (TabStop(3000),)),
        Geometry(4200, None, 1800 - 4200, (TabStop(4200),)),
        Geometry(4800, None, 1800 - 4800, (TabStop(4800),)),
        Geometry(1800, None, 600 - 1800, ()),
    ]


def test_a_post_turns_over_below_its_beginning_behind_a_long_name_too() -> None:
    for name in ("王刚", "李小明", "欧阳明远", "阿不都·克里木", "周岚（女，回族）"):
        (paragraph,) = roster(f"  - {{角色: 成员, 人员: [{name} {'市政府办公室' * 5}]}}\n")
        geometry = paragraph.geometry
        assert geometry is not None
        assert geometry.left is not None
        begins = max(1500 + name_width(name) * 300 + 300, 1500 + 4 * 300)
        assert geometry.left == geometry.tabs[-1].position == begins


def test_a_post_with_no_room_behind_its_name_stands_below_it_in_the_column() -> None:
    long = "古丽巴哈尔·买买提江·阿里（女，维吾尔族）"
    first, second, third = roster(
        "  - 角色: 成员\n    人员:\n    - 王刚 市教育局局长\n"
        f"    - {long} 市农业农村局党组成员、市农机推广中心主任\n"
    )
    assert [second.text, third.text] == [long, "市农业农村局党组成员、市农机推广中心主任"]
    assert first.geometry is not None
    assert third.geometry == Geometry(first.geometry.left, None, 0)
    assert second.fit == Fit(keep_next=True)
    shorter = "古丽·买买提江（女，维吾尔族）"
    (behind,) = roster(f"  - {{角色: 成员, 人员: [{shorter} 市农业农村局副局长]}}\n")
    assert behind.text == f"成员：{shorter}\t市农业农村局副局长"


def test_a_long_label_leaves_the_posts_their_room() -> None:
    leader, label, person = roster(
        "  - {角色: 组长, 人员: [王刚 市长]}\n"
        "  - {角色: 领导小组办公室联络协调人, 人员: [李明 科长]}\n"
    )
    assert label.text == "领导小组办公室联络协调人："
    assert label.fit == Fit(keep_next=True)
    assert leader.geometry is not None
    assert person.geometry is not None
    assert leader.geometry.left == person.geometry.left


def test_a_narrower_label_reaches_the_names_by_a_tab() -> None:
    paragraphs = roster(
        "  - {角色: 总召集人, 人员: [王刚 市长]}\n  - {角色: 成员, 人员: [李明 局长]}\n"
    )
    assert paragraphs[1].text == "成员：\t李明\t局长"
    assert paragraphs[1].geometry == Geometry(
        3300, None, 600 - 3300, (TabStop(2100), TabStop(3300))
    )


def test_groups_and_people_without_posts() -> None:
    paragraphs = roster("  - {角色: 专家, 分组: [{组: 农业组, 人员: [王刚 教授, 李明]}]}\n")
    assert [paragraph.text for paragraph in paragraphs] == ["专家：农业组", "王刚\t教授", "李明"]


def test_one_open_mark_between_units_and_tail() -> None:
    assert body_lines("- 名单: [{角色: 成员, 单位: 市教育局等, 后缀: 等单位负责同志。}]") == [
        "名单|成员：市教育局等单位负责同志。"
    ]


def test_people_and_units_in_one_role() -> None:
    assert body_lines("- 名单: [{角色: 成员, 人员: [王刚 市长], 单位: 市教育局}]") == [
        "名单|成员：王刚→市长",
        "名单|市教育局。",
    ]


def test_as_a_table() -> None:
    text = LEADERS + "  - {角色: 专家, 分组: [{组: 农业组, 人员: [王刚 教授]}]}\n  版式: 表\n"
    table = table_in(blocks_of(f"正文:\n- 名单:\n{text}"))
    assert cells_of(table) == [
        ["角色", "姓名", "单位及职务"],
        ["组长", "王刚", "市政府副市长"],
        ["副组长", "李小明", "市政府副秘书长"],
        ["", "阿不都·克里木", "市科协主席"],
        ["", "杨洋（女，回族）", "市教育局局长"],
        ["成员", "市教育局、市科技局等单位分管负责同志"],
        ["专家", "农业组"],
        ["", "王刚", "教授"],
    ]
    assert all(sum(cell.columns for cell in row) == 3 for row in table.rows)
    assert [row[0].rows for row in table.rows[2:5]] == ["restart", "continue", "continue"]
