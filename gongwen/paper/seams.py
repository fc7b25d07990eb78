"""Where one word of a text ends and the next begins, by the dictionary of rjieba.

Loading it takes 100 ms: it is asked only about what has been found already.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_AROUND: Final = 12
"""Characters on either side that words are cut from."""


def is_parted(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` only seems to be a word, where one word ends and the next begins:
    习惯彻底 has no 惯彻, for its halves reach beyond it.
    """
    return any(
        at < start < to < end or start < at < end < to for at, to in _pieces(text, start, end)
    )


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` begins and ends where words do."""
    pieces = list(_pieces(text, start, end))
    return start in (at for at, _ in pieces) and end in (to for _, to in pieces)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From where to where the words reach, around a place in a text."""
    import rjieba

    at = max(0, start - _AROUND)
    for piece in rjieba.cut(text[at : end + _AROUND], False):
        yield at, at + len(piece)
        at += len(piece)
