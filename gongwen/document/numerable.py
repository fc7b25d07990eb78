"""What is numbered, and the number that was typed before its text."""

from __future__ import annotations

from typing import Any, Self

from msgspec import Struct

from ..elements.element import Element
from ..paper.numbering import Marker
from ..problem import Place


class TypedNumber(Struct, frozen=True):
    """What a text said of itself: its number, as `written`, and the level (from 1) that the marker
    of a pasted line puts it on; 0 = a block's own text, whose level its place says, while its
    `marker` may say another. `above` are the numbers that a decimal one carries.
    """

    level: int
    number: int
    written: str
    marker: Marker
    above: tuple[int, ...] = ()


class Numerable(Element):
    """What is numbered; `typed_number` is what was typed before its text."""

    _typed_number: TypedNumber | None = None

    @property
    def typed_number(self) -> TypedNumber | None:
        """The number that was typed; None where none was."""
        return self._typed_number

    @property
    def is_pasted(self) -> bool:
        """Whether the block was a line of pasted text."""
        return self._typed_number is not None and self._typed_number.level > 0

    def with_number(self, typed: TypedNumber, **texts: Any) -> Self:
        """The same block without the number that was typed before its text."""
        made = self.copy(**texts)
        made._typed_number = typed
        return made

    @classmethod
    def pasted(cls, place: Place, typed: TypedNumber, **fields: Any) -> Self:
        """The block that a pasted line at `place` is; see `made`."""
        block = cls.made(place, **fields)
        block._typed_number = typed
        return block
