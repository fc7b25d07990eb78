"""目录: the line that stands for a table of contents."""

from __future__ import annotations

from ..contents import Content, Found, paragraph_at
from ..contents_list import CONTENTS, WHY
from ..pieces import Source
from ..tree import Tree

PRECEDENCE = 50
_DEFAULT, _MOST = 2, 3


def recognise(contents: list[Content], index: int, source: Source) -> Found | None:
    """The table of contents at `index`, with as many levels as the file tells."""
    line = paragraph_at(contents, index)
    if line is None or line.look.style != CONTENTS:
        return None
    source.leave(line.text, line.number, WHY)
    depth = min(line.look.outline or _DEFAULT, _MOST)
    said: Tree = "是" if depth == _DEFAULT else {"层次": str(depth)}
    return Found(({"目录": said},), 1)
