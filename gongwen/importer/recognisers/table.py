"""表: a table of the file."""

from __future__ import annotations

from ...problem import Level
from ...problem_ids import UNSURE
from ..contents import Content, Found
from ..pieces import Source, SourceTable
from ..tables import parts_of, table_block
from ..tree import noted

PRECEDENCE = 100


def recognise(contents: list[Content], index: int, source: Source) -> Found | None:
    """The table at `index`."""
    found = contents[index]
    if not isinstance(found, SourceTable):
        return None
    block = table_block(found)
    if parts_of(found).columns or found.is_ours:
        return Found((block,), 1)
    shown = "｜".join(cell.text for cell in found.rows[0] if not cell.merged)[:20]
    message = f"表的第一行（{shown}）不像表头，写成了没有表头的表"
    hint = "第一行是表头的，删去“表头: 无”，把它写进“列”"
    source.say(UNSURE, Level.NOTICE, found.number, message, hint)
    return Found((noted(block, message),), 1)
