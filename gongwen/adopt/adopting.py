"""Each difference is tried as edits of the YAML, on the whole document set anew: what that then
prints as the copy has it is adopted, nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from ..problem import Place
from ..source.edit.changes import CannotEditError, Change, InsertItem, SetText
from ..source.tree import Value
from .differences import Difference, differences
from .moves import Moved, moves, ways_to_move
from .origins import Origins, origins_of
from .places import Spots, place_of, value_at
from .standing import Edit, NotSetError, StandingDocument
from .structure import ways_to_add, ways_to_remove
from .units import CopyUnit
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
    units: list[CopyUnit]
    aside: list[tuple[str, str]]
    """What follows elsewhere from what was adopted, old and new: a table derived of tasks."""


class _Adopting(Struct):
    """The document as edited so far, and what it is to print."""

    standing: StandingDocument
    wanted: Sequence[CopyUnit]
    keys: frozenset[str] = frozenset()
    origins: Origins | None = None
    spots: Spots | None = None
    failed: set[tuple[str, ...]] = field(default_factory=set)
    numbers_count: bool = True
    """Whether what comes must have a number of the level that it has in the copy, and none where
    it has none.
    """
    places: dict[int | str, list[Place]] = field(default_factory=dict)
    """Where the edits were made, by the number of the wanted unit, or the words of one that went.
    """

    def known(self) -> tuple[Origins, Spots]:
        if self.origins is None or self.spots is None:
            self.origins, self.spots = origins_of(self.standing), Spots(self.standing)
        return self.origins, self.spots

    def left(self) -> list[Difference]:
        return differences(self.standing.units, self.wanted)

    def move_to(self, standing: StandingDocument) -> None:
        self.standing, self.origins, self.spots = standing, None, None


def adopt(base: StandingDocument, wanted: Sequence[CopyUnit]) -> Adopted:
    """The document with as much of what is wanted as it can print."""
    chosen = differences(base.units, wanted)
    asked = frozenset(wanted[n].key for each in chosen for n in each.new)
    desk = _Adopting(base, wanted, asked)
    was, _ = desk.known()
    _all_words_at_once(desk)
    _moves(desk)
    for desk.numbers_count in (True, False):
        desk.failed.clear()
        while (difference := _next(desk)) is not None:
            _try(desk, difference)
    left = desk.left()
    done, aside = _accounted(base.units, desk.standing.units, chosen, left, wanted)
    places: dict[int, list[Place]] = {}
    for number, each in enumerate(chosen):
        keys = [base.units[n].key for n in each.old] if each.kind == "删" else list(each.new)
        made = [place for key in keys for place in desk.places.get(key, ())]
        stands = [] if number in done else _stands(was, each)
        places[number] = list(dict.fromkeys(made)) or stands
    units = desk.standing.units
    return Adopted(desk.standing.texts, frozenset(done), places, left, units, aside)


def _all_words_at_once(desk: _Adopting) -> None:
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
            for at, found in ways.items():
                desk.places[at] = _places(desk.standing, found)
            desk.move_to(made)
            return
        ways = {new: found for new, found in ways.items() if new not in still_open}


def _moves(desk: _Adopting) -> None:
    """What only stands elsewhere, one after another, as long as that brings the document nearer."""
    while (made := _one_move(desk)) is not None:
        desk.move_to(made)


def _one_move(desk: _Adopting) -> StandingDocument | None:
    for moved in moves(desk.left(), desk.standing.units, desk.wanted):
        for edits in ways_to_move(desk.standing, *desk.known(), moved):
            made = _with(desk.standing, edits)
            if made is None or not _is_nearer(desk, made, moved):
                continue
            known: list[int | str] = [desk.standing.units[n].key for n in moved.old]
            for each in (*known, *moved.new):
                desk.places[each] = _places(desk.standing, edits)
            return made
    return None


def _is_nearer(desk: _Adopting, made: StandingDocument, moved: Moved) -> bool:
    """Whether what moved is where it was wanted, and nothing else that was asked for is lost."""
    after = differences(made.units, desk.wanted)
    open_before, open_after = _open(desk.left()), _open(after)
    lost = {n for n in open_after - open_before if desk.wanted[n].key in desk.keys}
    return not lost and not set(moved.new) & open_after


def _next(desk: _Adopting) -> Difference | None:
    """The next difference that was not tried in vain; what came is tried last."""
    left = [each for each in desk.left() if _name(desk, each) not in desk.failed]
    if not desk.numbers_count:
        left = [each for each in left if each.kind == "增"]
    return min(left, key=lambda each: "改删增".index(each.kind), default=None)


def _name(desk: _Adopting, difference: Difference) -> tuple[str, ...]:
    """What a difference is known by while the numbers of units change."""
    old = [desk.standing.units[n].key for n in difference.old if n >= 0]
    return (difference.kind, *old, "→", *(desk.wanted[n].key for n in difference.new))


def _try(desk: _Adopting, difference: Difference) -> None:
    for number, (edits, used) in enumerate(_ways(desk, difference)):
        if number >= _MOST_TRIED:
            break
        made = _with(desk.standing, edits)
        if made is not None and _is_better(desk, made, difference, used):
            for known in _known_by(desk, difference):
                desk.places[known] = _places(desk.standing, edits)
            desk.move_to(made)
            return
    desk.failed.add(_name(desk, difference))


def _ways(desk: _Adopting, difference: Difference) -> Iterator[tuple[list[Edit], int]]:
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


def _with(standing: StandingDocument, edits: list[Edit]) -> StandingDocument | None:
    """The document with edits, None where they cannot be made or it cannot be set with them."""
    if not edits:
        return None
    try:
        return standing.with_edits(edits)
    except (CannotEditError, NotSetError):
        return None


def _is_better(desk: _Adopting, made: StandingDocument, difference: Difference, used: int) -> bool:
    """Whether the difference is gone and nothing that was asked for is lost again: what becomes
    different elsewhere is what nobody edited, and where something went or came rows alone, such as
    follow from tasks.
    """
    before, after = desk.left(), differences(made.units, desk.wanted)
    open_before, open_after = _open(before), _open(after)
    lost = {n for n in open_after - open_before if desk.wanted[n].key in desk.keys}
    gone_before = Counter(desk.standing.units[n].key for each in before if each.kind == "删"
                          for n in each.old)  # fmt: skip
    gone_after = Counter(made.units[n].key for each in after if each.kind == "删" for n in each.old)
    if lost:
        return False
    if difference.kind == "改":
        return difference.new[0] not in open_after
    if any(not desk.wanted[n].is_row for n in open_after - open_before):
        return False
    if difference.kind == "删":
        gone = [desk.standing.units[n].key for n in difference.old]
        return any(gone_after[key] < gone_before[key] for key in gone)
    others = [unit for n, unit in enumerate(desk.wanted) if n not in difference.new]
    if _on_other_levels(made, others) > _on_other_levels(desk.standing, others):
        return False
    come = Counter(unit.key for unit in made.units if not unit.is_row)
    for unit in (desk.wanted[n] for n in difference.new[:used]):
        exact = desk.numbers_count
        if _as_often(made, unit, exact=exact) <= _as_often(desk.standing, unit, exact=exact):
            return False
    return not set(difference.new[:used]) & open_after and not any(
        come[key] for key in gone_after - gone_before
    )


def _as_often(standing: StandingDocument, unit: CopyUnit, *, exact: bool) -> int:
    """How often a unit is printed; `exact`: with a number of its level, none where it has none."""
    return sum(
        each.key == unit.key and not (exact and each.level != unit.level) for each in standing.units
    )


def _on_other_levels(standing: StandingDocument, units: Sequence[CopyUnit]) -> int:
    """How many units are printed with numbers of another level."""
    printed = Counter((unit.key, unit.level) for unit in standing.units)
    keys = {key for key, _ in printed}
    missing = Counter((unit.key, unit.level) for unit in units if not unit.is_row) - printed
    return sum(count for (key, _), count in missing.items() if key in keys)


def _open(found: Sequence[Difference]) -> set[int]:
    return {n for each in found for n in each.new}


def _accounted(
    was: Sequence[CopyUnit],
    now: Sequence[CopyUnit],
    chosen: Sequence[Difference],
    left: Sequence[Difference],
    wanted: Sequence[CopyUnit],
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


def _known_by(desk: _Adopting, difference: Difference) -> list[int | str]:
    """What the places of a difference are kept by."""
    if difference.kind == "删":
        return [desk.standing.units[n].key for n in difference.old]
    return list(difference.new)


def _places(standing: StandingDocument, edits: Sequence[Edit]) -> list[Place]:
    """Where edits are made, in the files before them."""
    found: list[Place] = []
    for file, change in edits:
        data = standing.data_in(file)
        path = change.path
        if isinstance(change, InsertItem):
            path = (*path, max(change.index - 1, 0))
        place = place_of(data, path)
        if place is not None and place not in found:
            found.append(_at_line(place, value_at(data, path), change))
    return found


def _at_line(place: Place, value: Value, change: Change) -> Place:
    """The line of a text of several that a change begins at."""
    if not (isinstance(change, SetText) and isinstance(value, str) and "\n" in value):
        return place
    old, new = value.split("\n"), change.value.split("\n")
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    return place.of_text_line(min(first, len(old) - 1))


def _stands(origins: Origins, difference: Difference) -> list[Place]:
    """Where the values stand that a difference touches."""
    numbers = [n for n in difference.old if n >= 0]
    found = (each.leaf.place for n in numbers for each in origins.of_unit.get(n, ()))
    return list(dict.fromkeys(found))
