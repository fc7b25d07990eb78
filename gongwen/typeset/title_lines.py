"""标题 of the document and its parts as the lines that are printed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ..document.parts import Attachment, Part
from ..document.values import LinesTyped, as_lines
from ..elements.element import Element
from ..problem import Level, Problem, problem_at
from ..problem_ids import TITLE_BREAK
from .headline_width import headline_width as width
from .job import Job
from .title import break_mark, break_title, torn_words

_BLANK = "\u3000"
_LEAST_ROOM = 4.0
"""Characters: a word of two, and a mark that clings to it."""
_LEGIBLE = 1.5
"""So many times what looks well may stand in one of two lines of a mark."""
_UNEVEN = 1.35
"""The longest of three lines and more in parts of the mean one."""
_NARROWED = 1.9
"""So many times what looks well may stand in one line of a mark where it is typed so."""
_SLACK = 40
"""Twips that a line is left short of the type area: engines and faces differ by so much, and a line
that does not fit leaves its last character on a line of its own.
"""


def title_room(job: Job) -> float:
    """How many characters of a title stand in a line: 20 on an upright page."""
    return (job.width - _SLACK) / job.measures.title_character


def title_lines(typed: LinesTyped, job: Job) -> tuple[str, ...]:
    """The lines as typed; a title typed in one line is broken where it does not fit (7.3.1)."""
    lines = as_lines(typed)
    room = title_room(job)
    if len(lines) != 1 or width(lines[0]) <= room:
        return lines
    return tuple(line.strip() for line in break_title(lines[0], _names(job), room, job.cut))


def note_lines(text: str, job: Job) -> tuple[str, ...]:
    """The lines of a 题注: broken where a blank was typed, if that is enough, else like a title."""
    room = (job.width - _SLACK) / job.measures.character
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
    return break_title(text, _names(job), room, job.cut)


def mark_lines(text: str, job: Job) -> tuple[str, ...]:
    """The lines of a 发文机关标志 that is not typed in lines: two where one would be narrowed too
    far; more where two would hardly be legible.
    """
    room = job.measures.mark_room
    if width(text) <= room:
        return (text,)
    lines = break_mark(text, _names(job), cut=job.cut)
    if max(map(width, lines)) <= _LEGIBLE * room:
        return lines
    count = math.ceil(width(text) / (_LEGIBLE * room))
    most = min(_UNEVEN * width(text) / count, _LEGIBLE * room)
    short = frozenset(name for name in _names(job) if width(name) <= most)
    return break_title(text, short, most, job.cut)


def typed_mark_lines(lines: tuple[str, ...], job: Job) -> tuple[str, ...]:
    """The lines of a 发文机关标志 that is typed: as they are, but a single one that no narrowing
    brings into the width is broken as one that is not typed: Word would break it where it likes,
    and move all below it down.
    """
    (first, *others) = lines or ("",)
    return (
        lines
        if others or width(first) <= _NARROWED * job.measures.mark_room
        else (mark_lines(first, job))
    )


def name_lines(name: str, room: float, job: Job, *, beside: float = 0.0) -> tuple[str, ...]:
    """The lines of a name or a post that stands alone, none wider than `room` characters, the last
    less what stands `beside` it: two nearly equal ones where that is enough, broken between words.
    """
    measured, least = job.measures.width_of, room - beside
    if measured(name) <= least:
        return (name,)
    others = _names(job) - {name}
    first, second = break_mark(name, others, (room, least), job.cut)
    if measured(first) <= room and measured(second) <= least:
        return first, second
    return break_title(name, others, max(least, _LEAST_ROOM), job.cut)


def _names(job: Job) -> frozenset[str]:
    registered = {name for unit in job.registry.units for name in unit.names}
    return frozenset(registered.union(job.issuers()))


def title_problems(job: Job) -> Iterator[Problem]:
    """What is wrong with the lines of titles: typed ones that do not fit, so that Word would tear
    them where it likes, or that leave a single character; a word that is wider than a line.
    """
    for part, typed, here in _titles(job):
        lines = as_lines(typed)
        found = _of_typed(lines, here) if len(lines) > 1 else _of_broken(lines[0], here)
        for message, hint in found:
            yield problem_at(
                part.place("标题"),
                TITLE_BREAK,
                Level.WARNING,
                message,
                basis="GB/T 9704-2012 7.3.1：标题回行要词意完整、排列对称",
                hint=hint,
            )


def _of_typed(lines: Sequence[str], job: Job) -> Iterator[tuple[str, str]]:
    """A message and a hint for each line typed that will not do."""
    room = title_room(job)
    hint = "换个地方分行；也可以把标题写成一行，由程序分行"
    for number, line in enumerate(lines, 1):
        if width(line) > room:
            wide, most = math.ceil(2 * width(line)) / 2, math.floor(2 * room) / 2
            told = f"标题第{number}行有{wide:g}个字宽，一行只排得下{most:g}个：“{line}”"
            yield told, hint
    if len(lines[-1]) == 1:
        yield f"标题最后一行只有一个字：“{lines[-1]}”", hint


def _of_broken(title: str, job: Job) -> Iterator[tuple[str, str]]:
    """The same for a title that the program breaks."""
    room, names = title_room(job), _names(job)
    if width(title) > room:
        lines = break_title(title, names, room, job.cut)
        for torn in torn_words(title, lines, names, room, job.cut):
            yield (
                f"标题里有一段太长，又没有可以分行的地方，断在了词的中间：“{torn}”",
                "缩短这一段；或者把标题写成几行，自己定分行的地方",
            )


def _titles(job: Job) -> Iterator[tuple[Element, LinesTyped, Job]]:
    """Every title that is printed, with what it belongs to and the pages that it stands on."""
    document = job.document
    if not (job.is_final and job.layout_format == "命令"):
        yield document, document.title, job
    for issued in document.issued_texts:
        if issued.title:
            yield issued, issued.title, replace(job, landscape=issued.landscape)
        yield from _of_attachments(issued.attachments, job)
    yield from _of_attachments(document.attachments, job)


def _of_attachments(
    items: Sequence[Attachment], job: Job
) -> Iterator[tuple[Element, LinesTyped, Job]]:
    for item in items:
        here = replace(job, landscape=item.landscape)
        parts: Sequence[Part] = () if item.apart else item.texts or (item,)
        for part in parts:
            if part.title:
                yield part, part.title, here
        yield from _of_attachments(item.attachments, job)
