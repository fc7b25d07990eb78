"""No command goes round the gate: each of them, found as the program finds them, on a document that
is classified in every way it can be.

It refuses with the same problem, writes nothing, and says, keeps and unpacks nothing of the text. A
new command has to be put into CASES (ways.py), or among those that read no document, which is tried
too.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from gongwen import cli, commands
from gongwen.history.repository import has_git
from tests.clearance import declared
from tests.history.test_save import alone, git, office, run
from tests.project import FINAL
from tests.secrecy.ways import CASES, FILES, HIDDEN, NOW, OPEN, committed, was, written

__all__ = ["alone", "office"]

APART = {
    "docs": (),
    "init": ("新文件夹",),
    "pandoc-setup": (),
    "pdf-setup": (),
    "schema": (),
    "self-check": (),
    "setup-git": (),
    "update": (),
}
"""Commands that read no document."""
NEED_GIT = {"pre-commit", "push"}
"""Those that do nothing where git is not installed."""
TOLD = {"doctor"}
"""Those that look at documents, refuse nothing, and say of one that it is classified."""
STAYING = {"desk", "menu"}
"""Those that stay open and have commands do what is asked for; tests/desk tries what they show."""


def test_every_command_has_its_case() -> None:
    assert {*CASES, *APART, *TOLD, *STAYING} == set(commands.words())


@pytest.fixture
def place(office: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office with a version saved, where nothing waits and LibreOffice is not looked for."""
    committed(office, "-A")
    monkeypatch.chdir(office)

    def interrupted(*_: object) -> Iterator[list[Path]]:
        raise KeyboardInterrupt
        yield []

    monkeypatch.setattr("gongwen.watch.changes.changes", interrupted)
    monkeypatch.setattr("gongwen.pdf.office.find_office", lambda: Path("soffice"))
    return office


ALL = [
    pytest.param(arrange, words, id=f"{word}-{number}-{way}")
    for word, cases in CASES.items()
    for number, (way, arrange, words) in enumerate(cases)
]


