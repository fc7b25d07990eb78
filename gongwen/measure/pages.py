"""What stands on the pages of a PDF. All lengths are millimetres from the top left of the page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

POINT = 25.4 / 72
EM_CENTRE = 0.38
"""How far the middle of a Han character's em box lies above its baseline, in em (0.88 above and
0.12 below, the ideographic box of OpenType)."""
EM_BELOW = 0.12
_SAME_ROW = 1.0


class Glyph(Struct, frozen=True):
    """A character with its face (as the PDF calls it), size in points and colour RRGGBB.

    `left` and `right` bound its advance, `baseline` is where it stands; the `ink_…` are the edges
    of what is printed.
    """

    text: str
    font: str
    size: float
    colour: str
    left: float
    right: float
    baseline: float
    ink_left: float
    ink_top: float
    ink_right: float
    ink_bottom: float
    turned: bool = False


class DrawnLine(Struct, frozen=True):
    """A straight line between two points."""

    left: float
    top: float
    right: float
    bottom: float
    thickness: float
    colour: str

    @property
    def horizontal(self) -> bool:
        return self.right - self.left > self.bottom - self.top

    @property
    def length(self) -> float:
        return max(self.right - self.left, self.bottom - self.top)

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2


class Image(Struct, frozen=True):
    """A picture's edges."""

    left: float
    top: float
    right: float
    bottom: float


class MeasuredPage(Struct, frozen=True):
    """One page; `number` counts from 1, blank characters are left out of `glyphs`."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[DrawnLine, ...]
    images: tuple[Image, ...]

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    def moved(self, by: float) -> MeasuredPage:
        """The page with all that stands on it so far to the right."""
        edges = ("left", "right", "ink_left", "ink_right")
        glyphs = (
            replace(g, **{edge: getattr(g, edge) + by for edge in edges}) for g in self.glyphs
        )
        rules = (replace(rule, left=rule.left + by, right=rule.right + by) for rule in self.rules)
        images = (replace(each, left=each.left + by, right=each.right + by) for each in self.images)
        return replace(self, glyphs=tuple(glyphs), rules=tuple(rules), images=tuple(images))


class GlyphRow(Struct, frozen=True, dict=True):
    """Glyphs on one baseline of a page, from left to right; never empty."""

    page: int
    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The size of most of its glyphs, points."""
        sizes = [round(glyph.size, 1) for glyph in self.glyphs]
        return max(set(sizes), key=sizes.count)

    @cached_property
    def baseline(self) -> float:
        heights = sorted(glyph.baseline for glyph in self.glyphs)
        return heights[len(heights) // 2]

    @property
    def centre(self) -> float:
        """Where the middle of its characters lies: the same for all sizes set in one row."""
        return self.baseline - EM_CENTRE * self.size * POINT

    @property
    def place(self) -> float:
        """What distances between rows are taken from: halfway between baseline and middle, for in
        exact lines some programs keep the one in its place whatever the size, some the other.
        """
        return (self.baseline + self.centre) / 2

    @property
    def em_top(self) -> float:
        return self.baseline - (1 - EM_BELOW) * self.size * POINT

    @property
    def em_bottom(self) -> float:
        return self.baseline + EM_BELOW * self.size * POINT

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def middle(self) -> float:
        """Halfway between its ends."""
        return (self.left + self.right) / 2


def rows_of(page: int, glyphs: Iterable[Glyph]) -> tuple[GlyphRow, ...]:
    """The rows that the glyphs of one page make, from top to bottom."""
    by_height = sorted(glyphs, key=lambda glyph: glyph.baseline)
    if not by_height:
        return ()
    rows: list[list[Glyph]] = [[by_height[0]]]
    for above, glyph in pairwise(by_height):
        if glyph.baseline - above.baseline > _SAME_ROW:
            rows.append([])
        rows[-1].append(glyph)
    return tuple(GlyphRow(page, tuple(sorted(row, key=lambda glyph: glyph.left))) for row in rows)
