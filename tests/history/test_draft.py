"""draft: version and date in the file name, a watermark if asked, neither on a final."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openxml_audit.validator import OpenXmlValidator  # type: ignore[import-untyped]

from gongwen import cli
from gongwen.word.package import unpack
from gongwen.word.wordml import DOCUMENT, R, W, parse
from tests.docx_reading import text
from tests.history.test_save import alone, edit, office, run
from tests.project import project

__all__ = ["alone", "office"]


def test_the_name_of_a_draft(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "draft", "清淤")[0] == "生成 清淤（征求意见稿 未保存）.docx\n"
    run(capsys, "save", "清淤", "-m", "初稿")
    edit(office, "三条", "四条")
    run(capsys, "save", "清淤", "-m", "改数")
    name = "清淤（征求意见稿 第2版 2026-04-03）.docx"
    assert run(capsys, "draft", "清淤") == (f"生成 {name}\n", "")
    assert "shuiyin" not in str(unpack(office / "output/清淤" / name))
    run(capsys, "build", "清淤")
    plain = (office / "output/清淤/清淤（征求意见稿）.docx").read_bytes()
    assert (office / "output/清淤" / name).read_bytes() == plain


def test_a_watermark_is_on_every_page(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "征求意见稿 <内部>"
    run(capsys, "draft", "清淤", "--watermark", words)
    target = office / "output/清淤/清淤（征求意见稿 未保存）.docx"
    parts = unpack(target)
    assert 'string="征求意见稿 &lt;内部&gt;"' in parts["word/header-watermark.xml"].decode()
    for section in parse(parts[DOCUMENT]).iter(W + "sectPr"):
        kinds = [each.get(W + "type") for each in section.findall(W + "headerReference")]
        assert {"default", "even"} <= set(kinds)
        assert all(each.get(R + "id") for each in section.findall(W + "headerReference"))
    run(capsys, "build", "清淤")
    built = (office / "output/清淤/清淤（征求意见稿）.docx").read_bytes()
    assert text(target.read_bytes()) == text(built)
    result = OpenXmlValidator().validate(target)
    assert result.is_valid, [str(error) for error in result.errors]


def test_a_final_has_none(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = run(capsys, "draft", "值班", "--watermark", "内部", code=2)
    assert (out, err) == (
        "",
        "这是印发稿，不是草稿：文件名不带版本，也不能加水印。"
        "还要送出去改的，先把“稿本”改成征求意见稿或送审稿。\n",
    )
    assert not (office / "output").exists()


def test_without_git(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    project(folder)
    monkeypatch.setattr(cli, "ROOT", folder)
    out, _ = run(capsys, "draft", "清淤")
    assert re.fullmatch("生成 清淤（征求意见稿 未保存）.docx\n", out)
