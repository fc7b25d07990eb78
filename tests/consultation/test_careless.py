"""What careless replies say beside what a form has room for: found or told, never dropped, and not
tied to a clause or a unit by a guess that nobody hears of.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.consultation.clauses import SentVersion, clauses_of
from gongwen.consultation.merging import Offered, merged
from gongwen.consultation.reading import read_replies
from gongwen.consultation.replies import Reply
from gongwen.consultation.tying import tied
from gongwen.consultation.whose import unit_of
from gongwen.consultation.wording import is_comment, says_none
from gongwen.formats import formats
from gongwen.registry.units import Registry
from gongwen.secrecy.refused import ClassifiedError
from tests.consultation.office import ASKED, DRAFT, REGISTRY
from tests.consultation.returned import letter, own_form, saved, workbook
from tests.project import project
from tests.secrecy.test_marks import locked_zip

HEADS = ("序号", "条款（页码）", "原文", "修改意见", "理由依据")
Sent = tuple[SentVersion, Registry, bytes]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """The draft, and its .docx."""
    folder = tmp_path_factory.mktemp("office")
    project(folder, 清淤=DRAFT)
    (folder / "content/机构.yaml").write_text(REGISTRY, encoding="utf-8")
    made = process(
        Request(folder / "content/清淤.yaml", None, (formats()["docx"],)),
        Shared(folder, folder / "content"),
    )
    version = clauses_of([each.composition for each in made.pages])
    return version, made.registry, next(iter(made.outputs.values()))


def read(content: bytes, name: str, sent: Sent, folder: Path) -> Reply:
    (folder / name).write_bytes(content)
    ((_, reply),) = read_replies(folder, sent[0])
    return reply


def ties(reply: Reply, sent: Sent) -> list[tuple[str, str]]:
    """Each comment with its place, "?" before one that is to be looked at."""
    found = []
    for raw in reply.comments:
        tie = tied(raw.written, raw.quoted, raw.words, sent[0])
        place = raw.place or (tie.clause.place if tie.clause else "")
        found.append(("?" + place if tie.why else place, raw.words))
    return found


def told(reply: Reply) -> str:
    return "\n".join(f"{each.row} {each.said}" for each in reply.faults)


LETTERS: dict[str, tuple[tuple[str, ...], list[tuple[str, str]], str]] = {
    "无意见以后还有但书": (
        ("我局对通知无意见，但第三条（一）应由市财政局承担。", "市财政局"),
        [("三、（一）", "我局对通知无意见，但第三条（一）应由市财政局承担。")],
        "",
    ),
    "其他无意见": (
        ("第三条时限太紧，其他无意见。", "市财政局"),
        [("三、", "第三条时限太紧，其他无意见。")],
        "",
    ),
    "不同意": (("我局不同意。", "市财政局"), [("?", "我局不同意。")], ""),
    "像日期的意见": (
        ("意见如下：", "2026年5月1日前完成不现实", "以上意见供参考。", "市财政局"),
        [],
        "第2段 不知道是不是意见，没有读进去：“2026年5月1日前完成不现实”",
    ),
    "像单位的意见": (
        ("意见如下：", "责任单位应为市教育局", "牵头单位改为市财政局", "市财政局"),
        [("?", "责任单位应为市教育局"), ("?", "牵头单位改为市财政局")],
        "",
    ),
    "最后一条像标题": (
        ("意见如下：", "1.责任不清", "市财政局"),
        [],
        "第2段 “责任不清”下面没有认出意见",
    ),
    "像客套的意见": (
        ("来函中的联系电话应当换成12345。", "谢谢！", "市财政局"),
        [("?", "来函中的联系电话应当换成12345。")],
        "",
    ),
    "冒号结尾的标题": (
        ("市水务局：", "二、主要任务部分：", "时限太短，来不及。", "市财政局"),
        [("二、", "时限太短，来不及。")],
        "",
    ),
    "几条河": (
        ("一、总体要求", "1.第三句三条河道与规划不一致。", "市财政局"),
        [("一、", "第三句三条河道与规划不一致。")],
        "",
    ),
    "一是二是": (
        ("一是建议增加社区；二是宣传放在4月。", "市教育局"),
        [("?", "一是建议增加社区；二是宣传放在4月。")],
        "",
    ),
    "第一段": (("区里实在没有这笔钱。", "市财政局"), [], "第1段 不知道是不是意见"),
    "位置在动词后面": (
        ("建议删去三、（一）。", "市财政局"), [("三、（一）", "建议删去三、（一）。")], "",
    ),
    "数字不是位置": (
        ("建议区里的比例由7降到3，其余由市里承担。", "市财政局"),
        [("?", "建议区里的比例由7降到3，其余由市里承担。")],
        "",
    ),
    "提到标题里的词": (
        ("建议财政落实资金来源。", "市财政局"),
        [("?三、（一）", "建议财政落实资金来源。")],
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LETTERS)
def test_a_letter(case: str, sent: Sent, tmp_path: Path) -> None:
    lines, comments, said = LETTERS[case]
    reply = read(letter(*lines), "复函.docx", sent, tmp_path)
    assert ties(reply, sent) == comments
    assert not reply.none
    assert said in told(reply)
    assert bool(said) == bool(reply.faults)


def test_what_is_polite_in_a_letter_is_not_told(sent: Sent, tmp_path: Path) -> None:
    lines = (
        *("云溪市财政局", "关于对清淤通知的反馈意见", "市水务局："),
        "你局《关于征求清淤通知意见的函》（云水函〔2026〕5号）收悉，经认真研究，现提出如下意见：",
        *("一、保障措施", "（一）区里的比例太高。", "二、其他", "无其他意见。", "特此函复。"),
        *("联系人：张三，电话：0300-8866216", "云溪市财政局（盖章）", "二〇二六年四月十八日"),
    )
    reply = read(letter(*lines), "复函.docx", sent, tmp_path)
    assert (ties(reply, sent), reply.faults) == ([("三、", "区里的比例太高。")], ())
    assert reply.day == "2026-04-18"


FORMS: dict[str, tuple[Callable[[], bytes], list[tuple[str, str]], str]] = {
    "无意见和意见写在一格": (
        lambda: own_form(HEADS, [("1", "三、（一）", "", "无意见，第二句换成一半", "")]),
        [("三、（一）", "无意见，第二句换成一半")],
        "",
    ),
    "同意，理由里另有话": (
        lambda: own_form(HEADS, [("1", "三、（二）", "", "同意", "但学校要由教育局定")]),
        [("三、（二）", "但学校要由教育局定")],
        "写了“同意”，又写了“但学校要由教育局定”，按有意见收",
    ),
    "意见说的是日期": (
        lambda: own_form(HEADS, [("日期", "三、（二）", "", "推到5月底", "")]),
        [("三、（二）", "推到5月底\n日期")],
        "表外的格里还有“日期”",
    ),
    "表下面的栏": (
        lambda: own_form(
            HEADS,
            [
                ("1", "三、（二）", "", "加上社区", ""),
                ("反馈日期", "", "", "2026年4月8日", ""),
                ("联系人", "张三", "电话", "0300-8866216", ""),
            ],
        ),
        [("三、（二）", "加上社区")],
        "",
    ),
    "反馈意见一栏": (
        lambda: own_form(
            HEADS,
            [("1", "三、（二）", "", "加上社区", "")],
            facts=[("反馈意见", "原则同意，再加上巡查", "", "", "")],
        ),
        [("?", "原则同意，再加上巡查"), ("三、（二）", "加上社区")],
        "",
    ),
    "附件里没有这一条": (
        lambda: own_form(HEADS, [("1", "附件2第三条", "", "改成全年", "")]),
        [("?三、", "改成全年")],
        "",
    ),
    "原文不在那一条": (
        lambda: own_form(HEADS, [("1", "三、（一）", "送出的稿子里没有的话", "改成全年", "")]),
        [("?三、（一）", "改成全年")],
        "",
    ),
    "合计一行": (
        lambda: own_form(
            HEADS, [("1", "三、（二）", "", "加上社区", ""), ("合计", "", "", "1条", "")]
        ),
        [("三、（二）", "加上社区")],
        "",
    ),
    "别的栏名": (
        lambda: own_form(
            ("文件内容", "拟修改内容", "修改理由"),
            [("组织学校开展河道保护宣传教育。", "组织学校和社区", "面更广")],
        ),
        [("三、（二）", "组织学校和社区")],
        "",
    ),
}


@pytest.mark.parametrize("case", FORMS)
def test_a_form(case: str, sent: Sent, tmp_path: Path) -> None:
    make, comments, said = FORMS[case]
    reply = read(make(), "反馈表.docx", sent, tmp_path)
    assert ties(reply, sent) == comments
    assert not reply.none
    assert said in told(reply)
    assert bool(said) == bool(reply.faults)


def test_a_footer_is_facts(sent: Sent, tmp_path: Path) -> None:
    reply = read(FORMS["表下面的栏"][0](), "反馈表.docx", sent, tmp_path)
    assert reply.day == "2026-04-08"


def a_book() -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["请填第二张表"])
    second = book.create_sheet("反馈")
    second.append(["反馈日期", date(2026, 4, 8), "单位", "市教育局"])
    second.append(HEADS)
    second.append((1, 3.2, None, "改为一半", 0.5))
    second.append((2, date(2026, 4, 1), None, 100, None))
    second["D3"].comment = Comment("再商量", "李四")
    third = book.create_sheet("续表")
    third.append(HEADS)
    third.append((1, "三、（一）", None, "分三年", None))
    hidden = book.create_sheet("底稿")
    hidden.append(["改成六月"])
    hidden.sheet_state = "hidden"
    return saved(book)


def test_all_sheets_of_a_workbook(sent: Sent, tmp_path: Path) -> None:
    """The clause 4.1 has become a date."""
    reply = read(a_book(), "a.xlsx", sent, tmp_path)
    assert reply.day == "2026-04-08"
    assert ties(reply, sent) == [
        ("三、（二）", "改为一半"),
        ("?", "100"),
        ("三、（一）", "分三年"),
    ]
    assert [each.row for each in reply.comments] == [
        *("第2张表第3行", "第2张表第4行", "第3张表第2行")
    ]
    assert told(reply) == ("工作表“底稿” 是隐藏的，没有读进去\nD3 格上的批注没有读进去：“再商量”")
    tie = tied("2026-04-01", "", "改为全年", sent[0])
    assert tie.why == "所写的位置“2026-04-01”是日期，多半是表格软件把“4.1”一类的条款改成的"


def with_form(draft: bytes, old: str, new: str) -> bytes:
    """The draft with words replaced, and a form at its end, in one file."""
    document = docx.Document(io.BytesIO(draft))
    for paragraph in document.paragraphs:
        if old in paragraph.text:
            text = paragraph.text.replace(old, new)
            for run in paragraph.runs[1:]:
                run.text = ""
            paragraph.runs[0].text = text
    document.add_paragraph("意见反馈表")
    table = document.add_table(0, len(HEADS))
    for row in (HEADS, ("1", "三、（一）", "", "改为5∶5", "")):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return saved(document)


def test_a_draft_and_a_form_in_one_file(sent: Sent, tmp_path: Path) -> None:
    """The draft's own words are no comments, and its 落款 is not who answers."""
    reply = read(with_form(sent[2], "加强", "加强"), "财政局.docx", sent, tmp_path)
    assert ties(reply, sent) == [("三、（一）", "改为5∶5")]
    assert (reply.faults, reply.units[0][0]) == ((), "财政局")
    reply = read(with_form(sent[2], "4月底前", "5月底前"), "财政局.docx", sent, tmp_path)
    assert [place for place, _ in ties(reply, sent)] == ["三、（一）", "二、（一）"]


