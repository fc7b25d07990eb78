"""A letter goes out: released, its round recorded, the ledger begun, form and draft beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit.validator import OpenXmlValidator  # type: ignore[import-untyped]

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.consultation.asked import asked_units
from gongwen.consultation.ledger import ledger_path, read_ledger
from gongwen.consultation.sending import names_draft
from gongwen.history.repository import open_repository
from gongwen.history.saving import files_to_keep
from gongwen.history.sent import sendings
from gongwen.paper.words import in_book_marks
from gongwen.word.package import unpack
from gongwen.word.wordml import DOCUMENT, W, parse
from tests.consultation.office import ASKED, DRAFT, LETTER, office, sent
from tests.dispatch.office import alone
from tests.docx_reading import text
from tests.history.test_save import edit, git, run

__all__ = ["alone", "office", "sent"]
RECIPIENTS = "主送: 各县（区）人民政府，市教育局、市财政局、市水务局、市民政局\n"
SEND = ("send", "征求意见函", "--format", "docx", "--on", "2026-04-03", "--warnings-checked")


def test_what_is_said_and_made(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "save", "征求意见函", "-m", "征求意见")
    out, err = run(capsys, *SEND)
    assert (out, err) == (
        "已印发 云水函〔2026〕5号，记为标签 印发/云水函〔2026〕5号\n"
        "生成 output/征求意见函/征求意见函（印发稿）.docx\n"
        "生成 意见反馈表.docx\n"
        "生成 清淤（征求意见稿）.docx\n"
        "已发出：2026-04-03送溪东区政府、溪西区政府、市教育局等6个单位征求意见（第1轮），"
        "截止 2026-04-15\n"
        "其中须书面答复的2个：市财政局、市水务局\n"
        "台账：content/_征求意见/清淤.yaml\n",
        "",
    )
    (sending,) = sendings(open_repository(office))
    assert sending.record.documents == {"content/清淤.yaml": "征求意见稿"}
    assert sending.record.recipients == ASKED
    out, _ = run(capsys, "history", "清淤")
    assert "征求意见稿（2026-04-03送溪东区政府、溪西区政府、市教育局等6个单位" in out
    edit(office, "三条河道", "四条河道")
    run(capsys, "save", "清淤", "-m", "改数")
    out, _ = run(capsys, "diff", "清淤", "征求意见稿")
    assert "征求意见稿是最后送出的那一版：2026-04-03送" in out


def test_the_ledger(sent: Path) -> None:
    ledger, _ = read_ledger(ledger_path("清淤", sent / "content"), "清淤.yaml")
    (round_,) = ledger.rounds
    assert (ledger.document, round_.number, round_.letter, round_.deemed) == (
        "清淤", 1, "征求意见函", True,
    )  # fmt: skip
    assert [each.unit for each in round_.units] == list(ASKED)
    assert {each.unit: each.must_reply for each in round_.units if each.must_reply} == {
        "市财政局": "涉及资金",
        "市水务局": "涉及本单位职责",
    }


def test_it_is_no_document(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = run(capsys, "check")
    assert "_征求意见" not in out + err


def test_the_form_has_controls_and_the_draft_is_clean(sent: Path) -> None:
    folder = sent / "output/征求意见函"
    result = OpenXmlValidator().validate(folder / "意见反馈表.docx")
    assert result.is_valid, [str(error) for error in result.errors]
    root = parse(unpack(folder / "意见反馈表.docx")[DOCUMENT])
    tags = [each.get(W + "val") for each in root.iter(W + "tag")]
    assert tags[:7] == [
        "反馈单位（盖章）", "负责人（签字）", "联系人", "联系电话", "无意见", "有意见", "反馈日期",
    ]  # fmt: skip
    assert tags[7:11] == ["条款（页码）1", "原文1", "修改意见1", "理由依据1"]
    assert len(set(tags)) == len(tags)
    draft = text((folder / "清淤（征求意见稿）.docx").read_bytes())
    assert "反馈" not in draft


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- 引自: 清淤.yaml\n  稿本: 征求意见稿\n", "", "征求意见函 里没有征求意见的草稿："),
        ("稿本: 印发稿\n", "", "没有发出，函的稿本还是征求意见稿："),
        ("  截止: 2026-04-15\n", "", "没有发出，没有写反馈的截止日期："),
        (
            "主送: 各县（区）人民政府，市教育局、市财政局、市水务局、市民政局\n",
            "",
            "没有发出，没有写主送",
        ),
    ],
)
def test_what_is_no_letter_that_can_be_sent(
    old: str, new: str, said: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert old in LETTER
    edit(office, old, new, "征求意见函")
    run(capsys, "save", "征求意见函", "-m", "征求意见")
    _, err = run(capsys, *SEND, code=1)
    assert said in err
    assert git(office, "tag", "--list") == ""
    assert not (office / "content/_征求意见").exists()


def test_what_is_not_saved_is_not_sent(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "save", "征求意见函", "-m", "征求意见")
    edit(office, "三条河道", "四条河道")
    assert "还没有保存" in run(capsys, *SEND, code=1)[1]
    assert sendings(open_repository(office)) == []


def test_the_same_letter_is_sent_once(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (sent / "content/_征求意见/清淤.yaml").read_bytes()
    assert "这份函已经发出（2026-04-03送" in run(capsys, *SEND, code=1)[1]
    assert (sent / "content/_征求意见/清淤.yaml").read_bytes() == before


def test_another_round_is_added_to_the_ledger(
    sent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = sent / "content/_征求意见/清淤.yaml"
    ledger.write_text(
        ledger.read_text("utf-8").replace("状态: 未复", "状态: 未复  # 打过电话", 1), "utf-8"
    )
    again = LETTER.replace("5号", "6号").replace("市财政局、", "").replace("04-15", "05-15")
    (sent / "content/再征求意见函.yaml").write_text(again + "  轮次: 第三轮\n", encoding="utf-8")
    run(capsys, "save", "再征求意见函", "-m", "再征求意见")
    out, err = run(
        capsys, "send", "再征求意见函", "--format", "docx", "--on", "2026-05-03",
        "--warnings-checked",
    )  # fmt: skip
    assert "第2轮" in out
    assert err == "函里写的是第三轮，记录里是第2轮，请核对\n"
    assert "# 打过电话" in ledger.read_text("utf-8")
    found, _ = read_ledger(ledger, "清淤.yaml")
    assert [(each.number, len(each.units)) for each in found.rounds] == [(1, 6), (2, 5)]


def test_units_that_nobody_knows_are_said(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "市民政局\n正文", "市民政局，各有关单位\n正文", "征求意见函")
    run(capsys, "save", "征求意见函", "-m", "征求意见")
    _, err = run(capsys, *SEND)
    assert "名录里没有：各有关单位，不知道是哪些单位" in err


def test_the_public_is_asked_without_units(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = LETTER.replace("文种: 函", "文种: 公告").replace("反馈:\n", "反馈:\n  对象: 公众\n")
    text = text.replace("意见的函", "意见的公告").replace("  逾期: 视为无意见\n", "")
    text = text.replace("主送: 各县（区）人民政府，市教育局、市财政局、市水务局、市民政局\n", "")
    text = text.replace(
        "公开属性: 不予公开", "公开属性: 主动公开\n印发: {机关: 云溪市水务局, 日期: 2026-04-03}"
    )
    (office / "content/征求意见函.yaml").write_text(text, encoding="utf-8")
    run(capsys, "save", "征求意见函", "-m", "征求意见")
    out, _ = run(capsys, *SEND)
    assert "已发出：2026-04-03向社会征求意见（第1轮），截止 2026-04-15\n" in out


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("关于征求《云溪市河道清淤方案（征求意见稿）》意见的函", True),
        ("关于征求《关于印发〈河道清淤方案〉的通知（征求意见稿）》意见的函", True),
        ("关于征求《关于印发〈河道清淤方案（征求意见稿）〉的通知》意见的函", True),
        ("关于征求《关于印发〈河道巡查方案〉的通知》意见的函", False),
        ("关于征求《水库管理办法》意见的函", False),
    ],
)
def test_the_title_of_a_letter_names_its_draft(title: str, named: bool) -> None:
    assert names_draft(title, "云溪市河道清淤方案") is named


def test_what_the_draft_is_set_with_is_saved_with_the_letter(office: Path) -> None:
    """The check before a commit sets the draft by itself too."""
    path = office / "content/征求意见函.yaml"
    kept = files_to_keep(path, office, office / "content", open_repository(office))
    assert {"templates/信函.docx", "templates/文件.docx"} <= set(kept)


def test_a_draft_whose_title_names_another_text() -> None:
    draft = "市政府办公室关于印发《河道清淤方案》的通知"
    assert names_draft(
        "关于征求《市政府办公室关于印发〈河道清淤方案〉的通知（征求意见稿）》意见的函", draft
    )
    assert in_book_marks(draft) == "《市政府办公室关于印发〈河道清淤方案〉的通知》"
    assert in_book_marks("《河道清淤方案》") == "《河道清淤方案》"


@pytest.mark.parametrize(
    ("words", "charged"),
    [
        ("市教育局、市民政局加强监督检查。", True),
        ("市民政局对占用河道设摊的，依法予以处罚。", True),
        ("市民政局开辟绿色通道，五日内办结。", True),
        ("经费由市民政局另行公布。", False),
        ("送市民政局、市教育局备案。", False),
    ],
)
def test_who_has_to_answer_in_writing(office: Path, words: str, charged: bool) -> None:
    draft = DRAFT.replace("组织学校开展河道保护宣传教育。", words)
    (office / "content/清淤.yaml").write_text(draft, encoding="utf-8")
    shared = Shared(office, office / "content")
    letter = process(Request(office / "content/征求意见函.yaml", None), shared)
    made = process(Request(office / "content/清淤.yaml", None), shared)
    assert letter.document
    assert made.document
    asked = asked_units(letter.document, letter.registry, [made.document])
    must = {each.unit for each in asked if each.must_reply}
    assert ("市民政局" in must) is charged
