"""init and update: what an office's folder gets, and what becomes of it with another program."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.build.options import Options
from gongwen.build.run import build
from gongwen.problem import Level
from gongwen.setup import copies
from gongwen.setup.copies import RECORD, originals
from gongwen.setup.version import version
from tests.project import ROOT

Program = Callable[..., tuple[int, str, str]]
FILES = len(originals()) + 3
"""How many files a new office gets: the record of its copies and two texts in content/ too."""


@pytest.fixture
def program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Run a command on the folder 公文 of the current one: its exit code, and what it said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "ROOT", tmp_path / "公文")

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(list(words))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def office(program: Program, tmp_path: Path) -> Path:
    assert program("init", "公文")[0] == 0
    return tmp_path / "公文"


def another(monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes]) -> None:
    """Let the program be a later one, with other files."""
    changed = {**originals(), **files}
    monkeypatch.setattr(copies, "originals", lambda: changed)
    monkeypatch.setattr(copies, "version", lambda: "99.0")


def all_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_folder_is_whole(office: Path) -> None:
    files = all_files(office)
    assert set(files) == {
        *originals(),
        RECORD,
        "content/机构.yaml",
        "content/第一份通知.yaml",
    }
    for name in ("Makefile", "build.py", ".gitignore", "templates/文件.docx", "公文.bat"):
        assert files[name] == (ROOT / name).read_bytes()
    report = build(Options(root=office, content=office / "content", output=office / "output"))
    assert report.built == ["output/第一份通知/第一份通知（征求意见稿）.docx"]
    assert {problem.level for problem in report.problems} == {Level.NOTICE}
    assert {problem.rule for problem in report.problems} == {"没有填的空"}


def test_what_to_do_next_is_said(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    code, out, _ = program("init", "云溪 公文")
    assert (code, out) == (
        0,
        f"已新建 云溪 公文：{FILES}个文件，文稿放在 content/ 里。\n"
        "接下来：\n"
        "  cd '云溪 公文'\n"
        "  python3 -m venv .venv\n"
        "  .venv/bin/python -m pip install git+程序的地址"
        "（Windows：.venv\\Scripts\\python）\n"
        "  make（没有 make 的电脑：python build.py，或双击 公文.bat）\n"
        "  要保存版本的：make setup-git\n"
        "content/机构.yaml 是例子，请换成本地的机构。\n"
        "本单位的名称、代字、联系人等写在 content/本单位.yaml 里，新建文稿时就填好了，写法如：\n"
        "  机关: 云溪市数据局\n"
        "  代字: 云数发\n"
        "还可以写什么，见 docs/内容参考.md 的“本单位”一节。\n",
    )
    (tmp_path / "甲" / ".venv").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "甲")
    assert program("init", ".")[1].startswith(
        f"已新建 .：{FILES}个文件，文稿放在 content/ 里。\n接下来：\n  make（没有"
    )


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Somebody before a terminal who types these lines, then no more; what was asked."""

    def sitting(*lines: str) -> list[str]:
        typed = iter(lines)
        asked: list[str] = []

        def answer(question: str) -> str:
            asked.append(question)
            line = next(typed, None)
            if line is None:
                raise EOFError
            if line == "Ctrl-C":
                raise KeyboardInterrupt
            return line

        for stream in (sys.stdin, sys.stdout):
            monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", answer)
        return asked

    return sitting


def test_an_office_is_asked_of_itself(
    program: Program, tmp_path: Path, terminal: Callable[..., list[str]]
) -> None:
    asked = terminal(
        "云溪市数据局", "云数发〔2026〕1号", "云数发、云数函", "", " 张三: 办公室 ", ""
    )
    code, out, _ = program("init", "公文")
    assert code == 0
    assert len(asked) == 7  # one again, the last of them not answered
    assert "  “代字”只写机关代字，不带年份和序号，现在是“云数发〔2026〕1号”；写成：云数发\n" in out
    assert "content/本单位.yaml" not in out
    lines = (tmp_path / "公文/content/本单位.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../docs/schema/office.json"
    assert [line for line in lines if not line.startswith("#")] == [
        "机关: 云溪市数据局",
        "代字: 云数发、云数函",
        "联系人: '张三: 办公室'",
    ]
    text = (tmp_path / "公文/content/第一份通知.yaml").read_text(encoding="utf-8")
    assert "标题: 云溪市数据局关于（事由）的通知" in text
    assert "# 发文字号: 云数发〔2026〕（序号）号" in text


def test_who_passes_over_all_has_no_such_file(
    program: Program, tmp_path: Path, terminal: Callable[..., list[str]]
) -> None:
    asked = terminal(*[""] * 8)
    assert "写在 content/本单位.yaml 里" in program("init", "公文")[1]
    assert len(asked) == 8
    assert len(all_files(tmp_path / "公文")) == FILES


def test_nothing_is_written_where_the_questions_are_broken_off(
    program: Program, tmp_path: Path, terminal: Callable[..., list[str]]
) -> None:
    terminal("云溪市数据局", "Ctrl-C")
    code, _, err = program("init", "公文")
    assert (code, err) == (2, "\n什么也没有写。\n")
    assert not (tmp_path / "公文").exists()


def test_with_git_the_rest_is_kept_by_it(program: Program) -> None:
    assert (
        "  要保存版本的：make setup-git；第一次 make save 以后，"
        "再 git add . 和 git commit -m 建立，把模板、Makefile 等也存进去\n"
    ) in program("init", "甲")[1]


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("content/机构.yaml", "content/机构.yaml"),
        ("templates", "templates"),
        ("build.py", "build.py"),
        (RECORD, RECORD),
    ],
)
def test_what_is_there_is_not_overwritten(
    program: Program, tmp_path: Path, there: str, said: str
) -> None:
    file = tmp_path / "公文" / there
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("自己的", encoding="utf-8")
    (tmp_path / "公文" / "别的.txt").write_text("别的", encoding="utf-8")
    before = all_files(tmp_path)
    code, out, err = program("init", "公文")
    assert (code, out) == (2, "")
    assert err == (
        f"什么也没有写：公文 里已经有 {said}\n"
        "请换一个文件夹，或把它们移开；已经建好、要换新的，运行 make update\n"
    )
    assert all_files(tmp_path) == before


