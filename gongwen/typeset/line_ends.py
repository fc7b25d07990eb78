"""The name of a person, and a number with its unit, not parted at the end of a line where the
spacing of a line's characters can prevent it: set a little closer, the line holds the rest of it
too; a little further apart, none of it. How much that may be is the sheet's 行末字距. A hyphen of a
number (0571-8555) at which a line would end in spite of that ends none (`hyphens`).
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..composition import Block, Composition, Paragraph, Spacing
from ..paper.quantities import MAY_BE, parts_quantity
from ..sheet.data import HALF_POINT, Sheet
from .estimate import Memory
from .hyphens import hyphens_at_ends, is_drawn_apart
from .line_filling import (
    Line,
    Typed,
    end_of_typed,
    fill,
    filled,
    line_after,
    lines_of,
    may_break,
    next_line,
    spread_of,
    typed_of,
)
from .narrowed import narrowed
from .whole_names import WholeNames

_PARTED, _CHANGED = 350, 100
"""What it costs to part a name or a number, and to change a line, by its twips more."""
_BACK = 2
"""So many lines before may be changed too, where that line alone cannot be mended."""
_SURE = 4.0
"""Twips by which a line is made to end as planned, whatever rounding makes of its characters."""
_NARROWER, _WIDER = 1.0, 20.0
"""Twips by which an engine may set each character narrower, and a line wider, than Word."""
_NARROW = dict.fromkeys(".,:;'", 0.25) | dict.fromkeys("()[]-/", 0.2)
_WIDE = {"%": 0.35, "&": 0.3, "@": 0.4} | dict.fromkeys("ABCDEFGHJKLMNOPQRSTUVWXYZ+=", 0.25)
"""By how much of the size Latin characters are narrower or wider than half of it, as which they are
counted, where a face stands in for the official one: such a line is spaced more, if it may be.
"""
_LATIN = re.compile("[!-/:-~]")
_WORD = re.compile("[!-~]{7}")
"""What may draw the line before it apart."""
_LOOSEST = 2
"""So many characters a line may lack that ends earlier: justified, it is set so much looser."""
_SHORTEST = 8
"""Characters that must share what is added or taken away."""
_NUMBERED = 5
"""Characters of a paragraph that may be its number, and stand on no line's end."""
_FURTHER = 12
"""Characters looked at behind a line for where it may end instead."""


def whole_at_line_ends(
    composition: Composition, names: WholeNames, sheet: Sheet, memory: Memory
) -> Composition:
    """The composition with the spacing of the lines that need some; what is counted on the way is
    put into `memory`.
    """
    if not sheet.places.line_end_spacing:
        return composition
    page, sections = sheet.page, []
    for section in composition.sections:
        width = page.area_height if section.landscape else page.text_width
        blocks = tuple(
            set_whole(narrowed(block, names, sheet, width), names, sheet, width, memory)
            if isinstance(block, Paragraph)
            else block
            for block in section.blocks
        )
        sections.append(replace(section, blocks=blocks))
    return replace(composition, sections=tuple(sections))


def whole_where_closer(composition: Composition, names: WholeNames, sheet: Sheet) -> Composition:
    """The same for paragraphs that are set closer so that a signature shares its page with text
    (7.3.5.5), as far as they take no more lines by it, nor fewer.
    """
    width = sheet.page.text_width

    def whole(block: Block) -> Block:
        if not (isinstance(block, Paragraph) and block.fit and block.fit.closer):
            return block
        made = set_whole(block, names, sheet, width)
        same = fill(made, sheet, width).lines == fill(block, sheet, width).lines
        return made if same else block

    if not sheet.places.line_end_spacing:
        return composition
    sections = tuple(
        replace(section, blocks=tuple(map(whole, section.blocks)))
        for section in composition.sections
    )
    return replace(composition, sections=sections)


