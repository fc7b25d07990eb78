"""Which versions of a document a build makes, and in which formats each."""

from __future__ import annotations

from msgspec import Struct

from .. import rules
from ..document.parts import DRAFT_STAGES, Document
from ..formats import Format
from ..problem import Level, Problem, problem_at
from ..problem_ids import NOT_FOR_PUBLIC
from .for_public import PUBLIC_MARK, reasons_against


class MadeVersion(Struct, frozen=True):
    """A document in one of its versions, and what is to be made of it; `mark` is what stands in
    brackets in the names of its files.
    """

    context: rules.Context
    mark: str
    formats: tuple[Format, ...]


def versions_of(
    context: rules.Context, formats: tuple[Format, ...], told: list[Problem], *, public: bool
) -> tuple[list[MadeVersion], list[Problem]]:
    """The versions that are asked for, the whole text first, and what is to be said of them:
    `public` = only that for the public, in all formats; else the formats that are for the public
    have it, where it differs. `told` is what the rules found.
    """
    document, stage = context.document, context.stage
    cut = document.public_version
    of_whole = tuple(each for each in formats if not (public or each.for_public))
    of_public = tuple(each for each in formats if public or each.for_public)
    said = reasons_against(document, told) if of_public else []
    of_public = () if said else of_public
    if not public and cut is None:
        return [MadeVersion(context, stage, (*of_whole, *of_public))], said
    if not of_public:
        return [MadeVersion(context, stage, of_whole)], said
    of_cut = _of(context, cut or document)
    if not public:
        return [MadeVersion(context, stage, of_whole), MadeVersion(of_cut, stage, of_public)], said
    if cut is None:
        message = "没有标“不公开”的内容，删减版和全文一样"
        said.append(problem_at(document.place(), NOT_FOR_PUBLIC, Level.NOTICE, message))
    mark = PUBLIC_MARK if stage == DRAFT_STAGES[-1] else f"{stage}{PUBLIC_MARK}"
    return [MadeVersion(of_cut, mark, of_public)], said


def _of(context: rules.Context, document: Document) -> rules.Context:
    """What the rules know, of another version of the document."""
    return rules.Context(
        document, context.stage, context.kind, context.registry, context.sources, context.lists,
        context.cut,
    )  # fmt: skip
