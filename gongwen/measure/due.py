"""What of a document is to be measured, whatever its pages show: what is then not found on them is
a fault, not an absence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from .elements import LaidOut, PrintedSpot
from .measurement import Measurement

FOUND: Final = "量得到"
NOT_FOUND: Final = "没有找到"


class Due(Struct, frozen=True):
    """A measure that is to be taken once, told by clause and name; `about` quotes of what.

    `pair` are two paragraphs whose distance it is, of so many `rows`: it is not due where the lower
    one had to begin another page, for want of room for it, or for all that it is kept with down to
    `kept`.
    """

    clause: str
    name: str
    about: str = ""
    pair: tuple[PrintedSpot, PrintedSpot] | None = None
    rows: float = 1
    kept: PrintedSpot | None = None


def missing(
    layout: LaidOut, due: Iterable[Due], taken: Iterable[Measurement]
) -> Iterator[Measurement]:
    """One for each measure that was taken fewer times than it was due."""
    wanted = [each for each in due if not _is_parted(layout, each)]
    times = Counter((each.clause, each.name) for each in taken)
    for clause, name in dict.fromkeys((each.clause, each.name) for each in wanted):
        same = [each for each in wanted if (each.clause, each.name) == (clause, name)]
        lacking = len(same) - times[clause, name]
        if lacking > 0:
            about = "、".join(dict.fromkeys(each.about[:12] for each in same[-lacking:]))
            yield Measurement(clause, name, FOUND, NOT_FOUND, 0, about)


def _is_parted(layout: LaidOut, due: Due) -> bool:
    """Whether its two paragraphs are on two pages because the first has no room for the other."""
    if due.pair is None:
        return False
    above, below = (spot.placed for spot in due.pair)
    if above is None or below is None or below.page != above.last.page + 1:
        return False
    row = layout.norm.row
    last = due.kept.placed.last if due.kept and due.kept.placed else below.first
    block = (last.em_bottom - below.first.em_top) / row if last.page == below.page else 0.0
    return (layout.norm.lower_edge - above.last.em_bottom) / row < due.rows + max(block, 1)
