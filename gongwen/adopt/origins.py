"""Which value of the YAML prints what: the document is set once more with a dye in every text, a
character that nobody types, and what comes out dyed tells where it came from.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from msgspec import Struct

from .. import patterns as re
from ..problem import Place, Problem
from ..source.edit.changes import Path as DataPath
from ..source.tree import Mapping, Sequence, Value
from .standing import StandingDocument
from .units import CELL, CopyUnit

_FIRST: Final = 0xF0000
_MOST: Final = 0x1FFF0
_DYE: Final = re.compile("[\U000f0000-\U0010fffd]")
_CLOSE: Final = re.compile(r"[\s。；：，、！？）》”’.;:,!?)\]】]*$")
_NOT_WORDS: Final = frozenset((
    "文种", "稿本", "格式", "体例", "样式", "模板", "机构表", "图", "引自", "引入", "取", "取自",
    "表单", "忽略", "编号", "序号", "联合标志", "印章", "密级", "责任标注", "合并", "宽", "对齐",
    "表头", "版式", "横排", "分装", "另附", "目录", "成文日期", "时限", "日期", "起", "止", "期限",
    "截止", "层次", "跨列", "跨行", "发布日期",
))  # fmt: skip
"""Keys whose values are no text of their own, or that the program rewrites (dates)."""


class Leaf(Struct, frozen=True):
    """A line of a text of the data: `line` from 0 among those of the text at `path`, which begins
    at `whole`. Of the rows of a table that are lines, each cell is one, from character `start` on.
    """

    path: DataPath
    line: int
    text: str
    place: Place
    whole: Place
    start: int = 0

    @property
    def identity(self) -> tuple[DataPath, int, int]:
        """What no other leaf has."""
        return self.path, self.line, self.start


class Origin(Struct, frozen=True):
    """Where a stretch of a unit's text comes from: `start` to `end` of it is `first` to `last` of
    the line of the leaf.
    """

    leaf: Leaf
    start: int
    end: int
    first: int
    last: int


class Origins(Struct, frozen=True):
    """By the number of the unit, what it was made of; and the leaves that the dye did not find."""

    of_unit: dict[int, list[Origin]]
    unfound: list[Leaf]

    def lines_of(self, path: DataPath) -> list[Leaf]:
        """The lines of a text that print something."""
        found = {
            each.leaf.line: each.leaf
            for origins in self.of_unit.values()
            for each in origins
            if each.leaf.path == path
        }
        return [found[line] for line in sorted(found)]

    def units_of_line(self, leaf: Leaf) -> set[int]:
        """The units that a line prints."""
        return {
            number
            for number, origins in self.of_unit.items()
            if any(each.leaf == leaf for each in origins)
        }


def leaves_of(data: Value) -> list[Leaf]:
    """Every line of every text, in order."""
    found: list[Leaf] = []

    def walk(value: Value, place: Place, path: DataPath) -> None:
        if isinstance(value, str):
            for number, line in enumerate(value.split("\n")):
                spot = place.of_text_line(number)
                for start, words in _pieces(line, path):
                    if words.strip():
                        found.append(Leaf(path, number, words, spot, place, start))
        elif isinstance(value, Mapping):
            for key, each in value.items():
                walk(each, value.places[key], (*path, key))
        elif isinstance(value, Sequence):
            for number, each in enumerate(value):
                walk(each, value.places[number], (*path, number))

    walk(data, data.place if isinstance(data, Mapping | Sequence) else Place(""), ())
    return found


def _pieces(line: str, path: DataPath) -> list[tuple[int, str]]:
    """The cells of a row that is a line; any other line whole."""
    if "行" not in path[-2:] or not re.search("[｜|]", line):
        return [(0, line)]
    found, start = [], 0
    for sign in re.finditer("[｜|]|$", line):
        found.append((start, line[start : sign.start()]))
        start = sign.end()
    return found


def origins_of(standing: StandingDocument) -> Origins:
    """What the dye tells. A text that would be set otherwise with a dye in it is left undyed."""
    leaves = leaves_of(standing.resolved.data)
    at_end = {n: _before_close(leaf.text) for n, leaf in enumerate(leaves) if _is_words(leaf)}
    first, bad = _dyed_print(standing, leaves, at_end)
    inside = {n: max(len(leaves[n].text.strip()) // 2, 1) for n in bad}
    good = {n: at for n, at in at_end.items() if n not in bad}
    second, still_bad = _dyed_print(standing, leaves, good | inside) if bad else (first, set())
    if still_bad:
        rest = {n: at for n, at in (good | inside).items() if n not in still_bad}
        second, _ = _dyed_print(standing, leaves, rest)
    of_unit: dict[int, list[Origin]] = defaultdict(list)
    for number, found in {**first, **second}.items():
        of_unit[number] = found
    for number, found in first.items():
        if len(found) > len(of_unit[number]):
            of_unit[number] = found
    seen = {each.leaf.identity for found in of_unit.values() for each in found}
    unfound = [leaf for leaf in leaves if leaf.identity not in seen]
    _found_by_words(standing.units, of_unit, unfound)
    return Origins(dict(of_unit), unfound)


def _is_words(leaf: Leaf) -> bool:
    key = next((step for step in reversed(leaf.path) if isinstance(step, str)), "")
    return key not in _NOT_WORDS


def _before_close(text: str) -> int:
    """Before the punctuation that a text ends in; behind its first character at least."""
    found = _CLOSE.search(text)
    return max(found.start() if found else len(text), 1)


def _dyed_print(
    standing: StandingDocument, leaves: list[Leaf], where: dict[int, int]
) -> tuple[dict[int, list[Origin]], set[int]]:
    """What is made of what, by unit; and the leaves whose dye moved something, or was lost."""
    units, where = _set_dyed(standing, leaves, where)
    if units is None:
        return {}, set(where)
    found: dict[int, list[Origin]] = {}
    good: set[int] = set()
    moved: set[int] = set()
    base = standing.units
    undyed = [_DYE.sub("", unit.text) for unit in units]
    pairs = _same_places([unit.text for unit in base], undyed)
    for at, unit in enumerate(units):
        marks = [ord(mark) - _FIRST for mark in _DYE.findall(unit.text)]
        if at in pairs:
            good.update(marks)
            if marks:
                found[pairs[at]] = _origins_in(base[pairs[at]].text, 0, unit.text, leaves, where)
        elif len(units) == len(base) and unit.is_row and len(unit.cells) == len(base[at].cells):
            kept, lost = _origins_in_row(base[at], unit, leaves, where)
            good.update(each.leaf_number for each in kept)
            moved.update(lost)
            found[at] = [each.origin for each in kept]
        else:
            moved.update(marks)
    return found, {n for n in where if n not in good} | (moved - good)


class _Numbered(Struct, frozen=True):
    leaf_number: int
    origin: Origin


def _origins_in_row(
    base: CopyUnit, dyed: CopyUnit, leaves: list[Leaf], where: dict[int, int]
) -> tuple[list[_Numbered], list[int]]:
    """What the cells are made of that are as they were, and the leaves that moved others: such as
    are joined with the one above where both say the same.
    """
    kept: list[_Numbered] = []
    lost: list[int] = []
    start = 0
    for cell, made in zip(base.cells, dyed.cells, strict=True):
        marks = [ord(mark) - _FIRST for mark in _DYE.findall(made)]
        if _DYE.sub("", made) == cell:
            found = _origins_in(base.text, start, made, leaves, where)
            kept += map(_Numbered, marks, found)
        elif cell:
            lost += marks
        start += len(cell) + 1
    return kept, lost


def _same_places(base: list[str], other: list[str]) -> dict[int, int]:
    """The numbers of units of `other` whose text is that of the unit of `base`, with its number."""
    if len(base) == len(other):
        return {n: n for n, text in enumerate(other) if text == base[n]}
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, other, base, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}


def _set_dyed(
    standing: StandingDocument, leaves: list[Leaf], where: dict[int, int]
) -> tuple[list[CopyUnit] | None, dict[int, int]]:
    """The document set with dye in the leaves; those that it cannot be set with are left out."""
    where = {n: at for n, at in where.items() if n < _MOST}
    for attempt in range(12):
        data = _dyed(standing.resolved.data, leaves, where)
        units, problems = standing.print_of(data)
        if units is not None:
            return units, where
        blamed = _blamed(leaves, where, problems, attempt)
        if not blamed:
            return None, where
        where = {n: at for n, at in where.items() if n not in blamed}
    return None, where


def _blamed(
    leaves: list[Leaf], where: dict[int, int], problems: list[Problem], attempt: int
) -> set[int]:
    """The dyed leaves at the places of the problems, and ever more around them."""
    found: set[int] = set()
    for problem in problems:
        near = [n for n in where if leaves[n].place.file == problem.file]
        near.sort(key=lambda n: abs(leaves[n].place.line - problem.line))
        same = [
            n
            for n in near
            if (leaves[n].place.line, leaves[n].place.column) == (problem.line, problem.column)
        ]
        found.update(same or near[: 2 ** min(attempt, 10)])
    return found


def _dyed(data: Value, leaves: list[Leaf], where: dict[int, int]) -> Value:
    """The data with dye in some of its leaves."""
    lines: dict[DataPath, list[tuple[int, int, int]]] = defaultdict(list)
    for n, at in where.items():
        leaf = leaves[n]
        lines[leaf.path].append((leaf.line, leaf.start + at, n))

    def walk(value: Value, path: DataPath) -> Value:
        if isinstance(value, str) and path in lines:
            typed = value.split("\n")
            for number, at, n in sorted(lines[path], reverse=True):
                line = typed[number]
                typed[number] = line[:at] + chr(_FIRST + n) + line[at:]
            return "\n".join(typed)
        if isinstance(value, Mapping):
            return value.with_values({key: walk(each, (*path, key)) for key, each in value.items()})
        if isinstance(value, Sequence):
            items = [walk(each, (*path, number)) for number, each in enumerate(value)]
            return Sequence(items, value.place, value.places)
        return value

    return walk(data, ())


def _origins_in(
    text: str, offset: int, dyed: str, leaves: list[Leaf], where: dict[int, int]
) -> list[Origin]:
    """The stretches of a text from `offset` on, in order, as far around each dye as text and leaf
    agree.
    """
    found: list[Origin] = []
    before = offset
    for count, match in enumerate(_DYE.finditer(dyed)):
        n = ord(match[0]) - _FIRST
        origin = _around(text, offset + match.start() - count, leaves[n], where[n], before)
        found.append(origin)
        before = origin.end
    return found


def _around(text: str, at: int, leaf: Leaf, dye: int, before: int = 0) -> Origin:
    """How far a text and a leaf agree on both sides of a place in each."""
    start, first = at, dye
    while start > before and first > 0 and _same(text[start - 1], leaf.text[first - 1]):
        start, first = start - 1, first - 1
    end, last = at, dye
    while end < len(text) and last < len(leaf.text) and _same(text[end], leaf.text[last]):
        end, last = end + 1, last + 1
    return Origin(leaf, start, end, first, last)


def _found_by_words(
    units: list[CopyUnit], known: dict[int, list[Origin]], leaves: list[Leaf]
) -> None:
    """Units that no dye reached: where words of one leaf alone stand in one of them alone."""
    bare = [re.sub(r"\s", "", leaf.text) for leaf in leaves]
    texts = {n: re.sub(r"[^\S\x1f]", "", each.text) for n, each in enumerate(units)
             if not known.get(n)}  # fmt: skip
    for leaf, words in zip(leaves, bare, strict=True):
        if len(words) < 2 or bare.count(words) > 1:
            continue
        holding = [n for n, text in texts.items() if words in text]
        if len(holding) == 1 and (origin := _whole(units[holding[0]].text, leaf)):
            known[holding[0]] = sorted([*known.get(holding[0], ()), origin], key=_start)


def _start(origin: Origin) -> int:
    return origin.start


def _whole(text: str, leaf: Leaf) -> Origin | None:
    """Where the whole of a leaf stands in a text, whatever blanks are in either."""
    typed = leaf.text.strip()
    pattern = r"[^\S\x1f]*".join(re.escape(c) for c in typed if not c.isspace())
    if (match := re.search(pattern, text)) is None:
        return None
    first = len(leaf.text) - len(leaf.text.lstrip())
    return Origin(leaf, match.start(), match.end(), first, first + len(typed))


def _same(one: str, other: str) -> bool:
    return one == other or (one.isspace() and other.isspace() and one != CELL)
