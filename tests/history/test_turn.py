"""Saves of several people in one folder: nobody's is lost, and nobody waits for somebody gone."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongwen.history import saving, turn
from gongwen.history.repository import HistoryError
from tests.history.stores import GIT
from tests.history.test_save import alone, edit, git, office, run
from tests.project import ROOT

__all__ = ["alone", "office"]
_SAVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from gongwen import cli
cli.ROOT = Path(sys.argv[2])
name = sys.argv[3]
file = cli.ROOT / "content" / f"{name}.yaml"
for count in range(int(sys.argv[4])):
    text = file.read_text(encoding="utf-8").partition("# ")[0]
    file.write_text(f"{text}# {name}{count}\\n", encoding="utf-8")
    code = cli.main(["save", name, "-m", f"{name}{count}"])
    if code:
        sys.exit(code)
"""
"""Saves a document so many times, each time with other words."""


def savers(office: Path, stores: dict[str, str], times: int) -> list[subprocess.Popen[str]]:
    """For each document a process that saves it; `stores` says which of them find git."""
    nowhere = office.parent / "没有"
    nowhere.mkdir(exist_ok=True)
    paths = {"git": str(Path(GIT).parent), "library": str(nowhere)}
    return [
        subprocess.Popen(
            [sys.executable, "-c", _SAVER, str(ROOT), str(office), name, str(times)],
            env={**os.environ, "PATH": paths[store]},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name, store in stores.items()
    ]


@pytest.mark.parametrize("other", ["git", "library"])
def test_two_who_save_at_once(office: Path, alone: str, other: str) -> None:
    times = 12
    done = savers(office, {"清淤": alone, "值班": other}, times)
    said = [each.communicate(timeout=300)[1] for each in done]
    assert [each.returncode for each in done] == [0, 0], said
    kept = git(office, "log", "--format=%s").split()
    assert sorted(kept) == sorted(f"{name}{n}" for name in ("清淤", "值班") for n in range(times))
    for name in ("清淤", "值班"):
        assert [each for each in kept if each.startswith(name)] == [
            f"{name}{n}" for n in reversed(range(times))
        ]
        held = git(office, "show", f"HEAD:content/{name}.yaml")
        assert held.endswith(f"# {name}{times - 1}\n")
    assert git(office, "status", "--short", "content") == ""
    assert git(office, "fsck", "--strict") == ""
    assert [each.name for each in (office / ".git").glob("*gongwen*")] == []


def held(office: Path, **said: str) -> Path:
    file = office / ".git" / turn.SAVING.file
    who = {"谁": "沈小舟", "电脑": platform.node(), "何时": "2026-04-03 09:00:00"}
    file.write_text(json.dumps({**who, **said}, ensure_ascii=False), encoding="utf-8")
    return file


def test_what_a_save_here_left_behind_is_in_nobodys_way(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = held(office)
    (office / ".git/index.lock").write_bytes(b"")
    (office / ".git/index.lock").unlink()
    _, err = run(capsys, "save", "清淤", "-m", "初稿")
    assert (err, file.exists()) == ("", False)


def test_of_another_computer_only_people_know(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "PATIENCE", 0.2)
    monkeypatch.setattr(turn, "TELL_AFTER", 0.0)
    file = held(office, 电脑="二楼打印室")
    who = "沈小舟（电脑 二楼打印室，2026-04-03 09:00:00 起）正在保存"
    assert run(capsys, "save", "清淤", "-m", "初稿", code=2) == (
        "",
        f"{who}，等他存完……\n{who}，等了0秒还没有存完；这次没有保存\n"
        "    建议：等他存完，再试一次；他那里没有在保存的，是中断时留下的："
        f"删掉 {file}，再试一次\n",
    )
    assert file.exists()
    file.unlink()
    run(capsys, "save", "清淤", "-m", "初稿")


def test_one_that_is_being_made_is_waited_for(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "PATIENCE", 0.2)
    file = office / ".git" / turn.SAVING.file
    file.touch()
    assert "有人正在保存" in run(capsys, "save", "清淤", "-m", "初稿", code=2)[1]
    os.utime(file, (time.time() - 60,) * 2)
    run(capsys, "save", "清淤", "-m", "初稿")


def test_who_holds_it_here_keeps_it(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "PATIENCE", 0.2)
    with turn.turn(office / ".git", "沈小舟"):
        _, err = run(capsys, "save", "清淤", "-m", "初稿", code=2)
        assert err.startswith(f"沈小舟（电脑 {platform.node()}，")
    run(capsys, "save", "清淤", "-m", "初稿")


def test_what_another_changed_meanwhile_is_not_kept(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    edit(office, "三条", "四条")
    real = saving.files_to_keep

    def meanwhile(path: Path, *rest: object) -> dict[str, str]:
        seen = real(path, *rest)  # type: ignore[arg-type]
        edit(office, "四条", "九条")
        return seen

    monkeypatch.setattr(saving, "files_to_keep", meanwhile)
    _, err = run(capsys, "save", "清淤", "-m", "四条", code=2)
    assert err == ("没有保存：content/清淤.yaml 刚才又被改过（可能是别人）；看一看，再保存一次\n")
    assert git(office, "log", "--format=%s") == "初稿\n"
    assert "九条" in (office / "content/清淤.yaml").read_text(encoding="utf-8")
    monkeypatch.setattr(saving, "files_to_keep", real)
    run(capsys, "save", "清淤", "-m", "九条")


def test_a_file_that_is_not_kept_is_told(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / ".gitignore").write_text("/content/机构*\n", encoding="utf-8")
    _, err = run(capsys, "save", "清淤", "-m", "初稿", code=2)
    assert err == (
        "没有保存：content/机构.yaml 被 .gitignore 列为不记版本的文件；"
        "要保存，先从 .gitignore 里去掉它\n"
    )


def test_the_turn_cannot_be_had_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="写不进去"), turn.turn(tmp_path / "没有", "甲"):
        pass
