"""The command line as a person types it: words, exit codes, what is printed."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.commands import commands
from gongwen.formats import formats
from gongwen.setup.environment import OWN
from tests.clearance import declared
from tests.project import DRAFT, FINAL, project


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a temporary folder, which the command line takes for its own."""
    project(tmp_path)
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.delenv("GONGWEN_STAMP", raising=False)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = cli.main(list(words))
    except SystemExit as stop:
        code = int(stop.code or 0)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_no_word_builds_everything(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys) == (
        0,
        "生成 output/值班/值班（印发稿）.docx\n"
        "生成 output/清淤/清淤（征求意见稿）.docx\n"
        "生成2个文件。\n",
        "",
    )
    assert run(capsys) == (0, "生成0个文件，2份没有改动。\n", "")


def test_an_older_final_text_beside_a_new_draft_is_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Taken back from 印发稿 to 征求意见稿: which of the two files counts."""
    run(capsys)
    path = here / "content" / "值班.yaml"
    path.write_text(FINAL.replace("稿本: 印发稿", "稿本: 征求意见稿"), "utf-8")
    told = "（以这一份为准，旁边的印发稿是以前生成的）"
    assert f"生成 output/值班/值班（征求意见稿）.docx{told}\n" in run(capsys)[1]
    path.write_text(FINAL, "utf-8")
    assert "旁边" not in run(capsys)[1]  # drafts beside a final text are its history
    assert "旁边" not in run(capsys, "--force", "--stage", "征求意见稿")[1]  # asked for


def test_a_name_alone_builds_that_document(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "清淤")
    assert (code, out) == (0, "生成 output/清淤/清淤（征求意见稿）.docx\n生成1个文件。\n")


def test_a_name_of_latin_letters(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = here / "别处"
    other.mkdir()
    (other / "e.yaml").write_text(FINAL, "utf-8")
    code, out, _ = run(capsys, "e", "--content", str(other))
    assert (code, out) == (0, "生成 output/e/e（印发稿）.docx\n生成1个文件。\n")


def test_a_command_after_its_options(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--content", "content", "check", "--strict") == (
        2,
        "",
        "命令写在最前面：python build.py check --content content --strict\n",
    )


def test_a_name_that_begins_with_a_dash(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "content" / "-n.yaml").write_text(DRAFT, "utf-8")
    code, out, _ = run(capsys, "build", "--", "-n")
    assert (code, out) == (0, "生成 output/-n/-n（征求意见稿）.docx\n生成1个文件。\n")


def test_a_refused_document_fails_and_says_so(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FINAL.replace("主送: 市教育局、市水务局\n", "")
    (here / "content" / "值班.yaml").write_text(text, "utf-8")
    code, out, err = run(capsys, "build", "值班")
    assert code == 1
    assert out == "生成0个文件，1份未生成。发现1个错误。\n"
    assert err == (
        "content/值班.yaml:1:1: 错误 [缺要素] 通知的印发稿缺少“主送”\n"
        "    依据：党政机关公文处理工作条例第九条\n"
        "    建议：加一行：主送: 各县（区）人民政府，市政府各部门\n"
        "未生成 值班.yaml（原因见上）\n"
    )


def test_a_document_that_is_not_read_to_the_end_is_said_to_be(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "content" / "值班.yaml").write_text(FINAL.replace("主送:", "主送单伟:"), "utf-8")
    for _ in range(2):  # made, and told again from the cache
        err = run(capsys, "build", "值班")[2]
        assert err.splitlines()[-1] == (
            "未生成 值班.yaml（原因见上；改好这几处后，还会检查其余内容）"
        )


def test_a_final_text_with_an_error_is_not_said_to_be_ready(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = (
        "output/值班/值班（印发稿）.docx 有错误，还不能印发；改好再印（release 命令也不会放行）。"
    )
    wrong = FINAL.replace("〔2026〕", "[2026]")
    (here / "content" / "值班.yaml").write_text(wrong, "utf-8")
    for _ in range(2):
        code, out, _err = run(capsys, "build", "值班")
        assert (code, out.splitlines()[-1]) == (0, said)
    draft = wrong.replace("稿本: 印发稿", "稿本: 送审稿")
    (here / "content" / "值班.yaml").write_text(draft, "utf-8")
    assert said not in run(capsys, "build", "值班")[1]  # the older file is not this one


def test_strict_fails_on_a_warning(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "content" / "清淤.yaml").write_text(DRAFT.replace("市水务局", "市水利局"), "utf-8")
    assert run(capsys, "build")[0] == 0
    assert run(capsys, "build", "--strict")[0] == 1
    assert run(capsys, "check")[0] == 0
    assert run(capsys, "check", "--strict")[0] == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["biuld"], "没有“biuld”这个命令。\n"),
        (["build", "--forse"], "不认识的选项：--forse\n"),
        (["--stage"], "--stage 后面要跟一个值\n"),
        (["--stage", "定稿"], "--stage 不能写“定稿”，可以写：征求意见稿、送审稿、印发稿\n"),
        (["--jobs", "两个"], "--jobs 后面要跟整数，现在是“两个”\n"),
        (["textconv"], "缺少：文件\n"),
    ],
)
def test_usage_errors_are_chinese(
    here: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err == message + "运行 python build.py help 看全部命令。\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["没有的文件"], "content 文件夹里没有“没有的文件”\n"),
        (["build", "--format", "pdf2"], f"没有“pdf2”格式，可以写：{'、'.join(formats())}\n"),
        (["build", "--content", "不存在"], "没有“不存在”这个文件夹，或者打不开它\n"),
        (["check", "清淤淤"], "content 文件夹里没有“清淤淤”；是不是：清淤\n"),
    ],
)
def test_what_is_not_there_is_named(
    here: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert run(capsys, *words) == (2, "", message)


def test_help_is_chinese(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], *([command, "--help"] for command in commands())):
        code, out, _ = run(capsys, *words)
        assert code == 0
        assert out.startswith("用法：python build.py")
        for english in ("usage", "options", "positional", "show this"):
            assert english not in out


def test_help_names_every_command_of_the_readme(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"python build\.py ([a-z][a-z-]+)", readme))
    assert {"clean", "offline", "test", "setup-git"} <= named
    for words in (["--help"], ["help"]):
        listed = set(re.findall(r"^    ([a-z][a-z-]+)", run(capsys, *words)[1], re.MULTILINE))
        assert listed == {*commands(), *OWN}
        assert named <= listed


def test_help_on_one_command(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "help", "check") == run(capsys, "check", "--help")
    (here / "content" / "help.yaml").write_text(DRAFT, "utf-8")
    assert "生成 output/help/help（征求意见稿）.docx\n" in run(capsys, "help")[1]


def test_check_prints_json_with_exactly_the_agreed_keys(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "content" / "清淤.yaml").write_text(DRAFT.replace("市水务局", "市水利局"), "utf-8")
    code, out, err = run(capsys, "check", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == [
        {
            "rule": "机构未登记",
            "level": "警告",
            "file": "content/清淤.yaml",
            "line": 7,
            "column": 11,
            "message": "机构名录里没有“市水利局”",
            "basis": "机构名称用全称或规范化简称",
            "hint": "是不是“市水务局”；确有这个单位，就把它加进机构名录",
        }
    ]


def test_check_prints_sarif(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "content" / "清淤.yaml").write_text("文种：通知\n", "utf-8")
    code, out, _ = run(capsys, "check", "--format", "sarif")
    log = json.loads(out)
    (result,) = log["runs"][0]["results"]
    assert (code, log["version"], result["level"]) == (1, "2.1.0", "error")
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 3}


ROSTER = """\
文种: 通知
标题: 关于成立绿道建设工作专班的通知
正文:
- 名单:
  - 角色: 成员
    人员:
    - 王 刚 市教育局局长
    - 李 明 市水务局局长
    - 张 伟 市教育局科长
    - 赵 强 市教育局科长
    - 周 杰 市水务局科长
    - 王 刚 市水务局科长
