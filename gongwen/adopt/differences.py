"""What an edited copy has otherwise than the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from .units import CopyUnit

_ALIKE = 0.4
"""From here on two units at one place count as one that was changed."""


class Difference(Struct, frozen=True):
    """A unit that was changed, or neighbours that went or came: by their numbers, from 0, in the
    document (`old`) and in the copy (`new`). What came stands behind unit `old[0]` (-1 = first).
    """

    kind: Literal["改", "删", "增"]
    old: tuple[int, ...]
    new: tuple[int, ...]


def differences(was: Sequence[CopyUnit], now: Sequence[CopyUnit]) -> list[Difference]:
    """All differences, in the order of the copy."""
    first = [unit.key for unit in was]
    second = [unit.key for unit in now]
    found: list[Difference] = []
    for tag, i, j, k, m in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _in_stretch(was, now, (i, j), (k, m))
    return found


def _in_stretch(
    was: Sequence[CopyUnit], now: Sequence[CopyUnit], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[Difference]:
    """The units that are alike are one changed, in order; the others went or came."""
    (i, j), (k, m) = old, new
    best = _best_pairs(was, now, old, new)
    for a, b in [*best, (j, m)]:
        if i < a:
            yield from _gone(was, i, a)
        if k < b:
            yield Difference("增", (a - 1,), tuple(range(k, b)))
        if a < j:
            yield Difference("改", (a,), (b,))
        i, k = a + 1, b + 1


def _gone(was: Sequence[CopyUnit], start: int, end: int) -> Iterator[Difference]:
    """What went, tables and text apart."""
    run = [start]
    for at in range(start + 1, end):
        if was[at].table != was[run[-1]].table:
            yield Difference("删", tuple(run), ())
            run = []
        run.append(at)
    yield Difference("删", tuple(run), ())


_MOST_COMPARED = 2500


def _best_pairs(
    was: Sequence[CopyUnit], now: Sequence[CopyUnit], old: tuple[int, int], new: tuple[int, int]
) -> list[tuple[int, int]]:
    """The pairs, in order, that together are most alike."""
    rows, columns = range(*old), range(*new)
    in_order = list(zip(rows, columns, strict=False))
    if len(rows) == len(columns) and all(likeness(was[i], now[k]) >= _ALIKE for i, k in in_order):
        return in_order
    if len(rows) * len(columns) > _MOST_COMPARED:
        return in_order
    table = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for i in reversed(range(len(rows))):
        for k in reversed(range(len(columns))):
            alike = likeness(was[rows[i]], now[columns[k]])
            paired = alike + table[i + 1][k + 1] if alike >= _ALIKE else 0.0
            table[i][k] = max(paired, table[i + 1][k], table[i][k + 1])
    found, i, k = [], 0, 0
    while i < len(rows) and k < len(columns):
        if table[i][k] == table[i + 1][k]:
            i += 1
        elif table[i][k] == table[i][k + 1]:
            k += 1
        else:
            found.append((rows[i], columns[k]))
            i, k = i + 1, k + 1
    return found


def likeness(one: CopyUnit, other: CopyUnit) -> float:
    """How much two units have in common, from 0 to 1: what stands under the same number of the same
    level where nothing else is alike was written anew.
    """
    if one.is_row != other.is_row:
        return 0.0
    if one.is_row and len(one.cells) == len(other.cells):
        same = sum(a == b for a, b in zip(one.cells, other.cells, strict=True))
        if same:
            return max(same / len(one.cells), _ALIKE)
    alike = _ratio(one.key, other.key)
    same_place = one.number != "" and (one.number, one.style) == (other.number, other.style)
    return max(alike, _ALIKE) if same_place or _short(one, other) else alike


@lru_cache(maxsize=20_000)
def _ratio(one: str, other: str) -> float:
    """How much two texts have in common; 0 where that is little."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _short(one: CopyUnit, other: CopyUnit) -> bool:
    """Whether two units have so few words that a change may leave none: a date, a name."""
    return one.style == other.style != "" and max(len(one.key), len(other.key)) <= 12


def with_only(
    was: Sequence[CopyUnit], now: Sequence[CopyUnit], chosen: Sequence[Difference]
) -> list[CopyUnit]:
    """The document with the chosen differences alone."""
    come: dict[int, list[int]] = {}
    for each in chosen:
        if each.kind == "增":
            come.setdefault(each.old[0], []).extend(each.new)
    changed = {each.old[0]: each.new[0] for each in chosen if each.kind == "改"}
    gone = {at for each in chosen if each.kind == "删" for at in each.old}
    made = [now[at] for at in come.get(-1, ())]
    for at, unit in enumerate(was):
        if at not in gone:
            made.append(now[changed[at]] if at in changed else unit)
        made += [now[new] for new in come.get(at, ())]
    return made
