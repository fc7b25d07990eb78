"""The means of 7.3.5.5 by which a signature shares its page with text: room above the name, the
spacing of characters, line pitch, lines that move over; and what Word is told to hold together
whatever the estimate says.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from ..composition import Block, Fit, Paragraph
from ..sheet.data import Sheet
from .estimate import BlockStanding, Memory, estimate
from .kept_with_signature import tied
from .line_filling import fill

_SIGNATURE: Final = frozenset(
    (
        "署名",
        "盖章署名",
        "署名续",
        "联合署名",
        "联合署名续",
        "签署",
        "签署续",
        "签署日期",
        "成文日期",
    )
)
_CLOSING: Final = _SIGNATURE | {"附注"}
_ATTACHMENT_NOTE: Final = frozenset(("附件说明", "附件说明续"))
_TITLES: Final = frozenset(("标题", "稿本", "标题题注", "件文号", "令号"))
ABOVE_TEXT: Final = _TITLES | {"主送机关", "份号", "密级", "紧急程度"}

_WITH: Final = 2
"""Lines of text that should stand on the page of the signature."""
_TIGHTER: Final = (0.3, 0.5, 0.7, 1.0)
_LOOSER: Final = (0.25, 0.5, 0.75, 1.0)
"""The line pitches tried, in parts of the way to the closest and the widest of the sheet's."""
_MILD: Final = 0.51
"""So far on that way the pitch may be changed for a second line of text (half, and rounding to
twips); further for the first only.
"""
_DOUBT: Final = 10
"""Twips that lines of another pitch may be counted too low in sum: they are off the grid."""
_CLOSER_PARAGRAPHS: Final = 3
"""So many paragraphs may be set closer, the last of the page that gain a line by it."""
_CARRIED: Final = 3
"""A last paragraph of at most so many lines may move whole to the page of the signature."""


_Means = tuple[tuple[Block, ...], bool]
"""Blocks changed by one of the means, and whether what asks to stay with the next is kept."""


def to_text(blocks: Sequence[Block]) -> int:
    """How many blocks there are up to the first of the text, which may be kept with the next."""
    for index, block in enumerate(blocks):
        if not is_of(block, ABOVE_TEXT):
            return index + 1
    return 0


def is_of(block: Block, styles: frozenset[str] | tuple[str, ...]) -> bool:
    return isinstance(block, Paragraph) and block.style in styles


