"""修改记录.docx: the versions of a document as a landscape table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..composition import Cell, Composition, PageSection, Paragraph, Run, Table
from ..render.render import render
from ..revision.table_paper import shared_out, table_title
from ..template.ready import Template
from .timeline import TimelineEntry

_HEADS: Final = ("序号", "日期", "修改人", "稿本", "说明", "改动")
_SHARES: Final = (6, 12, 11, 12, 24, 35)


def record_of_changes(
    entries: Sequence[TimelineEntry], title: str, template: Template
) -> dict[str, bytes]:
    """The parts of the .docx, the oldest version first, headed by the document's title."""
    width = template.sheet.page.area_height
    rows = [tuple(_cell("表头", head) for head in _HEADS)]
    for number, entry in enumerate(reversed(entries), 1):
        rows.append(
            (
                _cell("表文居中", str(number)),
                _cell("表文居中", entry.day or entry.short),
                _cell("表文居中", entry.person),
                _cell("表文居中", _stage(entry)),
                _cell("表文", entry.message),
                _cell("表文", entry.change),
            )
        )
    blocks = (
        table_title(f"{title}修改记录", template),
        Table(shared_out(width, _SHARES), 1, tuple(rows)),
    )
    sections = (PageSection(blocks, landscape=True),)
    return render(Composition(f"{title}修改记录", None, sections, None), template)


def _stage(entry: TimelineEntry) -> str:
    became = [word for word, said in (("已印发", entry.released), ("已送出", entry.sent)) if said]
    return f"{entry.stage}（{'、'.join(became)}）" if became else entry.stage


def _cell(style: str, text: str) -> Cell:
    return Cell((Paragraph(style, (Run(text),) if text else ()),))
