"""The document as it stands with texts that are in memory: its data, and what it prints."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from msgspec import Struct

from ..build.shared import Shared
from ..document.parts import DraftStage
from ..document.read import read_document
from ..document.withholding import WORD as WITHHELD
from ..kinds import Kind
from ..library.library import Library, RowsInFile, SourceFile
from ..library.references import Resolved, resolve
from ..problem import Level, Problem
from ..render.render import render
from ..source.edit.changes import Change
from ..source.edit.csv_text import edited_csv, encoded, encoding_of_csv
from ..source.edit.edited import edited
from ..source.parse import parse_mended
from ..source.text_file import normal
from ..source.tree import Value
from ..typeset import Job, fitted, measures_of, typeset
from ..word.wordml import DOCUMENT, STYLES
from .units import CopyUnit, units_of

Edit = tuple[Path, Change]
"""A change of the text of a file."""


class Setting(Struct, frozen=True):
    """Which file of a document is meant: at what stage, and the tail of its name (附件2, "")."""

    shared: Shared
    path: Path
    stage: DraftStage | None = None
    tail: str = ""


class StandingDocument(Struct, frozen=True):
    """What a document prints, and the data that it was read from; `texts` are the files as they
    would be, where they would be others.
    """

    setting: Setting
    texts: dict[Path, str]
    resolved: Resolved
    source: SourceFile
    library: Library
    units: list[CopyUnit]

    def with_edits(self, edits: list[Edit]) -> StandingDocument:
        """The document with its files edited. Raises CannotEditError, or NotSetError where it
        cannot be set any more, or a mark 不公开 would be gone.
        """
        texts = dict(self.texts)
        for path in dict.fromkeys(path for path, _ in edits):
            text = texts[path] if path in texts else raw_text(path)
            shown = self.library.shown(path)
            own = [change for each, change in edits if each == path]
            if is_table(path):
                texts[path] = edited_csv(text, own, self.rows_in(path).numbers, shown)
            else:
                texts[path] = edited(text, own, shown)
            if texts[path].count(WITHHELD) < text.count(WITHHELD):
                raise NotSetError([])  # a mark that goes with its words would make them public
        return stand(self.setting, texts)

    def rows_in(self, path: Path) -> RowsInFile:
        """What a .csv gave the document."""
        return (self.library.tables or {})[path]

    def data_in(self, path: Path) -> Value:
        """What a file says: a .csv the rows that the document has of it."""
        return self.rows_in(path).rows if is_table(path) else self.library.read_files[path].data

    def print_of(self, data: Value) -> tuple[list[CopyUnit] | None, list[Problem]]:
        """What other data in place of its own would print; None and why where it cannot be set."""
        resolved = self.resolved
        other = Resolved(data, [], [], resolved.pictures, resolved.registry, resolved.office)
        return _units(self.setting, other, self.source, self.library)


class NotSetError(Exception):
    """A document cannot be set; `problems` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def is_table(path: Path) -> bool:
    """Whether a file is a .csv, and no YAML."""
    return path.suffix.lower() == ".csv"


def raw_text(path: Path) -> str:
    """A file's text as its bytes have it, line ends and all."""
    content = path.read_bytes()
    return content.decode(encoding_of_csv(content) if is_table(path) else "utf-8")


def raw_bytes(path: Path, text: str) -> bytes:
    """A text as the file has it, in the encoding that it has now."""
    return encoded(text, path.read_bytes()) if is_table(path) else text.encode()


def stand(setting: Setting, texts: dict[Path, str]) -> StandingDocument:
    """The document with `texts` in place of what is in the files. Raises NotSetError."""
    shared, path = setting.shared, setting.path
    library = Library(shared.content, shared.root, tables={})
    for each, text in texts.items():
        if is_table(each):
            library.edited[each] = raw_bytes(each, text)
            continue
        shown = library.shown(each)
        plain = normal(text)
        data, problems = parse_mended(plain, shown)
        if any(problem.level is Level.ERROR for problem in problems):
            raise NotSetError(problems)
        library.read_files[each] = SourceFile(each, shown, plain, data, problems, None)
    source = library.read(path)
    if source.data is None:
        raise NotSetError(source.problems)
    resolved = resolve(source.data, path, library)
    units, problems = _units(setting, resolved, source, library)
    if units is None:
        raise NotSetError(problems)
    return StandingDocument(setting, texts, resolved, source, library, units)


def _units(
    setting: Setting, resolved: Resolved, source: SourceFile, library: Library
) -> tuple[list[CopyUnit] | None, list[Problem]]:
    shared = setting.shared
    document, problems = read_document(resolved.data, source.shown, source.text)
    errors = [each for each in [*resolved.problems, *problems] if each.level is Level.ERROR]
    if document is None or errors:
        return None, errors or problems
    kind: Kind = shared.kinds()[document.kind]
    registry, _ = shared.registry(resolved.registry, library, resolved.office)
    look, more, _ = shared.look_of(document, kind)
    if look is None:
        return None, more
    stage = setting.stage or document.draft_stage
    measures, cut = measures_of(look.sheet), shared.dictionary().cut
    job = Job(document, stage, kind, registry, measures, resolved.pictures, cut)
    pages, _ = fitted(typeset(job), job, look.sheet)
    for each in pages:
        if each.tail == setting.tail:
            return units_in(render(each.composition, look.template)), []
    return None, problems


def units_in(parts: dict[str, bytes]) -> list[CopyUnit]:
    """What a reader of the .docx sees."""
    return units_of(etree.fromstring(parts[DOCUMENT]), etree.fromstring(parts[STYLES]))


def tails_of(setting: Setting) -> list[str]:
    """The tails of all the files that a document makes; none where it cannot be set."""
    from ..build.pipeline import Request, process

    return [
        page.tail for page in process(Request(setting.path, setting.stage), setting.shared).pages
    ]
