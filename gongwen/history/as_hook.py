"""The check before a commit that `make setup-git` asks for, where no git is there to run it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ..problem import Level, as_digest, in_order
from .commit_check import problems_of
from .git_setup import MARK
from .repository import HistoryError, Repository
from .versions import export

_LOOKS = ("content", "templates", "styles")


def as_hook(tree: str, root: Path, repository: Repository) -> None:
    """Check the documents that a version (the tree of what would be kept) changes, as they stand in
    it, where the repository asks for that. Raises HistoryError where one has an error.
    """
    if MARK.encode() not in _hook(repository):
        return
    prefix = "" if root.resolve() == repository.top else f"{repository.name(root)}/"
    changed = repository.store.changed([f"{prefix}content"])
    specs = [f"{each}:{name}" for name in changed for each in ("HEAD", tree)]
    ids = repository.ids(specs)
    pairs = zip(changed, ids[::2], ids[1::2], strict=True)
    files = [name.removeprefix(prefix) for name, old, new in pairs if old != new]
    if not files:
        return
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary).resolve()
        for folder in _LOOKS:
            if repository.store.object_of(f"{tree}:{prefix}{folder}", "tree"):
                export(tree, f"{prefix}{folder}", place / folder, repository)
            elif (root / folder).is_dir():
                (place / folder).symlink_to(root / folder, target_is_directory=True)
        problems = in_order(problems_of(files, place))
    if errors := [problem for problem in problems if problem.level is Level.ERROR]:
        said = "\n".join(as_digest(problems))
        raise HistoryError(
            f"没有保存：\n{said}\n"
            f"有{len(errors)}个错误，没有保存。改好后再保存；"
            f"不要这项检查了，删掉 {_hook_file(repository)}"
        )


def other_hook(repository: Repository) -> str:
    """What is to be said of a check that is not ours, which only git can run; else ""."""
    found = _hook(repository)
    if not found or MARK.encode() in found:
        return ""
    return f"没有 git，没有运行这个仓库里别的提交前检查（{_hook_file(repository)}）"


def _hook(repository: Repository) -> bytes:
    """What is run before a commit; nothing where nothing is."""
    try:
        return _hook_file(repository).read_bytes()
    except OSError:
        return b""


def _hook_file(repository: Repository) -> Path:
    own = repository.store.setting("core.hooksPath")
    folder = repository.top / own if own else repository.store.git_folder / "hooks"
    return folder / "pre-commit"
