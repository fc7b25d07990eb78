"""What the sheet says and typesetting computes with."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from ..sheet.data import HALF_POINT, Sheet
from ..sheet.places import Places
from .heights import MARK, ORDER_MARK, length_of
from .width import width


class Measures(Struct, frozen=True):
    """Lengths in twips."""

    character: float
    """Width of one 3号 character on the grid."""
    columns: int
    """How many of them stand in a line, portrait."""
    row: int
    """Height of a line of the grid."""
    width: int
    """Of the type area, portrait."""
    landscape_width: int
    """Of the type area, landscape."""
    table_character: float
    """Width of one character of a table's text."""
    title_character: float
    """Width of one character of a title."""
    cell_margin: int
    """Left plus right margin of a table cell."""
    mark_room: float
    """How many characters of a 发文机关标志 stand in a line where they are narrowed no further than
    looks well.
    """
    above_order_mark: int
    """Room above the mark of a 命令."""
    mark_short: int
    """By how much the lines above a 发文机关标志 would push it down from its place (7.2.4)."""
    joint_mark_short: int
    """The same of the stacked names of a joint mark."""
    signed_right: float
    """From the right edge to a 签名章 (7.3.5.3), in characters."""
    seal: int
    """Width of a seal that is supplied as a picture."""
    latin: float
    """Width of a Latin letter or a digit, in characters: about half of one."""
    places: Places
    words: Mapping[str, str] = field(default_factory=dict)
    """The sheet's wording of notes, by 公开方式."""

    def characters(self, count: float) -> int:
        """`count` 3号 characters in twips."""
        return round(count * self.character)

    def width_of(self, text: str) -> float:
        """How wide text stands in 3号, in characters."""
        full = width(text)
        halves = 2 * (len(text) - full)
        return full + halves * (self.latin - 0.5) if halves else full


def measures_of(sheet: Sheet) -> Measures:
    """The measures of a sheet."""
    page = sheet.page
    narrowest = sheet.widest_character(MARK) * sheet.places.narrowest_mark
    return Measures(
        character=page.character,
        columns=page.columns,
        row=page.row,
        width=page.text_width,
        landscape_width=page.area_height,
        table_character=sheet.widest_character("表文"),
        title_character=sheet.character_of("标题"),
        cell_margin=sheet.cell_margin,
        mark_room=page.text_width / narrowest,
        above_order_mark=round(length_of(ORDER_MARK, "段前", sheet)),
        mark_short=_short(MARK, "段前", sheet),
        joint_mark_short=_short("无线表格", "单元格上边距", sheet),
        signed_right=sheet.characters("签署", "右缩进"),
        seal=page.seal,
        latin=_latin(sheet),
        places=sheet.places,
        words={key: str(words.value) for key, words in sheet.words.items()},
    )


def _latin(sheet: Sheet) -> float:
    """The grid adds as much to a Latin letter as to a character twice as wide. To a fiftieth of a
    character: the digits of one face and another differ by more.
    """
    full = sheet.page.character
    half = full - sheet.size * HALF_POINT / 2
    return round(half / full * 50) / 50


def _short(style: str, name: str, sheet: Sheet) -> int:
    """What a room of the sheet lacks to be none: it is reckoned, and may come out below 0."""
    measure = sheet.measure(style, name)
    return max(0, -measure.value) if measure and isinstance(measure.value, int) else 0
