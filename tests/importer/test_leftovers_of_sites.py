"""What sites leave above a text and what copying makes of tables: no title, and never unsaid."""

from __future__ import annotations

import re
from typing import Any

import pytest

from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain

TITLE = "关于核对地名牌的通知"
TEXT = "各乡镇、街道：\n请于6月底前核对。\n云溪市民政局\n2026年6月1日\n"


def read(text: str) -> tuple[dict[str, Any], list[str]]:
    found = assemble(read_content(text.encode(), ".txt", "旧文.txt"))
    tree = plain(found.tree)
    assert isinstance(tree, dict)
    return tree, [re.sub(r"^第\d+行：", "", problem.message) for problem in found.problems]


@pytest.mark.parametrize(
    "above",
    [
        "云溪要闻| 政务公开 | 办事服务 | 互动交流\n加入收藏| 设为首页| 首页\n",
        "首页 | 公开 | 服务\n",
        "云溪民政网欢迎您！\n您的位置：首页 >政务公开>通知公告>详细内容\n通知公告\n",
        "您所在的位置：首页 > 通知公告\n通知公告\n",
        "当前位置：首页>通知公告\n首页\n通知公告\n",
    ],
)
def test_menus_and_the_names_of_columns_are_no_title(above: str) -> None:
    tree, _ = read(f"{above}{TITLE}\n{TEXT}")
    assert tree["标题"] == TITLE
    assert tree["主送"] == "各乡镇、街道"
    assert tree["正文"] == ["请于6月底前核对。"]


def test_a_column_named_as_the_title_leaves_the_title() -> None:
    tree, _ = read(f"当前位置：首页>通知>{TITLE}\n{TITLE}\n{TEXT}")
    assert tree["标题"] == TITLE


def test_rows_with_bars_without_a_link_are_no_menu() -> None:
    tree, said = read("乡镇 | 牌数 | 备注\n东乡 | 3 | 无\n请核对。\n云溪市民政局\n2026年6月1日\n")
    assert "东乡 | 3 | 无" in str(tree)
    assert any("表" in message for message in said)


def test_a_link_to_the_file_is_no_text() -> None:
    tree, _ = read(f"{TITLE}\n下载地址： 点击此处下载\n{TEXT}")
    assert tree["主送"] == "各乡镇、街道"
    assert "下载" not in str(tree)


def test_facts_of_a_page_with_each_value_on_the_next_line() -> None:
    tree, _ = read(
        "• 索引号：\n0123/2026-7\n• 发文机构：\n云溪市民政局\n• 发文字号：\n云民发〔2026〕7号\n"
        f"• 发布日期：\n2026年6月2日 9:30\n{TITLE}\n{TEXT}"
    )
    assert tree["标题"] == TITLE
    assert tree["发文字号"] == "云民发〔2026〕7号"
    assert tree["主送"] == "各乡镇、街道"
    assert tree["网页"]["索引号"] == "0123/2026-7"


def test_recipients_run_in_where_the_title_is_lacking() -> None:
    tree, said = read(
        "各县、区人民政府，市政府各部门： 《云溪市地名办法》已经市政府同意，现印发给你们。\n"
        "云溪市民政局\n2026年6月1日\n"
    )
    assert tree["主送"] == "各县、区人民政府，市政府各部门"
    assert "主送机关“各县、区人民政府，市政府各部门：”与正文写在一行里，分成了两段" in said


def test_uneven_rows_with_bars_are_told_once() -> None:
    _, said = read(
        f"{TITLE}\n各乡镇、街道：\n名额如下。\n种类 | 东乡 | 西乡 |\n路牌 | 一等 | 1 | 10 | 无 |\n"
        "二等 | 2 | ||\n请核对。\n云溪市民政局\n2026年6月1日\n"
    )
    rows = [message for message in said if "表" in message]
    assert rows == ["从“种类 | 东乡 | 西乡 |”起的3行像是用竖线隔开的表，照原样写成了文字"]


def test_heads_of_a_lost_table_as_a_title_are_told() -> None:
    _, said = read(f"{TITLE}\n{TEXT}附表\n乡镇\n路名\n牌数\n备注\n")
    assert "从“乡镇”“路名”“牌数”起的4行写成了标题，像是表头或者名单" in said


def test_a_title_on_many_lines_is_not_told() -> None:
    _, said = read("关于核对\n全市各乡镇\n地名牌的\n通知\n" + TEXT)
    assert not [message for message in said if "写成了标题" in message]


def test_a_column_and_the_title_both_in_the_path() -> None:
    tree, _ = read(f"当前位置：首页>通知公告>{TITLE}\n通知公告\n{TITLE}\n{TEXT}")
    assert tree["标题"] == TITLE


@pytest.mark.parametrize(
    "rows", ["主干道    120厘米\n支路    80厘米\n", "东西向\t单号\n南北向\t双号\n"]
)
def test_a_table_of_two_rows_in_an_article_is_told(rows: str) -> None:
    _, said = read(
        f"云溪市路牌管理办法\n第一条 为规范管理，制定本办法。\n第二条 路牌分为：\n{rows}"
        "第三条 本办法自2026年7月1日起施行。\n"
    )
    assert [message for message in said if "起的2行像是用空格排的表" in message]


def test_the_head_of_a_form_alone_is_told() -> None:
    reply = (
        "附件：参会回执\n云溪市民政局\n2026年6月1日\n附件\n参会回执\n单位    姓名    职务    电话\n"
    )
    _, said = read(f"{TITLE}\n各乡镇、街道：\n请报送回执。\n{reply}")
    assert "“单位 姓名 职务 电话”像是用空格排的表头，照原样写成了文字" in said


def test_units_beside_one_another_and_contacts_are_no_table() -> None:
    _, said = read(
        f"{TITLE}\n各乡镇、街道：\n请核对。\n联系人：王刚    电话：123456\n"
        "云溪市民政局    云溪市公安局    云溪市财政局\n2026年6月1日\n"
    )
    assert not [message for message in said if "用空格排的表" in message]


def test_units_on_one_line_of_the_text_are_no_head() -> None:
    _, said = read(
        f"{TITLE}\n各乡镇：\n请去：\n市公安局    市民政局    市财政局\n请核对。\n{TEXT[8:]}"
    )
    assert not [message for message in said if "表头" in message]


@pytest.mark.parametrize(
    "line",
    [
        "一、报到注册",
        "（二）用户登录",
        "3．联系我们",
        "技术支持由市大数据中心负责。",
        "技术支持体系",
        "分享经验做法",
        "政策解读要同步组织。",
        "学生注册",
    ],
)
def test_headings_and_sentences_in_the_words_of_sites_are_text(line: str) -> None:
    tree, _ = read(
        f"{TITLE}\n各乡镇、街道：\n{line}\n请于6月底前核对。\n云溪市民政局\n2026年6月1日\n"
    )
    kept = re.sub(r"^[（一二）、3．]*", "", line)
    assert kept.rstrip("。") in str(tree["正文"])


@pytest.mark.parametrize(
    "line", ["用户登录", "登录 | 注册", "分享到：微信", "技术支持：云溪网络公司"]
)
def test_what_only_sites_have_is_left_out(line: str) -> None:
    tree, _ = read(f"{line}\n{TITLE}\n{TEXT}")
    assert tree["标题"] == TITLE
    assert line not in str(tree)
