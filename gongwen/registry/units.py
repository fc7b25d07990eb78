"""Units and their names; and units written as on paper: “市委宣传部，市发改委、教育局等”."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from .. import patterns as re
from ..paper.numbering import PADDING
from ..problem import Place
from .office import NO_OFFICE, OwnOffice
from .series import CodeSeries

EMPTY_REGISTRY = "每个机构写一项，如：- 全称: 云溪市科学技术局；用不着名录的，删掉这个文件"
"""What to write into a registry with nothing in it."""


_OF_PLACE = (
    "^(?:中共|中国共产党)?(?P<place>[^省市县区旗盟]{1,10}?(?:[省市县区旗盟]|州(?!市)))"
    "(?:人民政府|政府|委员会|委)$"
)
"""A government or a party committee, which a place is named after."""


class FormerName(Struct, frozen=True):
    """A name a unit bore, and until when, as typed (2019-03); "" = not said."""

    name: str
    until: str


class Unit(Struct, frozen=True):
    """A unit of the registry. `short_name` is `full_name` where none is set; `members` is what a
    collective consists of, written as on paper; `rank` is its 名次, the place in the list from 1, 0
    of one that is not in the list.
    """

    full_name: str
    short_name: str
    aliases: tuple[str, ...]
    former_names: tuple[FormerName, ...]
    category: str
    series: tuple[CodeSeries, ...]
    members: str
    rank: int
    place: Place
    copies: int = 1
    """How many copies of a document it is sent."""

    @property
    def document_code(self) -> str:
        """Its first 代字, "" = not known."""
        return self.series[0].code if self.series else ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names it bears now: full, short, then the aliases."""
        return tuple(dict.fromkeys((self.full_name, self.short_name, *self.aliases)))


class UnitReference(Struct, frozen=True):
    """A unit as `written`; `unit` is None where the registry knows none of that name, `former`
    where it is a name the unit no longer bears.
    """

    written: str
    unit: Unit | None
    former: bool = False


class UnitList(Struct, frozen=True):
    """Units in groups, 、 within a group and ， between; `text` is the one line that is printed,
    without closing punctuation. `is_open`: it ends in 等.
    """

    text: str
    groups: tuple[tuple[UnitReference, ...], ...]
    is_open: bool

    @property
    def references(self) -> tuple[UnitReference, ...]:
        """All of them in order."""
        return tuple(reference for group in self.groups for reference in group)


class Registry(Struct, frozen=True, dict=True):
    """The units, in order of 名次. `beside` are those that are known without an entry: what
    `office`, the one that uses the program, says of itself and of those above it.
    """

    units: tuple[Unit, ...] = ()
    office: OwnOffice = NO_OFFICE
    beside: tuple[Unit, ...] = ()

    def find(self, name: str) -> Unit | None:
        """The unit of that full name, short name, alias or former name."""
        known = self.known(name)
        return known.unit if known else None

    def known(self, name: str) -> UnitReference | None:
        """`name` with its unit; None where no unit has or had that name."""
        folded = _folded(name.strip(PADDING))
        if folded not in self._names:
            return None
        unit, former = self._names[folded]
        return UnitReference(name, unit, former)

    def ends_of_names(self, folded: str, start: int) -> list[int]:
        """Where the names that stand at `start` of a folded text end, the longest first."""
        ends = (start + length for length in self._lengths)
        return [end for end in ends if end <= len(folded) and folded[start:end] in self._names]

    def formerly(self, unit: Unit) -> Iterator[FormerName]:
        """The former names of a unit, each also without what short names leave out of the full
        ones: 市国土资源局 for 云溪市国土资源局.
        """
        for former in unit.former_names:
            yield former
            for left_out in self._left_out:
                short = former.name.removeprefix(left_out)
                if short != former.name and short.startswith(_PLACES):
                    yield FormerName(short, former.until)
                    break

    @cached_property
    def _left_out(self) -> list[str]:
        """What the short names of this registry leave out (云溪, 中共云溪), the longest first."""
        found = {
            unit.full_name.removesuffix(unit.short_name)
            for unit in self.units
            if unit.short_name.startswith(_PLACES) and unit.full_name.endswith(unit.short_name)
        }
        return sorted(found - {""}, key=len, reverse=True)

    @cached_property
    def _names(self) -> dict[str, tuple[Unit, bool]]:
        """By folded name: the unit, and whether the name is a former one. A name still borne goes
        before one given up, and a unit of higher rank before a lower one.
        """
        names: dict[str, tuple[Unit, bool]] = {}
        for unit in (*self.units, *self.beside):
            for name in unit.names:
                names.setdefault(_folded(name), (unit, False))
        for unit in self.units:
            for former in self.formerly(unit):
                names.setdefault(_folded(former.name), (unit, True))
        return names

    @cached_property
    def places_above(self) -> tuple[str, ...]:
        """How the names of units begin that are of a place above: of 江州市 where its government is
        a superior. A place of which the registry has units is not among them: it is known.
        """
        found = (re.match(_OF_PLACE, each) for each in self.office.superiors)
        places = dict.fromkeys(match["place"] for match in found if match)
        begun = [begin + place for place in places for begin in ("", "中共", "共青团")]
        full = [unit.full_name for unit in self.units]
        return tuple(each for each in begun if not any(name.startswith(each) for name in full))

    @cached_property
    def readings(self) -> dict[str, UnitList]:
        """What `read_units` made of lines, for rules and typesetting ask for the same ones."""
        return {}

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(name) for name in self._names}, reverse=True)


