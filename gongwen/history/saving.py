"""A version kept: the document and what it uses go into one commit, and nothing else does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from ..build.pipeline import Outcome, Request, process
from ..build.shared import Shared
from ..library.documents import documents_in
from ..secrecy.gate import refusal_to_keep, refuse_found
from ..secrecy.refused import ClassifiedError
from .as_hook import as_hook, other_hook
from .classified import refuse_past
from .renamed import renamed_from
from .repository import DETACHED, HistoryError, Repository
from .stores.store import NOTHING
from .turn import turn
from .versions import versions


class Saved(Struct, frozen=True):
    """What was kept: the commit's short id, the files in it, and the name it had before; `remark`
    is what else is to be said.
    """

    commit: str
    files: tuple[str, ...]
    renamed_from: str = ""
    remark: str = ""


def person(repository: Repository) -> str:
    """The name git would put on a version; "" where none has been given."""
    return repository.store.person()


def introduce(repository: Repository, name: str) -> None:
    """Keep a person's name, for this repository alone. Raises HistoryError for what is no name."""
    name = name.strip()
    if not name or set(name) & set("<>\n\0"):
        raise HistoryError("姓名不能是空的，也不能有尖括号")
    repository.store.set_setting("user.name", name)
    if not repository.store.setting("user.email"):
        repository.store.set_setting("user.email", "未填")


def files_used(path: Path, outcome: Outcome) -> list[Path]:
    """The document's file and every file that what is made of it depends on."""
    return [path, *(used for used in outcome.used if used != path and used.is_file())]


def files_to_keep(
    path: Path, root: Path, content: Path, repository: Repository, also: Iterable[Path] = ()
) -> dict[str, str]:
    """The document, what it and the documents that it quotes use, and `also` other files of it, as
    git calls them, each with the hash of what was read. Raises HistoryError where nothing can be
    kept, ClassifiedError where one of them may not be kept here.
    """
    if not repository.branch():
        raise HistoryError(f"没有保存：{DETACHED}")
    shared = Shared(root, content)
    outcome = process(Request(path, None), shared)
    used_by_it = files_used(path, outcome)
    for quoted in set(used_by_it[1:]).intersection(documents_in(content)):
        used_by_it += files_used(quoted, process(Request(quoted, None), shared))
    names = [
        repository.name(used)
        for used in (*used_by_it, *also)
        if used.resolve().is_relative_to(repository.top)
    ]
    names = list(dict.fromkeys(names))
    return _refuse_classified(outcome, names, repository)


def save(
    seen: Mapping[str, str], root: Path, content: Path, message: str, repository: Repository
) -> Saved:
    """Commit a document and what it uses (`files_to_keep`), as they stand in the folder; whatever
    else is changed, or already in the index, stays as it was. Raises HistoryError where that cannot
    be done, one of the files was changed since it was read, or there is nothing to keep.
    """
    with turn(repository.store.git_folder, person(repository)):
        return _save(seen, root, content, message, repository)


def _save(
    seen: Mapping[str, str], root: Path, content: Path, message: str, repository: Repository
) -> Saved:
    names, store = list(seen), repository.store
    before = renamed_from(names[0], repository, repository.name(content))
    if before:
        names.append(before)
    _refuse_conflicts(names, repository)
    if not (store.is_merging() or store.changed(names)):
        raise HistoryError(NOTHING)

    def check(tree: str) -> None:
        _refuse_changed(seen, repository)
        if not store.runs_hooks:
            as_hook(tree, root, repository)

    store.commit(names, message, check)
    commit, files = store.last()
    remark = "" if store.runs_hooks else other_hook(root)
    return Saved(commit, tuple(name for name in files if name != before), before, remark)


def _refuse_changed(seen: Mapping[str, str], repository: Repository) -> None:
    """Raises HistoryError where a file is not what was read, and looked through, any more."""
    changed = [name for name, was in seen.items() if _digest(_read(name, repository)) != was]
    if changed:
        raise HistoryError(
            f"没有保存：{'、'.join(changed)} 刚才又被改过（可能是别人）；看一看，再保存一次"
        )


def _refuse_classified(
    outcome: Outcome, names: list[str], repository: Repository
) -> dict[str, str]:
    """The hashes of the files. Raises ClassifiedError where one of them may not be kept here, or
    was kept when it was classified: a version that says so no more leaves the one that does in the
    history.
    """
    refuse_found(outcome.problems)
    seen = {}
    for name in names:
        held = _read(name, repository)
        if problem := refusal_to_keep(name, held, name):
            raise ClassifiedError(problem)
        seen[name] = _digest(held)
    versions(names[0], repository)
    refuse_past(names, repository)
    return seen


def _read(name: str, repository: Repository) -> bytes:
    """What a file holds now; nothing where it is gone."""
    try:
        return (repository.top / name).read_bytes()
    except OSError:
        return b""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def is_unsaved(files: Iterable[Path], repository: Repository) -> list[str]:
    """Those of the files, and of what is in these folders, that differ from the last version, or
    were never kept.
    """
    names = [
        repository.name(file) for file in files if file.resolve().is_relative_to(repository.top)
    ]
    return repository.store.changed(names)


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
