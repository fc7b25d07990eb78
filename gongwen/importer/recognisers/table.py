"""表: a table of the file."""

from __future__ import annotations

from ...problem import Level
from ...problem_ids import UNSURE
from ..contents import Content, Found
from ..pieces import Source, SourceTable
from ..tables import heads_and_rows, table_block
from ..tree import noted

PRECEDENCE = 100


def recognise(contents: list[Content], index: int, source: Source) -> Found | None:
    """The table at `index`."""
    found = contents[index]
    if not isinstance(found, SourceTable):
        return None
    block = table_block(found)
    wide = _sideways(found)
    if not wide:
        return Found((block,), 1)
    shown = "、".join(wide[:3]) + ("……" if len(wide) > 3 else "")
    message = f"表里有横着合并的格（{shown}），文字写在左边一格"
    source.say(UNSURE, Level.NOTICE, found.number, message, "右边空出的格，需要的在 Word 里合并")
    return Found((noted(block, message),), 1)


def _sideways(found: SourceTable) -> list[str]:
    """The texts of cells below the header that reach over columns."""
    _, below = heads_and_rows(found)
    return [
        f"“{row[place - 1].text[:12]}”"
        for row in below
        for place in range(1, len(row))
        if row[place].merged == "left" and row[place - 1].merged != "left" and row[place - 1].text
    ]
