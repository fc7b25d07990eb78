"""The form filled in and saved again by LibreOffice is read as it was filled in."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from gongwen.consultation.replies import RawComment
from gongwen.word.package import unpack
from gongwen.word.wordml import DOCUMENT, W, parse
from tests.consultation.office import office, sent
from tests.consultation.returned import draft_tracked, our_form
from tests.consultation.test_reading import read
from tests.dispatch.office import alone
from tests.libreoffice import Engine

__all__ = ["alone", "office", "sent"]
ROW = ("三、（一）", "按3∶7的比例承担", "改为5∶5（A类）的比例", "财政体制")


@pytest.mark.libreoffice
def test_a_marked_copy_saved_by_wps(
    engine: Engine, sent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.defpath)
    copy, back = tmp_path / "市财政局.docx", tmp_path / "back"
    draft = sent / "output/征求意见函/清淤（征求意见稿）.docx"
    copy.write_bytes(draft_tracked(draft, "3∶7", "5∶5"))
    subprocess.run(
        [
            *(engine.program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--headless", "--convert-to", "doc", "--outdir", back, copy),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    (saved,) = back.iterdir()
    made = saved.rename(saved.with_suffix(".wps"))
    reply, (_, comments, _) = read(sent, made.name, made.read_bytes(), back)
    assert reply.sort == "草稿修改件"
    assert [place for place, _ in comments] == ["三、（一）"]


def test_a_package_that_bears_the_name_of_wps(sent: Path, tmp_path: Path) -> None:
    form = sent / "output/征求意见函/意见反馈表.docx"
    filled = our_form(form, [ROW], "市财政局", tick="有意见", day="2026年4月8日")
    reply, (unit, comments, _) = read(sent, "市财政局.WPS", filled, tmp_path / "back")
    assert (reply.sort, unit, comments) == ("反馈表", "市财政局", [("三、（一）", ROW[2])])


@pytest.mark.libreoffice
@pytest.mark.parametrize("suffix", ["docx", "doc"])
def test_a_form_saved_again(
    suffix: str, engine: Engine, sent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.defpath)  # LibreOffice is there also where git is not to be
    filled = tmp_path / "市财政局.docx"
    form = sent / "output/征求意见函/意见反馈表.docx"
    filled.write_bytes(our_form(form, [ROW], "市财政局", tick="有意见", day="2026年4月8日"))
    back = tmp_path / "back"
    subprocess.run(
        [
            *(engine.program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--headless", "--convert-to", suffix, "--outdir", back, filled),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    (made,) = back.iterdir()
    reply, (unit, comments, none) = read(sent, made.name, made.read_bytes(), back)
    assert (unit, comments, none, reply.day) == (
        "市财政局",
        [("三、（一）", ROW[2])],
        False,
        "2026-04-08",
    )
    assert isinstance(reply.comments[0], RawComment)
    assert reply.comments[0].grounds == ROW[3]
    if suffix == "docx":
        root = parse(unpack(made)[DOCUMENT])
        assert len(list(root.iter(W + "sdt"))) > 20  # 7.4 keeps the controls, not their names
