"""Whether versions can be kept here, by git or by the library in its place, for `doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..history.git import git
from ..history.git_setup import known, settings, surroundings, without_git
from ..history.lock import about, locks_in
from .finding import Diagnosis

_LIBRARY = "pygit2"


def examine(root: Path) -> Iterator[Diagnosis]:
    """Who keeps them, and what stands in the way."""
    by_git = git(root, "--version")
    if by_git is not None:
        yield Diagnosis("正常", by_git)
    else:
        try:
            said = f"没有 git，用随程序安装的组件 {_LIBRARY} {version(_LIBRARY)} 代替"
        except PackageNotFoundError:
            advice = "运行 make，装好组件；或者装 git：sudo apt-get install -y git"
            advice += "；Windows 从 git-scm.com 下载安装"
            yield Diagnosis("提醒", "没有 git：也能生成文件，只是没有修改记录", advice)
            return
        yield Diagnosis("正常", f"{said}：保存、看历史、比较、印发照常，推送（make push）要有 git")
    found = surroundings(root)
    if found is None:
        yield Diagnosis(
            "提醒",
            "这个文件夹不是 git 仓库，没有修改记录",
            "运行 make setup-git；以后用 make save 保存",
        )
        return
    for lock in locks_in(_git_folder(root)):
        yield Diagnosis("提醒", *about(lock))
    if not _branch(root):
        advice = "回到分支：git switch 分支名（有哪些：git branch）；在这里不能保存、印发"
        yield Diagnosis("提醒", "现在不在任何分支上（看的是旧的一版）", advice)
    absent = list(_absent(root, by_git is not None))
    yield from absent
    unset = [key for key in settings(root) if known(root, key) is None]
    if unset or found.hook_state == "none":
        yield Diagnosis(
            "提醒", "还没有设置 git（中文文件名、比较 .docx、提交前检查）", "运行 make setup-git"
        )
    elif not absent:
        yield Diagnosis("正常", "git 已设置：姓名、邮箱、中文文件名、比较 .docx、提交前检查")


def _absent(root: Path, by_git: bool) -> Iterator[Diagnosis]:
    """What would have to stand on a version and is not known."""
    if not by_git:
        if not known(root, "user.name"):
            advice = "第一次保存时写上：make save DOC=文件名 M=说明 BY=姓名"
            yield Diagnosis("提醒", "还不知道您的姓名，版本上要写", advice)
        return
    for label, key in (("姓名", "user.name"), ("邮箱", "user.email")):
        if not known(root, key):
            yield Diagnosis(
                "提醒",
                f"git 不知道您的{label}，不能提交",
                f"运行 git config --global {key} 您的{label}",
            )


def _git_folder(root: Path) -> Path:
    if found := git(root, "rev-parse", "--absolute-git-dir"):
        return Path(found)
    repository = without_git(root)
    return repository.store.git_folder if repository else root / ".git"


def _branch(root: Path) -> str:
    if git(root, "--version") is not None:
        return git(root, "symbolic-ref", "--quiet", "HEAD") or ""
    repository = without_git(root)
    return repository.branch() if repository else ""
