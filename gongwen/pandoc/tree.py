"""A composition as pandoc's tree, everything that stands on paper in its order, but page numbers
and seals.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from typing import Any

from ..composition import Cell, Composition, HeaderZone, Imprint, Paragraph, Picture, Run, Table

Node = dict[str, Any]
"""A piece of the tree, as JSON has it: {"t": its kind, "c": what it holds}."""

_API = [1, 23, 1]
_PLAIN: Node = {"t": "AlignDefault"}
_NO_WIDTH: Node = {"t": "ColWidthDefault"}
_NO_ATTRIBUTES: list[Any] = ["", [], []]
_TITLES = ("标题", "印发件标题", "件标题", "附件标题")
_EMU_TO_MM = 36000
BLANK = "\u3000"
"""What a tab becomes: the names and posts of a roster stay apart."""


def tree_of(composition: Composition, *, styled: bool) -> Node:
    """The tree; `styled` = paragraphs bear the names of their styles and pictures are in it, for a
    file that has styles. Otherwise the lines of a title, which are broken for paper, are joined.
    """
    blocks = list(_Writer(styled).blocks(composition))
    return {"pandoc-api-version": _API, "meta": {}, "blocks": blocks}


class _Writer:
    def __init__(self, styled: bool) -> None:
        self.styled = styled

    def blocks(self, composition: Composition) -> Iterator[Node]:
        if composition.header_zone:
            for paragraph in _header(composition.header_zone):
                yield from self.paragraph(paragraph)
        for section in composition.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    yield self.table(block)
                else:
                    yield from self.paragraph(block)
        if composition.imprint:
            for paragraph in _imprint(composition.imprint):
                yield from self.paragraph(paragraph)

    def paragraph(self, paragraph: Paragraph) -> Iterator[Node]:
        """A paragraph as a heading or in its style; nothing for one that only keeps room."""
        if paragraph.picture:
            inlines = self.picture(paragraph.picture)
        else:
            inlines = self.inlines(paragraph.runs, _is_title(paragraph.style))
        if not inlines:
            return
        heading = paragraph.heading
        if self.styled:
            attributes = ["", [], [["custom-style", paragraph.style]]]
            yield {"t": "Div", "c": [attributes, [{"t": "Para", "c": inlines}]]}
        elif _is_title(paragraph.style):
            yield {"t": "Header", "c": [1, _NO_ATTRIBUTES, inlines]}
        elif heading and not heading.run_in:
            yield {"t": "Header", "c": [min(heading.level + 1, 6), _NO_ATTRIBUTES, inlines]}
        else:
            yield {"t": "Para", "c": inlines}

    def inlines(self, runs: Sequence[Run], is_title: bool) -> list[Node]:
        found: list[Node] = []
        for run in runs:
            lines = run.text.replace("\t", BLANK).split("\n")
            made: list[Node] = []
            for index, line in enumerate(lines):
                if index and (self.styled or not is_title):
                    made.append({"t": "LineBreak"})
                made += _text(line)
            if run.style in _LEADS and made:
                attributes = ["", [], [["custom-style", run.style]]]
                strong = {"t": "Strong", "c": made}
                made = [{"t": "Span", "c": [attributes, made]} if self.styled else strong]
            found += made
        says = any(node["t"] != "Space" and node.get("c") not in (None, BLANK) for node in found)
        return found if says else []

    def picture(self, picture: Picture) -> list[Node]:
        if not self.styled:
            return _text(f"（图：{picture.description}）")
        held = base64.b64encode(picture.content).decode()
        size = [
            ["width", f"{picture.width / _EMU_TO_MM:.2f}mm"],
            ["height", f"{picture.height / _EMU_TO_MM:.2f}mm"],
        ]
        address = f"data:image/{picture.suffix};base64,{held}"
        alternative = _text(picture.description)
        return [{"t": "Image", "c": [["", [], size], alternative, [address, ""]]}]

    def table(self, table: Table) -> Node:
        rows = [self.row(index, table) for index in range(len(table.rows))]
        heads, below = rows[: table.header_rows], rows[table.header_rows :]
        whole = sum(table.widths) or 1
        columns = [
            [_PLAIN, {"t": "ColWidth", "c": width / whole} if self.styled else _NO_WIDTH]
            for width in table.widths
        ]
        body = [_NO_ATTRIBUTES, 0, [], below]
        caption: list[Any] = [None, []]
        parts = [[_NO_ATTRIBUTES, heads], [body], [_NO_ATTRIBUTES, []]]
        return {"t": "Table", "c": [_NO_ATTRIBUTES, caption, columns, *parts]}

    def row(self, index: int, table: Table) -> list[Any]:
        """The cells of a row but those that are covered by one above."""
        cells = []
        column = 0
        for cell in table.rows[index]:
            if cell.rows != "continue":
                down = table.rows_down(index, column) if cell.rows == "restart" else 1
                cells.append(self.cell(cell, down))
            column += cell.columns
        return [_NO_ATTRIBUTES, cells]

    def cell(self, cell: Cell, down: int) -> list[Any]:
        texts = [self.inlines(each.runs, False) for each in cell.paragraphs]
        lines = [inlines for inlines in texts if inlines]
        joined: list[Node] = []
        for index, inlines in enumerate(lines):
            joined += [*([{"t": "LineBreak"}] if index else []), *inlines]
        blocks = [{"t": "Plain", "c": joined}] if joined else []
        return [_NO_ATTRIBUTES, _PLAIN, down, cell.columns, blocks]


_LEADS = frozenset(
    ("一级接排", "二级接排", "三级接排", "四级接排", "领句", "条号", "标签", "出席字")
)


def _is_title(style: str) -> bool:
    return style.removesuffix("末") in _TITLES


def _text(text: str) -> list[Node]:
    """Words parted by blanks, as pandoc has them."""
    found: list[Node] = []
    for index, word in enumerate(text.split(" ")):
        if index:
            found.append({"t": "Space"})
        if word:
            found.append({"t": "Str", "c": word})
    return found


def _header(zone: HeaderZone) -> Iterator[Paragraph]:
    """What stands above the red rule, line by line."""
    yield from zone.notices
    for mark in zone.marks:
        yield Paragraph(zone.mark_style, (Run(mark),))
    if zone.mark_suffix:
        yield Paragraph("联合标志字", (Run(zone.mark_suffix),))
    signers = f"签发人：{BLANK.join(zone.signers)}" if zone.signers else ""
    line = BLANK.join(filter(None, (zone.document_number, signers)))
    if line:
        yield Paragraph("发文字号", (Run(line),))
    yield from zone.elements


def _imprint(imprint: Imprint) -> Iterator[Paragraph]:
    """版记, line by line."""
    office = imprint.printed_by.replace("\n", "")
    lines = (
        ("抄送机关", f"主送：{imprint.recipients}。" if imprint.recipients else ""),
        ("抄送机关", f"抄送：{imprint.copies_to}。" if imprint.copies_to else ""),
        ("印发机关", BLANK.join(filter(None, (office, imprint.printed_on)))),
        ("印发机关", imprint.copies),
    )
    for style, text in lines:
        if text:
            yield Paragraph(style, (Run(text),))
