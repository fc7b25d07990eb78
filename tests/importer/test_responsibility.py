"""Who does a task, as offices write it: fields of the task, or text as it was, which is told."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from gongwen.importer.account import account
from gongwen.importer.body import Body, read_body
from gongwen.importer.pieces import Look, Source, SourceParagraph
from gongwen.importer.responsibility import read_bracket
from gongwen.importer.tree import Tree, plain
from gongwen.paper.responsible import labelled, says_who

UNREAD = "写着由谁负责，没有拆成责任单位等项目，照原样留在文字里"


def read(text: str) -> tuple[Body, list[str]]:
    """A text, of which no character is lost, and what was said of it."""
    source = Source("旧文.txt", "行")
    for number, line in enumerate(text.splitlines(), 1):
        source.pieces.append(SourceParagraph(line.strip(), number, Look()))
    found = read_body(source.pieces, source)
    account(list(source.pieces), {"正文": found.blocks}, source)
    return found, [problem.message for problem in source.problems]


def keyed(blocks: Iterable[Tree], key: str) -> list[dict[str, Tree]]:
    """The blocks that have a key, however deep."""
    found: list[dict[str, Tree]] = []
    for block in map(plain, blocks):
        if isinstance(block, dict):
            found += [block] if key in block else []
            inner = block.get("正文", [])
            found += keyed(inner if isinstance(inner, list) else [], key)
    return found


def fields(text: str) -> tuple[list[dict[str, Tree]], str, list[str]]:
    """What each task of a text says of who does it, the wording, and what was said."""
    body, said = read(text)
    words = ("任务", "内容")
    tasks = [
        {key: value for key, value in task.items() if key not in words}
        for task in keyed(body.blocks, "任务")
    ]
    return tasks, body.wording, said


TWO = "一、重点任务\n（一）办展览。不少于20天。{}\n（二）办竞赛。每县一次。{}"


@pytest.mark.parametrize(
    ("first", "second", "wording"),
    [
        (
            "（牵头单位：市教育局，配合单位：市财政局，各县、区）",
            "（牵头单位：市文旅局）",
            "（牵头单位：{牵头单位}，配合单位：{配合单位}）",
        ),
        (
            "〔牵头单位：市教育局；配合单位：市财政局，各县、区〕",
            "〔牵头单位：市文旅局〕",
            "〔牵头单位：{牵头单位}；配合单位：{配合单位}〕",
        ),
        (
            "（由市教育局牵头，市财政局，各县、区参与）",
            "（由市文旅局牵头）",
            "（由{牵头单位}牵头，{配合单位}参与）",
        ),
        (
            "（主办单位：市教育局，协办单位：市财政局，各县、区）",
            "（主办单位：市文旅局）",
            "（主办单位：{牵头单位}，协办单位：{配合单位}）",
        ),
        ("\n牵头单位：市教育局  配合单位：市财政局，各县、区", "\n牵头单位：市文旅局", "分行"),
        ("\n牵头单位：市教育局；配合单位：市财政局，各县、区。", "\n牵头单位：市文旅局", "分行"),
        ("牵头单位：市教育局，配合单位：市财政局，各县、区", "牵头单位：市文旅局。", "分行"),
        ("牵头单位:市教育局 配合单位:市财政局，各县、区", "\n牵头单位:市文旅局", "分行"),
    ],
)
def test_in_every_punctuation(first: str, second: str, wording: str) -> None:
    tasks, found, said = fields(TWO.format(first, second))
    assert not any("没有全部写进" in each for each in said)
    assert tasks == [
        {"牵头单位": "市教育局", "配合单位": "市财政局，各县、区"},
        {"牵头单位": "市文旅局"},
    ]
    assert found == wording


def test_what_is_changed_is_told() -> None:
    several = "一行写了几项责任的，改成一项一行（第3、5行，共2处）"
    line = "\n完成时间：2026年3月 责任部门：市教育局"
    tasks, _, said = fields(TWO.format(line, line))
    assert tasks == [{"责任单位": "市教育局", "时限": "2026年3月"}] * 2
    assert said == [
        f"第3行：{several}",
        "第3行：责任部门、完成时间等改称责任单位、完成时限等（第3、5行，共4处）",
        "第3行：责任各项的先后照牵头单位、责任单位、配合单位、责任领导、完成时限（第3、5行，共2处）",
    ]


def test_brackets_follow_those_of_most() -> None:
    tasks, _, said = fields(
        "1.疏浚河道。（责任单位：市水务局；配合单位：市财政局）\n"
        "2.加固堤防（责任单位：市水务局，配合单位：市财政局）。\n"
        "3.开展巡查。\n（责任单位：市水务局 配合单位：市财政局）"
    )
    assert tasks == [{"责任单位": "市水务局", "配合单位": "市财政局"}] * 3
    assert said == [
        "第3行：单独成行的括号接到前一行的末尾（第3行，共1处）",
        "第2行：括号里的标点、括号前后的句号与全文统一（第2、3行，共2处）",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("（市水务局、市财政局，列第一位者为牵头单位，下同）", "（市水务局、市财政局）"),
        (
            "（责任单位：市水务局、市财政局，列第一位的为牵头单位）",
            "（责任单位：市水务局、市财政局）",
        ),
        (
            "\n责任单位：市水务局、市财政局（列第一位的单位为牵头单位，下同）",
            "\n责任单位：市水务局、市财政局",
        ),
    ],
)
def test_the_first_unit_leads(first: str, second: str) -> None:
    tasks, _, (said,) = fields(f"1.疏浚河道。{first}\n2.加固堤防。{second}")
    assert tasks == [{"牵头单位": "市水务局", "责任单位": "市财政局"}] * 2
    assert said.partition("：")[2].startswith(
        "照“列第一位的为牵头单位”，每项的第一个单位写成牵头单位"
    )


def test_a_single_unit_stays_responsible_and_labels_stay() -> None:
    tasks, wording, _ = fields(
        "1.疏浚河道。（责任单位：市水务局、市财政局，列第一位的为牵头单位，下同）\n"
        "2.加固堤防。（责任单位：市水务局；完成时限：2026年底）"
    )
    assert tasks[1] == {"责任单位": "市水务局", "时限": "2026年底"}
    assert wording.startswith("（牵头单位：{牵头单位}；责任单位：{责任单位}；")


def test_where_brackets_and_lines_say_it_the_fewer_stay_text_and_are_told() -> None:
    tasks, wording, said = fields(
        "1.疏浚河道。（市水务局、市财政局，列第一位者为牵头单位，下同）\n2.加固堤防。（市住建局）\n"
        "3.开展巡查。\n责任单位：市水务局、市财政局"
    )
    assert tasks == [{"牵头单位": "市水务局", "责任单位": "市财政局"}, {"责任单位": "市住建局"}, {}]
    assert wording == "括注"
    assert said[1:] == [f"第4行：{UNREAD}（第4行，共1处）"]


def test_a_remark_that_came_to_nothing_is_told() -> None:
    _, said = read(
        "一、清淤。（市水务局、市财政局，列第一位者为牵头单位）\n1.疏浚。\n2.加固。\n"
        "二、巡查。（市水务局、市财政局）\n1.每月一次。\n2.记录在案。"
    )
    assert said == [
        "第1行：“列第一位的为牵头单位”这句话没有印，这一项也没有拆成牵头单位、责任单位",
        f"第1行：{UNREAD}（第1、4行，共2处）",
    ]


@pytest.mark.parametrize(
    "last",
    [
        "（市水务局牵头，市财政局参与，省水利厅指导）",
        "（市水务局牵头，市财政局参与；每月通报进展）",
        "（责任单位：市水务局；联系人：王刚）",
        "（牵头单位：市水务局）（配合单位：市财政局）",
    ],
)
def test_what_no_field_holds_is_kept_as_written_and_told(last: str) -> None:
    body, said = read(f"1.加固堤防。（市水务局牵头，市财政局参与）\n2.疏浚河道。{last}")
    task = keyed(body.blocks, "任务")[1]
    assert task == {"任务": f"疏浚河道。{last}"}
    assert said == [f"第2行：{UNREAD}（第2行，共1处）"]


@pytest.mark.parametrize(
    "line", ["参与单位：市财政局", "责任单位：市水务局、市财政局按职责分工负责", "责任人：王刚"]
)
def test_lines_that_no_field_holds(line: str) -> None:
    body, said = read(f"1.疏浚河道。\n牵头单位：市水务局\n{line}\n2.加固堤防。\n牵头单位：市水务局")
    assert body.blocks[1] == line
    assert said == [f"第3行：{UNREAD}（第3行，共1处）"]


def test_lines_beneath_the_text_of_a_heading_and_beneath_its_items() -> None:
    body, said = read(
        "（一）办展览\n不少于20天。\n责任单位：市教育局\n（二）办竞赛\n1.制定方案。\n2.组织实施。\n"
        "责任单位：市文旅局"
    )
    assert body.blocks == [
        {"节": "办展览", "责任单位": "市教育局", "正文": ["不少于20天。"]},
        {"节": "办竞赛", "责任单位": "市文旅局", "正文": [{"条目": ["制定方案。", "组织实施。"]}]},
    ]
    assert said == []


def test_more_text_of_a_task_before_its_lines() -> None:
    long = "抓紧疏浚，分段施工，年内完成。"
    body, _ = read(f"1.{long}\n分两段。\n责任单位：市水务局\n2.{long}\n责任单位：市水务局")
    assert body.blocks == [
        {"任务": f"{long}\n分两段。", "责任单位": "市水务局"},
        {"任务": long, "责任单位": "市水务局"},
    ]


def test_a_heading_with_text_beneath_keeps_its_bracket() -> None:
    body, said = read("一、清淤（市水务局牵头）\n年内完成。\n二、巡查（市林业局牵头）\n全年开展。")
    assert [each["节"] for each in keyed(body.blocks, "节")] == [
        "清淤（市水务局牵头）",
        "巡查（市林业局牵头）",
    ]
    assert said == [f"第1行：{UNREAD}（第1、3行，共2处）"]


def test_the_second_of_two_brackets_is_not_read_alone() -> None:
    assert read_bracket("加固堤防。（市水务局牵头）（配合单位：市财政局）") is None
    assert read_bracket("加固堤防。（含涵闸）（配合单位：市财政局）") is not None


def test_labels_of_a_line() -> None:
    found = labelled("牵头单位：市教育局，各县、区  完成时限：2026年底前。")
    assert [(each.label, each.value, each.sign) for each in found] == [
        ("牵头单位", "市教育局，各县、区", ""),
        ("完成时限", "2026年底前。", ""),
    ]
    assert labelled("请牵头单位：市教育局") == ()


@pytest.mark.parametrize("text", ["做好清淤（市水务局负责）。", "做好清淤。〔责任单位：市水务局〕"])
def test_a_text_says_who(text: str) -> None:
    assert says_who(text)
    assert not says_who("做好清淤（含涵闸）。")
