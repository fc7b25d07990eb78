"""正文: headings, run-in text, tasks, stages, duties, articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.document.values import deadline_words
from gongwen.paper.words import bracketed, with_stop
from gongwen.paper.words import lines_of as text_lines

from ..typesetting import blocks_of, body_lines, lines_of, paragraphs_in


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("加强领导", "加强领导。"),
        ("加强领导。", "加强领导。"),
        ("怎么办？", "怎么办？"),
        ("他说“好！”", "他说“好！”"),
        ("贯彻《条例》", "贯彻《条例》。"),
        ("落实责任（草案。）", "落实责任（草案。）"),
        ("加强领导，", "加强领导。"),
        ("加强领导 ", "加强领导。"),
        ("主要任务：", "主要任务："),
        ("", ""),
    ],
)
def test_one_stop_at_the_end(typed: str, printed: str) -> None:
    assert with_stop(typed) == printed


@given(st.text("加强领导。！？”，）", max_size=8))
def test_a_stop_is_added_once(text: str) -> None:
    assert with_stop(with_stop(text)) == with_stop(text)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2027-12", "2027年12月底前"),
        ("2027-03", "2027年3月底前"),
        ("2027-12-31", "2027年12月31日前"),
        ("2027", "2027年底前"),
        ("2027-13", "2027-13"),
        ("2027.10", "2027年10月底前"),
        ("2027．1", "2027年1月底前"),
        ("2027/10", "2027年10月底前"),
        ("2027/10/5", "2027年10月5日前"),
        ("2027.10前", "2027年10月前"),
        ("2027-10 底前", "2027年10月底前"),
        ("2027年10月", "2027年10月"),
        ("2027.2-2027.5", "2027.2-2027.5"),
        ("2027年12月底前", "2027年12月底前"),
        ("长期坚持", "长期坚持"),
        ("2026-2027年", "2026-2027年"),
    ],
)
def test_deadlines(typed: str, printed: str) -> None:
    assert deadline_words(typed) == printed


def test_brackets_are_put_once() -> None:
    assert [bracketed(text) for text in ("代拟稿", "（代拟稿）", " 代拟稿 ")] == ["（代拟稿）"] * 3


def test_text_over_several_lines_has_at_least_one() -> None:
    assert text_lines("一\n\n 二 ") == ("一", "二")
    assert text_lines("") == ("",)


def test_headings_by_level_and_run_in() -> None:
    assert body_lines(
        """
        - 节: 总体要求
          正文:
          - 全市节约用水。
          - 节: 基本原则
            接排: 坚持节水优先。
          - 节: 工作目标。
            接排: 用水总量不增。
        - 节: 重点任务
          正文:
          - 节: 农业节水
            正文:
            - 节: 改造灌区
              接排: 改造三个灌区。
        - {节: 附则, 编号: 无, 正文: 本方案自印发之日起施行。}
        """
    ) == [
        "一级标题|一、总体要求",
        "段落|全市节约用水。",
        "段落|（一）基本原则。坚持节水优先。",
        "段落|（二）工作目标。用水总量不增。",
        "一级标题|二、重点任务",
        "二级标题|（一）农业节水",
        "段落|1.改造灌区。改造三个灌区。",
        "一级标题|附则",
        "段落|本方案自印发之日起施行。",
    ]


def test_the_heading_alone_takes_its_level_s_face() -> None:
    blocks = blocks_of("正文:\n- {节: 要求, 正文: [{节: 原则, 接排: 节水优先。}]}\n")
    run_in = paragraphs_in(blocks, "段落")[0]
    assert [(run.text, run.style) for run in run_in.runs] == [
        ("（一）原则。", "二级接排"),
        ("节水优先。", None),
    ]


def test_a_marker_of_the_standard_brings_its_face() -> None:
    more = "编号: {层次: [一、, 1.]}"
    assert body_lines("- {节: 任务, 正文: [{节: 修渠, 正文: 修渠两条。}]}", more) == [
        "一级标题|一、任务",
        "三级标题|1.修渠",
        "段落|修渠两条。",
    ]


def test_run_in_text_over_several_lines_becomes_paragraphs() -> None:
    assert body_lines("- 节: 要求\n  接排: |\n    第一段。\n    第二段。") == [
        "段落|一、要求。第一段。",
        "段落|第二段。",
    ]


def test_lead_sentence() -> None:
    blocks = blocks_of("正文:\n- {领句: 坚持节水优先, 接排: 控制用水总量。}\n")
    (paragraph,) = paragraphs_in(blocks, "段落")
    assert [(run.text, run.style) for run in paragraph.runs] == [
        ("坚持节水优先。", "领句"),
        ("控制用水总量。", None),
    ]


def test_items_start_at_one_unless_continuous() -> None:
    body = """
    - 节: 甲
      正文:
      - 条目: [修渠。, 打井。]
    - 节: 乙
      正文:
      - {条目: [巡查。], 序号: 1.}
      - {条目: [宣传。], 序号: ①}
    """
    assert [line for line in body_lines(body) if line.startswith("条目")] == [
        "条目|（一）修渠。",
        "条目|（二）打井。",
        "条目|1.巡查。",
        "条目|①宣传。",
    ]
    continuous = body_lines(body.replace(", 序号: 1.", ""), "编号: {连续: [2]}")
    assert "条目|（三）巡查。" in continuous


def test_stages_print_their_period() -> None:
    assert body_lines(
        """
        - 阶段:
          - {阶段: 宣传发动阶段, 起: 2021-11, 止: 2022-01, 接排: 广泛宣传。}
          - {阶段: 总结阶段, 起: 2022-03, 止: 2022-03, 接排: 总结经验。}
          - {阶段: 验收阶段, 时间: 另行通知, 接排: 组织验收。}
          - {阶段: 巩固阶段, 时间: （长期）}
          - {阶段: 收尾阶段, 接排: 归档。}
        """
    ) == [
        "段落|一、宣传发动阶段（2021年11月—2022年1月）。广泛宣传。",
        "段落|二、总结阶段（2022年3月）。总结经验。",
        "段落|三、验收阶段（另行通知）。组织验收。",
        "一级标题|四、巩固阶段（长期）",
        "段落|五、收尾阶段。归档。",
    ]


def test_stages_count_on_with_sections_and_hold_text() -> None:
    lines = body_lines(
        """
        - 节: 步骤
          正文:
          - {节: 准备, 接排: 成立专班。}
          - 阶段: [{阶段: 动员, 起: 2026-01, 正文: [{条目: [开会。]}]}]
        """
    )
    assert lines[2:] == ["二级标题|（二）动员（2026年1月起）", "条目|1.开会。"]


def test_duties_in_one_paragraph_each() -> None:
    assert body_lines(
        """
        - 职责:
          - {单位: 市教育局：, 内容: 组织学校节水。}
          - {单位: 市科技局、财政局, 内容: [研发设备。, 安排资金。]}
        """
    ) == [
        "段落|市教育局：组织学校节水。",
        "段落|市科技局、财政局：",
        "条目|1.研发设备。",
        "条目|2.安排资金。",
    ]


def test_duties_under_a_heading_line() -> None:
    assert body_lines(
        """
        - 题式: "{单位}节水职责："
          职责:
          - {单位: 市教育局, 内容: [组织学校节水。]}
          - {单位: 市科协, 内容: 开展科普。}
        """
    ) == [
        "段落|市教育局节水职责：",
        "条目|1.组织学校节水。",
        "段落|市科协节水职责：",
        "段落|开展科普。",
    ]


def test_articles() -> None:
    assert body_lines(
        """
        - 章: 总则
          正文:
          - 条: 为节约用水，制定本办法。
          - 条: [本市用水适用本办法。, 法律另有规定的除外。]
        - 章: 管理
          正文:
          - 节: 计划
            正文:
            - {条: 计划用水：, 项: [{文: 定额；, 条目: [工业；]}, 水价。]}
        """,
        "体例: 条款",
    ) == [
        "章|第一章　总则",
        "条|第一条　为节约用水，制定本办法。",
        "条|第二条　本市用水适用本办法。",
        "段落|法律另有规定的除外。",
        "章|第二章　管理",
        "节|第一节　计划",
        "条|第三条　计划用水：",
        "条目|（一）定额；",
        "条目|1.工业；",
        "条目|（二）水价。",
    ]


def test_pasted_text_is_set_like_blocks() -> None:
    pasted = "正文: |\n  各单位：\n  一、总体要求\n  （一）原则。节水优先。\n  1.修渠。\n"
    assert lines_of(pasted)[2:] == [
        "段落|各单位：",
        "一级标题|一、总体要求",
        "段落|（一）原则。节水优先。",
        "条目|1.修渠。",
    ]
