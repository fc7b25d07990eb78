"""How wide text stands, in full-width characters."""

from __future__ import annotations

import unicodedata


def width(text: str) -> float:
    """The width of `text` in full-width characters: Chinese 1, Latin and digits 0.5.

    Ambiguous ones (“ ” — … ·) count as Chinese, for they are set in the Chinese face.
    """
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
