"""The rows of a table: how high, and what of their text stands where (17.4)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from .content import Cell, Paragraph, Table, TableRow
from .lines import Line, Setting, lines_of

_EIGHTHS = 20 / 8
_HALF_POINT = 10
_SIDES = ("left", "right", "top", "bottom")


class CellLine(Struct, frozen=True):
    """A line of a cell: its top within the text of the cell, its left within the table."""

    top: float
    left: float
    line: Line
    style: str
    size: float


class Content(Struct, frozen=True):
    """The text of a cell: its lines, how high they are, and the margins above and below."""

    lines: tuple[CellLine, ...]
    height: float
    above: int
    below: int
    merged: bool

    @property
    def needed(self) -> float:
        return self.height + self.above + self.below


class Row(Struct, frozen=True):
    """A row. `rule` is the thickness of the line above it, which is part of `height` where the
    choice says so. `keeps_next` = its paragraphs ask to stay with the next row.
    """

    height: float
    rule: float
    contents: tuple[Content, ...]
    can_split: bool
    header: bool
    keeps_next: bool
    text: str


class Ruled(Struct, frozen=True):
    """A table's rows, and the line under the last of them."""

    rows: tuple[Row, ...]
    bottom_rule: float
    left: float
    width: int
    headers: int = field(default=0)


def ruled(table: Table, setting: Setting) -> Ruled:
    """The rows of a table, `left` where its first column begins if it is set left."""
    rows: list[Row] = []
    open_cells: dict[int, tuple[int, Content]] = {}
    natural: list[float] = []
    for number, row in enumerate(table.rows):
        rule = _rule_above(table, number) if setting.choices.border_in_row else 0.0
        contents, asked = _contents(table, row, setting), 0.0
        for column, cell, content in contents:
            if cell.merge == "restart":
                open_cells[column] = (number, content)
            if cell.merge == "":
                asked = max(asked, content.needed)
            elif not _goes_on(table, number, column):
                begun, whole = open_cells[column]
                asked = max(asked, whole.needed - sum(natural[begun:]))
            else:
                asked = max(asked, 0.0)
        height = _height(row, contents, asked, rule)
        natural.append(height)
        rows.append(_row(row, contents, height, rule))
    headers = next((at for at, row in enumerate(rows) if not row.header), len(rows))
    last = _rule_below(table) if setting.choices.border_in_row else 0.0
    return Ruled(
        tuple(rows), last, float(table.properties.get("tblInd", "0")), sum(table.widths), headers
    )


def _row(
    row: TableRow, contents: Sequence[tuple[int, Cell, Content]], height: float, rule: float
) -> Row:
    paragraphs = [paragraph for _, cell, _ in contents for paragraph in cell.paragraphs]
    return Row(
        height,
        rule,
        tuple(content for _, _, content in contents),
        row.can_split,
        row.header,
        any(paragraph.form.keep_next for paragraph in paragraphs),
        "｜".join("".join(line.line.text for line in content.lines) for _, _, content in contents),
    )


def _height(
    row: TableRow, contents: Sequence[tuple[int, Cell, Content]], asked: float, rule: float
) -> float:
    """What the text needs, or what the file asks for: of "atLeast" the cell margins and the line
    above come on top, as Word has it (17.4.80 does not say).
    """
    if row.rule == "exact" and row.height:
        return row.height
    around = max((each.above + each.below for _, _, each in contents), default=0)
    least = row.height + around if row.height else 0.0
    return max(least, asked) + rule


def _contents(table: Table, row: TableRow, setting: Setting) -> list[tuple[int, Cell, Content]]:
    """Each cell with its first grid column and its text; a cell that is covered shows none."""
    found = []
    column = 0
    for cell in row.cells:
        width = sum(table.widths[column : column + cell.columns])
        left = sum(table.widths[:column])
        found.append((column, cell, _content(table, cell, left, width, setting)))
        column += cell.columns
    return found


def _content(table: Table, cell: Cell, left: float, width: int, setting: Setting) -> Content:
    margins = {
        side: int(
            cell.own.get(f"margin/{side}", table.properties.get(f"margin/{side}", _usual(side)))
        )
        for side in _SIDES
    }
    lines: list[CellLine] = []
    y = after = 0.0
    paragraphs = () if cell.merge == "continue" else cell.paragraphs
    room = width - margins["left"] - margins["right"]
    for paragraph in paragraphs:
        y += gap(after, paragraph.form.before, setting) if lines else paragraph.form.before
        for line in lines_of(paragraph, room, setting):
            lines.append(
                CellLine(y, left + margins["left"], line, paragraph.form.style, size_of(paragraph))
            )
            y += line.height
        y += below(paragraph)
        after = paragraph.form.after
    y += after
    return Content(tuple(lines), y, margins["top"], margins["bottom"], cell.merge != "")


def _usual(side: str) -> str:
    """Cell margins where nothing sets them (17.4.42)."""
    return "115" if side in ("left", "right") else "0"


def size_of(paragraph: Paragraph) -> float:
    """The size that most of a paragraph is set in, twips."""
    forms = [atom.form for atom in paragraph.atoms if atom.text] or [paragraph.mark]
    return float(forms[-1].size * _HALF_POINT)


def gap(after: float, before: float, setting: Setting) -> float:
    """The room between two paragraphs."""
    return after + before if setting.choices.rooms_add else max(after, before)


def below(paragraph: Paragraph) -> float:
    """The rule under a paragraph, with its distance from the text."""
    border = paragraph.form.border("bottom")
    return border.space + border.thickness if border else 0.0


def _goes_on(table: Table, number: int, column: int) -> bool:
    """Whether the cell at a grid column is continued in the next row."""
    if number + 1 == len(table.rows):
        return False
    at = 0
    for cell in table.rows[number + 1].cells:
        if at == column:
            return cell.merge == "continue"
        at += cell.columns
    return False


def _rule_above(table: Table, number: int) -> float:
    own = [cell.own.get("border/top") for cell in table.rows[number].cells]
    inside = "top" if number == 0 else "insideH"
    found = [float(each) * _EIGHTHS for each in own if each is not None]
    return max([_side(table, inside), *found])


def _rule_below(table: Table) -> float:
    """Under the last row: what its cells say goes before what the table says (17.4.66)."""
    own = [cell.own.get("border/bottom") for cell in table.rows[-1].cells]
    usual = _side(table, "bottom")
    return max(usual if each is None else float(each) * _EIGHTHS for each in own)


def _side(table: Table, side: str) -> float:
    return float(table.properties.get(f"border/{side}", "0")) * _EIGHTHS
