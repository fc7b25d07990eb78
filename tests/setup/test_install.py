"""`pip install`, `gongwen init` and all that follows, in an office's folder of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml

from gongwen.setup import environment
from gongwen.setup.copies import COPIED, RECORD, originals
from tests.made_once import MadeOnce
from tests.pip_install import build_wheel, install, make_environment, run
from tests.project import ROOT
from tests.workplace import surroundings, workplace

BASE = str(getattr(sys, "_base_executable", sys.executable))
FRESH = "没有改动，output/ 里的文件都是最新的。\n"
NOTICE = """\
文种: 通知
标题: 关于做好防汛值班工作的通知
主送: 市教育局、市财政局
正文: 各单位要落实值班制度。
"""
MADE = "output/第一份通知/第一份通知（征求意见稿）.docx"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the office of each test stands: an environment cannot be moved."""
    folder = tmp_path_factory.mktemp("office") / "云溪 公文"
    folder.mkdir()
    return folder


@pytest.fixture
def office(wheel: Path, place: Path, once: MadeOnce) -> Path:
    """A new folder as README says to make one, its program in .venv, with a clean document."""
    once("setup: installed", place, lambda: _new_office(place, wheel))
    return place


def _new_office(folder: Path, wheel: Path) -> None:
    python = make_environment(folder / ".venv")
    install(wheel, python)
    run(python.with_name("gongwen"), "init", ".", cwd=folder)
    (folder / "content/第一份通知.yaml").write_text(NOTICE, encoding="utf-8")


def program(office: Path) -> Path:
    return office / ".venv/bin/gongwen"


def package(office: Path) -> Path:
    (found,) = (office / ".venv").rglob("site-packages/gongwen")
    return found


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file of a folder, but compiled Python, with its size and time."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_project_says_what_the_lock_is_made_of() -> None:
    wanted = set((ROOT / "requirements.in").read_text(encoding="utf-8").split())
    assert set(PROJECT["project"]["dependencies"]) == wanted - {"pip"}


def test_what_an_office_gets_is_what_is_put_into_the_wheel() -> None:
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    locks = ("requirements.txt", "requirements-pandoc.txt")
    assert included == {name: f"gongwen/base/{name}" for name in (*COPIED, *locks)}


def test_the_wheel_has_every_file_of_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for name, content in originals().items():
            assert archive.read(f"gongwen/base/{name}") == content
    files = [path for path in (ROOT / "gongwen").rglob("*") if path.is_file()]
    own = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert own <= names
    assert {name.partition("/")[0] for name in names} == {
        "gongwen",
        f"gongwen-{PROJECT['project']['version']}.dist-info",
    }


def test_a_new_office_and_its_daily_work(office: Path) -> None:
    before = state(package(office))
    assert run("make", cwd=office).stdout == f"生成 {MADE}\n生成1个文件。\n"
    assert run("make", cwd=office).stdout == FRESH
    document = office / "content/第一份通知.yaml"
    document.write_text(NOTICE.replace("市财政局", "市经信委"), encoding="utf-8")
    edited = run("make", cwd=office)
    assert edited.stderr.startswith("content/第一份通知.yaml:3:10: 警告 [机构曾用名] ")
    document.write_text(NOTICE, encoding="utf-8")
    assert run("make", cwd=office).stdout.startswith(f"生成 {MADE}\n")
    assert run("make", cwd=office).stdout == FRESH
    for command in ([program(office)], [program(office).with_name("python"), "-m", "gongwen"]):
        assert run(*command, cwd=office).stdout == "生成0个文件，1份没有改动。\n"
        assert run(*command, "check", cwd=office).stdout == "检查了1份文稿，没有发现问题。\n"
    for word in ("doctor", "schema", "template", "styles", "help", "new"):
        run(program(office), word, cwd=office, code=None)
    assert not (office / "tests").exists()
    assert run("make", "clean", cwd=office).stdout.startswith("已删除 output/ 和 .cache/；")
    assert not (office / "output").exists()
    assert state(package(office)) == before


def test_build_py_finds_the_program_from_anywhere(office: Path, tmp_path: Path) -> None:
    """Started by another Python, in another folder: .venv's is the one that does the work."""
    assert run(BASE, office / "build.py", cwd=tmp_path).stdout == f"生成 {MADE}\n生成1个文件。\n"
    assert (office / MADE).is_file()
    assert list(tmp_path.iterdir()) == []


def test_a_program_on_the_search_path_will_do(office: Path, tmp_path: Path) -> None:
    place = tmp_path / "bin"
    place.mkdir()
    (office / ".venv").rename(tmp_path / "elsewhere")
    starter = place / "gongwen"
    starter.write_text(f'#!/bin/sh\nexec {tmp_path}/elsewhere/bin/python -m gongwen "$@"\n')
    starter.chmod(0o755)
    path = f"{place}{os.pathsep}{os.environ['PATH']}"
    said = run(BASE, office / "build.py", "check", cwd=tmp_path, PATH=path)
    assert said.stdout == "检查了1份文稿，没有发现问题。\n"


