"""Where in a file a character of a value was typed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from msgspec import Struct, field

from ..problem import Place

_WIDTHS = (8, 4, 2, 1, 0)
_LONGEST = 4000
"""No list of units is longer."""


class SourceText(Struct, frozen=True, dict=True):
    """The text of a file, in which what was typed is found again. Where its lines start is worked
    out once, and what was looked for is kept as long as the next is of the same value: a thousand
    findings in one file, or in one value, cost no more than the file is long.
    """

    text: str
    _last: dict[tuple[str, int], _Searched] = field(default_factory=dict)

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts."""
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def line(self, number: int) -> str:
        """A line by its number, from 1; "" where there is none."""
        if not 0 < number <= len(self.starts):
            return ""
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end]

    def offset(self, place: Place) -> int:
        """Where in the text a place is; -1 where it has no such line."""
        if not 0 < place.line <= len(self.starts):
            return -1
        return self.starts[place.line - 1] + max(place.column - 1, 0)

    def place_at(self, at: int, file: str) -> Place:
        """The place of a character."""
        line = bisect_right(self.starts, at)
        return Place(file, line, at - self.starts[line - 1] + 1)

    def searched(self, text: str, start: int) -> _Searched:
        """What is looked for of the value `text` that was typed from `start` on."""
        key = text, start
        if key not in self._last:
            self._last.clear()
            self._last[key] = _Searched(text, self.text, start, start + 2 * len(text) + 400)
        return self._last[key]


class _Searched(Struct, frozen=True):
    """A value, and the stretch of the file's text in which it was typed."""

    value: str
    source: str
    start: int
    end: int
    found: dict[str, tuple[list[int], list[int]]] = field(default_factory=dict)

    def at(self, needle: str, first: int) -> int:
        """Where the part of the value that is `needle` and begins at `first` was typed: as many
        of its like stand before it there as in the value; -1 where there are not so many.
        """
        if needle not in self.found:
            in_value = _all_of(needle, self.value, 0, len(self.value))
            self.found[needle] = in_value, _all_of(needle, self.source, self.start, self.end)
        in_value, in_source = self.found[needle]
        number = bisect_left(in_value, first)
        return in_source[number] if number < len(in_source) else -1


def _all_of(needle: str, text: str, start: int, end: int) -> list[int]:
    """Where `needle` begins in a stretch of `text`, also where it overlaps itself."""
    found, at = [], text.find(needle, start, end)
    while at >= 0:
        found.append(at)
        at = text.find(needle, at + 1, end)
    return found


def spot_in(source: SourceText, place: Place, text: str, index: int) -> Place:
    """The place of `text[index]`, of a value that stands at `place` in the file's text `source`.

    A value is not what was typed: lines are folded, markers and padding are gone. So it is looked
    for with as many of its neighbours as are there, from `place` on; where it is not found, `place`
    itself has to do.
    """
    start = source.offset(place)
    if start < 0:
        return place
    searched = source.searched(text, start)
    for width in _WIDTHS:
        first = max(0, index - width)
        found = searched.at(text[first : index + width + 1], first)
        if found >= 0:
            return source.place_at(found + index - first, place.file)
    return place


def spot_of(source: SourceText, place: Place, words: str) -> Place:
    """Where `words` were typed in the value that stands at `place`; `place` where they are not
    there in one piece.
    """
    start = source.offset(place)
    at = source.text.find(words, start, start + _LONGEST) if start >= 0 else -1
    return source.place_at(at, place.file) if at >= 0 else place
