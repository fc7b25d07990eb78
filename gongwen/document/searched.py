"""The passages of a document as one text, so that a rule whose words are in none of them is done
after one look, and not after one at each passage.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from .texts import Passage


class SearchedPassages(Struct, frozen=True, dict=True):
    """Passages, to be found by words that are in them."""

    passages: Sequence[Passage]

    @cached_property
    def text(self) -> str:
        """All of them, one after another, each ended by a sign that none of them has."""
        return "".join(f"{passage.text}\0" for passage in self.passages)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that they have: what holds another one is in none of them."""
        return frozenset(self.text)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two characters that stand side by side in them."""
        return frozenset(self.pairs_in_order)

    @cached_property
    def pairs_in_order(self) -> list[str]:
        """The same, each where the first of the two stands in `text`."""
        return list(map(str.__add__, self.text, self.text[1:]))

    @cached_property
    def spots(self) -> dict[str, list[int]]:
        """Where each of those pairs stands in `text`."""
        found: dict[str, list[int]] = {pair: [] for pair in self.pairs}
        for at, pair in enumerate(self.pairs_in_order):
            found[pair].append(at)
        return found

    @cached_property
    def starts(self) -> list[int]:
        """Where each of them begins."""
        starts, at = [], 0
        for passage in self.passages:
            starts.append(at)
            at += len(passage.text) + 1
        return starts

    def passage_at(self, index: int) -> tuple[Passage, int]:
        """The passage in which a character of `text` stands, and where in it."""
        number = bisect_right(self.starts, index) - 1
        return self.passages[number], index - self.starts[number]

    def has_any(self, needles: Iterable[str]) -> bool:
        """Whether any of the needles is in them; some hundred cost no more than one."""
        characters, pairs, text = self.characters, self.pairs, self.text
        return any(
            needle in characters
            if len(needle) == 1
            else needle[:2] in pairs and (len(needle) == 2 or needle in text)
            for needle in needles
        )

    def having(self, *needles: str) -> Iterator[Passage]:
        """Those that have any of the needles in them, each once, in order."""
        return (self.passages[number] for number in self.numbers_having(*needles))

    def numbers_having(self, *needles: str) -> list[int]:
        """Their numbers among all, from 0."""
        found: set[int] = set()
        for needle in needles:
            at = self.text.find(needle)
            while at >= 0:
                index = bisect_right(self.starts, at) - 1
                found.add(index)
                after = self.starts[index] + len(self.passages[index].text)
                at = self.text.find(needle, after)
        return sorted(found)

    def having_each(self, *choices: Sequence[str]) -> Iterator[Passage]:
        """Those that have a needle of each of the choices in them, in order: to be asked before a
        pattern that can match nothing else, for compiling a long one takes half a millisecond.
        """
        first, *others = choices
        for passage in self.having(*first):
            if all(any(needle in passage.text for needle in each) for each in others):
                yield passage
