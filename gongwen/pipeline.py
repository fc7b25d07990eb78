"""From a YAML file to the bytes of its documents: one straight line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from . import rules
from .document.parts import Document, SealPicture, Stage
from .document.read import read_document
from .document.tables import Figure
from .document.tree import elements_of
from .formats import Format
from .kinds import Kind, kinds
from .library import Library
from .problem import Level, Problem, in_order, problem_at
from .references import expand
from .registry import Registry, load_registry
from .render import Template, TemplateFaultError
from .sheet import Sheet
from .source import Mapping, Value
from .typeset import Job, typeset
from .workshop import Workshop

CLASSIFIED = "涉密"
UNKNOWN_KIND = "不认识的文种"
NO_TEMPLATE = "没有模板"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of one document. `stage` None = as its YAML says."""

    path: Path
    stage: Stage | None
    formats: tuple[Format, ...]
    classified_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a request.

    `outputs` maps the tail of a file name (（印发稿）.docx) to its bytes; it is empty where the
    document was refused. `used` are all the files that the result depends on.
    """

    problems: list[Problem]
    outputs: dict[str, bytes] = field(default_factory=dict)
    used: tuple[Path, ...] = ()

    @property
    def refused(self) -> bool:
        return not self.outputs


def make(request: Request, workshop: Workshop) -> Made:
    """Check a document and make its files."""
    checked = check(request, workshop)
    if checked.document is None or checked.kind is None or checked.refusing:
        return Made(checked.problems, {}, checked.used)
    document, problems = checked.document, list(checked.problems)
    name = document.template or document.layout_format or checked.kind.layout_format
    used = (*checked.used, *workshop.files_of(document.sheet, name))
    sheet, more = workshop.sheet(document.sheet, document.place("样式"))
    problems += more
    if sheet is None:
        return Made(in_order(problems), {}, used)
    try:
        template, more = _template(document, name, sheet, workshop)
        problems += more
        if template is None:
            return Made(in_order(problems), {}, used)
        job = Job(
            document=document,
            stage=checked.stage,
            kind=checked.kind,
            registry=checked.registry,
            measures=workshop.measures(sheet),
            pictures=checked.pictures,
        )
        outputs = {
            f"（{checked.stage}）{each.tail}.{kind.suffix}": kind.write(each.composition, template)
            for each in typeset(job)
            for kind in request.formats
        }
    except TemplateFaultError as fault:
        return Made(in_order([*problems, fault.problem]), {}, used)
    return Made(in_order(problems), outputs, used)


def _template(
    document: Document, name: str, sheet: Sheet, workshop: Workshop
) -> tuple[Template | None, list[Problem]]:
    """The template asked for; for a 格式 that has none yet, that of 文件, and a warning.

    Raises TemplateFaultError where it cannot be used.
    """
    template = workshop.template(name, sheet)
    if template is not None:
        return template, []
    fallback = None if document.template else workshop.template("文件", sheet)
    key = "模板" if document.has("模板") else "格式" if document.has("格式") else "文种"
    level, hint = Level.ERROR, f"放一个 templates/{name}.docx，或改“{key}”"
    if fallback is not None:
        level, hint = Level.WARNING, "先按“文件”格式排版"
    message = f"templates 文件夹里没有“{name}”模板"
    return fallback, [problem_at(document.place(key), NO_TEMPLATE, level, message, hint=hint)]


@dataclass(frozen=True, slots=True)
class Checked:
    """A document read and checked. `document` is None where it cannot be read; `refusing` = there
    is a problem that a build refuses it for.
    """

    problems: list[Problem]
    used: tuple[Path, ...]
    document: Document | None = None
    kind: Kind | None = None
    stage: Stage = "征求意见稿"
    registry: Registry = field(default_factory=Registry)
    pictures: dict[str, Path] = field(default_factory=dict)
    refusing: bool = False


def check(request: Request, workshop: Workshop) -> Checked:
    """Source, references, model, registry and rules, as far as each goes."""
    library = Library(workshop.content, workshop.root)
    data = library.load(request.path)
    if data is None:
        return Checked(in_order(library.problems), library.files)
    data = expand(data, request.path, library)
    document, problems = read_document(data, library.shown(request.path))
    problems = [*library.problems, *problems, *_unknown_kind(data)]
    if document is None or any(problem.level is Level.ERROR for problem in problems):
        return Checked(in_order(problems), library.files)
    kind = kinds()[document.kind]
    library.problems.clear()
    registry = _registry(document, request.path, library)
    pictures = dict(_pictures(document, request.path, library))
    stage = request.stage or document.draft_stage
    found = rules.check(rules.Context(document, stage, kind, registry))
    refusing = any(rules.refuses(problem) for problem in found)
    if document.classification and not request.classified_allowed:
        refusing = True
        problems.append(_classified(document))
    return Checked(
        in_order([*problems, *library.problems, *found]),
        (*library.files, *pictures.values()),
        document,
        kind,
        stage,
        registry,
        pictures,
        refusing,
    )


def _unknown_kind(data: Value) -> Iterator[Problem]:
    """A 文种 that is none, told beside whatever else keeps the document from being read."""
    name = data.get("文种") if isinstance(data, Mapping) else None
    if isinstance(data, Mapping) and isinstance(name, str) and name and name not in kinds():
        near = difflib.get_close_matches(name, kinds(), 1, 0.4)
        hint = f"是不是“{near[0]}”" if near else f"文种有：{'、'.join(kinds())}"
        message = f"“{name}”不是文种"
        yield problem_at(data.places["文种"], UNKNOWN_KIND, Level.ERROR, message, hint=hint)


def _classified(document: Document) -> Problem:
    return problem_at(
        document.place("密级"),
        CLASSIFIED,
        Level.ERROR,
        f"文件标了密级（{document.classification}），不在这台电脑上生成",
        basis="涉密文件只能在涉密计算机上处理",
        hint="在涉密计算机上加 --涉密环境 再生成；不涉密就删掉“密级”",
    )


def _registry(document: Document, path: Path, library: Library) -> Registry:
    """The registry the document names; an empty one where the default is not there."""
    place = document.place("机构表")
    if not document.has("机构表") and not library.exists(document.registry, path):
        return Registry()
    found = library.find(document.registry, path, place, "机构名录")
    if found is None:
        return Registry()
    data = library.load(found)
    registry, problems = load_registry(data, library.shown(found))
    library.problems += problems
    return registry


def _pictures(document: Document, path: Path, library: Library) -> Iterator[tuple[str, Path]]:
    for element in elements_of(document):
        if isinstance(element, Figure | SealPicture):
            found = library.find(element.file, path, element.place("图"), "图片")
            if found is not None:
                yield element.file, found
