"""名单: “组　长：王  刚   市政府副市长” and what follows, in every padding."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from ... import patterns as re
from ...paper.people import Named, people_in
from ...problem import Level
from ...problem_ids import UNSURE
from ..contents import Content, Found, paragraph_at
from ..pieces import Source, SourceParagraph
from ..role_lines import (
    OURS,
    RoleLine,
    as_typed,
    begins_with_name,
    more_people,
    names_somebody,
    numbered_role,
    of_units,
    people_of,
    role_line,
    roles_on_one_line,
    signs_left,
    units_and_tail,
)
from ..tree import Noted, Tree, noted

PRECEDENCE = 200
_POST_END = re.compile(r".{1,20}(?:长|员|任|记|席|师|理|事|授|官|裁)")
_GROUP = re.compile(r"[（(]?[一二三四五六七八九十]+[）)、].{2,30}")
_MARKS = "名单的标点，由程序加"
_NUMBERED = "像是带序数的名单，照原样留作文字"
_AS_ROSTER = "是名单的，写成名单，一人一项：姓名，空一格，单位和职务"
_MOVED = "角色后面括号里的说明移到冒号前面"
_LONGEST = 200
_LONGEST_STRAY = 60
_COLONS = ("：", ":")
_GOES_ON = ("、", "，", ",")
_SEVERAL = "一行写了几个人，改成一人一项"
_TURNED = "职务写在姓名前面，换到了后面"
_BARED = "职务外面的括号或者前面的逗号去掉了"
_JOINED = "分成两行的，接成了一行"
_ROLES = "一行写了几个角色，改成一行一个"


class _Roster(Struct):
    """What was made so far, and what was changed on the way. `kept` says what of each paragraph is
    in the roles, `counted` how many people or lists of units there are.
    """

    roles: list[Tree] = field(default_factory=list)
    kept: list[tuple[SourceParagraph, list[str]]] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    counted: int = 0

    def changed(self, what: str) -> None:
        if what not in self.changes:
            self.changes.append(what)


class _RosterLines(Struct, frozen=True):
    """The contents that a roster is read from."""

    contents: list[Content]

    def at(self, index: int) -> SourceParagraph | None:
        return paragraph_at(self.contents, index)

    def role(self, index: int) -> RoleLine | None:
        found = self.at(index)
        return role_line(found) if found else None

    def is_known_role(self, index: int) -> bool:
        role = self.role(index)
        return role is not None and role.is_known


def recognise(contents: list[Content], index: int, source: Source) -> Found | None:
    """A roster that begins at `index`. A line with a role whose people cannot be told apart for
    sure stays a line of text, and is told.
    """
    lines = _RosterLines(contents)
    first = lines.at(index)
    if first is None:
        return None
    if numbered_role(first.text):
        source.say(UNSURE, Level.NOTICE, first.number, _NUMBERED, _AS_ROSTER)
    if not (lines.role(index) or roles_on_one_line(first)):
        return None
    roster = _Roster()
    position = index
    while used := _read(lines, position, roster):
        position += used
    if not roster.roles:
        _say_unclear(lines, index, source)
    if not _is_enough(lines, index, position, roster, first):
        return None
    _say_stray(lines, position, source)
    for paragraph, kept in roster.kept:
        source.leave(signs_left(paragraph.text, kept), paragraph.number, _MARKS)
    if roster.changes:
        last = roster.kept[-1][0].number
        reach = "这里" if last == first.number else f"从这里到第{last}{source.unit}"
        source.say(
            UNSURE,
            Level.NOTICE,
            first.number,
            f"{reach}的名单，{'；'.join(roster.changes)}",
            "对照原文核对每个人的姓名和职务",
        )
    return Found(({"名单": roster.roles},), position - index)


def _is_enough(
    lines: _RosterLines, index: int, end: int, roster: _Roster, first: SourceParagraph
) -> bool:
    """Whether what was read is a roster: two lines, two people, or a rest of one."""
    if not roster.roles:
        return False
    if first.look.style == OURS or lines.is_known_role(index - 1):
        return True
    role = lines.role(index)
    if end - index == 1:
        return roster.counted > 1 and (role is None or role.is_known)
    known = any(lines.is_known_role(at) for at in range(index, end + 1))
    return known or (role is not None and all(each.post for each in people_in(role.rest)))


def _say_unclear(lines: _RosterLines, at: int, source: Source) -> None:
    """A line with a role, in a roster or with a name in it, that was not read."""
    paragraph, role = lines.at(at), lines.role(at)
    if paragraph is None or role is None or not role.rest or len(role.rest) > _LONGEST:
        return
    beside = lines.is_known_role(at + 1) or lines.is_known_role(at - 1)
    if names_somebody(role.rest) or (beside and "。" not in role.rest):
        message = f"“{role.word}”后面是哪几个人认不准，照原样留作文字"
        source.say(UNSURE, Level.WARNING, paragraph.number, message, _AS_ROSTER)


def _say_stray(lines: _RosterLines, at: int, source: Source) -> None:
    """People right beneath a roster who are not written as those of its last role are."""
    paragraph = lines.at(at)
    if paragraph is None or lines.role(at) or len(paragraph.text) > _LONGEST_STRAY:
        return
    if people_in(paragraph.text) or begins_with_name(paragraph.text):
        message = f"“{paragraph.text[:20]}”像是名单里的人，没有认准，照原样留作文字"
        hint = "是名单里的人，移到名单的“人员”里，一人一项"
        source.say(UNSURE, Level.WARNING, paragraph.number, message, hint)


def _read(lines: _RosterLines, index: int, roster: _Roster) -> int:
    """Read the role at `index` into the roster; how many pieces it takes, 0 where it is none or not
    sure.
    """
    here = lines.at(index)
    if here is None:
        return 0
    if several := roles_on_one_line(here):
        roster.changed(_ROLES)
        start = len(roster.roles)
        kept = [word for each in several for word in _whole_role(each, here, roster)]
        roster.roles[start] = noted(roster.roles[start], *here.remarks)
        roster.kept.append((here, kept))
        return 1
    line = role_line(here)
    if line is None:
        return 0
    if line.rest and not people_of(line.rest.rstrip("、，,"), line, here.look.style):
        return _units(lines, index, line, roster)
    return _people(lines, index, line, roster)


def _whole_role(line: RoleLine, here: SourceParagraph, roster: _Roster) -> list[str]:
    """A role that a part of a line says; what of the text was kept."""
    if people := people_of(line.rest, line, here.look.style):
        _note_changes(people, line.rest, roster)
        roster.roles.append({"角色": line.word, "人员": [as_typed(each) for each in people]})
        roster.counted += len(people)
        return [line.word, *(f"{each.name}{each.post}" for each in people)]
    names, tail = units_and_tail(line.rest) or (line.rest, "")
    roster.roles.append(of_units(line.word, names, tail))
    roster.counted += 2
    return [line.word, names, tail]


def _units(lines: _RosterLines, index: int, line: RoleLine, roster: _Roster) -> int:
    """A role of units, which may run over lines where one ends in 、."""
    here = lines.at(index)
    rest, used = line.rest, 1
    while rest.endswith(_GOES_ON) and (more := lines.at(index + used)):
        if lines.role(index + used) or not units_and_tail(more.text.rstrip("、，,")):
            break
        rest += more.text
        used += 1
    found = units_and_tail(rest)
    if here is None or found is None or rest.endswith(_GOES_ON):
        return 0
    if used > 1:
        roster.changed(_JOINED)
    names, tail = found
    whole = [each for at in range(index, index + used) if (each := lines.at(at))]
    remarks = [remark for each in whole for remark in each.remarks]
    roster.roles.append(noted(of_units(line.word, names, tail), *remarks))
    roster.counted += 2
    roster.kept.append((whole[-1] if used == 1 else _together(whole), [line.word, names, tail]))
    return used


def _together(paragraphs: Sequence[SourceParagraph]) -> SourceParagraph:
    """Paragraphs as one, for telling what of them was left out."""
    return paragraphs[0].with_text("".join(each.text for each in paragraphs))


class _People(Struct):
    """The people of a role as they are read, in groups or not."""

    entries: list[Tree] = field(default_factory=list)
    groups: list[Tree] = field(default_factory=list)
    named: tuple[Named, ...] = ()

    def add(self, people: tuple[Named, ...], remarks: tuple[str, ...]) -> None:
        first, *more = people
        self.entries.append(noted(as_typed(first), *remarks))
        self.entries += [as_typed(each) for each in more]
        self.named = (*self.named, *people)

    def open_group(self, name: str) -> None:
        self.entries = []
        self.groups.append({"组": name, "人员": self.entries})


def _people(lines: _RosterLines, index: int, line: RoleLine, roster: _Roster) -> int:
    """A role of people, those of its own line and of the lines beneath."""
    here = lines.at(index)
    if here is None:
        return 0
    read = _People()
    kept: list[tuple[SourceParagraph, list[str]]] = [(here, [line.word])]
    changes = _Roster()
    if (
        line.label == here.text
        and line.word.endswith(("）", ")"))
        and not here.text.endswith(_COLONS)
    ):
        changes.changed(_MOVED)
    if line.rest:
        people = people_of(line.rest.rstrip("、，,"), line, here.look.style)
        _note_changes(people, line.rest, changes)
        read.add(people, here.remarks)
        kept[0][1].extend(f"{each.name}{each.post}" for each in people)
    position = index + 1
    while (paragraph := lines.at(position)) and not role_line(paragraph):
        following = lines.at(position + 1)
        alone = line.is_known and not line.rest and not read.named
        below = more_people(following, read.named, under_role=alone) if following else ()
        people = more_people(paragraph, read.named, under_role=alone)
        if people and _may_stand(paragraph, people, lines, position, line):
            _note_changes(people, paragraph.text, changes)
            read.add(people, paragraph.remarks)
            kept.append((paragraph, [f"{each.name}{each.post}" for each in people]))
        elif _GROUP.fullmatch(paragraph.text) and below and (read.groups or not read.entries):
            read.open_group(paragraph.text)
            kept.append((paragraph, [paragraph.text]))
        elif read.entries and below and _is_rest_of_post(paragraph, read.named):
            _join_post(read, paragraph, changes)
            kept.append((paragraph, [paragraph.text]))
        else:
            break
        position += 1
    if not read.named:
        return 0
    units = None if read.groups else _units_beneath(lines.at(position))
    if units:
        position += 1
        kept.append((units.paragraph, list(units.texts)))
    roster.kept += kept
    roster.counted += len(read.named)
    for change in changes.changes:
        roster.changed(change)
    role: dict[str, Tree] = {"角色": line.word}
    if read.groups:
        role["分组"] = read.groups
    else:
        role |= {"人员": read.entries, **(units.fields if units else {})}
    roster.roles.append(role if line.rest else noted(role, *here.remarks))
    return position - index


class _UnitsBeneath(Struct, frozen=True):
    """Units beneath the people of a role: 各县（区）分管负责同志."""

    paragraph: SourceParagraph
    texts: tuple[str, str]

    @property
    def fields(self) -> dict[str, Tree]:
        return {"单位": self.texts[0], "后缀": self.texts[1]}


def _units_beneath(paragraph: SourceParagraph | None) -> _UnitsBeneath | None:
    """The units of a line that says who of them: only a tail tells it from a signature."""
    if paragraph is None or paragraph.remarks or role_line(paragraph):
        return None
    texts = units_and_tail(paragraph.text)
    return _UnitsBeneath(paragraph, texts) if texts and texts[1] else None


def _note_changes(people: Sequence[Named], text: str, roster: _Roster) -> None:
    if len(people) > 1:
        roster.changed(_SEVERAL)
    if any(each.post_first for each in people):
        roster.changed(_TURNED)
    solid = "".join(text.split())
    if any(each.post and not each.post_first and "".join(f"{each.name}{each.post}".split())
           not in solid for each in people):  # fmt: skip
        roster.changed(_BARED)


def _may_stand(
    paragraph: SourceParagraph,
    people: Sequence[Named],
    lines: _RosterLines,
    position: int,
    line: RoleLine,
) -> bool:
    """Whether a line without a role may go on with the roster. A lone word that could be anything
    (时光) must stand between names.
    """
    if paragraph.look.style == OURS or len(people) > 1 or people[0].post:
        return True
    if not line.rest:
        return True
    typed = paragraph.text
    if len("".join(typed.split())) > 2 or re.search(r"\s", typed):
        return True
    following = lines.at(position + 1)
    return following is not None and bool(role_line(following) or people_in(following.text))


def _is_rest_of_post(paragraph: SourceParagraph, named: Sequence[Named]) -> bool:
    """Whether a line is the end of the post above, which the page broke."""
    text = paragraph.text
    return bool(named[-1].post and _POST_END.fullmatch(text) and not re.search(r"\s", text))


def _join_post(read: _People, paragraph: SourceParagraph, roster: _Roster) -> None:
    last = read.named[-1]
    whole = Named(last.name, f"{last.post}{paragraph.text}")
    read.named = (*read.named[:-1], whole)
    before = read.entries[-1]
    notes = before.notes if isinstance(before, Noted) else ()
    read.entries[-1] = noted(as_typed(whole), *notes, *paragraph.remarks)
    roster.changed(_JOINED)
