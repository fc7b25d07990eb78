"""The two sides of a comparison: a kept version, the file as it stands, or any file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..composition import Composition
from ..formats import Format
from ..history.repository import HistoryError, Repository
from ..history.saving import is_unsaved, person
from ..history.versions import export, find_commit, name_at, versions
from ..pipeline import Request, make
from ..problem import as_text
from ..render import Template
from ..workshop import Workshop

NOBODY = "未署名"


@dataclass(frozen=True, slots=True)
class Side:
    """One version, set. `files` is by the tail of the file name ("" = the document itself, 附件2 =
    one bound apart); `date` is local time as Word writes it, "" where the version is not kept.
    """

    label: str
    author: str
    date: str
    files: Mapping[str, tuple[Composition, Template]]


class UnreadableError(Exception):
    """A version cannot be set; the text, in Chinese, says why, with its problems."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where documents are read: `content` is the content root, `repository` None without git."""

    root: Path
    content: Path
    repository: Repository | None
    classified: bool = False

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
        name = repository.name(path)
        commit = find_commit(asked, name, repository)
        name = name_at(name, commit, repository)
        folder = repository.name(self.content)
        prefix = "" if folder == "." else f"{folder}/"
        if not name.startswith(prefix):
            raise HistoryError(f"{asked} 这一版里，它在 {name}，不在 {folder} 文件夹里")
        kept = versions(name, repository, commit)
        with tempfile.TemporaryDirectory() as temporary:
            target = Path(temporary) / "content"
            target.mkdir()
            export(commit, folder, target, repository)
            label = f"{kept[0].day} {kept[0].person} {kept[0].message}" if kept else asked
            files = self._set(target / name.removeprefix(prefix), target, label)
        author = kept[0].person if kept else NOBODY
        return Side(label, author or NOBODY, _word_date(kept[0].when) if kept else "", files)

    def of_working_copy(self, path: Path) -> Side:
        """The document as it stands; where nothing was changed since, its last version."""
        if self.repository is None:
            return self.of_file(path, path.name, NOBODY)
        if not is_unsaved([path], self.repository):
            kept = versions(self.repository.name(path), self.repository)
            if kept:
                label = f"{kept[0].day} {kept[0].person} {kept[0].message}"
                return self.of_file(path, label, kept[0].person, _word_date(kept[0].when))
        return self.of_file(path, "未保存的改动", person(self.repository) or NOBODY)

    def _imported(self, path: Path, label: str) -> dict[str, tuple[Composition, Template]]:
        """A foreign file as the document that the importer makes of it, set by our registry."""
        from ..importer.assemble import import_file
        from ..importer.refusal import RefusedError

        try:
            text = import_file(path, path.name).text
        except RefusedError as error:
            said = "；".join(filter(None, (error.reason, error.advice)))
            raise UnreadableError(f"“{label}”读不出来：{said}") from error
        with tempfile.TemporaryDirectory() as temporary:
            content = Path(temporary)
            for registry in self.content.glob("机构*.yaml"):
                shutil.copy(registry, content)
            document = content / f"{path.stem}.yaml"
            document.write_text(text, encoding="utf-8")
            return self._set(document, content, label)

    def _set(
        self, path: Path, content: Path, label: str
    ) -> dict[str, tuple[Composition, Template]]:
        captured: list[tuple[Composition, Template]] = []

        def keep(composition: Composition, template: Template) -> bytes:
            captured.append((composition, template))
            return b" "

        request = Request(path, None, (Format("docx", keep),), self.classified)
        made = make(request, Workshop(self.root, content))
        if made.refused:
            problems = "\n".join(as_text(problem) for problem in made.problems)
            raise UnreadableError(f"“{label}”这一版排不出来：\n{problems}")
        tails = [name.partition("）")[2].removesuffix(".docx") for name in made.outputs]
        return dict(zip(tails, captured, strict=True))


def _word_date(when: str) -> str:
    """2026-04-03T09:00:00+08:00 as Word writes it: local time, called Z."""
    return when[:19] + "Z"
