"""How wide the columns of a table are made, so that it is short and nothing is torn."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

from .width import width

_UNBREAKABLE = re.compile(r"[!-~]+")
_WORD, _HALF_WORD = 4, 2
"""Cells and heads up to so many characters stand on one line; up to the latter in a table with so
many columns that little room would be left for text."""
_CROWDED = 0.7
"""Of the table's width: what such columns may take up."""
_BALANCE = 0.75
"""How far widths follow the amount of text: 1 makes all columns equally tall on average, which
squeezes the columns with little text; 0 makes them equal."""


def column_widths(
    heads: Sequence[str],
    columns: Sequence[Sequence[str]],
    shares: Sequence[float] | None,
    *,
    total: int,
    character: float,
    margin: int,
) -> tuple[int, ...]:
    """Widths in twips that add up to `total`: by the `shares` asked for, else by content.

    `columns` are the texts of each column's cells (of a merged one each once), `character` the
    width of one of their characters and `margin` that of a cell's two side margins. No column is
    narrower than its longest word or number, unless they do not fit side by side at all.
    """
    least = [
        max(_longest_word((head, *cells)), 1.0) * character + margin
        for head, cells in zip(heads, columns, strict=True)
    ]
    if sum(least) > total:
        return _whole([each / sum(least) * total for each in least], total)
    if shares and len(shares) == len(heads) and sum(shares) > 0:
        return _whole(_at_least(least, [share / sum(shares) * total for share in shares]), total)
    easy: list[float] = []
    for word in range(_WORD, _HALF_WORD - 1, -1):
        easy = [
            max(low, _easy_width(head, cells, word) * character + margin)
            for low, head, cells in zip(least, heads, columns, strict=True)
        ]
        if sum(easy) <= _CROWDED * total:
            break
    if sum(easy) >= total:
        return _whole(_at_least(least, [each / sum(easy) * total for each in easy]), total)
    rows = max(map(len, columns))
    amounts = [_amount(cells) * len(cells) / rows if rows else 0.0 for cells in columns]
    most = [
        max(low, max((_widest_line(cell) for cell in cells), default=0) * character + margin)
        for low, cells in zip(easy, columns, strict=True)
    ]
    widths = _shared_out(easy, most, [each**_BALANCE for each in amounts], total)
    spare = total - sum(widths)
    takers = [index for index, cells in enumerate(columns) if index or not _is_ordinal(cells)] or [
        0
    ]
    taken = sum(widths[index] for index in takers)
    for index in takers:
        widths[index] *= 1 + spare / taken
    return _whole(widths, total)


def _is_ordinal(cells: Sequence[str]) -> bool:
    """Whether a first column holds but numbers of the rows: it stays narrow."""
    return any(cells) and all(width(cell) <= _HALF_WORD for cell in cells)


def _longest_word(texts: Sequence[str]) -> float:
    return max((width(word) for text in texts for word in _UNBREAKABLE.findall(text)), default=0.0)


def _widest_line(text: str) -> float:
    return max((width(line) for line in text.split("\n")), default=0.0)


def _easy_width(head: str, cells: Sequence[str], word: int) -> float:
    """Room for the head in one line (two, where it is longer than `word`) and for short cells."""
    headed = width(head) if width(head) <= word else max(word, width(head) / 2)
    short = [line for cell in cells if (line := _widest_line(cell)) <= word]
    return max(headed, *short, _HALF_WORD)


def _amount(cells: Sequence[str]) -> float:
    """How much text a column holds: what its cells hold on average, long ones counting more."""
    held = [width(cell) for cell in cells]
    if not any(held):
        return 0.0
    return math.sqrt(fmean(each * each for each in held))


def _shared_out(
    least: Sequence[float], most: Sequence[float], weights: Sequence[float], total: float
) -> list[float]:
    """`total` by `weights`, but no column below `least` and none above `most`; what no column has
    a use for is left over.
    """
    fixed: dict[int, float] = {}
    while True:
        free = [index for index in range(len(least)) if index not in fixed]
        room = total - sum(fixed.values())
        weight = sum(weights[index] for index in free)
        if not free or not weight:
            break
        wanted = {index: room * weights[index] / weight for index in free}
        low = [index for index in free if wanted[index] < least[index]]
        high = [index for index in free if wanted[index] > most[index]]
        if not low and not high:
            fixed |= wanted
            break
        over = sum(wanted[index] - most[index] for index in high)
        under = sum(least[index] - wanted[index] for index in low)
        bound, at = (low, least) if under >= over else (high, most)
        fixed |= {index: at[index] for index in bound}
    return [fixed.get(index, least[index]) for index in range(len(least))]


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
