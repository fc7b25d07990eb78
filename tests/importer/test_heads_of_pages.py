"""Heads that sites, databases and offices put above a text: facts of the page, numbers behind the
title, names above it, marks and minutes of every form.
"""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import Imported, assemble
from gongwen.importer.pieces import Look, Source, SourceParagraph
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain

TITLE = "云溪市教育局关于做好防汛工作的通知"
END = "云溪市教育局\n2026年6月1日\n"
TEXT = "各县（区）教育局：\n请抓好落实。\n" + END


def imported(text: str) -> Imported:
    return assemble(read_content(text.encode(), ".txt", "旧文.txt"))


def read(text: str) -> tuple[dict[str, Any], list[str]]:
    found = imported(text)
    tree = plain(found.tree)
    assert isinstance(tree, dict)
    return tree, [problem.message for problem in found.problems]


@pytest.mark.parametrize(
    ("head", "page"),
    [
        (
            "文章属性\n∙【制定机关】云溪市教育局\n∙【公布日期】2026.06.01\n"
            "∙【字 号】云教发〔2026〕7号\n∙【时效性】现行有效\n正文\n",
            {"有效性": "现行有效"},
        ),
        (
            "【发布部门】云溪市教育局\n【发布日期】2026.06.01\n【效力级别】地方规范性文件\n【法规类别】教育\n",
            {"发布日期": "2026-06-01"},
        ),
        (
            "索引号： 0031/2026-0033 组配分类： 规范性文件\n"
            "废止时间： 2027-01-23 名称： 另一个名字的通知\n",
            {"索引号": "0031/2026-0033", "信息分类": "规范性文件"},
        ),
        (
            "索引号\nYX-01\n发文机关\n云溪市教育局\n发布日期\n2026-06-02\n",
            {"索引号": "YX-01", "发布日期": "2026-06-02"},
        ),
        (
            "信息索引号：YX-01  主题：防汛  发布机构：市教育局\n"
            "生成日期：2026-06-01 09:12 公开日期：2026-06-02\n",
            {"索引号": "YX-01", "发布机构": "市教育局", "发布日期": "2026-06-02"},
        ),
    ],
)
def test_facts_above_a_title_are_no_title(head: str, page: dict[str, str]) -> None:
    tree, told = read(head + TITLE + "\n云教发〔2026〕7号\n" + TEXT)
    assert told == []
    assert (tree["标题"], tree["发文字号"], tree["主送"]) == (
        TITLE,
        "云教发〔2026〕7号",
        "各县（区）教育局",
    )
    assert tree["网页"] == page
    assert tree["正文"] == ["请抓好落实。"]


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2026-09-04 00:00 来源：云溪县政府",
        "2026-09-04 10:20:33 来源：市教育局 作者： 阅读：1203",
        "作者：办公室　时间：2026-09-04　点击：12",
        "发布日期：2026-09-04 09:21 浏览次数：128次 字体：[大 中 小]",
        "2026-09-04",
        "时间：2026-09-04 10:00 来源：市教育局",
        "日期：2026-09-04",
        "发布于 2026-09-04 10:00",
        "云溪市教育局  2026-09-04",
        "[ 发布日期：2026-09-04 ] [ 来源：市教育局 ]",
        "【来源：市教育局】【发布时间：2026-09-04】【字号：大 中 小】",
        "发布机构：市教育局|发布日期：2026-09-04|浏览：33",
    ],
)
def test_the_line_of_a_page_under_its_title(line: str) -> None:
    tree, told = read(f"{TITLE}\n{line}\n{TEXT}")
    assert told == []
    assert tree["网页"]["发布日期"] == "2026-09-04"
    assert tree["标题"] == TITLE
    assert tree["成文日期"] == "2026-06-01"
    assert tree["主送"] == "各县（区）教育局"


def test_labels_in_a_text_are_no_facts_of_a_page() -> None:
    body = (
        "活动安排如下，请各单位按照要求认真组织，确保活动取得实效，及时报送总结材料。\n"
        "编号：一\n名称：诵读\n"
    )
    tree, _ = read(f"{TITLE}\n各县（区）教育局：\n{body}云溪市教育局\n2026年6月1日\n")
    assert tree["正文"][1:] == ["编号：一", "名称：诵读"]
    assert "网页" not in tree


def test_a_title_that_only_the_facts_say() -> None:
    tree, told = read(f"标题：{TITLE}\n发布单位：市教育局\n发布日期：2026-06-02\n{TEXT}")
    assert tree["标题"] == TITLE
    assert told == [f"标题“{TITLE}”取自网页上的信息，正文上面没有标题"]


