"""A version kept: the document and what it uses go into one commit, and nothing else does."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from ..build.pipeline import Outcome, Request, process
from ..build.shared import Shared
from ..secrecy.gate import refuse, refuse_found
from .classified import refuse_past
from .repository import DETACHED, HistoryError, Repository
from .versions import versions

_ALIKE = 0.5
"""How much of a deleted document a new one must hold to count as the same under another name."""


class Saved(Struct, frozen=True):
    """What was kept: the commit's short id, the files in it, and the name it had before."""

    commit: str
    files: tuple[str, ...]
    renamed_from: str = ""


def person(repository: Repository) -> str:
    """The name git would put on a version; "" where none has been given."""
    ident = repository.run("-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    if ident.returncode:
        return ""
    return ident.stdout.decode("utf-8", "replace").partition(" <")[0]


def introduce(repository: Repository, name: str) -> None:
    """Keep a person's name, for this repository alone. Raises HistoryError for what is no name."""
    name = name.strip()
    if not name or set(name) & set("<>\n\0"):
        raise HistoryError("姓名不能是空的，也不能有尖括号")
    repository.run("config", "--local", "user.name", name)
    if not repository.text("config", "user.email"):
        repository.run("config", "--local", "user.email", "未填")


def files_used(path: Path, outcome: Outcome) -> list[Path]:
    """The document's file and every file that what is made of it depends on."""
    return [path, *(used for used in outcome.used if used != path and used.is_file())]


def files_to_keep(path: Path, root: Path, content: Path, repository: Repository) -> list[str]:
    """The document and what it uses, as git calls them. Raises HistoryError where nothing can be
    kept, ClassifiedError where one of them may not be kept here.
    """
    if not repository.branch():
        raise HistoryError(f"没有保存：{DETACHED}")
    outcome = process(Request(path, None), Shared(root, content))
    names = [
        repository.name(used)
        for used in files_used(path, outcome)
        if used.resolve().is_relative_to(repository.top)
    ]
    names = list(dict.fromkeys(names))
    _refuse_classified(outcome, names, repository)
    return names


def save(names: list[str], content: Path, message: str, repository: Repository) -> Saved:
    """Commit a document and what it uses (`files_to_keep`), as they stand in the folder; whatever
    else is changed, or already in the index, stays as it was. Raises HistoryError where that cannot
    be done, or there is nothing to keep.
    """
    before = _former_name(names[0], content, repository)
    if before:
        names.append(before)
    merging = repository.commit_of("MERGE_HEAD") is not None
    _refuse_conflicts(names, repository)
    if not (merging or _changed(names, repository)):
        raise HistoryError("和上次保存的一样，没有要保存的改动")
    added = repository.run("add", "--", *names)
    if added.returncode:
        raise HistoryError(f"没有保存：{_said(added.stderr)}")
    if merging:
        left = repository.text("diff", "--name-only", "--diff-filter=U")
        if left:
            raise HistoryError(f"两个人的修改还没有合并完，还剩：{'、'.join(left.splitlines())}")
        done = repository.run("commit", "--quiet", "-m", message)
    else:
        done = repository.run("commit", "--quiet", "-m", message, "--only", "--", *names)
    if done.returncode:
        raise HistoryError(f"没有保存：\n{_said(done.stdout + done.stderr)}")
    listed = repository.text("show", "--format=", "--name-only", "--no-renames", "HEAD")
    files = tuple(name for name in listed.splitlines() if name != before)
    return Saved(repository.text("rev-parse", "--short", "HEAD"), files, before)


def _refuse_classified(outcome: Outcome, names: list[str], repository: Repository) -> None:
    """Raises ClassifiedError where one of the files may not be kept here, or was kept when it was
    classified: a version that says so no more leaves the one that does in the history.
    """
    refuse_found(outcome.problems)
    for name in names:
        file = repository.top / name
        if file.is_file():
            refuse(name, file.read_bytes(), name)
    versions(names[0], repository)
    refuse_past(names, repository)


def is_unsaved(files: Iterable[Path], repository: Repository) -> list[str]:
    """Those of the files that differ from the last version, or were never kept."""
    names = [
        repository.name(file) for file in files if file.resolve().is_relative_to(repository.top)
    ]
    return _changed(names, repository)


def _changed(names: list[str], repository: Repository) -> list[str]:
    listed = repository.text("status", "--porcelain", "-z", "--untracked-files=all", "--", *names)
    found = [entry[3:] for entry in listed.split("\0") if len(entry) > 3]
    return [name for name in names if name in found]


def _refuse_conflicts(names: list[str], repository: Repository) -> None:
    for name in names:
        file = repository.top / name
        if file.suffix in (".yaml", ".yml") and file.is_file():
            lines = file.read_bytes().split(b"\n")
            marks = [n for n, line in enumerate(lines, 1) if line.startswith((b"<<<<<<< ",))]
            if marks:
                raise HistoryError(
                    f"{name} 第{marks[0]}行起，两个人的修改撞在一起，先留下一种写法，再保存"
                )


def _former_name(name: str, content: Path, repository: Repository) -> str:
    """The name of the deleted document that this new one was made from, or ""."""
    if repository.commit_of("HEAD") is None or repository.content("HEAD", name) is not None:
        return ""
    where = repository.name(content)
    deleted = repository.text("ls-files", "--deleted", "-z", "--", where).split("\0")
    text = (repository.top / name).read_text(encoding="utf-8", errors="replace").splitlines()
    best, found = _ALIKE, ""
    for other in deleted:
        old = repository.content("HEAD", other) if other.endswith((".yaml", ".yml")) else None
        if old is None:
            continue
        lines = old.decode("utf-8", "replace").splitlines()
        alike = difflib.SequenceMatcher(None, lines, text, autojunk=False).ratio()
        if alike >= best:
            best, found = alike, other
    return found


def _said(output: bytes) -> str:
    return output.decode("utf-8", "replace").strip()
