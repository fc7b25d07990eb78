"""Returned files put into the ledger: once, corrected, late, unasked; what was decided stays."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gongwen.consultation.ledger import Ledger, read_ledger
from tests.consultation.office import office, sent
from tests.consultation.returned import letter, our_form, workbook
from tests.dispatch.office import alone
from tests.history.test_save import run

__all__ = ["alone", "office", "sent"]
COLLECT = ("collect", "清淤")


def ledger_of(folder: Path) -> Ledger:
    return read_ledger(folder / "content/_征求意见/清淤.yaml", "清淤.yaml")[0]


def state(folder: Path, unit: str) -> str:
    return next(each.state for each in ledger_of(folder).rounds[-1].units if each.unit == unit)


def form(folder: Path) -> Path:
    return folder / "output/征求意见函/意见反馈表.docx"


@pytest.fixture
def back(tmp_path: Path) -> Path:
    folder = tmp_path / "反馈"
    folder.mkdir()
    return folder


def collect(
    capsys: pytest.CaptureFixture[str], back: Path, on: str = "2026-04-10"
) -> tuple[str, str]:
    return run(capsys, *COLLECT, str(back), "--on", on)


def test_replies_are_entered_once(
    sent: Path, back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = ("三、（一）", "按3∶7的比例承担", "改为5∶5", "财政体制")
    (back / "财政局.docx").write_bytes(our_form(form(sent), [row], "市财政局"))
    (back / "民政局.docx").write_bytes(our_form(form(sent), [], "市民政局", tick="无意见"))
    (back / "财政局盖章件.pdf").write_bytes(b"%PDF-1.4")
    out, err = collect(capsys, back)
    assert out == (
        "读了3个文件。\n市民政局：书面无意见（民政局.docx）\n"
        "市财政局：有意见1条（财政局.docx）\n已记进 content/_征求意见/清淤.yaml\n"
    )
    assert err == ""
    assert (state(sent, "市财政局"), state(sent, "市民政局")) == ("有意见", "书面无意见")
    (comment,) = ledger_of(sent).comments
    assert (comment.number, comment.unit, comment.clause, comment.quoted) == (
        1, "市财政局", "三、（一）", "按3∶7的比例承担",
    )  # fmt: skip
    assert (comment.words, comment.grounds) == ("改为5∶5", "财政体制")
    before = (sent / "content/_征求意见/清淤.yaml").read_bytes()
    assert collect(capsys, back, "2026-04-12")[0].endswith("清淤.yaml 没有变\n")
    assert (sent / "content/_征求意见/清淤.yaml").read_bytes() == before


def test_a_corrected_reply_shows_what_changed_and_what_was_decided_stays(
    sent: Path, back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [("三、（一）", "", "改为5∶5的比例", ""), ("三、（二）", "", "增加进社区", "")]
    (back / "财政局.docx").write_bytes(our_form(form(sent), rows, "市财政局"))
    collect(capsys, back)
    ledger = sent / "content/_征求意见/清淤.yaml"
    text = ledger.read_text("utf-8").replace("采纳:\n", "采纳: 采纳  # 局长定的\n", 1)
    ledger.write_text(text, "utf-8")
    (back / "财政局更正.docx").write_bytes(
        our_form(form(sent), [("三、（一）", "", "改为6∶4的比例", "")], "市财政局")
    )
    _, err = collect(capsys, back)
    assert "市财政局：有更正的答复，财政局.docx 不再算\n" in err
    assert (
        "市财政局 意见1更正了：“改为5∶5的比例”改成“改为6∶4的比例”，原来写了采纳，看看还合不合适\n"
        in err
    )
    assert "市财政局 意见2在更正的答复里没有了：“增加进社区”\n" in err
    first, second = ledger_of(sent).comments
    assert (first.words, first.earlier, first.adopted) == ("改为6∶4的比例", "改为5∶5的比例", "采纳")
    assert second.withdrawn
    assert "# 局长定的" in ledger.read_text("utf-8")
    before = ledger.read_bytes()
    collect(capsys, back)
    assert ledger.read_bytes() == before


def test_who_has_no_comment_any_more_is_told_of_those_that_stand(
    sent: Path, back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file that they came in is not among those read now."""
    rows = [("三、（一）", "", "改为5∶5", "")]
    (back / "财政局.docx").write_bytes(our_form(form(sent), rows, "市财政局"))
    collect(capsys, back)
    (back / "财政局.docx").unlink()
    (back / "财政局更正.docx").write_bytes(our_form(form(sent), [], "市财政局", tick="无意见"))
    _, err = collect(capsys, back)
    assert "市财政局：这次说无意见，台账里原来的意见1还在；不再算的" in err
    assert not ledger_of(sent).comments[0].withdrawn


