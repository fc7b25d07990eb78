"""名单: people and units by role. Names are spread to three characters and posts aligned by tab
stops, and what turns over hangs. Positions are counted in 3号 characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..composition import Block, Geometry, Paragraph, Run, TabStop
from ..document.rosters import Role, Roster
from ..paper.words import with_stop
from .job import Job
from .people import SPREAD, name_width, people_of, spread, spread_name, units_of
from .roster_table import roster_table
from .width import width

_SPREAD_TO = 3
_LONGEST_ALIGNED = 4
"""A wider name pushes its own post on, instead of everybody's."""


def roster(block: Roster, job: Job) -> Iterator[Block]:
    """The paragraphs of a roster, or a table where 版式 says so."""
    if block.form == "表":
        yield roster_table(block, job)
        return
    spreading = any(width(role.name) == _SPREAD_TO for role in block.roles)
    labels = [_Label(spread(role.name) if spreading else (Run(role.name),)) for role in block.roles]
    places = job.measures.places
    names_at = places.roster_in + max(label.width for label in labels)
    names = [name_width(each.name) for role in block.roles for _, each in people_of(role)]
    aligned = [each for each in names if each <= _LONGEST_ALIGNED]
    posts_at = names_at + max(aligned, default=_SPREAD_TO) + places.roster_gap
    for role, label in zip(block.roles, labels, strict=True):
        yield from _role(role, label, names_at, posts_at, job)


class _Label(Struct, frozen=True):
    """组长： before the first line of a role. `width` includes the room that spreading adds."""

    word: tuple[Run, ...]

    @property
    def width(self) -> float:
        added = sum(run.style == SPREAD for run in self.word)
        return width("".join(run.text for run in self.word)) + added + 1

    def runs(self, indent: float, names_at: float) -> tuple[Run, ...]:
        """The label up to the names: a label as wide as the widest ends there by itself."""
        tab = "\t" if indent + self.width < names_at else ""
        return (*self.word, Run("：" + tab))


def _role(
    role: Role, label: _Label, names_at: float, post_at: float, job: Job
) -> Iterator[Paragraph]:
    """One role: its first line carries the label, the others are indented to the names; the posts
    of the whole roster stand in one column.
    """
    places = job.measures.places
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
        stop = max(post_at, names_at + wide + places.roster_gap)
        lines.append(((*runs, Run("\t" + person.post)), post_at, (stop,)))
    if (units := units_of(role, job)) or not lines:
        lines.append(((Run(with_stop(units)),) if units else (), names_at, ()))
    for index, (runs, hanging, stops) in enumerate(lines):
        before = label.runs(places.roster_in, names_at) if index == 0 else ()
        first = places.roster_in if index == 0 else names_at
        tabbed = any("\t" in run.text for run in before)
        yield Paragraph(
            "名单",
            (*before, *runs),
            _hanging(first, hanging, ((names_at,) if tabbed else ()) + stops, job),
        )


def _hanging(first: float, left: float, stops: Sequence[float], job: Job) -> Geometry:
    measure = job.measures.characters
    return Geometry(
        left=measure(left),
        first_line=measure(first) - measure(left),
        tabs=tuple(TabStop(measure(stop)) for stop in stops),
    )
