"""The 修改对照表 clause by clause as a page for a browser."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .clause_table import LEGEND, REASONS, Heads, shown
from .clauses import ClauseRow
from .passages import CellGrid, Lines, Passage, Words
from .views import marked, page


def clause_page(rows: Sequence[ClauseRow], heads: Heads, notes: Sequence[str] = ()) -> str:
    """A page by itself, which asks nothing of the network."""
    shown = []
    for number, row in enumerate(rows, 1):
        note = notes[number - 1] if notes else ""
        cells = (str(number), _cell(row.old, "del"), _cell(row.new, "ins"), escape(note))
        shown.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    columns = ("序号", heads.old, heads.new, REASONS)
    return page(f"{heads.title}修改对照", f"{heads.versions}。{LEGEND}", columns, shown)


def _cell(passages: Sequence[Passage], tag: str) -> str:
    return "".join(_passage(passage, tag) for passage in passages)


def _passage(passage: Passage, tag: str) -> str:
    if isinstance(passage, Lines):
        return f"<p>{_words(passage.words, tag)}</p>"
    if isinstance(passage, CellGrid):
        return _table(passage, tag)
    return f'<p class="remark">{escape(shown(passage))}</p>'


def _table(grid: CellGrid, tag: str) -> str:
    rows = []
    for row in grid.rows:
        cells = (f'<td colspan="{columns}">{_words(words, tag)}</td>' for words, columns in row)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _words(words: Sequence[Words], tag: str) -> str:
    return "".join(marked(each.text, each.changed, tag) for each in words)
