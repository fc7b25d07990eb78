"""Whether a place in a text lies within a title in 《》, or in quotes: names stand there, in which
a slip is another's, or none.
"""

from __future__ import annotations


def in_title(text: str, at: int) -> bool:
    """Whether it lies within 《》 that are closed again."""
    return _within(text, at, "《", "》")


def in_quotes(text: str, at: int) -> bool:
    """Whether it lies within “” that are closed again."""
    return _within(text, at, "“", "”")


def is_enclosed(text: str, at: int) -> bool:
    """Whether it lies within either."""
    return in_title(text, at) or in_quotes(text, at)


def _within(text: str, at: int, opening: str, closing: str) -> bool:
    opened = text.rfind(opening, 0, at)
    return opened > text.rfind(closing, 0, at) and closing in text[at:]
