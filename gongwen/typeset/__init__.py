"""A document to its compositions: the main one, and one for each attachment that is bound apart.

What stands on paper is decided here and in no template: words, lines, places, pages. No measure of
the page or of a style stands here as a number: `measures` takes them from the sheet. Nothing here
knows XML, and `Composition` is all that `render` sees of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from ..composition import Composition, PageSection, Table
from ..document.tree import attachment_lists
from ..document.values import one_line
from ..problem import Problem
from ..sheet.data import Sheet
from .closing import attachment_name
from .contents import with_page_numbers
from .estimate import Memory
from .fitting import fit
from .header_zone import header_zone
from .heights import begins_body, page_1, turned_if
from .imprint import imprint
from .imprint_apart import with_imprint_numbered
from .imprint_page import with_imprint_placed
from .job import FINAL, Job
from .letter_page import with_page_1_filled
from .line_ends import whole_at_line_ends, whole_where_closer
from .measures import Measures, measures_of
from .page_heads import without_room_at_heads
from .parts import Placed, attachment, attachments, bound_apart, document_blocks, issued_text
from .signature import with_seal_in_place
from .table_pages import fit_tables
from .title_lines import title_problems
from .web_facts import facts_of_page
from .whole_names import names_of

__all__ = ["Job", "Measures", "Typeset", "fitted", "measures_of", "typeset"]


class Typeset(Struct, frozen=True):
    """A composition and the tail of its file name: "" for the document, 附件2 for one apart."""

    tail: str
    composition: Composition


def typeset(job: Job) -> list[Typeset]:
    """All that is printed of a document at a stage. The tails differ from one another."""
    placed: list[Placed] = [(False, block) for block in document_blocks(job)]
    for issued in job.document.issued_texts:
        placed += issued_text(issued, job)
    placed += attachments(job.document.attachments, job)
    title = one_line(job.document.title)
    main = Composition(
        title, header_zone(job), _sections(placed), imprint(job), facts=facts_of_page(job)
    )
    return [Typeset("", main), *_apart(job)]


def fitted(made: Sequence[Typeset], job: Job, sheet: Sheet) -> tuple[list[Typeset], list[Problem]]:
    """What was typeset, the main composition fitted to its pages, and what does not fit on them."""
    names, memory = names_of(job.document), Memory()
    main, *apart = (
        replace(each, composition=whole_at_line_ends(each.composition, names, sheet, memory))
        for each in made
    )
    composition, problems = fit(main.composition, job, sheet, memory)
    composition = whole_where_closer(composition, names, sheet)
    sections = tuple(
        replace(section, blocks=with_seal_in_place(section.blocks, sheet))
        for section in composition.sections
    )
    composition = replace(composition, sections=sections)
    problems += title_problems(job)
    whole = [replace(main, composition=composition), *apart]
    whole = [replace(each, composition=_settled(each.composition, sheet, memory)) for each in whole]
    problems += (problem for each in whole for problem in _of_tables(each.composition))
    return whole, problems


def _settled(composition: Composition, sheet: Sheet, memory: Memory) -> Composition:
    """The composition with what is on its pages settled, page numbers and all."""
    tables_fitted = fit_tables(composition, sheet, memory)
    return _on_pages(with_page_numbers(tables_fitted, sheet), sheet, memory)


def _of_tables(composition: Composition) -> Iterator[Problem]:
    """What tables have no room for."""
    for section in composition.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield from block.problems


def _on_pages(composition: Composition, sheet: Sheet, memory: Memory) -> Composition:
    """The composition as its pages are to begin and end, all that is on them being settled; no
    block goes to another page.
    """
    composition = with_page_1_filled(composition, sheet, memory)
    sections = []
    for number, section in enumerate(composition.sections):
        start, more = page_1(composition, number, sheet)
        blocks = without_room_at_heads(
            section.blocks,
            turned_if(section, sheet),
            memory,
            start=start,
            more=more,
            below_header=not number and begins_body(composition.header_zone),
        )
        sections.append(replace(section, blocks=blocks))
    composition = replace(composition, sections=tuple(sections))
    composition = with_imprint_numbered(composition, sheet, memory)
    return with_imprint_placed(composition, sheet, memory)


def _sections(placed: Sequence[Placed]) -> tuple[PageSection, ...]:
    """Neighbours of one orientation in one section."""
    return tuple(
        PageSection(tuple(block for _, block in group), landscape)
        for landscape, group in groupby(placed, key=lambda each: each[0])
    )


def _apart(job: Job) -> Iterator[Typeset]:
    """Attachments bound separately. Where texts that are issued have some too, their tails say
    whose they are: 印发件2附件1.
    """
    document = job.document
    number = (document.document_number or "") if job.stage == FINAL else ""
    alone = len(document.issued_texts) == 1
    for index, (issued, items) in enumerate(attachment_lists(document)):
        owner = f"印发件{'' if alone else index}" if issued else ""
        if alone and not document.attachments:
            owner = ""
        for each in bound_apart(items):
            placed = list(attachment(each, job, number))
            title = attachment_name(each.item) or each.label
            yield Typeset(owner + each.label, Composition(title, None, _sections(placed), None))
