"""How far a long build has come: one line that is written over, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

Item = TypeVar("Item")

PATIENCE = 1.0  # seconds of silence before the line appears
INTERVAL = 0.1  # seconds between two writings


def shown(
    items: Iterable[Item],
    total: int,
    *,
    stream: TextIO | None = None,
    patience: float = PATIENCE,
    doing: str = "正在生成",
) -> Iterator[Item]:
    """The same items, counted on `stream` (stderr) as they come. In a pipe nothing is written."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield from items
        return
    due = time.monotonic() + patience
    width = 0
    try:
        for done, item in enumerate(items):
            now = time.monotonic()
            if now >= due:
                due = now + INTERVAL
                text = f"{doing} {done}/{total} ……"
                width = 2 * len(text)  # enough for full-width characters
                stream.write(f"\r{text}")
                stream.flush()
            yield item
    finally:
        if width:
            stream.write(f"\r{' ' * width}\r")
            stream.flush()
