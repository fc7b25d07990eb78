"""The measures that all others are counted in: those of GB/T 9704-2012, or of a sheet."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from ..sheet.data import HALF_POINT, Sheet
from ..sheet.lengths import TWIPS_PER_MM

_DASH_ABOVE_FOOT: Final = 2.87
"""From the lower edge of a footer up to the dashes of the page number in it, mm."""
_LETTER: Final = "信函标志"
_BASELINE: Final = 0.81
"""How far down an exact line characters stand, in lines; `_RISE` = how far they rise, in sizes."""
_RISE: Final = 0.86


class Norm(Struct, frozen=True):
    """Page and type area (5.1, 5.2.1, 5.2.3) in millimetres, sizes in points, and what the places
    of elements are counted by; a house style may set others.
    """

    width: float = 210.0
    height: float = 297.0
    top: float = 37.0
    left: float = 28.0
    right: float = 26.0
    bottom: float = 35.0
    rows: int = 22
    columns: int = 28
    size: float = 16.0
    """Of the text (5.2.2)."""
    title_size: float = 22.0
    imprint_size: float = 14.0
    number_size: float = 14.0
    """Of the page number."""
    number_below: float = 7.0
    """From the type area down to the dashes of the page number (7.5)."""
    letter_mark: float = 30.0
    """From the paper's upper edge to the mark of a letter (10.1)."""
    letter_foot: float = 20.0
    """From the paper's lower edge to its second double rule."""
    letter_bottom: float = 24.76
    """From the paper's lower edge to the last line of its first page, where that is full."""
    seal: float = 42.0
    """Width of a seal."""
    closest: float = 0.9
    """The closest pitch of lines so that a signature shares its page with text, in rows."""
    indent: float = 2.0
    """Of a paragraph's first line (7.3.3); this and what follows in characters."""
    note_in: float = 2.0
    attendance_in: float = 2.0
    signers_right: float = 1.0
    date_right: float = 4.0
    signed_right: float = 4.0
    name_right: float = 2.0
    date_shift: float = 2.0
    post_gap: float = 2.0
    seals_in_row: int = 3
    mirrored: bool = False
    """Whether even pages have the margins of odd ones exchanged."""
    reach_above: float = 0.0
    """Millimetres that the lines reach out of the type area, so that the ink fills it."""
    reach_below: float = 0.0

    @property
    def row(self) -> float:
        """“行”: a line of a full page."""
        return (self.height - self.text_top - self.bottom + self.reach_below) / self.rows

    @property
    def text_top(self) -> float:
        """Where the first line begins."""
        return self.top - self.reach_above

    @property
    def turned_top(self) -> float:
        """The upper margin of a landscape page, at its head; mirrored margins are halved there."""
        return (self.left + self.right) / 2 if self.mirrored else self.left

    @property
    def turned_left(self) -> float:
        """The left margin of a landscape page."""
        return (self.top + self.bottom) / 2 if self.mirrored else self.bottom

    @property
    def character(self) -> float:
        """“字”: a 3号 character on the grid."""
        return self.text_width / self.columns

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def right_edge(self) -> float:
        """Where the type area ends on the right."""
        return self.width - self.right

    @property
    def lower_edge(self) -> float:
        """Where the type area ends below."""
        return self.height - self.bottom

    @property
    def middle(self) -> float:
        """Halfway across the type area."""
        return (self.left + self.right_edge) / 2


STANDARD = Norm()


def norm_of(sheet: Sheet) -> Norm:
    """What a sheet wants."""
    page, places = sheet.page, sheet.places
    line = sheet.measure(_LETTER, "行距")
    pitch = line.value if line and isinstance(line.value, int) else page.row
    ink = _BASELINE * pitch - _RISE * sheet.size_of(_LETTER) * HALF_POINT
    return Norm(
        width=page.width / TWIPS_PER_MM,
        height=page.height / TWIPS_PER_MM,
        top=page.top / TWIPS_PER_MM,
        left=page.left / TWIPS_PER_MM,
        right=page.right / TWIPS_PER_MM,
        bottom=page.bottom / TWIPS_PER_MM,
        rows=page.rows,
        columns=page.columns,
        size=sheet.size / 2,
        title_size=sheet.size_of("标题") / 2,
        imprint_size=sheet.size_of("抄送机关") / 2,
        number_size=sheet.size_of("单页页脚") / 2,
        number_below=(page.bottom - page.footer) / TWIPS_PER_MM - _DASH_ABOVE_FOOT,
        letter_mark=(page.header + ink) / TWIPS_PER_MM,
        letter_foot=page.letter_footer / TWIPS_PER_MM,
        letter_bottom=page.letter_bottom / TWIPS_PER_MM,
        seal=page.seal / TWIPS_PER_MM,
        closest=places.closest,
        indent=sheet.characters("段落", "首行缩进"),
        note_in=places.note_in,
        attendance_in=places.attendance_in,
        signers_right=places.signers_right,
        date_right=places.date_right,
        signed_right=sheet.characters("签署", "右缩进"),
        name_right=places.name_right,
        date_shift=places.date_shift,
        post_gap=places.post_gap,
        seals_in_row=places.seals_in_row,
        mirrored=page.mirrored,
        reach_above=page.reach_above / TWIPS_PER_MM,
        reach_below=page.reach_below / TWIPS_PER_MM,
    )
