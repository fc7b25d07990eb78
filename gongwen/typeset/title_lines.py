"""标题 of the document and its parts as the lines that are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document.element import Element
from ..document.parts import Attachment, Document, Part
from ..document.values import LinesTyped, as_lines
from ..problem import Level, Problem, problem_at
from .job import Job
from .title import break_title
from .width import width

RULE = "标题断行"


def title_room(job: Job) -> float:
    """How many characters of a title stand in a line, in halves: 20 on an upright page."""
    return int(2 * job.width / job.measures.title_character) / 2


def title_lines(typed: LinesTyped, job: Job) -> tuple[str, ...]:
    """The lines as typed; a title typed in one line is broken where it does not fit (7.3.1)."""
    lines = as_lines(typed)
    room = title_room(job)
    if len(lines) != 1 or width(lines[0]) <= room:
        return lines
    registered = {name for unit in job.registry.units for name in unit.names}
    return break_title(lines[0], registered.union(job.issuers()), room)


def title_problems(job: Job) -> Iterator[Problem]:
    """Lines typed by hand that do not fit, so that Word would tear them where it likes."""
    room = title_room(job)
    for part, typed in _titles(job.document):
        lines = as_lines(typed)
        if len(lines) == 1:
            continue
        for number, line in enumerate(lines, 1):
            if width(line) > room:
                yield problem_at(
                    part.place("标题"),
                    RULE,
                    Level.WARNING,
                    f"标题第{number}行有{width(line):g}个字宽，一行只排得下{room:g}个：“{line}”",
                    basis="GB/T 9704-2012 7.3.1：标题回行要词意完整、排列对称",
                    hint="换个地方分行；也可以把标题写成一行，由程序分行",
                )


def _titles(document: Document) -> Iterator[tuple[Element, LinesTyped]]:
    """Every title typed, with what it belongs to. Attachments on landscape pages have more room."""
    yield document, document.title
    for issued in document.issued_texts:
        yield from _of_part(issued)
        yield from _of_attachments(issued.attachments)
    yield from _of_attachments(document.attachments)


def _of_attachments(items: Sequence[Attachment]) -> Iterator[tuple[Element, LinesTyped]]:
    for item in items:
        if not (item.apart or item.landscape):
            for part in (item, *item.texts):
                yield from _of_part(part)
        yield from _of_attachments(item.attachments)


def _of_part(part: Part) -> Iterator[tuple[Element, LinesTyped]]:
    if part.title:
        yield part, part.title
