"""From a YAML file to the bytes of its documents: one straight line."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from .. import rules
from ..document.parts import DRAFT_STAGES, Document, DraftStage
from ..document.read import read_document
from ..document.withheld_words import words_to_miss
from ..formats import Format
from ..kinds import Kind
from ..library.library import Library
from ..library.pictures import VettedPicture
from ..library.references import resolve
from ..lists import Lists
from ..problem import Level, Problem, in_order
from ..registry.units import Registry
from ..template.fault import TemplateFaultError
from ..template.ready import Template
from ..typeset import Job, Typeset, fitted, measures_of, typeset
from .echoes import without_echoes
from .shared import PageLook, Shared
from .unreadable import Case, told_as_mended, told_beside
from .versions import versions_of

Wanted = Literal["all", "print", "text"]


class Request(Struct, frozen=True):
    """What is asked of one document. `stage` None = as its YAML says; without formats, only what
    is wrong. `public` = in all formats the version for the public, 删减版. `settled` = in which
    passages nothing was found at the last build, as `Made` has it; all else is what it was then.
    `wanted`: "print" = only what it prints, so that no rule is asked but those that refuse a
    document, which look in no list of words; "text" = nor where that stands on the pages.
    """

    path: Path
    stage: DraftStage | None
    formats: tuple[Format, ...] = ()
    public: bool = False
    settled: str = ""
    wanted: Wanted = "all"


class Outcome(Struct, frozen=True):
    """What became of a request, and everything that was made on the way to it.

    `outputs` maps the tail of a file name (（印发稿）.docx) to its bytes. `used` are all the files
    that the result depends on. `document` is None where it was not read to the end, `pages` empty
    where it was not set. `refused` = no file may be made of it. `waived` = how many findings the
    office does not want to be told of, by the rule and its reason. `settled` = as `Made` has it.
    """

    problems: list[Problem]
    used: tuple[Path, ...]
    refused: bool
    document: Document | None = None
    kind: Kind | None = None
    stage: DraftStage = "征求意见稿"
    registry: Registry = field(default_factory=Registry)
    pictures: dict[str, VettedPicture] = field(default_factory=dict)
    template: Template | None = None
    pages: tuple[Typeset, ...] = ()
    outputs: dict[str, bytes] = field(default_factory=dict)
    waived: dict[str, int] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()
    """The words that no file for the public may hold."""
    settled: str = ""


def process(request: Request, shared: Shared) -> Outcome:
    """The way of one document, as far as it goes; `found` gathers what is wrong along it."""
    library = Library(shared.content, shared.root)

    # source: text to data, with everything that it refers to
    source = library.read(request.path)
    case = Case(source, request.stage, library, shared)
    if source.data is None:
        found = told_as_mended(case)
        return Outcome(in_order(found), library.files, refused=True)
    resolved = resolve(source.data, request.path, library)
    found = [*source.problems, *resolved.problems]

    # document: data to the model
    document, misfits = read_document(resolved.data, source.shown, source.text)
    found += misfits
    if document is not None:
        found += shared.kinds()[document.kind].problems
    if document is None or any(problem.level is Level.ERROR for problem in found):
        found = told_beside(document, resolved, found, case)
        found += resolved.left_out
        return Outcome(in_order(found), library.files, refused=True)
    kind, stage = shared.kinds()[document.kind], request.stage or document.draft_stage
    registry, more = shared.registry(resolved.registry, library, resolved.office)
    found += [*resolved.left_out, *more]

    # check: the rules
    lists, unusable = shared.lists(library) if request.wanted == "all" else (Lists(), [])
    found += unusable
    asked = shared.rules()
    if request.wanted != "all":
        asked = tuple(rule for rule in asked if rule.refuses)
    cut = shared.dictionary().cut_by_dictionary
    context = rules.Context(document, stage, kind, registry, library.texts, lists, cut)
    besides = rules.besides(document, stage, resolved.registry, resolved.office)
    before = rules.settled_in(request.settled, besides)
    judged = rules.judged(context, settled=before, rules=asked)
    told = judged.problems
    found = without_echoes([*found, *told])
    unread = stage == DRAFT_STAGES[-1] and _is_unread(registry, more)
    outcome = Outcome(
        [], library.files, unread or judged.refused, document, kind, stage,
        registry, resolved.pictures, waived=judged.waived, settled=rules.written(judged.settled),
    )  # fmt: skip
    if outcome.refused:  # what is missing would move everything on the pages
        return replace(outcome, problems=in_order(found))

    # typeset: the model to pages, and what does not fit on them
    look, more, used = shared.look_of(document, kind)
    found += more
    outcome = replace(outcome, used=(*outcome.used, *used))
    if look is None:
        return replace(outcome, problems=in_order(found), refused=True)
    versions, more = versions_of(context, request.formats, told, public=request.public)
    found += more
    pages: list[Typeset] = []
    outputs: dict[str, bytes] = {}

    # render and package: pages to files, as each format has it
    try:
        for version in versions:
            set_now, more = set_pages(
                version.context, resolved.pictures, look, shared, fit=request.wanted != "text"
            )
            if not pages:
                pages, found = set_now, [*found, *more]
            outputs |= {
                f"（{version.mark}）{each.tail}.{output_format.suffix}": output_format.write(
                    each.composition, look.template
                )
                for each in set_now
                for output_format in version.formats
            }
    except TemplateFaultError as fault:
        return replace(outcome, problems=in_order([*found, fault.problem]), refused=True)
    return replace(
        outcome,
        problems=in_order(found),
        template=look.template,
        pages=tuple(pages),
        outputs=outputs,
        withheld=words_to_miss(document),
    )


def set_pages(
    context: rules.Context,
    pictures: dict[str, VettedPicture],
    look: PageLook,
    shared: Shared,
    *,
    fit: bool = True,
) -> tuple[list[Typeset], list[Problem]]:
    """A document that was checked, on its pages, and what is wrong with those; without `fit` as it
    was before it was fitted to them.
    """
    job = Job(
        context.document,
        context.stage,
        context.kind,
        context.registry,
        measures_of(look.sheet),
        pictures,
        shared.dictionary().cut,
    )
    made = typeset(job)
    return fitted(made, job, look.sheet) if fit else (made, [])


def _is_unread(registry: Registry, problems: list[Problem]) -> bool:
    """Whether there is a registry of which nothing could be read: no name in a final text was held
    against it then.
    """
    return not registry.units and any(problem.level is Level.ERROR for problem in problems)


class Made(Struct, frozen=True):
    """What of an outcome leaves the process that made it. `lost` = a file that should be among the
    outputs could not be made, for a reason that may pass. `unread` = the document was not read to
    the end, so that more may be wrong with it than was found. `waived` counts the findings
    that the office waives, by the rule and its reason; `year` that of the 成文日期 of a final text,
    0 of any other; `settled` are the passages in which the rules of EACH_PASSAGE
    found nothing, as hashes.
    """

    problems: list[Problem]
    outputs: dict[str, bytes] = field(default_factory=dict)
    used: tuple[Path, ...] = ()
    refused: bool = True
    lost: bool = False
    unread: bool = False
    waived: dict[str, int] = field(default_factory=dict)
    year: int = 0
    withheld: tuple[str, ...] = ()
    settled: str = ""


def make(request: Request, shared: Shared) -> Made:
    """Check a document and make its files."""
    outcome = process(request, shared)
    return Made(
        outcome.problems,
        outcome.outputs,
        outcome.used,
        outcome.refused,
        unread=outcome.document is None,
        waived=outcome.waived,
        year=_year(outcome),
        withheld=outcome.withheld,
        settled=outcome.settled,
    )


def _year(outcome: Outcome) -> int:
    date = outcome.document.issue_date if outcome.document else None
    return date.year if date and outcome.stage == DRAFT_STAGES[-1] else 0