_PLACES = tuple("省市州县区旗盟")
_FOLDED = str.maketrans("(),", "（），")


def _folded(text: str) -> str:
    """For comparing: brackets and commas of either width are the same. Keeps the length."""
    return text.translate(_FOLDED)


def read_units(written: object, registry: Registry) -> UnitList:
    """Read units in one line as on paper, or in a list that means the same: flat = joined by 、,
    a list of lists = groups joined by ，; the items of a list are not split.

    Never fails: a name the registry does not know is kept with `unit` None. The longest registered
    name goes first, 、 in brackets never splits, and after a name with 市 (省 州 县 区 …) an elided
    one is found: 教育局 = 市教育局, 编委办 = 市委编委办; so is one after 各 (各乡镇、街道). Time is
    linear in the text.
    """
    if not isinstance(written, str):
        return _read(written, registry)
    if written not in registry.readings:
        registry.readings[written] = _read(written, registry)
    return registry.readings[written]


_LABEL = re.compile(r"^\s*(?:主送|抄送|分送)(?:机关)?[：:]\s*")
"""What stands before the units on paper, typed once more before them."""


def _read(written: object, registry: Registry) -> UnitList:
    line = ""
    if isinstance(written, str):
        line = _without_close(_LABEL.sub("", written), "，,、")
        groups = _cut(line, registry)
    else:
        groups = _listed(written)
    last = groups[-1][-1] if groups else ""
    is_open = last.endswith("等") and registry.known(last) is None and groups != [["等"]]
    if is_open and line:
        groups = _cut(line[:-1], registry)
    elif is_open:
        kept = last[:-1].rstrip(PADDING)
        groups[-1][-1:] = [kept] if kept else []
        groups = [group for group in groups if group]
    heads: list[str] = []
    references = tuple(
        tuple(_reference(name, heads, registry) for name in group) for group in groups
    )
    text = "，".join("、".join(group) for group in groups)
    return UnitList(text + "等" * is_open, references, is_open)


def _without_close(text: str, also: str = "") -> str:
    return text.strip(PADDING).rstrip(PADDING + "：:。" + also)


def _listed(written: object) -> list[list[str]]:
    """The names of a YAML list, group by group, without empty ones."""
    if not isinstance(written, list | tuple):
        return []
    flat = all(isinstance(each, str) for each in written)
    groups = [written] if flat else [[each] if isinstance(each, str) else each for each in written]
    names = [
        [_without_close(name) for name in group if isinstance(name, str)]
        for group in groups
        if isinstance(group, list | tuple)
    ]
    return [kept for group in names if (kept := [name for name in group if name])]


