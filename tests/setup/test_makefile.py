"""`make` starts the program exactly when something changed, with exactly the right arguments."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen.commands import commands

HERE = Path(__file__).resolve().parents[2]
FRESH = "没有改动，output/ 里的文件都是最新的。\n"
HOSTILE = [
    "关于云溪市 防汛（试行）的通知",
    "a$b $(touch pwned) `touch pwned` ${HOME}",
    "$(shell touch pwned)",
    'it\'s "quoted"; touch pwned # & | > pwned',
    "-n",
    "../云溪/*.yaml",
    "\\",
]

# Stands in for the program: notes how it was called and keeps the stamp's protocol.
STUB = """
import json, os, time
from pathlib import Path


def run(arguments):
    started = time.time_ns()
    with open("calls.jsonl", "a", encoding="utf-8") as stream:
        stream.write(json.dumps(arguments) + "\\n")
    output = Path("output")
    output.mkdir(exist_ok=True)
    for source in Path("content").glob("*.yaml"):
        document = output / (source.stem + ".docx")
        if not document.exists() or document.read_bytes() != source.read_bytes():
            document.write_bytes(source.read_bytes())
    if "GONGWEN_STAMP" in os.environ and not Path("refuse").exists():
        stamp = Path(os.environ["GONGWEN_STAMP"])
        said = Path("said.txt")
        stamp.write_text(said.read_text("utf-8") if said.exists() else "0\\n", "utf-8")
        os.utime(stamp, ns=(started - 10_000_000, started - 10_000_000))
        Path(str(stamp) + ".done").touch()
    return 1 if Path("refuse").exists() else 0
"""


def settle() -> None:
    """Let the file system's clock, which ticks every few milliseconds, move on."""
    time.sleep(0.02)


