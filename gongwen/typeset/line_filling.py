"""How many lines a paragraph takes: characters filled into lines as Word does it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct

from ..composition import Paragraph, TabStop
from ..sheet.data import HALF_POINT, Sheet

_NOT_FIRST: Final = frozenset("，。、；：？！）)》〉」』】〕]｝}”’…—·,.;:?!%％℃‰")
_NOT_LAST: Final = frozenset("（(《〈「『【〔[｛{“‘")
_HAIR: Final = 1.0
"""Twips by which a line may be too long: what rounding makes of the characters of a line."""


class Filled(Struct, frozen=True):
    """The lines of a paragraph: how many, and how wide the last one is (twips, indent included)."""

    lines: int
    last: float


class _LineRoom(Struct, frozen=True):
    """Left edges of the first and the other lines, the right edge, tab stops: twips."""

    first: float
    left: float
    right: float
    stops: tuple[TabStop, ...]
    tab: int
    """How far apart tab stops are where none are set."""


def fill(paragraph: Paragraph, sheet: Sheet, width: float) -> Filled:
    """The lines of a paragraph `width` twips wide."""
    text = paragraph.text
    if not text:
        return Filled(1, 0.0)
    room = _room(paragraph, sheet, width)
    lines, last = 0, 0.0
    for line in _segments(_characters(paragraph, sheet)):
        filled = _fill_line(line, room, room.left if lines else room.first)
        lines += filled.lines
        last = filled.last
    return Filled(lines, last)


_Characters = tuple[str, list[float]]


def _characters(paragraph: Paragraph, sheet: Sheet) -> _Characters:
    """The text, and the width of each of its characters."""
    size = sheet.size_of(paragraph.style)
    full = sheet.character_of(paragraph.style)
    half = full - size * HALF_POINT / 2
    text = paragraph.text
    # Ambiguous ones (“ ” — … ·) are set in the Chinese face: only Latin-1's first half is narrow.
    widths = [half if character < "\x7f" else full for character in text]
    if paragraph.fit and paragraph.fit.closer:
        widths = [each - paragraph.fit.closer for each in widths]
    at = 0
    for run in paragraph.runs:
        spread = sheet.measure(run.style, "字距") if run.style else None
        if spread is not None and isinstance(spread.value, int):
            for index in range(at, at + len(run.text)):
                widths[index] += spread.value
        at += len(run.text)
    return text, widths


def _segments(characters: _Characters) -> Sequence[_Characters]:
    """The text between typed line breaks."""
    text, widths = characters
    if "\n" not in text:
        return (characters,)
    found = []
    at = 0
    for part in text.split("\n"):
        found.append((part, widths[at : at + len(part)]))
        at += len(part) + 1
    return found


def _room(paragraph: Paragraph, sheet: Sheet, width: float) -> _LineRoom:
    def measure(name: str) -> int:
        found = sheet.measure(paragraph.style, name)
        return found.value if found and isinstance(found.value, int) else 0

    geometry = paragraph.geometry
    left, right = measure("左缩进"), measure("右缩进")
    first = measure("首行缩进") - measure("悬挂缩进")
    stops: tuple[TabStop, ...] = ()
    own = sheet.measure(paragraph.style, "右制表位")
    if own and isinstance(own.value, int):
        stops = (TabStop(sheet.page.text_width - own.value, "right"),)
    if geometry:
        left = left if geometry.left is None else geometry.left
        right = right if geometry.right is None else geometry.right
        first = first if geometry.first_line is None else geometry.first_line
        cleared = {stop.position for stop in geometry.tabs if stop.alignment == "clear"}
        kept = (stop for stop in (*stops, *geometry.tabs) if stop.position not in cleared)
        stops = tuple(sorted(kept, key=lambda stop: stop.position))
    return _LineRoom(left + first, left, width - right, stops, sheet.page.tab)


def _fill_line(characters: _Characters, room: _LineRoom, start: float) -> Filled:
    """Fill one typed line; `start` is where its first line begins."""
    text, widths = characters
    reach = [0.0, *accumulate(widths)]
    lines, at, x = 1, 0, start
    while at < len(text):
        tab = text.find("\t", at)
        stop = tab if tab >= 0 else len(text)
        end = bisect_right(reach, reach[at] + room.right - x + _HAIR) - 1
        if end >= stop:
            x += reach[stop] - reach[at]
            at = stop
            if tab >= 0:
                at += 1
                following = text.find("\t", at)
                piece = reach[following if following >= 0 else len(text)] - reach[at]
                x = _after_tab(x, piece, room)
            continue
        fresh = x == (room.left if lines > 1 else start)
        at = _break(text, at, end, fresh)
        lines += 1
        x = room.left
    return Filled(lines, x)


def _after_tab(x: float, piece: float, room: _LineRoom) -> float:
    """Where what follows a tab begins: at the next tab stop, or before it where the stop centres
    or aligns on the right a piece of this width. The hanging indent is a stop too.
    """
    stop = next((stop for stop in room.stops if stop.position > x), None)
    if room.left > x and (stop is None or room.left < stop.position):
        return room.left
    if stop is None:
        return (x // room.tab + 1) * room.tab
    share = {"center": 0.5, "right": 1.0}.get(stop.alignment, 0.0)
    return max(x, stop.position - piece * share)


def _break(text: str, start: int, end: int, fresh: bool) -> int:
    """Where the next line begins: at `end` or before, no forbidden punctuation at a line's head or
    end (GB/T 15834), no number or Latin word torn that is no longer than a line. `fresh` = a line
    of its own begins at `start`, so at least one character must stand on it.
    """
    least = start + 1 if fresh else start
    end = max(end, least)
    for at in range(end, least, -1):
        if _may_break(text, at):
            return at
    return least if fresh and not _same_word(text, least) else end


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    if before == "-" and at > 1 and _is_latin(text[at - 2]) and after.isalnum():
        return True  # open-source, 0300-8866216 (docs/adr/0011)
    return not (_is_latin(before) and _is_latin(after))


def _same_word(text: str, at: int) -> bool:
    return at < len(text) and _is_latin(text[at - 1]) and _is_latin(text[at])


def _is_latin(character: str) -> bool:
    return character.isascii() and character not in " \t"
