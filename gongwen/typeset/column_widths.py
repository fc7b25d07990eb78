"""How wide the columns of a table are made, so that it is short and nothing is torn."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise, zip_longest

from .. import patterns as re
from ..composition import is_address
from ..paper.line_ends import NOT_FIRST, NOT_LAST
from .unit_lines import short_name, unit_lines
from .width import width

_OPENING, _CLOSING = (f"[{re.escape(signs)}]" for signs in (NOT_LAST, NOT_FIRST))
_UNBREAKABLE = rf"{_OPENING}+(?:[!-~]+|.){_CLOSING}*|(?:[!-~]+|.){_CLOSING}{{2,}}|[!-~]+"
"""What no line's end parts: a word or number; the marks that stay with what they open or close."""
_NUMBER = re.compile(r"\d")
_WIDE_LETTER, _WIDER = re.compile("[A-Zmw@&]"), dict.fromkeys("MWm@", 0.4)
"""Letters that are wider than half a character in some face of a PDF, and by how much at most where
that is more than a quarter.
"""
_WORD, _HALF_WORD = 4, 2
"""Cells and heads up to so many characters stand on one line; up to the latter in a table with so
many columns that little room would be left for text."""
_HEAD = 3
"""Heads up to so many characters stand on one line: halved, they would leave one on a line."""
_BRACKET = 2.0
"""Characters more than half a head that a column is given, so that its bracket stays whole."""
WITH_BRACKET = "([^（）]+)(（[^（）]+）)"
"""A head with a bracket behind it."""
_PHRASE = 8
"""Cells up to so many characters stand on two lines; in a crowded table, dates (2027年12月底前)."""
_NAME = 20
"""Cells up to so many characters (a task's name, a unit or two) leave no character alone on a line
where a little more room avoids it."""
_CROWDED = 0.7
"""Of the table's width: what such columns may take up."""
_ALONE = 3.0
"""Lines that a table may grow by for each character spared a line of its own."""
_SPARING = (-1, 1, 2, 3)
"""Characters by which a column of names is made wider for that, or narrower."""
_UNIT_STEPS = (-1, 0.5, 1, 2)
"""The same of a column of units."""
_TORN = 0.5
"""A name torn is so bad as that part of a character left alone."""
_AGAIN = 0.4
"""What stands badly in a column of units counts so much in each of its cells, for it comes again.
"""
_STEP = 0.5
"""Characters by which columns are widened, one at a time."""
_TALLEST = 6
"""A row is as tall as its tallest cell: so high a power of the cells' lines comes near that, and
still sees what a cell a little less tall would gain."""
_LOST = 0.3
"""Characters that a line loses on average, for punctuation kept from its head and words kept whole.
"""
_SAMPLE = 60
"""Rows looked at, spread over the table."""


