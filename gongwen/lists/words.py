"""The words of a table, found in a document where they are words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..document.searched import SearchedPassages
from ..document.texts import Passage
from ..paper.enclosed import in_title
from ..paper.seams import Cut, is_parted
from ..problem import Level
from ..registry.units import Registry
from . import Row

LEVELS = {"必错": Level.ERROR, "疑似": Level.WARNING, "": Level.WARNING, "提示": Level.NOTICE}
"""What 级别 means; 不查 is not among them."""
_RANGE = 12
"""No longer word holds one of a table further in than this."""


class FoundWord(Struct, frozen=True):
    """A row of a table, its word, and where in which passage the word stands first."""

    row: Row
    word: str
    passage: Passage
    at: int
    times: int

    @property
    def level(self) -> Level:
        """How much it weighs, by 级别."""
        return LEVELS[self.row.get("级别", "")]

    @property
    def message(self) -> str:
        """What was written, with the words around it."""
        text, more = self.passage.text, f"，这一段共有{self.times}处" if self.times > 1 else ""
        around = text[max(0, self.at - 4) : self.at + len(self.word) + 4]
        if around == self.word:
            return f"写了“{self.word}”"
        return f"“{around}”里写了“{self.word}”{more}"

    @property
    def source(self) -> str:
        """Where the row is from, in brackets."""
        source = self.row.get("出处", "")
        return f"（{source}）" if source else ""


def words_in(
    rows: Sequence[Row], column: str, searched: SearchedPassages, registry: Registry, cut: Cut
) -> Iterator[FoundWord]:
    """The rows whose word, in `column`, stands in a passage: not as a part of a longer word that
    the row excepts (例外) or another row has, nor of a registered name, nor inside 《》 unless it
    is wrong everywhere.
    """
    pairs, text_of_all = searched.pairs, searched.text
    # most rows end at the first question
    there = [row for row in rows if row[column][:2] in pairs and row[column] in text_of_all]
    for row in there:
        word = row[column]
        if row.get("级别") == "不查":
            continue
        others = (each[column] for each in there if word in each[column] != word)
        longer = (*filter(None, row.get("例外", "").split("、")), *others)
        for passage in searched.having(word):
            text = passage.text
            spots = [
                at
                for at in _spots(word, text)
                if not _is_within(text, at, word, longer)
                and (row.get("级别") == "必错" or not in_title(text, at))
                and not _is_named(registry, text, at, word)
                and not is_parted(text, at, at + len(word), cut)
            ]
            if spots:
                yield FoundWord(row, word, passage, spots[0], len(spots))


def _spots(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _is_within(text: str, at: int, word: str, longer: tuple[str, ...]) -> bool:
    """Whether the word at a place is a part of a longer one; `^` and `$` in these are the ends of
    a text.
    """
    end = at + len(word)
    for each in longer:
        start = max(0, at - _RANGE)
        found = text.find(each, start, end + _RANGE)
        while found >= 0:
            if found <= at and found + len(each) >= end:
                return True
            found = text.find(each, found + 1, end + _RANGE)
    return False


def _is_named(registry: Registry, text: str, at: int, word: str) -> bool:
    """Whether a registered name covers the word."""
    names = (name for unit in registry.units for name in unit.names if word in name)
    return any(_is_within(text, at, word, (name,)) for name in names)
