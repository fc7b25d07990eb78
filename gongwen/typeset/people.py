"""The people and units of a roster, and how wide a name stands."""

from __future__ import annotations

from ..composition import Run
from ..document.rosters import Person, Role
from ..paper.words import without_close
from .job import Job
from .width import width

SPREAD, SPREAD_IN_TABLE = "隔字", "表隔字"
"""Character styles that put one character's room after the first of two."""
_SPREAD_TO = 3


def spread(text: str, style: str = SPREAD) -> tuple[Run, ...]:
    """A word of two characters as wide as three: the room is in the style, not in the text, so
    that it is still one word when searched or copied. Others stand as they are.
    """
    if len(text) == 2 and width(text) == 2:
        return (Run(text[0], style), Run(text[1]))
    return (Run(text),) if text else ()


def spread_name(name: str, style: str = SPREAD) -> tuple[Run, ...]:
    """A person's name, the bracket after it unspread."""
    bare, bracket = _parted(name)
    return (*spread(bare, style), Run(bracket)) if bracket else spread(bare, style)


def name_width(name: str) -> float:
    """How wide a name stands once it is spread."""
    bare, bracket = _parted(name)
    return max(width(bare), _SPREAD_TO if len(bare) == 2 else 0) + width(bracket)


def bare_name(name: str) -> str:
    """A name without the bracket after it."""
    return _parted(name)[0]


def _parted(name: str) -> tuple[str, str]:
    """A name and the bracket after it: 李明（女，回族） → 李明, （女，回族）."""
    at = min((name.find(bracket) for bracket in "（(" if bracket in name), default=len(name))
    return name[:at].rstrip(), name[at:]


def people_of(role: Role) -> list[tuple[str, Person]]:
    """Each person of a role, the first of a group with the group's name."""
    people = [("", person) for person in role.people]
    for group in role.groups:
        people += [("" if index else group.name, each) for index, each in enumerate(group.people)]
    return people


def units_of(role: Role, job: Job) -> str:
    """The units of a role and what follows them, without closing punctuation; one 等 where both
    bring it.
    """
    text = job.line(role.units) if role.units is not None else ""
    tail = without_close(role.tail or "")
    return text + (tail[1:] if text.endswith("等") and tail.startswith("等") else tail)