def test_a_link_that_leads_nowhere_is_in_the_way_too(program: Program, tmp_path: Path) -> None:
    (tmp_path / "公文").mkdir()
    (tmp_path / "公文" / "Makefile").symlink_to(tmp_path / "没有")
    assert program("init", "公文")[2].startswith("什么也没有写：公文 里已经有 Makefile\n")


def test_a_whole_folder_again_names_some(program: Program, office: Path) -> None:
    before = all_files(office)
    assert f"等{FILES}个\n" in program("init", "公文")[2]
    assert all_files(office) == before


def test_a_file_is_no_folder(program: Program, tmp_path: Path) -> None:
    (tmp_path / "公文").write_text("文", encoding="utf-8")
    assert program("init", "公文") == (2, "", "“公文”不是文件夹，请换一个名称\n")


def test_the_same_program_has_nothing_to_update(program: Program, office: Path) -> None:
    before = all_files(office)
    said = f"模板、样式等都与程序（{version()} 版）的一致，没有要更新的。\n"
    assert program("update") == (0, said, "")
    (office / "styles/示例机关.yaml").write_text("基于: gbt9704\n", encoding="utf-8")
    assert program("update") == (0, said, "")  # changed by the office, and nothing new to offer
    changed = {name for name, content in all_files(office).items() if before[name] != content}
    assert changed == {"styles/示例机关.yaml"}


def test_a_later_program_updates_what_was_not_touched(
    program: Program, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / "Makefile").write_text("自己的", encoding="utf-8")
    (office / "styles/紧凑版面.yaml").unlink()
    texts = {name: text for name, text in all_files(office).items() if name.startswith("content/")}
    later = {"Makefile": b"new make", "templates/新.docx": b"new", "build.py": b"new"}
    another(monkeypatch, later)
    assert program("update") == (
        0,
        "补上 styles/紧凑版面.yaml\n"
        "保留 Makefile（自己改过）；程序里新的一份放在 .cache/新版/Makefile\n"
        "更新 build.py\n"
        "补上 templates/新.docx\n",
        "",
    )
    files = all_files(office)
    assert texts.items() <= files.items()
    assert files["build.py"] == files["templates/新.docx"] == b"new"
    assert files["Makefile"] == "自己的".encode()
    assert files[".cache/新版/Makefile"] == b"new make"
    assert json.loads(files[RECORD])["程序版本"] == "99.0"
    assert program("update")[1].endswith("没有要更新的。\n")  # it was said once
    another(monkeypatch, {"Makefile": b"newer make"})
    assert "保留 Makefile（自己改过）" in program("update")[1]


def test_ends_of_lines_are_no_change_of_the_offices(
    program: Program, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """git gives a text the ends of lines that it keeps for this system."""
    bat = office / "公文.bat"
    bat.write_bytes(bat.read_bytes().replace(b"\r\n", b"\n"))
    another(monkeypatch, {"公文.bat": b"new\r\n"})
    assert program("update")[1] == "更新 公文.bat\n"


def test_an_older_program_does_not_turn_back(
    program: Program, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another(monkeypatch, {"Makefile": b"new make"})
    program("update")
    before = all_files(office)
    monkeypatch.undo()
    monkeypatch.setattr(cli, "ROOT", office)
    assert program("update") == (
        2,
        "",
        f"本文件夹的模板、样式是 99.0 版的程序写的，这里的程序是 {version()} 版："
        "请先更新程序，再运行 make update\n",
    )
    assert all_files(office) == before


@pytest.mark.parametrize(
    "text", [None, "", "[]", '{"程序版本": "0.1.0"}', '{"程序版本": 1, "原样": 2}']
)
def test_without_a_record_nothing_is_taken_for_untouched(
    program: Program, office: Path, monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    (office / RECORD).unlink()
    if text is not None:
        (office / RECORD).write_text(text, encoding="utf-8")
    another(monkeypatch, {"Makefile": b"new make"})
    assert program("update")[1] == (
        "保留 Makefile（自己改过）；程序里新的一份放在 .cache/新版/Makefile\n"
    )
    assert (office / "Makefile").read_bytes() == (ROOT / "Makefile").read_bytes()


def test_update_is_for_an_offices_folder(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "ROOT", ROOT)
    assert program("update") == (2, "", "这里是程序自己的仓库，更新程序用 git pull。\n")
