"""Where one word of a text ends and the next begins, by the dictionary of rjieba.

Loading it takes 100 ms: it is asked only about what has been found already, and by whoever
remembers what it said (`typeset.dictionary`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

Cut = Callable[[str], Sequence[str]]
"""What cuts a text into words that together are the text."""

_AROUND: Final = 12
"""Characters on either side that words are cut from."""


def cut_anew(text: str) -> Sequence[str]:
    """The words of a text as the dictionary has them."""
    import rjieba

    return rjieba.cut(text)


def cut_by_dictionary(text: str) -> Sequence[str]:
    """The same without words that the dictionary does not have, which it would guess."""
    import rjieba

    return rjieba.cut(text, False)


def is_parted(text: str, start: int, end: int, cut: Cut = cut_by_dictionary) -> bool:
    """Whether `text[start:end]` only seems to be a word, where one word ends and the next begins:
    习惯彻底 has no 惯彻, for its halves reach beyond it. 必需认真执行 has 必需认真, though 认真执行
    reaches beyond it: what it has of that is a word by itself.
    """
    return any(
        at < start < to < end or (start < at < end < to and not _is_word(text[at:end], cut))
        for at, to in _pieces(text, start, end, cut)
    )


def _is_word(text: str, cut: Cut) -> bool:
    return len(text) > 1 and len(cut(text)) == 1


def is_whole(text: str, start: int, end: int, cut: Cut = cut_by_dictionary) -> bool:
    """Whether `text[start:end]` begins and ends where words do."""
    pieces = list(_pieces(text, start, end, cut))
    return start in (at for at, _ in pieces) and end in (to for _, to in pieces)


def _pieces(text: str, start: int, end: int, cut: Cut) -> Iterator[tuple[int, int]]:
    """From where to where the words reach, around a place in a text."""
    at = max(0, start - _AROUND)
    for piece in cut(text[at : end + _AROUND]):
        yield at, at + len(piece)
        at += len(piece)
