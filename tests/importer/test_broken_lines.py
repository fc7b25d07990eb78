"""Sentences that a line break tore in a text of whole lines are put together, or told."""

from __future__ import annotations

import pytest

from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from tests.importer.test_heads_of_pages import TITLE, read

BEFORE = f"{TITLE}\n各学校：\n"
END = "云溪市教育局\n2026年6月1日\n"
AFTER = f"二、请各学校按时报送排查的情况，不得迟报、漏报。\n三、请加强值守。\n{END}"


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("一、请各学校按照《云溪市中小学校防汛工作规程（2026年修", "订）》的要求，抓紧排查。"),
        ("一、请各学校按照市防汛指挥部的统一部署，抓紧组织对校舍和", "围墙进行排查。"),
        ("一、请各学校在六月底前完成排查，排查发现的问题，由学校负责人在", "三日内整改。"),
    ],
)
def test_what_surely_goes_on_is_joined(first: str, rest: str) -> None:
    tree, said = read(f"{BEFORE}{first}\n{rest}\n{AFTER}")
    assert tree["正文"][0]["条目"][0] == (first + rest).removeprefix("一、")
    assert [each for each in said if "断在行末" in each] == [
        f"有1处句子断在行末，接成一段，第一处接的是“{rest[:14]}”"
    ]


def test_an_item_among_items_is_joined() -> None:
    text = (
        "现就有关事项通知如下：\n1.检查校舍、围墙；\n2.检查低洼地带的排水\n设施；\n3.检查用电。\n"
    )
    tree, said = read(f"{BEFORE}{text}云溪市教育局\n2026年6月1日\n")
    items = tree["正文"][1]["条目"]
    assert items == ["检查校舍、围墙；", "检查低洼地带的排水设施；", "检查用电。"]
    assert any("断在行末" in each for each in said)


def test_what_may_go_on_is_told_and_left() -> None:
    first = "请各学校抓紧组织对校舍、围墙进行排查，发现问题及时报告县级教育行政"
    tree, said = read(f"{BEFORE}{first}\n部门处理。\n{AFTER}")
    assert tree["正文"][:2] == [first, "部门处理。"]
    assert any(each.endswith("像是接着它的，照原样另起了一段") for each in said)


@pytest.mark.parametrize(
    "text",
    [
        "一、请各学校抓紧组织对校舍、围墙进行排查，发现问题及时报告，联系人李明\n联系电话：12345678。\n",
        "一、请各学校抓紧排查，有关事项如下。\n（一）排查的范围、时间和要求\n（二）其他。\n",
        "五、检查的时间、内容、范围以及各学校应当采取的形式\n由各学校自行确定。\n",
        "加强组织领导\n请各学校抓紧组织对校舍、围墙进行排查，发现问题及时报告。\n",
    ],
)
def test_what_does_not_go_on_is_left_in_silence(text: str) -> None:
    _, said = read(f"{BEFORE}{text}{AFTER}")
    assert not any("断在行末" in each or "没有写完" in each for each in said)


def test_a_history_in_half_width_brackets_over_lines() -> None:
    note = (
        "(2019年3月1日云溪市人民政府令第12号公布 根据2026年1月9日《云溪市人民政府"
        "关于修改部\n分规章的决定》修订)"
    )
    text = "第一条 为管理校车，制定本办法。\n第二条 本办法自公布之日起施行。\n"
    tree, _ = read(f"云溪市校车管理办法\n{note}\n{text}")
    assert tree["题注"] == "（" + note.replace("\n", "")[1:-1] + "）"


def test_a_formula_and_a_lone_stop_are_surely_the_rest_of_the_line_above() -> None:
    text = (
        "云溪市水务局关于清淤的报告\n市政府：\n根据市政府的要求，现将2026年度全市各条河道清淤\n"
        "工作情况报告如下：\n一、进展\n今年计划清淤河道二十六条，已经完成二十二条，没有完成四条\n。\n"
    )
    found = assemble(read_content(text.encode(), ".txt", "旧文.txt"))
    body = str(plain(found.tree))
    assert "清淤工作情况报告如下：" in body and "没有完成四条。" in body
    said = [problem.message for problem in found.problems]
    assert any("有2处句子断在行末，接成一段" in message for message in said)
    assert not any("照原样" in message for message in said)