@contextmanager
def scratch_watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The files of temporary folders that hold the text when they are taken away."""
    found: list[Path] = []
    cleanup = tempfile.TemporaryDirectory.cleanup

    def looked_at(folder: tempfile.TemporaryDirectory[str]) -> None:
        found.extend(holding(Path(folder.name)))
        cleanup(folder)

    with monkeypatch.context() as patched:
        patched.setattr(tempfile.TemporaryDirectory, "cleanup", looked_at)
        patched.setattr(
            tempfile.TemporaryDirectory, "__exit__", lambda folder, *_: looked_at(folder)
        )
        yield found


def holding(folder: Path) -> list[Path]:
    """The files below a folder that hold the secret text, plain or packed."""
    found = []
    for file in files_below(folder):
        content = file.read_bytes()
        if b"PK" in content and zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content += b"".join(map(archive.read, archive.namelist()))
        if any(HIDDEN.encode(code) in content for code in ("utf-8", "gbk", "utf-16-le")):
            found.append(file)
    return found


def files_below(folder: Path) -> list[Path]:
    """Every file there, in order."""
    return sorted(Path(place, name) for place, _, names in os.walk(folder) for name in names)


GIT_KNOWS = ("HEAD", "config", "packed-refs", "refs")
"""Where it stands, what it was told, its branches and tags."""


def state(folder: Path) -> dict[str, bytes | str]:
    """Every file outside .cache, and what git knows: of what it holds, the names."""
    files: dict[str, bytes | str] = {}
    for path in files_below(folder):
        first, *rest = path.relative_to(folder).parts
        if first == ".git" and rest[0] == "objects":
            files[path.as_posix()] = ""
        elif first not in (".git", ".cache") or (first == ".git" and rest[0] in GIT_KNOWS):
            files[path.as_posix()] = path.read_bytes()
    return files | {"git index": git(folder, "ls-files", "-s")}


@pytest.mark.parametrize(("arrange", "words"), ALL)
def test_a_classified_document_is_refused(
    arrange: Callable[[Path], str],
    words: tuple[str, ...],
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = arrange(place)
    arguments = [name if word == "甲" else word for word in words]
    capsys.readouterr()
    before, held = state(place), holding(place)
    with scratch_watched(monkeypatch) as unpacked:
        code = cli.main(arguments)
    said = "".join(capsys.readouterr())
    if words[0] in NEED_GIT and not has_git(place):  # without it, nothing is read or sent
        assert code == 1
        assert "git" in said
    else:
        assert "[涉密]" in said
    assert code == (130 if words[0] == "watch" else 1)
    assert HIDDEN not in said
    if words == ("build",):  # the other documents are made
        assert not any("甲" in path.name for path in (place / "output").rglob("*"))
        assert [path for path in holding(place) if path not in held] == []
        return
    assert state(place) == before
    assert [path for path in holding(place) if path not in held] == []
    assert unpacked == []


@pytest.mark.parametrize("switch", [("--涉密环境",), ()])
@pytest.mark.parametrize("word", ["build", "check", "save", "draft", "watch"])
def test_the_switch_alone_does_nothing(
    word: str, switch: tuple[str, ...], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = NOW["密级"](place)
    more = ["-m", "存"] if word == "save" else []
    before = state(place)
    assert cli.main([word, name, *more, *switch]) in (1, 130)
    said = capsys.readouterr()
    assert "[涉密]" in said.out + said.err
    assert ("没有登记为涉密计算机" in said.err) == bool(switch)
    assert state(place) == before


_opened: list[str] = []
_listening: list[Path] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _listening and event == "open" and isinstance(arguments[0], str | Path):
        _opened.append(str(arguments[0]))


sys.addaudithook(_hook)


@pytest.mark.parametrize("word", sorted(APART))
def test_the_other_commands_open_no_document(
    word: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    NOW["密级"](place)
    monkeypatch.setattr("gongwen.pdf.setup.set_up", lambda *_: True)
    _opened.clear()
    _listening.append(place)
    try:
        cli.main([word, *APART[word]])
    finally:
        _listening.clear()
    content = str(place / "content")
    assert [name for name in _opened if name.startswith((content, "content/"))] == []
    assert HIDDEN not in "".join(capsys.readouterr())
    assert holding(place) == [place / "content/甲.yaml"]


@pytest.mark.parametrize("way", sorted(NOW))
def test_doctor_tells(way: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    NOW[way](place)
    before = state(place)
    cli.main(["doctor"])
    said = "".join(capsys.readouterr())
    assert "这台电脑不能处理" in said or "不知道这台电脑能不能处理" in said
    assert HIDDEN not in said
    assert state(place) == before


def test_on_a_cleared_computer_all_of_it_works(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{OPEN}密级: 机密\n份号: '000001'\n保密期限: 1年\n公开属性: 不予公开\n"
    with declared():
        written(place, text)
        run(capsys, "check", "甲", "--涉密环境")
        run(capsys, "save", "甲", "-m", "初稿")
        written(place, text.replace("各单位", "各有关单位"))
        run(capsys, "diff", "甲")
        run(capsys, "save", "甲", "-m", "再改")
        assert "排不出来" not in run(capsys, "history", "甲")[0]
        run(capsys, "diff", "甲", "HEAD~1")
        run(capsys, "draft", "甲", "--stage", "送审稿")
        run(capsys, "release", "甲", "--format", "docx", "--warnings-checked")
        assert "下一个是" in run(capsys, "register")[0]
        old = FILES["docx"](place)
        run(capsys, "textconv", old)
        run(capsys, "import", old)
        assert "密级: 机密" in (place / "content/旧.yaml").read_text(encoding="utf-8")
        git(place, "add", "-A")
        if has_git(place):
            run(capsys, "pre-commit")


def test_other_documents_beside_a_classified_one_go_on(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in a history whose versions hold one: nothing of it is unpacked."""
    was(place)
    (place / "content/清淤.yaml").write_text(FINAL.replace("12号", "13号"), encoding="utf-8")
    with scratch_watched(monkeypatch) as unpacked:
        run(capsys, "save", "清淤", "-m", "改")
        run(capsys, "history", "清淤")
        run(capsys, "diff", "清淤")
        run(capsys, "draft", "清淤", "--stage", "送审稿")
        git(place, "add", "content/清淤.yaml")
        if has_git(place):
            run(capsys, "pre-commit")
    assert unpacked == []
