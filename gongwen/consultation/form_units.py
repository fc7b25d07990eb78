"""The forms of several units in one file, which one of them, or who brought it, put together."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from ..importer.pieces import Piece, SourceTable
from . import form_reply


class UnitPieces(Struct):
    """The pieces of a file that are of one unit's form."""

    pieces: list[Piece] = field(default_factory=list)
    grids: list[form_reply.Grid] = field(default_factory=list)
    unit: str = ""


def by_unit(pieces: Sequence[Piece]) -> list[UnitPieces]:
    """The pieces of a file by the units that its forms name: all of them where that is one."""
    found = [UnitPieces()]
    for piece in pieces:
        unit = _unit_of(piece)
        if (
            unit
            and found[-1].unit not in ("", unit)
            and any(map(form_reply.is_form, found[-1].grids))
        ):
            found.append(UnitPieces())
        found[-1].unit = unit or found[-1].unit
        if isinstance(piece, SourceTable):
            found[-1].grids.append(form_reply.grid_of(piece))
        found[-1].pieces.append(piece)
    return found


def grids_by_unit(grid: form_reply.Grid) -> list[form_reply.Grid]:
    """A table whose rows name several units, once for each with the rows of the others empty, so
    that the numbers of rows stay; else the table.
    """
    whose = form_reply.units_of_rows(grid)
    units = list(dict.fromkeys(unit for unit in whose if unit))
    if len(units) < 2:
        return [grid]
    return [
        [row if unit in ("", each) else [] for row, unit in zip(grid, whose, strict=True)]
        for each in units
    ]


def _unit_of(piece: Piece) -> str:
    """The unit that a form, or a line beside one (反馈单位：市财政局), names."""
    reply = form_reply.FormReply()
    if not isinstance(piece, SourceTable):
        form_reply.paragraph_facts([piece], reply)
    elif form_reply.is_form(grid := form_reply.grid_of(piece)):
        form_reply.read_form(grid, reply)
    return reply.facts.get("unit", "")
