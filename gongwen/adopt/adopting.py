"""Each difference is tried as edits of the YAML, on the whole document set anew: what that then
prints as the copy has it is adopted, nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from ..problem import Place
from ..source.edit.changes import CannotEditError
from .differences import Difference, differences
from .origins import Origins, origins_of
from .places import Spots
from .standing import Edit, NotSetError, Standing
from .structure import ways_to_add, ways_to_remove
from .units import Unit
from .wording import ways_to_say

_MOST_TRIED = 24
"""Ways that are tried of one difference."""
_MOST_TOGETHER = 4
"""How often those are left out that are not right together."""


class Adopted(Struct, frozen=True):
    """What came of it. `texts` are the files as they would be; `done` the differences that are
    adopted, by their numbers (from 0) in the order of the copy, `places` where in the YAML each of
    them stands; `left` is what the document set anew prints otherwise than was wanted.
    """

    texts: dict[Path, str]
    done: frozenset[int]
    places: dict[int, list[Place]]
    left: list[Difference]
    units: list[Unit]
    aside: list[tuple[str, str]]
    """What follows elsewhere from what was adopted, old and new: a table derived of tasks."""


class _Desk(Struct):
    """The document as edited so far, and what it is to print."""

    standing: Standing
    wanted: Sequence[Unit]
    keys: frozenset[str] = frozenset()
    origins: Origins | None = None
    spots: Spots | None = None
    failed: set[tuple[str, ...]] = field(default_factory=set)

    def known(self) -> tuple[Origins, Spots]:
        if self.origins is None or self.spots is None:
            self.origins, self.spots = origins_of(self.standing), Spots(self.standing)
        return self.origins, self.spots

    def left(self) -> list[Difference]:
        return differences(self.standing.units, self.wanted)

    def move_to(self, standing: Standing) -> None:
        self.standing, self.origins, self.spots = standing, None, None


def adopt(base: Standing, wanted: Sequence[Unit]) -> Adopted:
    """The document with as much of what is wanted as it can print."""
    chosen = differences(base.units, wanted)
    asked = frozenset(wanted[n].key for each in chosen for n in each.new)
    desk = _Desk(base, wanted, asked)
    was, _ = desk.known()
    _all_words_at_once(desk)
    while (difference := _next(desk)) is not None:
        _try(desk, difference)
    left = desk.left()
    done, aside = _accounted(base.units, desk.standing.units, chosen, left, wanted)
    now, _ = desk.known()
    units = desk.standing.units
    places = {n: _places(was, now, units, each, wanted) for n, each in enumerate(chosen)}
    return Adopted(desk.standing.texts, frozenset(done), places, left, units, aside)


def _all_words_at_once(desk: _Desk) -> None:
    """The changed units by their likeliest ways, as far as these are right together: the usual
    case, and the quick one.
    """
    origins, spots = desk.known()
    ways: dict[int, list[Edit]] = {}
    for each in desk.left():
        if each.kind == "改":
            new = desk.wanted[each.new[0]]
            ways[each.new[0]] = next(
                ways_to_say(desk.standing, origins, spots, each.old[0], new), []
            )
    for _ in range(_MOST_TOGETHER):
        edits: list[Edit] = []
        for found in ways.values():
            edits += [edit for edit in found if edit not in edits]
        made = _with(desk.standing, edits)
        if made is None:
            return
        still_open = _open(differences(made.units, desk.wanted))
        if not still_open & ways.keys():
            desk.move_to(made)
            return
        ways = {new: found for new, found in ways.items() if new not in still_open}


def _next(desk: _Desk) -> Difference | None:
    """The next difference that was not tried in vain; what came is tried last."""
    left = [each for each in desk.left() if _name(desk, each) not in desk.failed]
    return min(left, key=lambda each: "改删增".index(each.kind), default=None)


def _name(desk: _Desk, difference: Difference) -> tuple[str, ...]:
    """What a difference is known by while the numbers of units change."""
    old = [desk.standing.units[n].key for n in difference.old if n >= 0]
    return (difference.kind, *old, "→", *(desk.wanted[n].key for n in difference.new))


def _try(desk: _Desk, difference: Difference) -> None:
    for number, (edits, used) in enumerate(_ways(desk, difference)):
        if number >= _MOST_TRIED:
            break
        made = _with(desk.standing, edits)
        if made is not None and _is_better(desk, made, difference, used):
            desk.move_to(made)
            return
    desk.failed.add(_name(desk, difference))


def _ways(desk: _Desk, difference: Difference) -> Iterator[tuple[list[Edit], int]]:
    origins, spots = desk.known()
    standing, wanted = desk.standing, desk.wanted
    if difference.kind == "改":
        at, new = difference.old[0], wanted[difference.new[0]]
        for edits in ways_to_say(standing, origins, spots, at, new):
            yield edits, 1
    elif difference.kind == "删":
        gone = {n for each in desk.left() if each.kind == "删" for n in each.old}
        for edits in ways_to_remove(standing, origins, spots, difference.old, gone):
            yield edits, len(difference.old)
        for n in difference.old if len(difference.old) > 1 else ():
            for edits in ways_to_remove(standing, origins, spots, [n], {n}):
                yield edits, 1
    else:
        come = [wanted[n] for n in difference.new]
        yield from ways_to_add(standing, origins, spots, difference.old[0], come)


def _with(standing: Standing, edits: list[Edit]) -> Standing | None:
    """The document with edits, None where they cannot be made or it cannot be set with them."""
    if not edits:
        return None
    try:
        return standing.with_edits(edits)
    except (CannotEditError, NotSetError):
        return None


def _is_better(desk: _Desk, made: Standing, difference: Difference, used: int) -> bool:
    """Whether the difference is gone and nothing that was asked for is lost again: what changes
    elsewhere may only be what nobody edited, and only where words were changed.
    """
    before, after = desk.left(), differences(made.units, desk.wanted)
    open_before, open_after = _open(before), _open(after)
    lost = {n for n in open_after - open_before if desk.wanted[n].key in desk.keys}
    gone_before = Counter(desk.standing.units[n].key for each in before if each.kind == "删"
                          for n in each.old)  # fmt: skip
    gone_after = Counter(made.units[n].key for each in after if each.kind == "删" for n in each.old)
    if difference.kind == "改":
        return difference.new[0] not in open_after and not lost
    if open_after - open_before:
        return False
    if difference.kind == "删":
        return gone_after.total() < gone_before.total() and not gone_after - gone_before
    first = difference.new[:used]
    return not set(first) & open_after and not gone_after - gone_before


def _open(found: Sequence[Difference]) -> set[int]:
    return {n for each in found for n in each.new}


def _accounted(
    was: Sequence[Unit],
    now: Sequence[Unit],
    chosen: Sequence[Difference],
    left: Sequence[Difference],
    wanted: Sequence[Unit],
) -> tuple[list[int], list[tuple[str, str]]]:
    """Which of the differences are gone, and what is otherwise than the copy though nobody asked
    for it.
    """
    open_now = _open(left)
    gone = Counter(now[n].key for each in left if each.kind == "删" for n in each.old)
    done = []
    for number, each in enumerate(chosen):
        if each.kind == "删":
            keys = [was[n].key for n in each.old]
            if not any(gone[key] for key in keys):
                done.append(number)
        elif not set(each.new) & open_now:
            done.append(number)
    asked = _open(chosen)
    aside = [
        (wanted[each.new[0]].text, now[each.old[0]].text)
        for each in left
        if each.kind == "改" and each.new[0] not in asked
    ]
    return done, aside


def _places(base: Origins, now: Origins, units: Sequence[Unit], each: Difference,
            wanted: Sequence[Unit]) -> list[Place]:  # fmt: skip
    """Where in the YAML what was changed or what went stood, or where what came stands."""
    if each.kind != "增":
        return _of_units(base, each.old)
    keys = {wanted[n].key for n in each.new}
    return _of_units(now, [n for n, unit in enumerate(units) if unit.key in keys])


def _of_units(origins: Origins, numbers: Sequence[int]) -> list[Place]:
    found = (each.leaf.place for n in numbers for each in origins.of_unit.get(n, ()))
    return list(dict.fromkeys(found))
