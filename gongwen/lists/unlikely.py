"""Where a text is unlikely, and likely with one change: a character taken for one that is like it,
a word for one of the same sound, two characters typed the wrong way round.

The text is one `as_counted` by prose.py. Most places end after one look at how often two characters
stand side by side: a model that is asked everything about each of them takes a hundred times as
long.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Final

from msgspec import Struct

from ..paper.characters import is_han
from .likeness import common_words, like, sounding_alike
from .prose import LONGEST, level, likelihood

_RARE: Final = 8
"""The levels of the two pairs that a wrong character belongs to, together, at most."""
_RARE_PAIR: Final = 4
_RARE_RUN: Final = 2
_OFTEN: Final = 9
_KNOWN: Final = 6
"""The least level of what was meant, by itself."""
_NO_WORDS: Final = frozenset("一二三四五六七八九十百千万亿两")
_LEVELS_OF_BODIES: Final = frozenset("省市县区乡镇村")
"""省县, 区镇: any two of them stand side by side, however seldom they are counted so."""


class Mistyping(Enum):
    """What happened when it was typed."""

    LIKE = "字"
    WORD = "词"
    TURNED = "倒"


class Suspect(Struct, frozen=True):
    """What was typed at a place of the text, what makes it likely, and how many bits likelier."""

    mistyping: Mistyping
    at: int
    typed: str
    right: str
    gain: int


def suspects(text: str) -> Iterator[Suspect]:
    """All of them, several at one place too."""
    words, alike, sides = common_words(), sounding_alike(), list(map(str.__add__, text, text[1:]))
    levels = [_OFTEN if pair in words else level(pair) for pair in sides]
    for at in range(1, len(text) - 2):
        rare = levels[at - 1] + levels[at] <= _RARE
        if rare and is_han(text[at]) and text[at] not in _NO_WORDS and _is_rare(text, at):
            yield from _likes(text, at)
        if _LEVELS_OF_BODIES.issuperset(sides[at]):
            continue
        if not rare and sides[at] in alike:
            yield from _words(text, at)
        if levels[at] <= _RARE_PAIR and is_han(text[at]):
            yield from _turned(text, at)


def _is_rare(text: str, at: int) -> bool:
    return all(
        level(text[start : start + 3]) <= _RARE_RUN for start in range(max(0, at - 2), at + 1)
    )


def _likes(text: str, at: int) -> Iterator[Suspect]:
    """A character that makes a word with neither side."""
    words, left, right = common_words(), text[at - 1], text[at + 1]
    for meant in _alike(text[at]):
        if (left + meant in words or meant + right in words) and level(left + meant + right):
            yield _suspect(Mistyping.LIKE, text, at, 1, meant)


@cache
def _alike(character: str) -> tuple[str, ...]:
    return tuple(sorted(each for each in like(character) if level(each) >= _KNOWN))


def _words(text: str, at: int) -> Iterator[Suspect]:
    """A word that is seen hardly ever with what is before it, or with what is behind it."""
    left, word, right = text[at - 1], text[at : at + 2], text[at + 2]
    if (with_left := level(left + word)) > _RARE:
        return  # most end here
    with_right = level(word + right)
    if with_right > _RARE or (with_left and with_right):
        return
    for meant in sounding_alike()[word]:
        if meant != word and (level(left + meant) or level(meant + right)):
            yield _suspect(Mistyping.WORD, text, at, 2, meant)


def _turned(text: str, at: int) -> Iterator[Suspect]:
    """Two characters that hardly ever stand side by side."""
    first, second = text[at], text[at + 1]
    if first != second and second + first in common_words():
        yield _suspect(Mistyping.TURNED, text, at, 2, second + first)


def _suspect(mistyping: Mistyping, text: str, at: int, length: int, right: str) -> Suspect:
    start = max(0, at + 1 - LONGEST)
    head, typed = text[start:at], text[at : at + length]
    tail = text[at + length : at + length + LONGEST - 1]
    was = likelihood(head + typed + tail, len(head), len(head + typed + tail))
    now = likelihood(head + right + tail, len(head), len(head + right + tail))
    return Suspect(mistyping, at, typed, right, now - was)