def test_comments_and_other_tables_of_a_letter_are_told(sent: Sent, tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph("建议删去三、（一）。").runs[0]
    document.add_comment(runs=[run], text="局长说改为一半", author="李四")
    document.add_paragraph("市财政局")
    reply = read(saved(document), "复函.docx", sent, tmp_path)
    assert told(reply) == "第1段 不知道是不是意见，没有读进去：“批注：局长说改为一半”"
    table = own_form(HEADS, [("1", "三、（一）", "", "改为一半", "")])
    document = docx.Document(io.BytesIO(table))
    beside = document.add_table(1, 2)
    beside.cell(0, 1).text = "第二条还要加上巡查"
    (tmp_path / "复函.docx").unlink()
    reply = read(saved(document), "反馈表.docx", sent, tmp_path)
    assert told(reply) == "第2张表第1行 不知道是不是意见，没有读进去：“第二条还要加上巡查”"


@pytest.mark.parametrize(
    ("signed", "unit"),
    [
        ("市教育局", "市教育局"),
        ("云溪市教育局（公章）", "市教育局"),
        ("教育局", "市教育局"),
        ("溪东区", "溪东区政府"),
        ("溪东区人民政府", "溪东区政府"),
        ("江州市教育局", ""),
        ("溪东区教育局", ""),
        ("溪西区水务局", ""),
    ],
)
def test_whose(signed: str, unit: str, sent: Sent) -> None:
    """An office of another place is not ours."""
    reply = Reply("1.docx", "复函", ((signed, "第9段（落款）"),))
    found, said = unit_of(reply, ASKED, sent[1])
    assert found == unit
    assert bool(said) == (not unit)


def test_a_unit_that_no_registry_knows(sent: Sent) -> None:
    asked = (*ASKED, "市供销社", "工会")
    for signed, unit in (
        ("市供销社（盖章）", "市供销社"),
        ("本级工会", "工会"),
        ("江州市供销社", ""),
    ):
        reply = Reply("1.docx", "复函", ((signed, "第9段（落款）"),))
        assert unit_of(reply, asked, sent[1])[0] == unit


TIES: dict[str, tuple[tuple[str, str, str], str]] = {
    "引的话在一处": (("", "", "“三条河道”应写明"), "一、第1段"),
    "引的话太短": (("", "", "“三条”应写明"), ""),
    "原文短也算": (("", "三条", "应写明"), "一、第1段"),
    "引的话在几处": (("", "", "“河道清淤”一词不准确"), "?"),
    "几处里有所写的一处": (("三、（二）", "河道清淤", "词不准确"), "三、（二）第1段"),
    "所写的一处里没有": (("一、", "所需资金由市、区两级财政", "改为一级"), "?三、（一）"),
    "（一）有两个": (("（一）", "", "改为一级"), ""),
    "没有这一条": (("第八条", "", "改为一级"), ""),
    "八个字的原文": (("", "市区两级财政承担", "改"), ""),
    "抄得不全": (("", "市水务局带头排查河道淤积情况", "改"), "二、（一）"),
    "毫不相干": (("", "加快推进老旧小区改造和停车场建设", "改"), ""),
}


@pytest.mark.parametrize("case", TIES)
def test_what_a_comment_is_tied_to(case: str, sent: Sent) -> None:
    written, expected = TIES[case]
    tie = tied(*written, sent[0])
    place = tie.clause.place if tie.clause else ""
    assert (f"?{place}" if expected.startswith("?") else place) == expected
    assert bool(tie.why) == (expected.startswith("?") or not expected)


@pytest.mark.parametrize("name", ["机密/财政局.rar", "（机密）财政局.xls", "财政局（機密）.pdf"])
def test_a_classified_reply_of_any_kind_is_refused(name: str, sent: Sent, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"Rar!")
    with pytest.raises(ClassifiedError):
        list(read_replies(tmp_path, sent[0]))


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".doc"])
def test_a_locked_reply_is_listed(suffix: str, sent: Sent, tmp_path: Path) -> None:
    """And does not keep the others from being read."""
    reply = read(locked_zip(), f"财政局{suffix}", sent, tmp_path)
    assert (reply.sort, reply.comments) == ("扫描件", ())
    assert told(reply).strip() == "读不出来：文件加了密码；请对方去掉密码再发，或者去掉密码再收"