class SignedText(Struct, frozen=True):
    """The text with its signature. `start` = where it begins on page 1, `more` = how much higher
    that is than others, twips; `sealed` = it is as it will be sealed or signed. A draft is not: no
    line of it is set closer or further apart, for 7.3.5.5 asks for that only where a seal has no
    room.
    """

    blocks: tuple[Block, ...]
    sheet: Sheet
    start: float
    more: float = 0.0
    memory: Memory = field(default_factory=Memory)
    sealed: bool = True

    @property
    def begins(self) -> int:
        """The page that the text begins on as the styles say."""
        shown = to_text(self.blocks)
        return self.spots()[shown - 1].page if shown else 1

    @property
    def closing(self) -> int | None:
        """Where the signature and 附注 begin; None where there is none, or no text above."""
        at = len(self.blocks)
        while at and is_of(self.blocks[at - 1], _CLOSING):
            at -= 1
        return at if 0 < at < len(self.blocks) else None

    def fitted(self) -> tuple[Block, ...] | None:
        """The blocks by the mildest of the means that serves; None where none does."""
        if self._serves(self.blocks, keeping=False, text=_WITH):
            return self.blocks
        means = list(chain(self._natural(), self._carrying()))
        for least, most in ((_WITH, _MILD), (1, math.inf)):
            for blocks, keeping in means:
                if self._strain(blocks) <= most and self._serves(
                    blocks, keeping=keeping, text=least
                ):
                    return blocks
        if self._text_ends() + 1 < (self.closing or 0):
            # 附件说明 may stand above the name where text should (7.3.5.1).
            with_note = (self._note_moved(self.blocks), True)
            return next(
                (
                    blocks
                    for blocks, keeping in (means[0], with_note, *means)
                    if self._serves(blocks, keeping=keeping, text=0)
                ),
                None,
            )
        whole = self._moved_whole(self.blocks)
        return whole if self._serves(whole, keeping=True, text=1) else None

    def _strain(self, blocks: Sequence[Block]) -> float:
        """How far the pitch is on the way to the closest or the widest of the sheet's."""
        row, places = self.sheet.page.row, self.sheet.places
        pitches = (
            block.fit.pitch for block in blocks if isinstance(block, Paragraph) and block.fit
        )
        ways = (
            (pitch / row - 1) / ((places.closest if pitch < row else places.widest) - 1)
            for pitch in pitches
            if pitch and pitch != row
        )
        return max(ways, default=0.0)

    def held(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks with what Word must hold together whatever the estimate says: the last of the
        text with the name, the lines of the signature and 附注 with one another.
        """
        made = list(blocks)
        spots = self._spots(blocks, keeping=True)
        for index in range(self._company_begins(), len(made) - 1):
            block = made[index]
            if not isinstance(block, Paragraph):
                made[index] = tied(block, self.sheet.page.columns)
                continue
            if index >= (self.closing or 0):
                made[index] = _with(block, keep_next=True)
            else:
                # Over two pages it would be moved whole, and brings two lines by itself; one line
                # that it leaves behind would come, too, for which there may be no room.
                whole = spots[index].page == spots[index].last_page
                left, brought = (
                    spots[index].lines - spots[index].last_lines,
                    spots[index].last_lines,
                )
                two = whole or (brought > 1 and left > 1)
                made[index] = _with(block, keep_next=whole, widow_control=two)
        return tuple(made)

    def has_company(self, blocks: tuple[Block, ...]) -> bool:
        """Whether the page that the signature begins on has something above it."""
        closing = self.closing or 0
        spots = self._spots(blocks, keeping=True)
        return spots[closing - 1].last_page == spots[closing].page == spots[-1].last_page

    def _company_begins(self) -> int:
        """Where that begins which keeps the signature company whatever the estimate says: 附件说明,
        or the last of the text.
        """
        return min(self._text_ends() + 1, (self.closing or 0) - 1)

    def _text_ends(self) -> int:
        """The last block of the text, above 附件说明 where there is one."""
        last = (self.closing or 0) - 1
        while last and is_of(self.blocks[last], _ATTACHMENT_NOTE):
            last -= 1
        return last

    def _natural(self) -> Iterator[_Means]:
        """Less room above the name, with rows of seals closer, too; characters closer together; a
        tighter pitch on the page before; room and one of these.
        """
        yield self.blocks, False
        if not self.sealed:
            return
        rooms = list(self._rooms())
        yield from ((blocks, False) for blocks in rooms)
        yield from ((closer, False) for closer in map(self._rows_closer, rooms) if closer)
        for blocks in (
            self.blocks,
            *rooms[:1],
        ):  # with no room at all, the last line is to be short
            yield from ((closer, False) for closer in self._set_closer(blocks))
        for ratio in self._ratios(self.sheet.places.closest, _TIGHTER):
            for blocks in (self.blocks, *rooms):
                yield self._pitched(blocks, ratio, closing=True), False

    def _set_closer(self, blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
        """The last paragraph of the page that so becomes a line shorter set closer, the last two,
        and so on.
        """
        spots = self._spots(blocks)
        page = self._page_to_pitch(spots)
        made, count = blocks, 0
        for index in range(self._text_ends(), -1, -1):
            block = blocks[index]
            if spots[index].page < page or count == _CLOSER_PARAGRAPHS:
                return
            if isinstance(block, Paragraph) and block.style not in _TITLES and not block.picture:
                closer = _with(block, closer=self._one_more())
                if fill(closer, self.sheet, self.sheet.page.text_width).lines < spots[index].lines:
                    made, count = (*made[:index], closer, *made[index + 1 :]), count + 1
                    yield made

    def _one_more(self) -> int:
        """Twips by which characters may stand closer: so that a line holds one more, and has as
        much room left as others, which the rounding of an engine may take.
        """
        page = self.sheet.page
        return math.ceil(page.character / (page.columns + 1))

    def _ratios(self, extreme: float, shares: Sequence[float]) -> Iterator[float]:
        """Pitches in parts of the sheet's, on the way to the `extreme`."""
        return (1 + (extreme - 1) * share for share in shares)

    def _page_to_pitch(self, spots: Sequence[BlockStanding]) -> int:
        """The page that the text ends on; the one before where the signature is there too."""
        closing = self.closing or 0
        ends = spots[closing - 1].last_page
        return ends if spots[-1].last_page > ends else ends - 1

    def _rooms(self) -> Iterator[tuple[Block, ...]]:
        """One row above a name that is to be sealed instead of two, or none where the seal still
        clears the last line of the text (7.3.5.1: its top within one line of the text).
        """
        name = self.blocks[self.closing or 0]
        if isinstance(name, Paragraph) and name.style in ("盖章署名", "联合署名"):
            yield self._with_room(self.sheet.page.row)
            if name.style == "盖章署名" and self._clears(name):
                yield self._with_room(0)

    def _rows_closer(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Rows of names so close that seals stamped by hand just clear one another; none where
        there is one row, or pictures of seals stand at their places.
        """
        page, made = self.sheet.page, list(blocks)
        pitch = page.seal + self.sheet.places.seal_gap
        for index in range((self.closing or 0) + 1, len(made)):
            block, above = made[index], made[index - 1]
            if is_of(block, ("联合署名续",)) and isinstance(block, Paragraph):
                lines = above.text.count("\n") + 1 if isinstance(above, Paragraph) else 1
                made[index] = _with(block, before=max(pitch - lines * page.row, page.row))
        pictured = any(isinstance(block, Paragraph) and block.seals for block in made)
        return () if pictured or tuple(made) == blocks else tuple(made)

    def fills_a_page(self) -> bool:
        """Whether the signature at its closest leaves no room on a page for two lines of text."""
        rooms = [self._rows_closer(blocks) or blocks for blocks in self._rooms()]
        closing = (rooms or [self.blocks])[0][self.closing or 0 :]
        spots = estimate(closing, self.sheet, keeping=False)
        height = self.sheet.page.text_height - _WITH * self.sheet.page.row
        return bool(spots) and (spots[-1].last_page > 1 or spots[-1].bottom > height)

    def _with_room(self, before: int) -> tuple[Block, ...]:
        closing = self.closing or 0
        name = self.blocks[closing]
        assert isinstance(name, Paragraph)  # noqa: S101  of a style in _CLOSING
        return self._replaced(closing, _with(name, before=before))

    def _clears(self, name: Paragraph) -> bool:
        """Whether a seal on this name is to the right of all of the line above."""
        page = self.sheet.page
        spots = self._spots(self.blocks)
        right = name.geometry.right if name.geometry and name.geometry.right else 0
        at = self.closing or 0
        name_starts = page.text_width - right - (spots[at].last_width - _left(name))
        middle = (name_starts + page.text_width - right) / 2
        edge = min(middle - (page.seal + self.sheet.places.seal_gap) / 2, name_starts)
        above = self.blocks[at - 1]
        return isinstance(above, Paragraph) and spots[at - 1].last_width <= edge

    def _carrying(self) -> Iterator[_Means]:
        """The last paragraph moved whole; a wider pitch so that lines of it move over."""
        last = self._text_ends()
        if self._spots(self.blocks)[last].lines <= _CARRIED:
            yield self._moved_whole(self.blocks), True
            for closer in map(self._rows_closer, self._rooms()):
                if closer:
                    yield self._moved_whole(closer), True
        if not self.sealed:
            return
        for ratio in self._ratios(self.sheet.places.widest, _LOOSER):
            pitched = self._pitched(self.blocks, ratio, closing=False)
            block = pitched[last]
            if isinstance(block, Paragraph):
                yield (
                    (*pitched[:last], _with(block, widow_control=True), *pitched[last + 1 :]),
                    False,
                )
            yield pitched, False

    def _moved_whole(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The last paragraph on the page of the signature; Word may leave all but two lines."""
        last = self._text_ends()
        block = blocks[last]
        if not isinstance(block, Paragraph):
            return blocks
        kept = _with(block, keep_next=True, widow_control=True)
        return self._note_moved((*blocks[:last], kept, *blocks[last + 1 :]))

    def _note_moved(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """附件说明 on the page of the signature, whole."""
        first, closing = self._text_ends() + 1, self.closing or 0
        note = (block for block in blocks[first:closing] if isinstance(block, Paragraph))
        kept = (_with(block, keep_next=True) for block in note)
        return (*blocks[:first], *kept, *blocks[closing:])

    def _pitched(
        self, blocks: tuple[Block, ...], ratio: float, *, closing: bool
    ) -> tuple[Block, ...]:
        """The paragraphs that begin on the page in question, titles aside, and the signature where
        it is to join them, at a part of the sheet's pitch.
        """
        spots = self._spots(blocks)
        page = self._page_to_pitch(spots)
        pitch = round(self.sheet.page.row * ratio)
        return tuple(
            _with(block, pitch=pitch)
            if isinstance(block, Paragraph)
            and not block.picture
            and block.style not in _TITLES
            and (closing if index >= (self.closing or 0) else spot.page == page)
            else block
            for index, (block, spot) in enumerate(zip(blocks, spots, strict=True))
        )

    def _replaced(self, index: int, block: Block) -> tuple[Block, ...]:
        return (*self.blocks[:index], block, *self.blocks[index + 1 :])

    def _spots(self, blocks: tuple[Block, ...], *, keeping: bool = False) -> list[BlockStanding]:
        return estimate(
            blocks,
            self.sheet,
            start=self.start,
            more=self.more,
            keeping=keeping,
            memory=self.memory,
        )

    def spots(self) -> list[BlockStanding]:
        """Where the blocks stand as the styles say."""
        return self._spots(self.blocks)

    def _serves(self, blocks: tuple[Block, ...], *, keeping: bool, text: int) -> bool:
        """Whether all of the signature stands on one page with `text` lines of text, or, where they
        are 0, with 附件说明; and the text begins where it would in any case (page 1, if it can).
        """
        spots = self._spots(blocks, keeping=keeping)
        closing = self.closing or 0
        page = spots[closing].page
        if spots[-1].last_page != page:
            return False
        height = self.sheet.page.text_height + (self.more if page == 1 else 0.0)
        if self._strain(blocks) and spots[-1].bottom > height - _DOUBT:
            return False
        ends = self._text_ends()
        if not text and spots[closing - 1].last_page != page:
            return False
        text = min(text, sum(spot.lines for spot in spots[to_text(blocks) - 1 : ends + 1]))
        lines = 0
        for index in range(ends, -1, -1):
            if spots[index].last_page != page or is_of(blocks[index], ABOVE_TEXT):
                break
            lines += spots[index].last_lines
        shown = to_text(blocks)
        return lines >= text and (not shown or spots[shown - 1].page <= self.begins)


def _left(paragraph: Paragraph) -> float:
    geometry = paragraph.geometry
    return float(geometry.left or 0) if geometry else 0.0


def _with(paragraph: Paragraph, **changes: int) -> Paragraph:
    """The paragraph with these of its `fit` set, the others as they were."""
    made = replace(paragraph.fit or Fit(), **changes)
    spacing = () if "closer" in changes else paragraph.spacing  # its lines end elsewhere now
    return replace(paragraph, fit=made, spacing=spacing)