"""


def test_check_shows_what_weighs_before_alike_notices(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "content" / "清淤.yaml").write_text(ROSTER, "utf-8")
    assert run(capsys, "check", "清淤") == (
        0,
        "content/清淤.yaml:12:7: 警告 [姓名重复] “王刚”在这份名单里出现了两次（第7行已有）\n"
        "    建议：是同一个人就删掉一处；同名不同人，在姓名后加括号区分\n"
        "content/清淤.yaml:7:7: 提示 [姓名空格] 姓名“王 刚”中间有空格，按“王刚”排印\n"
        "    建议：写成“王刚”\n"
        "    像这样的“姓名空格”还有5处：第8、9、10、11、12行\n"
        "检查了1份文稿，发现1个警告、6个提示。\n"
        "先改错误和警告：content/清淤.yaml:12（姓名重复）。\n",
        "",
    )
    assert len(json.loads(run(capsys, "check", "清淤", "--format", "json")[1])) == 7


def test_an_unknown_kind_is_told_beside_other_faults(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "content" / "清淤.yaml").write_text("文种: 通之\n标題: 甲\n正文: 乙\n", "utf-8")
    code, out, _ = run(capsys, "check", "清淤")
    assert code == 1
    assert out == (
        "content/清淤.yaml:1:5: 错误 [不认识的文种] “通之”不是文种\n"
        "    建议：是不是“通知”\n"
        "content/清淤.yaml:2:1: 错误 [不认识的项目] 不认识“标題”这个项目\n"
        "    建议：是不是“标题”\n"
        "检查了1份文稿，发现2个错误。\n"
    )


def test_check_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check") == (0, "检查了2份文稿，没有发现问题。\n", "")
    assert not (here / "output").exists()


def test_a_clean_build_stamps_for_make(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = here / ".cache" / "make" / "build"
    monkeypatch.setenv("GONGWEN_STAMP", str(stamp))
    before = time.time()
    run(capsys)
    done = stamp.with_name("build.done")
    written = [path.stat().st_mtime for path in (here / "output").rglob("*")]
    assert before - 0.02 <= stamp.stat().st_mtime < min(written)
    assert done.stat().st_mtime >= max(written)
    assert stamp.read_text("utf-8") == "0\n"


def stamped(stamp: Path) -> tuple[int, str, str]:
    """What the stamp has make say: exit code, stdout and stderr."""
    (code, said), *lines = [line.split(" ", 1) for line in stamp.read_text("utf-8").splitlines()]
    assert said == "said"
    streams = {"out": "", "err": ""}
    for stream, text in lines:
        streams[stream] += f"{text}\n"
    return int(code), streams["out"], streams["err"]


REPORTS = {
    "a warning": ("清淤", "市水务局", "市水利局", 0),
    "an error in a draft": ("清淤", "关于开展", "关于，，开展", 0),
    "an error in a final text": ("值班", "各单位要", "各单位要要，，要", 0),
    "refused": ("清淤", "正文:", "正 文:", 1),
    "not read": ("值班", "标题:", "  标题:", 1),
}


@pytest.mark.parametrize("case", REPORTS.values(), ids=REPORTS)
def test_make_says_what_the_next_build_would(
    case: tuple[str, str, str, int],
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name, old, new, code = case
    stamp = here / ".cache" / "make" / "build"
    monkeypatch.setenv("GONGWEN_STAMP", str(stamp))
    run(capsys)
    document = here / "content" / f"{name}.yaml"
    document.write_text(document.read_text("utf-8").replace(old, new), "utf-8")
    first = run(capsys)
    told = stamped(stamp)
    again = run(capsys)
    assert again == told == stamped(stamp)
    assert (first[0], again[0]) == (code, code)
    assert "发现" in again[1]
    document.write_text(document.read_text("utf-8").replace(new, old), "utf-8")
    run(capsys)
    assert stamp.read_text("utf-8") == "0\n"


def by_hand(here: Path) -> None:
    """A document changed by hand, where the program has a new one."""
    (output,) = (here / "output").glob("清淤/*.docx")
    output.write_bytes(b"by hand")


def leads_nowhere(here: Path) -> None:
    """A file that cannot be opened."""
    (here / "content" / "清淤.yaml").unlink()
    (here / "content" / "清淤.yaml").symlink_to(here / "elsewhere.yaml")


def in_the_way(here: Path) -> None:
    """A file that cannot be written."""
    shutil.rmtree(here / "output" / "清淤")
    (here / "output" / "清淤").write_text("", "utf-8")
    (here / "content" / "清淤.yaml").touch()


def marked(mark: str) -> Callable[[Path], object]:
    """A text that this computer is not for, or must be allowed."""
    return lambda here: (here / "content" / "清淤.yaml").write_text(f"{mark}\n{DRAFT}", "utf-8")


PASSING: dict[str, Callable[[Path], object]] = {
    "unreadable": leads_nowhere,
    "classified": marked("密级: 秘密"),
    "a secret of work": marked("内部标注: 工作秘密"),
    "unwritable": in_the_way,
    "changed by hand": by_hand,
}


@pytest.mark.parametrize("change", PASSING.values(), ids=PASSING)
def test_what_may_be_otherwise_next_time_is_not_stamped(
    change: Callable[[Path], object],
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stamp = here / ".cache" / "make" / "build"
    monkeypatch.setenv("GONGWEN_STAMP", str(stamp))
    run(capsys)
    assert stamp.exists()
    change(here)
    run(capsys)
    assert not stamp.exists()
    assert not stamp.with_name("build.done").exists()


def test_a_build_that_can_keep_nothing_is_done_all_the_same(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(here / ".cache")
    (here / ".cache").write_text("占着名字的文件", encoding="utf-8")
    monkeypatch.setenv("GONGWEN_STAMP", str(here / ".cache" / "make" / "build"))
    code, _, err = run(capsys)
    assert code == 0
    assert err.startswith(
        ".cache: 提示 [缓存] 缓存文件夹写不进去：已经有这个文件\n"
        "    建议：不影响结果，只是每次都要全部重新生成；换一个名称，或把原来的移走\n"
    )


def test_reports_of_texts_that_changed_go(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No text of theirs stays, and on a computer for classified work none is kept at all."""
    document = here / "content" / "清淤.yaml"
    document.write_text(DRAFT.replace("市水务局", "市水利局"), "utf-8")
    folder = here / ".cache" / "make"
    for stamp in ("build-1-2", "build"):
        monkeypatch.setenv("GONGWEN_STAMP", str(folder / stamp))
        run(capsys, "清淤")
    assert sum("市水利局" in path.read_text("utf-8") for path in folder.iterdir()) == 2
    document.write_text(DRAFT, "utf-8")
    run(capsys, "清淤")
    assert sorted(path.name for path in folder.iterdir()) == ["build", "build.done", "program"]
    assert (folder / "build").read_text("utf-8") == "0\n"
    document.write_text(DRAFT.replace("市水务局", "市水利局"), "utf-8")
    with declared():
        run(capsys, "清淤")
    assert [path.name for path in folder.iterdir()] == ["program"]


def test_schema_says_when_it_is_stale(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    message = "不是最新的，请运行 make schema\n"
    names = ("gongwen.json", "registry.json", "office.json")
    stale = "".join(f"docs/schema/{name} {message}" for name in names)
    assert run(capsys, "schema", "--check") == (1, "", stale)
    assert run(capsys, "schema") == (
        0,
        "已更新 docs/schema/：gongwen.json、registry.json、office.json\n",
        "",
    )
    assert run(capsys, "schema", "--check") == (0, "", "")


def test_a_closed_pipe_is_no_traceback(here: Path) -> None:
    import subprocess
    import sys

    command = "import sys; from gongwen.cli import main; sys.exit(main(['--help']))"
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [sys.executable, "-c", command],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[2],
        check=False,
    )
    os.close(writing)
    assert b"Traceback" not in result.stderr


def test_a_template_that_is_not_there_is_named(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (here / "templates").glob("*.docx"):
        if path.stem not in ("文件", "信函"):
            path.unlink()
    code, out, err = run(capsys, "template", "文件", "公函")
    assert (code, out, err) == (2, "", "没有“公函”这个模板，可以写：文件、信函\n")
