"""The parts of a 公文 in a layout, found by the names of their styles, and where GB/T 9704-2012
wants them: a measure each, in mm. Nothing here is computed from a style sheet.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .faces import DASH_ABOVE, INK_ABOVE
from .layout import Layout, PlacedLine, PlacedRule, mm

ROW, CHARACTER = 225 / 22, 156 / 28
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
"""The type area on an upright page (5.2.1)."""
PAPER_WIDTH = 210.0
MIDDLE = (LEFT + RIGHT) / 2
NEAR = 0.5
RED = "FF0000"
EM_BELOW = 0.12
"""How far a Han character's box reaches below its baseline, em."""


class Place(Struct, frozen=True):
    """Where something is wanted, and where it is (mm)."""

    clause: str
    name: str
    wanted: float
    found: float
    page: int
    tolerance: float = NEAR

    @property
    def right(self) -> bool:
        return abs(self.found - self.wanted) <= self.tolerance

    def __str__(self) -> str:
        where = f"第{self.page}页"
        return f"{self.clause} {self.name}：应为{self.wanted:.2f}，算得{self.found:.2f}（{where}）"


class Rule(Struct, frozen=True):
    """A horizontal rule, drawn as a border or as a shape; mm."""

    page: int
    top: float
    bottom: float
    left: float
    right: float
    colour: str

    @property
    def width(self) -> float:
        return self.right - self.left


_THIN = 1.5


def rules_in(layout: Layout) -> list[Rule]:
    """All rules from top to bottom, borders and thin shapes."""
    found = [
        Rule(
            each.page,
            mm(each.top),
            mm(each.top + each.thickness),
            mm(each.left),
            mm(each.right),
            each.colour,
        )
        for each in layout.rules
    ]
    found += [
        Rule(
            each.page,
            mm(each.top),
            mm(each.top + each.height),
            mm(each.left),
            mm(each.left + each.width),
            each.colour,
        )
        for each in layout.shapes
        if each.kind == "drawn" and mm(each.height) <= _THIN
    ]
    return sorted(found, key=lambda each: (each.page, each.top))


def lines_in(layout: Layout, *styles: str) -> list[PlacedLine]:
    """The lines set in these styles, in order."""
    return [line for line in layout.lines if line.style in styles]


def ink_top(line: PlacedLine) -> float:
    """The upper edge of the characters of a mark, mm."""
    return mm(line.baseline - INK_ABOVE * line.size)


def em_top(line: PlacedLine) -> float:
    return mm(line.baseline - (1 - EM_BELOW) * line.size)


def em_bottom(line: PlacedLine) -> float:
    return mm(line.baseline + EM_BELOW * line.size)


def dash(line: PlacedLine) -> float:
    """The height of the dashes beside a page number, mm."""
    return mm(line.baseline - DASH_ABOVE * line.size)


def middle(line: PlacedLine) -> float:
    return mm(line.left + line.right) / 2


def same(clause: str, name: str, wanted: float, found: float, page: int = 1) -> Place:
    return Place(clause, name, wanted, found, page)


def imprint_rules(layout: Layout) -> list[PlacedRule]:
    """Those of the table at the foot of a page."""
    return [rule for rule in layout.rules if rule.zone == "float"]


def following(layout: Layout, line: PlacedLine) -> PlacedLine | None:
    """The line of the body that comes after another."""
    return _beside(layout, line, 1)


def preceding(layout: Layout, line: PlacedLine) -> PlacedLine | None:
    return _beside(layout, line, -1)


def _beside(layout: Layout, line: PlacedLine, step: int) -> PlacedLine | None:
    body = [each for each in layout.lines if each.zone == "body" and each.height > _EMPTY]
    at = body.index(line) + step
    return body[at] if 0 <= at < len(body) else None


_EMPTY = 100
"""Twips: a line no higher is there for the file's sake, not to be seen."""


def chars(count: float) -> float:
    return count * CHARACTER


def each_style(layout: Layout, names: tuple[str, ...]) -> Iterator[PlacedLine]:
    """The first line of each paragraph in these styles."""
    yield from (line for line in lines_in(layout, *names) if line.number == 0)
