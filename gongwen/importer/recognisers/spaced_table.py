"""A table set with tabs or blanks: lines of the same number of fields under one another."""

from __future__ import annotations

from ... import patterns as re
from ...paper.people import is_name
from ...problem import Level
from ...problem_ids import UNSURE
from ..contents import Content, Found, paragraph_at
from ..pieces import Source, SourceCell, SourceParagraph, SourceTable
from ..tables import table_block
from ..tree import noted

PRECEDENCE = 300
_GAP = re.compile(r"[ \u3000]*\t[ \t\u3000]*|[ \u3000]{2,}")
_FEWEST_ROWS, _FEWEST_FIELDS, _LONGEST_FIELD = 3, 3, 60


def recognise(contents: list[Content], index: int, source: Source) -> Found | None:
    """The table whose header stands at `index`; at least three rows of three fields, or two with
    tabs between.
    """
    first = paragraph_at(contents, index)
    head = _fields(first) if first else []
    if first is None or len(head) < _FEWEST_FIELDS or not _is_header(head):
        return None
    rows = [head]
    tabbed = "\t" in first.text and first.text.split("\t") == head
    while tabbed and (row := _tabbed(paragraph_at(contents, index + len(rows)), len(head))):
        rows.append(row)
    while (line := paragraph_at(contents, index + len(rows))) and len(_fields(line)) == len(head):
        rows.append(_fields(line))
    fewest = 2 if "\t" in first.text else _FEWEST_ROWS
    if len(rows) < fewest:
        return None
    message = f"用空格或制表符排成的表（{'、'.join(head)}，{len(rows) - 1}行），已经写成表"
    source.say(UNSURE, Level.NOTICE, first.number, message, "对照原件核对每一格")
    table = SourceTable(tuple(tuple(map(SourceCell, row)) for row in rows), first.number)
    return Found((noted(table_block(table), "原文是用空格排的，请对照核对"),), len(rows))


def _fields(paragraph: SourceParagraph) -> list[str]:
    fields = _GAP.split(paragraph.text)
    return fields if all(0 < len(each) <= _LONGEST_FIELD for each in fields) else []


def _tabbed(line: SourceParagraph | None, width: int) -> list[str]:
    """The fields of a line between single tabs, its last ones empty where it has fewer than a head
    of `width`; none where it is no such row.
    """
    fields = [each.strip() for each in line.text.split("\t")] if line else []
    if not 1 < len(fields) <= width or not fields[0] or max(map(len, fields)) > _LONGEST_FIELD:
        return []
    return [*fields, *[""] * (width - len(fields))]


def _is_header(fields: list[str]) -> bool:
    """Whether fields are the heads of columns: words, no sentence, no label, none twice, and not
    people.
    """
    if all(is_name("".join(each.split())) for each in fields):
        return False
    return len(set(fields)) == len(fields) and all(
        len(each) <= 14 and not re.search(r"[。；：:，]|^\d+$", each) for each in fields
    )
