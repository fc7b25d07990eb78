"""Structure that no number tells: headings, tables set with blanks, texts that begin afresh, and
who does a task in several wordings.
"""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import assemble
from gongwen.importer.body import read_body
from gongwen.importer.pieces import Look, Piece, Source, SourceCell, SourceParagraph, SourceTable
from gongwen.importer.reading import read_content
from gongwen.importer.responsibility import choose_wording
from gongwen.importer.tree import plain
from tests.printed_body import bracket_fields


def body(pieces: list[Piece]) -> tuple[Any, list[str]]:
    source = Source("旧文.txt", "行", pieces)
    found = plain(list(read_body(pieces, source).blocks))
    return found, [problem.message for problem in source.problems]


def lines(text: str) -> list[Piece]:
    return [SourceParagraph(line, number) for number, line in enumerate(text.splitlines(), 1)]


def test_headings_that_lost_number_and_face() -> None:
    found, messages = body(
        lines("""\
为做好河道清淤工作，制定本方案。
总体要求
坚持标本兼治。
重点任务
（一）疏浚河道。年内完成12公里。
（二）加固堤防。年内完成3处。
保障措施
各单位要落实经费。""")
    )
    assert found == [
        "为做好河道清淤工作，制定本方案。",
        {"节": "总体要求", "编号": "无", "正文": ["坚持标本兼治。"]},
        {
            "节": "重点任务",
            "编号": "无",
            "正文": [
                {"节": "疏浚河道", "接排": "年内完成12公里。"},
                {"节": "加固堤防", "接排": "年内完成3处。"},
            ],
        },
        {"节": "保障措施", "编号": "无", "正文": ["各单位要落实经费。"]},
    ]
    assert messages == [f"第{line}行：像是标题，没有层次序数" for line in (2, 4, 7)]


@pytest.mark.parametrize(
    "text",
    [
        "现将有关事项通知如下：\n一、抓好落实\n总体要求\n各单位要落实。\n重点任务\n各单位要落实。",
        "通知如下。\n市水务局\n请认真落实。\n特此通知\n请认真落实。",
        "通知如下。\n总体要求\n请认真落实。",
    ],
    ids=["numbered", "names and closing words", "a single one"],
)
def test_short_lines_that_are_no_headings(text: str) -> None:
    found, messages = body(lines(text))
    assert "编号" not in str(found)
    assert not [each for each in messages if "没有层次序数" in each]


def test_headings_by_face_hold_what_is_numbered_under_them() -> None:
    heavy, light = Look(style="Normal", bold=True, size=16), Look(style="Normal", size=16)
    cells = ((SourceCell("阶段"), SourceCell("时间")), (SourceCell("自查"), SourceCell("6月")))
    found, _ = body(
        [
            SourceParagraph("检查内容", 1, heavy),
            SourceParagraph("（一）责任落实情况。重点检查制度。", 2, light),
            SourceParagraph("（二）隐患整改情况。重点检查闭环。", 3, light),
            SourceParagraph("进度安排", 4, heavy),
            SourceTable(cells, 5),
        ]
    )
    assert [(each["节"], each["编号"]) for each in found] == [
        ("检查内容", "无"),
        ("进度安排", "无"),
    ]
    assert [each["节"] for each in found[0]["正文"]] == ["责任落实情况", "隐患整改情况"]
    assert found[1]["正文"] == [{"表": {"列": ["阶段", "时间"], "行": [["自查", "6月"]]}}]


def test_numbers_that_count_on_stay_outside_an_unnumbered_heading() -> None:
    heading = Look(outline=1)
    found, messages = body(
        [
            SourceParagraph("（一）疏浚河道。年内完成。", 1),
            SourceParagraph("（二）加固堤防。年内完成。", 2),
            SourceParagraph("其他", 3, heading),
            SourceParagraph("（三）巡查河道。每月一次。", 4),
        ]
    )
    assert [each.get("节") for each in found] == ["疏浚河道", "加固堤防", "其他", "巡查河道"]
    assert "正文" not in found[2]
    assert messages == []


@pytest.mark.parametrize(
    "rows",
    [
        ["序号\t任务\t单位", "1\t疏浚河道\t市水务局"],
        ["单位      得分    等次", "市水务局    95.0    优秀", "市财政局　　94.2　　优秀"],
    ],
    ids=["tabs", "blanks"],
)
def test_a_table_set_with_blanks(rows: list[str]) -> None:
    found, messages = body(lines("\n".join(rows)))
    head, *below = (each.split() for each in rows)
    assert found == [{"表": {"列": head, "行": below}}]
    assert messages == [
        f"第1行：用空格或制表符排成的表（{'、'.join(head)}，{len(below)}行），已经写成表"
    ]


def test_blanks_that_make_no_table() -> None:
    text = "联系人：王刚    电话：0999-1    传真：0999-2\n地址：甲    邮编：8    邮箱：9"
    assert body(lines(text))[0] == text.splitlines()


def test_sideways_merges_are_kept() -> None:
    left = SourceCell("合计：3处", "left")
    table = SourceTable(
        (
            (SourceCell("片区"), SourceCell("热源"), SourceCell("企业")),
            (SourceCell("城东"), SourceCell("东郊"), SourceCell("热力公司")),
            (SourceCell("合计：3处"), left, left),
        ),
        1,
    )
    found, messages = body([table])
    assert found[0]["表"]["行"][1] == ["合计：3处", "＜", "＜"]
    assert messages == []