class Office:
    """A checkout with a stub program and a .venv that passes as ready."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def make(self, *arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
        keep = ("PATH", "HOME", "LANG")
        environment = {name: os.environ[name] for name in keep if name in os.environ}
        environment |= {"PATH": path} if path else {}
        settle()
        done = subprocess.run(
            ["make", *arguments],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        settle()
        return done

    def calls(self) -> list[list[str]]:
        """The arguments of each start of the program since the last time this was asked."""
        record = self.root / "calls.jsonl"
        if not record.exists():
            return []
        lines = record.read_text(encoding="utf-8").splitlines()
        record.unlink()
        return [json.loads(line) for line in lines]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    root = tmp_path / "云溪 市(政)府's"
    for folder in ("content/专项", "templates", "styles", "gongwen/kinds"):
        (root / folder).mkdir(parents=True)
    for name in ("Makefile", "build.py", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(HERE / name, root / name)
    shutil.copy(HERE / "gongwen/__init__.py", root / "gongwen")
    for room in ("setup", "storage"):
        shutil.copytree(HERE / "gongwen" / room, root / "gongwen" / room)
    (root / "gongwen" / "cli.py").write_text(STUB, encoding="utf-8")
    (root / "gongwen" / "kinds" / "通知.yaml").write_text("文种: 通知\n", encoding="utf-8")
    (root / "content" / "通知 一.yaml").write_text("甲", encoding="utf-8")
    (root / "content" / "专项" / "方案.yaml").write_text("乙", encoding="utf-8")
    venv.create(root / ".venv", symlinks=True)
    tag = (sys.implementation.cache_tag or "").encode()
    for stem in ("requirements", "requirements-dev"):
        lock = (root / f"{stem}.txt").read_bytes()
        (root / ".venv" / f".ready-{stem}").write_bytes(tag + b"\n" + lock)
    return Office(root)


def test_a_second_make_starts_no_python(office: Office) -> None:
    first = office.make()
    assert (first.returncode, first.stdout, first.stderr) == (0, "", "")
    assert office.calls() == [["build"]]
    (office.root / "build.py").touch()
    assert office.make().returncode == 0
    assert office.calls() == [["build"]]
    for _ in range(2):
        again = office.make()
        assert (again.returncode, again.stdout, again.stderr) == (0, FRESH, "")
    assert office.calls() == []


def test_a_file_in_the_way_of_the_cache_is_told_by_the_program_alone(office: Office) -> None:
    (office.root / ".cache").write_text("占着名字的文件", encoding="utf-8")
    (office.root / "refuse").touch()  # the stub writes its stamp without asking
    assert "mkdir" not in office.make().stderr
    assert office.calls() == [["build"]]


def replace_keeping_old_time(root: Path) -> None:
    """As when a file is copied from Windows over one of the same name."""
    file = root / "content/通知 一.yaml"
    file.write_text("旧", encoding="utf-8")
    os.utime(file, (1_000_000_000, 1_000_000_000))


CHANGES: dict[str, Callable[[Path], object]] = {
    "content edited": lambda root: (root / "content/通知 一.yaml").write_text("丙", "utf-8"),
    "content edited in a folder": lambda root: (root / "content/专项/方案.yaml").write_text("丁"),
    "content replaced by an older file": replace_keeping_old_time,
    "content added": lambda root: (root / "content/新 [1].yaml").write_text("戊", "utf-8"),
    "content deleted": lambda root: (root / "content/通知 一.yaml").unlink(),
    "content renamed": lambda root: (root / "content/通知 一.yaml").rename(
        root / "content/二.yaml"
    ),
    "folder deleted": lambda root: shutil.rmtree(root / "content/专项"),
    "template added": lambda root: (root / "templates/文件.docx").write_bytes(b""),
    "style added": lambda root: (root / "styles/某市.yaml").write_text("", "utf-8"),
    "program edited": lambda root: (root / "gongwen/__init__.py").write_text("", "utf-8"),
    "kind deleted": lambda root: (root / "gongwen/kinds/通知.yaml").unlink(),
    "output edited by hand": lambda root: (root / "output/通知 一.docx").write_text("改", "utf-8"),
    "output deleted": lambda root: (root / "output/通知 一.docx").unlink(),
    "all output deleted": lambda root: shutil.rmtree(root / "output"),
    "stamps deleted": lambda root: shutil.rmtree(root / ".cache"),
    "half a stamp": lambda root: (root / ".cache/make/build.done").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_starts_the_program(office: Office, change: Callable[[Path], object]) -> None:
    office.make()
    assert office.make().stdout == FRESH
    office.calls()
    change(office.root)
    assert office.make().stdout == ""
    assert office.calls() == [["build"]]
    assert office.make().stdout == FRESH


@pytest.mark.parametrize("name", ["content edited", "content replaced by an older file"])
def test_an_edit_during_the_build_is_not_lost(office: Office, name: str) -> None:
    office.make()
    CHANGES[name](office.root)
    settle()
    (office.root / ".cache/make/build.done").touch()  # the build ends after the edit
    office.calls()
    office.make()
    assert office.calls() == [["build"]]


def test_compiled_python_is_no_change(office: Office) -> None:
    office.make()
    cached = office.root / "gongwen/kinds/__pycache__"
    cached.mkdir()  # as when a module is first imported late in a build
    settle()
    (office.root / ".cache/make/build.done").touch()
    assert office.make().stdout == FRESH
    (cached / "stub.cpython-399.pyc").write_bytes(b"")
    assert office.make().stdout == FRESH


@pytest.mark.parametrize("stage", ["征求意见稿", "送审稿", "印发稿"])
def test_another_stage_has_its_own_stamp(office: Office, stage: str) -> None:
    office.make()
    office.calls()
    assert office.make(stage).returncode == 0
    assert office.calls() == [["build", "--stage", stage]]
    assert office.make(stage).stdout == FRESH
    assert office.make().stdout == FRESH
    assert office.calls() == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_arrives_as_typed(office: Office, name: str) -> None:
    office.make()
    office.make("DOC=" + name)
    office.make("印发稿", "DOC=" + name)
    office.make("check", "DOC=" + name)
    assert office.calls() == [
        ["build"],
        ["build", "--", name],
        ["build", "--stage", "印发稿", "--", name],
        ["check", "--", name],
    ]
    assert office.make("DOC=" + name).stdout == FRESH
    assert office.make("DOC=" + name + "二").stdout == ""
    assert not list(office.root.rglob("pwned"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_dry_run_runs_nothing(office: Office, name: str) -> None:
    makefile = (office.root / "Makefile").read_text(encoding="utf-8")
    goals = re.findall(r"^([^\s.#:=]+):.*## ", makefile, re.MULTILINE)
    assert {"build", "印发稿", "new", "watch", "doctor", "clean"} <= set(goals)
    for goal in goals:
        done = office.make("-n", goal, "DOC=" + name, "KIND=" + name, "WITH=" + name)
        assert done.returncode == 0
        assert name in {"-n", "\\"} or name not in done.stdout
    assert office.calls() == []
    assert not (office.root / ".cache").exists()
    assert not list(office.root.rglob("pwned"))


def test_a_build_that_refuses_fails_make_and_is_repeated(office: Office) -> None:
    (office.root / "refuse").touch()
    for _ in range(2):
        assert office.make().returncode == 2
    assert office.calls() == [["build"], ["build"]]


REPORT = """\
1 said
err 甲.yaml:1:1: 错误 [标题断行] $(touch pwned) `touch pwned` \\n %s "x" 'y'
err     建议：改
out 生成0个文件，1份没有改动。
err out 原样