def column_widths(
    heads: Sequence[str],
    columns: Sequence[Sequence[str]],
    shares: Sequence[float] | None,
    *,
    total: int,
    character: float,
    margin: int,
    spans: Sequence[Sequence[int]] | None = None,
    floors: Sequence[float] | None = None,
    across: Sequence[Sequence[float]] | None = None,
    of_units: Container[int] = (),
) -> tuple[int, ...]:
    """Widths in twips that add up to `total`: by the `shares` asked for, else by content.

    `columns` are the texts of each column's cells, row by row ("" where a merged cell covers one),
    `character` the width of one of their characters and `margin` that of a cell's two side margins;
    `spans` how many rows each cell stands beside (1 where not given). `floors` are what each column
    has to have room for besides, and `across` what cells over several columns ask of it row by row,
    both in characters. Columns without any text, which are to be filled in, take what is left over.
    The columns `of_units` hold lists of units, which `unit_lines` breaks.
    No column is narrower than its longest word or number, unless they do not fit side by side.
    """
    floors = floors or [0.0] * len(heads)
    shortest = [
        max(map(short_name, cells), default=0.0) if index in of_units else 0.0
        for index, cells in enumerate(columns)
    ]
    least: list[float] = []
    easy: list[float] = []
    for longest in (_longest_word, longest_unbroken):
        least = [
            max(longest((head, *cells)), floor, 1.0) * character + margin
            for head, cells, floor in zip(heads, columns, floors, strict=True)
        ]
        for word in range(_WORD, _HALF_WORD - 1, -1):
            easy = [
                max(low, max(_easy_width(head, cells, word), short) * character + margin)
                for low, head, cells, short in zip(least, heads, columns, shortest, strict=True)
            ]
            if sum(easy) <= _CROWDED * total:
                break
        if sum(easy) <= _CROWDED * total:
            break
    if sum(least) > total:
        return _whole([each / sum(least) * total for each in least], total)
    if shares and len(shares) == len(heads) and sum(shares) > 0:
        return _whole(_at_least(least, [share / sum(shares) * total for share in shares]), total)
    if sum(easy) >= total:
        texts = [
            max(map(width, (head, *cells))) for head, cells in zip(heads, columns, strict=True)
        ]
        legible = _legible(least, texts, total, character, margin)
        return _whole(_at_least(legible, [each / sum(easy) * total for each in easy]), total)
    narrow = [(each - margin) / character for each in easy]
    spans = spans or [[1] * len(cells) for cells in columns]
    runs = [
        (width(head), *(_widest_run(cell) / rows for cell, rows in zip(cells, beside, strict=True)))
        for head, cells, beside in zip(heads, columns, spans, strict=True)
    ]
    if across:
        runs = [(run[0], *map(max, run[1:], more)) for run, more in zip(runs, across, strict=True)]
    wide = _shortest_untorn(narrow, columns, runs, (total - sum(easy)) / character)
    widths = [each * character + margin for each in wide]
    spare = total - sum(widths)
    closed = {index for index, cells in enumerate(columns) if _tears(cells, wide[index])}
    takers = [
        index
        for index, cells in enumerate(columns)
        if index not in closed and (index or not _is_ordinal(cells))
    ] or [0]
    takers = _to_fill_in(heads, columns) or takers
    taken = sum(widths[index] for index in takers)
    for index in takers:
        widths[index] *= 1 + spare / taken
    wide = [(each - margin) / character for each in widths]
    spared = _spared(wide, narrow, columns, runs, of_units)
    return _whole([each * character + margin for each in spared], total)


def _legible(
    least: Sequence[float], texts: Sequence[float], total: int, character: float, margin: int
) -> list[float]:
    """The least widths, twips, with room for as many characters of each column's longest text
    beside one another as all columns can have: with one, words stand upright on their ends.
    """
    for count in (_WORD, _HEAD, _HALF_WORD):
        rooms = [
            max(low, min(count, text) * character + margin)
            for low, text in zip(least, texts, strict=True)
        ]
        if sum(rooms) <= total:
            return rooms
    return list(least)


def _to_fill_in(heads: Sequence[str], columns: Sequence[Sequence[str]]) -> list[int]:
    """The columns without a word in a table that has some."""
    texts = zip(heads, columns, strict=True)
    blank = [index for index, (head, cells) in enumerate(texts) if not head and not any(cells)]
    return blank if len(blank) < len(heads) else []


def longest_unbroken(texts: Iterable[str]) -> float:
    """The longest word or number that no line's end may break, with the marks that stay with it
    （区）, in characters: links and e-mail addresses are broken in a table.
    """
    words = (word for text in texts for word in re.findall(_UNBREAKABLE, text))
    return max((_as_printed(word) for word in words if not is_address(word)), default=0.0)


def room_for_dates(cells: Sequence[str]) -> float:
    """Characters in which dates stand on two lines; 0 of a column that holds others too."""
    lines = {line for cell in cells for line in cell.split("\n")}
    if not any(map(_NUMBER.search, lines)) or any(width(line) > _PHRASE for line in lines):
        return 0.0
    return max((_in_two_lines(line) for line in lines if width(line) > _HALF_WORD), default=0.0)


def _is_ordinal(cells: Sequence[str]) -> bool:
    """Whether a first column holds but numbers of the rows: it stays narrow."""
    return any(cells) and all(width(cell) <= _HALF_WORD for cell in cells)


def _longest_word(texts: Sequence[str]) -> float:
    return max(
        (_as_printed(word) for text in texts for word in re.findall(_UNBREAKABLE, text)),
        default=0.0,
    )


def _as_printed(word: str) -> float:
    """How wide a word is with the wide letters of faces that stand in for the official ones."""
    wider = (_WIDER.get(letter, 0.25) for letter in _WIDE_LETTER.findall(word))
    return width(word) + sum(wider)