def set_whole(
    paragraph: Paragraph,
    names: WholeNames,
    sheet: Sheet,
    width: float,
    memory: Memory | None = None,
) -> Paragraph:
    """The paragraph, `width` twips wide, with the spacing of the lines that need some; itself where
    none does.
    """
    text = paragraph.text
    numbered = MAY_BE.search(text, _NUMBERED)
    if len(text) <= _SHORTEST or not (numbered or _WORD.search(text) or names.are_in(text)):
        return paragraph
    typed = typed_of(paragraph, sheet, width)
    if typed.fits:
        return paragraph
    natural = list(lines_of(typed))
    if memory:
        memory.keep(paragraph, width, filled(typed, natural))
    made = _spaced(paragraph, typed, natural, names, sheet)
    while torn := hyphens_at_ends(typed_of(made, sheet, width)):
        held = tuple(sorted({*paragraph.held, *torn}))
        paragraph = replace(paragraph, held=held)
        typed = typed_of(paragraph, sheet, width)
        made = _spaced(paragraph, typed, list(lines_of(typed)), names, sheet)
    if is_drawn_apart(typed_of(made, sheet, width), made.style, sheet):
        return replace(made, ragged=True)
    return made


def _spaced(
    paragraph: Paragraph, typed: Typed, natural: list[Line], names: WholeNames, sheet: Sheet
) -> Paragraph:
    """The paragraph with the spacing of those of its lines that need some; itself where what was
    mended on one line would part more on the lines behind it.
    """
    size = sheet.size_of(paragraph.style) * HALF_POINT
    most = sheet.places.line_end_spacing
    lines = _Lines(typed, names, most, _spread_to(paragraph, sheet), size)
    if not any(lines.parted(line.end) for line in natural):
        return paragraph
    ended = lines.ended()
    before, after = (sum(lines.parted(line.end) for line in made) for made in (natural, ended))
    spacing = tuple(line.spacing for line in ended if line.spacing)
    return replace(paragraph, spacing=spacing) if spacing and after <= before else paragraph


def _spread_to(paragraph: Paragraph, sheet: Sheet) -> int:
    """Where the last run ends whose style spaces its characters itself."""
    at = last = 0
    for run in paragraph.runs:
        at += len(run.text)
        if spread_of(run, sheet):
            last = at
    return last


class _Ended(Struct, frozen=True):
    """A line that begins at `begin` and ends at `end`, by this spacing if by any."""

    begin: int
    end: int
    spacing: Spacing | None = None


_Way = tuple[_Ended, "_Way"] | None
"""Lines, the last first."""


