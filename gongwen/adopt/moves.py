"""Paragraphs, tasks and people that stand elsewhere in the copy: their items move as they are
typed, with their comments, instead of going and coming again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from ..source.edit.changes import MoveItem
from ..source.edit.changes import Path as DataPath
from ..source.tree import Mapping, Value
from ..source.tree import Sequence as ListOfValues
from .differences import Difference
from .origins import Origins
from .places import Spots, place_of, value_at
from .standing import Edit, StandingDocument
from .structure import printed_by
from .units import CopyUnit

_FARTHEST = 4
"""Units back from the new place among which one of the same list is looked for."""


class Moved(Struct, frozen=True):
    """Units `old` of the document that stand as units `new` in the copy, behind unit `behind`."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    behind: int


def moves(
    found: Sequence[Difference], was: Sequence[CopyUnit], now: Sequence[CopyUnit]
) -> Iterator[Moved]:
    """What went at one place and came at another, as long a run as there is."""
    come = [each for each in found if each.kind == "增"]
    for gone in (each for each in found if each.kind == "删"):
        keys = [was[n].key for n in gone.old]
        for each in come:
            others = [now[n].key for n in each.new]
            matcher = SequenceMatcher(None, keys, others, autojunk=False)
            a, b, size = matcher.find_longest_match()
            if size:
                yield Moved(gone.old[a : a + size], each.new[b : b + size], each.old[0])


def ways_to_move(
    standing: StandingDocument, origins: Origins, spots: Spots, moved: Moved
) -> Iterator[list[Edit]]:
    """How the items that print these units, and nothing else, may move within their list, or into
    another of such items; of what prints some of them (a date) nothing may be known.
    """
    prints = printed_by(standing, origins)
    wanted = set(moved.old)
    items = {
        path
        for path, units in prints.items()
        if path and isinstance(path[-1], int) and units and units <= wanted
    }
    top = sorted(
        path for path in items if not any(path[:length] in items for length in range(1, len(path)))
    )
    others = wanted - {n for path in top for n in prints[path]}
    if len({path[:-1] for path in top}) != 1 or any(origins.of_unit.get(n) for n in others):
        return
    within = top[0][:-1]
    data = standing.resolved.data
    place = place_of(data, within)
    spot = spots.at(place) if place else None
    if spot is None or not isinstance(spot.value, ListOfValues):
        return
    if len(spot.value) != len(value_at(data, within) or ()):
        return  # part of the list comes from a piece
    for index in dict.fromkeys(_indexes(moved.behind, within, origins)):
        yield [(spot.file, MoveItem((*spot.path, path[-1]), index)) for path in top]
    sort = _sort_of(value_at(data, top[0]))
    for other, index in dict.fromkeys(_elsewhere(moved.behind, origins)):
        values = value_at(data, other)
        place = place_of(data, other)
        into = spots.at(place) if place else None
        if other == within or into is None or into.file != spot.file:
            continue
        if not isinstance(values, ListOfValues) or not isinstance(into.value, ListOfValues):
            continue
        if len(into.value) == len(values) and sort in {_sort_of(each) for each in values}:
            yield [(spot.file, MoveItem((*spot.path, path[-1]), index, into.path)) for path in top]


def _sort_of(item: Value) -> str:
    """What an item is: the name of its first entry (任务), "" = no mapping."""
    return next(iter(item), "") if isinstance(item, Mapping) else ""


def _elsewhere(behind: int, origins: Origins) -> Iterator[tuple[DataPath, int]]:
    """The lists at the new place, the innermost first, and before which item of them."""
    near = [(behind - n, 1) for n in range(_FARTHEST + 1)]
    for unit, beyond in [near[0], (behind + 1, 0), *near[1:]]:
        for origin in origins.of_unit.get(unit, ()):
            path = origin.leaf.path
            for length in range(len(path) - 1, -1, -1):
                step = path[length]
                if isinstance(step, int):
                    yield path[:length], step + beyond


def _indexes(behind: int, within: DataPath, origins: Origins) -> Iterator[int]:
    """Before which item of the list they may come."""
    near = [(behind - n, 1) for n in range(_FARTHEST)]
    for unit, beyond in [near[0], (behind + 1, 0), *near[1:]]:
        for origin in origins.of_unit.get(unit, ()):
            path = origin.leaf.path
            if path[: len(within)] == within and len(path) > len(within):
                step = path[len(within)]
                if isinstance(step, int):
                    yield step + beyond
