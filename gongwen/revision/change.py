"""One change, as it is told."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .numbers import split_number
from .words import Piece, pieces

ChangeForm = Literal["修改", "增加", "删去", "移动", "移动并修改", "格式"]
EVERYWHERE = "全文"
"""The place of a change that was made all over."""


class Change(Struct, frozen=True):
    """One change. `place` is where it stands now (what went: where it stood), `was` where it stood
    in the old text ("" = it did not); `pieces` are the text old and new, literally as printed, so
    with its number; `note` says what the texts do not. `name` is what a heading says, "" for what
    is none. `derived` names what follows from other parts of the text, if it stands in that. `olds`
    and `news` are the blocks of either text that it tells of, by their index (`placed_blocks`);
    none where it gathers changes of several places.
    """

    kind: ChangeForm
    place: str
    pieces: tuple[Piece, ...]
    note: str = ""
    name: str = ""
    was: str = ""
    derived: str = ""
    olds: tuple[int, ...] = ()
    news: tuple[int, ...] = ()

    @property
    def old(self) -> str:
        return "".join(piece.old for piece in self.pieces)

    @property
    def new(self) -> str:
        return "".join(piece.new for piece in self.pieces)

    @property
    def shown_place(self) -> str:
        """What stands under 位置: where it is now and, if that is elsewhere, where it was; of a
        move the note says that.
        """
        if self.was in ("", self.place) or self.kind.startswith("移动"):
            return self.place
        return f"{self.place}（原{self.was}）"

    @property
    def changed_words(self) -> tuple[Piece, ...]:
        """What changed, but for the number that the text begins with."""
        first = self.pieces[:1]
        numbers = first and all(not split_number(text)[1] for text in (first[0].old, first[0].new))
        rest = self.pieces[1:] if numbers and len(self.pieces) > 1 else self.pieces
        return tuple(piece for piece in rest if piece.changed)


def text_pieces(old: str, new: str) -> list[Piece]:
    """`pieces` of two paragraphs; the numbers before them are compared apart."""
    (first, before), (second, after) = split_number(old), split_number(new)
    number = [Piece(first, second)] if first or second else []
    return [*number, *pieces(before, after)]