def _cut(line: str, registry: Registry) -> list[list[str]]:
    """The names of a line, group by group, without empty ones."""
    folded = _folded(line)
    separators = _separators(folded)
    groups: list[list[str]] = [[]]
    position = 0
    while position < len(line):
        if folded[position] == "，":
            groups.append([])
        if folded[position] in "，、" or folded[position] in PADDING:
            position += 1
            continue
        end = next(
            (
                end
                for end in registry.ends_of_names(folded, position)
                if _is_boundary(folded, end, separators)
            ),
            0,
        )
        if not end:
            end = position
            while end < len(line) and end not in separators:
                end += 1
        groups[-1].append(line[position:end].rstrip(PADDING))
        position = end
    return [group for group in groups if group]


def _is_boundary(folded: str, end: int, separators: set[int]) -> bool:
    while end < len(folded) and folded[end] in PADDING:
        end += 1
    return end == len(folded) or end in separators


def _separators(folded: str) -> set[int]:
    """Where 、 and ， stand outside brackets; a bracket without its partner is none."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for position, character in enumerate(folded):
        if character == "（":
            opened.append(position)
        elif character == "）" and opened:
            pairs.append((opened.pop(), position))
    change = [0] * (len(folded) + 1)
    for first, last in pairs:
        change[first] += 1
        change[last] -= 1
    separators = set()
    depth = 0
    for position, character in enumerate(folded):
        depth += change[position]
        if depth == 0 and character in "、，":
            separators.add(position)
    return separators


_HEAD = re.compile(
    r"(?:中共|共青团|团)?(?P<place>[^省市州县区旗盟]{0,6}[省市州县区旗盟])(?P<party>委)?"
)
_HEADS_KEPT = 8


def standing_alone(written: object, registry: Registry) -> tuple[str, ...]:
    """Units one by one, each by the name that says all where no name before it does (市教育局、
    科技局).
    """
    return tuple(map(_alone, read_units(written, registry).references))


def _alone(reference: UnitReference) -> str:
    unit = reference.unit
    if unit is None or reference.former or reference.written in unit.names:
        return reference.written
    fitting = [name for name in unit.names if name.endswith(reference.written)]
    return fitting[-1] if fitting else unit.full_name


def _reference(name: str, heads: list[str], registry: Registry) -> UnitReference:
    """`heads` is what the names before began with (市委, 市), the latest first; it is kept up."""
    known = registry.known(name)
    if known is None:
        elided = (registry.known(head + name) for head in heads)
        found = next((each for each in elided if each), None)
        if found:
            return UnitReference(name, found.unit, found.former)
    if match := _HEAD.match(name):
        place = match["place"]
        latest = [place + "委", place] if match["party"] else [place, place + "委"]
        heads[:] = list(dict.fromkeys(latest + heads))[:_HEADS_KEPT]
    if name.startswith("各"):
        heads[:] = list(dict.fromkeys(["各", *heads]))[:_HEADS_KEPT]
    return known or UnitReference(name, None)


def shared_names(registry: Registry) -> list[tuple[str, Unit, Unit]]:
    """Each name that two units bear, the unit that has it, and the later one that has it too.
    A former name may be shared: units are split and merged.
    """
    owners: dict[str, Unit] = {}
    return [
        (name, owner, unit)
        for unit in registry.units
        for name in unit.names
        if (owner := owners.setdefault(_folded(name), unit)) is not unit
    ]


def expand(unit: Unit | UnitReference, registry: Registry) -> tuple[Unit, ...]:
    """The units a collective consists of (包含), through collectives within it, each once in order;
    the unit alone where it is none, nothing where a reference is not resolved.
    """
    start = unit.unit if isinstance(unit, UnitReference) else unit
    found: dict[str, Unit] = {}
    visited: set[str] = set()
    waiting = [start] if start else []
    while waiting:
        each = waiting.pop()
        if each.full_name in visited:
            continue
        visited.add(each.full_name)
        members = [
            reference.unit
            for reference in read_units(each.members, registry).references
            if reference.unit
        ]
        if members:
            waiting.extend(reversed(members))
        else:
            found[each.full_name] = each
    return tuple(found.values())
