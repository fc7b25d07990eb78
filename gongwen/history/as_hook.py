"""The check before a commit that `make setup-git` asks for, where no git is there to run it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from ..problem import Level, as_digest, in_order
from .commit_check import problems_of
from .git_setup import surroundings
from .repository import HistoryError, Repository
from .versions import export


def as_hook(tree: str, root: Path, repository: Repository) -> None:
    """Check the documents that a version (the tree of what would be kept) changes, as they stand in
    it, where the repository asks for that. Raises HistoryError where one has an error.
    """
    asked = surroundings(root)
    if asked is None or asked.hook_state != "ours":
        return
    prefix = asked.prefix
    changed = repository.store.changed([f"{prefix}content"])
    specs = [f"{each}:{name}" for name in changed for each in ("HEAD", tree)]
    ids = repository.ids(specs)
    pairs = zip(changed, ids[::2], ids[1::2], strict=True)
    files = [name.removeprefix(prefix) for name, old, new in pairs if old != new]
    if not files:
        return
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary).resolve()
        export(tree, f"{prefix}content", place / "content", repository)
        for folder in ("templates", "styles"):
            try:
                export(tree, f"{prefix}{folder}", place / folder, repository)
            except HistoryError:  # in no version yet: those that stand here
                shutil.copytree(root / folder, place / folder, dirs_exist_ok=True)
        problems = in_order(problems_of(files, place))
    if errors := [problem for problem in problems if problem.level is Level.ERROR]:
        said = "\n".join(as_digest(problems))
        raise HistoryError(
            f"没有保存：\n{said}\n"
            f"有{len(errors)}个错误，没有保存。改好后再保存；"
            f"不要这项检查了，删掉 {asked.hook}"
        )


def other_hook(root: Path) -> str:
    """What is to be said of a check that is not ours, which only git can run; else ""."""
    found = surroundings(root)
    if found is None or found.hook_state != "another":
        return ""
    return f"没有 git，没有运行这个仓库里别的提交前检查（{found.hook}）"
