"""Cells with spans to a full grid, as HTML and Word tables need it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from .pieces import SourceCell, SourceTable

_WIDEST, _MOST_CELLS = 100, 200_000


class Spanned(Struct, frozen=True):
    """A cell as a file has it."""

    text: str
    columns: int = 1
    rows: int = 1
    alignment: str = ""


def grid(
    rows: list[list[Spanned]],
    number: int,
    heads: int | None = None,
    *,
    is_ours: bool = False,
    widths: Sequence[float] = (),
) -> SourceTable:
    """The full grid; spans that lead beyond the table are cut, and so are absurd ones. Of a table
    that is not our own, columns in which no cell begins are left out: they are only what its
    author moved a line by, or a span claims beyond the cells there are; `widths` are those of all
    columns. No rows where no cell says anything.
    """
    fields: dict[tuple[int, int], SourceCell] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in fields:
                x += 1
            if x >= _WIDEST or len(fields) > _MOST_CELLS:
                break
            for down in range(min(cell.rows, len(rows) - y)):
                for right in range(min(cell.columns, _WIDEST - x)):
                    merged = "left" if right else "above" if down else ""
                    fields.setdefault(
                        (y + down, x + right), SourceCell(cell.text, merged, cell.alignment)
                    )
            x += cell.columns
    width = max((x for _, x in fields), default=-1) + 1
    full = tuple(
        tuple(fields.get((y, x), SourceCell("")) for x in range(width)) for y in range(len(rows))
    )
    if not is_ours:
        begins = {x for (_, x), field in fields.items() if field.merged != "left"}
        begun = [x for x in range(width) if x in begins]
        full = tuple(tuple(row[x] for x in begun) for row in full)
        widths = _joined(widths, begun) if len(widths) == width else ()
    said = full if any(map(_says, full)) else ()
    return SourceTable(said, number, heads, is_ours, widths=() if is_ours else tuple(widths))


def _joined(widths: Sequence[float], begun: Sequence[int]) -> tuple[float, ...]:
    """The widths of the columns that are `begun`, each with those after it that are not."""
    return tuple(
        sum(widths[start:end]) for start, end in zip(begun, [*begun[1:], len(widths)], strict=True)
    )


def _says(row: tuple[SourceCell, ...]) -> bool:
    return any(cell.text for cell in row)
