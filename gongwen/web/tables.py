"""A table of a composition as one of a web page, its heads said to be heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..composition import Cell, Table
from .text import escaped, in_one_line, lines_of

_HEAD = "表头"
_CLASSES = (("表文居中", ' class="middle"'), ("表文居右", ' class="end"'))


def table_html(table: Table, caption: Sequence[str], number: int) -> Iterator[str]:
    """The lines of a table. `number` tells it from others of the page; `caption` is what stands
    over it: its title, the unit of measure.

    A wide table is scrolled within its own box, which the keyboard can reach.
    """
    name = f"表{number}" + (f"：{escaped(in_one_line(caption[0]))}" if caption else "")
    yield f'<section class="scroll" tabindex="0" aria-label="{name}">'
    yield "<table>"
    if caption:
        yield f"<caption>{'<br>'.join(map(lines_of, caption))}</caption>"
    heads, below = table.rows[: table.header_rows], table.rows[table.header_rows :]
    for tag, rows, first in (("thead", heads, 0), ("tbody", below, len(heads))):
        if rows:
            yield f"<{tag}>"
            for index in range(first, first + len(rows)):
                cells = "".join(_cells(table, index, is_head=tag == "thead"))
                if cells:
                    yield f"<tr>{cells}</tr>"
            yield f"</{tag}>"
    yield "</table>"
    yield "</section>"


def _cells(table: Table, index: int, *, is_head: bool) -> Iterator[str]:
    """The cells of a row but those that are covered by one above."""
    column = 0
    for cell in table.rows[index]:
        if cell.rows != "continue":
            down = table.rows_down(index, column) if cell.rows == "restart" else 1
            yield _cell(cell, down, is_head=is_head)
        column += cell.columns


def _cell(cell: Cell, down: int, *, is_head: bool) -> str:
    texts = [each.text for each in cell.paragraphs if each.text]
    text = "<br>".join(map(lines_of, texts))
    style = cell.paragraphs[0].style if cell.paragraphs else ""
    reach = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    reach += f' rowspan="{down}"' if down > 1 else ""
    if text and (is_head or style.startswith(_HEAD)):
        over = "col" if is_head else "row"
        scope = f"{over}group" if is_head and cell.columns > 1 else over
        return f'<th scope="{scope}"{reach}>{text}</th>'
    looks = next((said for head, said in _CLASSES if style.startswith(head)), "")
    return f"<td{looks}{reach}>{text}</td>"
