"""The blocks of a part in the order of paper, each with its level and number.

Typesetting, derived tables and rules all go through here, so a number means the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..numbering import DEFAULT_SCHEME, Counter, Marker, Scheme, parse_marker
from .blocks import Article, Block, Chapter, Item, Items, Section, Stage, Stages, Task, TypedNumber
from .parts import Numbered, NumberingScheme

_ARTICLE_MARKERS = ("第一章", "第一节", "第一条", "（一）", "1.")


def _scheme(levels: tuple[str, ...], continuous: frozenset[int]) -> Scheme:
    markers = [parse_marker(sample) for sample in levels]
    return Scheme(tuple(marker for marker in markers if marker), continuous)


ARTICLE_SCHEME = _scheme(_ARTICLE_MARKERS, frozenset({3}))
CHAPTER_LEVEL, SECTION_LEVEL, ARTICLE_LEVEL, POINT_LEVEL = 1, 2, 3, 4


def scheme_of(numbering: NumberingScheme | None, articles: bool) -> Scheme:
    """The scheme that a part's 编号 and 体例 say."""
    if articles:
        return ARTICLE_SCHEME
    if numbering is None:
        return DEFAULT_SCHEME
    levels = DEFAULT_SCHEME.levels
    if numbering.levels:
        levels = _scheme(numbering.levels, frozenset()).levels
    return Scheme(levels, frozenset(numbering.continuous))


@dataclass(frozen=True, slots=True)
class Step:
    """A block at its place.

    `level` counts from 1 (0: not in the numbering). `number` is None where the block has none;
    `marker` then still says how its level is marked. `above` are the sections around it, outermost
    first. `closing` marks the end of a section, so that what follows all of its text can be set.
    `typed` is the number of a pasted line.
    """

    block: Block | Item | Stage
    level: int
    marker: Marker | None
    number: int | None
    above: tuple[Section, ...]
    closing: bool = False
    typed: TypedNumber | None = None


def walk(part: Numbered, scheme: Scheme) -> Iterator[Step]:
    """The steps of a part's arranged body. `scheme` is the part's own or inherited one."""
    yield from _walk(part.body, 0, (), scheme, Counter(scheme))


def _walk(
    body: tuple[Block, ...],
    depth: int,
    above: tuple[Section, ...],
    scheme: Scheme,
    counter: Counter,
) -> Iterator[Step]:
    for block in body:
        if isinstance(block, Section):
            level = block._typed.level if block._typed else depth + 1
            marker = scheme.marker(level)
            number = None if block.numbering == "无" else counter.next_number(level)
            yield Step(block, level, marker, number, above, typed=block._typed)
            yield from _walk(block.body, level, (*above, block), scheme, counter)
            yield Step(block, level, marker, number, above, closing=True)
        elif isinstance(block, Task):
            level = depth + 1
            number = None if block.numbering == "无" else counter.next_number(level)
            yield Step(block, level, scheme.marker(level), number, above)
        elif isinstance(block, Stages):
            level = depth + 1
            for stage in block.stages:
                number = counter.next_number(level)
                yield Step(stage, level, scheme.marker(level), number, above)
                yield from _walk(stage.body, level, above, scheme, counter)
        elif isinstance(block, Items):
            marker = parse_marker(block.marker) if block.marker else None
            yield from _items(block.items, depth + 1, marker, above, scheme, counter)
        elif isinstance(block, Chapter):
            number = counter.next_number(CHAPTER_LEVEL)
            marker = scheme.marker(CHAPTER_LEVEL)
            yield Step(block, CHAPTER_LEVEL, marker, number, above)
            yield from _walk(block.body, CHAPTER_LEVEL, above, scheme, counter)
        elif isinstance(block, Article):
            number = counter.next_number(ARTICLE_LEVEL)
            yield Step(block, ARTICLE_LEVEL, scheme.marker(ARTICLE_LEVEL), number, above)
            yield from _items(block.points, POINT_LEVEL, None, above, scheme, counter)
        else:
            yield Step(block, depth, None, None, above)


def _items(
    items: tuple[Item, ...],
    level: int,
    marker: Marker | None,
    above: tuple[Section, ...],
    scheme: Scheme,
    counter: Counter,
) -> Iterator[Step]:
    """Numbered paragraphs. A typed block starts at 1 unless its level is continuous; pasted ones
    go on from the line before, and start again where a 1 was typed.
    """
    if marker and marker in scheme.levels:
        level, marker = scheme.levels.index(marker) + 1, None
    fresh = marker is not None or level not in scheme.continuous
    for index, item in enumerate(items):
        at = item._typed.level if item._typed else level
        if item._typed:
            if item._typed.number == 1 and at not in scheme.continuous:
                counter.restart(at)
            number = counter.next_number(at)
        elif fresh:
            number = index + 1
        else:
            number = counter.next_number(at)
        yield Step(item, at, marker or scheme.marker(at), number, above, typed=item._typed)
        yield from _items(item.items, at + 1, None, above, scheme, counter)
