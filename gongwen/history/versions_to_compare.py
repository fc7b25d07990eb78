"""The two sides of a comparison: a kept version, the file as it stands, or any file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from ..build.pipeline import Outcome, Request, process
from ..build.shared import Shared
from ..composition import Composition
from ..problem import as_text
from ..render.render import Template
from ..revision.comparison import Files, Side
from ..secrecy.gate import refuse_found
from ..storage.files import write_atomically
from .repository import HistoryError, Repository
from .saving import is_unsaved, person
from .versions import Version, export, find_commit, name_at, shallow_hint, versions_with

NOBODY = "未署名"


class UnreadableError(Exception):
    """A version cannot be set; the text, in Chinese, says why, with its problems."""


class VersionsToCompare(Struct, frozen=True):
    """Where documents are read: the content root is the shared's, `repository` None without
    git. A file of the content root is worked on once, however often it is asked about.
    """

    shared: Shared
    repository: Repository | None
    _standing: dict[Path, Outcome] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        return self.shared.content

    def of_file(self, path: Path, label: str, author: str, date: str = "") -> Side:
        """A YAML file, or any file that can be imported. Raises UnreadableError."""
        if path.suffix.lower() not in (".yaml", ".yml"):
            return Side(label, author, date, self._imported(path, label))
        inside = path.resolve().is_relative_to(self.content.resolve())
        content = self.content if inside else path.parent
        return Side(label, author, date, self._set(path, content, label))

    def of_commit(self, asked: str, path: Path) -> Side:
        """The document at `path` as a revision, tag, day or 稿本 has it; template and style sheet
        are those of today. Raises HistoryError or UnreadableError.
        """
        repository = self.repository
        if repository is None:
            raise HistoryError(f"“{asked}”不是文件；没有 git 历史时，只能比较两个文件")
        used = self._used(path, repository)
        commit = find_commit(asked, repository.name(path), repository)
        name = name_at(repository.name(path), commit, repository)
        kept = versions_with(name, used, repository, commit)
        return self._at(commit, name, kept[0] if kept else None, repository)

    def versions(self, path: Path) -> list[Version]:
        """The versions of a document and of what it uses, newest first."""
        if self.repository is None:
            return []
        name = self.repository.name(path)
        return versions_with(name, self._used(path, self.repository), self.repository)

    def of_version(self, version: Version) -> Side:
        """One of them. Raises HistoryError or UnreadableError."""
        assert self.repository is not None  # noqa: S101  a version is of a repository
        return self._at(version.commit, version.name, version, self.repository)

    def of_working_copy(self, path: Path) -> Side:
        """The document as it stands; where nothing was changed since, its last version."""
        if self.repository is None:
            return self.of_file(path, path.name, NOBODY)
        if not self.is_unsaved(path) and (kept := self.versions(path)):
            return self.of_file(path, kept[0].label, kept[0].person, _word_date(kept[0].when))
        return self.of_file(path, "未保存的改动", person(self.repository) or NOBODY)

    def before_working_copy(self, path: Path) -> Side:
        """What the document as it stands is compared with: its last version or, where nothing was
        changed since, the version before it. Raises HistoryError where there is none.
        """
        kept = self.versions(path)
        if not kept:
            raise HistoryError(f"{path.stem} 还没有保存过，没有旧的一版可以比较")
        if self.is_unsaved(path):
            return self.of_version(kept[0])
        now = self.of_file(path, path.name, NOBODY).files
        for version in kept[1:]:  # what was changed may be a registry, and nothing on paper
            before = self.of_version(version)
            if _printed(before.files) != _printed(now):
                return before
        hint = shallow_hint(self.repository) if self.repository else ""
        raise HistoryError(f"{path.stem} 只保存过这一版，没有更早的可以比较{hint}")

    def is_unsaved(self, path: Path) -> bool:
        """Whether the document, or what it uses, was changed since it was kept."""
        repository = self.repository
        if repository is None:
            return True
        used = [repository.top / name for name in self._used(path, repository)]
        return bool(is_unsaved([path, *used], repository))

    def _used(self, path: Path, repository: Repository) -> list[str]:
        """The files in the content root that a document uses, as git calls them."""
        found = self._outcome(path).used
        inside = (file for file in found if file != path and file.is_relative_to(self.content))
        return [repository.name(file) for file in inside]

    def _at(self, commit: str, name: str, version: Version | None, repository: Repository) -> Side:
        folder = repository.name(self.content)
        prefix = "" if folder == "." else f"{folder}/"
        if not name.startswith(prefix):
            raise HistoryError(f"{commit[:7]} 这一版里，它在 {name}，不在 {folder} 文件夹里")
        label = version.label if version else commit[:7]
        with tempfile.TemporaryDirectory() as temporary:
            target = Path(temporary) / "content"
            target.mkdir()
            export(commit, folder, target, repository)
            files = self._set(target / name.removeprefix(prefix), target, label)
        if version is None:
            return Side(label, NOBODY, "", files)
        return Side(label, version.person or NOBODY, _word_date(version.when), files)

    def _imported(self, path: Path, label: str) -> dict[str, tuple[Composition, Template]]:
        """A foreign file as the document that the importer makes of it, set by our registry."""
        from ..importer.assemble import import_file
        from ..word.refusal import RefusedError

        try:
            text = import_file(path, path.name).text
        except RefusedError as error:
            said = "；".join(filter(None, (error.reason, error.advice)))
            raise UnreadableError(f"“{label}”读不出来：{said}") from error
        with tempfile.TemporaryDirectory() as temporary:
            content = Path(temporary)
            for registry in self.content.glob("机构*.yaml"):
                write_atomically(content / registry.name, registry.read_bytes())
            document = content / f"{path.stem}.yaml"
            write_atomically(document, text.encode())
            return self._set(document, content, label)

    def _set(
        self, path: Path, content: Path, label: str
    ) -> dict[str, tuple[Composition, Template]]:
        outcome = self._outcome(path, content)
        if outcome.refused or outcome.template is None:
            problems = "\n".join(as_text(problem) for problem in outcome.problems)
            raise UnreadableError(f"“{label}”这一版排不出来：\n{problems}")
        return {each.tail: (each.composition, outcome.template) for each in outcome.pages}

    def _outcome(self, path: Path, content: Path | None = None) -> Outcome:
        """What becomes of a document in a content root, None = the one that is worked in. Raises
        ClassifiedError.
        """
        if content not in (None, self.content):
            outcome = process(Request(path, None), replace(self.shared, content=content))
        else:
            if path not in self._standing:
                self._standing[path] = process(Request(path, None), self.shared)
            outcome = self._standing[path]
        refuse_found(outcome.problems)
        return outcome


def _word_date(when: str) -> str:
    """2026-04-03T09:00:00+08:00 as Word writes it: local time, called Z."""
    return when[:19] + "Z"


def _printed(files: Files) -> dict[str, Composition]:
    return {tail: composition for tail, (composition, _) in files.items()}