@pytest.mark.parametrize(
    "head",
    [
        TITLE + "（云教发〔2026〕7号）\n",
        TITLE + "（云教发[2026]7号）\n",
        TITLE + "　云教发〔2026〕7号\n",
        TITLE + "云教发〔2026〕7号\n",
        TITLE + "\n（云教发〔2026〕7号）\n",
        TITLE + "\n云教发﹝2026﹞第7号\n",
        TITLE + "\n（云教发〔2026〕7号　2026年6月1日）\n",
        TITLE + "\n云教发〔2026〕7号（2026年6月1日印发）\n",
        TITLE + "\n（2026年6月1日，云教发〔2026〕7号）\n",
        "云溪市教育局\n" + TITLE + "\n云教发〔2026〕7号\n",
    ],
)
def test_the_number_at_a_title(head: str) -> None:
    tree, told = read(head + TEXT)
    assert told == []
    assert (tree["标题"], tree["发文字号"]) == (TITLE, "云教发〔2026〕7号")
    assert "题注" not in tree


@pytest.mark.parametrize("number", ["云教发〔2026〕 号", "云教发〔2026〕××号", "云教发〔20××〕×号"])
def test_a_number_that_was_not_given_yet(number: str) -> None:
    tree, told = read(f"云溪市教育局文件\n{number}\n{TITLE}\n{TEXT}")
    assert told == [f"第2行：发文字号“{number}”还没有编号，没有写进文稿"]
    assert (tree["标题"], tree["发文机关"]) == (TITLE, "云溪市教育局")
    assert "发文字号" not in tree["忽略"]["缺要素"]


def test_a_date_that_was_not_set_yet() -> None:
    tree, told = read(f"{TITLE}\n各县：\n请抓好落实。\n云溪市教育局\n2026年  月  日\n")
    assert told == ["第5行：日期“2026年  月  日”不全，没有写进文稿"]
    assert (tree["正文"], tree["发文机关"]) == (["请抓好落实。"], "云溪市教育局")
    assert "成文日期" not in tree["忽略"]["缺要素"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("周敏、陈立", ["周敏", "陈立"]),
        ("周 敏  陈立", ["周敏", "陈立"]),
        ("周敏，陈立", ["周敏", "陈立"]),
        ("周敏 陈 立", ["周敏", "陈立"]),
        ("周  敏", "周敏"),
        ("欧阳明华　陈立", ["欧阳明华", "陈立"]),
    ],
)
def test_signers_on_the_line_of_the_number(typed: str, names: str | list[str]) -> None:
    head = f"云溪市教育局文件\n云教发〔2026〕9号      签发人：{typed}\n"
    tree, told = read(head + "云溪市教育局关于取暖经费的请示\n市人民政府：\n妥否，请批示。\n")
    assert told == []
    assert (tree["发文字号"], tree["签发人"]) == ("云教发〔2026〕9号", names)
    assert tree["标题"] == "云溪市教育局关于取暖经费的请示"


def test_a_cosigner_is_told() -> None:
    _, told = read(f"云溪市教育局文件\n签发人：周敏\n会签人：陈立\n{TITLE}\n{TEXT}")
    assert told == ["第3行：“会签人：陈立”没有写进文稿，会签人不在现行版头里"]


def test_a_bare_name_above_a_number_with_printing_is_no_letter() -> None:
    end = "云溪市教育局办公室    2026年6月2日印发\n"
    tree, told = read(f"云溪市教育局\n云教发〔2026〕7号\n{TITLE}\n{TEXT}{end}")
    assert "格式" not in tree
    assert tree["发文机关标志"] == "云溪市教育局"
    assert told == ["红头只有机关名称“云溪市教育局”，没有“文件”二字，照原样写在“发文机关标志”里"]
    assert read(f"云溪市教育局\n云教函〔2026〕7号\n{TITLE}\n{TEXT}")[0]["格式"] == "信函"


def test_a_large_name_above_a_title_is_a_mark_without_a_number() -> None:
    lines = [
        ("云溪市教育局", 48.0),
        ("关于做好防汛工作的通知", 22.0),
        ("各县：", 16.0),
        ("请落实。", 16.0),
    ]
    pieces = [
        SourceParagraph(text, at, Look(size=size)) for at, (text, size) in enumerate(lines, 1)
    ]
    tree = plain(assemble(Source("旧文.docx", "段", [*pieces])).tree)
    assert isinstance(tree, dict)
    assert (tree["标题"], tree["发文机关标志"]) == ("关于做好防汛工作的通知", "云溪市教育局")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("会 议 纪 要\n〔2026〕7号\n云溪市教育局办公室    2026年6月1日\n", "会议纪要"),
        ("专题会议纪要\n（第7期）\n云溪市教育局办公室    2026年6月1日\n", "专题会议纪要"),
        ("会议纪要\n第3次\n云溪市教育局办公室\n2026年6月1日\n", "会议纪要"),
        ("会议纪要\n2026年第3次\n云溪市教育局办公室\n二〇二六年六月一日\n", "会议纪要"),
    ],
)
def test_minutes_that_name_their_office_and_date_in_the_head(head: str, title: str) -> None:
    tree, told = read(
        head + "5月30日，周敏局长主持召开会议。\n一、会议听取了汇报。\n二、会议决定加强值班。\n"
    )
    assert told == ["纪要没有标题，暂写红头上的字"]
    assert (tree["文种"], tree["标题"], tree["发文机关"]) == ("纪要", title, "云溪市教育局办公室")
    assert tree["成文日期"] == "2026-06-01"
    assert tree["正文"][0] == "5月30日，周敏局长主持召开会议。"
    assert tree["发文字号"] == head.split("\n")[1]
    assert "印发件" not in tree


