"""How many lines a paragraph takes: characters filled into lines as Word does it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct

from .. import patterns as re
from ..composition import Paragraph, Run, TabStop
from ..paper.line_ends import NOT_FIRST, NOT_LAST
from ..sheet.data import Sheet

_NOT_FIRST: Final = frozenset(NOT_FIRST)
_NOT_LAST: Final = frozenset(NOT_LAST)
_LEAPS: Final = re.compile("[\t\n]")
_HELD: Final = "\u2011"
"""A hyphen at which no line ends."""
_HAIR: Final = 1.0
"""Twips by which a line may be too long: what rounding makes of the characters of a line."""


class Filled(Struct, frozen=True):
    """The lines of a paragraph: how many, and how wide the last one is (twips, indent included)."""

    lines: int
    last: float


class LineRoom(Struct, frozen=True):
    """Left edges of the first and the other lines, the right edge, tab stops: twips."""

    first: float
    left: float
    right: float
    stops: tuple[TabStop, ...]
    tab: int
    """How far apart tab stops are where none are set."""


class Typed(Struct, frozen=True):
    """A paragraph's text, what there is to fill, and how far the text reaches up to each of its
    characters and in all, were it on one line (twips).
    """

    text: str
    room: LineRoom
    reach: Sequence[float]

    @property
    def fits(self) -> bool:
        """Whether all of it surely stands on one line."""
        on_one = self.room.first + self.reach[-1] <= self.room.right
        return on_one and not _LEAPS.search(self.text)


class Line(Struct, frozen=True):
    """Characters `start` to `end` of a text, which stand on one line after its last tab, the first
    of them `x` twips from the left edge.
    """

    start: int
    end: int
    x: float


def fill(paragraph: Paragraph, sheet: Sheet, width: float) -> Filled:
    """The lines of a paragraph `width` twips wide."""
    if not paragraph.text:
        return Filled(1, 0.0)
    typed = typed_of(paragraph, sheet, width)
    reach = typed.reach
    if typed.fits:  # every other paragraph
        return Filled(1, typed.room.first + reach[-1])
    return filled(typed, list(lines_of(typed)))


def line_count(paragraph: Paragraph, sheet: Sheet, width: float) -> int:
    """How many lines a paragraph takes that is `width` twips wide."""
    return 1 if _surely_fits(paragraph, sheet, width) else fill(paragraph, sheet, width).lines


def _surely_fits(paragraph: Paragraph, sheet: Sheet, width: float) -> bool:
    """Whether a text has room on one line even if all its characters are full ones: most cells of
    tables are so short. Where anything is set but by its style, that is not looked into.
    """
    if len(paragraph.runs) != 1 or paragraph.geometry or paragraph.fit or paragraph.spacing:
        return False
    run, setting = paragraph.runs[0], sheet.lines_of(paragraph.style)
    reach = setting.left + setting.first + len(run.text) * setting.full
    return not run.style and reach <= width - setting.right and not _LEAPS.search(run.text)


def filled(typed: Typed, lines: Sequence[Line]) -> Filled:
    """A text in these lines."""
    last = lines[-1]
    return Filled(len(lines), last.x + typed.reach[last.end] - typed.reach[last.start])


def typed_of(paragraph: Paragraph, sheet: Sheet, width: float) -> Typed:
    """What is to be filled into lines `width` twips wide."""
    text = paragraph.text
    for at in paragraph.held:
        text = f"{text[:at]}{_HELD}{text[at + 1 :]}"
    return Typed(text, _room(paragraph, sheet, width), _reaches(paragraph, sheet))


def _reaches(paragraph: Paragraph, sheet: Sheet) -> list[float]:
    setting = sheet.lines_of(paragraph.style)
    full, half = setting.full, setting.half
    if paragraph.fit and paragraph.fit.closer:
        full, half = full - paragraph.fit.closer, half - paragraph.fit.closer
    # Ambiguous ones (“ ” — … ·) are set in the Chinese face: only Latin-1's first half is narrow.
    widths = [half if character < "\x7f" else full for character in paragraph.text]
    at = 0
    for run in paragraph.runs:
        if run.style and (spread := spread_of(run, sheet)):
            for index in range(at, at + len(run.text)):
                widths[index] += spread
        at += len(run.text)
    for spacing in paragraph.spacing:
        for index in range(spacing.start, spacing.end):
            widths[index] += spacing.twips
    return [0.0, *accumulate(widths)]


def spread_of(run: Run, sheet: Sheet) -> int:
    """By how much the style of a run puts its characters apart, twips."""
    return sheet.twips(run.style, "字距") if run.style else 0


def _room(paragraph: Paragraph, sheet: Sheet, width: float) -> LineRoom:
    setting, geometry = sheet.lines_of(paragraph.style), paragraph.geometry
    left, right, first = setting.left, setting.right, setting.first
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
    return LineRoom(left + first, left, width - right, stops, sheet.page.tab)


def lines_of(typed: Typed) -> Iterator[Line]:
    """The lines of a text."""
    at, end = 0, len(typed.text)
    while True:
        line = next_line(typed, at)
        yield line
        if line.end == end:
            return
        at = line_after(typed, line.end)


def line_after(typed: Typed, end: int) -> int:
    """Where the line begins that follows one that ends there: a typed line break is on neither."""
    return end + (typed.text[end] == "\n")


def next_line(typed: Typed, at: int) -> Line:
    """The line that begins with character `at`."""
    text, reach, room = typed.text, typed.reach, typed.room
    stop = end_of_typed(typed, at)
    x = begun = room.left if at else room.first
    while True:
        tab = text.find("\t", at, stop)
        ends = tab if tab >= 0 else stop
        end = bisect_right(reach, reach[at] + room.right - x + _HAIR, at) - 1
        if end < ends:
            end = _break(text, at, end, x == begun)
            return Line(at, end, x)
        if tab < 0:
            return Line(at, stop, x)
        x += reach[tab] - reach[at]
        at = tab + 1
        following = text.find("\t", at, stop)
        piece = reach[following if following >= 0 else stop] - reach[at]
        x = _after_tab(x, piece, room)


def end_of_typed(typed: Typed, at: int) -> int:
    """The next typed line break, or the end of the text."""
    found = typed.text.find("\n", at)
    return found if found >= 0 else len(typed.text)


def _after_tab(x: float, piece: float, room: LineRoom) -> float:
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
    end = max(end, start + 1) if fresh else end
    if end == len(text):
        return end
    for at in range(end, start, -1):
        if may_break(text, at):
            return at
    return next((at for at in range(end, start, -1) if not _is_forbidden(text, at)), end)


def may_break(text: str, at: int) -> bool:
    """Whether a line may end before a character (inside the text)."""
    before, after = text[at - 1], text[at]
    if _is_forbidden(text, at):
        return False
    if before == "-" and at > 1 and _is_latin(text[at - 2]) and after.isalnum():
        return True  # open-source, 0300-8866216 (docs/adr/0011)
    return not (_is_latin(before) and _is_latin(after))


def _is_forbidden(text: str, at: int) -> bool:
    """Whether a break before a character puts a sign at the head or the end of a line that may not
    stand there.
    """
    return text[at] in _NOT_FIRST or text[at - 1] in _NOT_LAST


def _is_latin(character: str) -> bool:
    return character == _HELD or (character.isascii() and character not in " \t")
