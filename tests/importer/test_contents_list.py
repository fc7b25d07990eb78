"""Tables of contents in foreign files: left out, and the block 目录 in their place."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import assemble
from gongwen.importer.pieces import Look, Source, SourceParagraph
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from gongwen.render.render import render
from gongwen.word.package import pack

from ..compositions import template
from ..typeset.test_contents import PLAN, printed

TEXT = "一、背景\n我市绿地不足。\n二、任务\n（一）新建。建一批公园。\n（二）改造。改一批公园。"


def source_of(*lines: str, style: str = "") -> Source:
    source = Source("旧文.txt", "行")
    for number, line in enumerate(lines, 1):
        source.pieces.append(SourceParagraph(line, number, Look(style if "\t" in line else "")))
    return source


@pytest.mark.parametrize(
    "lines",
    [
        ("目  录", "一、背景\t1", "二、任务\t3"),
        ("目录", "一、背景……………1", "二、任务..........3"),
        ("目　次", "一、背景  1", "二、任务  （3）"),
        ("目录", "一、背景 1", "二、任务 3", "（一）新建 3", "（二）改造 - 4 -"),
        ("目录", "一、背景", "二、任务"),
        ("CONTENTS", "目录", "一、背景/1", "二、任务/3", "附录 Ⅳ"),
        ("【目录】", "一、背景", "1", "二、任务", "3"),
        ("目录", "前言……1", "一、背景…1", "二、任务…3"),
    ],
)
def test_a_list_of_headings_with_pages(lines: tuple[str, ...]) -> None:
    source = source_of("云溪市公园建设规划", *lines, *TEXT.split("\n"))
    made = assemble(source)
    assert made.tree["标题"] == "云溪市公园建设规划"
    body = made.tree["正文"]
    assert isinstance(body, list)
    assert body[0] == {"目录": "是"}
    assert made.text.count("背景") == 1
    left = [each.text for each in made.left_out if each.why.startswith("目录")]
    assert sorted(left) == sorted(lines)


def test_styles_tell_how_many_levels_there_are() -> None:
    source = source_of("云溪市公园建设规划", "目录", *TEXT.split("\n"))
    lines = [("一、背景\t1", "toc 1"), ("（一）新建\t2", "toc 2"), ("1.选址\t2", "toc 3")]
    source.pieces[2:2] = [SourceParagraph(text, 9, Look(style)) for text, style in lines]
    body = assemble(source).tree["正文"]
    assert isinstance(body, list)
    assert body[0] == {"目录": {"层次": "3"}}


def test_before_the_title_it_is_left_out_and_told_of() -> None:
    made = assemble(
        source_of("目录", "一、背景\t1", "二、任务\t3", "云溪市规划", *TEXT.split("\n"))
    )
    assert "目录" not in made.text
    assert [each.message for each in made.problems if "目录" in each.message] == [
        "第1行：目录在标题前面，略去了"
    ]


@pytest.mark.parametrize(
    "lines", [("目录",), ("目录", "一、背景\t1"), ("一、参加人数  20", "二、投入经费  30")]
)
def test_what_is_no_table_of_contents_stays(lines: tuple[str, ...]) -> None:
    made = assemble(source_of("云溪市公园建设规划", "各单位：", *lines, "请照办。"))
    body: Any = made.tree["正文"]
    assert not [block for block in body if isinstance(block, dict) and "目录" in block]
    assert not [each for each in made.left_out if each.why.startswith("目录")]


def test_our_own_files_come_back() -> None:
    content = pack(render(printed(PLAN % "3"), template()))
    made = assemble(read_content(content, ".docx", "预案.docx"))
    issued = made.tree["印发件"]
    assert isinstance(issued, dict)
    assert issued["编号"] == {"层次": ["1", "1.1", "1.1.1"]}
    assert issued["正文"] == [
        {"目录": {"层次": "3"}},
        {
            "节": "总则",
            "正文": [
                {
                    "节": "目的",
                    "正文": ["保障安全。", {"节": "依据", "接排": "依照有关规定。"}],
                }
            ],
        },
        {"节": "组织", "正文": ["市防办牵头。"]},
    ]


@pytest.mark.parametrize(
    ("text", "samples"),
    [
        (
            "1 总则\n1.1 目的\n保障安全。\n1.2 依据\n依照规定。\n（1）甲。\n2 组织\n市防办牵头。",
            ["1", "1.1", "（1）"],
        ),
        (
            "一、总则\n1.1 目的\n保障安全。\n1.2 依据\n依照规定。\n二、组织\n市防办牵头。",
            ["一、", "1.1"],
        ),
        ("1 总则\n1.1 目的\n1.1.1 依据\n依照规定。\n2 组织\n市防办牵头。", ["1", "1.1", "1.1.1"]),
    ],
)
def test_decimal_levels_are_declared(text: str, samples: list[str]) -> None:
    made = assemble(source_of("云溪市防汛预案", *text.split("\n")))
    assert made.tree["编号"] == {"层次": samples}


def test_a_decimal_number_that_does_not_follow_is_told_of() -> None:
    made = assemble(
        source_of("云溪市防汛预案", "1 总则", "1.1 目的", "2 组织", "3.1 机构", "2.3 职责")
    )
    assert [each.message for each in made.problems if "序数" in each.message] == [
        "第5行：序数是“3.1”，按前后次序应当是“2.1”",
        "第6行：序数是“2.3”，按前后次序应当是“2.2”",
    ]


def test_what_is_called_a_list_but_stands_for_no_headings_stays_and_is_told() -> None:
    made = assemble(source_of("关于报送材料的通知", "各单位：", "目录", "1.申报表", "2.承诺书"))
    assert plain(made.tree["正文"]) == ["目录", {"条目": ["申报表", "承诺书"], "序号": "1."}]
    assert [each.message for each in made.problems] == [
        "第3行：“目录”后面不像是目录（正文里没有同样的标题），照原样写成一段"
    ]
