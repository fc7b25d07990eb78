"""How wide text stands, in full-width characters."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache


@lru_cache(maxsize=1 << 14)  # columns are measured again and again, with the same cells
def width(text: str) -> float:
    """The width of `text` in full-width characters: Chinese 1, Latin and digits 0.5.

    Ambiguous ones (“ ” — … ·) count as Chinese, for they are set in the Chinese face.
    """
    return sum(map(_of_one, text))


@cache
def _of_one(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5
