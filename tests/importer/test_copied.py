"""Text copied from a PDF or a scan: broken by lines, with page numbers, or without a line break."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import Imported, assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain

PARAGRAPHS = (
    "每年5月1日至9月30日为我市汛期。为保证汛情险情及时报告、及时处置，现将有关事项通知如下：",
    "一、落实值班人员",
    "各水库、各泵站实行24小时专人值班和领导带班，值班表于4月30日前报市水务局；"
    "节假日期间的值班安排，提前3日报送，变更的要及时说明原因。",
    "二、及时报告情况",
    "发生险情的，应当在30分钟内电话报告，1小时内书面报告，不得迟报、漏报、瞒报。",
)
HEAD = "云溪市水务局关于做好汛期值班工作的通知\n\n各县（区）水务局：\n"
CLOSING = "\n                         云溪市水务局\n                         2026年4月20日\n"
WIDE = 56


def imported(text: str) -> Imported:
    return assemble(read_content(text.encode(), ".txt", "旧文.txt"))


def read(text: str) -> tuple[Any, list[str]]:
    found = imported(text)
    return plain(found.tree), [problem.message for problem in found.problems]


def body(found: Imported) -> Any:
    tree: Any = plain(found.tree)
    return tree["正文"]


def wrapped(paragraph: str, indent: str) -> list[str]:
    """A paragraph in lines of 28 characters."""
    lines, line = [], indent
    for character in paragraph:
        if sum(1 if c.isascii() else 2 for c in line) >= WIDE and character not in "，。、；：":
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


WHOLE = [
    PARAGRAPHS[0],
    {"节": "落实值班人员", "正文": [PARAGRAPHS[2]]},
    {"节": "及时报告情况", "正文": [PARAGRAPHS[4]]},
]


@pytest.mark.parametrize("number", ["— {} —", "-{}-", "第{}页", "第 {} 页 共 2 页", "· {} ·"])
@pytest.mark.parametrize("indent", ["　　", "    "])
def test_lines_are_joined_and_page_numbers_left_out(number: str, indent: str) -> None:
    lines = [line for each in PARAGRAPHS for line in wrapped(each, indent)]
    lines.insert(4, number.format(1))
    found = imported(HEAD + "\n".join(lines) + CLOSING + number.format(2) + "\n")
    assert body(found) == WHOLE
    left = [each.text for each in found.left_out if each.why == "页码"]
    assert left == [number.format(1), number.format(2)]
    said = [problem.message for problem in found.problems]
    assert said[0].startswith("像是从 PDF 复制的，每行末尾都换了行：有")
    assert said[1] == f"第8行：“{number.format(1)}”等页码2处，略去了"
    assert found.tree["署名" if "署名" in found.tree else "发文机关"] == "云溪市水务局"


def test_without_indents_a_full_line_that_ends_a_sentence_is_told() -> None:
    first = "各水库、各泵站实行24小时专人值班，领导带班，值班表按时报送"
    lines = [
        *(
            "为保证汛情险情及时报告、及时处置，现将做好汛期值班工作",
            "有关事项通知如下，请认真落实，并将落实情况及时报市水务",
            "局：",
        ),
        *(
            first[:-1] + "。",
            "节假日期间的值班安排，提前报送，变更的要及时说明原因，",
            "说明理由，不得擅自变更，不得擅自离岗，不得由他人代替值",
            "班。",
        ),
        *("发生险情的，应当立即电话报告，随后书面报告，不得迟报、", "漏报、瞒报。"),
    ]
    found = imported(HEAD + "\n".join(lines) + CLOSING)
    assert "第8行：上一行正好写满，分不清这一行是不是接着它的，另起了一段" in [
        problem.message for problem in found.problems
    ]
    assert "# 原文第8行：上一行正好写满，分不清这一行是不是接着它的" in found.text
    assert body(found)[-1].endswith("不得迟报、漏报、瞒报。")


def test_titles_and_names_of_like_length_are_not_joined() -> None:
    titles = "".join(f"关于加强城市公园{kind}管理工作的意见\n" for kind in "建设运营卫生安全绿化")
    people = "李明 云溪市水务局党组书记、局长\n王强 云溪市水务局党组成员、副局长\n" * 3
    for lines in (titles, people):
        found = imported(HEAD + "现将有关名单通知如下：\n" + lines + CLOSING)
        assert not [p.message for p in found.problems if "PDF" in p.message]


def test_a_head_that_each_page_repeats_is_left_out() -> None:
    lines = [line for each in PARAGRAPHS for line in wrapped(each, "　　")]
    lines[4:4] = ["— 1 —", "云溪市水务局文件汇编"]
    lines[8:8] = ["— 2 —", "云溪市水务局文件汇编"]
    found = imported(HEAD + "\n".join(lines) + CLOSING)
    assert body(found) == WHOLE
    assert sum(each.why == "每页重复的页眉、页脚" for each in found.left_out) == 2


def test_numbers_in_a_list_are_no_page_numbers() -> None:
    found = imported(HEAD + "分组如下：\n1\n李明\n2\n王强\n3\n赵刚\n" + CLOSING)
    assert not [each for each in found.left_out if each.why == "页码"]


UNBROKEN = (
    "云溪市水务局文件云水发〔2026〕11号云溪市水务局关于做好汛期值班工作的通知各县（区）水务局，"
    "局属各单位：根据工作安排，现将有关事项通知如下：一、值班范围（一）水库。（二）泵站。"
    "二、工作要求各单位要明确专人。附件：值班表云溪市水务局2026年4月20日"
)


def test_a_text_without_line_breaks_is_broken_where_that_is_sure() -> None:
    found = imported(UNBROKEN)
    tree: Any = plain(found.tree)
    assert tree["标题"] == "云溪市水务局关于做好汛期值班工作的通知"
    assert tree["主送"] == "各县（区）水务局，局属各单位"
    assert tree["发文字号"] == "云水发〔2026〕11号"
    assert tree["成文日期"] == "2026-04-20"
    assert tree["附件"] == [{"标题": "值班表", "另附": "是"}]
    assert [section["节"] for section in tree["正文"][1:]] == [
        "值班范围",
        "工作要求各单位要明确专人。",
    ]
    assert "整篇没有换行（像是复制时丢了）" in found.problems[0].message


def test_a_text_without_anything_to_break_at_is_told() -> None:
    found = imported("同志们今天我们召开这次会议总结去年的工作部署今年的任务" * 4)
    assert any("整篇没有换行（像是复制时丢了），分不开" in p.message for p in found.problems)


def test_a_body_in_one_paragraph() -> None:
    text = (
        "关于开展检查的通知\n各单位：为做好工作，现通知如下：一、加强领导。各单位要成立专班，明确专人"
        "负责，1.层层压实责任。二、加强宣传。要利用多种形式宣传，营造氛围，投入2.5亿元，"
        "分两步做：1.制定方案。2.报送情况。\n云溪市水务局\n2026年5月1日\n"
    )
    tree: Any = plain(imported(text).tree)
    assert [each["节"] for each in tree["正文"][1:]] == ["加强领导", "加强宣传"]
    assert tree["正文"][2]["正文"] == [{"条目": ["制定方案。", "报送情况。"]}]
    assert tree["主送"] == "各单位"


PAGES = """云溪市公报 2026年第3期
云政办发〔2O26〕l5号
云溪市人民政府办公室关于加强
桥梁养护工作的通知
各县（区）人民政府，市政府有关部门：
桥梁是公路的咽喉。近年来，我市桥梁数量不断增加，但是养护的投入不足、各方
责任不清等问题仍然存在。为加强桥梁养护工作，经市政府同意，现就有关事项通知如
— 3 —
云溪市公报 2026年第3期
下：
一、明确养护责任
县级人民政府是桥梁养护的责任主体，乡（镇）人民政府负责乡道、村道上的日常养
护，每年安排3OO万元。
云溪市人民政府办公室
2026年3月27日
— 4 —
"""


def test_the_head_of_a_gazette_goes_where_no_page_number_stands_too() -> None:
    tree, _ = read(PAGES)
    assert "公报" not in str(tree)
    assert tree["标题"] in (
        "云溪市人民政府办公室关于加强桥梁养护工作的通知",
        ["云溪市人民政府办公室关于加强", "桥梁养护工作的通知"],
    )
    assert "现就有关事项通知如下：" in str(tree["正文"])


def test_letters_read_for_digits_are_mended_in_the_number_and_told_elsewhere() -> None:
    tree, said = read(PAGES)
    assert tree["发文字号"] == "云政办发〔2026〕15号"
    assert any(
        "“云政办发〔2O26〕l5号”里有像数字的字母，改成了“云政办发〔2026〕15号”" in each
        for each in said
    )
    assert not any("没有全部写进文稿" in each for each in said)
    assert any("“3OO”像是把数字认成了字母，共1处，照原样没有改" in each for each in said)
    assert "3OO万元" in str(tree["正文"])


def test_ozone_litres_and_words_are_no_misread_numbers() -> None:
    text = "关于监测的通知\n各县（区）：\n加强O3、CO2和PM2.5监测，每次取样5l，用10Ol型设备报I级。\n"
    _, said = read(text)
    assert [each for each in said if "认成了字母" in each and "5l" in each] == []
    assert not any("“O3" in each for each in said)


def test_the_number_of_a_box_is_no_page_number() -> None:
    boxes = "".join(
        f"（{n}）推进建设。\n"
        + "各地要抓好落实，按时完成任务。\n" * 8
        + f"专栏\n{d}\n建设工程\n做好示范。\n"
        for n, d in zip("一二三", "123", strict=True)
    )
    tree, said = read(f"云溪市建设规划\n一、任务\n{boxes}")
    assert all(f"专栏{d}" in str(tree["正文"]) for d in "123")
    assert any("“专栏”和下一行的数字接成了一行，共3处" in each for each in said)
