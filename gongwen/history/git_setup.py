"""What this checkout asks of git: readable names, .docx as text, and a check before a commit.

All of it is set only when asked (`make setup-git`), in this repository alone, and said.
"""

from __future__ import annotations

import contextlib
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..setup.place import holds_program
from ..storage.files import write_atomically
from .git import git

if TYPE_CHECKING:
    from .repository import Repository

MARK = "# gongwen: pre-commit"
HOOK = """\
#!/bin/sh
{mark}
# 提交前检查这次改动的文稿，有错误就不提交。由 make setup-git 写入；不要它了，删掉这个文件。
cd {folder} || exit 0
for python in .venv/bin/python .venv/Scripts/python.exe python3 python; do
  if "$python" -c '' >/dev/null 2>&1; then exec "$python" build.py pre-commit; fi
done
echo '没有找到 Python，这次提交没有检查文稿。' >&2
"""

HookState = Literal["ours", "another", "none", "shared"]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The repository around a checkout. `prefix` is the way from its top to the checkout, "" or
    ending in /; `hook` is where its pre-commit hook is, or would be.
    """

    prefix: str
    hook: Path
    hook_state: HookState


def surroundings(root: Path) -> Surroundings | None:
    """The repository that `root` is in; None where there is none, or nothing that could read it."""
    if git(root, "--version") is None:
        repository = without_git(root)
        return _found_by_library(root, repository) if repository else None
    prefix = git(root, "rev-parse", "--show-prefix")
    place = git(root, "rev-parse", "--git-path", "hooks")
    common = git(root, "rev-parse", "--git-common-dir")
    top = git(root, "rev-parse", "--show-toplevel")
    if prefix is None or not place or not common or not top:
        return None
    own = (root / common).resolve(), Path(top)
    return _with_hook(prefix, (root / place).resolve() / "pre-commit", own)


def _with_hook(prefix: str, hook: Path, own: tuple[Path, ...]) -> Surroundings:
    """`own` are the folders that are this repository's alone."""
    state: HookState = "none"
    if hook.exists():
        ours = MARK.encode() in hook.read_bytes()
        state = "ours" if ours else "another"
    elif not any(hook.is_relative_to(here) for here in own):
        state = "shared"
    return Surroundings(prefix, hook, state)


def without_git(root: Path) -> Repository | None:
    """The repository around `root` by the library; None where there is none, or no library yet."""
    with contextlib.suppress(ImportError):
        from .repository import HistoryError, open_repository

        with contextlib.suppress(HistoryError):
            return open_repository(root)
    return None


def _found_by_library(root: Path, repository: Repository) -> Surroundings:
    name = repository.name(root)
    elsewhere = repository.store.setting("core.hooksPath")
    own = repository.store.git_folder, repository.top
    folder = repository.top / Path(elsewhere).expanduser() if elsewhere else own[0] / "hooks"
    return _with_hook("" if name == "." else f"{name}/", folder.resolve() / "pre-commit", own)


def begin(root: Path) -> bool:
    """Begin a repository in this folder; whether that could be done."""
    if git(root, "--version") is not None:
        return git(root, "init", "--quiet") is not None
    with contextlib.suppress(ImportError):
        from .stores.opening import begin as begin_by_library

        begin_by_library(root)
        return True
    return False


def known(root: Path, key: str) -> str | None:
    """A setting that holds here; None where it is not set."""
    if git(root, "--version") is not None:
        return git(root, "config", key)
    repository = without_git(root)
    return (repository.store.setting(key) or None) if repository else None


def settings(root: Path) -> dict[str, str]:
    """The settings of this repository that make the history of Chinese documents readable."""
    python = ".venv/Scripts/python.exe" if sys.platform == "win32" else ".venv/bin/python"
    if not holds_program(root) and not (root / python).exists():
        python = Path(sys.executable).as_posix()
    return {"core.quotepath": "false", "diff.docx.textconv": f"'{python}' build.py textconv"}


def set_up(root: Path, found: Surroundings) -> list[str]:
    """Write the settings and the hook; what was done, a line each.

    Raises OSError where the hook cannot be written.
    """
    said = ["已写入本仓库的 git 设置（.git/config），别的仓库不受影响："]
    repository = None if git(root, "--version") is not None else without_git(root)
    for name, value in settings(root).items():
        if repository:
            repository.store.set_setting(name, value)
        else:
            git(root, "config", "--local", name, value)
    said.append("  core.quotepath = false（文件名照原样显示中文）")
    said.append("  diff.docx.textconv（git diff、git log -p 按文字比较 .docx）")
    command = "python3 build.py pre-commit"
    if found.hook_state == "another":
        said.append(f"已有提交前的检查 {_shown(found.hook, root)}，没有动它。")
        said.append(f"要一并检查文稿，请在其中加一行：{command} || exit 1")
    elif found.hook_state == "shared":
        said.append(f"本机各仓库共用的钩子在 {found.hook.parent}，没有动它。")
        said.append(f"要在提交前检查文稿，请在那里的 pre-commit 里加一行：{command} || exit 1")
    else:
        folder = shlex.quote(found.prefix or ".")
        found.hook.parent.mkdir(parents=True, exist_ok=True)
        text = HOOK.format(mark=MARK, folder=folder)
        write_atomically(found.hook, text.encode())
        found.hook.chmod(0o755)
        said.append(f"已写入提交前的检查 {_shown(found.hook, root)}：")
        if repository:
            said.append("  make save 时先检查改动的文稿，有错误就不保存；警告和提示不妨碍保存")
            said.append("  不要它了，删掉这个文件")
            return said
        said.append("  git commit 时先检查改动的文稿，有错误就不提交；警告和提示不妨碍提交")
        said.append("  某一次要跳过它：git commit --no-verify；不要它了，删掉这个文件")
    return said


def _shown(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root.resolve()).as_posix()
    except ValueError:
        return str(path)
