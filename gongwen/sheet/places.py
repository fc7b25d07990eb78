"""What the page holds that no style says: where things stand, how close they may come."""

from __future__ import annotations

from msgspec import Struct


class Places(Struct, frozen=True):
    """Where things stand beside what the styles say, and how far they may give way. In characters
    of the grid, unless said otherwise. The defaults, for a sheet that rests on nothing, are those
    of gbt9704.yaml, where the clauses are.
    """

    signers_right: float = 1.0
    """From the right edge to the longest 签发人 of a line."""
    signers_gap: float = 1.0
    """Between two of them."""
    note_in: float = 2.0
    """附件说明, from the left edge."""
    attendance_in: float = 2.0
    """出席, 请假 and 列席, from the left edge."""
    roster_in: float = 2.0
    """名单, from the left edge."""
    roster_gap: float = 1.0
    """Between a name and the post after it."""
    date_right: float = 4.0
    """From the right edge to a 成文日期 under a seal or below a 签名章."""
    name_right: float = 2.0
    """From the right edge to a 署名 without a seal."""
    date_shift: float = 2.0
    """From the first character of that 署名 to that of the date below it."""
    post_gap: float = 2.0
    """Between a post and the 签名章 or name to its right."""
    stamp_width: float = 5.5
    """Of a 签名章 supplied as a picture."""
    stamp_height: float = 3.0
    """The most of it, in lines."""
    stamps_apart: float = 2.0
    """Lines between two of them."""
    seal_above: float = 2.4
    """How far a seal reaches above the date, in lines: the name and the date stand a little below
    its middle, and its top is within a line of the text.
    """
    seal_gap: int = 20
    """Between two seals of a row, twips: so much and no less."""
    seals_in_row: int = 3
    """The most of them."""
    closest: float = 0.9
    """The closest pitch of lines by which a signature is brought to a page with text, in lines."""
    widest: float = 1.12
    """The widest."""
    closest_notice: int = 380
    """The closest pitch of the lines above a mark that they would push down, twips."""
    smallest_joint: int = 440
    """The smallest size of the names of a joint mark where there are too many of them, twips."""
    narrowest_mark: float = 0.6
    """A mark whose characters would be narrowed further is broken into two lines; a share."""
