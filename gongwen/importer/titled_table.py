"""The title of a file that is a table alone: its first row, where that is one cell."""

from __future__ import annotations

from msgspec.structs import replace

from ..problem import Level
from ..problem_ids import UNSURE
from .fates import shortened
from .pieces import Source, SourceParagraph, SourceTable
from .wording import is_title_like


def title_from_table(source: Source) -> None:
    """Put that row above the table of `source`, and say so."""
    first = source.pieces[0] if source.pieces else None
    if not isinstance(first, SourceTable) or len(first.rows) < _FEWEST_ROWS:
        return
    cell, *others = first.rows[0]
    text = cell.text.strip()
    if not others or not text or not all(other.merged for other in others):
        return
    title = "".join(text.split("\n"))
    if not is_title_like(title) or any(below.merged for below in first.rows[1]):
        return
    heads = first.heads and max(first.heads - 1, 0)
    table = replace(first, rows=first.rows[1:], heads=heads or None)
    source.pieces[:1] = [SourceParagraph(title, first.number), table]
    said = f"表的第一行“{shortened(title)}”当作了标题"
    source.say(UNSURE, Level.NOTICE, first.number, said, "是表里的一行的，移回“表”的第一行")


_FEWEST_ROWS = 2