out   -n * ；
"""


@pytest.fixture
def reporting(office: Office) -> Office:
    """A build that refuses something, and tells make what it said."""
    (office.root / "said.txt").write_text(REPORT, encoding="utf-8")
    office.make()
    assert office.calls() == [["build"]]
    return office


def test_a_report_is_said_again_without_python(reporting: Office) -> None:
    for _ in range(2):
        again = reporting.make()
        assert again.returncode == 2  # make's own, of the recipe's 1
        assert again.stdout == "生成0个文件，1份没有改动。\n  -n * ；\n"
        *said, last = again.stderr.splitlines()
        assert said == [
            "甲.yaml:1:1: 错误 [标题断行] $(touch pwned) `touch pwned` \\n %s \"x\" 'y'",
            "    建议：改",
            "out 原样",
        ]
        assert re.fullmatch(r"make: \*\*\* \[Makefile:\d+: build\] Error 1", last)
    assert reporting.calls() == []
    assert not list(reporting.root.rglob("pwned"))


def test_a_report_of_nothing_grave_succeeds(office: Office) -> None:
    (office.root / "said.txt").write_text("0 said\nerr 警告\nout 好\n", encoding="utf-8")
    office.make()
    again = office.make()
    assert (again.returncode, again.stdout, again.stderr) == (0, "好\n", "警告\n")
    assert office.calls() == [["build"]]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_makes_the_program_report(
    reporting: Office, change: Callable[[Path], object]
) -> None:
    change(reporting.root)
    assert "生成0个文件" not in reporting.make().stdout
    assert reporting.calls() == [["build"]]
    assert "生成0个文件" in reporting.make().stdout


def test_a_report_is_of_one_target_and_one_document(reporting: Office) -> None:
    reporting.make("印发稿")
    reporting.make("DOC=通知 一")
    reporting.make("check")
    assert reporting.calls() == [
        ["build", "--stage", "印发稿"],
        ["build", "--", "通知 一"],
        ["check"],
    ]


def test_an_empty_stamp_says_nothing(office: Office) -> None:
    office.make()
    office.calls()
    stamp = office.root / ".cache/make/build"
    found = stamp.stat()
    stamp.write_bytes(b"")  # as when a disk was full
    os.utime(stamp, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert office.make().stdout == ""
    assert office.calls() == [["build"]]


def test_check_and_schema(office: Office) -> None:
    office.make("check")
    office.make("schema")
    assert office.calls() == [["check"], ["schema"]]


def test_help_lists_every_target(office: Office) -> None:
    makefile = (office.root / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    listed = [line.split()[1] for line in office.make("help").stdout.splitlines()]
    assert sorted(listed) == sorted(phony.group(1).split())
    targets = re.findall(r"^([^\s.#:=]+):(?!=)", makefile, re.MULTILINE)
    assert sorted([*listed, "Makefile"]) == sorted(targets)


def test_an_unknown_goal_is_answered_in_chinese(office: Office) -> None:
    done = office.make("某$(touch pwned)文")
    assert done.returncode == 2
    assert done.stderr.startswith(
        "没有“某$(touch pwned)文”这个命令；make help 列出全部命令。\n"
        "只生成一份文件请打：make DOC=文件名\n"
    )
    assert not list(office.root.rglob("pwned"))


def test_clean_leaves_the_texts(office: Office) -> None:
    office.make()
    assert office.make("clean").stdout == ("已删除 output/ 和 .cache/；content/ 里的文稿没有动。\n")
    assert not (office.root / "output").exists()
    assert not (office.root / ".cache").exists()
    assert (office.root / "content/通知 一.yaml").exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_new_document_gets_what_was_typed(office: Office, name: str) -> None:
    office.make("new", "KIND=" + name, "DOC=" + name, "WITH=" + name)
    office.make("new", "DOC=" + name)
    assert office.calls() == [
        ["new", "--with", name, "--", name, name],
        ["new", "--", "", name],
    ]
    assert not list(office.root.rglob("pwned"))


def test_every_command_has_a_target(office: Office) -> None:
    """Those that git calls itself have none, nor has the one that writes the Makefile; `build`
    takes a stage, and is the default.
    """
    makefile = (office.root / "Makefile").read_text(encoding="utf-8")
    for command in sorted({*commands()} - {"build", "init", "textconv", "pre-commit"}):
        assert re.search(rf"^{command}: ## ", makefile, re.MULTILINE), command


def test_the_commands_are_called(office: Office) -> None:
    for goal in ("watch", "desk", "menu", "doctor", "template", "setup-git"):
        office.make(goal)
    office.make("watch", "DOC=甲 乙")
    assert office.calls() == [
        ["watch"],
        ["desk"],
        ["menu"],
        ["doctor"],
        ["template"],
        ["setup-git"],
        ["watch", "--", "甲 乙"],
    ]


def test_without_python_make_says_so(office: Office) -> None:
    shutil.rmtree(office.root / ".venv")
    done = office.make("check", "PYTHON=no-such-python")
    assert done.returncode == 2
    assert done.stderr.startswith("没有找到 Python。请安装 Python 3.11 或更新的版本：")
    assert "docs/不上网的电脑.md" in done.stderr


def test_a_python_that_was_carried_here_is_used_where_there_is_no_other(office: Office) -> None:
    (office.root / "python").mkdir()
    shutil.move(office.root / ".venv" / "bin", office.root / "python" / "bin")
    carried = office.root / "python" / "bin" / "python"
    carried.rename(carried.with_name("python3"))
    office.make("doctor", "PYTHON=no-such-python")
    assert office.calls() == [["doctor"]]


@pytest.mark.parametrize("typed", ["doc=汛期值班", "Doc=汛期值班", "汛期=值班", "doc="])
def test_what_is_not_written_in_capitals_is_told(office: Office, typed: str) -> None:
    """Passed over, it would build every document."""
    name = typed.partition("=")[0]
    for arguments in ([typed], ["check", typed], ["DOC=甲", typed]):
        done = office.make(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert re.fullmatch(
            rf"Makefile:\d+: \*\*\* 没有“{name}=”这种写法；等号前面要用大写字母："
            r"DOC KIND WITH PAGES FILE M BY FROM TO SINCE MARK NOTE EACH NAMES ON "
            r"CHECKED PDF ANNOTATE EXPLAIN ONLY WRITE SERIES NO KEEP VOID UNLOCK COPIES BOOK OLD，"
            r"例如 make DOC=文件名\.  Stop\.\n",
            done.stderr,
        )
    assert office.calls() == []


def test_every_option_that_a_recipe_reads_or_help_names_can_be_typed() -> None:
    makefile = (HERE / "Makefile").read_text(encoding="utf-8")
    declared = re.search("^options := (.*)$", makefile, re.MULTILINE)
    assert declared is not None
    read = set(re.findall(r"\$\$([A-Z]+)\b", makefile)) - {"PYTHON", "GOALS"}
    told = set(re.findall(r"\b([A-Z]+)=", "".join(re.findall("## (.*)", makefile))))
    assert read == set(declared[1].split())
    assert told - read == set()


def test_of_many_documents_too_a_second_make_starts_find_alone(office: Office) -> None:
    """What that costs beside an empty `make` is for the benchmark."""
    for number in range(100):
        (office.root / f"content/通知 {number}.yaml").write_text(str(number), encoding="utf-8")
    office.make()
    office.calls()
    tools = office.root / "只有"
    tools.mkdir()
    for name in ("make", "find", "sh"):
        (tools / name).symlink_to(str(shutil.which(name)))
    done = office.make(path=str(tools))
    assert (done.returncode, done.stdout, done.stderr) == (0, FRESH, "")
    assert office.calls() == []
