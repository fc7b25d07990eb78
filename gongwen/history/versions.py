"""The versions of one document, followed over its names."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath

from msgspec import Struct

from .. import patterns as re
from ..secrecy.clearance import is_cleared
from ..secrecy.files import mark_of_file
from ..secrecy.gate import stand_in
from ..storage.files import write_atomically
from .classified import refuse_versions
from .renamed import renamed_from
from .repository import HistoryError, Repository
from .stores.store import Commit

_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
STAGES = ("征求意见稿", "送审稿", "印发稿")


class Version(Struct, frozen=True):
    """One kept version. `when` is ISO 8601 with the zone, `name` what the file was called then;
    `others` are the files that were changed in its place, where it was not changed itself.
    """

    commit: str
    short: str
    person: str
    when: str
    message: str
    name: str
    others: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How a version is called where two are set against each other."""
        return f"{self.day} {self.person} {self.message}"

    @property
    def day(self) -> str:
        return self.when[:10]


def versions(name: str, repository: Repository, start: str = "HEAD") -> list[Version]:
    """The versions of a document, newest first. A merge that changed nothing of it is none. Raises
    ClassifiedError where one of them may not be worked on here.
    """
    found = _followed(name, repository, start)
    refuse_versions([(each.short, each.commit, each.name) for each in found], repository)
    return found


def former_names(name: str, repository: Repository, start: str = "HEAD") -> list[str]:
    """What a document was called, the newest name first."""
    return list(dict.fromkeys(each.name for each in _followed(name, repository, start)))


def _followed(name: str, repository: Repository, start: str) -> list[Version]:
    """The versions of a document by git's own following of a name; of one that was given another
    since it was kept, by that which it was kept under.
    """
    if repository.commit_of(start) is None:
        return []
    found = repository.store.follow(start, name)
    if not found and start == "HEAD" and (before := renamed_from(name, repository)):
        found = repository.store.follow(start, before)
    return [version_of(each, called) for each, called in found]


def version_of(commit: Commit, name: str) -> Version:
    """A commit as a version of the document that was called so then."""
    return Version(commit.id, commit.short, commit.person, commit.when, commit.message, name)


def _names(found: list[Version]) -> list[str]:
    return sorted({version.name for version in found})


def name_at(name: str, commit: str, repository: Repository) -> str:
    """What a document was called at a commit. Raises HistoryError where it was not there."""
    if repository.content(commit, name) is not None:
        return name
    for other in _names(versions(name, repository)):
        if repository.content(commit, other) is not None:
            return other
    raise HistoryError(f"{commit[:7]} 这一版里还没有 {PurePosixPath(name).name}")


def find_commit(asked: str, name: str, repository: Repository) -> str:
    """The commit that a user means: a revision or tag, a day (the last version of it or before),
    or a 稿本 (the last version kept at it). Raises HistoryError where there is none.
    """
    if commit := repository.commit_of(asked):
        return commit
    kept = versions(name, repository)
    if match := _DAY.fullmatch(asked):
        year, month, day = (int(group) for group in match.groups())
        before = f"{year}-{month:02d}-{day:02d}"
        if found := next((each for each in kept if each.day <= before), None):
            return found.commit
        raise HistoryError(f"{asked} 及以前没有保存过这份文稿{shallow_hint(repository)}")
    if asked in STAGES:
        for version in kept:
            content = repository.content(version.commit, version.name) or b""
            if stage_of(content.decode("utf-8", "replace")) == asked:
                return version.commit
        raise HistoryError(f"历史里没有{asked}{shallow_hint(repository)}")
    raise HistoryError(
        f"找不到“{asked}”这一版{shallow_hint(repository)}；"
        "可以写：版本号（见 make history）、标签、日期（2026-04-03）、稿本，或者一个文件"
    )


def shallow_hint(repository: Repository) -> str:
    """What to add where a version may only be missing because it was not fetched."""
    if not repository.is_shallow():
        return ""
    return "（这里只取来了近期的版本；全部取来：git fetch --unshallow）"


def stage_of(text: str) -> str:
    """The 稿本 that a document's YAML says at its top level."""
    match = re.search(r"^稿本:[ \t]*['\"]?([^\s'\"#]+)", text, re.MULTILINE)
    return match[1] if match else STAGES[0]


def export(commit: str, folder: str, target: Path, repository: Repository) -> None:
    """Write a folder as a commit has it (`folder` as git calls it) into `target`; of a file that
    may not be worked on here, its mark alone.

    Raises HistoryError where the commit has no such folder.
    """
    import tarfile

    tree = f"{commit}:{folder}" if folder not in ("", ".") else f"{commit}^{{tree}}"
    packed = repository.store.archive(tree)
    if packed is None:
        raise HistoryError(f"{commit[:7]} 这一版里没有 {folder} 文件夹")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            taken = archive.extractfile(member) if member.isfile() else None
            mark = mark_of_file(member.name, taken.read()) if taken else None
            if mark is None or is_cleared():
                archive.extract(member, target, filter="data")
            else:
                write_atomically(target / member.name, stand_in(mark))


def put_out(name: str, content: bytes, target: Path) -> None:
    """Write out a file of a version; of one that may not be worked on here, its mark alone."""
    mark = mark_of_file(name, content)
    write_atomically(target, content if mark is None or is_cleared() else stand_in(mark))
