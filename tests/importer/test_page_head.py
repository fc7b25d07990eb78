"""What pages put above a document: the title again, columns, a number or a date beside text."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from tests.importer.test_heads_of_pages import TEXT, TITLE, read

NUMBER = "云教发〔2026〕7号"


def lacks(tree: dict[str, Any]) -> set[str]:
    return set(tree.get("忽略", {}).get("缺要素", {}))


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n来源：市教育局 时间：2026-06-01 09:12\n{TITLE}\n{NUMBER}\n",
        f"{TITLE}\n{TITLE}\n{NUMBER}\n",
        f"{TITLE}\n政策文件\n云溪市教育局\n关于做好防汛工作的通知\n{NUMBER}\n",
    ],
)
def test_a_title_that_a_page_says_again_is_read_once(head: str) -> None:
    tree, said = read(head + TEXT)
    title = tree["标题"]
    assert ("".join(title) if isinstance(title, list) else title) == TITLE
    assert tree["发文字号"] == NUMBER
    assert tree["主送"] == "各县（区）教育局"
    assert tree["正文"] == ["请抓好落实。"]
    assert any("标题在网页上印了几次" in each for each in said)


def test_the_last_title_on_several_lines_is_one() -> None:
    title = "关于公开征求《云溪市校车管理办法（草案）》意见的公告"
    again = "关于公开征求\n《云溪市校车管理办法（草案）》\n意见的公告\n"
    tree, _ = read(
        f"{title}\n来源：市教育局\n{again}现公开征求意见。\n云溪市教育局\n2026年6月1日\n"
    )
    assert tree["标题"] == title
    assert tree["文种"] == "公告"


def test_a_label_alone_among_labels_and_values_is_no_title() -> None:
    facts = "索引号\nYX-01\n发布机构\n市教育局\n文号\n效力状态\n有效\n"
    tree, _ = read(f"{facts}{TITLE}\n{TEXT}")
    assert tree["标题"] == TITLE
    assert tree["网页"]["有效性"] == "有效"


def test_who_issues_by_the_line_above_the_last_title() -> None:
    title = "云溪市校车管理办法"
    text = "第一条 为管理校车，制定本办法。\n第二条 本办法自公布之日起施行。\n"
    tree, said = read(f"{title}\n云溪市教育局\n{title}\n{text}")
    assert tree["发文机关"] == "云溪市教育局"
    assert any("标题上面的“云溪市教育局”，文末没有署名的，当作发文机关" in each for each in said)


def test_two_titles_that_differ_stay() -> None:
    tree, said = read(
        f"{TITLE}\n{NUMBER}\n{TEXT}云溪市教育局关于做好防火工作的通知\n请抓好落实。\n"
    )
    assert tree["标题"] == TITLE
    assert not any("印了几次" in each for each in said)


@pytest.mark.parametrize("column", ["政府信息公开", "首页", "教学工作", "通知公告"])
def test_a_column_above_a_title_is_no_line_of_it(column: str) -> None:
    tree, said = read(f"{column}\n{TITLE}\n{TEXT}")
    assert tree["标题"] == TITLE
    assert said[0].endswith(f"标题上面的“{column}”像是网页的栏目，没有写进文稿")


@pytest.mark.parametrize(
    "line", ["云溪市教育局", "云溪市", "云溪市教育局 云溪市财政局", "关于印发"]
)
def test_a_line_of_a_title_is_no_column(line: str) -> None:
    tree, _ = read(f"{line}\n关于做好防汛工作的通知\n{TEXT}")
    assert "".join(tree["标题"]).endswith("关于做好防汛工作的通知")
    assert line in (tree["标题"][0], tree.get("发文机关"), " ".join(tree.get("发文机关", [])))


def test_facts_with_bars_and_of_lists() -> None:
    bars = "索引号 | YX-01 | 信息分类 | 教育 |\n发布机构 | 市教育局 | 文号 | 云教发〔2026〕7号 |\n"
    bullets = "  • 索引号：YX-01\n  • 发布机构：市教育局\n  • 文档来源：\n  • 作者：\n"
    for head in (bars, bullets):
        tree, _ = read(f"{head}{TITLE}\n{TEXT}")
        assert (tree["标题"], tree["正文"]) == (TITLE, ["请抓好落实。"])
        assert tree["网页"]["索引号"] == "YX-01"
    assert read(f"{bars}{TITLE}\n{TEXT}")[0]["发文字号"] == "云教发〔2026〕7号"


def test_a_fact_without_value_among_others_takes_no_title() -> None:
    facts = "[ 索引号 ]YX-01 [ 发布机构 ]市教育局 [ 有效性 ]\n"
    tree, _ = read(f"{facts}{TITLE}\n{TEXT}")
    assert tree["标题"] == TITLE
    assert "有效性" not in tree["网页"]


def test_a_number_before_the_title_or_the_first_paragraph() -> None:
    tree, _ = read(f"{NUMBER}{TITLE}\n{TEXT}")
    assert (tree["发文字号"], tree["标题"]) == (NUMBER, TITLE)
    run_in = f"（2026年6月1日{NUMBER}）  根据市政府的要求，现就有关问题通知如下：\n一、请落实。\n"
    tree, said = read(f"{TITLE}\n{run_in}")
    assert (tree["发文字号"], tree["成文日期"]) == (NUMBER, "2026-06-01")
    assert tree["正文"][0] == "根据市政府的要求，现就有关问题通知如下："
    assert any("写在正文第一段的前面，分开了" in each for each in said)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("此件公开发布 2026年6月1日", "公开属性", "主动公开"),
        ("2026年6月1日 （此件公开发布）", "公开属性", "主动公开"),
        ("2026年6月1日  （联系人：李明）", "附注", "联系人：李明"),
    ],
)
def test_a_note_beside_the_date(line: str, field: str, value: str) -> None:
    tree, _ = read(f"{TITLE}\n各学校：\n请落实。\n云溪市教育局\n{line}\n")
    assert (tree["成文日期"], tree[field]) == ("2026-06-01", value)


@pytest.mark.parametrize(
    "date",
    [
        "２０２６年６月１日",
        "二0二六年六月一日",
        "二OO六年六月一日",
        "2026 年 6 月 1 日",
        "二０二六年六月一日",
    ],
)
def test_dates_as_people_type_them(date: str) -> None:
    tree, _ = read(f"{TITLE}\n各学校：\n请落实。\n云溪市教育局\n{date}\n")
    assert tree["成文日期"] in ("2026-06-01", "2006-06-01")


def test_printed_by_without_its_last_character() -> None:
    tree, _ = read(f"{TITLE}\n{TEXT}云溪市教育局办公室   2026年6月2日印\n")
    assert tree["印发"] == {"机关": "云溪市教育局办公室", "日期": "2026-06-02"}


def test_what_is_still_to_be_written_is_not_said_to_lack() -> None:
    tree, said = read("关于做好防汛工作的通知\n各学校：\n请落实。\n[发文单位]\n[日期]\n")
    assert lacks(tree).isdisjoint({"发文机关", "成文日期"})
    assert any("没有认出“发文机关”，“[发文单位]”像是" in each for each in said)
    assert any("没有认出“成文日期”，“[日期]”像是" in each for each in said)


def test_units_under_a_title_are_not_said_to_lack() -> None:
    tree, said = read("关于做好防汛工作的通知\n市教育局、市水利局\n请抓好落实。\n请按时报送。\n")
    assert "发文机关" not in lacks(tree)
    assert any("没有认出“发文机关”，“市教育局、市水利局”像是" in each for each in said)


def test_the_title_again_below_a_table_of_contents() -> None:
    text = "云溪市防汛应急预案\n目 录\n1 总则\n1.1 编制目的\n1.2 适用范围\n"
    body = "1 总则\n1.1 编制目的\n为了防汛。\n1.2 适用范围\n本市。\n"
    tree, _ = read(f"{text}云溪市防汛应急预案\n{body}")
    assert tree["标题"] == "云溪市防汛应急预案"
    assert tree["正文"][0] == {"目录": "是"}
    assert "印发件" not in tree


def test_a_headline_with_more_behind_the_title_is_no_title() -> None:
    head = "云溪市关于管制交通的通告（云溪在线）\n发布2026-03-01\n关于管制交通的通告\n"
    text = f"{head}为保证通行，禁止车辆进入。\n云溪市公安局\n2026年3月1日\n"
    found = assemble(read_content(text.encode(), ".txt", "旧文.txt"))
    tree: Any = plain(found.tree)
    assert tree["标题"] == "关于管制交通的通告"
    assert any("没有写进文稿" in problem.message for problem in found.problems)


def test_the_number_with_a_place_behind_it_and_once_more() -> None:
    numbers = "云水函[2026]8号2026年1月6日云溪省\n云水函[2026]8号\n"
    text = f"云溪市水务局关于清淤的通知\n{numbers}各县（区）：\n请清淤。\n"
    tree: Any = plain(assemble(read_content(text.encode(), ".txt", "旧文.txt")).tree)
    assert tree["发文字号"] == "云水函〔2026〕8号"
    assert tree["主送"] == "各县（区）"
    assert tree["正文"] == ["请清淤。"]


def test_the_headline_of_an_order_is_the_title_of_what_it_orders() -> None:
    head = "云溪市绿化办法\n云溪市人民政府令\n第8号\n"
    head += "《云溪市绿化办法》已经市政府常务会议通过，现予公布。\n市长　江海平\n2026年3月1日\n"
    text = "云溪市绿化办法\n第一条 为了绿化，制定本办法。\n第二条 自公布之日起施行。\n"
    tree: Any = plain(assemble(read_content((head + text).encode(), ".txt", "旧文.txt")).tree)
    assert (tree["文种"], tree["令号"]) == ("命令", "第8号")
    assert tree["印发件"]["标题"] == "云溪市绿化办法"
