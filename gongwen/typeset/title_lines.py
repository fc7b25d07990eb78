"""标题 of the document and its parts as the lines that are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document.parts import Attachment, Document, Part
from ..document.values import LinesTyped, as_lines
from ..elements.element import Element
from ..problem import Level, Problem, problem_at
from ..problem_ids import TITLE_BREAK
from .job import Job
from .title import break_mark, break_title
from .width import width

_BLANK = "\u3000"


def title_room(job: Job) -> float:
    """How many characters of a title stand in a line, in halves: 20 on an upright page."""
    return int(2 * job.width / job.measures.title_character) / 2


def title_lines(typed: LinesTyped, job: Job) -> tuple[str, ...]:
    """The lines as typed; a title typed in one line is broken where it does not fit (7.3.1)."""
    lines = as_lines(typed)
    room = title_room(job)
    if len(lines) != 1 or width(lines[0]) <= room:
        return lines
    return break_title(lines[0], _names(job), room)


def note_lines(text: str, job: Job) -> tuple[str, ...]:
    """The lines of a 题注: broken where a blank was typed, if that is enough, else like a title."""
    room = int(2 * job.width / job.measures.character) / 2
    if width(text) <= room:
        return (text,)
    first, *more = text.split(_BLANK)
    lines = [first]
    for piece in more:
        if width(f"{lines[-1]}{_BLANK}{piece}") <= room:
            lines[-1] += _BLANK + piece
        else:
            lines.append(piece)
    if all(width(line) <= room for line in lines):
        return tuple(lines)
    return break_title(text, _names(job), room)


def mark_lines(text: str, job: Job) -> tuple[str, ...]:
    """The lines of a 发文机关标志 that is not typed: two where one would be narrowed too far."""
    return (text,) if width(text) <= job.measures.mark_room else break_mark(text, _names(job))


def _names(job: Job) -> frozenset[str]:
    registered = {name for unit in job.registry.units for name in unit.names}
    return frozenset(registered.union(job.issuers()))


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
                    TITLE_BREAK,
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
