"""Blocks set on pages: breaks, what must stay together, rows, what floats at a page's foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec.structs import replace

from .choices import Choices
from .content import Paragraph
from .faces import Faces
from .furniture import Furniture, Source, Spot, placed_line, rule_under, shapes_at, stacked
from .layout import (
    Layout,
    Page,
    PlacedLine,
    PlacedRow,
    PlacedRule,
    PlacedShape,
    Standing,
    Zone,
)
from .lines import Line, LineEnds, Setting
from .markup import UnknownMarkupError
from .row_parts import first_part, split
from .rows import Row, Ruled, below, gap, size_of
from .sections import Section
from .strips import Strip, strips_of, text_of

_HAIR = 0.5
Began = Literal["document", "break", "turn", ""]
"""What began the page that nothing stands on yet; "" where something does."""


class Paginator:
    """Sets sections on pages, one after the other."""

    def __init__(
        self,
        furniture: Furniture,
        choices: Choices,
        faces: Faces,
        tab: int,
        line_ends: LineEnds,
        *,
        mirrored: bool = False,
    ) -> None:
        self.furniture, self.choices, self.faces, self.tab = furniture, choices, faces, tab
        self.line_ends = line_ends
        self.mirrored = mirrored
        self.pages: list[Page] = []
        self.lines: list[PlacedLine] = []
        self.rows: list[PlacedRow] = []
        self.rules: list[PlacedRule] = []
        self.shapes: list[PlacedShape] = []
        self.standings: list[Standing] = []
        self.faults: list[str] = []
        self.section: Section
        self.sections = 0
        self.y = self.after = self.foot = 0.0
        self.began: Began = ""
        self.floating: Strip | None = None

    # ---- pages --------------------------------------------------------------------------------

    def layout(self) -> Layout:
        return Layout(
            tuple(self.pages),
            tuple(self.lines),
            tuple(self.rows),
            tuple(self.rules),
            tuple(self.shapes),
            tuple(self.standings),
            tuple(self.faults),
        )

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def setting(self) -> Setting:
        return Setting(self.section.grid, self.faces, self.choices, self.tab, self.line_ends)

    @property
    def spot(self) -> Spot:
        return self._spot("body")

    def _spot(self, zone: Zone) -> Spot:
        section = self.section
        paper = (section.width, section.height)
        return Spot(self.page.number, self.page.left, section.top, section.text_width, paper, zone)

    def _turn(self, began: Began, *, first: bool = False, blank: bool = False) -> None:
        """Begin a page, with its header and footer; `first` = of the section."""
        section, number = self.section, len(self.pages) + 1
        header, footer = self.furniture.of(section, number, first=first)
        width, written = section.text_width, str(number)
        above, head_height = stacked(header, width, self.setting, written)
        under, foot_height = stacked(footer, width, self.setting, written)
        top, bottom = section.top, section.height - section.bottom
        exchanged = self.mirrored and number % 2 == 0
        left = section.right if exchanged else section.left
        if top >= 0 and header:  # text makes room for a high header (17.6.11)
            top = max(top, section.header + round(head_height))
        if section.bottom >= 0 and footer:
            bottom = min(bottom, section.height - section.footer - round(foot_height))
        self.pages.append(
            Page(
                number,
                section.width,
                section.height,
                left,
                left + section.text_width,
                abs(top),
                bottom,
                self.sections,
                blank,
            )
        )
        if not blank:
            for zone, texts, start in (
                ("header", above, section.header),
                ("footer", under, section.height - section.footer - foot_height),
            ):
                spot = self._spot("header" if zone == "header" else "footer")
                for each in texts:
                    self._set_lines(each.paragraph, each.lines, start + each.top, spot, written)
        self.y, self.after, self.foot, self.began = 0.0, 0.0, 0.0, began

    def _set_lines(
        self, paragraph: Paragraph, lines: Sequence[Line], top: float, spot: Spot, number: str
    ) -> None:
        """All lines of a paragraph outside the body, its rule, its shapes."""
        self._hang(paragraph, top, spot, number)
        y = top
        for index, line in enumerate(lines):
            source = Source(paragraph.form.style, size_of(paragraph), None, index)
            self.lines.append(placed_line(line, y, spot, source))
            y += line.height
        self.rules += rule_under(paragraph, y, spot)

    def _hang(self, paragraph: Paragraph, top: float, spot: Spot, number: str) -> None:
        for each in shapes_at(paragraph, top, spot, self.setting, number):
            if isinstance(each, PlacedShape):
                self.shapes.append(each)
            else:
                self.lines.append(each)

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.page.text_bottom - self.page.text_top - self.foot - self.y + _HAIR

    # ---- sections -----------------------------------------------------------------------------

    def add(self, section: Section) -> None:
        """Set a section on the pages after those before it."""
        self.section = section
        self.sections += 1
        if section.begins == "evenPage" and len(self.pages) % 2 == 0:
            self._turn("break", blank=True)
        if section.begins not in ("nextPage", "evenPage"):
            raise UnknownMarkupError(f"a section that begins {section.begins}")
        self._turn("break" if self.pages else "document", first=True)
        strips = strips_of(section, self.setting)
        for index, strip in enumerate(strips):
            self._place(strips, index, strip)

    def _place(self, strips: list[Strip], index: int, strip: Strip) -> None:
        if strip.table is not None and strip.table.floats:
            self.floating = strip
            return
        if strip.breaks_page and not self.began:
            self._turn("break")
        elif not self.began and self.after + self._held(strips, index) > self.room:
            self._split_or_turn(strips, index)
            if not self.began:
                return
        if strip.paragraph is not None:
            self._place_paragraph(strip)
        else:
            self._place_table(strip)

    # ---- what stays together ------------------------------------------------------------------

    def _splits(self, strip: Strip) -> bool:
        """Whether a paragraph that stays with the next may still end on the next page."""
        return (
            not self.choices.kept_whole and strip.keeps_next and len(strip.lines) >= 2 * strip.least
        )

    def _held(self, strips: list[Strip], index: int) -> float:
        """How much of block `index` and of those that stay with it must stand on one page; nothing
        where it would not fit on any.
        """
        height = after = 0.0
        for at in range(index, len(strips)):
            strip = strips[at]
            if strip.breaks_page and at > index:
                break
            if strip.table is not None and strip.table.floats:
                continue
            if at > index or not self.began:
                height += gap(after, strip.before, self.setting)
            if not strip.keeps_next or (at > index and self._splits(strip)):
                height += self._first(strip)
                break
            height += sum(strip.heights)
            after = strip.after
        whole_page = self.page.text_bottom - self.page.text_top
        return height if height <= whole_page else self._first(strips[index])

    def _first(self, strip: Strip) -> float:
        """What of a block must stand with what is above it: as many lines as stay together, or the
        rows that are kept with the next, and that one.
        """
        if strip.ruled is None:
            return sum(strip.heights[: strip.least])
        height = 0.0
        for row in strip.ruled.rows:
            if not row.keeps_next:
                return height + (first_part(row) if row.can_split else row.height)
            height += row.height
        return height

    def _split_or_turn(self, strips: list[Strip], index: int) -> None:
        """Where a block and what it is kept with do not fit: leave what may stay of it, or turn."""
        strip = strips[index]
        if self._splits(strip):
            above = gap(self.after, strip.before, self.setting)
            count = self._fitting(strip.heights[: -strip.least], self.room - above)
            if count >= strip.least:
                self._place_paragraph(strip, at_most=count)
                return
        self._turn("turn")

    # ---- paragraphs ---------------------------------------------------------------------------

    def _above(self, strip: Strip) -> float:
        """The room above a block where it stands now."""
        if self.began == "document":
            return strip.before
        if self.began == "break":
            return strip.before if self.choices.before_at_break else 0.0
        if self.began == "turn":
            return strip.before if self.choices.before_at_turn else 0.0
        return gap(self.after, strip.before, self.setting)

    @staticmethod
    def _fitting(heights: Sequence[float], room: float) -> int:
        for count, height in enumerate(heights):
            room -= height
            if room < 0:
                return count
        return len(heights)

    def _place_paragraph(self, strip: Strip, at_most: int | None = None) -> None:
        """Its lines on this page and the next ones; no more than `at_most` on this one."""
        paragraph = strip.paragraph
        assert paragraph is not None
        if self.floating is not None:
            self._make_room(strip)
        heights = strip.heights
        done, first = 0, None
        while done < len(heights):
            above = 0.0 if done else self._above(strip)
            count = self._fitting(heights[done:], self.room - above)
            if at_most is not None and not done:
                count = min(count, at_most)
            left = len(heights) - done
            if count < left:
                count = min(count, left - min(left, strip.least))
                if count < strip.least:
                    count = 0
            if not count and not self.began:
                self._turn("turn")
                continue
            count = count or max(1, self._fitting(heights[done:], self.room - above))
            self.y += above
            if not done:
                first = (self.page.number, self._absolute)
                self._hang(paragraph, self._absolute, self.spot, str(self.page.number))
            self._set_part(strip, done, count)
            done += count
            if done < len(heights):
                self._turn("turn")
        assert first is not None
        self.after = strip.after
        self._stands(strip, first, len(heights), count, paragraph.form.style)
        if self.floating is not None:
            self._set_floating()

    @property
    def _absolute(self) -> float:
        return self.page.text_top + self.y

    def _set_part(self, strip: Strip, done: int, count: int) -> None:
        paragraph = strip.paragraph
        assert paragraph is not None
        for number in range(done, done + count):
            line = strip.lines[number]
            source = Source(paragraph.form.style, size_of(paragraph), strip.block, number)
            self.lines.append(placed_line(line, self._absolute, self.spot, source))
            self.y += line.height
        if done + count == len(strip.lines):
            self.rules += rule_under(paragraph, self._absolute, self.spot)
            self.y += below(paragraph)
        self.began = ""

    def _stands(
        self, strip: Strip, first: tuple[int, float], count: int, last: int, style: str
    ) -> None:
        margin = self.section.top
        self.standings.append(
            Standing(
                first[0],
                first[1] - margin,
                self.page.number,
                self._absolute - margin,
                count,
                last,
                style,
                text_of(strip),
            )
        )

    # ---- tables -------------------------------------------------------------------------------

    def _place_table(self, strip: Strip) -> None:
        made, table = strip.ruled, strip.table
        assert made is not None and table is not None
        if not self.began:
            self.y += self.after
        first: tuple[int, float] | None = None
        on_page = 0
        for number in range(len(made.rows)):
            part = 0
            for piece, last in self._parts(made, number):
                if piece is None:
                    self._turn("turn")
                    on_page = 0
                    if number >= made.headers:
                        for head in range(made.headers):
                            self._set_row(strip, head, made.rows[head], 0, repeated=True)
                    continue
                first = first or (self.page.number, self._absolute)
                self._set_row(strip, number, piece, part)
                on_page += last
                part += 1
        self.y += made.bottom_rule
        self.after = 0.0
        assert first is not None
        self._stands(strip, first, len(made.rows), on_page, "")

    def _parts(self, made: Ruled, number: int) -> Iterator[tuple[Row | None, int]]:
        """A row, or its parts, each for the page that is being filled; None = a page begins."""
        row = made.rows[number]
        heads = sum(head.height for head in made.rows[: made.headers])
        needed = row.height
        if row.header or row.keeps_next:
            needed = self._kept_rows(made, number)
        whole = self.page.text_bottom - self.page.text_top - heads
        if needed <= self.room or (self.began and needed > whole and not row.can_split):
            if row.height > self.room:
                self.faults.append(f"第{number + 1}行比一页高")
            yield row, 1
            return
        if not row.can_split or row.height <= 0:
            yield None, 0
            yield row, 1
            return
        rest, turned = row, bool(self.began)
        while rest.height > self.room:
            piece, left = split(rest, self.room)
            if piece is None and turned:  # not even a line of it has room on a page
                break
            if piece is not None:
                yield piece, 0
                assert left is not None
                rest = left
            yield None, 0
            turned = True
        yield rest, 1

    def _kept_rows(self, made: Ruled, number: int) -> float:
        height = 0.0
        for row in made.rows[number:]:
            if not row.keeps_next:
                return height + (first_part(row) if row.can_split else row.height)
            height += row.height
        return height

    def _set_row(
        self, strip: Strip, number: int, row: Row, part: int, *, repeated: bool = False
    ) -> None:
        made = strip.ruled
        assert made is not None and strip.table is not None
        top, page = self._absolute, self.page.number
        self.rows.append(
            PlacedRow(
                page, top, row.height, row.rule, strip.block, number, part, repeated, row.text
            )
        )
        left = self._table_left(strip)
        self._set_cells(row, top, left, "body", strip.block)
        self.y += row.height
        self.began = ""

    def _table_left(self, strip: Strip) -> float:
        made, table = strip.ruled, strip.table
        assert made is not None and table is not None
        if table.properties.get("jc", "left") == "center":
            return self.page.left + (self.section.text_width - made.width) / 2
        return self.page.left + made.left

    def _set_cells(self, row: Row, top: float, left: float, zone: Zone, block: int) -> None:
        """The text of a row, from the top of its cells: how it is aligned in them moves no row."""
        spot = replace(self._spot(zone), left=left)
        for content in row.contents:
            for number, each in enumerate(content.lines):
                column = replace(spot, left=left + each.left)
                source = Source(each.style, each.size, block, number)
                y = top + row.rule + content.above + each.top
                self.lines.append(placed_line(each.line, y, column, source))

    # ---- what floats --------------------------------------------------------------------------

    def _floating_height(self) -> float:
        assert self.floating is not None and self.floating.ruled is not None
        made = self.floating.ruled
        return sum(row.height for row in made.rows) + made.bottom_rule

    def _floating_top(self) -> float:
        """Where the table that floats begins: on the lower margin, or at a height of the paper."""
        assert self.floating is not None and self.floating.table is not None
        place = self.floating.table.properties
        anchor, height = place.get("place/vertAnchor"), place.get("place/tblpY")
        if place.get("place/horzAnchor") in ("page", "margin"):
            if anchor == "margin" and place.get("place/tblpYSpec") == "bottom" and height is None:
                return self.section.height - self.section.bottom - self._floating_height()
            if anchor == "page" and height is not None and "place/tblpYSpec" not in place:
                return float(height)
        raise UnknownMarkupError("a table that floats elsewhere than at the foot of the page")

    def _floating_left(self, strip: Strip) -> float:
        """Where it begins on the paper: at a distance from its edge, or centred on the text."""
        assert strip.table is not None and strip.ruled is not None
        place = strip.table.properties
        anchor, distance = place.get("place/horzAnchor"), place.get("place/tblpX")
        if anchor == "page" and distance is not None and "place/tblpXSpec" not in place:
            return float(distance)
        if anchor == "margin" and place.get("place/tblpXSpec") == "center" and distance is None:
            return self.page.left + (self.section.text_width - strip.ruled.width) / 2
        raise UnknownMarkupError("a table that floats elsewhere than in line with the text")

    def _make_room(self, anchor: Strip) -> None:
        """A table at the foot needs its height free on the page of the paragraph after it."""
        needed = self.page.text_bottom - self._floating_top()
        above = self._above(anchor)
        if not self.began and above + sum(anchor.heights) > self.room - needed:
            self.faults.append(f"第{self.page.number}页容不下页底的表格")
            self._turn("turn")

    def _set_floating(self) -> None:
        strip = self.floating
        assert strip is not None and strip.table is not None and strip.ruled is not None
        place = strip.table.properties
        top = self._floating_top()
        self.foot = max(self.foot, self.page.text_bottom - top)
        self.floating = None
        left = self._floating_left(strip)
        first = top
        source = place["style"]
        for number, row in enumerate(strip.ruled.rows):
            self._rule(top, row.rule, left, strip, source)
            self.rows.append(
                PlacedRow(
                    self.page.number, top, row.height, row.rule, strip.block, number, 0, False,
                    row.text, "float",
                )
            )  # fmt: skip
            self._set_cells(row, top, left, "float", strip.block)
            top += row.height
        self._rule(top, strip.ruled.bottom_rule, left, strip, source)
        count = len(strip.ruled.rows)
        margin = self.section.top
        self.standings.insert(
            len(self.standings) - 1,
            Standing(
                self.page.number, first - margin, self.page.number,
                top + strip.ruled.bottom_rule - margin, count, count, "", text_of(strip),
            ),
        )  # fmt: skip

    def _rule(self, top: float, thickness: float, left: float, strip: Strip, source: str) -> None:
        assert strip.ruled is not None
        if thickness:
            self.rules.append(
                PlacedRule(
                    self.page.number, top, thickness, left, left + strip.ruled.width, "000000",
                    "single", source, "float",
                )
            )  # fmt: skip
