"""Replies of offices that have their own ways: the unit in another cell or under another name, rows
of several units, what they hid in a workbook, a page scanned into Word, a draft whose clauses are
all in what it encloses.
"""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from gongwen.consultation.clauses import SentClause, SentVersion
from gongwen.consultation.marked_copy import CopiedParagraph, comments_in
from gongwen.consultation.replies import Reply
from gongwen.consultation.tying import tied
from gongwen.consultation.whose import unit_of, units_of
from gongwen.consultation.written_places import attachment_of, numbers
from gongwen.problem import Place
from gongwen.registry.units import Registry, Unit
from tests.consultation.office import ASKED
from tests.consultation.returned import letter, own_form, saved, workbook
from tests.consultation.test_careless import HEADS, Sent, read, sent, ties, told
from tests.consultation.test_from_elsewhere import replies
from tests.pictures import png

__all__ = ["sent"]
ENCLOSED = SentVersion(
    tuple(
        SentClause(*each)
        for each in (
            ("标题", "关于印发《云溪市渡口改造方案》的通知"),
            ("第1段", "现将《云溪市渡口改造方案》印发给你们。"),
            ("附件 标题", "云溪市渡口改造方案"),
            ("附件 一、", "一、总体目标", "总体目标"),
            ("附件 二、", "二、重点任务", "重点任务"),
            ("附件 二、（一）", "（一）摸清底数。逐个渡口登记。", "摸清底数"),
            ("附件 二、（三）", "（三）加快建设。", "加快建设"),
            ("附件 二、（三）1.", "1.新建渡口。同步配备救生设备。"),
            ("附件 三、", "三、资金保障", "资金保障"),
            ("附件 三、第1段", "所需资金按6∶4比例分担。"),
            ("附件 四、", "四、组织保障", "组织保障"),
            ("附件 四、（三）", "（三）严格督查。每季度通报。", "严格督查"),
        )
    )
)


@pytest.mark.parametrize(
    ("written", "words", "place"),
    [
        ("四（三）", "改为每半年", "附件 四、（三）"),
        ("四、（三）", "改为每半年", "附件 四、（三）"),
        ("二（三）1", "写明数量", "附件 二、（三）1."),
        ("附件 四、（三）", "改为每半年", "附件 四、（三）"),
        ("三、资金保障", "“6∶4”改为“5∶5”", "附件 三、第1段"),
        ("", "第三部分的比例建议再商", "附件 三、"),
        ("", "我局原则同意。另，建议在“二、（三）1”中增加照明", "附件 二、（三）1."),
        ("", "标题中“改造”建议改为“改造提升”", "标题"),
    ],
)
def test_a_draft_whose_clauses_are_all_in_what_it_encloses(
    written: str, words: str, place: str
) -> None:
    tie = tied(written, "", words, ENCLOSED)
    assert tie.clause
    assert tie.clause.place == place


def test_the_number_behind_attachment_is_its_own_only_where_they_touch() -> None:
    assert (attachment_of("附件2第三条"), attachment_of("附件二（三）")) == (2, 2)
    assert (attachment_of("附件 四、（三）"), attachment_of("四、（三）")) == (1, 0)
    assert tuple(numbers("附件 四、（三）")) == (4, 3)
    assert tuple(numbers("附件2 四、（三）")) == (4, 3)


def test_the_label_of_an_attachment_is_no_paragraph_that_was_added() -> None:
    lines = [each.text for each in ENCLOSED.clauses]
    lines.insert(2, "附件")
    copied = [CopiedParagraph(at, text, text) for at, text in enumerate(lines, 1)]
    assert not list(comments_in(copied, ENCLOSED))


# ---- whose it is -------------------------------------------------------------------------------


def test_the_unit_in_the_cell_of_the_contact(sent: Sent, tmp_path: Path) -> None:
    rows = [("1", "三、（一）", "", "改为一半", "")]
    facts = [("反馈单位", ""), ("联系人", "市财政局 周敏")]
    reply = read(own_form(HEADS, rows, facts), "表.docx", sent, tmp_path)
    assert unit_of(reply, ASKED, sent[1])[0] == "市财政局"
    facts = [("反馈单位", ""), ("联系人", "周敏")]
    (tmp_path / "表.docx").unlink()
    reply = read(own_form(HEADS, rows, facts), "表.docx", sent, tmp_path)
    assert unit_of(reply, ASKED, sent[1])[0] == ""


def unit(full: str, short: str, *aliases: str) -> Unit:
    return Unit(full, short, aliases, (), "政府", (), "", 1, Place(""))


