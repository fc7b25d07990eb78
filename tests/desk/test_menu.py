"""The menu by what is typed and what comes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongwen.commands import words
from gongwen.commands.desk import offers
from gongwen.desk.menu import Menu, _paths, run_menu
from tests.project import DRAFT, FINAL, ROOT, project

SAME = (
    *("导入旧文件", "PDF", "各页的图片", "历次版本", "送出草稿", "印发", "核对印发件", "发文登记"),
    *("文稿办理（在浏览器里）", "新建一份", "生成", "检查，不生成", "花脸稿", "过录", "发函征求"),
    *("收意见", "催办", "汇总意见", "送审", "做成征求意见稿", "做成印发稿", "保存这一版", "体检"),
)
"""What there has to be, whatever else there is."""


class Typed:
    """A person at the menu of a project: what is typed in turn, and what was shown and opened."""

    def __init__(self, folder: Path, *answers: str) -> None:
        options = project(folder, 清淤=DRAFT, 值班=FINAL)
        for number, name in enumerate(("清淤", "值班")):
            os.utime(options.content / f"{name}.yaml", (number, number))  # 值班 was changed last
        self.waiting = list(answers)
        self.asked: list[str] = []
        self.told: list[str] = []
        self.opened: list[Path] = []
        self.menu = Menu(
            root=folder,
            content=options.content,
            output=options.output,
            program=(sys.executable, "-m", "gongwen"),
            offers=tuple(offers({})),
            ask=self._ask,
            tell=self.told.append,
            show=self._show,
        )

    def _ask(self, question: str) -> str:
        self.asked.append(question)
        if not self.waiting:
            raise EOFError
        return self.waiting.pop(0)

    def _show(self, path: Path) -> str:
        self.opened.append(path)
        return ""


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The words of the commands that were started, and not carried out."""
    words: list[list[str]] = []

    def call(command: list[str], cwd: Path) -> int:
        words.append(command[3:])
        return 1 if "release" in command and "--warnings-checked" not in command else 0

    monkeypatch.setattr(subprocess, "call", call)
    return words


def number_of(label: str) -> str:
    return str([each.label for each in offers({})].index(label) + 1)


def test_it_offers_what_the_desk_offers_and_what_make_does() -> None:
    labels = [each.label for each in offers({})]
    assert set(SAME) <= set(labels)
    assert len(set(labels)) == len(labels)
    assert {each.label for each in offers({}) if each.on_desk} < set(labels)


NOT_IN_THE_MENU = {
    *("init", "menu"),  # it is there already
    *("docs", "schema", "styles", "template", "textconv", "pre-commit"),  # for programs and editors
}


def test_every_command_for_people_is_in_the_menu() -> None:
    assert set(words()) - {each.word for each in offers({})} == NOT_IN_THE_MENU
    public = next(each for each in offers({}) if "--public" in each.preset)
    assert public.word == "build"


def test_the_menu_fits_a_window_of_25_lines_and_80_columns(tmp_path: Path) -> None:
    person = Typed(tmp_path / "office", "0")
    run_menu(person.menu)
    assert len("\n".join(person.told).split("\n")) < 25
    assert max(len(line) + sum(c > "\u2e7f" for c in line) for line in person.told) < 80
    shown = "\n".join(person.told)
    assert all(f"{n:>2}  {each.label}" in shown for n, each in enumerate(offers({}), 1))


def test_a_document_is_picked_by_its_number_and_the_result_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    person = Typed(tmp_path / "office", number_of("生成"), "2", "", "1", "0")
    run_menu(person.menu)
    assert "   1  值班.yaml" in person.told
    assert "   2  清淤.yaml" in person.told
    made = tmp_path / "office" / "output" / "清淤" / "清淤（征求意见稿）.docx"
    assert person.opened == [made]
    assert made.is_file()
    assert person.waiting == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["生成", "", ""], ["build"]),
        (["生成", "清", "2"], ["build", "--strict", "--", "清淤.yaml"]),
        (["送审", "值班.yaml", ""], ["build", "--stage=送审稿", "--", "值班.yaml"]),
        (["新建一份", "函", "复函", ""], ["new", "--", "函", "复函"]),
        (["新建一份", "函", "复函", "1", "名单"], ["new", "--with=名单", "--", "函", "复函"]),
        (["花脸稿", "1", "", "", ""], ["diff", "--", "值班.yaml"]),
        (["体检"], ["doctor"]),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_a_command(
    tmp_path: Path, called: list[list[str]], typed: list[str], words: list[str]
) -> None:
    run_menu(Typed(tmp_path / "office", number_of(typed[0]), *typed[1:], "0").menu)
    assert called == [words]


def test_what_was_refused_for_warnings_may_be_done_all_the_same(
    tmp_path: Path, called: list[list[str]]
) -> None:
    run_menu(Typed(tmp_path / "office", number_of("印发"), "1", "", "是").menu)
    first, second = called
    assert second == ["release", "--warnings-checked", *first[1:]]
    called.clear()
    run_menu(Typed(tmp_path / "other", number_of("印发"), "1", "", "").menu)
    assert len(called) == 1


@pytest.mark.parametrize("typed", [["99"], ["没有"], ["4", "没有这一份"], ["收意见", "1", ""]])
def test_what_cannot_be_meant_does_nothing(
    tmp_path: Path, called: list[list[str]], typed: list[str]
) -> None:
    run_menu(Typed(tmp_path / "office", *typed).menu)
    assert called == []


def test_a_closed_window_ends_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "menu"],
        input=b"\n\n",
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.decode().count("  公文\n") == 3
    assert done.stderr == b""
    person = Typed(tmp_path / "office", *[""] * 30)
    run_menu(person.menu)
    assert len(person.asked) == 9


def test_files_that_are_dropped_on_the_window(tmp_path: Path) -> None:
    plain, spaced = tmp_path / "甲.docx", tmp_path / "乙 丙.docx"
    for path in (plain, spaced):
        path.write_bytes(b"")
    assert _paths(str(plain)) == [str(plain)]
    assert _paths(f'"{spaced}"') == [str(spaced)]
    assert _paths(str(spaced)) == [str(spaced)]
    assert _paths(f'{plain} "{spaced}"') == [str(plain), str(spaced)]
    assert _paths(r"C:\公文\来文.docx") == [r"C:\公文\来文.docx"]
