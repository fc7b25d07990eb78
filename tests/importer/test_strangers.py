"""What files of other offices had that was once read wrong without a word."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import Imported, assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain


def imported(text: str | bytes, suffix: str = ".txt") -> Imported:
    content = text if isinstance(text, bytes) else text.encode()
    return assemble(read_content(content, suffix, f"旧文{suffix}"))


def tree(found: Imported) -> Any:
    return plain(dict(found.tree))


def messages(found: Imported) -> list[str]:
    return [problem.message for problem in found.problems]


@pytest.mark.parametrize(
    "mark",
    [
        "云溪市财政局  文件\n云溪市教育局",
        "云溪市财政局\n云溪市教育局　文件",
        "云溪市财政局文件\n云溪市教育局",
        "云溪市财政局\n云溪市教育局\n文件",
    ],
)
def test_a_joint_mark_with_its_word_beside_a_name(mark: str) -> None:
    found = imported(f"""{mark}
云财教〔2026〕5号★
━━━━━━━━━━
关于下达经费的通知
各县区财政局、教育局：
现下达经费。
云溪市财政局      云溪市教育局
2026年5月6日
""")
    made = tree(found)
    assert made["标题"] == "关于下达经费的通知"
    assert made["发文字号"] == "云财教〔2026〕5号"
    assert made["主送"] == "各县区财政局、教育局"
    assert made["发文机关"] == ["云溪市财政局", "云溪市教育局"]
    assert "发文机关标志" not in made
    assert [message.partition("：")[2] for message in messages(found)] == [
        "用字符画的线1处，略去了，版头、版记的线由程序印"
    ]


def test_a_title_below_the_mark_of_one_is_no_part_of_it() -> None:
    made = tree(imported("云溪市财政局文件\n云溪市财政局\n关于下达经费的通知\n现下达经费。"))
    assert made["标题"] == ["云溪市财政局", "关于下达经费的通知"]


@pytest.mark.parametrize(
    ("above", "gap"),
    [("三、先进集体", ""), ("表彰下列单位：", ""), ("请各校落实。", "\n")],
)
def test_units_that_a_heading_announces_do_not_sign(above: str, gap: str) -> None:
    made = tree(
        imported(f"""云溪市教育局关于表彰先进的决定

各学校：

{above}
云溪市第一中学
云溪市实验小学
{gap}云溪市教育局
2026年5月6日
""")
    )
    assert made["发文机关"] == "云溪市教育局"
    assert "云溪市实验小学" in str(made["正文"])


def test_units_that_sign_together_with_empty_lines_between_do() -> None:
    made = tree(
        imported("""关于开展检查的通知

各学校：

请各校落实。

云溪市教育局

云溪市公安局

2026年5月6日
""")
    )
    assert made["发文机关"] == ["云溪市教育局", "云溪市公安局"]


def test_page_numbers_between_hyphens_are_no_list() -> None:
    found = imported("""关于做好供水工作的通知
各单位：
供水安全事关人民群众切身利益，各单位要高度重视。
- 1 -
现将有关事项通知如下，请认真贯彻执行。
云溪市水务局
2026年5月6日
- 2 -
""")
    assert messages(found) == ["第4行：“- 1 -”等页码2处，略去了"]


def test_people_with_brackets_of_two_widths_stay_in_their_roster() -> None:
    found = imported("""关于成立领导小组的通知
各单位：
组成人员如下：
组长：王刚（市府办）
成员：李明（市发改局）
张发平（市统计局)
赵强（市公积金中心）
刘洋(市教育局）
云溪市人民政府办公室
2026年5月6日
""")
    (roster,) = (each for each in tree(found)["正文"] if isinstance(each, dict))
    assert roster["名单"][1]["人员"] == [
        *("李明 市发改局", "张发平 市统计局", "赵强 市公积金中心", "刘洋 市教育局")
    ]


def test_people_are_no_headings() -> None:
    found = imported("""关于公布名单的通知
各单位：
现公布名单。
王建良（市民政局）
李明（市教育局）
请各单位知悉。
云溪市人民政府办公室
2026年5月6日
""")
    assert all(isinstance(each, str) for each in tree(found)["正文"])
    assert messages(found) == ["第4行：从“王建良（市民政局）”起的2行像是名单，照原样写成了文字"]


def test_a_second_document_in_the_file_is_told() -> None:
    found = imported("""云溪市水务局关于印发方案的通知
云水〔2026〕5号
各科室：
现将《春灌方案》印发给你们。
云溪市水务局
2026年3月1日
春灌方案
一、总体要求
抓好春灌。
二、重点任务
备足用水。
云溪市水务局关于加强值班的通知
云水〔2026〕6号
各科室：
请做好值班工作。
云溪市水务局
2026年3月8日
""")
    second = tree(found)["印发件"][1]
    assert (second["标题"], second["发文字号"]) == (
        "云溪市水务局关于加强值班的通知",
        "云水〔2026〕6号",
    )
    assert messages(found) == [
        "第12行：从“云溪市水务局关于加强值班的通知”起像是另一份公文（有自己的文号、主送），写成了印发件"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "乡镇      面积（亩）   备注\n东山镇    1200\n西山镇    3400        含林地",
        "乡镇 数量\n东山镇 12\n西山镇 34",
        "姓名｜电话\n王刚｜1\n李明｜2",
    ],
)
def test_tables_of_blanks_that_are_not_sure_are_told(rows: str) -> None:
    found = imported(f"关于填报的通知\n各单位：\n请填报如下：\n{rows}\n请按时报送。")
    assert any("3行像是用空格排的表" in message for message in messages(found))


def test_tables_named_below_the_text_are_attachments() -> None:
    made = tree(
        imported("""关于填报统计表的通知
各单位：
请按附表填报。
附表1：面积统计表
附表2：农机统计表
云溪市水务局
2026年4月2日
附表1
面积统计表
请如实填报。
附表2
农机统计表
请如实填报。
""")
    )
    assert made["正文"] == ["请按附表填报。"]
    assert [each["标题"] for each in made["附件"]] == ["面积统计表", "农机统计表"]
