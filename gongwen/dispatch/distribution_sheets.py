"""分发单, by which copies are sorted out, and 签收单, on which those who fetch them sign."""

from __future__ import annotations

from ..document.parts import Document
from ..document.values import one_line
from ..paper.words import in_book_marks
from ..template.ready import Template
from .distribution import Distribution, Share
from .form import Form, FormCell, label, listed

_ROW = 1.6
"""Lines that a row is high where people sign."""


def sorting_sheet(document: Document, made: Distribution, template: Template) -> bytes:
    """The 分发单 as .docx: shares in the order of paper, the total, and what is left over."""
    numbered = document.copy_number is not None
    heads = ["序号", "类别", "单位", "份数", *(["份号"] if numbered else []), "备注"]
    shares = (8, 8, 34, 8, *((28,) if numbered else ()), 16)
    rows = [
        (
            label(str(number)),
            label(each.group),
            FormCell(each.unit),
            label("" if each.copies is None else str(each.copies)),
            *((label(_span(each.numbers)),) if numbered else ()),
            FormCell("" if each.known else "名录里没有"),
        )
        for number, each in enumerate(made.shares, 1)
    ]
    for words, count, numbers in _totals(made):
        last = (label(_span(numbers)),) if numbered else ()
        rows.append((label(words, 3), label(count), *last, FormCell()))
    form = Form("文件分发单", shares, above=_about(document, made))
    return listed(form, heads, rows, template)


def signing_sheet(document: Document, made: Distribution, template: Template) -> bytes:
    """The 签收单 as .docx: a row for each unit that gets a copy, to be signed by the pen."""
    numbered = document.copy_number is not None
    heads = ["序号", "单位", "份数", *(["份号"] if numbered else []), "签收人", "签收时间", "备注"]
    shares = (8, 27, 8, *((25,) if numbered else ()), 14, 16, 12)
    rows = [
        (
            label(str(number)),
            FormCell(each.unit),
            label("" if each.copies is None else str(each.copies)),
            *((label(_span(each.numbers)),) if numbered else ()),
            FormCell(),
            FormCell(),
            FormCell(),
        )
        for number, each in enumerate(_sent(made), 1)
    ]
    form = Form("文件签收单", shares, above=_about(document, made))
    return listed(form, heads, rows, template, lines=_ROW)


def _sent(made: Distribution) -> list[Share]:
    return [each for each in made.shares if each.copies != 0]


def _totals(made: Distribution) -> list[tuple[str, str, tuple[str, str] | None]]:
    found: list[tuple[str, str, tuple[str, str] | None]] = [("合计", str(made.sent), None)]
    if made.spare is not None and made.spare >= 0:
        found.append(("余份", str(made.spare), made.spare_numbers))
    return found


def _about(document: Document, made: Distribution) -> str:
    """What the sheet is of: number, title, date, and how many were printed."""
    parts = [
        document.document_number or document.order_number or "",
        in_book_marks(one_line(document.title)),
        f"成文日期：{document.issue_date}" if document.issue_date else "",
        f"共印{made.printed}份" if made.printed is not None else "",
    ]
    return "　".join(part for part in parts if part)


def _span(numbers: tuple[str, str] | None) -> str:
    if numbers is None:
        return ""
    first, last = numbers
    return first if first == last else f"{first}—{last}"
