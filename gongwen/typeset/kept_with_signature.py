"""What stands above a signature, made to stay on its page (7.3.5.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from ..composition import Block, Fit, Paragraph, Table
from .width import width

_LONGEST: Final = 10
"""Lines of a paragraph that may move whole with a signature."""


def with_company(blocks: Iterable[Block], columns: float) -> Iterator[Block]:
    """The blocks of a text in lines of `columns` characters, the last tied to what follows."""
    last: Block | None = None
    for block in blocks:
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield tied(last, columns)


def tied(block: Block, columns: float) -> Block:
    """A paragraph, or the last row of a table, that stays with what follows. Word moves a paragraph
    whole that it would have to part for that, so a longer one is left as it is.
    """
    if isinstance(block, Table):
        *rows, last = block.rows
        cells = tuple(replace(cell, paragraphs=tuple(map(_kept, cell.paragraphs))) for cell in last)
        return replace(block, rows=(*rows, cells))
    return _kept(block) if width(block.text) <= _LONGEST * columns else block


def _kept(paragraph: Paragraph) -> Paragraph:
    fit = paragraph.fit or Fit()
    return replace(paragraph, fit=replace(fit, keep_next=True, widow_control=True))
