"""pandoc is used only in its sandbox, in the version that was tried, and within limits."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.checkup.computer import examine
from gongwen.pandoc import program, setup
from gongwen.pandoc.program import PandocError, convert
from gongwen.setup.pip import PANDOC, SetUpError

ROOT = Path(__file__).parents[2]
_IS_ABOUT = re.compile("pandoc |.*没有 pandoc").match
Fake = Callable[[str], Path]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Makes a program stand in for pandoc, a shell script that gets these lines."""

    def make(script: str) -> Path:
        path = tmp_path / "pandoc"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(program, "find_pandoc", lambda: path)
        program.version_of.cache_clear()
        return path

    return make


def test_what_is_locked_is_what_is_used() -> None:
    """The lock names one version with its hashes; the development lock holds the same."""
    lock = (ROOT / PANDOC).read_text(encoding="utf-8")
    (pinned,) = re.findall(r"^pypandoc-binary==(\S+) ", lock, re.MULTILINE)
    assert lock.count("--hash=sha256:") >= 3
    development = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    assert f"pypandoc-binary=={pinned} " in development
    assert program.lacking() == ""
    found = program.find_pandoc()
    assert found is not None
    assert program.version_of(found) == program.VERSION


@pytest.mark.parametrize("version", ["3.8.2.1", "3.10", "3.9.1"])
def test_other_versions_are_not_used(version: str, fake: Fake, tmp_path: Path) -> None:
    fake(f"echo pandoc {version}; touch {tmp_path}/used-$#")
    said = f"pandoc 是 {version} 版，只用试过的 3.9 版（别的版本会丢表格）"
    assert program.lacking() == said
    with pytest.raises(PandocError, match=re.escape(said)):
        convert(b"x", "odt", "json")
    assert [path.name for path in tmp_path.glob("used-*")] == ["used-1"]  # asked its version only


def test_what_is_no_pandoc(fake: Fake) -> None:
    fake("exit 3")
    assert program.lacking() == "pandoc 启动不了"


def test_it_runs_in_the_sandbox_with_little_around_it(
    fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "x")
    fake(
        'if [ "$1" = --version ]; then echo pandoc 3.9; exit; fi\n'
        f'echo "$@" >{tmp_path}/words; env >{tmp_path}/around\n'
        'while [ "$1" != --output ]; do shift; done; echo done >"$2"'
    )
    assert convert(b"x", "odt", "json") == b"done\n"
    words = (tmp_path / "words").read_text(encoding="utf-8")
    assert "--sandbox" in words
    assert f"+RTS -M{program.MEMORY}m -RTS" in words
    assert "SECRET" not in (tmp_path / "around").read_text(encoding="utf-8")


def test_one_that_comes_to_no_end_is_stopped(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    fake('[ "$1" = --version ] && { echo pandoc 3.9; exit; }; exec /bin/sleep 600')
    assert program.lacking() == ""
    monkeypatch.setattr(program, "SECONDS", 1)
    with pytest.raises(PandocError, match="停住不动"):
        convert(b"x", "odt", "json")


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("echo odd >&2; exit 1", "pandoc 读不了这个文件（odd）"),
        ("exit 251", "内存超过了1024兆"),
        ("exit 0", "pandoc 没有做出结果"),
    ],
)
def test_how_it_failed_is_told(end: str, said: str, fake: Fake) -> None:
    fake(f'[ "$1" = --version ] && {{ echo pandoc 3.9; exit; }}; {end}')
    with pytest.raises(PandocError, match=re.escape(said)):
        convert(b"x", "odt", "json")


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "MEMORY", 24)
    page = "<p>字" * 400_000
    with pytest.raises(PandocError, match="内存超过了24兆"):
        convert(page.encode(), "html", "json")


def test_doctor_knows_it(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> tuple[str, str, str]:
        (found,) = (each for each in examine(ROOT) if _IS_ABOUT(each.said))
        return found.state, found.said, found.advice

    assert told()[0] == "正常"
    fake("echo pandoc 3.8")
    state, said, advice = told()
    assert (state, "3.8 版" in said, "make pandoc-setup" in advice) == ("提醒", True, True)
    monkeypatch.setattr(program, "find_pandoc", lambda: None)
    state, said, advice = told()
    assert state == "说明"
    assert said == "这台电脑上没有 pandoc：读 .odt、.rtf，生成 .md、.odt、.txt 才要用它"


def test_set_up_installs_what_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands: list[list[str]] = []
    there = [False]

    def install(command: list[str], _log: Path) -> int:
        commands.append(command)
        there[0] = there[0] or "install" in command
        return 0

    monkeypatch.setattr(setup, "run_logged", install)
    monkeypatch.setattr(program, "lacking", lambda: "" if there[0] else "没有")
    setup.set_up(tmp_path)
    assert commands[-1][:4] == [sys.executable, "-Im", "pip", "install"]
    assert {"--require-hashes", "--only-binary", str(ROOT / PANDOC)} <= set(commands[-1])
    commands.clear()
    setup.set_up(tmp_path)
    assert commands == []
    assert cli.main(["pandoc-setup"]) == 0
    assert capsys.readouterr().out == "已经备齐（pandoc 3.9）。\n"


def test_set_up_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def install(command: list[str], log: Path) -> int:
        log.write_text("THESE PACKAGES DO NOT MATCH THE HASHES", encoding="utf-8")
        return int("install" in command)

    monkeypatch.setattr(setup, "run_logged", install)
    monkeypatch.setattr(program, "lacking", lambda: "没有")
    with pytest.raises(SetUpError, match=PANDOC):
        setup.set_up(tmp_path)
