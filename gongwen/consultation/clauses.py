"""The clauses of the version that was sent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import zip_longest

from msgspec import Struct

from .. import patterns as re
from ..composition import Composition, Paragraph
from ..importer.pieces import same_width
from ..revision.outline_places import placed_blocks, row_texts
from ..sheet.data import Sheet
from ..typeset.estimate import estimate_sections
from .written_places import numbers, of_unit


class SentClause(Struct, frozen=True, dict=True):
    """A paragraph or a cell of what was sent: its place as the program names it, its words with the
    number that is printed, and, of a heading, its name. `pages` are those that it stands on, from
    the first to the last; 0 = not known.
    """

    place: str
    text: str
    name: str = ""
    pages: tuple[int, int] = (0, 0)
    in_table: bool = False

    @cached_property
    def folded(self) -> str:
        """The words for comparing."""
        return same_width(self.text)

    @cached_property
    def path(self) -> tuple[int, ...]:
        """The numbers of the place: 二、（一） is (2, 1)."""
        return tuple(numbers(self.place))

    @cached_property
    def part(self) -> int:
        """Of which attachment it is; 0 = of none."""
        match = re.match(r"附件(\d*)", self.place)
        return int(match[1] or 1) if match else 0


class SentVersion(Struct, frozen=True, dict=True):
    """What was sent, clause by clause, in the order of paper."""

    clauses: tuple[SentClause, ...]

    def on_page(self, number: int) -> list[SentClause]:
        """The clauses of a page; none where the pages are not known."""
        return [each for each in self.clauses if each.pages[0] <= number <= each.pages[1] > 0]

    @cached_property
    def paths(self) -> dict[tuple[int, tuple[int, ...]], list[SentClause]]:
        """The clauses by attachment and numbers."""
        found: dict[tuple[int, tuple[int, ...]], list[SentClause]] = {}
        for clause in self.clauses:
            if clause.path:
                found.setdefault((clause.part, clause.path), []).append(clause)
        return found

    @cached_property
    def articles(self) -> dict[tuple[int, int], list[SentClause]]:
        """The clauses of articles (第六条), which count on through the chapters, by attachment and
        number.
        """
        found: dict[tuple[int, int], list[SentClause]] = {}
        for clause in self.clauses:
            if (number := of_unit(clause.place, "条")) is not None:
                found.setdefault((clause.part, number), []).append(clause)
        return found


def clauses_of(
    compositions: Sequence[Composition], sheets: Sequence[Sheet | None] = ()
) -> SentVersion:
    """The clauses of what was printed, with their pages where the sheets of the files are given."""
    found: list[SentClause] = []
    for composition, sheet in zip_longest(compositions, sheets):
        pages = _pages(composition, sheet) if sheet else {}
        for each in placed_blocks(composition):
            stands = pages.get(id(each.block), (0, 0))
            if isinstance(each.block, Paragraph):
                text = each.unit.number + each.unit.text
                found.append(SentClause(each.place, text, each.name, stands))
            else:
                cells = dict.fromkeys(cell for row in row_texts(each.block) for cell in row if cell)
                found += [SentClause(each.place, cell, "", stands, in_table=True) for cell in cells]
    return SentVersion(tuple(found))


def _pages(composition: Composition, sheet: Sheet) -> dict[int, tuple[int, int]]:
    """On which pages, as they are numbered, the blocks stand, by their identities."""
    found: dict[int, tuple[int, int]] = {}
    before = 0
    spots = estimate_sections(composition, sheet)
    for section, standing in zip(composition.sections, spots, strict=True):
        for block, spot in zip(section.blocks, standing, strict=True):
            found[id(block)] = (before + spot.page, before + spot.last_page)
        before += max((spot.last_page for spot in standing), default=0)
    return found