def _easy_width(head: str, cells: Sequence[str], word: int) -> float:
    """Room for the head in one line (two, where it is longer than `word`) and for short cells."""
    whole = width(head) <= max(word, _HEAD)
    headed = width(head) if whole else max(word, _head_in_two_lines(head))
    lines = {line for cell in cells for line in cell.split("\n")}
    short = [width(line) for line in lines if width(line) <= word]
    dates = any(_NUMBER.search(line) for line in lines)
    if (dates or word == _WORD) and all(width(line) <= _PHRASE for line in lines):
        short += [_in_two_lines(line) for line in lines if width(line) > word]
    easy = max(headed, *short, _HALF_WORD)
    if word < _WORD or not all(width(line) <= _NAME for line in lines):
        return easy
    return min((easy, math.floor(easy) + 1.0), key=lambda room: _alone(lines, math.floor(room)))


def _head_in_two_lines(head: str) -> float:
    """Room for a head on two lines: broken before the bracket behind it, 投资（万元）, where that
    asks for little more than half of it.
    """
    half = math.ceil(width(head) / 2)
    if bracket := re.fullmatch(WITH_BRACKET, head):
        longest = max(map(width, bracket.groups()))
        return longest if longest <= half + _BRACKET else half
    return half


def _alone(lines: Iterable[str], room: int) -> int:
    """How many texts leave a single character on a line of its own."""
    return sum(0 < width(line) % room <= 1 for line in lines if width(line) > room)


def _in_two_lines(text: str) -> float:
    """The narrowest width at which a text stands on two lines, no number parted from its unit."""
    half = math.ceil(width(text)) / 2
    while half < width(text):
        end = max(at for at in range(1, len(text) + 1) if at == 1 or width(text[:at]) <= half)
        torn = text[end - 1 : end].isascii() and text[end - 1].isalnum()
        if not torn and width(text[end:]) <= half:
            return half
        half += _STEP
    return half


def _shortest_untorn(
    narrow: Sequence[float],
    columns: Sequence[Sequence[str]],
    runs: Sequence[Sequence[float]],
    room: float,
) -> list[float]:
    """The columns as `_shortest` widens them, but dates on one line all of them or none: on wider
    lines than two of them need, but not wide enough for one, 底前 would be torn.
    """
    wide = _shortest(narrow, runs, room)
    torn = [_tears(cells, have) for cells, have in zip(columns, wide, strict=True)]
    if not any(torn):
        return wide
    held = [(0.0,) * len(run) if off else run for off, run in zip(torn, runs, strict=True)]
    return _shortest(narrow, held, room)


