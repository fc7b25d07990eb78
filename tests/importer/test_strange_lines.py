"""Lines that strangers' files have: what is sure is read, what is not is told with a hint."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import Imported, assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain

NOTICE = """关于做好值班工作的通知
各科室：
{body}
云溪市水务局
2026年5月1日
"""


def imported(text: str, suffix: str = ".txt") -> Imported:
    return assemble(read_content(text.encode(), suffix, f"旧文{suffix}"))


def messages(found: Imported) -> list[str]:
    return [problem.message for problem in found.problems]


def tree(found: Imported) -> Any:
    return plain(dict(found.tree))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "表彰下列同志：\n一等奖：王刚、李明\n二等奖：赵强、刘洋\n请再接再厉。",
            "第4行：从“一等奖：王刚、李明”起的2行像是名单，照原样写成了文字",
        ),
        (
            "值班表如下：\n姓名 科室 日期\n王刚 工程科 周一\n李明 财务科 周二\n请按时到岗。",
            "第4行：从“姓名 科室 日期”起的3行像是用空格排的表，照原样写成了文字",
        ),
        (
            "要求如下：\n1 准时到岗\n2 做好记录\n请照办。",
            "第4行：从“1 准时到岗”起的2行像是序数后面没有标点的条目，照原样写成了文字",
        ),
        (
            "值班表如下：\n┌──┬──┐\n│甲│乙│\n└──┴──┘\n请照办。",
            "第4行：从“┌──┬──┐”起的3行像是用线画的表，照原样写成了文字",
        ),
        (
            "现通知如下：\n一、值班\n按时到岗。\n值班要求\n不得脱岗。",
            "第6行：“值班要求”像是没有序数的标题，照原样写成了文字",
        ),
        (
            "定于周一停水.请提前储水。",
            "第3行：“停水.请提”等1处的“.”像是句号，照原样没有改",
        ),
    ],
)
def test_what_may_be_more_than_text_is_told(body: str, message: str) -> None:
    found = imported(NOTICE.format(body=body))
    assert message in messages(found)
    assert all(problem.hint for problem in found.problems)


def test_words_are_no_people_and_lines_of_text_no_table() -> None:
    body = "时间：上午、下午\n地点：礼堂、食堂\n请参加 不得缺席\n谢谢 配合\n请照办。"
    assert not [each for each in messages(imported(NOTICE.format(body=body))) if "像是" in each]


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("# 关于值班的通知\n\n各科室：\n\n- 准时到岗\n- 做好记录\n", ".md"),
        ("<p>关于值班的通知</p><p>各科室：</p><ul><li>准时到岗<li>做好记录</ul>", ".html"),
    ],
)
def test_dots_of_lists_are_told(text: str, suffix: str) -> None:
    found = imported(text, suffix)
    assert tree(found)["正文"] == ["准时到岗", "做好记录"]
    (said,) = [each for each in messages(found) if "圆点" in each]
    assert said.endswith("列表前面的圆点、短横2处去掉了，写成了没有序号的段落")


def test_a_list_without_dots_is_not_told_of() -> None:
    text = "<p>关于值班的通知</p><ul style='list-style: none'><li>请照办。</ul>"
    assert not [each for each in messages(imported(text, ".html")) if "圆点" in each]


def test_an_attachment_has_the_name_of_its_number() -> None:
    body = "请填报。\n附件：1.考勤表\n2.值班表"
    text = NOTICE.format(body=body) + "附件2\n值班表\n请逐项填写。\n"
    assert tree(imported(text))["附件"] == [
        {"标题": "考勤表", "另附": "是"},
        {"标题": "值班表", "正文": ["请逐项填写。"]},
    ]


def test_a_number_of_an_attachment_that_changes_is_told() -> None:
    text = NOTICE.format(body="请填报。") + "附件2\n值班表\n请逐项填写。\n"
    assert "第6行：“附件2”印出来是“附件”" in messages(imported(text))


def test_who_attended_is_moved_behind_the_text_and_this_is_told() -> None:
    text = "云溪市水务局会议纪要\n第3期\n时间：5月1日\n参会人员：王刚、李明\n会议议定，先行清淤。\n"
    found = imported(text)
    assert tree(found)["出席"] == "王刚、李明"
    assert tree(found)["正文"] == ["时间：5月1日", "会议议定，先行清淤。"]
    assert {
        "第3行：会议的时间、地点、主持、记录等没有对应的项目，照原样写成了正文的段落",
        "第4行：“参会”写成了“出席”",
    } <= set(messages(found))


@pytest.mark.parametrize("label", ["分送", "发", "抄报"])
def test_who_else_is_sent_a_copy(label: str) -> None:
    found = imported(NOTICE.format(body="请照办。") + f"{label}：局办公室，各科室。\n")
    assert tree(found)["抄送"] == "局办公室，各科室"
    assert f"第6行：版记里的“{label}”写进了“抄送”，现行版记只有抄送机关" in messages(found)


def test_the_head_of_a_bulletin_is_no_title() -> None:
    text = "云溪区治水工作简报\n第12期\n云溪区治水办  2026年7月5日\n【动态】\n西街清理河道。\n"
    found = tree(imported(text))
    assert (found["标题"], found["题注"]) == ("云溪区治水工作简报", "第12期")
    assert (found["发文机关"], found["成文日期"]) == ("云溪区治水办", "2026-07-05")


def test_a_quantity_is_no_decimal_number() -> None:
    body = "一、目标\n1.5倍增长目标如期实现。\n二、任务\n2.3公里河道完成清淤。"
    found = imported(NOTICE.format(body=body))
    assert not [each for each in messages(found) if "分开了" in each]
    assert "1.5倍增长目标如期实现。" in str(tree(found)["正文"])


def test_a_sheet_alone_is_kept_and_told() -> None:
    found = imported("公文处理单\n来文单位：市水务局\n拟办意见：请阅。\n承办结果：已办。\n")
    assert "第1行：这个文件是“公文处理单”，不是一份公文" in messages(found)
    assert "承办结果：已办。" in str(tree(found)["正文"])


def test_the_word_for_the_body_goes() -> None:
    assert tree(imported(NOTICE.format(body="正文：\n请照办。")))["正文"] == ["请照办。"]
    assert tree(imported(NOTICE.format(body="正文：请照办。")))["正文"] == ["请照办。"]


def test_an_office_that_is_part_of_the_title_could_issue() -> None:
    found = imported("云溪市中级人民法院\n公告\n本院受理一案。\n2026年3月5日\n")
    (problem,) = [each for each in found.problems if "“发文机关”" in each.message]
    assert problem.message == "第1行：没有认出“发文机关”，“云溪市中级人民法院”像是"
    assert "添一行：发文机关: 原文没有" in problem.hint


def test_who_sends_nobody_has_duties() -> None:
    body = "走访单位：军分区、武警支队等\n市教育局：负责协调各学校参加走访。\n请照办。"
    found = imported(NOTICE.format(body=body))
    assert "职责" not in str(tree(found))


def test_points_of_an_article_that_begin_with_1_stand_beside_one_another() -> None:
    body = "第一条 扣5分：\n（一）迟到的；\n1.三次以上；\n（二）早退的。\n"
    body += "第二条 扣9分：\n1、泄密；\n2、受贿。"
    found = tree(imported(f"云溪市考评细则\n{body}\n"))["正文"]
    assert found[0]["项"] == [{"文": "迟到的；", "条目": ["三次以上；"]}, "早退的。"]
    assert found[1]["项"] == ["泄密；", "受贿。"]


def test_a_name_under_the_date_signs() -> None:
    found = imported("关于值班的通知\n各科室：\n请照办。\n2026年5月1日\n云溪市水务局\n")
    assert tree(found)["发文机关"] == "云溪市水务局"
    assert "第5行：日期下面的“云溪市水务局”当作署名，印在日期上面" in messages(found)


def test_names_of_attachments_beside_one_another() -> None:
    found = tree(imported(NOTICE.format(body="请照办。\n附：1.考勤表 2.值班表 3.2026年台账")))
    assert [each["标题"] for each in found["附件"]] == ["考勤表", "值班表", "2026年台账"]


def test_what_stands_under_a_sentence_is_no_recipient() -> None:
    found = imported("云溪市人民政府任免通知\n决定任命：\n王刚为局长；\n免去：\n李明的职务。\n")
    assert not [each for each in messages(found) if "主送" in each]


def test_an_office_that_the_title_begins_with_could_issue() -> None:
    found = imported("云溪市第一中学教职工代表大会决议\n大会听取了报告。\n大会同意报告。\n")
    message = "没有认出“发文机关”，“标题里的云溪市第一中学教职工代表大会”像是"
    assert message in messages(found)


def test_preface_and_boxes_are_told() -> None:
    body = "现印发规划。\n前 言\n人才是资源。\n一、目标\n达到30万人。\n专栏1 重点工程\n引进50名。"
    assert {
        "第4行：“前 言”像是没有序数的标题，照原样写成了文字",
        "第8行：“专栏1 重点工程”像是专栏的标题，照原样写成了文字",
    } <= set(messages(imported(NOTICE.format(body=body))))
