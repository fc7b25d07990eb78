"""The prose of a document, passage by passage, each with its place: what proofreading looks at."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ..elements.element import Element
from ..paper.joined_cells import JOINED
from ..problem import Place
from .blocks import Prose
from .parts import Numbered
from .tables import Grid, placed_row
from .tree import elements_of
from .values import as_lines, one_line

_PROSE = frozenset(
    ("节", "接排", "领句", "文", "任务", "内容", "措施", "备注", "阶段", "时间", "章", "条")
)
_AROUND = frozenset(("题注", "附注", "表题", "表注", "图题"))
TITLE, CELL, PARAGRAPH = "标题", "行", "正文"


class Passage(Struct, frozen=True):
    """A text that is printed in one piece. `key` is the YAML key it was typed under; a paragraph
    of a 正文 has the key 正文, a table cell 行.
    """

    text: str
    place: Place
    key: str

    @property
    def is_prose(self) -> bool:
        """Whether it is running text, not a title, a cell or a note."""
        return self.key == PARAGRAPH or self.key in _PROSE


def passages_in(part: Numbered) -> Iterator[Passage]:
    """The passages of one part, those of the parts within it left out."""
    yield from _passages(part)
    for block in part.body:
        for element in elements_of(block):
            yield from _passages(element)


def _passages(element: Element) -> Iterator[Passage]:
    if isinstance(element, Prose):
        yield Passage(element.text, element.place(), PARAGRAPH)
        return
    for name, field in element.fields.items():
        key, value = field.key, getattr(element, name)
        if not value or isinstance(value, Element):
            continue
        if key == TITLE:
            yield Passage(one_line(value), element.place(key), key)
        elif key in _PROSE or key in _AROUND:
            if isinstance(value, str) or isinstance(value[0], str):
                for line in as_lines(value):
                    yield Passage(line, element.place(key), key)
        elif key == CELL:
            places = list(element.row_places if isinstance(element, Grid) else ())
            places += [element.place(key)] * len(value)  # of rows whose own are not known
            above: set[str] = set()
            for row, place in zip(value, places, strict=False):
                cells = placed_row(row)
                for cell in cells:
                    if cell.text not in above and (cell.literal or cell.text not in JOINED):
                        yield Passage(cell.text, place, key)
                above = {cell.text for cell in cells}  # merged in print: told once
