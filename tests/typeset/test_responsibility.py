"""责任标注 after tasks, and the table derived from them."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.document.values import ATTRIBUTES
from gongwen.typeset.pattern import fill_pattern
from gongwen.typeset.responsibility import IN_BRACKETS, run_in

from ..typesetting import blocks_of, body_lines, cells_of, table_in

VALUES = {
    "牵头单位": "市教育局",
    "责任单位": "市科技局，市科协",
    "配合单位": "市财政局、各县（区）",
    "责任领导": "李明",
    "时限": "2027年12月底前",
}
PATTERNS = (
    "（{牵头单位}牵头，{配合单位}按职责分工负责）",
    "（责任单位：{责任单位}；完成时限：{时限}）",
    "牵头单位：{牵头单位}；配合单位：{配合单位}。责任领导：{责任领导}。",
    "（{责任单位}、{配合单位}）",
    "（牵头单位：{牵头单位}（{责任领导}），责任单位：{责任单位}，{时限}完成）",
    "（由{牵头单位}会同{配合单位}负责）",
)


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize(
    "given_fields",
    [names for count in range(6) for names in itertools.combinations(VALUES, count)],
    ids="".join,
)
def test_no_pattern_leaves_loose_punctuation(pattern: str, given_fields: tuple[str, ...]) -> None:
    fields = {name: VALUES[name] if name in given_fields else "" for name in VALUES}
    _is_clean(fill_pattern(pattern, fields))
    _is_clean(run_in(fields, IN_BRACKETS))


def _is_clean(text: str) -> None:
    assert not re.search(
        r"[，、；。：][，、；。：]|（[，、；。）]|[，、；：]）|^[，、；。]", text
    ), text
    assert text.count("（") == text.count("）")
    assert "{" not in text


@given(
    st.lists(
        st.sampled_from(
            [*(f"{{{name}}}" for name in VALUES), "牵头", "，", "；", "。", "（", "）"]
        ),
        max_size=12,
    ),
    st.sets(st.sampled_from(sorted(VALUES))),
)
def test_any_pattern_is_filled_without_doubled_punctuation(
    pieces: list[str], given_fields: set[str]
) -> None:
    fields = {name: "值" if name in given_fields else "" for name in VALUES}
    text = fill_pattern("".join(pieces), fields)
    assert not re.search(r"[，；。][，；。]|（[，；。）]|^[，；。]", text)
    assert "{" not in text


@pytest.mark.parametrize(
    ("given_fields", "printed"),
    [
        ({"牵头单位", "配合单位"}, "（市教育局牵头，市财政局、各县（区）按职责分工负责）"),
        ({"牵头单位"}, "（市教育局牵头）"),
        ({"配合单位"}, "（市财政局、各县（区）按职责分工负责）"),
        (set(), ""),
    ],
)
def test_pattern(given_fields: set[str], printed: str) -> None:
    fields = {name: text for name, text in VALUES.items() if name in given_fields}
    assert fill_pattern(PATTERNS[0], fields) == printed


TASK = """
- 任务: 改造三个灌区
  牵头单位: 市教育局
  配合单位: 市科协。
  时限: 2027-12
"""


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        (
            "分行",
            [
                "条目|一、改造三个灌区",
                "责任|牵头单位：市教育局",
                "责任|配合单位：市科协",
                "责任|完成时限：2027年12月底前",
            ],
        ),
        (
            "括注",
            [
                "条目|一、改造三个灌区。（牵头单位：市教育局；配合单位：市科协；"
                "完成时限：2027年12月底前）"
            ],
        ),
        ("不标", ["条目|一、改造三个灌区"]),
        (
            "“（{牵头单位}牵头，{责任单位}负责，{时限}完成）”",
            ["条目|一、改造三个灌区。（市教育局牵头，2027年12月底前完成）"],
        ),
    ],
)
def test_forms(form: str, printed: list[str]) -> None:
    quoted = form.replace("“", '"').replace("”", '"')
    assert body_lines(TASK, f"责任标注: {quoted}") == printed


def test_default_is_on_lines() -> None:
    assert body_lines(TASK) == body_lines(TASK, "责任标注: 分行")


def test_content_follows_the_task_as_lead_sentence() -> None:
    assert body_lines(
        "- {任务: 改造灌区, 内容: 年内完成三个, 责任单位: 市教育局}", "责任标注: 括注"
    ) == ["段落|一、改造灌区。年内完成三个。（市教育局）"]


def test_units_are_handed_down_and_not_repeated() -> None:
    assert body_lines(
        """
        - 节: 农业节水
          责任单位: 市教育局
          正文:
          - 任务: 修渠。
          - {任务: 打井。, 责任单位: 市科协}
        - 节: 城市节水
          责任单位: 市财政局
          接排: 更换管网。
        """,
        "责任标注: 括注",
    ) == [
        "一级标题|一、农业节水",
        "条目|（一）修渠。（市教育局）",
        "条目|（二）打井。（市科协）",
        "段落|二、城市节水。更换管网。（市财政局）",
    ]


def test_unnumbered_task() -> None:
    assert body_lines("- {任务: 修渠。, 编号: 无}") == ["条目|修渠。"]


PLAN = """
责任标注: 不标
正文:
- 节: 农业节水
  简名: 农业
  责任单位: 市教育局
  正文:
  - {任务: 修渠。, 时限: 2027-12}
  - {任务: 打井, 内容: 打井十眼。, 配合单位: 市科协, 备注: 分年实施}
  - {任务: 巡查。, 措施: 每月巡查一次}