def offered(words: str, clause: str, file: str = "1.docx", written: str = "") -> Offered:
    return Offered(words, clause, written, "", "", f"{file} 第2行", file)


def test_the_same_words_on_two_clauses_are_two_comments() -> None:
    twice = [offered("删去", "一、"), offered("删去", "二、")]
    assert merged(twice, [], {"1.docx"}).new == twice
    pages = [offered("删去", "", written="P3"), offered("删去", "", written="P7")]
    assert merged(pages, [], {"1.docx"}).new == pages
    elsewhere = [offered("删去", "一、"), offered("删去", "", "2.docx")]
    assert merged(elsewhere, [], {"1.docx", "2.docx"}).new == elsewhere[:1]


@pytest.mark.parametrize(
    "text",
    [
        "无意见，第二条最后一句去掉",
        "原则同意，责任单位里没有我局，无其他意见",
        "第三条时限太紧，其他无意见",
        "无修改意见，商市财政局",
        "没有意见。请将我局列入。",
    ],
)
def test_no_comment_and_one(text: str) -> None:
    assert not says_none(text)


LINES = (
    *("时限是不是早了一些", "1.处置地点", "（二）区里没有设备。", "2026年6月以后为好"),
    *("我局不牵头", "三条河道少了一条", "按规划要求是四条", "第三条：", "资金从哪里来？"),
    *("现有设备不够", "以下河段没有列", "附件2：表里少一列", "联系人应换成李四", "请教育局牵头"),
    *("交给市财政局", "同意市里出"),
)  # fmt: skip
FRAME = ("市水务局：", "来函收悉，经研究，提出如下意见：", "以上意见供参考。", "市教育局")


