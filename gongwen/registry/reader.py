"""机构.yaml → the unit registry. What units are, and how they are read, is in `units`."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from .. import patterns as re
from ..elements.element import DataElement, as_mappings
from ..elements.fields import As, MisfitError, Read, field
from ..elements.shapes import Reading, Spot, reader_of
from ..elements.values import Lines, Text, Units
from ..paper.numbering import PADDING
from ..problem import Level, Place, Problem, in_order, problem_at
from ..problem_ids import NOT_A_REGISTRY, SHARED_NAME, UNKNOWN_MEMBER
from ..source.tree import Mapping, Sequence, Value
from .near_names import nearest_names
from .series_reader import CodeSeriesList
from .units import FormerName, Registry, Unit, read_units, shared_names

Category = Literal[
    "党委", "人大", "政府", "政协", "监察", "司法", "群团", "事业", "高校", "企业", "媒体",
    "垂直管理", "开发区", "区县", "乡镇", "街道", "议事协调机构", "其他",
]  # fmt: skip
CATEGORIES: tuple[str, ...] = get_args(Category)


class FormerEntry(DataElement):
    """A name that a unit bore."""

    may_be_empty = True

    name: Text = field(key="名", description="改名以前的名称")
    until: Text = field("", key="止", description="用到什么时候，如 2019-03")


def _copies(value: Any) -> int:
    number = str(value).strip().removesuffix("份")
    if isinstance(value, str) and re.fullmatch(r"\d{1,4}", number, re.ASCII):
        return int(number)
    raise MisfitError("写份数，如：2", told=True)


_FormerNames = tuple[FormerEntry, ...]
_read_list = reader_of(_FormerNames)


def _read_former(value: Any, spot: Spot, reading: Reading) -> Any:
    """曾用名: a list of {名, 止} or names alone; one of them stands for a list of one."""
    if not isinstance(value, Sequence):
        value = Sequence([value], spot.place, [spot.place])
    return _read_list(as_mappings(value, "名"), spot, reading)


class Entry(DataElement):
    """An item of the list. Where it has faults, the rest of it is still a unit."""

    may_be_empty = True

    full_name: Text = field(key="全称", description="机构的全称；规定用简称的，写规范的名称")
    short_name: Text = field("", key="简称", description="规范化简称，正文里常用的")
    aliases: Lines = field((), key="别名", description="也认得的其他写法")
    former_names: Annotated[
        _FormerNames, Read(_read_former, written=str | FormerEntry | list[str | FormerEntry])
    ] = field((), key="曾用名", description="改名以前的名称，写到了会提醒；“止”写用到哪一年哪一月")
    category: Category = field("其他", key="类别", description="机构的类别")
    series: CodeSeriesList = field(
        (), key="代字", description="机关代字，如 云政办发；有几种的，每种一项，写明用途"
    )
    members: Units = field((), key="包含", description="合称（各县区、市直各部门）所指的机构")
    copies: Annotated[int, As(_copies, written=int)] = field(
        1, key="分送份数", description="公文主送、抄送它时给几份，不写就是1份"
    )

    def unit(self, rank: int) -> Unit:
        """The unit that it says; `rank` is its place in the list, from 1."""
        return Unit(
            self.full_name,
            self.short_name or self.full_name,
            (self.aliases,) if isinstance(self.aliases, str) else self.aliases,
            tuple(FormerName(each.name, each.until) for each in self.former_names),
            self.category,
            self.series,
            read_units(self.members, Registry()).text,
            rank,
            self.place(),
            self.copies,
        )


def load_registry(data: Value, file: str) -> tuple[Registry, list[Problem]]:
    """The registry that the plain data of 机构.yaml says, and all that is wrong with it. A unit
    without 全称 is left out; every other fault leaves the unit usable. `data` None, what `parse`
    gives for a file it has refused, is no further problem.
    """
    if data is None:
        return Registry(), []
    if not isinstance(data, Sequence):
        place = data.place if isinstance(data, Mapping) else Place(file, 1, 1)
        hint = "每个机构一项：- 全称: 云溪市科学技术局"
        message = "机构名录要写成列表（每个机构以“- ”开头）"
        if isinstance(data, Mapping):
            message += "，这里是一组“项目: 内容”"
            hint += "；如果这是一份公文，文件名不能叫 机构.yaml 或 机构-×××.yaml"
        return Registry(), [problem_at(place, NOT_A_REGISTRY, Level.ERROR, message, hint=hint)]
    reading = Reading(salvaging=True)
    entries: dict[int, Entry] = {}
    for rank, (item, place) in enumerate(zip(data, data.places, strict=True), 1):
        entry = Entry.read(item, Spot(f"第{rank}个机构", place, in_list=True), reading)
        if isinstance(entry, Entry):
            entries[rank] = entry
    registry = Registry(tuple(entry.unit(rank) for rank, entry in entries.items()))
    problems = [*reading.problems, *_shared_names(registry, data)]
    problems += _unknown_members(registry, entries)
    return registry, in_order(problems)


def _shared_names(registry: Registry, data: Sequence) -> list[Problem]:
    return [
        problem_at(
            _name_place(data[unit.rank - 1], name, unit.place),
            SHARED_NAME,
            Level.ERROR,
            f"“{name}”已经是第{owner.rank}个机构“{owner.full_name}”的名称",
            hint="同一个名称只能归一个机构：改掉一处，或把重复的一项删掉",
        )
        for name, owner, unit in shared_names(registry)
    ]


def _name_place(entry: Value, name: str, otherwise: Place) -> Place:
    """Where `name` is typed in the entry."""
    if not isinstance(entry, Mapping):
        return otherwise
    for key in ("全称", "简称", "别名"):
        value, place = entry.get(key), entry.places.get(key, otherwise)
        typed = value if isinstance(value, Sequence) else Sequence([value], place, [place])
        for each, spot in zip(typed, typed.places, strict=True):
            if isinstance(each, str) and each.strip(PADDING) == name:
                return spot
    return otherwise


def _unknown_members(registry: Registry, entries: dict[int, Entry]) -> list[Problem]:
    problems = []
    for unit in registry.units:
        entry = entries[unit.rank]
        for reference in read_units(unit.members, registry).references:
            if reference.unit is None:
                nearest = nearest_names(reference.written, registry, 1)
                spot = _within(entry.members, reference.written, entry.place("包含"))
                message = f"“{unit.short_name}”包含的“{reference.written}”没有登记"
                hint = f"是不是“{nearest[0]}”" if nearest else "在名录里给它加一项"
                problems.append(problem_at(spot, UNKNOWN_MEMBER, Level.WARNING, message, hint=hint))
    return problems


def _within(typed: object, words: str, place: Place) -> Place:
    """Where `words` stand in a text of one line; else where it begins."""
    at = typed.find(words) if isinstance(typed, str) and not place.text_line else -1
    return Place(place.file, place.line, place.column + at) if at > 0 else place
