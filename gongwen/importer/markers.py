"""Which markers a text uses, so that its numbers can be read and then generated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from ..document.walk import ARTICLE_SCHEME
from ..paper.numbering import (
    DECIMALS,
    DEFAULT_SCHEME,
    Marker,
    Scheme,
    format_number,
    match_decimal,
    match_number,
    parse_marker,
)

_PARTS = ("第一部分", "第一编", "第一篇")
_NAMED = (*_PARTS, "第一章", "第一节")
"""Levels that a sentence may speak of too (第二节用于……): one that has no first is none."""
_SAMPLES = (*_NAMED, "一、", "（一）", "1.", "（1）")
_DEFAULT = ("一、", "（一）", "1.", "（1）")


def _marker(sample: str) -> Marker:
    marker = parse_marker(sample)
    if marker is None:
        raise ValueError(sample)
    return marker


_FEWEST_DECIMALS = 2
_MARKERS = {sample: _marker(sample) for sample in _SAMPLES}
_DECIMAL_MARKERS = {format_number(marker, 1): marker for marker in DECIMALS[1:]}
_OF_SAMPLE = {**_MARKERS, "1": DECIMALS[0], **_DECIMAL_MARKERS}
_ARTICLE = _marker("第一条")


class MarkerScheme(Struct, frozen=True):
    """How a text is numbered. `samples` are its levels, each by its first member; `continuous` the
    levels (from 1) that count on across parents.
    """

    scheme: Scheme
    samples: tuple[str, ...]
    continuous: tuple[int, ...] = ()
    articles: bool = False


DEFAULT_LAYOUT = MarkerScheme(DEFAULT_SCHEME, _DEFAULT)


def layout_of(lines: Sequence[str]) -> MarkerScheme:
    """How the lines of one text are numbered."""
    if _are_articles(lines):
        return MarkerScheme(ARTICLE_SCHEME, (), (), articles=True)
    if decimal := decimal_samples(lines):
        return MarkerScheme(Scheme(tuple(_OF_SAMPLE[each] for each in decimal)), decimal)
    typed = [found for line in lines if (found := first_marker(line)) and found[0] in _MARKERS]
    begun = {sample for sample, number in typed if number == 1}
    typed = [found for found in typed if found[0] in begun or found[0] not in _NAMED]
    used = tuple(sample for sample in _SAMPLES if any(sample == each for each, _ in typed))
    samples = _DEFAULT if used == _DEFAULT[: len(used)] or _skips(typed, used) else used
    if len(used) == 1 and used[0] in _DEFAULT:
        samples = _DEFAULT  # a lone list needs no scheme: 条目 has 序号
    continuous = tuple(
        level for level, sample in enumerate(samples, 1) if _counts_on(typed, sample, samples)
    )
    scheme = Scheme(tuple(_MARKERS[each] for each in samples), frozenset(continuous))
    return MarkerScheme(scheme, samples, continuous)


def from_level(layout: MarkerScheme, level: int) -> MarkerScheme:
    """The standard's levels from `level` on, for a text whose first headings are of that level."""
    samples = _DEFAULT[level - 1 :]
    continuous = tuple(each - level + 1 for each in layout.continuous if each >= level)
    scheme = Scheme(tuple(_MARKERS[each] for each in samples), frozenset(continuous))
    return MarkerScheme(scheme, samples, continuous)


def decimal_samples(lines: Sequence[str]) -> tuple[str, ...]:
    """The levels of a text whose headings are numbered 1.1, 1.1.1 under 1 or 一、; none where there
    are fewer than two such, or none is the first of its level.
    """
    numbers = [
        match[0]
        for line in lines
        for marker in DECIMALS[1:]
        if (match := match_decimal(marker, line))
    ]
    if len(numbers) < _FEWEST_DECIMALS or not any(each[-1] == 1 for each in numbers):
        return ()
    used = {found[0] for line in lines if (found := first_marker(line))}
    top = next((each for each in ("第一章", "一、", "1.") if each in used), "1")
    if any(match_decimal(DECIMALS[0], line) for line in lines):
        top = "1"
    deepest = max(len(each) for each in numbers)
    below = [format_number(marker, 1) for marker in DECIMALS[1:deepest]]
    return (top, *below, *(each for each in ("（1）",) if each in used))


def first_marker(line: str) -> tuple[str, int] | None:
    """The marker that a line begins with, by its sample, and the number typed; of 1.1 and 1.1.1 the
    last number.
    """
    for sample, marker in (*_MARKERS.items(), *_DECIMAL_MARKERS.items()):
        match = match_number(marker, line)
        if match and match[1]:
            return sample, match[0]
    return None


def first_number(line: str) -> tuple[str, int] | None:
    """The same, 第一条 among the markers."""
    match = match_number(_ARTICLE, line)
    return ("第一条", match[0]) if match and match[1] else first_marker(line)


def start_of_rest(line: str) -> str:
    """What stands behind the number that a line begins with."""
    for marker in (_ARTICLE, *_MARKERS.values(), *_DECIMAL_MARKERS.values()):
        match = match_number(marker, line)
        if match and match[1]:
            return match[1]
    return line


def _are_articles(lines: Sequence[str]) -> bool:
    numbers = [match[0] for line in lines if (match := match_number(_ARTICLE, line)) and match[1]]
    return len(numbers) >= 2 and numbers[0] == 1


def _skips(typed: Iterable[tuple[str, int]], used: tuple[str, ...]) -> bool:
    """Whether a level that the text has elsewhere is passed over somewhere, or the text begins
    with another than its first: then the levels are the standard's, and what skips is pasted.
    """
    if "第一章" in used:
        return False
    depth = -1
    for sample, _ in typed:
        level = used.index(sample)
        if level > depth + 1:
            return True
        depth = level
    return False


def _counts_on(typed: Sequence[tuple[str, int]], sample: str, samples: tuple[str, ...]) -> bool:
    """Whether the numbers of a level go on where a higher level comes between."""
    if sample not in samples or sample == samples[0]:
        return False
    rank = samples.index(sample)
    before, crossed, on, afresh = 0, False, 0, 0
    for each, number in typed:
        if each not in samples:
            continue
        level = samples.index(each)
        if level < rank:
            crossed = True
        elif level == rank:
            if crossed and before:
                on += number == before + 1 and number > 1
                afresh += number == 1
            before, crossed = number, False
    return on > afresh
