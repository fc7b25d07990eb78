"""Two layouts of one document: which lines and rows are not on the same page, or not where they
were.
"""

from __future__ import annotations

from .layout import Layout, mm

TOLERANCE = 0.5
"""mm"""


def moved(one: Layout, other: Layout, tolerance: float = TOLERANCE) -> list[str]:
    """What stands elsewhere in `other`. A line that is broken elsewhere is another line."""
    if len(one.pages) != len(other.pages):
        return [f"{len(one.pages)}页，{len(other.pages)}页"]
    before, after = _seen(one), _seen(other)
    found = [f"第{page}页“{text}”" for page, text, _ in _missing(before, after)]
    if found:
        return found
    return [
        f"第{page}页“{text}”{mm(top):.2f}、{mm(top_after):.2f}毫米"
        for (page, text, top), (_, _, top_after) in zip(before, after, strict=True)
        if abs(mm(top - top_after)) > tolerance
    ]


Seen = tuple[int, str, float]


def _seen(layout: Layout) -> list[Seen]:
    lines = [(line.page, line.text, line.top) for line in layout.lines]
    rows = [(row.page, f"行{row.number}-{row.part}", row.top) for row in layout.rows]
    return [*lines, *rows]


def _missing(before: list[Seen], after: list[Seen]) -> list[Seen]:
    """In order: the first that differ."""
    if [each[:2] for each in before] == [each[:2] for each in after]:
        return []
    there = {each[:2] for each in after}
    return [each for each in before if each[:2] not in there] or before[-1:]
