"""setup-git and the check before a commit, with real git in a whole checkout."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project import DRAFT
from tests.workplace import start, surroundings, workplace

HOOK = ".git/hooks/pre-commit"


def git(
    folder: Path, *arguments: str, code: int = 0, **settings: str
) -> subprocess.CompletedProcess[str]:
    person = {"HOME": str(folder / "home"), "GIT_CONFIG_NOSYSTEM": "1"}
    names = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME")
    mails = ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
    who = {**dict.fromkeys(names, "程一诺"), **dict.fromkeys(mails, "cyn@yunxi.example")}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**surroundings(), **person, **who, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture
def office(tmp_path: Path) -> Path:
    workplace(tmp_path)
    git(tmp_path, "init", "--quiet")
    return tmp_path


def test_what_is_set_is_said(office: Path) -> None:
    done = start(office, "setup-git", HOME=str(office / "home"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "已写入本仓库的 git 设置（.git/config），别的仓库不受影响：\n"
        "  core.quotepath = false（文件名照原样显示中文）\n"
        "  diff.docx.textconv（git diff、git log -p 按文字比较 .docx）\n"
        "已写入提交前的检查 .git/hooks/pre-commit：\n"
        "  git commit 时先检查改动的文稿，有错误就不提交；警告和提示不妨碍提交\n"
        "  某一次要跳过它：git commit --no-verify；不要它了，删掉这个文件\n"
    )
    assert git(office, "config", "--local", "core.quotepath").stdout == "false\n"
    assert git(office, "config", "--local", "diff.docx.textconv").stdout == (
        "'.venv/bin/python' build.py textconv\n"
    )
    first = (office / HOOK).read_bytes()
    again = start(office, "setup-git", HOME=str(office / "home"))
    assert (again.stdout, (office / HOOK).read_bytes()) == (done.stdout, first)


def test_an_existing_hook_is_left_alone(office: Path) -> None:
    (office / HOOK).parent.mkdir(exist_ok=True)
    (office / HOOK).write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    done = start(office, "setup-git", HOME=str(office / "home"))
    assert done.returncode == 0
    assert done.stdout.splitlines()[3:] == [
        f"已有提交前的检查 {HOOK}，没有动它。",
        "要一并检查文稿，请在其中加一行：python3 build.py pre-commit || exit 1",
    ]
    assert (office / HOOK).read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"


def test_hooks_that_other_repositories_share_are_left_alone(
    office: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shared = tmp_path_factory.mktemp("钩子")
    git(office, "config", "core.hooksPath", str(shared))
    done = start(office, "setup-git", HOME=str(office / "home"))
    assert f"本机各仓库共用的钩子在 {shared}，没有动它。\n" in done.stdout
    assert list(shared.iterdir()) == []


BEGUN = "这里还没有版本记录，已经建立（.git 文件夹，历次版本都在里面，不要删）。\n"


def test_outside_a_repository_one_is_begun(tmp_path: Path) -> None:
    workplace(tmp_path)
    done = start(tmp_path, "setup-git", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{BEGUN}已写入本仓库的 git 设置（.git/config），")
    assert (tmp_path / HOOK).is_file()
    assert git(tmp_path, "status", "--short", "content").stdout == "?? content/\n"


def test_without_git_save_checks_as_the_hook_would(tmp_path: Path) -> None:
    workplace(tmp_path)
    (tmp_path / "没有").mkdir()
    alone = {
        "PATH": str(tmp_path / "没有"),
        "HOME": str(tmp_path / "home"),
        "GIT_CEILING_DIRECTORIES": str(tmp_path.parent),
    }
    done = start(tmp_path, "setup-git", **alone)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"{BEGUN}已写入本仓库的 git 设置（.git/config），别的仓库不受影响：\n"
        "  core.quotepath = false（文件名照原样显示中文）\n"
        "  diff.docx.textconv（git diff、git log -p 按文字比较 .docx）\n"
        "已写入提交前的检查 .git/hooks/pre-commit：\n"
        "  make save 时先检查改动的文稿，有错误就不保存；警告和提示不妨碍保存\n"
        "  不要它了，删掉这个文件\n"
    )
    said = start(tmp_path, "doctor", **alone).stdout
    assert "[正常] 没有 git，用随程序安装的组件 pygit2 " in said
    assert "[提醒] 还不知道您的姓名，版本上要写\n" in said
    saved = start(tmp_path, "save", "清淤", "-m", "初稿", "--name", "程一诺", **alone)
    assert saved.returncode == 0, saved.stderr
    assert "[正常] git 已设置：" in start(tmp_path, "doctor", **alone).stdout
    file = tmp_path / "content" / "清淤.yaml"
    file.write_text(DRAFT.replace("文种: 通知", "文种: 通通"), encoding="utf-8")
    failed = start(tmp_path, "save", "清淤", "-m", "错的", **alone)
    assert failed.returncode == 2
    lines = failed.stderr.splitlines()
    assert lines[0] == "没有保存："
    assert lines[1].startswith("content/清淤.yaml:1:5: 错误 [不认识的文种] ")
    assert lines[-1] == f"有1个错误，没有保存。改好后再保存；不要这项检查了，删掉 {tmp_path / HOOK}"
    assert git(tmp_path, "log", "--format=%s").stdout == "初稿\n"

    # A registry counts for the documents that use it.
    file.write_text(DRAFT, encoding="utf-8")
    registry = tmp_path / "content" / "机构.yaml"
    registry.write_text(registry.read_text(encoding="utf-8") + "- 简称: 无名\n", encoding="utf-8")
    failed = start(tmp_path, "save", "清淤", "-m", "坏名录", **alone)
    assert "content/机构.yaml:9:3: 错误 [缺少的项目] 第5个机构里缺少“全称”\n" in failed.stderr

    # A check that is not ours is not run, and that is said.
    (tmp_path / HOOK).write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    saved = start(tmp_path, "save", "清淤", "-m", "坏名录", **alone)
    assert (saved.returncode, saved.stderr) == (
        0,
        f"没有 git，没有运行这个仓库里别的提交前检查（{tmp_path / HOOK}）\n",
    )
    assert git(tmp_path, "status", "--short", "content").stdout == "?? content/值班.yaml\n"


def test_an_error_keeps_the_commit_back_and_a_warning_does_not(office: Path) -> None:
    start(office, "setup-git", HOME=str(office / "home"))
    git(office, "add", "content")
    git(office, "commit", "--quiet", "-m", "两份文稿")
    file = office / "content" / "清淤.yaml"

    file.write_text(DRAFT.replace("文种: 通知", "文种: 通通"), encoding="utf-8")
    git(office, "commit", "--quiet", "--allow-empty", "-m", "改动还没有暂存，不检查")
    git(office, "add", "content")
    said = git(office, "commit", "-m", "错的", code=1).stderr
    assert said.startswith("content/清淤.yaml:1:5: 错误 [不认识的文种] ")
    assert said.endswith(
        "有1个错误，没有提交。改好后 git add，再提交一次；确实要先提交的：git commit --no-verify\n"
    )

    # What is checked is what will be committed, whatever the folder holds by now.
    file.write_text(DRAFT, encoding="utf-8")
    git(office, "commit", "-m", "暂存的还是错的", code=1)

    file.write_text(DRAFT.replace("市水务局", "市水利局"), encoding="utf-8")
    git(office, "add", "content")
    said = git(office, "commit", "--quiet", "-m", "只有警告").stderr
    assert "警告 [机构未登记] 机构名录里没有“市水利局”" in said
    assert said.endswith("有提醒，不妨碍提交。\n")


def test_a_commit_may_be_forced(office: Path) -> None:
    start(office, "setup-git", HOME=str(office / "home"))
    (office / "content" / "坏.yaml").write_text("文种: 通通\n", encoding="utf-8")
    git(office, "add", "content")
    git(office, "commit", "-m", "坏", code=1)
    git(office, "commit", "--quiet", "--no-verify", "-m", "坏")


def test_a_registry_counts_for_the_documents_that_use_it(office: Path) -> None:
    start(office, "setup-git", HOME=str(office / "home"))
    git(office, "add", "content")
    git(office, "commit", "--quiet", "-m", "两份文稿")
    registry = office / "content" / "机构.yaml"
    registry.write_text(registry.read_text(encoding="utf-8") + "- 简称: 无名\n", encoding="utf-8")
    git(office, "add", "content")
    said = git(office, "commit", "-m", "坏名录", code=1).stderr
    assert "content/机构.yaml:9:3: 错误 [缺少的项目] 第5个机构里缺少“全称”\n" in said


def test_a_checkout_below_the_top_of_the_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "公文 一").mkdir()
    folder = tmp_path / "公文 一"
    workplace(folder)
    start(folder, "setup-git", HOME=str(tmp_path / "home"))
    (folder / "content" / "坏.yaml").write_text("文种: 通通\n", encoding="utf-8")
    git(folder, "add", "content")
    said = git(tmp_path, "commit", "-m", "坏", code=1).stderr
    assert said.startswith("content/坏.yaml:1:")
    git(folder, "commit", "--quiet", "--no-verify", "-m", "先提交")
    bad = "文种: 通知\n标题: 关于防汛的通知\n标体: 甲\n正文: 甲。\n"
    (folder / "content" / "坏.yaml").write_text(bad, encoding="utf-8")
    for arguments in (("-a",), ("content/坏.yaml",)):
        said = git(folder, "commit", "-m", "坏", *arguments, code=1).stderr
        assert said.startswith("content/坏.yaml:3:1: 错误 [不认识的项目] ")


def test_without_python_a_commit_goes_through_and_says_so(office: Path) -> None:
    start(office, "setup-git", HOME=str(office / "home"))
    shutil.rmtree(office / ".venv")
    tools = office / "tools"
    tools.mkdir()
    for name in ("git", "sh"):
        (tools / name).symlink_to(str(shutil.which(name)))
    git(office, "add", "content")
    assert git(office, "commit", "-m", "两份文稿", PATH=str(tools)).stderr == (
        "没有找到 Python，这次提交没有检查文稿。\n"
    )
