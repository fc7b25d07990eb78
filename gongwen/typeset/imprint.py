"""版记 (7.4), at the foot of the last page."""

from __future__ import annotations

from ..composition import Imprint
from ..document.facts import Printing
from .headline_width import headline_width
from .job import Job
from .title_lines import name_lines

_APART = 1.0
"""Characters between an office and its date."""


def imprint(job: Job) -> Imprint | None:
    """The imprint; None where the stage prints none or nothing is given for it. A letter's names
    no printing office, date or copies (10.1). 主送 comes into it where `fit` finds page 1 full.
    """
    document = job.document
    if not job.is_final or not (document.copies_to or document.printing):
        return None
    printing = document.printing if job.layout_format != "信函" else None
    date = f"{printing.date}印发" if printing and printing.date else ""
    found = Imprint(
        recipients="",
        copies_to=job.line(document.copies_to) if document.copies_to else "",
        printed_by="\n".join(_lines(_office(printing, job), date, job)) if printing else "",
        printed_on=date,
        copies=_copies(printing.copies) if printing and printing.copies else "",
    )
    return found if found != _NOTHING else None


_NOTHING = Imprint("", "", "", "", "")


def _office(printing: Printing, job: Job) -> str:
    """The office that prints: where it is not said, the one that the office that issues names of
    itself, else the one that issues.
    """
    issuers = job.issuers()
    if printing.office or len(issuers) != 1:
        return printing.office or ""
    own = job.registry.office
    unit = job.registry.find(issuers[0])
    is_own = own.name in (issuers[0], unit.full_name if unit else "")
    return own.printing_office if is_own and own.printing_office else issuers[0]


def _lines(office: str, date: str, job: Job) -> tuple[str, ...]:
    """The office in lines that leave room for the date, which stands on the right of the last."""
    beside = headline_width(date) + _APART if date else 0.0
    return name_lines(office, job.measures.office_room, job, beside=beside)


def _copies(typed: str) -> str:
    """120, 120份 and 共印120份 are all 共印120份."""
    number = typed.strip().removeprefix("共印").removesuffix("份").strip()
    return f"共印{number}份" if number.isdecimal() else typed
