"""Which block of the old document is which of the new: kept, changed, moved, gone or come."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from msgspec import Struct, field

from .words import pairs

_ALIKE: Final = 0.4
"""From here on two blocks at one place count as one that was changed (Dice, pairs of letters)."""
_ALIKE_ELSEWHERE: Final = 0.6
"""The same for a block that was moved too."""
_SHORTEST_MOVE: Final = 4
_SHORTEST_HEADING: Final = 2
_HEADING: Final = 8
"""A heading weighs as much as so many other blocks: a task that goes to the section below moves,
and not the heading between.
"""
_BAND: Final = 24
_WHOLE_TABLE: Final = 20_000
_LINE: Final = "责任"
"""The style of a line below a task."""
_BODY: Final = frozenset(("段落", "条目", "责任", "表格", "BodyText"))


class ComparedBlock(Struct, frozen=True):
    """A block as it is compared: `number` is what numbering put before its `text`, so that a
    block that was only renumbered is the same. `style` "表格" = a table, its text all its cells'.
    """

    style: str
    number: str
    text: str

    @property
    def sort(self) -> str:
        """What can only become another of its sort: tables, and the lines that name attachments,
        whose titles say the same. "" = any other block.
        """
        if self.style == "表格":
            return "表格"
        return "附件说明" if self.style.startswith("附件说明") else ""

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for blocks that say the same."""
        if self.sort:
            return (self.sort, self.text)
        return (self.text,) if self.text else ("", self.style)


class Match(Struct, frozen=True):
    """A block by its index in the old and in the new document; None = it is not there. `move` is
    the number, from 1, of the move that the block is part of, 0 = it stands where it stood. `seam`
    is the block, in the document where this is not, that its text is now or was part of.
    """

    old: int | None
    new: int | None
    move: int = 0
    seam: int | None = None


def align(old: Sequence[ComparedBlock], new: Sequence[ComparedBlock]) -> list[Match]:
    """Every block of both in one order: the new one's, with what is gone where it stood. A moved
    block occurs twice, once as old and once as new, with both indexes set where it is now and only
    `old` where it was. Time is near linear in the number of blocks.
    """
    work = _Alignment(old, new)
    work.match_unique()
    work.fill_gaps()
    work.match_lines_of_tasks()
    work.match_elsewhere()
    work.match_lines_of_tasks()
    return work.in_order()