def test_labels_under_minutes_are_text() -> None:
    head = "云溪市第一中学校务会议纪要\n（2026年第5次）\n"
    tree, _ = read(head + "时间：2026年3月2日\n主持：周敏\n会议研究了食堂工作。\n")
    assert tree["正文"] == ["时间：2026年3月2日", "主持：周敏", "会议研究了食堂工作。"]
    assert (tree["发文字号"], tree["发文机关"]) == ("（2026年第5次）", "云溪市第一中学")


@pytest.mark.parametrize("end", ["", "云溪市教育局\n2026年6月1日\n"])
@pytest.mark.parametrize("between", ["\n", " "])
def test_a_date_under_the_title_is_told(between: str, end: str) -> None:
    head = f"{TITLE}\n云溪市教育局{between}2026年6月1日\n"
    tree, told = read(f"{head}各县：\n请抓好落实。\n{end}")
    assert told == ["第2行：标题下面的“云溪市教育局 2026年6月1日”当作落款"]
    assert (tree["发文机关"], tree["成文日期"], tree["主送"]) == (
        "云溪市教育局",
        "2026-06-01",
        "各县",
    )


@pytest.mark.parametrize(
    "label",
    ["附件2\n考场规则", "附件：\n考场规则", "附件2：考场规则", "附：\n考场规则", "附表2\n考场规则"],
)
def test_a_file_that_is_only_an_attachment(label: str) -> None:
    tree, told = read(label + "\n一、不得迟到。\n二、不得作弊。\n")
    assert tree["标题"] == "考场规则"
    assert any("这个文件是一个附件" in message for message in told)


def test_recipients_on_several_lines_and_with_their_word() -> None:
    tree, told = read(
        f"{TITLE}\n各县（区）人民政府，市政府各部门，\n各直属机构：\n请抓好落实。\n{END}"
    )
    assert tree["主送"] == "各县（区）人民政府，市政府各部门，各直属机构"
    assert told == ["第2行：主送机关分写在2行里，接成一行"]
    assert read(f"{TITLE}\n主送：市人民政府\n请抓好落实。\n{END}")[0]["主送"] == "市人民政府"


def test_a_name_that_nothing_tells_is_said() -> None:
    tree, told = read(f"{TITLE}\n王建国：\n请抓好落实。\n{END}")
    assert (tree["主送"], told) == ("王建国", ["第2行：标题下面的“王建国：”当作主送机关"])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "各学校、各县（区）教育局",
            "第2行：标题下面的“各学校、各县（区）教育局”没有冒号，当作主送机关",
        ),
        (
            "各学校、各县（区）教育局：　请抓好落实。",
            "第2行：主送机关“各学校、各县（区）教育局：”与正文写在一行里，分成了两段",
        ),
    ],
)
def test_recipients_without_their_colon_or_line(line: str, told: str) -> None:
    tree, messages = read(f"{TITLE}\n{line}\n请抓好落实。\n{END}")
    assert (tree["主送"], messages) == ("各学校、各县（区）教育局", [told])
    assert tree["正文"][0] == "请抓好落实。"


def test_a_duty_under_a_title_is_not_parted() -> None:
    tree, _ = read("关于分工的通知\n各县教育局：负责校园安全。\n各县公安局：负责周边秩序。\n")
    assert "主送" not in tree


def test_a_mark_with_its_number_beside_it() -> None:
    tree, told = read(f"云溪市教育局文件　　　　云教发〔2026〕7号\n{TITLE}\n{TEXT}")
    assert told == []
    assert (tree["标题"], tree["发文字号"]) == (TITLE, "云教发〔2026〕7号")


def test_a_date_in_brackets_under_the_title_is_its_note() -> None:
    tree, told = read(f"{TITLE}\n（2026年6月1日）\n{TEXT}")
    assert (tree["标题"], tree["题注"], told) == (TITLE, "（2026年6月1日）", [])


def test_a_number_that_touches_the_next_label() -> None:
    facts = "文号：云教发〔2026〕7号发布时间：2026-06-01 10:00:00浏览量：99\n"
    tree, _ = read(f"{TITLE}\n{facts}{TEXT}")
    assert tree["发文字号"] == "云教发〔2026〕7号"
    assert tree["网页"] == {"发布日期": "2026-06-01"}


def test_a_number_beside_facts_of_the_page() -> None:
    facts = "云教发〔2026〕7号  发布时间：2026-06-01  浏览：99次\n"
    tree, _ = read(f"{TITLE}\n{facts}{TEXT}")
    assert tree["发文字号"] == "云教发〔2026〕7号"
    assert tree["主送"] == "各县（区）教育局"
    assert tree["网页"] == {"发布日期": "2026-06-01"}
