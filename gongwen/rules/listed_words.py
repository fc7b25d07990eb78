"""What several rules share: the words of a table, found in a text where they are words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from ..document.texts import Passage
from ..lists import Row
from ..problem import Level
from . import Context, Finding

LEVELS = {"必错": Level.ERROR, "疑似": Level.WARNING, "": Level.WARNING, "提示": Level.NOTICE}
"""What 级别 means; 不查 is not among them."""
_TITLED = re.compile("《[^《》]*》")
_RANGE = 12
"""No longer word holds one of a table further in than this."""


class Found(Struct, frozen=True):
    """A row of a table, and where in which passage its word stands first."""

    row: Row
    passage: Passage
    at: int
    times: int


def words_in(context: Context, table: str, column: str) -> Iterator[Found]:
    """The rows of a table whose word stands in a passage, not as a part of the longer words that
    the row excepts (例外), nor of a registered name, nor inside 《》 unless it is wrong everywhere.
    """
    for row in context.lists.found(table, context.whole_text):
        if row.get("级别") == "不查":
            continue
        word = row[column]
        longer = tuple(each for each in row.get("例外", "").split("、") if each)
        for passage in context.passages:
            if word not in passage.text:
                continue
            spots = [
                at
                for at in _spots(word, passage.text)
                if not _is_within(passage.text, at, word, longer)
                and (row.get("级别") == "必错" or not _is_titled(passage.text, at))
                and not _is_named(context, passage.text, at, word)
                and not _parted(passage.text, at, word)
            ]
            if spots:
                yield Found(row, passage, spots[0], len(spots))


def finding(found: Found, context: Context, column: str, hint: str) -> Finding:
    """What to say of a word of a table."""
    word, source = found.row[column], found.row.get("出处", "")
    more = f"，这一段共有{found.times}处" if found.times > 1 else ""
    around = found.passage.text[max(0, found.at - 4) : found.at + len(word) + 4]
    return Finding(
        context.spot(found.passage.place, found.passage.text, found.at),
        f"“{around}”里写了“{word}”{more}" if around != word else f"写了“{word}”",
        hint=hint + (f"（{source}）" if source else ""),
        level=LEVELS[found.row.get("级别", "")],
        element=word,
    )


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


def _parted(text: str, at: int, word: str) -> bool:
    """Whether the word only seems to be there, where one word ends and the next begins: 习惯彻底改变
    has no 惯彻, for both its halves reach beyond it.
    """
    import rjieba  # 100 ms, and hardly any text needs it

    start = max(0, at - _RANGE)
    place = start
    for piece in rjieba.cut(text[start : at + len(word) + _RANGE]):
        end = place + len(piece)
        if place < at < end < at + len(word) or at < place < at + len(word) < end:
            return True
        place = end
    return False


def _is_titled(text: str, at: int) -> bool:
    return "《" in text and any(m.start() < at < m.end() for m in _TITLED.finditer(text))


def _is_named(context: Context, text: str, at: int, word: str) -> bool:
    """Whether a registered name covers the word."""
    names = _names_with(context, word)
    return any(_is_within(text, at, word, (name,)) for name in names)


def _names_with(context: Context, word: str) -> tuple[str, ...]:
    return tuple(name for unit in context.registry.units for name in unit.names if word in name)
