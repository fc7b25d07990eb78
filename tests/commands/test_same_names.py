"""A name that several documents bear is told by every command that works on one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongwen import cli
from tests.history.test_save import repository
from tests.project import project

WORDS: dict[str, list[str]] = {
    "adopt": ["清淤", "改稿.docx"],
    "collect": ["清淤", "."],
    "diff": ["清淤"],
    "draft": ["清淤"],
    "overdue": ["清淤"],
    "release": ["清淤", "--format", "docx"],
    "save": ["清淤", "-m", "改"],
    "send": ["清淤", "--format", "docx"],
    "settle": ["清淤"],
}


@pytest.mark.parametrize("word", WORDS)
def test_none_takes_the_first(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = project(tmp_path)
    repository(tmp_path, **{"user.name": "程一诺", "user.email": "cyn@yunxi.example"})
    (options.content / "旧").mkdir()
    shutil.copy(options.content / "清淤.yaml", options.content / "旧" / "清淤.yaml")
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert cli.main([word, *WORDS[word]]) == 2
    said = capsys.readouterr().err
    assert said == "“清淤”有几份，请写明文件夹：旧/清淤.yaml、清淤.yaml\n"
