"""Runs the recognisers over the contents of a source."""

from __future__ import annotations

from .contents import Content, Island
from .pieces import Source


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