- {节: 城市节水。, 接排: 更换管网。, 责任单位: 市财政局}
- 责任分工表: {%s}
  表题: 任务分工
"""


def test_derived_table_shows_what_is_given() -> None:
    table = table_in(blocks_of(PLAN % "取自: 正文"))
    assert cells_of(table) == [
        ["序号", "重点\n任务", "主要措施", "责任单位", "配合\n单位", "完成时限", "备注"],
        ["1", "农业", "修渠。", "市教育局", "", "2027年12月底前", ""],
        ["2", "", "打井。打井十眼。", "市教育局", "市科协", "", "分年实施"],
        ["3", "", "每月巡查一次", "市教育局", "", "", ""],
        ["4", "城市节水", "更换管网。", "市财政局", "", "", ""],
    ]
    assert [row[1].rows for row in table.rows] == [None, "restart", "continue", "continue", None]


def test_derived_table_with_chosen_columns() -> None:
    table = table_in(
        blocks_of(PLAN % "列: [序号, {头: 工作内容, 取: 主要措施}, {头: 责任部门, 取: 责任单位}]")
    )
    assert cells_of(table)[:2] == [["序号", "工作内容", "责任部门"], ["1", "修渠。", "市教育局"]]


@pytest.mark.parametrize(
    ("source", "measure"), [("印发件", "甲。"), ("附件1", "乙。"), ("附件2", "丙。")]
)
def test_source_of_the_derived_table(source: str, measure: str) -> None:
    blocks = blocks_of(
        f"""
        正文:
        - 责任分工表: {{取自: {source}, 列: [主要措施]}}
        印发件:
          标题: 方案
          正文: [{{任务: 甲。}}]
        附件:
        - {{标题: 表一, 件: [{{标题: 件一, 正文: [{{任务: 乙。}}]}}]}}
        - {{标题: 表二, 正文: [{{任务: 丙。}}]}}
        """
    )
    assert cells_of(table_in(blocks)) == [["主要措施"], [measure]]


def test_tasks_outside_sections_are_their_own_group() -> None:
    table = table_in(
        blocks_of("正文:\n- {任务: 修渠, 内容: 年内修两条。}\n- 责任分工表: {取自: 正文}\n")
    )
    assert cells_of(table) == [["序号", "重点任务", "主要措施"], ["1", "修渠", "年内修两条。"]]


ONE_SECTION = """
正文:
- 节: 重点任务
  正文:
  - {任务: 修渠, 内容: 年内修两条。, 责任单位: 市教育局}
  - {任务: 打井%s, 责任单位: 市科协}
- 责任分工表: {取自: 正文}
"""


def test_tasks_of_one_section_stand_under_their_own_names() -> None:
    table = table_in(blocks_of(ONE_SECTION % ", 措施: 打井十眼。"))
    assert [row[1:3] for row in cells_of(table)] == [
        ["重点任务", "主要措施"],
        ["修渠", "年内修两条。"],
        ["打井", "打井十眼。"],
    ]


def test_a_task_that_is_one_sentence_keeps_the_sections_as_groups() -> None:
    table = table_in(blocks_of(ONE_SECTION % "。"))
    assert [row[1:3] for row in cells_of(table)] == [
        ["重点任务", "主要措施"],
        ["重点任务", "修渠。年内修两条。"],
        ["", "打井。"],
    ]


def test_every_field_has_a_place() -> None:
    assert set(ATTRIBUTES) == set(VALUES)


def test_punctuation_before_an_empty_bracket_stays_for_what_follows() -> None:
    pattern = "{牵头单位}牵头，（{责任领导}）{配合单位}配合"
    fields = {"牵头单位": "市教育局", "配合单位": "市科协"}
    assert fill_pattern(pattern, fields) == "市教育局牵头，市科协配合"
