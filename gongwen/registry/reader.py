"""机构.yaml → the unit registry. What units are, and how they are read, is in `units`."""

from __future__ import annotations

import difflib

from ..paper.numbering import PADDING
from ..problem import Level, Place, Problem, in_order, problem_at
from ..source.tree import Mapping, Sequence, Value
from .near_names import nearest_names
from .units import (
    FormerName,
    Registry,
    Unit,
    UnitList,
    UnitReference,
    expand,
    read_units,
    shared_names,
)

__all__ = [
    "CATEGORIES",
    "FormerName",
    "Registry",
    "Unit",
    "UnitList",
    "UnitReference",
    "expand",
    "load_registry",
    "read_units",
]

NOT_A_REGISTRY = "不是机构名录"
UNKNOWN_KEY = "不认识的项目"
MISSING_KEY = "缺少的项目"
WRONG_TYPE = "写法不对"
UNKNOWN_CATEGORY = "不认识的类别"
SHARED_NAME = "机构重名"
UNKNOWN_MEMBER = "包含的机构未登记"

KEYS = ("全称", "简称", "别名", "曾用名", "类别", "代字", "包含")
CATEGORIES = (
    *("党委", "人大", "政府", "政协", "监察", "司法", "群团", "事业", "高校", "企业", "媒体"),
    *("垂直管理", "开发区", "区县", "乡镇", "街道", "议事协调机构", "其他"),
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
    problems: list[Problem] = []
    units = []
    for rank, (entry, place) in enumerate(zip(data, data.places, strict=True), 1):
        if not isinstance(entry, Mapping):
            problems.append(
                problem_at(
                    place,
                    WRONG_TYPE,
                    Level.ERROR,
                    "名录里的一项要写成“项目: 内容”"
                    + (f"，现在是“{entry}”" if entry else "，现在是空的"),
                    hint=f"写成：- 全称: {entry if isinstance(entry, str) and entry else '……'}",
                )
            )
        elif unit := _read_unit(entry, rank, problems):
            units.append(unit)
    registry = Registry(tuple(units))
    problems += _shared_names(registry, data)
    problems += _unknown_members(registry, data)
    return registry, in_order(problems)


def _read_unit(entry: Mapping, rank: int, problems: list[Problem]) -> Unit | None:
    _check_keys(entry, KEYS, problems)
    unknown = [key for key in entry if key not in KEYS]
    full_name = _text(entry, "全称", problems)
    if not full_name:
        meant = any(difflib.get_close_matches(key, ["全称"], 1, 0.5) for key in unknown)
        if not (isinstance(entry.get("全称"), Mapping | Sequence) or meant):
            message = "这个机构缺少“全称”"
            problems.append(
                problem_at(entry.place, MISSING_KEY, Level.ERROR, message, hint="加一行：全称: ……")
            )
        return None
    category = _text(entry, "类别", problems)
    if category and category not in CATEGORIES:
        nearest = difflib.get_close_matches(category, CATEGORIES, 1, 0.5)
        problems.append(
            problem_at(
                entry.places["类别"],
                UNKNOWN_CATEGORY,
                Level.ERROR,
                f"“{category}”不是机构类别",
                hint=f"是不是“{nearest[0]}”" if nearest else f"类别有：{'、'.join(CATEGORIES)}",
            )
        )
        category = ""
    return Unit(
        full_name,
        _text(entry, "简称", problems) or full_name,
        _texts(entry, "别名", problems),
        _former_names(entry, problems),
        category or "其他",
        _text(entry, "代字", problems),
        read_units(entry.get("包含"), Registry()).text,
        rank,
        entry.place,
    )


def _check_keys(entry: Mapping, known: tuple[str, ...], problems: list[Problem]) -> None:
    for key, place in entry.key_places.items():
        if key not in known:
            unused = [name for name in known if name not in entry]
            nearest = sorted(difflib.get_close_matches(key, unused, 3, 0.5), key=known.index)
            hint = f"是不是“{nearest[0]}”" if nearest else f"这里可以写：{'、'.join(known)}"
            problems.append(
                problem_at(place, UNKNOWN_KEY, Level.ERROR, f"不认识“{key}”这个项目", hint=hint)
            )


def _text(entry: Mapping, key: str, problems: list[Problem]) -> str:
    value = entry.get(key)
    if isinstance(value, Mapping | Sequence):
        problems.append(_misfit(entry.places[key], f"“{key}”这里要写一段文字"))
        return ""
    return (value or "").strip(PADDING)


def _misfit(place: Place, message: str) -> Problem:
    return problem_at(place, WRONG_TYPE, Level.ERROR, message)


def _texts(entry: Mapping, key: str, problems: list[Problem]) -> tuple[str, ...]:
    """One text or a list of them."""
    value = entry.get(key)
    values = value if isinstance(value, Sequence) else [value]
    if any(isinstance(each, Mapping | Sequence) for each in values):
        problems.append(_misfit(entry.places[key], f"“{key}”里每一项要写一个名称"))
    names = (each.strip(PADDING) for each in values if isinstance(each, str))
    return tuple(name for name in names if name)


def _former_names(entry: Mapping, problems: list[Problem]) -> tuple[FormerName, ...]:
    """曾用名: a list of {名, 止}, one of them, or names alone."""
    value = entry.get("曾用名")
    found = []
    for each in value if isinstance(value, Sequence) else [value]:
        if isinstance(each, Mapping):
            _check_keys(each, ("名", "止"), problems)
            name = _text(each, "名", problems)
            if name:
                found.append(FormerName(name, _text(each, "止", problems)))
            else:
                problems.append(
                    problem_at(
                        each.place,
                        MISSING_KEY,
                        Level.ERROR,
                        "这个曾用名缺少“名”",
                        hint="写成：- {名: 云溪市科技局, 止: 2019-03}",
                    )
                )
        elif isinstance(each, str) and each.strip(PADDING):
            found.append(FormerName(each.strip(PADDING), ""))
    return tuple(found)


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
        value = entry.get(key)
        if isinstance(value, str) and value.strip(PADDING) == name:
            return entry.places[key]
        if isinstance(value, Sequence):
            for each, place in zip(value, value.places, strict=True):
                if isinstance(each, str) and each.strip(PADDING) == name:
                    return place
    return otherwise


def _within(entry: Value, key: str, words: str, place: Place) -> Place:
    """Where `words` stand in a text of one line; else where it begins."""
    value = entry.get(key) if isinstance(entry, Mapping) else None
    at = value.find(words) if isinstance(value, str) and not place.text_line else -1
    return Place(place.file, place.line, place.column + at) if at > 0 else place


def _unknown_members(registry: Registry, data: Sequence) -> list[Problem]:
    problems = []
    for unit in registry.units:
        entry = data[unit.rank - 1]
        place = entry.places["包含"] if unit.members and isinstance(entry, Mapping) else unit.place
        for reference in read_units(unit.members, registry).references:
            if reference.unit is None:
                nearest = nearest_names(reference.written, registry, 1)
                spot = _within(entry, "包含", reference.written, place)
                message = f"“{unit.short_name}”包含的“{reference.written}”没有登记"
                hint = f"是不是“{nearest[0]}”" if nearest else "在名录里给它加一项"
                problems.append(problem_at(spot, UNKNOWN_MEMBER, Level.WARNING, message, hint=hint))
    return problems
