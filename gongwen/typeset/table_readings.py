"""Blocks placed under both readings of a table's rows: the rules between them counted into their
heights, and not. Engines differ there and ECMA-376 says nothing of it (17.4.80), so no page may
begin with something else under the one than under the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..composition import Block, Table
from .estimate import BlockStanding, Memory, Placing


class Readings:
    """A section's blocks placed one after another, as planned and without the rules; the latter
    only while it makes a difference: from a table on, to where a page begins for both.
    """

    def __init__(self, planned: Placing, memory: Memory, bare: Placing | None = None) -> None:
        self.planned, self._memory, self._bare = planned, memory, bare

    def add(self, block: Block, following: Block | None) -> bool:
        """Place a block; whether it, and what waited for it, stands the same either way."""
        if isinstance(block, Table):
            self._bare = self._without_rules()
        spots = self.planned.add(block, following)
        if self._bare is None:
            return True
        agree = _on_same_pages(spots, self._bare.add(block, following))
        if self._bare.stands_as(self.planned):
            self._bare = None
        return agree

    def rest(self) -> bool:
        """The same of the last blocks, where nothing follows."""
        spots = self.planned.rest()
        return self._bare is None or _on_same_pages(spots, self._bare.rest())

    def spots(self, table: Table) -> tuple[BlockStanding, BlockStanding]:
        """Where a table would stand: as planned, and without the rules."""
        return self.planned.spot(table), self._without_rules().spot(table)

    def saved(self) -> Readings:
        """The same, to go on from here later."""
        bare = self._bare.twin(self._memory.without_rules()) if self._bare else None
        return Readings(self.planned.twin(self._memory), self._memory, bare)

    def as_planned(self) -> None:
        """Go on as if no engine left the rules out, where that cannot be avoided."""
        self._bare = None

    def _without_rules(self) -> Placing:
        return self._bare or self.planned.twin(self._memory.without_rules())


def _on_same_pages(spots: Sequence[BlockStanding], others: Sequence[BlockStanding]) -> bool:
    return [(each.page, each.last_page, each.last_lines) for each in spots] == [
        (each.page, each.last_page, each.last_lines) for each in others
    ]
