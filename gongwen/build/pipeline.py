"""From a YAML file to the bytes of its documents: one straight line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from .. import rules
from ..document.parts import Document, DraftStage, SealPicture, Signatory
from ..document.read import read_document
from ..document.salvage import read_what_can_be
from ..document.tables import Figure
from ..document.tree import elements_of
from ..elements.faults import EMPTY, MISSING_KEY
from ..formats import Format
from ..kinds import Kind, kinds
from ..library.library import Library
from ..library.pictures import UnusablePictureError, VettedPicture, read_picture
from ..library.references import expand
from ..problem import CLASSIFIED, Level, Problem, in_order, problem_at
from ..registry.reader import Registry
from ..render.render import Template
from ..sheet.reader import Sheet
from ..source.parse import Mapping, Value
from ..template.fault import TemplateFaultError
from ..typeset import Job, fitted, typeset
from .shared import Shared

UNKNOWN_KIND = "不认识的文种"
NO_TEMPLATE = "没有模板"
AGAINST_STANDARD = "偏离国标"
UNUSABLE_PICTURE = "图片不能用"
_MISSING = frozenset((MISSING_KEY, EMPTY))


class Request(Struct, frozen=True):
    """What is asked of one document. `stage` None = as its YAML says."""

    path: Path
    stage: DraftStage | None
    formats: tuple[Format, ...]
    classified_allowed: bool = False


class Made(Struct, frozen=True):
    """What became of a request.

    `outputs` maps the tail of a file name (（印发稿）.docx) to its bytes; it is empty where the
    document was refused. `used` are all the files that the result depends on. `lost` = a file that
    should be among the outputs could not be made, for a reason that may pass. `unread` = it was
    not read to the end, so that more may be wrong with it than was found.
    """

    problems: list[Problem]
    outputs: dict[str, bytes] = field(default_factory=dict)
    used: tuple[Path, ...] = ()
    lost: bool = False
    unread: bool = False

    @property
    def refused(self) -> bool:
        return not self.outputs


def make(request: Request, shared: Shared) -> Made:
    """Check a document and make its files."""
    checked = check(request, shared)
    if checked.document is None or checked.kind is None or checked.refusing:
        return Made(checked.problems, {}, checked.used, unread=checked.document is None)
    document, problems = checked.document, list(checked.problems)
    name = document.template or document.layout_format or checked.kind.layout_format
    used = (*checked.used, *shared.files_of(document.sheet, name))
    sheet, more = shared.sheet(document.sheet, document.place("样式"))
    problems += more
    if sheet is None:
        return Made(in_order(problems), {}, used)
    problems += _departures(document, sheet, shared)
    try:
        template, more = _template(document, name, sheet, shared)
        problems += more
        if template is None:
            return Made(in_order(problems), {}, used)
        job = Job(
            document=document,
            stage=checked.stage,
            kind=checked.kind,
            registry=checked.registry,
            measures=shared.measures(sheet),
            pictures=checked.pictures,
        )
        made, more = fitted(typeset(job), job, sheet)
        problems += more
        outputs = {
            f"（{checked.stage}）{each.tail}.{kind.suffix}": kind.write(each.composition, template)
            for each in made
            for kind in request.formats
        }
    except TemplateFaultError as fault:
        return Made(in_order([*problems, fault.problem]), {}, used)
    return Made(in_order(problems), outputs, used)


def _departures(document: Document, sheet: Sheet, shared: Shared) -> list[Problem]:
    """A warning where the sheet goes against what the standard says with 应当, and names no
    authority of its own.
    """
    found = [
        f"{each.where}的{each.measure}是{each.own}（{each.basis}：{each.standard}）"
        for each in shared.departures(sheet)
        if each.must and not each.reason
    ]
    if not found:
        return []
    message = f"样式表“{sheet.name}”与国家标准不同：{'；'.join(found)}"
    hint = "本单位确有规定的，在样式表里写上依据：{值: …, 依据: …}"
    return [
        problem_at(
            document.place("样式"),
            AGAINST_STANDARD,
            Level.WARNING,
            message,
            basis="GB/T 9704-2012",
            hint=hint,
        )
    ]


def _template(
    document: Document, name: str, sheet: Sheet, shared: Shared
) -> tuple[Template | None, list[Problem]]:
    """The template asked for; None, and a problem, where there is none of that name.

    Raises TemplateFaultError where it cannot be used.
    """
    template = shared.template(name, sheet)
    if template is not None:
        return template, []
    key = "模板" if document.has("模板") else "格式" if document.has("格式") else "文种"
    message = f"templates 文件夹里没有“{name}”模板"
    hint = f"放一个 templates/{name}.docx，或改“{key}”"
    return None, [problem_at(document.place(key), NO_TEMPLATE, Level.ERROR, message, hint=hint)]


class Checked(Struct, frozen=True):
    """A document read and checked. `document` is None where it cannot be read; `refusing` = there
    is a problem that a build refuses it for.
    """

    problems: list[Problem]
    used: tuple[Path, ...]
    document: Document | None = None
    kind: Kind | None = None
    stage: DraftStage = "征求意见稿"
    registry: Registry = field(default_factory=Registry)
    pictures: dict[str, VettedPicture] = field(default_factory=dict)
    refusing: bool = False


def check(request: Request, shared: Shared) -> Checked:
    """Source, references, model, registry and rules, as far as each goes."""
    library = Library(shared.content, shared.root)
    data = library.load(request.path)
    if data is None:
        found = _told_as_mended(request, library, shared)
        return Checked(in_order(found), library.files)
    data = expand(data, request.path, library)
    shown = library.shown(request.path)
    document, problems = read_document(data, shown, library.texts.get(shown, ""))
    problems = [*library.problems, *problems, *_unknown_kind(data)]
    if document is None or any(problem.level is Level.ERROR for problem in problems):
        problems += _classified(request, library)
        lost = None
        if document is not None and document.kind in kinds():
            lost = {(each.file, each.line) for each in problems if each.level is Level.ERROR}
        if (known := document or read_what_can_be(data)) is not None:
            problems += _told_beside(known, lost, request, library, shared)
        return Checked(in_order(problems), library.files)
    kind = kinds()[document.kind]
    library.problems.clear()
    registry = _registry(document, request.path, library, shared)
    pictures = _pictures(document, request.path, library)
    stage = request.stage or document.draft_stage
    context = rules.Context(document, stage, kind, registry, library.texts)
    found = rules.check(context)
    refusing = any(rules.refuses(problem) for problem in found)
    secret = list(_classified(request, library))
    return Checked(
        in_order([*problems, *library.problems, *found, *secret]),
        library.files,
        document,
        kind,
        stage,
        registry,
        pictures,
        refusing or bool(secret),
    )


def _told_as_mended(request: Request, library: Library, shared: Shared) -> list[Problem]:
    """What is wrong with a file that YAML cannot read, and what else would be when that is mended;
    but not what may follow from it: what stands on the same lines, and what is missing.
    """
    slips = list(library.problems)
    data = library.mended.get(request.path)
    if not isinstance(data, Mapping):
        return slips
    lines = {(each.file, each.line) for each in slips}
    library.problems.clear()
    data = expand(data, request.path, library)
    document, problems = read_document(data, library.shown(request.path))
    found = [*library.problems, *problems, *_unknown_kind(data), *_classified(request, library)]
    if (known := document or read_what_can_be(data)) is not None:
        found += _told_beside(known, None, request, library, shared)
    return slips + [
        problem
        for problem in found
        if (problem.file, problem.line) not in lines and problem.rule not in _MISSING
    ]


def _told_beside(
    document: Document,
    lost: set[tuple[str, int]] | None,
    request: Request,
    library: Library,
    shared: Shared,
) -> list[Problem]:
    """What else can be said of a document that cannot be built. Where only some of what it refers
    to is not to be had, `lost` are the lines that ask for it, and every rule is asked: what they
    find there follows from it, and whether a waiver is used cannot be known. None = a part of it
    cannot be read.
    """
    library.problems.clear()
    registry = _registry(document, request.path, library, shared)
    _pictures(document, request.path, library)
    kind = kinds().get(document.kind) or kinds()["通知"]
    stage = request.stage or document.draft_stage
    context = rules.Context(document, stage, kind, registry, library.texts)
    found = [
        problem
        for problem in rules.check(context, whole=lost is not None)
        if problem.rule != rules.WAIVER and (problem.file, problem.line) not in (lost or ())
    ]
    return [*library.problems, *found]


def _unknown_kind(data: Value) -> Iterator[Problem]:
    """A 文种 that is none, told beside whatever else keeps the document from being read."""
    name = data.get("文种") if isinstance(data, Mapping) else None
    if isinstance(data, Mapping) and isinstance(name, str) and name and name not in kinds():
        near = difflib.get_close_matches(name, kinds(), 1, 0.4)
        hint = f"是不是“{near[0]}”" if near else f"文种有：{'、'.join(kinds())}"
        message = f"“{name}”不是文种"
        yield problem_at(data.places["文种"], UNKNOWN_KIND, Level.ERROR, message, hint=hint)


def _classified(request: Request, library: Library) -> Iterator[Problem]:
    """Every file used that has a 密级, whatever is written there: its text is not to be worked on
    here, under whose name ever. One left empty says nothing, and is refused on any machine.
    """
    own = library.shown(request.path)
    for path, data in library.used.items():
        if not isinstance(data, Mapping) or "密级" not in data:
            continue
        level, shown = data["密级"], library.shown(path)
        what = "文件" if shown == own else f"引用的“{path.name}”"
        if not (isinstance(level, str) and level.strip()):
            message = f"{what}写了“密级”，后面是空的，不知道能不能在这台电脑上处理"
            hint = "写上密级（秘密、机密、绝密）；不涉密就删掉这一行"
        elif not request.classified_allowed:
            message = f"{what}标了密级（{level.strip()}），不在这台电脑上生成"
            way = "make 涉密环境（或 python build.py --涉密环境）"
            hint = f"在涉密计算机上用 {way}；不涉密就删掉“密级”"
        else:
            continue
        basis = "涉密文件只能在涉密计算机上处理"
        yield problem_at(
            data.places["密级"], CLASSIFIED, Level.ERROR, message, basis=basis, hint=hint
        )


def _registry(document: Document, path: Path, library: Library, shared: Shared) -> Registry:
    """The registry the document names; an empty one where the default is not there."""
    place = document.place("机构表")
    if not document.has("机构表") and not library.exists(document.registry, path):
        return Registry()
    found = library.find(document.registry, path, place, "机构名录")
    if found is None:
        return Registry()
    library.looked_for.append(found)
    registry, problems = shared.registry(found, library.shown(found))
    library.problems += problems
    return registry


def _pictures(document: Document, path: Path, library: Library) -> dict[str, VettedPicture]:
    """The document's pictures by the names typed; what is wrong with one is told where it is
    asked for, and it is left out.
    """
    pictures: dict[str, VettedPicture] = {}
    for element in elements_of(document):
        if not isinstance(element, Figure | SealPicture | Signatory):
            continue
        if element.file is None or element.file in pictures:
            continue
        place = element.place("图")
        found = library.find(element.file, path, place, "图片")
        if found is None:
            continue
        library.looked_for.append(found)
        try:
            pictures[element.file] = read_picture(found)
        except UnusablePictureError as error:
            message = f"图片“{element.file}”{error.reason}"
            problem = problem_at(place, UNUSABLE_PICTURE, Level.ERROR, message, hint=error.hint)
            library.problems.append(problem)
    return pictures
