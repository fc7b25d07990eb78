"""署名, 成文日期, 附注 (7.3.5, 7.3.6)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ... import patterns as re
from ..due import Due
from ..elements import LaidOut, PlacedParagraph
from ..measurement import Measurement
from ..pages import GlyphRow
from . import BODY

_DATE = re.compile(r"[1-9]\d{3}年[1-9]\d?月[1-9]\d?日")
_SEALED, _UNSEALED, _CONTINUED = "盖章署名", "署名", "署名续"
_SIGNED = ("签署", "签署续")
_JOINT = ("联合署名", "联合署名续")
_APART = 2.0
"""The closest line pitch that 7.3.5.5 may be met by, in rows."""
_DATES = ("成文日期", "签署日期")
_TEXT = (*BODY, "附件说明", "附件说明续", "名单", "出席", "出席续")
_ROOM = {
    _SEALED: ("惯例", 2, "盖章署名之上空2行"),
    "联合署名": ("惯例", 2, "盖章署名之上空2行"),
    _UNSEALED: ("7.3.5.2", 1, "不盖章署名之上空1行"),
}
_ROOM_OF_SIGNED = ("7.3.5.3", 2, "签名章之上空2行")
_OF_SIGNATURE = {
    _SEALED: (
        ("7.3.5.1", "盖章：署名以成文日期居中"),
        ("7.3.5.1", "盖章：署名不出版心"),
        ("7.3.5.1", "盖章：成文日期在署名下一行"),
    ),
    _UNSEALED: (
        ("7.3.5.2", "不盖章：日期首字比署名首字右移2字"),
        ("7.3.5.2", "不盖章：成文日期在署名下一行"),
    ),
    **dict.fromkeys(_JOINT, (("7.3.5.1", "末一个署名以成文日期居中"),)),
    **dict.fromkeys(
        _SIGNED, (("7.3.5.3", "签署日期右空4字"), ("7.3.5.3", "签署日期在签名章之下空1行"))
    ),
}
"""What is due of a date, by the first of the names above it."""


def measure(layout: LaidOut) -> Iterator[Measurement]:
    dates = list(layout.of(*_DATES))
    for date in dates:
        yield from _date(layout, date)
    for element in layout.of(_SEALED, _UNSEALED, "联合署名", *_SIGNED):
        yield from _room(layout, element)
    for note in layout.of("附注"):
        yield from _note(layout, note)


def due(layout: LaidOut) -> Iterator[Due]:
    for date in layout.written(*_DATES):
        yield Due("7.3.5.4", "成文日期写法", date.text)
        above = layout.above(date)
        if above is None:
            continue
        names = above
        while names.role == _CONTINUED and (before := layout.above(names)) is not None:
            names = before
        for clause, name in _OF_SIGNATURE.get(names.role, ()):
            yield Due(clause, name, date.text)
        if above.role in (_SEALED, _UNSEALED, _CONTINUED, *_JOINT, *_SIGNED):
            yield Due("7.3.5.5", "署名页有正文", date.text)
    for first in layout.written(_SEALED, _UNSEALED, "联合署名", *_SIGNED):
        above = layout.above(first)
        if above is not None and above.role in _TEXT:
            clause, lines, said = _ROOM.get(first.role, _ROOM_OF_SIGNED)
            if first.written.own_room or first.written.own_pitch:
                clause, lines, said = "7.3.5.5", 0, "调整后的署名在正文之下1至3行"
            yield Due(clause, said, first.text, (above, first), lines + 1)
    for note in layout.written("附注"):
        yield Due("7.3.6", "附注左空2字", note.text)
        yield Due("7.3.6", "附注加圆括号", note.text)
        above = layout.above(note)
        if above is not None and above.role in _DATES:
            yield Due("7.3.6", "附注在成文日期下一行", note.text, (above, note))


def _date(layout: LaidOut, date: PlacedParagraph) -> Iterator[Measurement]:
    form = "是" if _DATE.fullmatch(date.text) else "否"
    yield Measurement("7.3.5.4", "成文日期写法", "是", form, date.page, date.text)
    above = layout.before(date)
    if above is None:
        yield Measurement("7.3.5.5", "署名与成文日期同页", "是", "否", date.page, date.text)
        return
    if above.role in (_SEALED, _UNSEALED, _CONTINUED):
        names = _block(layout, above)
        kind = _sealed if names[0].role == _SEALED else _unsealed
        yield from kind(layout, names, date)
    elif above.role in _JOINT:
        yield from _joint(layout, above, date)
    elif above.role in _SIGNED:
        yield from _signed(layout, above, date)
    with_text = any(
        row.page == date.page and row.baseline < date.first.baseline
        for element in layout.elements
        if element.role in _TEXT or element.table >= 0
        for row in element.rows
    )
    yield Measurement(
        "7.3.5.5", "署名页有正文", "是", "是" if with_text else "否", date.page, date.text
    )


def _sealed(
    layout: LaidOut, names: list[PlacedParagraph], date: PlacedParagraph
) -> Iterator[Measurement]:
    norm, page, name = layout.norm, date.page, names[-1]
    name_row, date_row = name.last, date.first
    in_from_right = norm.right_edge - date_row.right
    most = date_row.right - date_row.left + 2 * norm.date_right * norm.character
    wide = name_row.right - name_row.left > most
    if not wide:
        wanted = norm.date_right * norm.character
        yield Measurement(
            "7.3.5.1", "盖章：成文日期右空4字", wanted, in_from_right, page, date.text
        )
    yield Measurement(
        "7.3.5.1", "盖章：署名以成文日期居中", date_row.middle, name_row.middle, page, name.text
    )
    outside = max(0.0, name_row.right - norm.right_edge)
    yield Measurement("7.3.5.1", "盖章：署名不出版心", 0.0, outside, page, name.text)
    distance = date_row.place - name_row.place
    yield _next_row(layout, date, "7.3.5.1", "盖章：成文日期在署名下一行", distance)


def _joint(layout: LaidOut, last: PlacedParagraph, date: PlacedParagraph) -> Iterator[Measurement]:
    """One seal to a name: rows within the type area, the last name over the date."""
    norm = layout.norm
    for element in layout.of(*_JOINT):
        row = element.first
        outside = max(0.0, norm.left - row.left, row.right - norm.right_edge)
        yield Measurement("7.3.5.1", "联合署名不出版心", 0.0, outside, row.page, row.text)
        count = len(_names(row))
        yield Measurement(
            "7.3.5.1",
            "联合署名每排最多3个",
            "是",
            "是" if count <= norm.seals_in_row else "否",
            row.page,
            row.text,
        )
    name = _names(last.last)[-1]
    yield Measurement(
        "7.3.5.1", "末一个署名以成文日期居中", date.first.middle, name.middle, date.page, name.text
    )


def _names(row: GlyphRow) -> list[GlyphRow]:
    """The names that stand in a row, far apart."""
    groups = [[row.glyphs[0]]]
    for before, glyph in pairwise(row.glyphs):
        if glyph.left - before.right > _APART:
            groups.append([])
        groups[-1].append(glyph)
    return [GlyphRow(row.page, tuple(group)) for group in groups]


def _unsealed(
    layout: LaidOut, names: list[PlacedParagraph], date: PlacedParagraph
) -> Iterator[Measurement]:
    norm, page, name = layout.norm, date.page, names[-1]
    date_row = date.first
    longest = max((row for each in names for row in each.rows), key=lambda row: row.right)
    for each in names[1:]:
        left = names[0].first.left
        yield Measurement(
            "7.3.5.2", "不盖章：联署各名称左端对齐", left, each.first.left, page, each.text
        )
    shift = date_row.left - names[0].first.left
    name_in = norm.right_edge - longest.right
    date_in = norm.right_edge - date_row.right
    two, shifted = norm.name_right * norm.character, norm.date_shift * norm.character
    longer = date_row.right - date_row.left - (longest.right - longest.left)
    if longer > norm.character / 2:
        yield Measurement("7.3.5.2", "不盖章：日期较长时右空2字", two, date_in, page, date.text)
    else:
        yield Measurement("7.3.5.2", "不盖章：署名右空2字", two, name_in, page, name.text)
    yield Measurement(
        "7.3.5.2", "不盖章：日期首字比署名首字右移2字", shifted, shift, page, date.text
    )
    distance = date_row.place - name.last.place
    yield _next_row(layout, date, "7.3.5.2", "不盖章：成文日期在署名下一行", distance)


def _next_row(
    layout: LaidOut, element: PlacedParagraph, clause: str, name: str, distance: float
) -> Measurement:
    """That an element stands on the next row; the row may have been made closer (7.3.5.5)."""
    row, tolerance = layout.norm.row, layout.row_tolerance(element)
    return Measurement(clause, name, row, distance, element.page, element.text, tolerance)


def _block(layout: LaidOut, last: PlacedParagraph) -> list[PlacedParagraph]:
    """The names that stand above one another, ending with `last`."""
    names = [last]
    while names[0].role == _CONTINUED:
        above = layout.before(names[0])
        if above is None or above.role not in (_UNSEALED, _SEALED, _CONTINUED):
            break
        names.insert(0, above)
    return names


def _signed(layout: LaidOut, name: PlacedParagraph, date: PlacedParagraph) -> Iterator[Measurement]:
    norm, page = layout.norm, date.page
    four = norm.date_right * norm.character
    yield Measurement(
        "7.3.5.3", "签署日期右空4字", four, norm.right_edge - date.first.right, page, date.text
    )
    distance = date.first.place - name.last.place
    yield Measurement(
        "7.3.5.3", "签署日期在签名章之下空1行", 2 * norm.row, distance, page, date.text
    )


def _room(layout: LaidOut, element: PlacedParagraph) -> Iterator[Measurement]:
    """Blank lines above the first name, or above a signature."""
    above = layout.before(element)
    if above is None or above.role not in _TEXT:
        return
    if element.own_room or element.own_pitch:
        yield from _adjusted(layout, above, element)
        return
    clause, lines, name = _ROOM.get(element.role, _ROOM_OF_SIGNED)
    distance = element.first.place - above.last.place
    wanted = (lines + 1) * layout.norm.row
    yield Measurement(clause, name, wanted, distance, element.page, element.text, 1.0)


def _adjusted(
    layout: LaidOut, above: PlacedParagraph, element: PlacedParagraph
) -> Iterator[Measurement]:
    """What was made closer so that text goes with the signature: no further apart than it would
    be, and the lines not so close that they touch.
    """
    norm = layout.norm
    distance = element.first.place - above.last.place
    beyond = max(0.0, distance - 3 * norm.row, norm.closest * norm.row - distance)
    yield Measurement(
        "7.3.5.5", "调整后的署名在正文之下1至3行", 0.0, beyond, element.page, element.text
    )


def _note(layout: LaidOut, note: PlacedParagraph) -> Iterator[Measurement]:
    norm, row = layout.norm, note.first
    wanted = norm.left + 2 * norm.character
    yield Measurement("7.3.6", "附注左空2字", wanted, row.left, row.page, note.text)
    closed = "是" if note.text.startswith("（") and note.text.endswith("）") else "否"
    yield Measurement("7.3.6", "附注加圆括号", "是", closed, row.page, note.text)
    above = layout.before(note)
    if above is not None and above.role in _DATES:
        distance = row.place - above.last.place
        yield _next_row(layout, note, "7.3.6", "附注在成文日期下一行", distance)