@pytest.mark.parametrize(
    ("name", "found"),
    [("资规局修改稿", "区自然资源规划局"), ("白鹭", "白鹭镇"), ("白鹭中学", ""), ("改稿", "")],
)
def test_a_short_name_without_its_place(name: str, found: str) -> None:
    registry = Registry(
        (
            unit("溪东区自然资源和规划局", "区自然资源规划局", "区资规局"),
            unit("白鹭镇人民政府", "白鹭镇"),
        )
    )
    reply = Reply("1.docx", "草稿修改件", ((name, "文件名"),))
    assert unit_of(reply, ("区自然资源规划局", "白鹭镇"), registry)[0] == found


# ---- tables of their own -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "units"),
    [
        ("市教育局、市民政局", ["市教育局", "市民政局"]),
        ("市教育局 市民政局（盖章）", ["市教育局", "市民政局"]),
        ("市教育局（会同市民政局研究）", ["市教育局"]),
    ],
)
def test_a_joint_reply_is_of_each(written: str, units: list[str], sent: Sent) -> None:
    reply = Reply("1.docx", "反馈表", ((written, "表里"),))
    found, said = units_of(reply, ASKED, sent[1])
    assert found == units
    assert said.startswith("表里写了市教育局、市民政局，")


OF_UNITS = (
    ("单位", "条款", "意见"),
    ("市教育局", "三、（二）", "增加进社区"),
    ("", "二、（一）", "提前到3月底"),
    ("市民政局", "三、（一）", "改为一半"),
)


@pytest.mark.parametrize("kind", ["工作簿", "Word"])
def test_rows_of_several_units_go_to_each(kind: str, sent: Sent, tmp_path: Path) -> None:
    if kind == "Word":
        (tmp_path / "汇总.docx").write_bytes(own_form(OF_UNITS[0], OF_UNITS[1:]))
    else:
        (tmp_path / "汇总.xlsx").write_bytes(workbook(OF_UNITS))
    found = {unit_of(each, ASKED, sent[1])[0]: each for each in replies(tmp_path, sent)}
    assert [words for _, words in ties(found["市教育局"], sent)] == ["增加进社区", "提前到3月底"]
    assert [each.row for each in found["市民政局"].comments] == ["第4行（市民政局）"]


def test_what_is_hidden_in_a_workbook_is_told(sent: Sent, tmp_path: Path) -> None:
    rows = [
        ("条款", "修改意见", "备注"),
        ("三、（一）", "改为一半", "处里不同意"),
        ("三、（二）", "内部讨论，不报", ""),
    ]
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows)))
    sheet = book.active
    assert sheet is not None
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    reply = read(saved(book), "财政局.xlsx", sent, tmp_path)
    assert ties(reply, sent) == [("三、（一）", "改为一半")]
    assert "第3行 是隐藏的（或者被筛选掉了），没有读进去：“三、（二）；内部讨论，不报”" in told(
        reply
    )
    assert "第3列 是隐藏的（或者被筛选掉了），没有读进去：“备注；处里不同意”" in told(reply)


def test_the_answer_that_is_chosen_is_no_comment(sent: Sent, tmp_path: Path) -> None:
    rows = [
        ("反馈单位", "市财政局"),
        ("反馈意见", "有意见"),
        ("序号", "条款", "修改意见"),
        ("1", "三、（一）", "改为一半"),
    ]
    reply = read(workbook(rows), "表.xlsx", sent, tmp_path)
    assert ties(reply, sent) == [("三、（一）", "改为一半")]
    assert told(reply) == ""


# ---- letters and scans -------------------------------------------------------------------------


def test_a_page_scanned_into_word_is_a_scan(sent: Sent, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(png(300, 400)))
    reply = read(saved(document), "财政局盖章件.docx", sent, tmp_path)
    assert (reply.sort, reply.comments) == ("扫描件", ())
    assert told(reply) == " 里面没有字，多半是扫描的图，要人看"


def test_what_leads_to_comments_is_none(sent: Sent, tmp_path: Path) -> None:
    lines = (
        "对《清淤通知》的修改建议（市财政局）",
        "我局意见如下，请酌：",
        "三（一）改为一半。",
        "（联系人：周敏，电话：0300-8866216）",
    )
    reply = read(letter(*lines), "复函.docx", sent, tmp_path)
    assert ties(reply, sent) == [("三、（一）", "三（一）改为一半。")]
    assert told(reply) == ""
    assert unit_of(reply, ASKED, sent[1])[0] == "市财政局"
