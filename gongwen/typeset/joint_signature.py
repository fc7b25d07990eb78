"""署名 of several units, each under a seal of its own (7.3.5.1)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from ..composition import Fit, Geometry, Paragraph, Run, TabStop
from .figure import seal
from .job import Job
from .signature_places import right_indent, sealed_places, seals_of, under_seal
from .title_lines import name_lines

_ROWS_OF_WHOLE_NAMES: Final = 3
"""Where names that are kept whole take more, long ones are broken so that more stand in a row."""
_LEAST_ROOM: Final = 4
"""Characters of a line of such a name: 云溪市, and one that clings to it."""
_LOWER: Final = 0.35
"""Rows by which a seal stands lower for each further line of its name."""

_Lines = tuple[str, ...]
"""The lines of one name."""


class _Arranged(Struct, frozen=True):
    """Names to stand `in_row` side by side, in characters: the middle of the `last` of a row, the
    `step` from one to the next, the right edge of the date.
    """

    names: Sequence[_Lines]
    in_row: int
    last: float
    step: float
    date_right: float


def sealed_jointly(names: Sequence[str], date: str, job: Job) -> Iterator[Paragraph]:
    """One seal to a name (7.3.5.1): rows of as many as the sheet has it, so far apart that no seal
    touches another; the last name stands over the date. Seals supplied as pictures, one to a name,
    stand over the names, the last over the date too.

    A row is a paragraph; its names of one line stand on its last.
    """
    seals = seals_of(job)
    if len(seals) != len(names):
        seals = (None,) * len(names)
    places, row = job.measures.places, job.measures.row
    made = _arrangement(names, date, job)
    before = None
    for first in range(0, len(names), made.in_row):
        standing = made.names[first : first + made.in_row]
        lines = max(map(len, standing))
        centres = [made.last - made.step * (len(standing) - 1 - at) for at in range(len(standing))]
        stops = tuple(TabStop(job.measures.characters(centre), "center") for centre in centres)
        here = seals[first : first + made.in_row]
        if date and first + made.in_row >= len(names):
            here = here[:-1]
        above = places.seal_above - 1 - _LOWER * (lines - 1)
        pictures = tuple(
            seal(vetted, job, centre, above)
            for vetted, centre in zip(here, centres, strict=False)
            if vetted
        )
        style = "联合署名续" if first else "联合署名"
        fit = None if before is None else Fit(before=before)
        yield Paragraph(
            style, (Run(_text(standing)),), Geometry(tabs=stops), fit=fit, seals=pictures
        )
        room = job.measures.above_seals
        before = max(room - (lines - 1) * row, row) if lines > 1 else None
    if date:
        dated = Paragraph("成文日期", (Run(date),), right_indent(job, made.date_right))
        yield under_seal(dated, seals[-1], job)


def _arrangement(names: Sequence[str], date: str, job: Job) -> _Arranged:
    """The names whole, but one wider than a line; broken where they take many rows, fewer so."""
    whole = _arranged([name_lines(name, job.columns, job) for name in names], date, job)
    if math.ceil(len(names) / whole.in_row) <= _ROWS_OF_WHOLE_NAMES:
        return whole
    room = _seal_width(job)
    while room >= _LEAST_ROOM:
        broken = _arranged([name_lines(name, room, job) for name in names], date, job)
        if broken.in_row > whole.in_row:
            return broken
        room -= 0.5
    return whole


def _arranged(names: Sequence[_Lines], date: str, job: Job) -> _Arranged:
    width, places = job.measures.width_of, job.measures.places
    wide = _seal_width(job)
    longest = max(width(line) for lines in names for line in lines)
    name_right, date_right = sealed_places(longest, width(date), job)
    last = job.columns - name_right - longest / 2
    first = max(longest, wide) / 2
    apart = max(longest + 1, wide)
    in_row = max(1, min(places.seals_in_row, len(names), int((last - first) / apart) + 1))
    step = (last - first) / (in_row - 1) if in_row > 1 else 0.0
    return _Arranged(names, in_row, last, step, date_right)


def _seal_width(job: Job) -> float:
    """Of a seal, with what keeps it from the next."""
    return (job.measures.seal + job.measures.places.seal_gap) / job.measures.character


def _text(names: Sequence[_Lines]) -> str:
    """The names of a row, a line of all of them after another; the last lines side by side."""
    count = max(map(len, names))
    padded = [("",) * (count - len(lines)) + tuple(lines) for lines in names]
    rows = zip(*padded, strict=True)
    return "\n".join("".join(f"\t{line}" for line in row).rstrip("\t") for row in rows)
