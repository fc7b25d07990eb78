"""The signs that join a table cell to its neighbour. Arrows stay content: they mark trends."""

from __future__ import annotations

from typing import Final

LEFT: Final = "＜"
"""Alone in a cell: it belongs to the one at its left."""
ABOVE: Final = "＾"
"""Alone in a cell: it belongs to the one above."""
JOINED: Final = (LEFT, ABOVE)
