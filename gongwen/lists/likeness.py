"""Which characters are typed or read for which, and which words an official text has often: what a
wrong character in a word was meant to be.

The data lie in the folder slips/, each file with its source. They are read when a text first has
two characters that are no common word; what a pair may have been meant to be is remembered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import dropwhile
from pathlib import Path
from typing import Final

from msgspec import Struct

_FOLDER: Final = Path(__file__).parent / "slips"
_SAME, _OTHER_READING, _NEARLY, _LOOKS, _TURNED = 0, 20, 15, 5, 5
"""What a likeness costs: the same sound, one of several, 方言 (zh and z, n and ng), the same look,
two characters turned round. In tenths of a natural logarithm, as are all weights here.
"""
_REMEMBERED: Final = 1 << 16
_INITIALS: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FINALS: Final = (("ing", "in"), ("eng", "en"), ("ang", "an"))


class Meant(Struct, frozen=True):
    """A common word that two characters may have been meant to be; the higher the `score`, the
    less likely do the two stand side by side by chance. `is_alike` = by sound, look or order.
    """

    word: str
    score: int
    is_alike: bool


class _Character(Struct, frozen=True):
    """How a character is read, the usual way first, and how rarely it is a word by itself."""

    readings: tuple[str, ...]
    rarity: int


@lru_cache(_REMEMBERED)
def meant_by(pair: str) -> tuple[Meant, ...]:
    """The common words that differ from a pair in one character that is like another, or in the
    order of its two; the likeliest first. None where the pair is a common word.
    """
    rarity_of, first, second = common_words(), pair[0], pair[1]
    known = _character(first), _character(second)
    if pair in rarity_of or pair in together() or known[0] is None or known[1] is None:
        return ()
    right = [
        *(each + second for each in like(first).intersection(_before(second))),
        *(first + each for each in like(second).intersection(_behind(first))),
    ]
    alone = known[0].rarity + known[1].rarity
    found = [(word, distance(*_changed(pair, word))) for word in right]
    if second + first in rarity_of:
        found.append((second + first, _TURNED))
    scored = (
        Meant(word, alone - rarity_of[word] - cost, cost <= _LOOKS)
        for word, cost in found
        if cost is not None
    )
    return tuple(sorted(scored, key=lambda each: -each.score))


@cache
def like(character: str) -> frozenset[str]:
    """The characters that this one may stand for by mistake."""
    known, by_sound = _character(character), _by_sound()
    found = set(_looks().get(character, ()))
    if known:
        usual = known.readings[0]
        for sound in (usual, *_nearly(usual)):
            found.update(by_sound.get(sound, ""))
    return frozenset(found - {character})


def distance(typed: str, right: str) -> int | None:
    """What it costs to take one character for another; None where they are not alike."""
    known, meant = _character(typed), _character(right)
    if known and meant:
        usual, readings = known.readings[0], meant.readings
        if usual == readings[0]:
            return _SAME
        if right in _looks().get(typed, ()):
            return _LOOKS
        if usual in readings:
            return _OTHER_READING
        if usual in _nearly(readings[0]):
            return _NEARLY
    return _LOOKS if right in _looks().get(typed, ()) else None


@cache
def common_words() -> Mapping[str, int]:
    """The common words of two characters, and how rare each is."""
    words: dict[str, int] = {}
    for line in _lines("词"):
        rarity, *several = line.split()
        words.update(dict.fromkeys(several, int(rarity)))
    return words


@cache
def together() -> frozenset[str]:
    """Pairs of single characters that stand side by side for good."""
    return frozenset(pair for line in _lines("单字相连") for pair in line.split())


def rarity_of(character: str) -> int:
    """How rarely a character is a word by itself; 0 where that is not known."""
    known = _character(character)
    return known.rarity if known else 0


def fixed_phrases(halves: AbstractSet[str]) -> Mapping[str, tuple[str, ...]]:
    """Phrases of four characters that hold together, by either half, for those of `halves`."""
    found: dict[str, tuple[str, ...]] = {}
    some = [each for each in _lines("四字词") if each[:2] in halves or each[2:] in halves]
    for phrase in some:
        for half in (phrase[:2], phrase[2:]):
            if half in halves:
                found[half] = (*found.get(half, ()), phrase)
    return found


@cache
def followers() -> Mapping[str, str]:
    """What often stands behind a word: words of two characters, on end."""
    return dict(line.split(" ") for line in _lines("搭配"))


@cache
def sounding_alike() -> Mapping[str, tuple[str, ...]]:
    """The common words that sound as another one does, by that one."""
    groups = [tuple(line.split()) for line in _lines("同音组")]
    return {word: group for group in groups for word in group}


class SameSound(Struct, frozen=True):
    """A word that is picked for another of the same sound: which it is behind any of `heads`; where
    it `ends`, only when no other word follows. Before any of `tails` it most likely is, too. Both
    are words of two characters, on end.
    """

    right: str
    heads: str
    ends: bool
    tails: str


def same_sounds(words: AbstractSet[str]) -> Mapping[str, tuple[SameSound, ...]]:
    """By the word that is picked by mistake, for those of `words`."""
    found: dict[str, tuple[SameSound, ...]] = {}
    for line in [each for each in _lines("同音词") if each[:2] in words]:
        wrong, right, heads, *tails = line.split()
        bare = heads.removeprefix("。")
        each = SameSound(right, bare, bare != heads, "".join(tails))
        found[wrong] = (*found.get(wrong, ()), each)
    return found


def stands_among(words: str, word: str) -> bool:
    """Whether a word is one of those of two characters that stand on end."""
    at = words.find(word) if len(word) == 2 else -1
    while at > 0 and at % 2:
        at = words.find(word, at + 1)
    return at >= 0


def _changed(pair: str, word: str) -> tuple[str, str]:
    """The character that was typed, and the one that is right."""
    at = 0 if pair[0] != word[0] else 1
    return pair[at], word[at]


@cache
def _line_of() -> Mapping[str, str]:
    """The line of each character; few of them are asked for."""
    return {line[0]: line for line in _lines("字")}


@cache
def _character(character: str) -> _Character | None:
    """None for one that is not known."""
    line = _line_of().get(character)
    if line is None:
        return None
    _, readings, rarity = line.split()
    return _Character(tuple(readings.split(",")), int(rarity))


@cache
def _by_sound() -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    words = " ".join(_lines("字")).split(" ")
    for character, readings in zip(words[::3], words[1::3], strict=True):
        if "," not in readings:  # most of them: and there are four thousand
            found[readings].append(character)
            continue
        for reading in readings.split(","):
            found[reading].append(character)
    return found


@cache
def _looks() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in _lines("形近字"):
        for group in line.split():
            for character in group:
                found[character] = found.get(character, "") + group
    return found


@cache
def _words_on_end() -> str:
    """The common words, each behind a blank: to find a character in them takes no index of all."""
    return " ".join(("", *common_words()))


@cache
def _before(second: str) -> str:
    """The first characters of the common words that end with a character."""
    words = _words_on_end()
    return "".join(words[at - 1] for at in _spots(words, second) if words[at - 1] != " ")


@cache
def _behind(first: str) -> str:
    """The second characters of the common words that begin with a character."""
    words = _words_on_end()
    return "".join(words[at + 1] for at in _spots(words, first) if words[at - 1] == " ")


def _spots(words: str, character: str) -> Iterator[int]:
    at = words.find(character)
    while at >= 0:
        yield at
        at = words.find(character, at + 1)


@cache
def _nearly(sound: str) -> tuple[str, ...]:
    """The sounds that are taken for another in many places: zhi and zi, jin and jing."""
    found = []
    for long, short in _INITIALS:
        if sound.startswith(long):
            found.append(short + sound[len(long) :])
        elif sound.startswith(short):
            found.append(long + sound[len(short) :])
    for long, short in _FINALS:
        if sound.endswith(long):
            found.append(sound[: -len(long)] + short)
        elif sound.endswith(short):
            found.append(sound[: -len(short)] + long)
    return tuple(found)


@cache
def _lines(name: str) -> tuple[str, ...]:
    """The lines of a file of slips/ below its comments, with which it begins."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(dropwhile(lambda line: line.startswith("#"), text.splitlines()))
