"""What is recognised before numbered lines are read: a block that stands for several pieces."""

from __future__ import annotations

from msgspec import Struct

from .pieces import SourceParagraph, SourceTable
from .tree import Tree


class Recognised(Struct, frozen=True):
    """Blocks that a recogniser made of the pieces from the paragraph `number` on."""

    blocks: tuple[Tree, ...]
    number: int


Content = SourceParagraph | SourceTable | Recognised


class Found(Struct, frozen=True):
    """What a recogniser made of the contents from one place on, and how many it used."""

    blocks: tuple[Tree, ...]
    used: int


def paragraph_at(contents: list[Content], index: int) -> SourceParagraph | None:
    """The paragraph at `index`; None where something else stands there, or nothing."""
    if 0 <= index < len(contents):
        found = contents[index]
        return found if isinstance(found, SourceParagraph) else None
    return None
