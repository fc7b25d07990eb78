"""Rows that are parted over two pages."""

from __future__ import annotations

from msgspec.structs import replace

from .rows import CellLine, Content, Row

_HAIR = 0.5


def first_part(row: Row) -> float:
    """How high a row that may be split is with one line of each cell."""
    needed = [
        each.above + each.below + (each.lines[0].line.height if each.lines else 0.0)
        for each in row.contents
    ]
    return min(row.height, row.rule + max(needed, default=0.0))


def split(row: Row, room: float) -> tuple[Row | None, Row | None]:
    """What of a row stands in so much room, and what is left for the next page; None where not one
    line of each of its cells has room.
    """
    here, later = [], []
    for content in row.contents:
        limit = room - row.rule - content.above - content.below
        fitting = [each for each in content.lines if each.top + each.line.height <= limit + _HAIR]
        if content.lines and not fitting and not content.merged:
            return None, None
        rest = content.lines[len(fitting) :]
        end = fitting[-1].top + fitting[-1].line.height if fitting else 0.0
        moved = tuple(replace(each, top=each.top - rest[0].top) for each in rest)
        here.append(_with(content, tuple(fitting), end))
        later.append(_with(content, moved, content.height - end if rest else 0.0))
    first = max(each.needed for each in here) + row.rule
    second = max(max(each.needed for each in later) + row.rule, row.height - first)
    if not any(each.lines for each in later):
        return None, None
    return _part(row, first, tuple(here)), _part(row, second, tuple(later))


def _with(content: Content, lines: tuple[CellLine, ...], height: float) -> Content:
    return Content(lines, height, content.above, content.below, content.merged)


def _part(row: Row, height: float, contents: tuple[Content, ...]) -> Row:
    return Row(height, row.rule, contents, row.can_split, row.header, row.keeps_next, row.text)
