"""What stands below the date: it is an element, an attachment, the foot of a page, or is told."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain

HEAD = "云溪市教育局关于组织诵读活动的通知\n各中小学：\n请认真组织。\n云溪市教育局\n2026年4月20日\n"
FORM = {"标题": "报名表", "正文": ["学校："]}


def read(tail: str) -> tuple[dict[str, Any], list[str], str]:
    found = assemble(read_content((HEAD + tail).encode(), ".txt", "旧文.txt"))
    tree = plain(found.tree)
    assert isinstance(tree, dict)
    return tree, [problem.message for problem in found.problems], found.text


@pytest.mark.parametrize(
    ("tail", "fields"),
    [
        ("公开属性：主动公开\n", {"公开属性": "主动公开"}),
        ("（此件公开发布）\n", {"公开属性": "主动公开"}),
        ("信息公开选项：依申请公开\n抄送：市政府办。\n",
         {"公开属性": "依申请公开", "抄送": "市政府办"}),
        ("（此件主动公开）\n（联系人：张华）\n", {"公开属性": "主动公开", "附注": "联系人：张华"}),
        ("附：报名表\n", {"附件": [{"标题": "报名表", "另附": "是"}]}),
        ("附件：1.报名表\n2.安排\n附件1\n报名表\n学校：\n附件2\n安排\n5月6日报到。\n",
         {"附件": [FORM, {"标题": "安排", "正文": ["5月6日报到。"]}]}),
        ("附件：回执\n姓名：\n单位：\n",
         {"附件": [{"标题": "回执", "正文": ["姓名：", "单位："]}]}),
        ("附件1：报名表\n学校：\n附件2：安排\n5月6日报到。\n",
         {"附件": [FORM, {"标题": "安排", "正文": ["5月6日报到。"]}]}),
        ("云溪市教育局办公室\n2026年4月21日印发\n",
         {"印发": {"机关": "云溪市教育局办公室", "日期": "2026-04-21"}}),
        ("抄送：市政府办。\n市教育局办公室 2026年4月21日印发\n附件1\n报名表\n学校：\n",
         {"抄送": "市政府办", "印发": {"机关": "市教育局办公室", "日期": "2026-04-21"},
          "附件": [FORM]}),
    ],
)  # fmt: skip
def test_elements_below_the_date(tail: str, fields: dict[str, Any]) -> None:
    tree, told, _ = read(tail)
    assert told == []
    assert {key: tree.get(key) for key in fields} == fields
    assert "印发件" not in tree


def test_contact_lines_become_a_note_and_this_is_said() -> None:
    tree, told, _ = read("联系人：张华\n联系电话：0999-1234567\n")
    assert tree["附注"] == "联系人：张华；联系电话：0999-1234567"
    assert told == ["第6行：落款后面的联系方式写成了“附注”，印在成文日期下面的括号里"]


@pytest.mark.parametrize(
    "tail",
    [
        "用户登录\n",
        "用户登录\n用户名：\n密码：\n忘记密码？\n",
        "【打印本页】【关闭窗口】\n上一篇：放假\n下一篇：没有了\n",
        "您是第12345位访客\n政务微博\n版权所有：市教育局\n",
        "云ICP备12345678号-1 网站标识码：1100000001\n",
    ],
)
def test_the_foot_of_a_page_is_no_text(tail: str) -> None:
    tree, told, text = read(tail)
    assert told == []
    assert not {"印发件", "附件", "附注"} & set(tree)
    assert "原文落款" not in text


def test_neighbouring_articles_of_a_page_are_left_out_and_told() -> None:
    tree, told, _ = read("分享到：微信\n相关新闻\n关于开学的通知\n")
    assert "印发件" not in tree
    assert told == ["第8行：文稿后面的“关于开学的通知”当作网页的页脚，没有写进文稿"]


def test_behind_the_imprint_is_the_foot_of_a_page() -> None:
    tree, _, _ = read("抄送：市政府办。\n市教育局办公室 2026年4月21日印发\n今日天气\n")
    assert (tree["抄送"], tree["印发"]["日期"]) == ("市政府办", "2026-04-21")


def test_what_nobody_knows_is_kept_as_a_remark() -> None:
    tree, told, text = read("请于月底前反馈。\n")
    assert "印发件" not in tree
    assert "# 原文落款后面还有：请于月底前反馈。\n成文日期: 2026-04-20\n" in text
    assert [message.split("，")[0] for message in told] == [
        "第6行：落款后面的“请于月底前反馈。”不知道是什么"
    ]


@pytest.mark.parametrize(
    "tail",
    [
        "诵读活动方案\n一、时间\n5月6日。\n二、地点\n礼堂。\n",
        "诵读活动方案\n（2026年）\n为办好活动，制定本方案。\n一、时间\n5月6日。\n",
        "市教育局办公室 2026年4月21日印发\n诵读活动方案\n一、时间\n5月6日。\n二、地点\n礼堂。\n",
    ],
)
def test_another_text_is_one(tail: str) -> None:
    tree, told, _ = read(tail)
    assert told == []
    title = tree["印发件"]["标题"]
    assert (title if isinstance(title, str) else title[0]) == "诵读活动方案"


def test_the_mark_of_a_document_attached_is_told() -> None:
    head = "附件\n云溪市财政局文件\n云财〔2025〕9号\n云溪市财政局关于印发办法的通知\n"
    tree, told, _ = read(head + "各学校：\n现印发。\n")
    (part,) = tree["附件"]
    assert part == {
        "标题": "云溪市财政局关于印发办法的通知",
        "发文字号": "云财〔2025〕9号",
        "主送": "各学校",
        "正文": ["现印发。"],
    }
    assert told == ["第7行：附在后面的公文有自己的红头“云溪市财政局文件”，没有写进文稿"]


def test_a_text_that_the_note_names_is_the_attachment_without_its_label() -> None:
    head = "关于诵读的通知\n各校：\n请落实。\n附件：报名表\n云溪市教育局\n2026年4月20日\n"
    text = head + "报名表\n姓名：\n单位：\n"
    found = assemble(read_content(text.encode(), ".txt", "旧文.txt"))
    tree = plain(found.tree)
    assert isinstance(tree, dict)
    assert tree["附件"] == [{"标题": "报名表", "正文": ["姓名：", "单位："]}]
    assert [problem.message for problem in found.problems] == [
        "落款后面的文字没有“附件”标识，标题与附件说明里的相同，当作附件：报名表"
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2026年4月20日", []),
        ("2026-04-20", ["第5行：落款的日期“2026-04-20”用“-”隔开年、月、日"]),
        ("2026/4/20", ["第5行：落款的日期“2026/4/20”用“/”隔开年、月、日"]),
        (
            "二〇二六年四月二十日",
            ["第5行：落款的日期“二〇二六年四月二十日”用了汉字，不是阿拉伯数字"],
        ),
        ("2026年4月20日21时", ["第5行：落款的日期“2026年4月20日21时”只写了日，没有写钟点"]),
    ],
)
def test_dates_as_people_type_them(typed: str, told: list[str]) -> None:
    text = f"关于诵读的通知\n各校：\n请落实。\n云溪市教育局\n{typed}\n"
    found = assemble(read_content(text.encode(), ".txt", "旧文.txt"))
    tree = plain(found.tree)
    assert isinstance(tree, dict)
    assert (tree["成文日期"], tree["发文机关"]) == ("2026-04-20", "云溪市教育局")
    assert [problem.message for problem in found.problems] == told


@pytest.mark.parametrize("lines", ["市水务局\n（2026年4月10日）", "2026年4月"])
def test_a_name_and_date_under_an_enclosed_title_are_told(lines: str) -> None:
    tree, told, _ = read(f"诵读活动方案\n{lines}\n为办好活动，制定本方案。\n一、时间\n5月6日。\n")
    shown = lines.replace("\n", "”“")
    assert told == [f"第7行：标题下面的“{shown}”像是署名、日期，照原样写成了正文"]
    assert tree["印发件"]["标题"] == "诵读活动方案"
    assert tree["印发件"]["正文"][: len(lines.split())] == lines.split()


def test_other_labels_than_the_standard_one_are_attachments_and_told() -> None:
    tree, told, _ = read("附表1\n名额分配表\n一中：5名。\n附表2\n评分表\n满分100分。\n")
    assert [part["标题"] for part in tree["附件"]] == ["名额分配表", "评分表"]
    assert told == [
        "第6行：“附表1”当作附件，印成“附件”",
        "第9行：“附表2”当作附件，印成“附件”",
    ]


def test_an_attachment_of_an_attachment_that_is_missing() -> None:
    tree, told, _ = read("附件1-1\n报名表\n姓名：\n")
    assert tree["附件"] == [{"标题": "报名表", "正文": ["姓名："]}]
    assert told == []


def test_reports_are_copies_and_this_is_said() -> None:
    tree, told, _ = read("主题词：诵读 通知\n抄报：省教育厅。\n抄送：市政府办。\n")
    assert tree["抄送"] == "省教育厅，市政府办"
    assert told == ["第7行：版记里的“抄报”写进了“抄送”，现行版记只有抄送机关"]
    assert "印发件" not in tree
