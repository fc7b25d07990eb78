"""What the sheet says and typesetting computes with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from ..composition import TABLE_STYLE
from ..sheet.data import HALF_POINT, SAME_AS_CHINESE, Sheet
from ..sheet.places import Places
from .heights import LETTER_ROW, MARK, ORDER_MARK, length_of, line_pitch, row_margins
from .width import width

_SMALLER = ("五号", "小五", "六号")
"""What the names of the styles of a table end with, where its columns have no room in 表文."""


_HAIR = 6
"""Twips by which a column is wider than its text needs: programs differ by less in how wide it is.
"""
_POINT_IN_CHINESE, _POINT = 0.5, 0.25
"""How wide a point is in a Chinese face and in a Western one, in characters."""


class TableType(Struct, frozen=True):
    """A size that a table is set in: what the names of its styles end with, the width of a
    character, the left and right margins of a cell together with a hair that its text leaves free,
    the height of a line, and what a row adds to its lines. Twips.
    """

    suffix: str
    character: float
    cell_margin: int
    pitch: float
    around: int


class Measures(Struct, frozen=True):
    """Lengths in twips."""

    character: float
    """Width of one 3号 character on the grid."""
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
    """Left plus right margin of a table cell, and a hair that its text leaves free."""
    table_pitch: float
    """Height of a line of a table's text."""
    around_row: int
    """What a row of a table is higher than its lines."""
    smaller: tuple[TableType, ...]
    """The sizes for tables of many columns, one after another smaller."""
    mark_room: float
    """How many characters of a 发文机关标志 stand in a line where they are narrowed no further than
    looks well.
    """
    above_order_mark: int
    """Room above the mark of a 命令."""
    under_letter_rule: int
    """Room above the first row under the double rule of a letter."""
    mark_short: int
    """By how much the lines above a 发文机关标志 would push it down from its place (7.2.4)."""
    joint_mark_short: int
    """The same of the stacked names of a joint mark."""
    signed_right: float
    """From the right edge to a 签名章 (7.3.5.3), in characters."""
    seal: int
    """Width of a seal that is supplied as a picture."""
    above_seals: int
    """Room between the names of a row and those of the next, so that their seals do not touch."""
    office_room: float
    """How many characters of an 印发机关 stand in a line of the imprint, with its date."""
    latin: float
    """Width of a Latin letter or a digit, in characters: about half of one."""
    point: float
    """Width of a decimal point, in characters."""
    places: Places
    words: Mapping[str, str] = field(default_factory=dict)
    """The sheet's wording of notes, by 公开属性."""

    @property
    def table_types(self) -> tuple[TableType, ...]:
        """The sizes that a table may be set in, the usual one first."""
        usual = TableType(
            "", self.table_character, self.cell_margin, self.table_pitch, self.around_row
        )
        return (usual, *self.smaller)

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
    narrowest = sheet.character_of(MARK) * sheet.places.narrowest_mark
    return Measures(
        character=page.character,
        row=page.row,
        width=page.text_width,
        landscape_width=page.area_height,
        table_character=sheet.character_of("表文"),
        title_character=sheet.character_of("标题"),
        cell_margin=sheet.cell_margin + _HAIR,
        table_pitch=line_pitch("表文", sheet),
        around_row=row_margins(TABLE_STYLE, sheet),
        smaller=tuple(_smaller_types(sheet)),
        mark_room=page.text_width / narrowest,
        above_order_mark=round(length_of(ORDER_MARK, "段前", sheet)),
        under_letter_rule=round(length_of(LETTER_ROW, "段前", sheet)),
        mark_short=_short(MARK, "段前", sheet),
        joint_mark_short=_short("无线表格", "单元格上边距", sheet),
        signed_right=sheet.characters("签署", "右缩进"),
        seal=page.seal,
        above_seals=round(length_of("联合署名续", "段前", sheet)),
        office_room=_office_room(sheet),
        latin=_latin(sheet),
        point=_POINT_IN_CHINESE if sheet.fonts["西文"] == SAME_AS_CHINESE else _POINT,
        places=sheet.places,
        words={key: str(words.value) for key, words in sheet.words.items()},
    )


def _smaller_types(sheet: Sheet) -> Iterator[TableType]:
    """The sizes below that of 表文 for which the sheet has styles."""
    for suffix in _SMALLER:
        text, table = f"表文{suffix}", f"{TABLE_STYLE}{suffix}"
        if text not in sheet.styles or table not in sheet.styles:
            continue
        if sheet.size_of(text) < sheet.size_of("表文"):
            yield TableType(
                suffix,
                sheet.character_of(text),
                sheet.cell_margin_of(table) + _HAIR,
                line_pitch(text, sheet),
                row_margins(table, sheet),
            )


def _latin(sheet: Sheet) -> float:
    """The grid adds as much to a Latin letter as to a character twice as wide. To a fiftieth of a
    character: the digits of one face and another differ by more.
    """
    full = sheet.page.character
    half = full - sheet.size * HALF_POINT / 2
    return round(half / full * 50) / 50


def _office_room(sheet: Sheet) -> float:
    style = "印发机关"
    around = length_of(style, "左缩进", sheet) + length_of(style, "右制表位", sheet)
    return (sheet.page.text_width - around) / sheet.character_of(style)


def _short(style: str, name: str, sheet: Sheet) -> int:
    """What a room of the sheet lacks to be none: it is reckoned, and may come out below 0."""
    return max(0, -sheet.twips(style, name))
