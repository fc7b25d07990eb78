"""The signs that join a table cell to its neighbour. Arrows stay content: they mark trends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

LEFT: Final = "＜"
"""Alone in a cell: it belongs to the one at its left."""
ABOVE: Final = "＾"
"""Alone in a cell: it belongs to the one above."""
JOINED: Final = (LEFT, ABOVE)


def said_again(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows in which a merged cell says the same for each row that it covers; what it covers at its
    right is empty.
    """
    made = [list(row) for row in rows]
    for above, row in pairwise([[], *made]):
        for at, text in enumerate(row):
            if text in JOINED:
                row[at] = above[at] if text == ABOVE and at < len(above) else ""
    return made
