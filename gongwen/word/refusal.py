"""A file that cannot be imported, and the bounds that keep a hostile one from doing harm."""

from __future__ import annotations

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes of a file that is read at all."""

LARGEST_TEXT = 3 * 1024 * 1024
"""Characters of text: some forty times the longest document in use."""

MOST_PIECES = 60_000


class RefusedError(Exception):
    """Why a file is not imported, and what to do, both in Chinese."""

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
