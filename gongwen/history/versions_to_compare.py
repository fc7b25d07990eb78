"""The two sides of a comparison: a kept version, the file as it stands, or any file."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from ..build.pipeline import Outcome, Request, Wanted, process
from ..build.shared import Shared
from ..document.values import one_line
from ..problem import Level, as_text
from ..registry.units import standing_alone
from ..revision.comparison import Files, Side, printed
from ..secrecy.gate import refuse_found
from ..storage.files import write_atomically
from .bench import Bench
from .classified import refuse_past
from .kept_lineage import KeptLineage, kept_lineage
from .lineage import Lineage, Node, lineage
from .repository import HistoryError, Repository
from .saving import is_unsaved, person
from .sent import SIGNED_TEXT, Sending, last_sent, last_submitted
from .versions import STAGES, find_commit, former_names, name_at, shallow_hint

NOBODY = "未署名"
NO_UNIT = "起草单位"
"""Stands for the unit of a document that names none."""


class UnreadableError(Exception):
    """A version cannot be set; the text, in Chinese, says why, with its problems."""


class VersionsToCompare(Struct, frozen=True):
    """Where documents are read: the content root is the shared's, `repository` None without
    git. A file of the content root is worked on once, however often it is asked about. "text" is
    `wanted` where texts are compared and nothing is made of them.
    """

    shared: Shared
    repository: Repository | None
    wanted: Wanted = "print"
    _standing: dict[Path, Outcome] = field(default_factory=dict)
    _used_by: dict[Path, list[str]] = field(default_factory=dict)
    _called: dict[Path, list[str]] = field(default_factory=dict)
    _kept: dict[Path, KeptLineage] = field(default_factory=dict)
    _pasts: dict[tuple[Path, tuple[str, ...]], Lineage] = field(default_factory=dict)

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
        """The document at `path` as a revision, tag, day or 稿本 has it, of a 稿本 sent out
        as it was sent last; template and style sheet are those of today. Raises HistoryError or
        UnreadableError.
        """
        repository = self.repository
        if repository is None:
            raise HistoryError(f"“{asked}”不是文件；没有 git 历史时，只能比较两个文件")
        used = self._used(path, repository)
        sending = self.last_sent(asked, path)
        wanted = f"refs/tags/{sending.tag}" if sending else asked
        commit = find_commit(wanted, repository.name(path), repository)
        name = name_at(repository.name(path), commit, repository)
        past = lineage(name, used, repository, commit)
        if past.tip is None:
            raise HistoryError(f"{commit[:7]} 这一版里还没有 {path.name}")
        return self.of_node(past.tip, past)

    def last_sent(self, asked: str, path: Path) -> Sending | None:
        """The last sending of a document at the 稿本 that was asked for; None where it was never
        sent at that, or something else was asked for. Raises HistoryError where 签发稿 was, and
        there is none.
        """
        wanted = (*STAGES, SIGNED_TEXT)
        if self.repository is None or asked not in wanted or self.repository.commit_of(asked):
            return None
        names = former_names(self.repository.name(path), self.repository)
        if asked != SIGNED_TEXT:
            return last_sent(asked, names, self.repository)
        if (found := last_submitted(names, self.repository)) is None:
            raise HistoryError(f"{path.stem} 还没有送签过：make submit DOC={path.stem}")
        return found

    def lineage(self, path: Path, more: Collection[str] = ()) -> Lineage:
        """What became of a document and of what it uses, and of `more` that it once used. Raises
        ClassifiedError where a version of any of it may not be worked on here.
        """
        if self.repository is None:
            return Lineage({}, {})
        used = tuple(sorted({*self._used(path, self.repository), *more}))
        if (path, used) not in self._pasts:
            kept, called = self._kept[path], self._called[path]
            found = kept.find(used)
            if found is None:
                if not kept.were_allowed(more):
                    refuse_past(more, self.repository)
                found = lineage(kept.name, used, self.repository, names=called)
                kept.keep(called, used, found)
            self._pasts[path, used] = found
        return self._pasts[path, used]

    def of_node(self, node: Node, past: Lineage) -> Side:
        """The document as a node has it, said to be of the version in which it, or what it prints
        of other files, last changed. Raises HistoryError or UnreadableError.
        """
        files, _ = self.print_of(node, past)
        last = self._last_change(node, past)
        author, when = _changed_by(last, past)
        return Side(last.version.label, author or NOBODY, _word_date(when), files)

    def of_working_copy(self, path: Path) -> Side:
        """The document as it stands; where nothing was changed since, its last version."""
        if self.repository is None:
            return self.of_file(path, path.name, NOBODY)
        if not self.is_unsaved(path) and (tip := (past := self.lineage(path)).tip):
            last = self._last_change(tip, past)
            author, when = _changed_by(last, past)
            return self.of_file(path, last.version.label, author or NOBODY, _word_date(when))
        return self.of_file(path, "未保存的改动", person(self.repository) or NOBODY)

    def before_working_copy(self, path: Path) -> Side:
        """What the document as it stands is compared with: what HEAD has of it or, where nothing
        was changed since, the version before it. Raises HistoryError where there is none.
        """
        past = self.lineage(path)
        if past.tip is None:
            raise HistoryError(f"{path.stem} 还没有保存过，没有旧的一版可以比较")
        if self.is_unsaved(path):
            return self.of_node(past.tip, past)
        now = self.of_file(path, path.name, NOBODY).files
        before = past.came_from(past.tip)
        while before:  # what was changed may be a registry, and nothing on paper
            files, _ = self.print_of(before[0], past)
            if printed(files) != printed(now):
                return self.of_node(before[0], past)
            before = past.came_from(before[0])
        hint = shallow_hint(self.repository) if self.repository else ""
        raise HistoryError(f"{path.stem} 只保存过这一版，没有更早的可以比较{hint}")

    def _last_change(self, node: Node, past: Lineage) -> Node:
        """Where what a node prints came from: commits that changed other files, and nothing that
        this document prints of them, are passed over.
        """
        while past.others(node):
            now, _ = self.print_of(node, past)
            for before in past.came_from(node):
                if printed(self.print_of(before, past)[0]) == printed(now):
                    node = before
                    break
            else:
                break
        return node

    def drafting_unit(self, path: Path) -> str:
        """Who the document as it stands is issued by, else who signs it: whose name stands on what
        leaves the office.
        """
        outcome = self._outcome(path)
        document = outcome.document
        if document is None:
            return NO_UNIT
        issuers = standing_alone(document.issuer, outcome.registry) if document.issuer else ()
        return "、".join(issuers) or one_line(document.signature or "") or NO_UNIT

    def title(self, path: Path) -> str:
        """The title of the document as it stands; the file's name where it has none."""
        document = self._outcome(path).document
        return (one_line(document.title) if document else "") or path.stem

    def is_unsaved(self, path: Path) -> bool:
        """Whether the document, or what it uses, was changed since it was kept."""
        repository = self.repository
        if repository is None:
            return True
        used = [repository.top / name for name in self._used(path, repository)]
        return bool(is_unsaved([path, *used], repository))

    def _used(self, path: Path, repository: Repository) -> list[str]:
        """The files in the content root that a document uses, as git calls them, those too that it
        looked for in vain. Raises ClassifiedError where it, or what became of any of them, may not
        be worked on here.
        """
        if path in self._used_by:
            return self._used_by[path]
        found = self._outcome(path).used
        inside = (file for file in found if file != path and file.is_relative_to(self.content))
        names = [repository.name(file) for file in inside]
        kept = kept_lineage(self.shared, repository.name(path), repository)
        called = former_names(kept.name, repository) if kept.called is None else kept.called
        self._kept[path], self._called[path] = kept, called
        if not kept.were_allowed([*called, *names]):
            refuse_past([*called, *names], repository)
        self._used_by[path] = names
        return names

    def print_of(
        self, node: Node, past: Lineage, bench: Bench | None = None
    ) -> tuple[Files, frozenset[str]]:
        """What a node prints, and the files that it used then and nobody looked for yet. Only what
        the document uses is read. Raises HistoryError or UnreadableError.
        """
        outcome, new = self._of_node(node, past, bench)
        return self._pages(outcome, node.version.label), new

    def submitted(self, sending: Sending, path: Path) -> Outcome:
        """What became of a document as a sending has it. Raises HistoryError or UnreadableError."""
        repository = self.repository
        assert repository is not None  # noqa: S101  a sending is of a repository
        used = self._used(path, repository)
        commit = find_commit(f"refs/tags/{sending.tag}", repository.name(path), repository)
        past = lineage(name_at(repository.name(path), commit, repository), used, repository, commit)
        if past.tip is None:
            raise HistoryError(f"{sending.tag} 这一版里没有 {path.name}")
        outcome, _ = self._of_node(past.tip, past)
        return outcome

    def of_now(self, path: Path) -> Outcome:
        """What becomes of a document as it stands. Raises ClassifiedError."""
        return self._outcome(path)

    def _of_node(
        self, node: Node, past: Lineage, bench: Bench | None = None
    ) -> tuple[Outcome, frozenset[str]]:
        if bench is None:
            with tempfile.TemporaryDirectory() as temporary:
                return self._of_node(node, past, Bench(Path(temporary).resolve()))
        repository, name = self.repository, node.version.name
        assert repository is not None  # noqa: S101  a node is of a repository
        folder = repository.name(self.content)
        prefix = "" if folder == "." else f"{folder}/"
        if not name.startswith(prefix):
            short = node.version.short
            raise HistoryError(f"{short} 这一版里，它在 {name}，不在 {folder} 文件夹里")
        texts = {each: past.texts.get(found, b"") for each, found in node.files.items()}
        known = set(node.asked)
        while True:
            inside = {each: text for each, text in texts.items() if each.startswith(prefix)}
            bench.lay_out({each.removeprefix(prefix): text for each, text in inside.items()})
            outcome = self._outcome(bench.content / name.removeprefix(prefix), bench.content)
            used = {
                prefix + file.relative_to(bench.content).as_posix()
                for file in outcome.used
                if file.is_relative_to(bench.content)
            }
            more = sorted(used - known)
            known.update(more)
            found = repository.contents_at(node.version.commit, more)
            new = {each: content for each, content in found.items() if content is not None}
            if not new:
                break
            texts |= new
        return outcome, frozenset(each for each in known - node.asked)

    def _imported(self, path: Path, label: str) -> Files:
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

    def _set(self, path: Path, content: Path, label: str) -> Files:
        return self._pages(self._outcome(path, content), label)

    def _pages(self, outcome: Outcome, label: str) -> Files:
        if outcome.refused or outcome.template is None:
            errors = (each for each in outcome.problems if each.level is Level.ERROR)
            problems = "\n".join(map(as_text, errors))
            raise UnreadableError(f"“{label}”这一版排不出来：\n{problems}")
        return {each.tail: (each.composition, outcome.template) for each in outcome.pages}

    def _outcome(self, path: Path, content: Path | None = None) -> Outcome:
        """What becomes of a document in a content root, None = the one that is worked in. Raises
        ClassifiedError.
        """
        request = Request(path, None, wanted=self.wanted)
        if content not in (None, self.content):
            outcome = process(request, replace(self.shared, content=content))
        else:
            if path not in self._standing:
                self._standing[path] = process(request, self.shared)
            outcome = self._standing[path]
        refuse_found(outcome.problems)
        return outcome


def _changed_by(node: Node, past: Lineage) -> tuple[str, str]:
    """Who changed what a node has, and when: of a merge in which nobody wrote anything, the people
    whose versions were put together, and the later day.
    """
    version = node.version
    before = past.came_from(node)
    if len(before) < 2 or node.merged_by_hand:
        return version.person, version.when
    found = [_changed_by(each, past) for each in before]
    people = dict.fromkeys(name for names, _ in found for name in names.split("、"))
    return "、".join(people), max(when for _, when in found)


def _word_date(when: str) -> str:
    """2026-04-03T09:00:00+08:00 as Word writes it: local time, called Z."""
    return when[:19] + "Z"
