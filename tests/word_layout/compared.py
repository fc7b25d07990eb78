"""A layout beside a plan: what differs, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .layout import Layout, Standing, mm
from .plan import Document, Planned

TOLERANCE = 0.5
"""mm"""
CONTENTS = "toc"
"""What the names of the styles of a table of contents begin with."""


class _Shift(NamedTuple):
    """By how much the file is off the plan: pages, and twips on the page."""

    pages: int
    twips: float

    def near(self, other: _Shift) -> bool:
        return self.pages == other.pages and abs(mm(self.twips - other.twips)) <= TOLERANCE


def differences(document: Document, layout: Layout) -> list[str]:
    """Where the finished file is not what was planned. What is merely moved by a difference above
    it is not told again.
    """
    found = [f"{document.name}：{fault}" for fault in layout.faults]
    begin = _begin(document, layout)
    if begin is None:
        return [*found, f"{document.name}：计划的段落与文件的对不上"]
    standing = layout.standings
    at, shift = begin, _Shift(0, 0.0)
    for planned in document.blocks:
        while standing[at].text != planned.text:  # the tail of a table
            at += 1
        told, shift = _unlike(planned, standing[at], shift)
        found += [f"{document.name}：{told}"] if told else []
        at += 1
    pages = len(layout.pages)
    if not document.imprint and pages != document.pages:
        found.append(f"{document.name}：计划{document.pages}页，文件{pages}页")
    return found + [f"{document.name}：{told}" for told in wrong_contents(standing)]


def wrong_contents(standing: Sequence[Standing]) -> Iterator[str]:
    """The lines of tables of contents whose number is not the page that their heading stands on.
    Headings come in the order of the lines, above a table or below it.
    """
    listed = [each.style.casefold().startswith(CONTENTS) for each in standing]
    begin = 0
    for line, is_line in zip(standing, listed, strict=True):
        if not is_line:
            continue
        words, _, number = line.text.rpartition("\t")
        headings = (
            at
            for at in range(begin, len(standing))
            if not listed[at] and standing[at].text.startswith(words)
        )
        at = next(headings, None)
        page = None if at is None else standing[at].page
        if number != str(page):
            yield f"目录里“{words}”在第{number}页，文件里在第{page}页"
        begin = begin if at is None else at + 1


def _begin(document: Document, layout: Layout) -> int | None:
    """The first child of the body that the plan has: 版头 stands before it."""
    texts = [each.text for each in layout.standings]
    wanted = [each.text for each in document.blocks]
    for begin in range(len(texts)):
        rest = iter(texts[begin:])
        if texts[begin : begin + 1] == wanted[:1] and all(text in rest for text in wanted):
            return begin
    return None if wanted else 0


def _unlike(planned: Planned, standing: Standing, shift: _Shift) -> tuple[str, _Shift]:
    """What of a block differs from the plan, moved as what is above it; and how far it is moved."""
    top = _Shift(standing.page - planned.page, standing.top - planned.top)
    bottom = _Shift(standing.last_page - planned.last_page, standing.bottom - planned.bottom)
    told = []
    if not top.near(shift):
        told.append(
            f"开头计划{_where(planned.page, planned.top)}、"
            f"文件{_where(standing.page, standing.top)}"
        )
    if planned.lines != standing.lines:
        told.append(f"计划{planned.lines}行、文件{standing.lines}行")
    if not bottom.near(top):
        told.append(
            f"末尾计划{_where(planned.last_page, planned.bottom)}、"
            f"文件{_where(standing.last_page, standing.bottom)}"
        )
    what = f"“{planned.text[:16]}”" + ("（表）" if planned.is_table else "")
    return f"{what}{'，'.join(told)}" if told else "", bottom


def _where(page: int, twips: float) -> str:
    return f"第{page}页{mm(twips):.2f}毫米"
