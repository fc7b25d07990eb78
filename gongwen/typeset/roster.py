"""名单: people and units by role. Names are spread to three characters and posts aligned by tab
stops, and what turns over hangs. Positions are counted in 3号 characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..composition import Block, Geometry, Paragraph, Run, TabStop
from ..document.rosters import Person, Role, Roster
from .job import Job
from .width import width
from .words import with_stop, without_close

SPREAD, SPREAD_IN_TABLE = "隔字", "表隔字"
"""Character styles that put one character's room after the first of two."""

_INDENT = 2
_SPREAD_TO = 3
_GAP = 1
_LONGEST_ALIGNED = 4
"""A wider name pushes its own post on, instead of everybody's."""


def spread(text: str, style: str = SPREAD) -> tuple[Run, ...]:
    """A word of two characters as wide as three: the room is in the style, not in the text, so
    that it is still one word when searched or copied. Others stand as they are.
    """
    if len(text) == 2 and width(text) == 2:
        return (Run(text[0], style), Run(text[1]))
    return (Run(text),) if text else ()


def spread_name(name: str, style: str = SPREAD) -> tuple[Run, ...]:
    """A person's name, the bracket after it unspread."""
    bare, bracket = _bare(name)
    return (*spread(bare, style), Run(bracket)) if bracket else spread(bare, style)


def name_width(name: str) -> float:
    """How wide a name stands once it is spread."""
    bare, bracket = _bare(name)
    return max(width(bare), _SPREAD_TO if len(bare) == 2 else 0) + width(bracket)


def _bare(name: str) -> tuple[str, str]:
    """A name and the bracket after it: 李明（女，回族） → 李明, （女，回族）."""
    at = min((name.find(bracket) for bracket in "（(" if bracket in name), default=len(name))
    return name[:at].rstrip(), name[at:]


def roster(block: Roster, job: Job) -> Iterator[Block]:
    """The paragraphs of a roster, or a table where 版式 says so."""
    if block.form == "表":
        from .roster_table import roster_table

        yield roster_table(block, job)
        return
    spreading = any(width(role.name) == _SPREAD_TO for role in block.roles)
    labels = [_Label(spread(role.name) if spreading else (Run(role.name),)) for role in block.roles]
    names_at = _INDENT + max(label.width for label in labels)
    names = [name_width(each.name) for role in block.roles for _, each in people_of(role)]
    aligned = [each for each in names if each <= _LONGEST_ALIGNED]
    posts_at = names_at + max(aligned, default=_SPREAD_TO) + _GAP
    for role, label in zip(block.roles, labels, strict=True):
        yield from _role(role, label, names_at, posts_at, job)


class _Label(Struct, frozen=True):
    """组长： before the first line of a role. `width` includes the room that spreading adds."""

    word: tuple[Run, ...]

    @property
    def width(self) -> float:
        added = sum(run.style == SPREAD for run in self.word)
        return width("".join(run.text for run in self.word)) + added + 1

    def runs(self, names_at: float) -> tuple[Run, ...]:
        """The label up to the names: a label as wide as the widest ends there by itself."""
        tab = "\t" if _INDENT + self.width < names_at else ""
        return (*self.word, Run("：" + tab))


def _role(
    role: Role, label: _Label, names_at: float, post_at: float, job: Job
) -> Iterator[Paragraph]:
    """One role: its first line carries the label, the others are indented to the names; the posts
    of the whole roster stand in one column.
    """
    lines: list[tuple[tuple[Run, ...], float, tuple[float, ...]]] = []
    people = people_of(role)
    widths = [name_width(person.name) for _, person in people]
    for (group, person), wide in zip(people, widths, strict=True):
        if group:
            lines.append(((Run(group),), names_at, ()))
        runs = spread_name(person.name)
        if not person.post:
            lines.append((runs, names_at, ()))
            continue
        stop = max(post_at, names_at + wide + _GAP)
        lines.append(((*runs, Run("\t" + person.post)), post_at, (stop,)))
    if (units := units_of(role, job)) or not lines:
        lines.append(((Run(with_stop(units)),) if units else (), names_at, ()))
    for index, (runs, hanging, stops) in enumerate(lines):
        before = label.runs(names_at) if index == 0 else ()
        first = _INDENT if index == 0 else names_at
        tabbed = any("\t" in run.text for run in before)
        yield Paragraph(
            "名单",
            (*before, *runs),
            _hanging(first, hanging, ((names_at,) if tabbed else ()) + stops, job),
        )


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


def _hanging(first: float, left: float, stops: Sequence[float], job: Job) -> Geometry:
    measure = job.measures.characters
    return Geometry(
        left=measure(left),
        first_line=measure(first) - measure(left),
        tabs=tuple(TabStop(measure(stop)) for stop in stops),
    )