class _Alignment(Struct):
    old: Sequence[ComparedBlock]
    new: Sequence[ComparedBlock]
    fixed: dict[int, int] = field(default_factory=dict)
    """Old to new, for what stayed where it was: increasing."""
    moved: dict[int, int] = field(default_factory=dict)
    placed: set[int] = field(default_factory=set)
    """The new blocks that have their old one."""

    def match_unique(self) -> None:
        """What stands once in each: what weighs most in the same order stays, the rest moved."""
        first = _once(self.old)
        second = _once(self.new)
        both = sorted((i, second[key]) for key, i in first.items() if key in second)
        weights = [_HEADING if _is_heading(self.old[i]) else 1 for i, _ in both]
        stay = set(_heaviest_increasing([j for _, j in both], weights))
        for index, (i, j) in enumerate(both):
            if index in stay:
                self._fix(i, j)
            elif _can_move(self.old[i]):
                self._move(i, j)
        self._take_along(alike=False)

    def _take_along(self, *, alike: bool) -> None:
        """Blocks beside a moved one that say the same (`alike`: nearly) went with it."""
        for i, j in list(self.moved.items()):
            for step in (1, -1):
                self._extend(i, j, step, alike=alike)

    def _fix(self, i: int, j: int) -> None:
        self.fixed[i] = j
        self.placed.add(j)

    def _move(self, i: int, j: int) -> None:
        self.moved[i] = j
        self.placed.add(j)

    def _extend(self, i: int, j: int, step: int, *, alike: bool) -> None:
        i, j = i + step, j + step
        while (
            0 <= i < len(self.old)
            and 0 <= j < len(self.new)
            and self._is_free(i, j)
            and (self.old[i].key == self.new[j].key or (alike and self._is_alike(i, j)))
        ):
            self._move(i, j)
            i, j = i + step, j + step

    def _is_alike(self, i: int, j: int) -> bool:
        one, other = self.old[i], self.new[j]
        if one.style == "表格" or one.sort != other.sort or not (one.text and other.text):
            return False
        return _alike(pairs(one.text), pairs(other.text)) >= _ALIKE

    def _is_free(self, i: int, j: int) -> bool:
        return i not in self.fixed and i not in self.moved and j not in self.placed

    def fill_gaps(self) -> None:
        """Between what is fixed: the same text in order, then what is alike."""
        bounds = [(-1, -1), *sorted(self.fixed.items()), (len(self.old), len(self.new))]
        for (i1, j1), (i2, j2) in pairwise(bounds):
            left = [i for i in range(i1 + 1, i2) if i not in self.moved]
            right = [j for j in range(j1 + 1, j2) if j not in self.placed]
            if left and right:
                self._fill(left, right)

    def _fill(self, left: list[int], right: list[int]) -> None:
        a, b = [self.old[i].key for i in left], [self.new[j].key for j in right]
        blocks = [(0, 0, 0), (len(a), len(b), 0)]
        if set(a) & set(b):
            matcher = SequenceMatcher(None, a, b, autojunk=len(a) + len(b) > 2000)
            blocks = [(0, 0, 0), *matcher.get_matching_blocks()]
        for at, (x, y, size) in enumerate(blocks):
            for k in range(size):
                self._fix(left[x + k], right[y + k])
            if at + 1 < len(blocks):
                next_x, next_y, _ = blocks[at + 1]
                self._pair(left[x + size : next_x], right[y + size : next_y])

    def _pair(self, left: list[int], right: list[int]) -> None:
        """The pairs in order whose likeness adds up to most; in long gaps only near the
        diagonal is looked at.
        """
        if not left or not right:
            return
        likeness = _Likeness(self.old, self.new, left, right)
        m, n = len(left), len(right)
        band = max(m, n) if m * n <= _WHOLE_TABLE else _BAND
        best: list[dict[int, float]] = [{} for _ in range(m + 1)]
        step: dict[tuple[int, int], tuple[int, int]] = {}
        for x in range(m - 1, -1, -1):
            middle = x * n // m
            low, high = max(0, middle - band), min(n, middle + band + n // m + 1)
            for y in range(high - 1, low - 1, -1):
                down, across = best[x + 1].get(y, 0.0), best[x].get(y + 1, 0.0)
                score, way = (down, (x + 1, y)) if down >= across else (across, (x, y + 1))
                alike = likeness.of(x, y)
                if alike >= _ALIKE and alike + best[x + 1].get(y + 1, 0.0) > score:
                    score, way = alike + best[x + 1].get(y + 1, 0.0), (x + 1, y + 1)
                best[x][y] = score
                step[x, y] = way
        x = y = 0
        while (x, y) in step:
            next_x, next_y = step[x, y]
            if (next_x, next_y) == (x + 1, y + 1):
                self._fix(left[x], right[y])
            x, y = next_x, next_y

    def match_elsewhere(self) -> None:
        """What is left over and stands somewhere else, the same or nearly."""
        self._take_along(alike=True)
        gone = [
            i
            for i, unit in enumerate(self.old)
            if i not in self.fixed and i not in self.moved and _can_move(unit)
        ]
        found: defaultdict[str, list[int]] = defaultdict(list)
        sets = {i: pairs(self.old[i].text) for i in gone}
        for i in gone:
            for pair in sets[i]:
                found[pair].append(i)
        for j, unit in enumerate(self.new):
            if j in self.placed or not _can_move(unit):
                continue
            mine = pairs(unit.text)
            shared = Counter(i for pair in mine if len(found[pair]) <= _BAND for i in found[pair])
            for i, count in shared.most_common(3):
                alike = 2 * count / (len(sets[i]) + len(mine))
                if alike >= _ALIKE_ELSEWHERE and i not in self.moved and self._same_kind(i, j):
                    self._move(i, j)
                    break
        self._take_along(alike=True)

    def match_lines_of_tasks(self) -> None:
        """The lines below a task (责任单位：…) are those of what became of it, whatever other task
        has lines like them.
        """
        for i, j in [*self.fixed.items(), *self.moved.items()]:
            if _LINE in (self.old[i].style, self.new[j].style):
                continue
            first, second = _lines_below(self.old, i), _lines_below(self.new, j)
            for label in first.keys() & second.keys():
                self._match_line(first[label], second[label], moved=i in self.moved)

    def _match_line(self, i: int, j: int, *, moved: bool) -> None:
        if self.fixed.get(i, self.moved.get(i)) == j:
            return
        both = (self.fixed, self.moved)
        gone = [x for pairs_of in both for x, y in pairs_of.items() if x == i or y == j]
        gone += [
            x
            for x, y in self.fixed.items()
            if not moved and (x < i) != (y < j) and self.old[x].style == _LINE
        ]
        for x in dict.fromkeys(gone):
            self.placed.discard(self.fixed.pop(x, -1))
            self.placed.discard(self.moved.pop(x, -1))
        if moved:
            self._move(i, j)
        elif all((x < i) == (y < j) for x, y in self.fixed.items()):
            self._fix(i, j)

    def _same_kind(self, i: int, j: int) -> bool:
        return self.old[i].sort == self.new[j].sort

    def in_order(self) -> list[Match]:
        numbers = self._numbered()
        back = {j: i for i, j in self.fixed.items()} | {j: i for i, j in self.moved.items()}
        found: list[Match] = []
        at = 0
        fixed = iter(sorted(self.fixed))
        following = next(fixed, len(self.old))
        for j in range(len(self.new)):
            i = back.get(j)
            found += self._gone(range(at, following), numbers)  # what went, before what came
            at = max(at, following)
            if i == following:
                at = i + 1
                following = next(fixed, len(self.old))
            found.append(Match(i, j, numbers.get(i, 0) if i is not None else 0))
        return [*found, *self._gone(range(at, len(self.old)), numbers)]

    def _gone(self, indexes: Iterable[int], numbers: dict[int, int]) -> list[Match]:
        return [Match(i, None, numbers.get(i, 0)) for i in indexes]

    def _numbered(self) -> dict[int, int]:
        """The moves by old index: neighbours that stayed neighbours are one."""
        numbers: dict[int, int] = {}
        last = 0
        for i in sorted(self.moved):
            if numbers.get(i - 1) and self.moved.get(i - 1, -2) + 1 == self.moved[i]:
                numbers[i] = numbers[i - 1]
            else:
                last += 1
                numbers[i] = last
        return numbers


class _Likeness:
    """How alike the blocks of a gap are."""

    def __init__(
        self,
        old: Sequence[ComparedBlock],
        new: Sequence[ComparedBlock],
        left: list[int],
        right: list[int],
    ) -> None:
        self.first = [old[i] for i in left]
        self.second = [new[j] for j in right]
        self.pairs_first = [pairs(unit.text) for unit in self.first]
        self.pairs_second = [pairs(unit.text) for unit in self.second]
        self.count_first = Counter(unit.style for unit in self.first)
        self.count_second = Counter(unit.style for unit in self.second)

    def of(self, x: int, y: int) -> float:
        one, other = self.first[x], self.second[y]
        if one.sort != other.sort or bool(one.text) != bool(other.text):
            return 0.0
        a, b = self.pairs_first[x], self.pairs_second[y]
        alike = _alike(a, b)
        if one.style == other.style and one.style not in _BODY:
            only = self.count_first[one.style] == self.count_second[one.style] == 1
            alike = max(alike, _ALIKE) if only else alike
        return alike


def _can_move(unit: ComparedBlock) -> bool:
    """Whether a block is long enough to be known again elsewhere; a heading is sooner."""
    return len(unit.text) >= (_SHORTEST_HEADING if _is_heading(unit) else _SHORTEST_MOVE)


def _is_heading(unit: ComparedBlock) -> bool:
    return "标题" in unit.style or unit.style in ("章", "节")


def _lines_below(units: Sequence[ComparedBlock], at: int) -> dict[str, int]:
    """The lines of a task that stand below it, by their labels."""
    found: dict[str, int] = {}
    for n in range(at + 1, len(units)):
        label, sign, _ = units[n].text.partition("：")
        if units[n].style != _LINE or not sign:
            break
        found.setdefault(label, n)
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _once(units: Sequence[ComparedBlock]) -> dict[tuple[str, ...], int]:
    """Where each key stands that occurs exactly once."""
    count = Counter(unit.key for unit in units)
    return {unit.key: i for i, unit in enumerate(units) if count[unit.key] == 1}


def _heaviest_increasing(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The indexes of the increasing run of values, all different, that weighs most."""
    rank = {value: at for at, value in enumerate(sorted(values), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(values) + 1)
    """By the last bit of a rank (Fenwick): the most that a run up to there weighs, and its end."""
    before: list[int] = []
    for index, value in enumerate(values):
        weight, end = 0, -1
        at = rank[value] - 1
        while at:
            weight, end = max((weight, end), best[at])
            at &= at - 1
        before.append(end)
        at = rank[value]
        while at < len(best):
            best[at] = max(best[at], (weight + weights[index], index))
            at += at & -at
    index = max(((0, -1), *best))[1]
    found: list[int] = []
    while index >= 0:
        found.append(index)
        index = before[index]
    return found[::-1]
