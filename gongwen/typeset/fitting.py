"""A composition fitted to its pages: text on page 1, for which 主送 may have to go to the imprint
(7.3.2, 7.3.3), the signature on a page with text (7.3.5.5); a problem where it cannot be done.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..composition import Block, Composition, Imprint, PageSection, Paragraph, Table
from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import LAYOUT
from ..sheet.data import Sheet
from .estimate import estimate
from .heights import begins_page, header_height
from .job import Job
from .signature_page import SignedText, is_of, to_text


def fit(composition: Composition, job: Job, sheet: Sheet) -> tuple[Composition, list[Problem]]:
    """The composition with what 7.3.5.5 and 7.3.2 ask for, and what could not be done.

    Only the text before the first page of its own (an 印发件, an 附件) is looked at.
    """
    problems: list[Problem] = []
    start = header_height(composition.header_zone, sheet)
    composition = _recipients_moved(composition, job, sheet, start, problems)
    if not composition.sections or problems:
        return composition, problems
    section, *more = composition.sections
    count = _first_part(section.blocks, sheet)
    part = SignedText(section.blocks[:count], sheet, start)
    if part.closing is None:
        return composition, problems
    fitted = part.fitted()
    if fitted is None:  # to hold it to the text would take the text off page 1
        problems.append(_stands_alone(part, job))
    blocks = (*(part.blocks if fitted is None else part.held(fitted)), *section.blocks[count:])
    sections = (PageSection(blocks, section.landscape), *more)
    return replace(composition, sections=sections), problems


def _first_part(blocks: Sequence[Block], sheet: Sheet) -> int:
    """How many blocks stand before the first that begins a page of its own."""
    for index, block in enumerate(blocks):
        if index and isinstance(block, Paragraph) and begins_page(block, sheet):
            return index
    return len(blocks)


def _recipients_moved(
    composition: Composition, job: Job, sheet: Sheet, start: float, problems: list[Problem]
) -> Composition:
    """主送 in the imprint where it would leave no text on page 1 (7.3.2, 7.3.3)."""
    if not composition.sections or not job.is_final or _text_on_page_1(composition, sheet, start):
        return composition
    section, *more = composition.sections
    kept = tuple(block for block in section.blocks if not is_of(block, ("主送机关",)))
    recipients = [block for block in section.blocks if is_of(block, ("主送机关",))]
    if recipients and job.document.recipients is not None:
        imprint = composition.imprint or Imprint("", "", "", "", "")
        imprint = replace(imprint, recipients=job.line(job.document.recipients))
        sections = (PageSection(kept, section.landscape), *more)
        composition = replace(composition, sections=sections, imprint=imprint)
    if not _text_on_page_1(composition, sheet, start):
        problems.append(
            problem_at(
                job.document.place("标题"),
                LAYOUT,
                Level.WARNING,
                "首页排不下正文：发文机关标志、标题等占满了第1页",
                basis="GB/T 9704-2012 7.3.3：公文首页必须显示正文",
                hint="缩短标题，或少分几行",
            )
        )
    return composition


def _text_on_page_1(composition: Composition, sheet: Sheet, start: float) -> bool:
    """Whether the first block of text begins on page 1. A document without text has nothing to
    show.
    """
    blocks = composition.sections[0].blocks
    spots = estimate(blocks[: to_text(blocks)], sheet, start=start)
    return not spots or spots[-1].page == 1


def _stands_alone(part: SignedText, job: Job) -> Problem:
    """The signature could not be brought to a page with text."""
    closing = part.closing or 0
    spots = part.spots()
    names = [block for block in part.blocks[closing:] if isinstance(block, Paragraph)]
    first_apart = next(
        (
            name
            for name, spot in zip(names, spots[closing:], strict=True)
            if spot.page != spots[closing - 1].last_page
        ),
        names[0],
    )
    what = "附注" if first_apart.style == "附注" else "署名和成文日期"
    page = spots[-1].last_page
    return problem_at(
        _place(job),
        LAYOUT,
        Level.WARNING,
        f"{what}会单独排在第{page}页，同一页上没有正文",
        basis="GB/T 9704-2012 7.3.5.5：容不下印章和成文日期时，调整行距、字距",
        hint=_hint(part, page),
    )


def _hint(part: SignedText, page: int) -> str:
    if isinstance(part.blocks[(part.closing or 1) - 1], Table):
        return "表格后面加一段正文，或者把表格放到附件里"
    if page == 2:
        return "把标题或主送缩短一行，或者把正文增写到四行以上"
    return "合并或删减段落，使正文少占一行；或者增写几个字，使末页有两行以上正文"


def _place(job: Job) -> Place:
    keys = ("成文日期", "署名", "发文机关", "附注")
    return job.document.place(next((key for key in keys if job.document.has(key)), "标题"))
