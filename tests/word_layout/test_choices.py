"""No document depends on what is contested about Word: every answer gives the same pages, lines and
rows, each in its place.
"""

from __future__ import annotations

import pytest

from .awaited import pairs
from .choices import otherwise
from .layout import Layout, mm
from .moved import TOLERANCE, moved
from .plan import our_names, ours
from .reader import read

BORDERS = "行高不含线"


@pytest.mark.parametrize(("choice", "name"), pairs(otherwise(), our_names()))
def test_no_document_depends_on(choice: str, name: str) -> None:
    for document in ours()[name]:
        one, other = read(document.content), read(document.content, otherwise()[choice])
        allowed = TOLERANCE + (_rules(one) if choice == BORDERS else 0.0)
        assert moved(one, other, allowed) == []


def _rules(layout: Layout) -> float:
    """The most that the rules of the rows of one page come to, mm."""
    pages = {row.page for row in layout.rows}
    return max(
        (mm(sum(row.rule for row in layout.rows if row.page == page)) for page in pages),
        default=0.0,
    )
