"""修改对照表.docx change by change, for the drafters: one a row, the changed words marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..composition import Cell, Composition, PageSection, Paragraph, Run, Table
from ..render.render import render
from ..template.ready import Template
from ..word.wordml import DOCUMENT, parse, serialise
from .change import Change
from .table_paper import COME, GONE, mark_words, paragraphs_of, shared_out, signed, table_title
from .views import said

_HEADS: Final = ("序号", "位置", "原文", "修改后", "说明")
_SHARES: Final = (6, 15, 32, 32, 15)


def comparison_table(
    changes: Sequence[Change],
    title: str,
    versions: str,
    template: Template,
    notes: Sequence[str] = (),
) -> dict[str, bytes]:
    """The parts of the .docx. `versions` says what was compared; `notes` add to 说明."""
    rows = [tuple(Cell((Paragraph("表头", (Run(head),)),)) for head in _HEADS)]
    for number, change in enumerate(changes, 1):
        rows.append(_row(number, change, notes[number - 1] if notes else ""))
    if len(rows) == 1:
        none = Cell((Paragraph("表文居中", (Run("两版没有不同"),)),), columns=len(_HEADS))
        rows.append((none,))
    table = Table(shared_out(template.sheet.page.area_height, _SHARES), 1, tuple(rows))
    heading = f"{title}修改对照表"
    blocks = (table_title(heading, template), Paragraph("表单位", (Run(versions),)), table)
    sections = (PageSection(blocks, landscape=True),)
    parts = render(Composition(heading, None, sections, None), template)
    root = parse(parts[DOCUMENT])
    mark_words(root)
    parts[DOCUMENT] = serialise(root)
    return parts


def _row(number: int, change: Change, note: str) -> tuple[Cell, ...]:
    gone = "".join(signed(piece.old, GONE if piece.changed else "") for piece in change.pieces)
    come = "".join(signed(piece.new, COME if piece.changed else "") for piece in change.pieces)
    return (
        Cell((Paragraph("表文居中", (Run(str(number)),)),)),
        *(
            Cell(tuple(paragraphs_of("表文", text)))
            for text in (change.shown_place, gone, come, said(change, note))
        ),
    )
