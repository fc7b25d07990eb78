"""A composition fitted to its pages: text on page 1, for which 主送 may have to go to the imprint
(7.3.2, 7.3.3), the signature on a page with text (7.3.5.5); a problem where it cannot be done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from ..composition import Block, Composition, Imprint, PageSection, Paragraph, Table
from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import LAYOUT
from ..sheet.data import Sheet
from .estimate import Memory, estimate
from .header_zone import lead_mark
from .heights import begins_page, page_1
from .job import Job
from .joint_mark import smaller_marks
from .signature_page import SignedText, is_of, to_text

_SHOWS_TEXT: Final = "GB/T 9704-2012 7.3.3：公文首页必须显示正文"
_LEAD_ONLY: Final = "写上“联合标志: 主办”"


def fit(
    composition: Composition, job: Job, sheet: Sheet, memory: Memory | None = None
) -> tuple[Composition, list[Problem]]:
    """The composition with what 7.3.5.5 and 7.3.2 ask for, and what could not be done.

    Only the text before the first page of its own (an 印发件, an 附件) is looked at. `memory` keeps
    what is counted for later.
    """
    composition, problems = _text_shown(composition, job, sheet)
    if not composition.sections:
        return composition, problems
    section, *more = composition.sections
    count = _first_part(section.blocks, sheet)
    start, higher = page_1(composition, 0, sheet)
    memory = memory or Memory()
    part = SignedText(section.blocks[:count], sheet, start, higher, memory, sealed=job.is_final)
    if part.closing is None:
        return composition, problems
    fitted = part.fitted()
    signed = part.blocks if fitted is None else part.held(fitted)
    if fitted is None or not part.has_company(signed):
        # To hold it to the text would take the text off page 1.
        problems.append(_stands_alone(replace(part, blocks=signed), job))
    blocks = (*signed, *section.blocks[count:])
    sections = (PageSection(blocks, section.landscape), *more)
    return replace(composition, sections=sections), problems


def _first_part(blocks: Sequence[Block], sheet: Sheet) -> int:
    """How many blocks stand before the first that begins a page of its own."""
    for index, block in enumerate(blocks):
        if index and isinstance(block, Paragraph) and begins_page(block, sheet):
            return index
    return len(blocks)


def _text_shown(
    composition: Composition, job: Job, sheet: Sheet
) -> tuple[Composition, list[Problem]]:
    """The composition with text on page 1 (7.3.3), and what was done for it or could not be: the
    names of a joint mark smaller, 主送 in the imprint (7.3.2), both.
    """
    if not job.is_final or _text_on_page_1(composition, sheet):
        return composition, []
    smallest = composition
    for moved in (False, True):
        begun = _recipients_moved(composition, job) if moved else composition
        if begun is None:
            continue
        for made in (begun, *_with_smaller_marks(begun, sheet)):
            if _text_on_page_1(made, sheet):
                return made, list(_told(made, job, moved=moved))
            if not moved:
                smallest = made
    return smallest, [_no_text_on_page_1(composition, job, sheet)]


def _with_smaller_marks(composition: Composition, sheet: Sheet) -> Iterator[Composition]:
    if composition.header_zone is not None:
        for zone in smaller_marks(composition.header_zone, sheet):
            yield replace(composition, header_zone=zone)


def _recipients_moved(composition: Composition, job: Job) -> Composition | None:
    """主送 in the imprint; None where there is none."""
    section, *more = composition.sections
    kept = tuple(block for block in section.blocks if not is_of(block, ("主送机关",)))
    if job.document.recipients is None or len(kept) == len(section.blocks):
        return None
    imprint = composition.imprint or Imprint("", "", "", "", "")
    imprint = replace(imprint, recipients=job.line(job.document.recipients))
    sections = (PageSection(kept, section.landscape), *more)
    return replace(composition, sections=sections, imprint=imprint)


def _text_on_page_1(composition: Composition, sheet: Sheet) -> bool:
    """Whether the first block of text begins on page 1, with what a heading there is kept with. A
    document without text has nothing to show.
    """
    if not composition.sections:
        return True
    blocks = composition.sections[0].blocks
    start, more = page_1(composition, 0, sheet)
    shown = to_text(blocks)
    spots = estimate(blocks[: _kept_to(blocks, shown, sheet)], sheet, start=start, more=more)
    return not spots or spots[shown - 1].page == 1


def _kept_to(blocks: Sequence[Block], count: int, sheet: Sheet) -> int:
    """How many blocks the first `count` are with those that the last of them is kept with."""
    while 0 < count < len(blocks) and _keeps_next(blocks[count - 1], sheet):
        count += 1
    return count


def _keeps_next(block: Block, sheet: Sheet) -> bool:
    return isinstance(block, Paragraph) and sheet.blocks_of(block.style).keeps_next


def _told(made: Composition, job: Job, *, moved: bool) -> Iterator[Problem]:
    """What was changed so that page 1 shows text."""
    zone = made.header_zone
    if zone is not None and zone.mark_suffix and zone.mark_fit and zone.mark_fit.size:
        yield problem_at(
            job.document.place("发文机关"),
            LAYOUT,
            Level.NOTICE,
            f"联合行文的机关有{len(zone.marks)}个，发文机关标志缩为{zone.mark_fit.size / 2:g}磅，"
            "首页才显示得出正文",
            basis=_SHOWS_TEXT,
            hint=f"只列主办机关，标志就不用缩小：{_LEAD_ONLY}",
        )
    if moved:
        yield problem_at(
            job.document.place("主送"),
            LAYOUT,
            Level.NOTICE,
            "主送机关移到了版记，不移首页显示不出正文",
            basis="GB/T 9704-2012 7.3.2：主送机关过多，使首页不能显示正文的，移至版记",
            hint="要排在正文之前的，缩短标题、主送，或少分几行",
        )


def _no_text_on_page_1(composition: Composition, job: Job, sheet: Sheet) -> Problem:
    zone = composition.header_zone
    hint = "缩短标题，或少分几行"
    if zone is not None and zone.mark_suffix:
        lead = replace(zone, marks=lead_mark(job), mark_suffix="")
        alone = replace(composition, header_zone=lead)
        moved = _recipients_moved(alone, job) or alone
        helped = any(_text_on_page_1(each, sheet) for each in (alone, moved))
        hint = f"只列主办机关：{_LEAD_ONLY}" + ("" if helped else f"；再{hint}")
    return problem_at(
        job.document.place("发文机关" if zone is not None and zone.mark_suffix else "标题"),
        LAYOUT,
        Level.WARNING,
        "首页排不下正文：发文机关标志、标题等占满了第1页",
        basis=_SHOWS_TEXT,
        hint=hint,
    )


def _stands_alone(part: SignedText, job: Job) -> Problem:
    """The signature could not be brought to a page with text."""
    closing = part.closing or 0
    spots = part.spots()
    names = [block for block in part.blocks[closing:] if isinstance(block, Paragraph)]
    first_apart, first_page = next(
        (
            (name, spot.page)
            for name, spot in zip(names, spots[closing:], strict=True)
            if spot.page != spots[closing - 1].last_page
        ),
        (names[0], spots[closing].page),
    )
    what = "附注" if first_apart.style == "附注" else "署名和成文日期"
    page = spots[-1].last_page
    pages = f"第{page}页" if first_page == page else f"第{first_page}页至第{page}页"
    return problem_at(
        _place(job),
        LAYOUT,
        Level.WARNING,
        f"{what}会单独排在{pages}，同一页上没有正文",
        basis="GB/T 9704-2012 7.3.5.5：容不下印章和成文日期时，调整行距、字距",
        hint=_hint(part, page),
    )


def _hint(part: SignedText, page: int) -> str:
    if part.fills_a_page():
        return "署名几乎占满一页：减少联合行文的机关，由主办机关行文，在正文里写明会同的机关"
    if isinstance(part.blocks[(part.closing or 1) - 1], Table):
        return "表格后面加一段正文，或者把表格放到附件里"
    if page == 2:
        return "把标题或主送缩短一行，或者把正文增写到四行以上"
    return "合并或删减段落，使正文少占一行；或者增写几个字，使末页有两行以上正文"


def _place(job: Job) -> Place:
    keys = ("成文日期", "署名", "发文机关", "附注")
    return job.document.place(next((key for key in keys if job.document.has(key)), "标题"))
