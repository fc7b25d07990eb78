"""征求意见及采纳情况汇总表: as .docx, landscape, and as .xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..composition import Cell, Composition, PageSection, Paragraph, Run, Table
from ..paper.words import in_book_marks
from ..render.render import render
from ..render.workbook import packed_workbook, print_landscape, ruled, spanning
from ..template.ready import Template
from ..typeset.title import break_title
from ..word.package import pack
from .ledger import Comment
from .settled import Counts

NAME: Final = "征求意见及采纳情况汇总表"
_HEADS: Final = ("序号", "反馈单位", "条款", "意见建议", "采纳情况", "理由（协商情况）")
_SHARES: Final = (6, 14, 17, 33, 10, 20)
_SLACK: Final = 40
"""Twips that a line of the title leaves, for faces differ in width."""


def rows_of(comments: Sequence[Comment]) -> list[tuple[str, ...]]:
    """The rows, in the order of the comments."""
    return [
        (
            str(number),
            each.unit,
            each.clause or each.written or "总体",
            each.words,
            each.adopted or "",
            _why(each),
        )
        for number, each in enumerate(comments, 1)
    ]


def _why(each: Comment) -> str:
    parts = [each.why, f"改在{each.met_in}" if each.met_in else "", each.talks or ""]
    if each.sides:
        parts.append(f"各方理据：{each.sides}")
    if each.proposal:
        parts.append(f"办理建议：{each.proposal}")
    return "\n".join(part for part in parts if part)


def summary_docx(
    comments: Sequence[Comment], counted: Counts, title: str, template: Template
) -> bytes:
    """The table as a Word file."""
    width = template.sheet.page.area_height
    widths = [width * share // sum(_SHARES) for share in _SHARES]
    widths[-1] += width - sum(widths)
    room = (width - _SLACK) / template.sheet.character_of("标题")
    rows = [tuple(_cell("表头", head) for head in _HEADS)]
    for row in rows_of(comments):
        styles = ("表文居中", "表文", "表文", "表文", "表文居中", "表文")
        rows.append(tuple(_cell(style, text) for style, text in zip(styles, row, strict=True)))
    if not comments:
        none = Cell((Paragraph("表文居中", (Run("没有收到意见"),)),), columns=len(_HEADS))
        rows.append((none,))
    head = f"{in_book_marks(title)}{NAME}"
    blocks = (
        Paragraph("标题", (Run("\n".join(break_title(head, (), room))),)),
        Paragraph("段落", (Run(counted.said),)),
        Table(tuple(widths), 1, tuple(rows)),
    )
    made = Composition(head, None, (PageSection(blocks, landscape=True),), None)
    return pack(render(made, template))


def _cell(style: str, text: str) -> Cell:
    lines = text.split("\n") if text else [""]
    return Cell(tuple(Paragraph(style, (Run(line),) if line else ()) for line in lines))


def summary_xlsx(comments: Sequence[Comment], counted: Counts, title: str) -> bytes:
    """The table as a workbook, the same bytes for the same ledger."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  a new workbook has one
    sheet.title = "汇总表"
    sheet.append([f"{in_book_marks(title)}{NAME}"])
    sheet.append([counted.said])
    sheet.append(list(_HEADS))
    for row in rows_of(comments):
        sheet.append(list(row))
    ruled(sheet, 3, sheet.max_row, len(_HEADS))
    for at, share in enumerate(_SHARES):
        sheet.column_dimensions["ABCDEF"[at]].width = share * 1.4
    spanning(sheet, 1, len(_HEADS), 16)
    spanning(sheet, 2, len(_HEADS))
    sheet.freeze_panes = "A4"
    print_landscape(sheet, 3)
    return packed_workbook(book, f"{title}{NAME}")
