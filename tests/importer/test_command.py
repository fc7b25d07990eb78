"""`import` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen import commands
from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.cli import main
from gongwen.importer.assemble import Imported, import_file
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
    assert said == (
        "已导入 旧文.yaml：文字11处，认出11处；略去7处序数、标点等（--left-out 列出）\n"
    )


def test_where_it_goes(tmp_path: Path, content: Path) -> None:
    one = write(tmp_path, "旧文.txt")
    assert run(one, "-o", "专项/清淤", content=content) == 0
    assert run(one, "-o", str(content / "清淤.yaml"), content=content) == 0
    assert run(one, write(tmp_path, "另一份.md"), "-o", "往年", content=content) == 0
    found = sorted(path.relative_to(content).as_posix() for path in content.rglob("*.yaml"))
    assert found == ["专项/清淤.yaml", "往年/另一份.yaml", "往年/旧文.yaml", "清淤.yaml"]


def test_a_folder(tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "旧文件"
    folder.mkdir()
    write(folder, "一.txt")
    write(folder, "二.md", NOTICE.replace("\n", "\n\n"))
    write(folder, "~$二.docx", "x")
    write(folder, "图.png", "x")
    (folder / "往年").mkdir()
    write(
        folder / "往年",
        "三.txt",
        "首页 > 文件\n当前位置：首页\n" + NOTICE.replace("市教", "贵校："),
    )
    (folder / "坏.docx").write_bytes(b"PK\x03\x04rest")
    assert run(str(folder), content=content) == 1
    found = sorted(path.relative_to(content).as_posix() for path in content.rglob("*.*"))
    assert found == ["一.yaml", "二.yaml", "导入情况.html", "往年/三.yaml"]
    assert capsys.readouterr().out == (
        "已导入 一.yaml\n已导入 二.yaml\n已导入 往年/三.yaml，要核对1处\n"
        "共4份，导入3份；每一份认出了什么、要核对什么，见 导入情况.html（用浏览器打开）\n"
    )
    page = (content / "导入情况.html").read_text(encoding="utf-8")
    assert "共4份，导入3份，其中1份有要核对的；没有导入1份。" in page
    assert "<td>通知：发文机关、发文字号、标题、主送、成文日期；2节、1项任务</td>" in page
    assert "<td>坏.docx</td><td>没有导入</td>" in page
    assert '<a href="%E5%BE%80%E5%B9%B4/%E4%B8%89.yaml">往年/三.yaml</a>' in page
    assert "<li>网页的导航、页脚等，2处：“首页 &gt; 文件”、“当前位置：首页”</li>" in page


def test_a_folder_again_and_names_that_are_alike(tmp_path: Path, content: Path) -> None:
    folder = tmp_path / "旧文件"
    folder.mkdir()
    write(folder, "一.txt")
    write(folder, "一.md")
    assert run(str(folder), content=content) == 0
    assert run(str(folder), "-o", "再来/", content=content) == 0
    assert run(str(folder), content=content) == 1  # they are there already
    found = sorted(path.relative_to(content).as_posix() for path in content.rglob("*.*"))
    assert found == [
        *("一.yaml", "一（txt）.yaml", "再来/一.yaml", "再来/一（txt）.yaml"),
        *("再来/导入情况.html", "导入情况.html", "导入情况2.html"),
    ]


def test_a_folder_of_documents_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = tmp_path / "深" / "新"
    assert run(write(tmp_path, "旧文.txt"), content=content) == 0
    assert (content / "旧文.yaml").is_file()
    assert capsys.readouterr().out.startswith(f"建好了文件夹 {content}\n已导入 旧文.yaml：")


def test_a_fault_of_ours_costs_one_file(
    tmp_path: Path,
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def failing(path: Path, shown: str, ready: bytes | None) -> Imported:
        if path.stem == "一":
            raise KeyError(shown)
        return import_file(path, shown, ready)

    monkeypatch.setattr("gongwen.importer.batch.import_file", failing)
    monkeypatch.setattr("gongwen.importer.batch.keep_trace", lambda *_: "交给维护者。")
    files = [write(tmp_path, "一.txt"), write(tmp_path, "二.txt")]
    assert run(*files, content=content) == 1
    assert [path.name for path in content.iterdir()] == ["二.yaml"]
    assert capsys.readouterr().err == (
        "一.txt：没有导入。程序处理这个文件时出了错（KeyError）\n    建议：交给维护者。\n"
    )


def test_several_processes_say_the_same(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "旧文件"
    folder.mkdir()
    for number in range(20):
        write(folder, f"{number:02}.txt")
    assert run(str(folder), content=content) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:-1] == [f"已导入 {number:02}.yaml" for number in range(20)]


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
