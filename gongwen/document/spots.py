"""Where in a file a character of a value was typed."""

from __future__ import annotations

from ..problem import Place

_WIDTHS = (8, 4, 2, 1, 0)
_LONGEST = 4000
"""No list of units is longer."""


def spot_in(source: str, place: Place, text: str, index: int) -> Place:
    """The place of `text[index]`, of a value that stands at `place` in the file's text `source`.

    A value is not what was typed: lines are folded, markers and padding are gone. So it is looked
    for with as many of its neighbours as are there, from `place` on; where it is not found, `place`
    itself has to do.
    """
    start = _start(source, place)
    if start < 0:
        return place
    end = start + 2 * len(text) + 400
    for width in _WIDTHS:
        first = max(0, index - width)
        needle = text[first : index + width + 1]
        found = start - 1
        for _ in range(_occurrences(text, needle, first)):
            found = source.find(needle, found + 1, end)
            if found < 0:
                break
        else:
            return _place_at(source, found + index - first, place.file)
    return place


def _start(source: str, place: Place) -> int:
    """Where in the text a place is; -1 where it has no such line."""
    lines = source.split("\n")
    if not 0 < place.line <= len(lines):
        return -1
    return sum(len(line) + 1 for line in lines[: place.line - 1]) + max(place.column - 1, 0)


def _place_at(source: str, at: int, file: str) -> Place:
    before = source[:at]
    return Place(file, before.count("\n") + 1, at - before.rfind("\n"))


def _occurrences(text: str, needle: str, last: int) -> int:
    """How many times `needle` begins in `text` up to the position `last`."""
    count, at = 0, text.find(needle)
    while 0 <= at <= last:
        count += 1
        at = text.find(needle, at + 1)
    return count


def spot_of(source: str, place: Place, words: str) -> Place:
    """Where `words` were typed in the value that stands at `place`; `place` where they are not
    there in one piece.
    """
    start = _start(source, place)
    at = source.find(words, start, start + _LONGEST) if start >= 0 else -1
    return _place_at(source, at, place.file) if at >= 0 else place
