"""名单: people and units by role, names spread to three characters, posts aligned, turnover hanging."""

from __future__ import annotations

from collections.abc import Iterator

from ..composition import Block, Cell, Geometry, Paragraph, Run, Table, TabStop
from ..document.blocks import Person, Role, Roster
from .job import Job
from .width import width

SPREAD = "隔字"
"""Character style that puts one character's room after the first of two."""

_INDENT = 2
_NAME = 3
_GAP = 1


def spread(text: str, to: int = _NAME) -> tuple[Run, ...]:
    """A word of two characters as wide as three: the room is in the style, not in the text, so
    that it is still one word when searched or copied. Others stand as they are.
    """
    if len(text) == 2 and to == 3 and width(text) == 2:
        return (Run(text[0], SPREAD), Run(text[1]))
    return (Run(text),)


def _bare(name: str) -> tuple[str, str]:
    """A name and the bracket after it: 李 明（女，回族） → 李明, （女，回族）."""
    for bracket in "（(":
        head, found, tail = name.partition(bracket)
        if found:
            return head, found + tail
    return name, ""


def spread_name(name: str) -> tuple[Run, ...]:
    """A person's name, the bracket after it unspread."""
    bare, bracket = _bare(name)
    return (*spread(bare), Run(bracket)) if bracket else spread(bare)


def name_width(name: str) -> float:
    """How wide a name stands once it is spread."""
    bare, bracket = _bare(name)
    return max(width(bare), _NAME if len(bare) == 2 else 0) + width(bracket)


def roster(block: Roster, job: Job) -> Iterator[Block]:
    """The paragraphs of a roster, or a table where 版式 says so."""
    if block.form == "表":
        yield _as_table(block, job)
        return
    role_width = max(_role_width(role.name) for role in block.roles)
    for role in block.roles:
        yield from _role(role, role_width, job)


def _role_width(name: str) -> float:
    return max(width(name), _NAME if len(name) == 2 else 0)


def _role(role: Role, role_width: float, job: Job) -> Iterator[Paragraph]:
    """One role: its first line carries the label, the others are indented to the names."""
    names_at = _INDENT + role_width + 1
    label = (*spread(role.name), Run("："))
    people = _by_group(role)
    post_at = names_at + max((w for _, p in people if (w := name_width(p.name)) <= 4), default=3)
    post_at += _GAP
    for group, person in people:
        if group:
            yield Paragraph("名单", (*label, *_to_names(label), Run(group)), _hang(job, names_at))
            label = ()
        yield _person(person, label, names_at, post_at, job)
        label = ()
    if role.units is not None:
        text = job.line(role.units) + (role.tail or "")
        runs = (*label, *_to_names(label), Run(text))
        yield Paragraph("名单", runs, _hang(job, names_at, first=_INDENT if label else names_at))


def _by_group(role: Role) -> list[tuple[str, Person]]:
    people = [("", person) for person in role.people]
    for group in role.groups:
        people += [(group.name if i == 0 else "", p) for i, p in enumerate(group.people)]
    return people


def _to_names(label: tuple[Run, ...]) -> tuple[Run, ...]:
    return (Run("\t"),) if label else ()


def _hang(job: Job, at: float, *, first: float = _INDENT) -> Geometry:
    measure = job.measures.characters
    stops = (TabStop(measure(at)),) if first < at else ()
    return Geometry(left=measure(at), first_line=measure(first) - measure(at), tabs=stops)


def _person(
    person: Person, label: tuple[Run, ...], names_at: float, post_at: float, job: Job
) -> Paragraph:
    """Label, name and post at their stops. A name too long for its column pushes its own post on,
    and that post's turnover still hangs where the posts stand.
    """
    measure = job.measures.characters
    runs = (*label, *_to_names(label), *spread_name(person.name))
    end = names_at + name_width(person.name)
    at = post_at if end + 0.5 <= post_at else end + _GAP
    if person.post:
        runs = (*runs, Run("\t" + person.post))
    left = measure(post_at)
    first = measure(_INDENT if label else names_at)
    stops = {measure(names_at), measure(at)} if label else {measure(at)}
    return Paragraph(
        "名单",
        runs,
        Geometry(left=left, first_line=first - left, tabs=tuple(TabStop(s) for s in sorted(stops))),
    )


def _as_table(block: Roster, job: Job) -> Table:
    """角色 · 姓名 · 单位及职务, the role merged down its people."""
    full = job.measures.width
    widths = (round(full * 0.16), round(full * 0.24))
    widths = (*widths, full - sum(widths))

    def cell(*runs: Run, style: str = "表文居中", columns: int = 1) -> Cell:
        return Cell((Paragraph(style, runs),), columns)

    rows: list[tuple[Cell, ...]] = [
        tuple(cell(Run(head), style="表头") for head in ("角色", "姓名", "单位及职务"))
    ]
    for role in block.roles:
        lines: list[tuple[Cell, ...]] = [
            (cell(*spread_name(person.name)), cell(Run(person.post), style="表文"))
            for _, person in _by_group(role)
        ]
        if role.units is not None:
            text = job.line(role.units) + (role.tail or "")
            lines.append((cell(Run(text), style="表文", columns=2),))
        for index, line in enumerate(lines):
            merge = None if len(lines) == 1 else ("restart" if index == 0 else "continue")
            runs = spread(role.name) if index == 0 else ()
            rows.append((Cell((Paragraph("表文居中", runs),), 1, merge), *line))
    return Table(widths, 1, tuple(rows))
