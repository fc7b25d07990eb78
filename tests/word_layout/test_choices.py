"""No document depends on what is contested about Word: every answer gives the same pages, lines and
rows, each in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from .choices import otherwise
from .layout import Layout, PlacedLine, mm
from .moved import TOLERANCE, moved
from .plan import our_names, ours
from .reader import read

BORDERS = "行高不含线"
HYPHENS = "连字符后可以回行"
_HYPHENATED = re.compile(r"[0-9A-Za-z]-[0-9A-Za-z]")


@pytest.mark.parametrize("name", our_names())
@pytest.mark.parametrize("choice", otherwise())
def test_no_document_depends_on(choice: str, name: str) -> None:
    for document in ours()[name]:
        one, other = read(document.content), read(document.content, otherwise()[choice])
        if choice == HYPHENS:
            one, other = _broken_anyhow(one), _broken_anyhow(other)
        allowed = TOLERANCE + (_rules(one) if choice == BORDERS else 0.0)
        assert moved(one, other, allowed) == []


def _rules(layout: Layout) -> float:
    """The most that the rules of the rows of one page come to, mm."""
    pages = {row.page for row in layout.rows}
    return max(
        (mm(sum(row.rule for row in layout.rows if row.page == page)) for page in pages),
        default=0.0,
    )


def _broken_anyhow(layout: Layout) -> Layout:
    """The layout with the lines of paragraphs that hold a hyphen (0990-8800123) told by no more
    than their places. Where such a line ends cannot be settled without a character that would be
    copied with the number (docs/adr/0011); how many lines there are, and all else, must not change.
    """
    written: dict[int | None, str] = {}
    for line in layout.lines:
        written[line.block] = written.get(line.block, "") + line.text
    loose = {block for block, text in written.items() if _HYPHENATED.search(text)}
    return replace(layout, lines=tuple(_wordless(layout.lines, loose)))


def _wordless(lines: Iterable[PlacedLine], blocks: set[int | None]) -> Iterable[PlacedLine]:
    for line in lines:
        yield replace(line, pieces=()) if line.block in blocks else line
