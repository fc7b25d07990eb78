"""名单: people and units by role. Names are spread to three characters and posts aligned by tab
stops, and what turns over hangs. Positions are counted in 3号 characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..composition import Block, Fit, Geometry, Paragraph, Run, TabStop
from ..document.rosters import Person, Role, Roster
from ..paper.words import with_stop
from .job import Job
from .people import SPREAD, name_width, people_of, spread, spread_name, units_of
from .roster_table import roster_table
from .width import width

_SPREAD_TO = 3
_LONGEST_ALIGNED = 4
"""A wider name pushes its own post on, instead of everybody's."""
_LEAST_ROOM = 4
"""So many characters of a post must have room beside its name, or it stands below."""
_WIDEST_LABEL = 10
"""A longer label stands on a line of its own, instead of taking the room of everybody's posts."""
_BELOW_LABEL = 2
"""How far what follows such a label is set in from it."""


def roster(block: Roster, job: Job) -> Iterator[Block]:
    """The paragraphs of a roster, or a table where 版式 says so."""
    if block.form == "表":
        yield roster_table(block, job)
        return
    spreading = any(width(role.name) == _SPREAD_TO for role in block.roles)
    labels = [_Label(spread(role.name) if spreading else (Run(role.name),)) for role in block.roles]
    places = job.measures.places
    beside = [label.width for label in labels if not label.apart]
    names_at = places.roster_in + max(beside, default=_BELOW_LABEL)
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

    @property
    def apart(self) -> bool:
        """Whether it stands on a line of its own."""
        return self.width > _WIDEST_LABEL

    def runs(self, indent: float, names_at: float) -> tuple[Run, ...]:
        """The label up to the names: a label as wide as the widest ends there by itself."""
        tab = "\t" if indent + self.width < names_at else ""
        return (*self.word, Run("：" + tab))


class _Line(Struct, frozen=True):
    """A paragraph that begins `at`, turns over to `hanging` and has a tab stop there if it has a
    tab; `kept` = it stays with the next.
    """

    runs: tuple[Run, ...]
    at: float
    hanging: float
    kept: bool = False


def _role(
    role: Role, label: _Label, names_at: float, posts_at: float, job: Job
) -> Iterator[Paragraph]:
    """One role: its first line carries the label, the others are indented to the names; the posts
    of the whole roster stand in one column.
    """
    places = job.measures.places
    lines: list[_Line] = []
    for group, person in people_of(role):
        if group:
            lines.append(_Line((Run(group),), names_at, names_at))
        lines += _person(person, names_at, posts_at, job)
    if (units := units_of(role, job)) or not lines:
        lines.append(_Line((Run(with_stop(units)),) if units else (), names_at, names_at))
    if label.apart:
        yield from (_set(each, job) for each in (_label_alone(label, places.roster_in), *lines))
        return
    first, *more = lines
    before = label.runs(places.roster_in, names_at)
    tabbed = any("\t" in run.text for run in before)
    headed = _Line((*before, *first.runs), places.roster_in, first.hanging, first.kept)
    yield _set(headed, job, (names_at,) if tabbed else ())
    yield from (_set(each, job) for each in more)


def _label_alone(label: _Label, at: float) -> _Line:
    return _Line(label.runs(at, at), at, at, kept=True)


def _person(person: Person, names_at: float, posts_at: float, job: Job) -> Iterator[_Line]:
    """A name and its post, which turns over below its own beginning: in the column of posts, or
    behind a name that is too long for that. Where hardly any room is left behind it, the post
    stands below the name, in the column.
    """
    runs = spread_name(person.name)
    if not person.post:
        yield _Line(runs, names_at, names_at)
        return
    behind = names_at + name_width(person.name) + job.measures.places.roster_gap
    at = max(posts_at, behind)
    if at > posts_at and job.columns - at < _LEAST_ROOM:
        yield _Line(runs, names_at, names_at, kept=True)
        yield _Line((Run(person.post),), posts_at, posts_at)
    else:
        yield _Line((*runs, Run("\t" + person.post)), names_at, at)


def _set(line: _Line, job: Job, stops: tuple[float, ...] = ()) -> Paragraph:
    """The paragraph of a line, with `stops` beside that of its post."""
    if any("\t" in run.text for run in line.runs[-1:]) and line.hanging not in stops:
        stops = (*stops, line.hanging)
    fit = Fit(keep_next=True) if line.kept else None
    return Paragraph("名单", line.runs, _hanging(line.at, line.hanging, stops, job), fit=fit)


def _hanging(first: float, left: float, stops: Sequence[float], job: Job) -> Geometry:
    measure = job.measures.characters
    return Geometry(
        left=measure(left),
        first_line=measure(first) - measure(left),
        tabs=tuple(TabStop(measure(stop)) for stop in stops),
    )