class _Lines:
    """The lines of one text. `most` twips may be added to each character or taken away, but before
    `spread_to`.
    """

    def __init__(
        self, typed: Typed, names: WholeNames, most: int, spread_to: int, size: float
    ) -> None:
        self.typed, self.names, self.most, self.spread_to = typed, names, most, spread_to
        self.size = size
        self.known: dict[int, list[_Ended]] = {}

    def ended(self) -> list[_Ended]:
        """The lines from first to last. Where one would part something, the cheapest way is taken
        from `_BACK` lines before it to what follows.
        """
        made: list[_Ended] = []
        at = 0
        while at < len(self.typed.text):
            line = self._natural(at)
            if self.parted(line.end):
                back = made[-_BACK:]
                del made[len(made) - len(back) :]
                made += self._cheapest(back[0].begin if back else at, line.end)
                if made[-1].end > line.end and self.parted(made[-1].end):
                    made.pop()  # it has its own turn
            else:
                made.append(line)
            at = self._after(made[-1])
        return made

    def parted(self, at: int) -> bool:
        """Whether a break before a character parts what should be whole."""
        text = self.typed.text
        if not 0 < at < len(text):
            return False
        return parts_quantity(text, at) or self.names.parts(text, at)

    def _after(self, line: _Ended) -> int:
        text = self.typed.text
        return line_after(self.typed, line.end) if line.end < len(text) else line.end

    def _natural(self, at: int) -> _Ended:
        return _Ended(at, next_line(self.typed, at).end)

    def _cheapest(self, start: int, past: int) -> list[_Ended]:
        """The cheapest lines from `start` on, of which the last ends at or behind `past`."""
        number = itertools.count()
        ways: list[tuple[int, int, int, _Way]] = [(0, next(number), start, None)]
        """Cost; a number, so that no more is compared; where the way goes on, or ~ that where the
        line there is to be changed; the way."""
        seen: set[int] = set()
        while True:
            cost, _, at, way = heapq.heappop(ways)
            if at >= 0:
                if way and way[0].end >= past:
                    return _in_order(way)
                if at in seen:
                    continue
                seen.add(at)
                heapq.heappush(ways, (cost + _CHANGED, next(number), ~at, way))
                lines = [self._natural(at)]
            else:
                lines = self._changed(~at)
            for line in lines:
                more = abs(line.spacing.twips) if line.spacing else 0
                more += _PARTED if self.parted(line.end) else 0
                heapq.heappush(ways, (cost + more, next(number), self._after(line), (line, way)))

    def _changed(self, at: int) -> list[_Ended]:
        """The line that begins with a character, made to end elsewhere without parting anything."""
        if at not in self.known:
            line, stop = next_line(self.typed, at), end_of_typed(self.typed, at)
            able = line.start >= self.spread_to and line.end - line.start >= _SHORTEST
            spacings = (
                (*self._earlier(line, stop), *self._later(line, stop, self._to_space(line, at)))
                if able
                else ()
            )
            self.known[at] = [
                _Ended(at, each.end, each) for each in spacings if not self.parted(each.end)
            ]
        return self.known[at]

    def _earlier(self, line: Line, stop: int) -> Iterator[Spacing]:
        """A line further apart, so that what is last on it has no room there any more."""
        start, last, reach = line.start, line.end, self.typed.reach
        if last == stop:
            return
        room = reach[start] + self.typed.room.right - line.x + _SURE
        for end in range(last - 1, start + _SHORTEST - 1, -1):
            if not self._may_end(end):
                continue
            lack, count = room - reach[last], end - start
            if room - reach[end] > _LOOSEST * self.size:
                return
            least = max(1, math.ceil(lack / count))
            if least > self.most:
                return
            sure = math.ceil((lack + self._doubt(_NARROW, start, last)) / count)
            fitting = math.floor((room - 2 * _SURE - reach[end]) / count)
            yield Spacing(start, end, max(least, min(self.most, sure, fitting)))
            last = end

    def _to_space(self, line: Line, at: int) -> int:
        """Where a line that begins with character `at` may be set closer: behind what the line
        before it has no room for, which closer it might have.
        """
        if line.start != at or not at:
            return line.start
        ends = range(at + 1, line.end)
        return next((end for end in ends if self._may_end(end)), line.end)

    def _later(self, line: Line, stop: int, begin: int) -> Iterator[Spacing]:
        """A line closer together, so that more has room on it; its last character is counted whole,
        for engines differ in whether the room behind it counts.
        """
        start, reach = line.start, self.typed.reach
        if line.end - begin < _SHORTEST:
            return
        room = reach[start] + self.typed.room.right - line.x - _SURE
        tab = self.typed.text.find("\t", line.end, stop)
        furthest = min(line.end + _FURTHER, stop if tab < 0 else tab - 1)
        ends = [
            end for end in range(line.end + 1, furthest + 1) if end == stop or self._may_end(end)
        ]
        for end, following in itertools.zip_longest(ends, ends[1:], fillvalue=furthest):
            over, count = reach[end] - room, end - begin - 1
            if max(1, math.ceil(over / count)) > self.most:
                return
            over += self._doubt(_WIDE, start, end)
            twips = min(self.most, max(1, math.ceil(over / count)))
            closest = twips * (end - begin) + _NARROWER * (end - start) + _WIDER
            if end == stop or reach[following] - closest > room:
                yield Spacing(begin, end, -twips)

    def _doubt(self, shares: Mapping[str, float], start: int, end: int) -> float:
        """By how much characters may be narrower, or wider, than they are counted, twips."""
        found = _LATIN.findall(self.typed.text, start, end)
        return self.size * sum(shares.get(each, 0.0) for each in found)

    def _may_end(self, at: int) -> bool:
        return may_break(self.typed.text, at)


def _in_order(way: _Way) -> list[_Ended]:
    lines = []
    while way:
        line, way = way
        lines.append(line)
    return lines[::-1]