def test_texts_that_begin_afresh_in_one_attachment() -> None:
    text = """\
关于印发工作制度的通知
各单位：
现印发给你们。
附件：工作制度（含会议制度、报告制度）
云溪市水务局
2026年5月1日
附件
会议制度
一、专班会议每月召开一次。
二、会议由组长主持，成员不得缺席。
报告制度
一、每月5日前报送进展。
二、重大事项随时报告。
"""
    tree: Any = plain(assemble(read_content(text.encode(), ".txt", "旧文.txt")).tree)
    (attachment,) = tree["附件"]
    assert attachment["标题"] == "工作制度（含会议制度、报告制度）"
    assert [each["标题"] for each in attachment["件"]] == ["会议制度", "报告制度"]
    assert attachment["件"][1]["正文"] == [{"条目": ["每月5日前报送进展。", "重大事项随时报告。"]}]


WORDINGS = (
    "疏浚。（市水务局牵头，市财政局配合）",
    "加固。（市水务局、市财政局按职责分工负责）",
    "巡查。（市水务局牵头，市财政局配合）",
    "培训。（市教育局牵头）",
)


def test_one_pattern_says_what_several_wordings_say() -> None:
    pattern = choose_wording(WORDINGS, has_lines=False)
    assert pattern == "（{牵头单位}牵头，{责任单位}按职责分工负责，{配合单位}配合）"
    assert [(bracket_fields(text, pattern) or ("", "", {}))[2] for text in WORDINGS] == [
        {"牵头单位": "市水务局", "配合单位": "市财政局"},
        {"责任单位": "市水务局、市财政局"},
        {"牵头单位": "市水务局", "配合单位": "市财政局"},
        {"牵头单位": "市教育局"},
    ]


def test_units_in_other_brackets() -> None:
    assert bracket_fields("疏浚。〔责任单位：市水务局、各县（区）政府〕") == (
        "疏浚。",
        "〔责任单位：{责任单位}〕",
        {"责任单位": "市水务局、各县（区）政府"},
    )


@pytest.mark.parametrize(
    "inside",
    ["负责部门：市水务局；适用范围：全市", "责任单位：市水务局，适用范围：全市"],
)
def test_what_is_said_beside_the_units_is_no_unit(inside: str) -> None:
    assert bracket_fields(f"疏浚。（{inside}）") is None


def test_wrapped_lines_and_links_of_markdown() -> None:
    content = (
        "# 关于做好节能工作的通知\n\n现就做好全市节能工作\n提出如下要求，详见[方案](http://a.example/x)。"
        "\n\n一、分解目标\n二、开展审计\n- 推广LED；\n- 换空调。\n"
    )
    source = read_content(content.encode(), ".md", "旧文.md")
    assert [piece.text for piece in source.pieces if isinstance(piece, SourceParagraph)] == [
        "关于做好节能工作的通知",
        "现就做好全市节能工作提出如下要求，详见方案。",
        *("一、分解目标", "二、开展审计", "推广LED；", "换空调。"),
    ]
    assert [each.text for each in source.left_out] == ["[方案](http://a.example/x)"]


def test_headings_that_markdown_underlines() -> None:
    content = "关于预算执行的报告\n=====\n\n一、总体情况\n-----\n\n完成58亿元。\n\n---\n"
    source = read_content(content.encode(), ".md", "旧文.md")
    found = [piece for piece in source.pieces if isinstance(piece, SourceParagraph)]
    assert [(each.text, each.look.style) for each in found] == [
        ("关于预算执行的报告", "Title"),
        ("一、总体情况", "标题2"),
        ("完成58亿元。", ""),
    ]
    assert [each.why for each in source.left_out] == ["标题下面的线", "标题下面的线", "分隔线"]


def test_a_roster_with_rare_roles_spread_names_and_a_post_over_two_lines() -> None:
    found, messages = body(
        lines("""\
政  委：顾川  市委书记
指 挥 长：陆远 市长
成员：
宁  致  远    市委宣传部副部长
林   晓（女）  市水务局
党组书记、局长
范    畴    市气象局局长
指挥部办公室设在市水务局。""")
    )
    assert found == [
        {
            "名单": [
                {"角色": "政委", "人员": ["顾川 市委书记"]},
                {"角色": "指挥长", "人员": ["陆远 市长"]},
                {
                    "角色": "成员",
                    "人员": [
                        "宁致远 市委宣传部副部长",
                        "林晓（女） 市水务局党组书记、局长",
                        "范畴 市气象局局长",
                    ],
                },
            ]
        },
        "指挥部办公室设在市水务局。",
    ]
    assert messages == ["第1行：从这里到第7行的名单，分成两行的，接成了一行"]


@pytest.mark.parametrize(
    "text", ["联系人：王刚  办公室主任\n电话：张三  李四", "时间：王刚  市长\n地点：李明  局长"]
)
def test_labels_that_are_no_roles(text: str) -> None:
    assert body(lines(text))[0] == text.splitlines()


def test_copies_over_several_lines() -> None:
    text = """\
关于做好防汛工作的通知
各单位：
请认真落实。
云溪市水务局
2026年5月1日
抄送：市委各部门，市人大常委会办公室，
市检察院，云溪军分区。
云溪市水务局办公室    2026年5月2日印发
"""
    tree: Any = plain(assemble(read_content(text.encode(), ".txt", "旧文.txt")).tree)
    assert tree["抄送"] == "市委各部门，市人大常委会办公室，市检察院，云溪军分区"
    assert "印发件" not in tree