@given(st.integers(0, 10**6))
def test_every_line_is_found_or_told(
    sent: Sent, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311
    lines = chance.sample(LINES, 4)
    text = "\n".join((*FRAME[:2], *lines, *FRAME[2:]))
    reply = read(text.encode(), "复函.txt", sent, tmp_path_factory.mktemp("back"))
    said = [each.words for each in reply.comments] + [each.written for each in reply.comments]
    said += [each.said for each in reply.faults]
    for line in lines:
        bare = line.partition("）")[2] or line.removeprefix("1.")
        assert any(bare.rstrip("：") in each for each in said), line


@given(st.integers(0, 10**6))
def test_every_cell_is_found_or_told(
    sent: Sent, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """In whatever columns the words stand, among whatever else."""
    chance = Random(seed)  # noqa: S311
    columns = list(HEADS) + chance.sample(["备注说明", "联络", "页"], 1)
    rows = [
        [chance.choice(("", "", "无", "日期", "三、（一）", chance.choice(LINES))) for _ in columns]
        for _ in range(3)
    ]
    reply = read(workbook([columns, *rows]), "表.xlsx", sent, tmp_path_factory.mktemp("back"))
    said = told(reply)
    for raw in reply.comments:
        said += "\n".join((raw.words, raw.written, raw.quoted, raw.grounds, ""))
    for row in rows:
        for line in (each for each in row if each in LINES):
            bare = line.partition("）")[2] or line.removeprefix("1.")
            is_quoted = row[3] == "无" and (
                line == row[2] or (line == row[1] and not is_comment(line))
            )
            assert is_quoted or bare in said, (line, rows)