def test_half_an_environment_is_not_started_over_and_over(tmp_path: Path) -> None:
    """Without its pyvenv.cfg, .venv's Python is the one of the system."""
    shutil.copy(ROOT / "build.py", tmp_path)
    venv.create(tmp_path / ".venv", symlinks=True)
    (tmp_path / ".venv/pyvenv.cfg").unlink()
    done = subprocess.run(
        [BASE, tmp_path / "build.py"],
        env={**surroundings(), "PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("没有找到公文程序（gongwen）。")


def test_without_a_program_build_py_says_how_to_install_it(office: Path) -> None:
    shutil.rmtree(office / ".venv")
    done = run(BASE, "build.py", cwd=office, code=2)
    assert done.stdout == ""
    assert done.stderr.startswith("没有找到公文程序（gongwen）。请把它装进这个文件夹的 .venv")
    assert "\n  .venv/bin/python -m pip install git+程序的地址\n" in done.stderr
    venv.create(office / ".venv", symlinks=True)
    assert run(BASE, "build.py", cwd=office, code=2).stderr == done.stderr.replace(
        f"  {Path(BASE).name} -m venv", "  python -m venv"
    )


def test_make_notices_another_program(office: Path, wheel: Path) -> None:
    run("make", cwd=office)
    assert run("make", cwd=office).stdout == FRESH
    install(wheel, program(office).with_name("python"))
    assert run("make", cwd=office).stdout.startswith(f"生成 {MADE}\n")
    assert run("make", cwd=office).stdout == FRESH
    rule = package(office) / "rules/title_form.py"
    rule.write_text(rule.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert run("make", cwd=office).stdout.startswith(f"生成 {MADE}\n")
    assert run("make", cwd=office).stdout == FRESH
    (package(office).parent / "lxml-99.dist-info").mkdir()  # as pip leaves one for a component
    assert run("make", cwd=office).stdout.startswith(f"生成 {MADE}\n")
    assert run("make", cwd=office).stdout == FRESH
    (package(office) / "__pycache__/late.cpython-399.pyc").write_bytes(b"")
    assert run("make", cwd=office).stdout == FRESH
    (office / "templates/纪要.docx").touch()
    assert run("make", cwd=office).stdout == "生成0个文件，1份没有改动。\n"
    shutil.rmtree(package(office))
    assert run("make", cwd=office, code=2).stderr.startswith("没有找到公文程序（gongwen）。")


def test_only_an_offices_folder_is_worked_on(office: Path, tmp_path: Path) -> None:
    for words in ([], ["check"], ["doctor"], ["clean"], ["通知"], ["new", "通知", "甲"]):
        done = run(program(office), *words, cwd=tmp_path, code=2)
        assert done.stdout == ""
        assert done.stderr == (
            "这里没有 content 文件夹，不是放公文的文件夹。请先进入放公文的文件夹再运行；\n"
            "还没有的，运行 gongwen init 文件夹，新建一个。\n"
        )
    for words in (["--help"], ["help"], ["help", "check"], ["check", "-h"]):
        assert "用法：gongwen " in run(program(office), *words, cwd=tmp_path).stdout
    version = f"gongwen {PROJECT['project']['version']}\n"
    assert run(program(office), "--version", cwd=tmp_path).stdout == version
    assert list(tmp_path.iterdir()) == []


def test_what_belongs_to_the_repository_says_so(office: Path) -> None:
    for word in set(environment.OWN) - {"clean", "help"}:
        done = run(program(office), word, cwd=office, code=2)
        assert done.stderr == f"“{word}”只在程序自己的仓库里用，装好的程序没有这个命令。\n"
    done = run(program(office), "docs", cwd=office, code=2)
    assert done.stderr == "这个命令只在程序自己的仓库里用，装好的程序做不了。\n"
    assert sorted(path.name for path in (office / "docs").iterdir()) == ["schema"]


def test_doctor_tells_the_program_and_what_is_not_its_own(office: Path) -> None:
    lines = run(program(office), "doctor", cwd=office).stdout.splitlines()
    place = package(office).parent
    assert lines[1] == f"[正常] 程序 gongwen {PROJECT['project']['version']}（{place}）"
    assert "[正常] 组件与试过的版本一致" in lines
    own = PROJECT["project"]["version"]
    assert f"[正常] 模板、样式等与程序（{own} 版）的一致，或者是自己改的" in lines
    assert not any(".venv）" in line or "wheels" in line for line in lines)
    (office / "Makefile").unlink()
    gone = len(list((office / "templates").iterdir())) + 1
    shutil.rmtree(office / "templates")
    metadata = place / "msgspec-0.0.1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: msgspec\nVersion: 0.0.1\n")
    said = run(program(office), "doctor", cwd=office, code=1).stdout
    assert "[说明] 组件与试过的版本不同：msgspec 0.0.1（试过 " in said
    assert f"templates/文件.docx等{gone}个文件不是这一版程序里的\n" in said
    assert "[缺少] 没有 templates 文件夹（模板）\n       → 运行 make update（" in said
    assert "补上 Makefile\n" in run(program(office), "update", cwd=office).stdout
    assert (office / "templates/文件.docx").is_file()


def test_a_checkout_knows_its_version_without_being_installed(tmp_path: Path) -> None:
    workplace(tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    python = tmp_path / ".venv/bin/python"
    said = run(python, "build.py", "--version", cwd=tmp_path).stdout
    assert said == f"gongwen {PROJECT['project']['version']}\n"
    assert run(python, "-m", "gongwen", "--version", cwd=tmp_path).stdout == said
    assert run(python, "-m", "gongwen", cwd=tmp_path).stdout.startswith("生成 output/")
    done = run(python, "build.py", "update", cwd=tmp_path, code=2)
    assert done.stderr == "这里是程序自己的仓库，更新程序用 git pull。\n"


def git(folder: Path, *arguments: str, code: int = 0) -> str:
    settings = {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    names = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME")
    mails = ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
    who = {**dict.fromkeys(names, "程一诺"), **dict.fromkeys(mails, "cyn@yunxi.example")}
    done = run("git", *arguments, cwd=folder, code=code, **settings, **who)
    return done.stdout + done.stderr


def test_the_hook_for_other_repositories(office: Path) -> None:
    """What pre-commit would do: install the program, and start the entry with the files' names."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["language"] == "python"
    assert "pass_filenames" not in hook
    word, *rest = hook["entry"].split()
    assert (office / ".venv/bin" / word).is_file()
    entry = [office / ".venv/bin" / word, *rest]
    git(office, "init", "--quiet")
    git(office, "add", "content")
    names = [name for name in git(office, "ls-files", "-z").split("\0") if name]
    matching = [name for name in names if re.search(hook["files"], name)]
    assert matching == names
    assert run(*entry, *matching, cwd=office).stderr == ""
    document = office / "content/第一份通知.yaml"
    document.write_text(NOTICE.replace("文种: 通知", "文种: 通通"), encoding="utf-8")
    git(office, "add", "content")
    wrong = run(*entry, "content/第一份通知.yaml", cwd=office, code=1)
    assert wrong.stderr.startswith("content/第一份通知.yaml:1:5: 错误 [不认识的文种] ")
    git(office, "commit", "--quiet", "-m", "坏的也提交", "--no-verify")
    assert run(*entry, cwd=office).stderr == ""  # nothing is staged, nobody named a file
    assert run(*entry, *matching, cwd=office, code=1).stderr == wrong.stderr


def test_a_commit_in_an_office_is_checked(office: Path) -> None:
    git(office, "init", "--quiet")
    run("make", "setup-git", cwd=office, HOME=str(office), GIT_CONFIG_NOSYSTEM="1")
    git(office, "add", ".")
    assert ".venv" not in git(office, "status", "--porcelain")
    git(office, "commit", "--quiet", "-m", "初稿")
    (office / "content/坏.yaml").write_text("文种: 通通\n", encoding="utf-8")
    git(office, "add", "content")
    assert "错误 [不认识的文种]" in git(office, "commit", "-m", "坏", code=1)
    assert RECORD in git(office, "ls-files")


def test_history_starts_an_installed_program_for_another_folder(office: Path) -> None:
    start = (
        "import sys; from pathlib import Path; from gongwen import cli;"
        "cli.ROOT = Path(sys.argv[1]); sys.exit(cli.main(['build']))"
    )
    python = program(office).with_name("python")
    done = run(python, "-c", start, office, cwd=office.parent)
    assert done.stdout == f"生成 {MADE}\n生成1个文件。\n"


def test_watch_goes_on_with_another_program(office: Path) -> None:
    """Also while pip is replacing it, when some of its files are not there."""
    log = office / "said.log"
    with log.open("wb") as stream:
        watching = subprocess.Popen(
            [program(office), "watch"],
            cwd=office,
            env=surroundings(),
            stdout=stream,
            stderr=subprocess.STDOUT,
        )

    def says(words: str) -> None:
        deadline = time.monotonic() + 120
        while words not in log.read_text(encoding="utf-8"):
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.02)

    try:
        says("没有问题。正在等候改动")
        entry = package(office) / "__main__.py"
        aside = entry.rename(office / "aside")
        says("但还不能用：程序的文件不全，多半正在更新。")
        aside.rename(entry)
        says("程序有改动，重新启动。\n没有问题。正在等候改动")
        (package(office) / "paper/numbering.py").write_text("def (:\n", encoding="utf-8")
        says("但还不能用：gongwen/paper/numbering.py 第1行写得不对。")
    finally:
        watching.kill()
        watching.wait()
