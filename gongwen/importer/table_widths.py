"""How wide the columns of a table are, as files say it, and as 宽 says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree, html

from .. import patterns as re
from ..word.wordml import W

_ALIKE = 1.25
"""Columns none of which is wider than another by more are said to be of one width."""
_LEAST_SAID = 1
_CHARACTERS = 40
"""Of the face of tables, as many stand on a line of the type area."""


def word_widths(table: etree._Element) -> tuple[float, ...]:
    """The widths of the columns of a Word table's grid, twips; none where it says none."""
    columns = table.findall(f"{W}tblGrid/{W}gridCol")
    return _known(_number(column.get(f"{W}w")) for column in columns)


def own_widths(rows: Iterable[Iterable[tuple[etree._Element | None, int]]]) -> tuple[float, ...]:
    """The widths that the cells of a Word table say themselves, twips or fiftieths of a percent;
    none where a column has no cell of its own that does. Programs that lay a table out anew go by
    these, not by its grid (17.4.71).
    """
    found: dict[int, float] = {}
    most = 0
    kinds = set()
    for row in rows:
        at = 0
        for cell, columns in row:
            said = cell.find(f"{W}tcPr/{W}tcW") if cell is not None else None
            wide = _number(said.get(f"{W}w")) if said is not None else 0.0
            if columns == 1 and wide and said is not None:
                kinds.add(said.get(f"{W}type", "dxa"))
                found.setdefault(at, wide)
            at += columns
        most = max(most, at)
    if len(kinds) != 1 or not kinds <= {"dxa", "pct"}:
        return ()
    return _known(found.get(at, 0.0) for at in range(most))


def page_widths(rows: Sequence[Sequence[html.HtmlElement]]) -> tuple[float, ...]:
    """The widths of the columns of a page's table, in pixels or percent, as its first row of
    cells that each stand in one column says; none where it does not, or in both.
    """
    most = max((len(row) for row in rows), default=0)
    for row in rows:
        said = [_page_width(cell) for cell in row]
        plain = len(row) == most and all(cell.get("colspan", "1") == "1" for cell in row)
        if plain and all(wide for wide, _ in said):
            one_unit = len({unit for _, unit in said}) == 1
            return tuple(wide for wide, _ in said) if one_unit else ()
    return ()


def shares(widths: Sequence[float], longest: Sequence[int]) -> list[str]:
    """宽: the widths in percent; none where they are alike, for the program sets them so. A column
    has room for the longest of its short texts, `longest` in characters: on paper they are larger.
    """
    if len(widths) < 2 or min(widths) <= 0 or max(widths) < min(widths) * _ALIKE:
        return []
    whole = sum(widths)
    least = [(length + 1) * 100 / _CHARACTERS for length in longest]
    percent = [max(wide * 100 / whole, few) for wide, few in zip(widths, least, strict=True)]
    return [str(max(round(each * 100 / sum(percent)), _LEAST_SAID)) for each in percent]


def _known(widths: Iterable[float]) -> tuple[float, ...]:
    """The widths, where each is said."""
    found = tuple(widths)
    return found if found and all(found) else ()


def _number(text: str | None) -> float:
    """A number that is more than nothing, at its start; else 0."""
    match = re.match(r"\d{1,6}(?:\.\d{1,6})?", text or "")
    return float(match[0]) if match else 0.0


def _page_width(cell: html.HtmlElement) -> tuple[float, str]:
    """The width that a cell says, and its unit."""
    styled = re.search(r"(?<![-\w])width\s*:\s*([\d.]+)\s*(px|pt|%|cm|mm)", cell.get("style", ""))
    if styled:
        return _number(styled[1]), styled[2]
    plain = re.fullmatch(r"\s*([\d.]+)\s*(%|px)?\s*", cell.get("width", ""))
    return (_number(plain[1]), plain[2] or "px") if plain else (0.0, "")
