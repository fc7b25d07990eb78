"""名单 and 职责: people and units, and what they have to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from .. import patterns as re
from ..elements.element import Element
from ..elements.faults import misfit
from ..elements.fields import Before, Check, MisfitError, field
from ..elements.shapes import is_blank
from ..elements.values import AnyText, Flag, Paragraphs, Text, Units
from ..paper.characters import HAN
from ..paper.surnames import is_compound
from ..problem import Place, Problem
from ..source.tree import Mapping, Sequence, Value
from .withholding import withheld_field


def _unspaced(name: str) -> str:
    return re.sub(r"(?<=[^\x00-\xff])\s+|\s+(?=[^\x00-\xff])", "", name)


Name = Annotated[Text, Check(_unspaced)]
"""A person's name, or a role: 王 刚 is 王刚, 组　长 is 组长; typesetting spreads it."""


class Person(Element):
    """A person of a roster. Typed as `王刚 市政府副市长`, or as a mapping."""

    name: Name = field(key="姓名", description="姓名，可带（女，回族）之类")
    post: AnyText = field("", key="职务", description="单位和职务")

    _typed_name: str = ""

    @property
    def typed_name(self) -> str:
        """The name as typed, 王 刚 for 王刚."""
        return self._typed_name or self.name

    def with_typed_name(self, typed: str) -> Self:
        """The same person, the name as typed being another."""
        made = self.copy()
        made._typed_name = typed
        return made

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """Nothing; but the name as typed is at hand here."""
        self._typed_name = str(data["姓名"]).strip()
        return ()


def split_person(text: str) -> tuple[str, str]:
    """Name and post: “杨 洋 市教育局局长” is 杨洋 and 市教育局局长. A single character that stands
    apart belongs to the name (王 小 明 too), as does a note in brackets （女，回族）.
    """
    if several := _first_of_several(text):
        return several
    words = re.sub(_WITHIN_BRACKETS, lambda match: "".join(match[0].split()), text).split()
    name, *rest = words
    if rest and (length := _given_name(name, rest)):
        name += rest[0][:length]
        rest[:1] = [rest[0][length:]] if rest[0][length:] else []
        longest = _LONGEST_SPREAD + is_compound(name)
        while rest and len(rest[0]) == 1 and len(name) < longest:
            name += rest.pop(0)
    if rest and (note := re.match(_NOTE, rest[0])):
        name += note[0]
        rest[:1] = [rest[0][note.end() :]] if rest[0][note.end() :] else []
    elif rest and rest[0].startswith(("（", "(")) and rest[0].endswith(("）", ")")):
        name += rest.pop(0)
    return name, " ".join(rest)


def _first_of_several(text: str) -> tuple[str, str] | None:
    """The first of several names that only blanks part (周 杨  吴 强), and the rest of the line,
    which is told: two names are never made one.
    """
    from ..paper.people import people_in  # only what has a roster needs it

    people = people_in(text)
    if len(people) < 2 or people[0].post or re.search("[、，,；;]", text):
        return None
    first = people[0].name
    at = next(at for at in range(len(text)) if "".join(text[:at].split()) == first)
    return first, " ".join(text[at:].split())


_LONGEST_SPREAD = 3
"""No name that is typed with blanks between its characters is longer, 欧 阳 明 月 but by one."""
_WITHIN_BRACKETS = r"（[^（）]*）|\([^()]*\)"
_NOTE = rf"[（(](?:男|女|{HAN}{{1,6}}族|[，,、])+[）)]"
"""What is said of a person in brackets and is no post: （女）, （女，回族）."""
_RUNS_ON = rf"({HAN}{{1,2}})(?:({_NOTE}).|[，,：:、；;].)"


def _given_name(name: str, rest: list[str]) -> int:
    """How much of the second word goes on the name: 杨 洋, 欧阳 明, and 杨 洋洋 before a post; of
    杨 洋（女）市教育局局长 the name and the note, and all of 杨 洋，市教育局局长, which is told.
    """
    word = rest[0]
    length = len(re.sub(_WITHIN_BRACKETS, "", word))
    if length == 1 or (len(name) == 1 and length == 2 and len(rest) > 1):
        return len(word)
    runs_on = re.match(_RUNS_ON, word)
    if runs_on is None or len(runs_on[1]) > (2 if len(name) == 1 else 1):
        return 0
    return runs_on.end(2) if runs_on[2] else len(word)


def _as_people(value: Any) -> Any:
    if not isinstance(value, Sequence):
        return value
    people = [
        _person(item, place) if isinstance(item, str) and not is_blank(item) else item
        for item, place in zip(value, value.places, strict=True)
    ]
    return Sequence(people, value.place, value.places)


def _person(text: str, place: Place) -> Mapping:
    name, post = split_person(text)
    places = {"姓名": place, "职务": place}
    items: dict[str, Value] = {"姓名": _as_typed(name, text)}
    if post:
        items["职务"] = post
    return Mapping(items, place, places, places)


def _as_typed(name: str, text: str) -> str:
    """The beginning of `text` that `name` was made from."""
    wanted = "".join(name.split())
    ends = [end for end, letter in enumerate(text, 1) if not letter.isspace()][: len(wanted)]
    if "".join(text[end - 1] for end in ends) != wanted:
        return text.strip()
    return text[: ends[-1]].strip() if ends else ""


People = Annotated[
    tuple[Person, ...],
    Before(_as_people, written=str | list[str | Person]),
]


class RoleGroup(Element):
    """A group of people within a role."""

    name: Text = field(key="组", description="组的名称")
    people: People = field(key="人员", description="这一组的人员")


class Role(Element):
    """A role of a roster: people, groups of people, or units with a tail."""

    name: Name = field(key="角色", description="如 组长、副组长、成员")
    people: People = field((), key="人员", description="这一角色的人员")
    groups: tuple[RoleGroup, ...] = field((), key="分组", description="分组列的人员")
    units: Units | None = field(None, key="单位", description="这一角色的单位")
    tail: Text | None = field(None, key="后缀", description="如：等单位分管负责同志")

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """A tail with nothing before it."""
        if self.tail and self.units is None:
            yield misfit(data.places["后缀"], "“后缀”接在“单位”后面，这里没有“单位”")


class Roster(Element):
    """名单: people and units by role."""

    roles: tuple[Role, ...] = field(key="名单", at_least=1, description="各个角色")
    form: Literal["名单", "表"] = field("名单", key="版式", description="印成名单还是表")
    withheld: Flag = withheld_field()


class Duty(Element):
    """The duties of a unit: one text, or a list of them."""

    units: Units = field(key="单位", description="哪个单位")
    content: Paragraphs = field(key="内容", description="它的职责；有几条的写成列表")


def _heading_form(text: str) -> str:
    if set(re.findall(r"\{[^{}]*\}", text)) != {"{单位}"}:
        raise MisfitError("里要有“{单位}”", "如：{单位}具体职责：")
    return text


class Duties(Element):
    """职责: “单位：文” paragraphs, or a heading line per unit with items beneath."""

    duties: tuple[Duty, ...] = field(key="职责", at_least=1, description="各单位的职责")
    heading_form: Annotated[Text, Check(_heading_form)] | None = field(
        None, key="题式", description="如 {单位}具体职责："
    )
    withheld: Flag = withheld_field()
