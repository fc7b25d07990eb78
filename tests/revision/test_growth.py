"""A document twice as long, with twice the changes, is twice the work to compare."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.long_texts import compositions
from gongwen.render.render import render
from gongwen.revision.changes import changes
from gongwen.revision.redline import redline
from tests.revision.test_redline import READY
from tests.steps import growth


def compared(pages: int) -> Callable[[], object]:
    """The work on so many pages with three changes each."""
    old, new = compositions(pages, pages * 3)
    first, second = render(old, READY), render(new, READY)

    def work() -> None:
        assert len(changes(old, new)) >= pages * 3 * 0.9
        redline(first, second, "程一诺")

    return work


def test_work_is_near_linear() -> None:
    assert growth(compared, 40) < 2.2
