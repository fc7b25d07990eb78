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
from tests.consultation.returned import our_form
from tests.consultation.test_reading import read
from tests.history.test_save import alone
from tests.libreoffice import Engine

__all__ = ["alone", "office", "sent"]
ROW = ("三、（一）", "按3∶7的比例承担", "改为5∶5（A类）的比例", "财政体制")


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
