"""职责: what each unit is charged with."""

from __future__ import annotations

from collections.abc import Iterator

from ..composition import Paragraph, Run
from ..document.rosters import Duties
from ..paper.numbering import DEFAULT_SCHEME, format_number
from ..paper.words import lines_of
from .job import Job

_ITEM_MARKER = DEFAULT_SCHEME.levels[2]
_UNIT = "{单位}"


def duties(block: Duties, job: Job) -> Iterator[Paragraph]:
    """“单位：文” in one paragraph; several duties, or a 题式, put the unit on a line of its own,
    and its duties beneath are numbered 1. afresh.
    """
    for duty in block.duties:
        unit = job.line(duty.units)
        listed = not isinstance(duty.content, str)
        lead: tuple[Run, ...] = ()
        if block.heading_form:
            yield Paragraph("段落", (Run(block.heading_form.replace(_UNIT, unit)),))
        else:
            lead = (Run(f"{unit}：", "领句"),)
        if listed:
            if lead:
                yield Paragraph("段落", lead)
            for index, text in enumerate(duty.content, 1):
                number = format_number(_ITEM_MARKER, index)
                yield from _paragraphs("条目", (), number, text)
        else:
            yield from _paragraphs("段落", lead, "", str(duty.content))


def _paragraphs(style: str, lead: tuple[Run, ...], number: str, text: str) -> Iterator[Paragraph]:
    first, *more = lines_of(text)
    yield Paragraph(style, (*lead, Run(number + first)))
    for line in more:
        yield Paragraph("段落", (Run(line),))
