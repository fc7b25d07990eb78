"""Returned files as offices send them, made with other libraries: our form filled in carelessly,
forms of their own, letters, workbooks, the draft with changes and comments.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Row = Sequence[str]


def saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def our_form(
    form: Path, rows: Sequence[Row] = (), unit: str = "", *, tick: str = "", day: str = ""
) -> bytes:
    """Our form filled in; each of `rows` is clause, words quoted, comment, grounds."""
    document = docx.Document(str(form))
    fill_form(document, rows, unit, tick=tick, day=day)
    return saved(document)


def fill_form(
    document: Document, rows: Sequence[Row], unit: str = "", *, tick: str = "", day: str = ""
) -> None:
    table = document.tables[0]
    if unit:
        type_into(cell_after(table, "反馈单位"), unit)
    if day:
        type_into(cell_after(table, "反馈日期"), day)
    if tick:
        tick_box(table, tick)
    at = next(i for i, row in enumerate(table.rows) if row.cells[0].text == "1")
    for number, row in enumerate(rows):
        cells = distinct(table.rows[at + number].cells)
        for cell, text in zip(cells[1:], row, strict=False):
            if text:
                type_into(cell, text)


def tick_box(table: Any, word: str) -> None:
    """Tick the box before a word, as a click on it does."""
    for control in table._tbl.iter(qn("w:sdt")):
        following = control.getnext()
        beside = () if following is None else following.iter(qn("w:t"))
        words = "".join(each.text for each in beside)
        if words.startswith(word):
            for sign in control.iter(qn("w:t")):
                sign.text = "☑"


def cell_after(table: Any, label: str) -> Any:
    for row in table.rows:
        cells = distinct(row.cells)
        for cell, following in pairwise(cells):
            if cell.text.replace("\n", "").startswith(label):
                return following
    raise AssertionError(label)


def distinct(cells: Any) -> list[Any]:
    found: list[Any] = []
    for cell in cells:
        if all(cell._tc is not each._tc for each in found):
            found.append(cell)
    return found


def type_into(cell: Any, text: str) -> None:
    """Type into the content control of a cell, as Word does."""
    texts = list(cell._tc.iter(qn("w:t")))
    if texts:
        texts[-1].text = text
    else:
        cell.text = text


def own_form(heads: Row, rows: Sequence[Row], facts: Sequence[Row] = (), lines: Row = ()) -> bytes:
    """A form that a unit made itself."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    width = len(heads)
    table = document.add_table(rows=0, cols=width)
    table.style = "Table Grid"
    for row in (*facts, heads, *rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
    return saved(document)


def merged_rows(heads: Row, rows: Sequence[Row], column: int, first: int, last: int) -> bytes:
    """A form in which the cells of a column are merged over rows, from 1."""
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(heads))
    for row in (heads, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
    joined = table.cell(first, column).merge(table.cell(last, column))
    joined.text = rows[first - 1][column]
    return saved(document)


def letter(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def workbook(rows: Sequence[Row], *, merge: str = "", above: Sequence[Row] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (*above, *rows):
        sheet.append(list(row))
    if merge:
        sheet.merge_cells(merge)
    return saved(book)


def draft_changed(draft: Path, changes: dict[str, str]) -> bytes:
    """The draft with words replaced, untracked."""
    document = docx.Document(str(draft))
    for paragraph in document.paragraphs:
        for old, new in changes.items():
            if old in paragraph.text:
                text = paragraph.text.replace(old, new)
                for run in paragraph.runs[1:]:
                    run.text = ""
                paragraph.runs[0].text = text
    return saved(document)


def draft_tracked(draft: Path, old: str, new: str, author: str = "李四") -> bytes:
    """The draft with one replacement, tracked."""
    document = docx.Document(str(draft))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if old in run.text:
                before, _, after = run.text.partition(old)
                anchor = run._r
                anchor.addnext(_plain(after))
                if new:
                    anchor.addnext(_marked("w:ins", "w:t", new, author))
                anchor.addnext(_marked("w:del", "w:delText", old, author))
                run.text = before
                return saved(document)
    raise AssertionError(old)


def _plain(text: str) -> Any:
    run = OxmlElement("w:r")
    run.append(_text("w:t", text))
    return run


def _marked(tag: str, text_tag: str, text: str, author: str) -> Any:
    node = OxmlElement(tag)
    node.set(qn("w:id"), str(abs(hash(text)) % 10000))
    node.set(qn("w:author"), author)
    node.set(qn("w:date"), "2026-04-08T09:00:00Z")
    run = OxmlElement("w:r")
    run.append(_text(text_tag, text))
    node.append(run)
    return node


def _text(tag: str, words: str) -> Any:
    text = OxmlElement(tag)
    text.text = words
    text.set(qn("xml:space"), "preserve")
    return text


def draft_with_comment(draft: Path, on: str, words: str, author: str = "王五") -> bytes:
    """The draft with a comment of Word on the run that holds `on`."""
    document = docx.Document(str(draft))
    for paragraph in document.paragraphs:
        runs = [run for run in paragraph.runs if on in run.text]
        if runs:
            document.add_comment(runs=runs[:1], text=words, author=author)
            return saved(document)
    raise AssertionError(on)
