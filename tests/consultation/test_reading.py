"""Returned files of all careless sorts: whose they are, what they say, what it is about."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.consultation.clauses import SentClause, SentVersion, clauses_of
from gongwen.consultation.letter_reply import read_letter
from gongwen.consultation.reading import read_replies
from gongwen.consultation.replies import Reply
from gongwen.consultation.tying import tied
from gongwen.consultation.whose import unit_of
from gongwen.consultation.wording import says_none, several, with_grounds
from gongwen.importer.pieces import SourceParagraph
from gongwen.registry.units import Registry
from tests.consultation.office import ASKED, office, sent
from tests.consultation.returned import (
    draft_changed,
    draft_tracked,
    draft_with_comment,
    letter,
    merged_rows,
    our_form,
    own_form,
    workbook,
)
from tests.dispatch.office import alone

__all__ = ["alone", "office", "sent"]
HEADS = ("序号", "条款（页码）", "原文", "修改意见", "理由依据")
FUNDS = "所需资金由市、区两级财政按3∶7的比例承担。"
Found = tuple[str, list[tuple[str, str]], bool]


def version(folder: Path) -> tuple[SentVersion, Registry]:
    shared = Shared(folder, folder / "content")
    outcome = process(Request(folder / "content/清淤.yaml", None), shared)
    return clauses_of([each.composition for each in outcome.pages]), outcome.registry


def read(folder: Path, name: str, content: bytes, where: Path) -> tuple[Reply, Found]:
    """What is read of one file: the unit, each comment with its place, whether there are none."""
    where.mkdir(exist_ok=True)
    (where / name).write_bytes(content)
    sent_, registry = version(folder)
    ((_, reply),) = read_replies(where, sent_)
    unit, _ = unit_of(reply, ASKED, registry)
    comments = []
    for raw in reply.comments:
        tie = tied(raw.written, raw.quoted, raw.words, sent_)
        comments.append((raw.place or (tie.clause.place if tie.clause else ""), raw.words))
    return reply, (unit, comments, reply.none)


FORMS: dict[str, tuple[str, Callable[[Path], bytes], Found]] = {
    "照填": (
        "1.docx",
        lambda form: our_form(form, [("三、（一）", FUNDS, "改为5∶5", "财政体制")], "市财政局"),
        ("市财政局", [("三、（一）", "改为5∶5")], False),
    ),
    "单位写在文件名里": (
        "财政局-反馈表.docx",
        lambda form: our_form(form, [("三、（一）", "", "改为5∶5", "")]),
        ("市财政局", [("三、（一）", "改为5∶5")], False),
    ),
    "全称": (
        "a.docx",
        lambda form: our_form(form, [("", FUNDS, "改为5∶5", "")], "云溪市财政局（盖章）"),
        ("市财政局", [("三、（一）", "改为5∶5")], False),
    ),
    "勾无意见": (
        "民政局.docx",
        lambda form: our_form(form, [], "", tick="无意见"),
        ("市民政局", [], True),
    ),
    "第一行写无意见": (
        "民政局.docx",
        lambda form: our_form(form, [("", "", "无修改意见。", "")]),
        ("市民政局", [], True),
    ),
    "写在原文格里": (
        "教育局.docx",
        lambda form: our_form(form, [("三、（二）", "建议增加实践活动", "", "")]),
        ("市教育局", [("三、（二）", "建议增加实践活动")], False),
    ),
    "只写在理由格里": (
        "教育局.docx",
        lambda form: our_form(form, [("三、（二）", "", "", "建议增加实践活动")]),
        ("市教育局", [("三、（二）", "建议增加实践活动")], False),
    ),
    "一格几条": (
        "教育局.docx",
        lambda form: our_form(
            form, [("", "", "1.对“摸清底数”，建议提前。\n2.对“加强宣传”，建议增加进社区。", "")]
        ),
        (
            "市教育局",
            [
                ("二、（一）", "对“摸清底数”，建议提前。"),
                ("三、（二）", "对“加强宣传”，建议增加进社区。"),
            ],
            False,
        ),
    ),
    "圈码几条": (
        "教育局.docx",
        lambda form: our_form(form, [("一、", "", "①删去第二句；②明确河道名称。", "")]),
        ("市教育局", [("一、", "删去第二句；"), ("一、", "明确河道名称。")], False),
    ),
    "意见里带理由": (
        "教育局.docx",
        lambda form: our_form(form, [("一、", "", "明确河道名称。理由：便于落实。", "")]),
        ("市教育局", [("一、", "明确河道名称。")], False),
    ),
    "第几部分": (
        "水务局.docx",
        lambda form: our_form(form, [("第三部分第（一）项", "", "改为5∶5", "")]),
        ("市水务局", [("三、（一）", "改为5∶5")], False),
    ),
    "页码加原文": (
        "水务局.docx",
        lambda form: our_form(form, [("第2页", "采用机械清淤与人工清淤", "改为机械清淤", "")]),
        ("市水务局", [("二、（二）", "改为机械清淤")], False),
    ),
    "原文中间省略": (
        "水务局.docx",
        lambda form: our_form(form, [("", "采用机械清淤……指定地点处置", "明确地点", "")]),
        ("市水务局", [("二、（二）", "明确地点")], False),
    ),
    "原文抄得不准": (
        "水务局.docx",
        lambda form: our_form(form, [("", "市水务局牵头排查全市河道淤积情况", "改为5月", "")]),
        ("市水务局", [("二、（一）", "改为5月")], False),
    ),
    "半角标点": (
        "水务局.docx",
        lambda form: our_form(form, [("三.(一)", "", "改为5:5", "")]),
        ("市水务局", [("三、（一）", "改为5:5")], False),
    ),
    "只写页码": (
        "水务局.docx",
        lambda form: our_form(form, [("P3", "", "改为5∶5", "")]),
        ("市水务局", [("", "改为5∶5")], False),
    ),
    "自己的表": (
        "b.docx",
        lambda form: own_form(
            ("序号", "意见建议", "理由"),
            [("1", "将“由市、区两级财政按3∶7的比例承担”改为“市级承担”", "区里困难")],
            lines=["反馈意见表", "填报单位：溪东区人民政府        联系人：张三"],
        ),
        (
            "溪东区政府",
            [("三、（一）", "将“由市、区两级财政按3∶7的比例承担”改为“市级承担”")],
            False,
        ),
    ),
    "表头在第三行": (
        "c.docx",
        lambda form: own_form(
            ("条款", "原文", "修改意见"),
            [("二、（二）", "", "增加环保要求")],
            facts=[("单位名称", "溪西区政府", ""), ("联系人", "李四", "")],
        ),
        ("溪西区政府", [("二、（二）", "增加环保要求")], False),
    ),
    "条款格合并": (
        "教育局.docx",
        lambda form: merged_rows(
            HEADS, [("1", "三、（二）", "", "进学校", ""), ("2", "", "", "进社区", "")], 1, 1, 2
        ),
        ("市教育局", [("三、（二）", "进学校"), ("三、（二）", "进社区")], False),
    ),
    "意见格合并": (
        "教育局.docx",
        lambda form: merged_rows(
            HEADS, [("1", "三、（一）", "", "先商财政局", ""), ("2", "三、（二）")], 3, 1, 2
        ),
        ("市教育局", [("三、（一）", "先商财政局"), ("三、（二）", "先商财政局")], False),
    ),
    "表外还有一段": (
        "教育局.docx",
        lambda form: own_form(HEADS, [], lines=["另：建议在“加强宣传”部分增加家庭教育。"]),
        ("市教育局", [("三、（二）", "另：建议在“加强宣传”部分增加家庭教育。")], False),
    ),
    "工作簿": (
        "财政局.xlsx",
        lambda form: workbook([HEADS, ("1", "三、（一）", "", "改为5∶5", "体制")]),
        ("市财政局", [("三、（一）", "改为5∶5")], False),
    ),
    "工作簿合并": (
        "d.xlsx",
        lambda form: workbook(
            [HEADS, ("1", "二、（一）", "", "提前", ""), ("2", "", "", "报备", "")],
            above=[("反馈单位", "市教育局", "", "", "")],
            merge="B3:B4",
        ),
        ("市教育局", [("二、（一）", "提前"), ("二、（一）", "报备")], False),
    ),
    "工作簿无意见": (
        "民政局.xlsx",
        lambda form: workbook([HEADS, ("1", "", "", "无", "")]),
        ("市民政局", [], True),
    ),
    "复函": (
        "e.docx",
        lambda form: letter(
            "云溪市财政局",
            "云财函〔2026〕9号",
            "关于对清淤通知（征求意见稿）意见的复函",
            "市水务局：",
            "你局来函收悉。经研究，现提出如下意见：",
            "一、建议将第三部分（一）的“按3∶7的比例承担”修改为“按5∶5的比例承担”。",
            "理由：符合市区财政体制。",
            "二、删去“组织学校开展河道保护宣传教育”。",
            "特此函复。",
            "云溪市财政局",
            "2026年4月8日",
        ),
        (
            "市财政局",
            [
                (
                    "三、（一）",
                    "建议将第三部分（一）的“按3∶7的比例承担”修改为“按5∶5的比例承担”。",
                ),
                ("三、（二）", "删去“组织学校开展河道保护宣传教育”。"),
            ],
            False,
        ),
    ),
    "复函分部分": (
        "i.docx",
        lambda form: letter(
            "溪东区人民政府",
            "关于清淤通知的意见",
            "一、关于主要任务",
            "（一）“摸清底数”时限太紧，建议改为6月底前。",
            "（二）处置地点建议由市里统一安排。",
            "二、关于保障措施",
            "建议提高市级承担比例，理由是区里困难。",
            "以上意见供参考。",
        ),
        (
            "溪东区政府",
            [
                ("二、（一）", "“摸清底数”时限太紧，建议改为6月底前。"),
                ("二、", "处置地点建议由市里统一安排。"),
                ("三、", "建议提高市级承担比例"),
            ],
            False,
        ),
    ),
    "单位写在栏里": (
        "j.xlsx",
        lambda form: workbook(
            [
                ("单位", "文件条款", "意见和建议", "备注"),
                ("市水务局", "二（一）", "增加无人机排查", ""),
                ("市水务局", "三.1", "同意", ""),
            ]
        ),
        ("市水务局", [("二、（一）", "增加无人机排查")], False),
    ),
    "单位写在表名里": (
        "k.xlsx",
        lambda form: workbook(
            [("序号", "条款", "修改前", "修改后"), ("1", "三.2", "组织学校", "组织学校和社区")],
            above=[("云溪市财政局意见汇总表", "", "", "")],
        ),
        ("市财政局", [("三、（二）", "组织学校和社区")], False),
    ),
    "写了意见又写其他无意见": (
        "溪西区.docx",
        lambda form: own_form(
            HEADS, [("一", "二、（一）", "", "改由各区排查", ""), ("二", "", "", "其他无意见", "")]
        ),
        ("溪西区政府", [("二、（一）", "改由各区排查")], False),
    ),
    "一句话的复函": (
        "l.docx",
        lambda form: letter("市民政局对《通知》的意见：无。"),
        ("市民政局", [], True),
    ),
    "复函无意见": (
        "f.docx",
        lambda form: letter(
            "市水务局：", "你局来函收悉。经研究，我局无修改意见。", "云溪市教育局", "2026年4月8日"
        ),
        ("市教育局", [], True),
    ),
    "复函在文本里": (
        "g.txt",
        lambda form: "市水务局：\n1.对第二部分（一），建议延长到5月底。\n市民政局\n".encode(),
        ("市民政局", [("二、（一）", "对第二部分（一），建议延长到5月底。")], False),
    ),
    "复函是国标编码": (
        "h.txt",
        lambda form: "市水务局：\n我局没有意见。\n市民政局\n".encode("gb18030"),
        ("市民政局", [], True),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FORMS)
def test_a_returned_file_is_read(case: str, sent: Path, tmp_path: Path) -> None:
    name, make, expected = FORMS[case]
    form = sent / "output/征求意见函/意见反馈表.docx"
    reply, found = read(sent, name, make(form), tmp_path / "back")
    assert found == expected, reply


def test_more_of_what_a_letter_says(sent: Path, tmp_path: Path) -> None:
    _, make, _ = FORMS["复函"]
    reply, _ = read(sent, "e.docx", make(sent), tmp_path / "back")
    assert (reply.day, reply.number, reply.sort) == ("2026-04-08", "云财函〔2026〕9号", "复函")
    assert reply.comments[0].grounds == "符合市区财政体制。"
    assert reply.faults == ()


DRAFTS: dict[str, tuple[Callable[[Path], bytes], list[tuple[str, str]]]] = {
    "修订": (
        lambda draft: draft_tracked(draft, "4月底前", "5月底前"),
        [("二、（一）", "将“4月底前建立清单”改为“5月底前建立清单”。")],
    ),
    "没有痕迹": (
        lambda draft: draft_changed(draft, {"三条河道": "四条河道"}),
        [("一、第1段", "改为“")],
    ),
    "批注": (
        lambda draft: draft_with_comment(draft, "落实资金", "与财政局再商"),
        [("三、（一）", "与财政局再商")],
    ),
    "没有改": (lambda draft: draft.read_bytes(), []),
    "修订删去": (
        lambda draft: draft_tracked(draft, "与人工清淤相结合", ""),
        [("二、（二）", "删去“")],
    ),
}


@pytest.mark.parametrize("case", DRAFTS)
def test_a_marked_copy_is_read(case: str, sent: Path, tmp_path: Path) -> None:
    make, expected = DRAFTS[case]
    draft = sent / "output/征求意见函/清淤（征求意见稿）.docx"
    reply, (unit, comments, none) = read(sent, "教育局.docx", make(draft), tmp_path / "back")
    assert (reply.sort, unit, none) == ("草稿修改件", "市教育局", not expected)
    assert [place for place, _ in comments] == [place for place, _ in expected]
    for (_, words), (_, said) in zip(comments, expected, strict=True):
        assert said in words


def test_a_part_of_the_draft_that_came_back_takes_nothing_out(sent: Path, tmp_path: Path) -> None:
    content = letter(
        "（一）摸清底数。市水务局牵头排查河道淤积情况，6月底前建立清单。",
        "（二）实施清淤。采用机械清淤与人工清淤相结合的方式，淤泥运至指定地点处置。",
        "（一）落实资金。所需资金由市、区两级财政按3∶7的比例承担。",
        "（二）加强宣传。组织学校开展河道保护宣传教育。",
    )
    reply, (_, comments, _) = read(sent, "教育局.docx", content, tmp_path / "back")
    assert reply.sort == "草稿修改件"
    assert [place for place, _ in comments] == ["二、（一）"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("财政局.pdf", b"%PDF-1.4", None),
        ("财政局.rar", b"Rar!", "不读“.rar”这种文件，请解压或另存后再收"),
        ("财政局.xls", b"\xd0\xcf", "不读“.xls”这种文件，请另存为 .xlsx"),
        ("财政局.docx", b"PK\x03\x04broken", "读不出来：文件打不开：不是 .docx，或者已经损坏"),
        ("财政局.xlsx", b"none", "读不出来：不是 .xlsx 文件"),
    ],
)
def test_what_cannot_be_read_is_listed(
    name: str, content: bytes, said: str | None, sent: Path, tmp_path: Path
) -> None:
    reply, (unit, comments, none) = read(sent, name, content, tmp_path / "back")
    assert (reply.sort, unit, comments, none) == ("扫描件", "市财政局", [], False)
    assert (said is None) == (reply.faults == ())
    if said:
        assert reply.faults[0].said.startswith(said)


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("无意见", True),
        ("没有修改意见。", True),
        ("经研究，我局对通知无不同意见。", True),
        ("同意。", True),
        ("无", True),
        ("/", True),
        ("无其他意见", True),
        ("学生工作处：无意见。", True),
        ("文学院没有意见", True),
        ("红旗街道、向阳社区均无意见。", True),
        ("江左大学：无意见，但建议增加一条。", False),
        ("保卫处：第三条改为两次，其他无意见。", False),
        ("我局没有不同的看法，请按程序报批。", True),
        ("经研究，我局不提修改意见。", True),
        ("原则同意，无具体修改意见。", True),
        ("经征求各支队意见，均无意见，特此函复。", True),
        ("我局认为方案切实可行，没有需要补充修改的内容。", True),
        ("方案收悉，完全赞同，无补充。", True),
        ("同意该方案。", True),
        ("信访局这边没意见哈，谢谢！", True),
        ("无意见，建议尽快出台。", True),
        ("同意市教育局起草的通知，不再提出修改意见。", True),
        ("同意第三条", False),
        ("同意，但资金由市级承担", False),
        ("第三条没有修改的依据。", False),
        ("同意市财政局的意见", False),
        ("对失能老人没有补充规定。", False),
        ("建议尽快出台配套办法", False),
        ("无意见，但建议增加一条。", False),
        ("建议删去“无意见”三字", False),
        ("第三条改为无偿", False),
        ("", False),
    ],
)
def test_what_says_that_there_is_no_comment(text: str, none: bool) -> None:
    assert says_none(text) is none


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1.甲。2.乙。", ["甲。", "乙。"]),
        ("建议：1.甲。2.乙。", ["建议：甲。", "建议：乙。"]),
        ("一、甲\n二、乙", ["甲", "乙"]),
        ("2.5亿元改为3亿元", ["2.5亿元改为3亿元"]),
        ("1.甲", ["1.甲"]),
        ("1.甲\n3.乙", ["1.甲\n3.乙"]),
    ],
)
def test_several_comments_in_one_cell(text: str, parts: list[str]) -> None:
    assert several(text) == parts


def test_grounds_are_parted() -> None:
    assert with_grounds("删去。理由：重复。") == ("删去。", "重复。")
    assert with_grounds("理由：重复。") == ("理由：重复。", "")


PLACES = ("一、", "二、（一）", "三、（二）")
WORDS = st.text("建议将清淤工作改为疏浚，并明确责任单位。", min_size=4, max_size=30).map(
    lambda text: f"建议{text}"
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["一、", "二、（一）", "三、（二）"]), WORDS), max_size=5
    )
)
def test_what_is_filled_in_is_read_again(
    rows: list[tuple[str, str]], sent: Path, tmp_path: Path
) -> None:
    form = sent / "output/征求意见函/意见反馈表.docx"
    shutil.rmtree(tmp_path / "back", ignore_errors=True)
    filled = our_form(form, [(place, "", words, "") for place, words in rows], "市教育局")
    _, (unit, comments, _) = read(sent, "x.docx", filled, tmp_path / "back")
    assert unit == "市教育局"
    assert comments == [(place, words.strip()) for place, words in rows]


NAMES = ("摸清底数", "疏浚河道", "加固堤防", "整治排口", "绿化岸线", "值守巡查", "宣传教育")
LONG = "\n".join(
    f"- 节: {name}\n  正文:\n  - 由市水务局牵头，{'有关单位配合，' * 40}抓好落实。"
    for name in NAMES
)


def test_a_page_alone_is_held_against_the_version_that_was_sent(office: Path) -> None:
    draft = f"文种: 通知\n标题: 关于清淤的通知\n正文:\n{LONG}\n"
    (office / "content/清淤.yaml").write_text(draft, encoding="utf-8")
    shared = Shared(office, office / "content")
    outcome = process(Request(office / "content/清淤.yaml", None), shared)
    assert outcome.template is not None
    sheet = outcome.template.sheet
    sent_ = clauses_of([each.composition for each in outcome.pages], [sheet])
    last = max(each.pages[1] for each in sent_.clauses)
    assert last >= 3
    named = next(each for each in sent_.clauses if each.pages == (2, 2) and each.name)
    tie = tied("第2页", "", f"{named.name}不必单列", sent_)
    assert (tie.clause, tie.why) == (
        named,
        f"只写了页码“第2页”，按送出的那一稿对到{named.place}，请核对",
    )
    there = [each.place for each in sent_.on_page(2)]
    tie = tied("P2", "", "文字再精炼一些", sent_)
    assert (tie.clause, tie.why) == (
        None,
        f"只写了页码“P2”，送出的那一稿这一页是{there[0]}到{there[-1]}",
    )
    repeated = tied("第二页", "由市水务局牵头", "改为两家牵头", sent_)
    assert repeated.clause is None  # it stands there several times
    assert tied("第90页", "", "文字再精炼一些", sent_).why == "只写了页码“第90页”"
    unknown = clauses_of([each.composition for each in outcome.pages])
    assert tied("P2", "", "文字再精炼一些", unknown).why == "只写了页码“P2”"
    elsewhere = next(each for each in sent_.clauses if each.pages == (1, 1) and each.name)
    assert tied("第3页", "", f"{elsewhere.name}不必单列", sent_).clause is None


@pytest.mark.parametrize("unit", ["江左大学教务处", "文学院", "红旗街道", "综合科", "市第一医院"])
def test_who_signs_below_a_letter_is_no_comment(unit: str) -> None:
    texts = ("云溪市水务局：", "建议第三条改为每季度一次。", unit, "2026年4月8日")
    lines = [SourceParagraph(text, number) for number, text in enumerate(texts, 1)]
    comments, faults, none, day, _ = read_letter(lines)
    assert ([each.words for each in comments], faults) == (["建议第三条改为每季度一次。"], [])
    assert (none, day) == (False, "2026-04-08")


def test_words_that_a_table_says_again_belong_to_the_text() -> None:
    text = SentClause("一、（一）", "（一）检查教室。检查桌椅。")
    cell = SentClause("附件1 表格", "检查教室", in_table=True)
    found = tied("", "", "“检查教室”的时限改为8月27日", SentVersion((text, cell)))
    assert (found.clause, found.why) == (text, "“检查教室”在表里也有，对到一、（一），请核对")
    other = SentClause("附件2 表格", "检查教室", in_table=True)
    for clauses in ((cell, other), (text, SentClause("二、", "检查教室要抓紧。"), cell)):
        found = tied("", "", "“检查教室”的时限改为8月27日", SentVersion(clauses))
        assert (found.clause, found.why) == (None, "“检查教室”在几处都有，不知道是哪一处")
