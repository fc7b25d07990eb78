"""diff --pdf, draft --pdf: PDFs of what is no format of a build; a stand-in for LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.build import also_pdf
from tests import fake_office
from tests.history.test_save import alone, edit, office, run

__all__ = ["alone", "office"]


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return fake_office.install(tmp_path / "soffice", monkeypatch)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "output/清淤").iterdir())


def test_a_comparison_has_pdfs_beside_its_word_files(
    office: Path, capsys: pytest.CaptureFixture[str], soffice: Path
) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    edit(office, "三条", "四条")
    out, _ = run(capsys, "diff", "清淤", "--pdf")
    assert out.splitlines()[-6:] == [
        "生成 output/清淤/清淤（花脸稿）.docx",  # to work on in Word: no PDF
        "生成 output/清淤/清淤（花脸稿 打印）.docx",
        "生成 output/清淤/清淤（花脸稿 打印）.pdf",
        "生成 output/清淤/清淤（修改对照表）.docx",
        "生成 output/清淤/清淤（修改对照表）.pdf",
        "生成 output/清淤/清淤（修改对照）.html",
    ]
    assert all(
        (office / "output/清淤" / name).read_bytes().startswith((b"%PDF", b"PK", b"<"))
        for name in names(office)
    )
    _probe, both = fake_office.converted(soffice)
    assert both == ["1", "2"]  # by one run


def test_a_draft_has_one_too(
    office: Path, capsys: pytest.CaptureFixture[str], soffice: Path
) -> None:
    run(capsys, "draft", "清淤", "--watermark", "征求意见稿", "--pdf")
    assert names(office) == ["清淤（征求意见稿 未保存）.docx", "清淤（征求意见稿 未保存）.pdf"]


def test_what_cannot_be_converted_is_said_and_the_word_file_is_there(
    office: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake_office.install(tmp_path / "soffice", monkeypatch, "continue")
    out, err = run(capsys, "draft", "清淤", "--pdf", code=1)
    assert out == "生成 清淤（征求意见稿 未保存）.docx\n"
    assert "清淤（征求意见稿 未保存）.pdf" in err
    assert names(office) == ["清淤（征求意见稿 未保存）.docx"]


@pytest.mark.parametrize("words", [("draft", "清淤"), ("diff", "清淤")])
def test_without_libreoffice_nothing_is_begun(
    office: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, str],
) -> None:
    monkeypatch.setattr("gongwen.pdf.office.find_office", lambda: None)
    out, err = run(capsys, *words, "--pdf", code=2)
    assert out == ""
    assert err == also_pdf.lacking(office) + "\n"
    assert "make pdf-setup" in err
    assert not (office / "output").exists()
