"""What the standard wants that can be seen on a page: one file, one group of clauses.

Every module here has `measure(layout) -> Iterator[Measurement]`, what is seen, and, where what was
written tells it, `due(layout) -> Iterator[Due]`, what there must be to see; a new file is found by
itself. A measure that a document has no occasion for yields nothing; one that is due and was not
taken is out.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from ..due import missing
from ..elements import LaidOut
from ..measurement import Measurement

BODY = ("段落", "条目", "责任", "条", *(f"{level}级标题" for level in "一二三四五"))
"""Styles of the running text: first line indented by two characters (7.3.3)."""
TITLES = ("标题", "标题末")
LETTER = "信函标志"
"""The mark of a letter (10.1), which has rules of its own."""


def measurements(layout: LaidOut) -> Iterator[Measurement]:
    """Everything that can be measured on the pages, and what could not though it should."""
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        taken = list(module.measure(layout))
        yield from taken
        if hasattr(module, "due") and layout.ours:
            yield from missing(layout, module.due(layout), taken)