def test_late_and_unasked_replies_are_marked(
    sent: Path, back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (back / "教育局.txt").write_text("市水务局：\n我局没有意见。\n市教育局\n", "utf-8")
    (back / "政府办.txt").write_text("1.建议缩短期限。\n市政府办\n", "utf-8")
    _, err = collect(capsys, back, "2026-04-20")
    assert "市教育局：过了截止日期（2026年4月15日）才到\n" in err
    assert "市政府办：没有征求它的意见，照样收了\n" in err
    units = {each.unit: each for each in ledger_of(sent).rounds[-1].units}
    assert units["市教育局"].late and not units["市教育局"].unasked
    assert units["市政府办"].late and units["市政府办"].unasked


def test_what_cannot_be_placed_is_said_and_never_dropped(
    sent: Path, back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (back / "未名.docx").write_bytes(letter("建议增加一条保障措施。"))
    (back / "财政局.xlsx").write_bytes(
        workbook([("序号", "条款", "修改意见"), ("1", "第九条", "删去这一条")])
    )
    (back / "教育局.pdf").write_bytes(b"%PDF-1.4")
    _, err = collect(capsys, back)
    assert "未名.docx：不知道是哪个单位的" in err
    assert "未名.docx 第1段：没有记进台账的意见：“建议增加一条保障措施。”\n" in err
    assert "财政局.xlsx 第2行：没有对上条款：送出的那一稿里没有“第九条”\n" in err
    assert "市教育局：只有扫描件（教育局.pdf），要人看" in err
    (comment,) = ledger_of(sent).comments
    assert (comment.clause, comment.written, comment.words) == ("", "第九条", "删去这一条")


def test_a_comment_typed_by_hand_gets_its_number(
    sent: Path, back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = sent / "content/_征求意见/清淤.yaml"
    typed = "意见:\n- {单位: 市教育局, 意见: 建议缩短}  # 电话里说的\n"
    ledger.write_text(ledger.read_text("utf-8") + typed, "utf-8")
    (back / "财政局.txt").write_text("1.建议缩短期限。\n市财政局\n", "utf-8")
    collect(capsys, back)
    assert [(each.number, each.unit) for each in ledger_of(sent).comments] == [
        (1, "市教育局"), (2, "市财政局"),
    ]  # fmt: skip
    assert "# 电话里说的" in ledger.read_text("utf-8")


def test_a_ledger_that_cannot_be_read_is_said_with_its_place(
    sent: Path, back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = sent / "content/_征求意见/清淤.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("状态: 未复", "状态: 没复", 1), "utf-8")
    _, err = run(capsys, *COLLECT, str(back), code=1)
    assert err.startswith("content/_征求意见/清淤.yaml:16:9: 错误")
    assert "是不是“未复”" in err


def test_without_a_round_or_a_folder(
    office: Path, back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    assert "清淤 还没有征求过意见" in run(capsys, *COLLECT, str(back), code=1)[1]
    assert "没有“没有的”这个文件夹" in run(capsys, *COLLECT, "没有的", code=2)[1]


def test_the_letter_is_no_draft(sent: Path, back: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "征求意见函 是征求意见的函，意见记在它附的草稿名下：换成 DOC=清淤\n"
    assert run(capsys, "collect", "征求意见函", str(back), code=1)[1].endswith(said)
    for command in ("overdue", "settle"):
        assert run(capsys, command, "征求意见函", code=1)[1].endswith(said)


def test_two_hundred_replies_in_ten_seconds(
    sent: Path, back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [("三、（一）", "", f"改为{n}∶{9 - n}", "") for n in range(1, 4)]
    content = our_form(form(sent), rows)
    for number in range(200):
        (back / f"{number}-{('财政局', '教育局', '水务局')[number % 3]}.docx").write_bytes(content)
    before = time.process_time()
    out, _ = collect(capsys, back)
    assert time.process_time() - before < 10
    assert out.startswith("读了200个文件。\n")
    assert len(ledger_of(sent).comments) == 9
