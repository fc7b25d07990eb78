"""The blocks of a part in the order of paper, each with its level and number.

Typesetting, derived tables and rules all go through here, so a number means the same everywhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..paper.numbering import (
    DEFAULT_SCHEME,
    Counter,
    Marker,
    Scheme,
    format_number,
    match_number,
    parse_marker,
    printed_number,
)
from .blocks import (
    Article,
    Block,
    Chapter,
    Item,
    Items,
    PlanStage,
    PlanStages,
    Prose,
    Section,
    Task,
)
from .numerable import Numerable, TypedNumber
from .parts import Numbered, NumberingScheme
from .withholding import CUT

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


class Step(Struct, frozen=True):
    """A block at its place.

    `level` counts from 1 (0: not in the numbering). `number` is None where the block has none;
    `marker` then still says how its level is marked. `above` are the sections around it, outermost
    first. `closing` marks the end of a section, so that what follows all of its text can be set.
    `typed` is the number that was typed, `carried` those of the levels above that a decimal number
    has before its own.
    """

    block: Block | Item | PlanStage
    level: int
    marker: Marker | None
    number: int | None
    above: tuple[Section, ...]
    closing: bool = False
    typed: TypedNumber | None = None
    carried: tuple[int, ...] = ()

    @property
    def written(self) -> str:
        """The number by itself: （一）, 1., 2.1; "" where the block has none."""
        if self.number is None or self.marker is None:
            return ""
        return format_number(self.marker, self.number, self.carried)

    @property
    def printed(self) -> str:
        """The number as it stands before the text."""
        if self.number is None or self.marker is None:
            return ""
        return printed_number(self.marker, self.number, self.carried)

    @property
    def marked_otherwise(self) -> bool:
        """Whether the number typed before a block's own text is not marked as its level is."""
        if self.typed is None or self.typed.level or self.marker is None:
            return False
        return match_number(self.marker, f"{self.typed.written} 文") is None


def walk(part: Numbered, scheme: Scheme) -> Iterator[Step]:
    """The steps of a part's arranged body. `scheme` is the part's own or inherited one."""
    yield from _walk(part.body, 0, (), _Course(scheme, Counter(scheme)))


class _Course(Struct, frozen=True):
    """How a part is numbered, and the counter that runs through it."""

    scheme: Scheme
    counter: Counter

    def number(self, level: int, *, numbered: bool = True) -> int | None:
        """The next number at `level`; where there is none, what is beneath begins afresh too."""
        if numbered:
            return self.counter.next_number(level)
        for deeper in range(level + 1, len(self.scheme.markers) + 1):
            self.counter.restart(deeper)
        return None

    def step(
        self,
        block: Section | Task | Item | PlanStage | Chapter | Article,
        level: int,
        number: int | None,
        above: tuple[Section, ...],
        marker: Marker | None = None,
    ) -> Step:
        """A numbered step; `marker` where it is not its level's."""
        marker = marker or self.scheme.marker(level)
        carried = self.counter.carried(level, marker)
        typed = block.typed_number
        return Step(block, level, marker, number, above, typed=typed, carried=carried)


def _walk(
    body: tuple[Block, ...], depth: int, above: tuple[Section, ...], course: _Course
) -> Iterator[Step]:
    for block in body:
        typed = block.typed_number if isinstance(block, Numerable) else None
        if isinstance(block, Section):
            level = _section_level(depth, course.scheme)
            if typed and block.is_pasted:
                level = typed.level
            number = course.number(level, numbered=block.numbering != "无")
            step = course.step(block, level, number, above)
            yield step
            yield from _seen(block, _walk(block.body, level, (*above, block), course))
            yield replace(step, closing=True)
        elif isinstance(block, Task):
            level = depth + 1
            number = course.number(level, numbered=block.numbering != "无")
            yield course.step(block, level, number, above)
        elif isinstance(block, PlanStages):
            level = depth + 1
            for stage in block.stages:
                number = course.number(level)
                yield course.step(stage, level, number, above)
                yield from _seen(stage, _walk(stage.body, level, above, course))
        elif isinstance(block, Items):
            marker = parse_marker(block.marker) if block.marker else None
            if block.withheld:
                yield Step(Prose.made(block.place(), text=CUT), depth, None, None, above)
            yield from _seen(block, _items(block.items, depth + 1, marker, above, course))
        elif isinstance(block, Chapter):
            level = CHAPTER_LEVEL
            yield course.step(block, level, course.number(level), above)
            yield from _seen(block, _walk(block.body, level, above, course))
        elif isinstance(block, Article):
            level = ARTICLE_LEVEL
            yield course.step(block, level, course.number(level), above)
            yield from _seen(block, _items(block.points, POINT_LEVEL, None, above, course))
        else:
            yield Step(block, depth, None, None, above)


def _seen(
    block: Section | PlanStage | Items | Chapter | Article | Item, beneath: Iterator[Step]
) -> Iterator[Step]:
    """What is beneath a block; of one that the public does not have it is counted only."""
    if not block.withheld:
        return beneath
    deque(beneath, maxlen=0)
    return iter(())


def _section_level(depth: int, scheme: Scheme) -> int:
    return SECTION_LEVEL if scheme is ARTICLE_SCHEME else depth + 1


def _items(
    items: tuple[Item, ...],
    level: int,
    marker: Marker | None,
    above: tuple[Section, ...],
    course: _Course,
) -> Iterator[Step]:
    """Numbered paragraphs. A typed block starts at 1 unless its level is continuous; a pasted one
    does so where its first number is 1, else it goes on from the list before. Decimal numbers
    never start anew: 2.1 is there once.
    """
    scheme, counter = course.scheme, course.counter
    if marker and marker in scheme.markers:
        level, marker = scheme.markers.index(marker) + 1, None
    for index, item in enumerate(items):
        typed = item.typed_number
        at = typed.level if typed and item.is_pasted else level
        number = index + 1
        decimal = marker is None and scheme.marker(at).is_decimal
        if typed and item.is_pasted:
            if index == 0 and typed.number == 1 and not decimal:
                counter.restart(at)
            number = counter.next_number(at)
        elif marker is None and (decimal or level in scheme.continuous):
            number = counter.next_number(at)
        yield course.step(item, at, number, above, marker)
        yield from _seen(item, _items(item.items, at + 1, None, above, course))
