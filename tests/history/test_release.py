"""release, verify and the register, with real git in a small project."""

from __future__ import annotations

import json
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gongwen import cli
from gongwen.build.report import Report
from gongwen.build.run import build
from gongwen.history import manifest as manifests
from gongwen.history.done import released_unchanged
from gongwen.history.manifest import COMPRESSION, difference, output_entry, sha256
from gongwen.history.program import program_digest
from gongwen.problem import Level, Problem
from gongwen.problem_ids import ProblemId
from gongwen.setup.version import version
from gongwen.word.package import pack, unpack
from tests.docx_reading import text
from tests.history.test_save import alone, edit, git, office, run
from tests.project import FINAL, ROOT, project
from tests.workplace import start, workplace

__all__ = ["alone", "office"]
TAG = "印发/云政办发〔2026〕12号"


@pytest.fixture
def saved(office: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An office in which 值班 could be released."""
    text = FINAL + "公开属性: 主动公开\n"
    (office / "content/值班.yaml").write_text(text, encoding="utf-8")
    run(capsys, "save", "值班", "-m", "定稿")
    return office


def release(
    capsys: pytest.CaptureFixture[str], name: str = "值班", code: int = 0
) -> tuple[str, str]:
    return run(capsys, "release", name, "--format", "docx", code=code)


@pytest.fixture
def issued(saved: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The same after it was released."""
    release(capsys)
    return saved


def test_a_release_and_its_manifest(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = release(capsys)
    program = f"程序/{version()}-{program_digest()[:12]}"
    assert (out, err) == (
        f"已印发 云政办发〔2026〕12号，记为标签 {TAG}\n生成 output/值班/值班（印发稿）.docx\n"
        f"所用的程序也存在历史里，日后核对用，标签 {program}\n",
        "",
    )
    assert git(saved, "tag", "--list").split() == [TAG, program]
    message = git(saved, "tag", "--list", "--format=%(contents)", TAG)
    manifest = json.loads(message[message.index("{") :])
    built = (saved / "output/值班/值班（印发稿）.docx").read_bytes()
    assert manifest["输出"] == {"值班（印发稿）.docx": output_entry(built)}
    assert {"content/值班.yaml", "content/机构.yaml"} <= manifest["输入"].keys()
    assert manifest["成文日期"] == "2026年4月3日"
    _, err = release(capsys, code=1)
    assert err == (
        "这一份已经印发过（云政办发〔2026〕12号），没有再印发\n"
        "    建议：印发以后又改过、要另发的，另编文号，下一个没有用过的是 云政办发〔2026〕13号；"
        "改好，make save 保存后再印发（用过的号见 make register）\n"
    )


def test_what_was_released_stays_when_the_document_changes(
    issued: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = issued / "output/值班/值班（印发稿）.docx"
    original = file.read_bytes()
    assert "正本" not in run(capsys, "build", "值班")[0]
    edit(issued, "落实值班制度", "严格落实值班制度", "值班")
    out, _ = run(capsys, "build", "值班")
    kept = file.with_name("值班（印发稿）（正本）.docx")
    assert out == (
        "生成 output/值班/值班（印发稿）.docx\n"
        "保留 output/值班/值班（印发稿）（正本）.docx"
        "（已经印发的正本；后来有改动，新生成的不是印发的那一份）\n"
        "生成1个文件。\n"
    )
    assert kept.read_bytes() == original != file.read_bytes()
    edit(issued, "严格落实", "全面落实", "值班")
    out, _ = run(capsys, "build", "值班")
    assert out == "生成 output/值班/值班（印发稿）.docx\n生成1个文件。\n"
    assert kept.read_bytes() == original


def test_a_released_file_stays_when_its_document_goes(
    issued: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (issued / "content/值班.yaml").unlink()
    out, _ = run(capsys, "build")
    assert "保留 output/值班/值班（印发稿）.docx（已经印发的正本；现在的文稿里没有它了）\n" in out
    assert (issued / "output/值班/值班（印发稿）.docx").exists()


def test_a_warning_holds_a_release_up_until_somebody_has_looked(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(saved, "落实值班制度", "值班制度(甲类)", "值班")
    run(capsys, "save", "值班", "-m", "改")
    _, err = release(capsys, code=1)
    assert err.startswith("没有印发，有1个警告：\ncontent/值班.yaml:")
    assert err.endswith(
        "改好、保存后再印发；逐条核对过，确实可以印发的，加 CHECKED=1"
        "（没有 make：--warnings-checked）\n"
    )
    assert git(saved, "tag", "--list") == ""
    out, err = run(capsys, "release", "值班", "--format", "docx", "--warnings-checked")
    assert out.startswith(f"已印发 云政办发〔2026〕12号，记为标签 {TAG}\n")
    assert "警告 [半角标点]" in err


def test_a_warning_that_only_making_the_document_gives_holds_a_release_up_too(
    saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "版面放不下"

    def build_with_warning(*arguments: Any) -> Report:
        report = build(*arguments)
        report.problems.append(
            Problem(ProblemId("版面"), Level.WARNING, "content/值班.yaml", 2, 1, text, "")
        )
        return report

    monkeypatch.setattr("gongwen.history.release.build", build_with_warning)
    _, err = release(capsys, code=1)
    assert err.startswith(f"没有印发，有1个警告：\ncontent/值班.yaml:2:1: 警告 [版面] {text}\n")
    assert git(saved, "tag", "--list") == ""
    run(capsys, "release", "值班", "--format", "docx", "--warnings-checked")
    assert TAG in git(saved, "tag", "--list").split()


def test_what_is_refused(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, err = release(capsys, "清淤", code=1)
    assert err == ("没有印发，稿本还是征求意见稿；定稿后写“稿本: 印发稿”，保存后再印发\n")
    edit(saved, "落实值班制度", "严格落实值班制度", "值班")
    _, err = release(capsys, code=1)
    assert err == "没有印发，还没有保存（make save）：content/值班.yaml\n"
    edit(saved, "发文字号: 云政办发〔2026〕12号", "发文字号: 云政办发[2026]12号", "值班")
    run(capsys, "save", "值班", "-m", "改错")
    _, err = release(capsys, code=1)
    assert err.startswith("没有印发，先改好这些问题：\ncontent/值班.yaml:")
    assert git(saved, "tag", "--list") == ""


def test_a_number_written_down_elsewhere_is_used(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (saved / "content/发文登记.yaml").write_text(
        "- {文号: 云政办发〔2026〕12号, 标题: 早先的通知}\n- 文号: 云政办发〔2026〕14号\n"
        "- 文号: 云政函〔2026〕20号\n",
        encoding="utf-8",
    )
    _, err = release(capsys, code=1)
    assert err == (
        "云政办发〔2026〕12号 已经用过：早先的通知\n"
        "    建议：另编文号，下一个没有用过的是 云政办发〔2026〕15号；"
        "改好，make save 保存后再印发（用过的号见 make register）\n"
    )
    out, _ = run(capsys, "register")
    assert out == (
        "云政函〔2026〕：用了1个，下一个是 云政函〔2026〕21号\n"
        "  缺号：1至19\n"
        "  （以前编的不算缺号：content/本单位.yaml 里写 "
        "代字: [{字: 云政函, 起号: 20, 起号年份: 2026}]）\n"
        "云政办发〔2026〕：用了2个，下一个是 云政办发〔2026〕15号\n"
        "  缺号：1至11、13\n"
        "  （以前编的不算缺号：content/本单位.yaml 里写 "
        "代字: [{字: 云政办发, 起号: 12, 起号年份: 2026}]）\n"
        "生成 output/发文登记.xlsx\n"
    )
    first = (saved / "output/发文登记.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(BytesIO(first)).active
    assert isinstance(sheet, Worksheet)
    assert [[cell.value for cell in row][:2] for row in sheet.iter_rows()] == [
        ["文号", "标题"],
        ["云政函〔2026〕20号", None],
        ["云政办发〔2026〕12号", "早先的通知"],
        ["云政办发〔2026〕14号", None],
    ]
    run(capsys, "register")
    assert (saved / "output/发文登记.xlsx").read_bytes() == first
    (saved / "content/发文登记.yaml").write_text("- 标题: 无号\n", encoding="utf-8")
    _, err = run(capsys, "register", code=2)
    assert err == "发文登记.yaml 第1行：这一项没有写“文号”\n"


def test_numbers_given_twice(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (issued / "content/发文登记.yaml").write_text(
        "- 文号: 云政办发〔2026〕12号\n", encoding="utf-8"
    )
    out, _ = run(capsys, "register", code=1)
    assert "  重号：12\n" in out


def test_verify_asks_which(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, err = run(capsys, "verify", "", code=2)
    assert err == "请写明哪一份：make verify DOC=文件名或文号\n"


def test_verify_by_every_name(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = f"程序/{version()}-{program_digest()[:12]}"
    edit(issued, "落实值班制度", "以后改过的制度", "值班")
    run(capsys, "save", "值班", "-m", "以后的改动")
    for name in (
        "值班",
        TAG,
        "云政办发〔2026〕12号",
        "云政办发[2026]12号",
        "云政办发（2026） 12号",
    ):
        out, err = run(capsys, "verify", name)
        assert out == (
            f"{TAG}（云溪市人民政府办公室关于做好防汛值班工作的通知）\n"
            f"  所用的程序：印发时的 {version()}（标签 {program}）\n"
            "  值班（印发稿）.docx：与印发时完全相同\n"
            "  output 里现在的 值班（印发稿）.docx：就是印发的那一份\n"
        )
        assert err == ""
    run(capsys, "build", "值班")
    assert (
        "  output 里现在的 值班（印发稿）.docx：不是印发的那一份（内容不同：word/document.xml）；"
        "印发的那一份是 值班（印发稿）（正本）.docx\n"
    ) in run(capsys, "verify", "值班")[0]
    _, err = run(capsys, "verify", "没有印发的", code=2)
    assert err == "没有印发过“没有印发的”；可以写文号、文件名或标签（印发/…）\n"
    _, err = run(capsys, "verify", "云政办发[2026]21号", code=2)
    assert err == "没有印发过“云政办发[2026]21号”；是不是：云政办发〔2026〕12号\n"


def test_the_history_says_which_version_was_issued(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "save", "清淤", "-m", "别的文稿")  # the tag is on a version of another document
    release(capsys)
    edit(saved, "落实值班制度", "以后改过的制度", "值班")
    run(capsys, "save", "值班", "-m", "以后的改动")
    heads = [line for line in run(capsys, "history", "值班")[0].splitlines() if line[0] != " "]
    assert [line.partition("  ")[2] for line in heads] == [
        "2026-04-03  程一诺  印发稿  以后的改动",
        "2026-04-03  程一诺  印发稿（已印发 云政办发〔2026〕12号）  定稿",
    ]
    assert "已印发" not in run(capsys, "history", "清淤")[0]
    run(capsys, "history", "值班", "--docx")
    record = text((saved / "output/值班/值班（修改记录）.docx").read_bytes())
    assert record.count("印发稿（已印发）") == 1


def test_a_manifest_that_does_not_fit(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    message = git(issued, "tag", "--list", "--format=%(contents)", TAG)
    manifest = json.loads(message[message.index("{") :])
    entry = manifest["输出"]["值班（印发稿）.docx"]
    entry["sha256"] = entry["各部分"]["word/document.xml"] = "0" * 64
    git(issued, "tag", "-d", TAG)
    git(issued, "tag", "-a", "-m", "印发\n\n" + json.dumps(manifest, ensure_ascii=False), TAG)
    out, _ = run(capsys, "verify", "值班", code=1)
    assert "  值班（印发稿）.docx：内容不同：word/document.xml\n" in out


def test_another_compressor_is_named_as_such(issued: Path) -> None:
    built = (issued / "output/值班/值班（印发稿）.docx").read_bytes()
    stored = pack(unpack(built), compress=False)
    assert zipfile.is_zipfile(BytesIO(stored))
    assert difference(output_entry(built), stored) == COMPRESSION
    assert difference(output_entry(built), built) == ""
    assert difference(output_entry(built), None) == "没有生成"


def test_verify_with_the_program_of_the_tag(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    workplace(folder)
    shutil.copy(ROOT / "pyproject.toml", folder / "pyproject.toml")
    (folder / ".gitignore").write_text(".venv/\noutput/\n.cache/\n__pycache__/\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "config", "user.name", "程一诺")
    git(folder, "config", "user.email", "cyn@yunxi.example")
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "-m", "全部")
    done = start(folder, "release", "值班", "--format", "docx")
    assert done.returncode == 0, done.stderr
    assert git(folder, "tag", "--list").split() == [TAG], "the commit holds the program already"
    render = folder / "gongwen" / "render" / "render.py"
    render.write_text(
        render.read_text(encoding="utf-8") + "\nraise SystemExit(9)\n", encoding="utf-8"
    )
    monkeypatch.setattr(cli, "ROOT", folder)
    out, _ = run(capsys, "verify", "值班")
    commit = git(folder, "rev-parse", "--short=7", "HEAD").strip()
    assert out.splitlines()[1:] == [
        f"  所用的程序：标签里的 {version()}（提交 {commit}）",
        "  值班（印发稿）.docx：与印发时完全相同",
        "  output 里现在的 值班（印发稿）.docx：就是印发的那一份",
    ]
    done = start(folder, "release", "值班", "--format", "docx")
    assert done.returncode != 0


def test_without_git(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    project(folder)
    monkeypatch.setattr(cli, "ROOT", folder)
    for words in (("release", "值班"), ("verify", "值班")):
        _, err = run(capsys, *words, code=2)
        assert err.startswith("这个文件夹不在 git 仓库里，没有版本历史。")
    out, err = run(capsys, "register")
    assert out == "还没有印发过文件。\n"


@pytest.mark.parametrize("hashed_as_it_was", [False, True])
def test_the_line_ends_of_windows_are_no_change(
    saved: Path,
    capsys: pytest.CaptureFixture[str],
    hashed_as_it_was: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Excel and Notepad write them; git keeps a text with those of Linux."""
    if hashed_as_it_was:  # as earlier programs did
        monkeypatch.setattr(manifests, "input_hash", sha256)
    (saved / ".gitattributes").write_text("* text=auto eol=lf\n", encoding="utf-8")
    file = saved / "content/值班.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n") + b"# \r\n")
    run(capsys, "save", "值班", "-m", "改")
    release(capsys)
    out = run(capsys, "verify", "值班")[0]
    assert "完全相同" in out
    assert "与清单不符" not in out
    assert released_unchanged(saved, saved / "content") == {"值班.yaml"}