def _spared(
    widths: Sequence[float],
    narrow: Sequence[float],
    columns: Sequence[Sequence[str]],
    runs: Sequence[Sequence[float]],
    of_units: Container[int],
) -> list[float]:
    """The columns, in characters, but those of names a little wider or narrower where that spares
    characters a line of their own, and units a break in their names; the column beside that can
    best spare it gives or takes the room.
    """
    every = -(-max(map(len, runs), default=0) // _SAMPLE) or 1
    tried = [
        _Tried(cells[::every], run[1::every], index in of_units)
        for index, (cells, run) in enumerate(zip(columns, runs, strict=True))
    ]
    best = list(widths)
    for index, column in enumerate(tried):
        if len(tried) == 1 or not column.faults(best[index]):
            continue
        steps = _UNIT_STEPS if column.of_units else _SPARING
        ways = [best]
        for other in _others(index, best, column.of_units):
            for step in steps:
                moved = list(best)
                moved[index] += step
                moved[other] -= step
                least = narrow[other] if column.of_units else max(narrow[other], moved[index])
                if moved[index] >= narrow[index] and moved[other] >= least:
                    ways.append(moved)
        best = min(ways, key=lambda have: _cost(tried, have, every))
    return best


def _others(index: int, widths: Sequence[float], of_units: bool) -> list[int]:
    """The columns that may give room to one: the widest; to units any."""
    others = [other for other in range(len(widths)) if other != index]
    return others if of_units else [max(others, key=widths.__getitem__)]


def _cost(tried: Sequence[_Tried], widths: Sequence[float], every: int) -> float:
    """The lines of a table, and what is set badly in them."""
    rows = zip_longest(
        *(column.heights(have) for column, have in zip(tried, widths, strict=True)), fillvalue=1.0
    )
    faults = sum(column.faults(have) for column, have in zip(tried, widths, strict=True))
    return _ALONE * faults + every * sum(max(*row, 1.0) for row in rows)


class _Tried:
    """A column whose width is tried: how many lines each of its cells takes, and how many stand
    badly: a character alone on a line, a unit's name torn.
    """

    def __init__(self, cells: Sequence[str], runs: Sequence[float], of_units: bool) -> None:
        self.cells, self.runs, self.of_units = cells, runs, of_units
        self.lines = [line for cell in cells for line in cell.split("\n")]
        self.names = _are_names(cells)
        self.known: dict[float, list[float]] = {}
        self.found: dict[float, float] = {}

    def heights(self, have: float) -> list[float]:
        if have not in self.known:
            self.known[have] = (
                [float(len(unit_lines(cell, have).lines)) for cell in self.cells]
                if self.of_units
                else [run / (have - _LOST) for run in self.runs]
            )
        return self.known[have]

    def faults(self, have: float) -> float:
        if have not in self.found:
            self.found[have] = self._faults(have)
        return self.found[have]

    def _faults(self, have: float) -> float:
        if not self.of_units:
            return float(_alone(self.lines, math.floor(have))) if self.names else 0.0
        set_so = [unit_lines(cell, have) for cell in self.cells if width(cell) > have]
        return _AGAIN * sum(each.alone + _TORN * each.torn for each in set_so)


def _are_names(cells: Sequence[str]) -> bool:
    """Whether a column holds short texts, and not dates or numbers."""
    lines = [line for cell in cells for line in cell.split("\n")]
    return all(width(line) <= _NAME for line in lines) and not any(map(_NUMBER.search, lines))


def _tears(cells: Sequence[str], room: float) -> bool:
    """Whether a line of so many characters is too short for some of a column's dates."""
    lines = {line for cell in cells for line in cell.split("\n")}
    dates = any(_NUMBER.search(line) for line in lines)
    return dates and all(width(line) <= _PHRASE for line in lines) and room < max(map(width, lines))


def _shortest(
    narrow: Sequence[float], columns: Sequence[Sequence[float]], room: float
) -> list[float]:
    """The columns, in characters, widened from `narrow` by what `room` there is, each step where
    the rows lose most of their height; what no column has a use for is left over. `columns` are
    how many characters each cell has to a row.
    """
    rows = list(zip_longest(*columns, fillvalue=0.0))
    rows = rows[:: -(-len(rows) // _SAMPLE) or 1]
    widths = list(narrow)
    most = [max((row[index] for row in rows), default=0.0) for index in range(len(widths))]

    def heights(index: int, width: float) -> list[float]:
        return [max(row[index] / (width - _LOST), 1.0) ** _TALLEST for row in rows]

    now = [heights(index, width) for index, width in enumerate(widths)]
    wider = [heights(index, width + _STEP) for index, width in enumerate(widths)]
    sums = [sum(each) for each in zip(*now, strict=True)]
    while room >= _STEP:
        best, gain = -1, 0.0
        roots = [held ** (1 / _TALLEST) for held in sums]
        for index, have in enumerate(widths):
            if have >= most[index]:
                continue
            gained = 0.0
            for held, root, old, new in zip(sums, roots, now[index], wider[index], strict=True):
                if new < old:
                    gained += root - (held - old + new) ** (1 / _TALLEST)
            if gained > gain:
                best, gain = index, gained
        if best < 0:
            break
        changes = zip(sums, now[best], wider[best], strict=True)
        sums = [held + (new - old) for held, old, new in changes]
        widths[best] += _STEP
        room -= _STEP
        now[best], wider[best] = wider[best], heights(best, widths[best] + _STEP)
    return widths


def _widest_run(cell: str) -> float:
    """How much text a cell holds, in characters of one line: lines typed apart count whole."""
    lines = cell.split("\n")
    return max(map(width, lines)) * len(lines) if len(lines) > 1 else width(cell)


def _at_least(least: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """`wanted`, with what the columns below their `least` lack taken from the others' surplus."""
    lack = sum(max(low - want, 0.0) for low, want in zip(least, wanted, strict=True))
    surplus = sum(max(want - low, 0.0) for low, want in zip(least, wanted, strict=True))
    keep = 1 - lack / surplus if surplus else 1.0
    return [low + max(want - low, 0.0) * keep for low, want in zip(least, wanted, strict=True)]


def _whole(widths: Sequence[float], total: int) -> tuple[int, ...]:
    """Whole twips that add up to `total`: rounding carried along, so that none is off by more
    than one.
    """
    edges = [0]
    position = 0.0
    for each in widths:
        position += each
        edges.append(round(position))
    edges[-1] = total
    return tuple(right - left for left, right in pairwise(edges))
