"""What was sent out: recorded, shown, and what a 稿本 means to diff."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.history.repository import open_repository
from gongwen.history.sent import SentRecord, last_sent, record_sent, sendings, sendings_of
from tests.history.test_save import alone, edit, git, office, run

__all__ = ["alone", "office"]

RECORD = SentRecord({"content/清淤.yaml": "征求意见稿"}, "2026-04-10", ("市教育局", "市水务局"))


def test_a_draft_that_is_sent_is_recorded(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    out, _ = run(capsys, "draft", "清淤", "--to", "市教育局、水务局", "--on", "2026-04-10")
    assert out == (
        "生成 清淤（征求意见稿 第1版 2026-04-03）.docx\n"
        "已记下：2026-04-10送市教育局、水务局（标签 送出/清淤-1）\n"
    )
    out, _ = run(capsys, "history", "清淤")
    assert "征求意见稿（2026-04-10送市教育局、水务局）  初稿" in out


def test_nothing_is_recorded_of_a_draft_that_was_not_saved(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, err = run(capsys, "draft", "清淤", "--to", "市教育局", code=1)
    assert err == "还没有保存，记不下送的是哪一版：先运行 make save DOC=清淤\n"
    assert sendings(open_repository(office)) == []
    assert not (office / "output").exists()


def test_a_day_that_is_none(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    for typed, said in (
        ("四月", "“四月”不是日期，写成 2026-04-03"),
        ("2026-04", "“2026-04”不是日期，写成 2026-04-03"),
        ("2026-02-30", "2026年2月没有30日"),
    ):
        _, err = run(capsys, "draft", "清淤", "--to", "市教育局", "--on", typed, code=2)
        assert err == f"--on：{said}\n"
    assert sendings(open_repository(office)) == []


def test_a_stage_is_the_version_that_was_sent(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    run(capsys, "draft", "清淤", "--to", "市教育局", "--on", "2026-04-10")
    edit(office, "三条", "四条")
    run(capsys, "save", "清淤", "-m", "改数")
    edit(office, "四条", "五条")
    out, _ = run(capsys, "diff", "清淤", "征求意见稿")
    assert "初稿\n" in out.partition("新：")[0]
    assert "征求意见稿是最后送出的那一版：2026-04-10送市教育局\n" in out
    assert "三" in out
    git(office, "tag", "-d", "送出/清淤-1")
    out, _ = run(capsys, "diff", "清淤", "征求意见稿")
    assert "改数\n" in out.partition("新：")[0]
    assert "征求意见稿没有送出过的记录，比较的是最后保存的征求意见稿\n" in out


def test_records_are_read_as_they_were_written(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    repository = open_repository(office)
    first = record_sent(RECORD, "清淤", repository)
    asked = SentRecord(
        RECORD.documents | {"content/值班.yaml": "送审稿"}, "2026-04-12", tuple("甲乙丙丁"),
        "征求意见", 1, "2026-04-30", "content/函.yaml", "云水函〔2026〕3号",
    )  # fmt: skip
    second = record_sent(asked, "清淤", repository)
    git(office, "tag", "-a", "送出/别的", "-m", "不是记录 {}")
    assert sendings(repository) == [first, second]
    assert second.tag == "送出/清淤-2"
    assert second.record == asked
    assert asked.said == "2026-04-12送甲、乙、丙等4个单位征求意见（第1轮）"
    assert last_sent("征求意见稿", ["content/清淤.yaml"], repository) == second
    assert last_sent("送审稿", ["content/清淤.yaml"], repository) is None
    assert sendings_of(["content/值班.yaml"], repository) == [second]


@pytest.mark.parametrize("name", ["甲 乙", "甲..乙", "子/甲", "甲[1]", "甲.lock", "~甲^：*?"])
def test_any_name_can_be_a_tag(name: str, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    record_sent(RECORD, name, open_repository(office))
    assert [each.record for each in sendings(open_repository(office))] == [RECORD]
