"""Characters that patterns name, and texts compared by their characters."""

from __future__ import annotations

from itertools import pairwise

HAN = r"[^\W\d_a-zA-Z]"
"""A Chinese character, for a pattern: a letter that is not of the basic Latin ones.

By what it is not, for `re` takes 2 ms to compile a set that has a range as long as \\u4e00-\\u9fff,
on each mention of it.
"""

FIGURES = tuple("0123456789０１２３４５６７８９")
"""What a pattern calls `\\d`, for a first look: of both widths."""


def is_han(character: str) -> bool:
    """Whether it is a Chinese character of those in common use; "" is none."""
    return "\u4e00" <= character <= "\u9fff"


def han_pairs(text: str) -> frozenset[str]:
    """Every two Chinese characters that stand side by side."""
    return frozenset(one + other for one, other in pairwise(text) if is_han(one) and is_han(other))


def unlike_places(one: str, other: str) -> list[int]:
    """Where two texts of one length differ."""
    return [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


def is_abridged(short: str, full: str) -> bool:
    """Whether one name has characters of the other only, in their order: 农普, of 农业普查."""
    rest = iter(full)
    return all(character in rest for character in short)
