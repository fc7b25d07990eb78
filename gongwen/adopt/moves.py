"""Paragraphs, tasks and people that stand elsewhere in the copy: their items move as they are
typed, with their comments, instead of going and coming again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from ..source.edit.changes import MoveItem
from ..source.edit.changes import Path as DataPath
from ..source.tree import Sequence as ListOfValues
from .differences import Difference
from .origins import Origins
from .places import Spots, place_of, value_at
from .standing import Edit, Standing
from .structure import printed_by
from .units import Unit

_FARTHEST = 4
"""Units back from the new place among which one of the same list is looked for."""


class Moved(Struct, frozen=True):
    """Units `old` of the document that stand as units `new` in the copy, behind unit `behind`."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    behind: int


def moves(found: Sequence[Difference], was: Sequence[Unit], now: Sequence[Unit]) -> Iterator[Moved]:
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
    standing: Standing, origins: Origins, spots: Spots, moved: Moved
) -> Iterator[list[Edit]]:
    """How the items that print these units, and nothing else, may move within their list; of what
    prints some of them (a date) nothing may be known.
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
