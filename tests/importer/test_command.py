"""`import` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen import commands
from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.cli import main
from gongwen.problem import Level
from gongwen.registry.reader import load_registry
from gongwen.source.parse import parse
from tests.project import project

NOTICE = """\
关于做好清淤工作的通知
云政办发〔2026〕12号
市教育局，各县（区）：
一、主要任务
（一）疏浚河道。
责任单位：市水务局、财政局
配合单位：市委宣传部
二、工作要求
要认真落实。
云溪市人民政府办公室
2026年4月3日
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def run(*arguments: str, content: Path) -> int:
    return main(["import", *arguments, "--content", str(content)])


def write(folder: Path, name: str, text: str = NOTICE) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_word_is_pythons_own() -> None:
    assert "import" in commands.words()
    assert commands.command("import").__name__ == "gongwen.commands.import_"


def test_a_file(tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path, "旧文.txt"), content=content) == 0
    text = (content / "旧文.yaml").read_text(encoding="utf-8")
    assert text.startswith("# 导入自 旧文.txt，核对后可以删去这一行\n文种: 通知\n")
    said = capsys.readouterr().out
    assert said == "已导入 旧文.yaml，略去7处序数、标点等（--left-out 列出）\n"


def test_where_it_goes(tmp_path: Path, content: Path) -> None:
    one = write(tmp_path, "旧文.txt")
    assert run(one, "-o", "专项/清淤", content=content) == 0
    assert run(one, "-o", str(content / "清淤.yaml"), content=content) == 0
    assert run(one, write(tmp_path, "另一份.md"), "-o", "往年", content=content) == 0
    found = sorted(path.relative_to(content).as_posix() for path in content.rglob("*.yaml"))
    assert found == ["专项/清淤.yaml", "往年/另一份.yaml", "往年/旧文.yaml", "清淤.yaml"]


def test_a_folder(tmp_path: Path, content: Path) -> None:
    folder = tmp_path / "旧文件"
    folder.mkdir()
    write(folder, "一.txt")
    write(folder, "二.md")
    write(folder, "~$二.docx", "x")
    write(folder, "图.png", "x")
    assert run(str(folder), content=content) == 0
    assert sorted(path.name for path in content.iterdir()) == ["一.yaml", "二.yaml"]


def test_what_is_there_is_not_overwritten(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "旧文.yaml").write_text("文种: 函\n", encoding="utf-8")
    assert run(write(tmp_path, "旧文.txt"), content=content) == 1
    assert (content / "旧文.yaml").read_text(encoding="utf-8") == "文种: 函\n"
    assert "已经有 旧文.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("output", ["../外面", "/外面", "机构"])
def test_nothing_is_written_outside(tmp_path: Path, content: Path, output: str) -> None:
    assert run(write(tmp_path, "旧文.txt"), "-o", output, content=content) == 1
    assert not list(content.rglob("*"))
    assert not (tmp_path / "外面.yaml").exists()


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04rest")
    assert run(str(bad), write(tmp_path, "旧文.txt"), content=content) == 1
    assert (content / "旧文.yaml").is_file()
    assert capsys.readouterr().err == (
        "坏.docx：没有导入。文件打不开：不是 .docx，或者已经损坏\n"
        "    建议：用 Word 或 WPS 打开，另存为“Word 文档（.docx）”再试；打不开就重新取一份\n"
    )


def test_what_was_left_out_is_listed(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(write(tmp_path, "旧文.txt"), "--left-out", content=content)
    said = capsys.readouterr().out
    assert "  略去（序数，由程序加）第4行：一、\n" in said
    assert "  略去（日期，改写成 2026-04-03）第11行：2026年4月3日\n" in said


def test_a_registry_is_drafted(tmp_path: Path, content: Path) -> None:
    assert run(write(tmp_path, "旧文.txt"), "--registry", content=content) == 0
    text = (content / "机构-旧文.yaml").read_text(encoding="utf-8")
    registry, problems = load_registry(parse(text, "机构-旧文.yaml")[0], "机构-旧文.yaml")
    assert not problems
    named = {unit.short_name: (unit.full_name, unit.category) for unit in registry.units}
    assert named == {
        "云溪市人民政府办公室": ("云溪市人民政府办公室", "政府"),
        "市教育局": ("云溪市教育局", "政府"),
        "各县（区）": ("各县（区）", "区县"),
        "市水务局": ("云溪市水务局", "政府"),
        "市财政局": ("云溪市财政局", "政府"),
        "市委宣传部": ("中共云溪市委宣传部", "党委"),
    }
    assert "机构表: 机构-旧文.yaml\n" in (content / "旧文.yaml").read_text(encoding="utf-8")
    assert registry.find("市财政局") is not None


def test_what_is_imported_can_be_built(tmp_path: Path) -> None:
    options = project(tmp_path)
    source = write(tmp_path, "旧文.txt")
    assert run(source, "-o", "清淤通知", content=options.content) == 0
    request = Request(options.content / "清淤通知.yaml", None)
    checked = process(request, Shared(options.root, options.content))
    assert not [problem for problem in checked.problems if problem.level is Level.ERROR]


def test_without_a_file(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("", content=content) == 2
    assert "make import FILE=旧文件.docx" in capsys.readouterr().err
