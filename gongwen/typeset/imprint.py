"""版记 (7.4), at the foot of the last page."""

from __future__ import annotations

import math

from ..composition import Imprint
from ..document.values import as_lines
from .header_zone import header_marks
from .job import Job
from .width import width

_ROWS = 22
_ROW = 28
_TITLE_ROW = 20.1
"""Characters of a title (2号) to a line: 28 × 16 / 22, less the grid's narrowing."""


def imprint(job: Job) -> Imprint | None:
    """The imprint; None where the stage prints none or nothing is given for it. A letter's names
    no printing office, date or copies (10.1).
    """
    document = job.document
    moved = recipients_moved(job)
    if not job.is_final or not (document.copies_to or document.printing or moved):
        return None
    printing = document.printing if job.layout_format != "信函" else None
    found = Imprint(
        recipients=job.line(document.recipients) if moved and document.recipients else "",
        copies_to=job.line(document.copies_to) if document.copies_to else "",
        printed_by=(printing.office or "") if printing else "",
        printed_on=f"{printing.date}印发" if printing and printing.date else "",
        copies=_copies(printing.copies) if printing and printing.copies else "",
    )
    return found if found != _NOTHING else None


_NOTHING = Imprint("", "", "", "", "")


def _copies(typed: str) -> str:
    """120, 120份 and 共印120份 are all 共印120份."""
    number = typed.strip().removeprefix("共印").removesuffix("份").strip()
    return f"共印{number}份" if number.isdecimal() else typed


def recipients_moved(job: Job) -> bool:
    """Whether 主送 is so long that no text would be left on page 1, so that it stands in the
    imprint (7.3.2): counted in rows of the grid below the red rule, with the title's own.
    """
    document = job.document
    if not job.is_final or document.recipients is None or job.layout_format == "命令":
        return False
    marks, _ = header_marks(job)
    header = 3 + max(3, 2 * len(marks)) + 3
    title = 2 + sum(math.ceil(width(line) / _TITLE_ROW) for line in as_lines(document.title))
    recipients = 1 + math.ceil((width(job.line(document.recipients)) + 1) / _ROW)
    return header + title + recipients >= _ROWS
