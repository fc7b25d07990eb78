"""How much work something is, counted and not timed: the same on a busy machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(work: Callable[[], object]) -> int:
    """The lines of Python gone through. What a library in C does is not among them."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times the steps are needed for twice the size: 2 where time is linear, 4 where it
    is quadratic. `work` makes ready, and gives what is to be counted.
    """
    work(1)()  # what is read or worked out once only
    return steps(work(2 * size)) / steps(work(size))
