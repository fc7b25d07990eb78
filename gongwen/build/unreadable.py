"""What else can be told of a document that cannot be read to the end: all is told at once."""

from __future__ import annotations

from msgspec import Struct

from .. import rules
from ..document.parts import Document, DraftStage
from ..document.read import read_document
from ..document.salvage import read_what_can_be
from ..kinds import USUAL_KIND
from ..library.library import Library, SourceFile
from ..library.references import Resolved, resolve
from ..problem import Level, Problem
from ..problem_ids import EMPTY_VALUE, MISSING_KEY, UNUSABLE_WAIVER
from ..source.tree import Mapping
from .shared import Shared

_MISSING = frozenset((MISSING_KEY, EMPTY_VALUE))


class Case(Struct, frozen=True):
    """The file in hand, at the stage asked for (None = its own), and what it is read with."""

    source: SourceFile
    stage: DraftStage | None
    library: Library
    shared: Shared


def told_as_mended(case: Case) -> list[Problem]:
    """What is wrong with a file that YAML cannot read, and what else would be when that is mended;
    but not what may follow from it: what stands on the same lines, and what is missing.
    """
    source = case.source
    slips = list(source.problems)
    if not isinstance(source.mended, Mapping):
        return slips
    resolved = resolve(source.mended, source.path, case.library)
    document, problems = read_document(resolved.data, source.shown)
    found = [*resolved.problems, *resolved.left_out, *problems]
    if (known := document or read_what_can_be(resolved.data)) is not None:
        found += _rules(known, None, resolved, case)
    lines = {(each.file, each.line) for each in slips}
    return slips + [
        problem
        for problem in found
        if (problem.file, problem.line) not in lines and problem.rule not in _MISSING
    ]


def told_beside(
    document: Document | None, resolved: Resolved, found: list[Problem], case: Case
) -> list[Problem]:
    """`found`, and what the rules say of what can be read. `document` is None where it is the model
    that cannot be read; else some of what it refers to is not to be had.
    """
    lost = None
    if document is not None:
        lost = {(each.file, each.line) for each in found if each.level is Level.ERROR}
    known = document or read_what_can_be(resolved.data)
    return found if known is None else [*found, *_rules(known, lost, resolved, case)]


def _rules(
    document: Document, lost: set[tuple[str, int]] | None, resolved: Resolved, case: Case
) -> list[Problem]:
    """What the rules say of a document that cannot be built. Where only some of what it refers to
    is not to be had, `lost` are the lines that ask for it, and every rule is asked: what they find
    there follows from it, and whether a waiver is used cannot be known. None = a part of it cannot
    be read.
    """
    registry, problems = case.shared.registry(resolved.registry, case.library, resolved.office)
    kinds = case.shared.kinds()
    kind = kinds.get(document.kind) or kinds[USUAL_KIND]
    lists, unusable = case.shared.lists(case.library)
    stage = case.stage or document.draft_stage
    cut = case.shared.dictionary().cut_by_dictionary
    context = rules.Context(document, stage, kind, registry, case.library.texts, lists, cut)
    return (
        problems
        + unusable
        + [
            problem
            for problem in rules.check(context, whole=lost is not None)
            if problem.rule != UNUSABLE_WAIVER and (problem.file, problem.line) not in (lost or ())
        ]
    )
