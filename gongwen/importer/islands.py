"""What is recognised before numbered lines are read: a block that stands for several pieces."""

from __future__ import annotations

from msgspec import Struct

from .pieces import Paragraph, Source, Table
from .tree import Tree


class Island(Struct, frozen=True):
    """Blocks that stand at the paragraph `number`."""

    blocks: tuple[Tree, ...]
    number: int


Content = Paragraph | Table | Island


class Found(Struct, frozen=True):
    """What a recogniser made of the contents from one place on, and how many it used."""

    blocks: tuple[Tree, ...]
    used: int


def paragraph_at(contents: list[Content], index: int) -> Paragraph | None:
    """The paragraph at `index`; None where something else stands there, or nothing."""
    if 0 <= index < len(contents):
        found = contents[index]
        return found if isinstance(found, Paragraph) else None
    return None


def with_islands(contents: list[Content], source: Source) -> list[Content]:
    """The contents with everything that a recogniser knows made an island.

    They are tried in the order of how sure they can be.
    """
    from .duties import duties_under_headings
    from .flat_table import flat_table
    from .roster import roster
    from .spaced_table import spaced_table
    from .tables import table

    kept: list[Content] = []
    index = 0
    while index < len(contents):
        for recogniser in (table, roster, spaced_table, flat_table, duties_under_headings):
            if found := recogniser(contents, index, source):
                kept.append(Island(found.blocks, contents[index].number))
                index += found.used
                break
        else:
            kept.append(contents[index])
            index += 1
    return kept
