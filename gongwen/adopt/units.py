"""What stands on paper, one after another: paragraphs, and rows of tables. Of a .docx of ours and
of an edited copy of it alike, whatever program saved that.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from lxml import etree
from msgspec import Struct

from .. import patterns as re
from ..word.foreign_styles import read_styles
from ..word.wordml import W

CELL: Final = "\x1f"
"""Parts the cells of a row."""
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS: Final = {W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-"}
"""A line break says nothing: the program sets those of titles and of units in a table."""
_NUMBER: Final = re.compile(
    r"\s*(?:第[〇零一二三四五六七八九十百]+[章节条][\s　]+|[〇一二三四五六七八九十百]+、"
    r"|[（(][〇一二三四五六七八九十百]+[）)]|\d{1,3}[.．](?!\d)|[（(]\d{1,3}[）)]|[①-⑳]"
    r"|\d{1,2}(?:\.\d{1,2})+[\s　]+)"
)
_CHINESE_COUNT: Final = re.compile(r"[〇零一二三四五六七八九十百]+")
_DIGITS: Final = re.compile(r"\d+")
_AS_PRINTED: Final = str.maketrans({"(": "（", ")": "）", "．": "."})
_ATTACHMENT: Final = re.compile(r"\s*附件\s*\d+(?:[-－]\d+)*\s*")
"""What stands above an attachment: a number and nothing else, which the program counts."""
_CONTENTS: Final = ("目录", "toc ", "TOC ")


class CopyUnit(Struct, frozen=True):
    """A paragraph, or a row of a table with its cells joined by `CELL`. `style` is the name of its
    style as Word shows it, "" of a row; `table` counts tables from 0, -1 = in none; `said` is who
    changed something in it, and when, as the marks say.
    """

    text: str
    style: str = ""
    table: int = -1
    said: tuple[str, ...] = ()

    @property
    def is_row(self) -> bool:
        return self.table >= 0

    @property
    def cells(self) -> list[str]:
        return self.text.split(CELL)

    @property
    def key(self) -> str:
        """What two units are compared by: their words, not the number the program counts and not
        the blanks that it sets.
        """
        return _key(self.text, is_row=self.is_row)

    @property
    def number(self) -> str:
        """The number it begins with; "" where there is none."""
        if self.is_row:
            return ""
        found = _ATTACHMENT.fullmatch(self.text) or _NUMBER.match(self.text)
        return found[0].strip() if found else ""

    @property
    def level(self) -> str:
        """How its number is written, whichever it is: （一） and （四） are of one level."""
        written = _DIGITS.sub("1", _CHINESE_COUNT.sub("一", self.number))
        return re.sub("[①-⑳]", "①", written).translate(_AS_PRINTED)


@lru_cache(maxsize=20_000)
def _key(text: str, *, is_row: bool) -> str:
    if is_row:
        return re.sub(r"[^\S\x1f]+", "", text)
    if _ATTACHMENT.fullmatch(text):
        return "附件"
    return re.sub(r"\s+", "", without_number(text))


def without_number(text: str) -> str:
    """A text without the number in front of it."""
    found = _NUMBER.match(text)
    return text[found.end() :] if found else text


def units_of(
    root: etree._Element,
    styles: etree._Element | None,
    said: dict[etree._Element, tuple[str, ...]] | None = None,
) -> list[CopyUnit]:
    """The units of a document part, blank ones left out and lines of a table of contents, which
    follow from the headings.
    """
    names = read_styles(styles)
    marks = said or {}
    found: list[CopyUnit] = []
    tables = 0
    for node in root.iter(W + "p", W + "tbl"):
        if _is_within(node, _FALLBACK) or _is_within(node, W + "tbl"):
            continue
        if node.tag == W + "tbl":
            found += _rows(node, tables, marks)
            tables += 1
            continue
        text = text_of(node)
        reference = node.find(f"{W}pPr/{W}pStyle")
        style = names.name(reference.get(W + "val", "")) if reference is not None else ""
        if text.strip() and not style.startswith(_CONTENTS):
            found.append(CopyUnit(text, style, -1, marks.get(node, ())))
    return found


def _rows(
    table: etree._Element, number: int, marks: dict[etree._Element, tuple[str, ...]]
) -> Iterator[CopyUnit]:
    """The rows of a table, without what the program fits to the page: words that a joined cell
    says again on the next page, and the last rows of a form that are left for writing.
    """
    above: dict[int, tuple[str, bool]] = {}
    """The last words of each column, and whether their cell is joined with others."""
    for row in table.iter(W + "tr"):
        cells: list[str] = []
        for cell in row.iterchildren(W + "tc", W + "sdt"):
            at = len(cells)
            lines = (text_of(node).strip() for node in cell.iter(W + "p"))
            text = "\n".join(line for line in lines if line)
            merged = next(cell.iter(W + "vMerge"), None) is not None
            last, was_merged = above.get(at, ("", False))
            is_again = text and text == last and (merged or was_merged)
            cells.append("" if is_again else text)
            if text and not is_again:
                above[at] = text, merged
        who = tuple(dict.fromkeys(each for p in row.iter(W + "p") for each in marks.get(p, ())))
        if not (cells[:1] and cells[0].isdecimal() and len(cells) > 1 and not any(cells[1:])):
            yield CopyUnit(CELL.join(cells), "", number, who)


def _is_within(node: etree._Element, tag: str) -> bool:
    return next(node.iterancestors(tag), None) is not None


def text_of(node: etree._Element) -> str:
    """The text of a paragraph, that of boxes anchored in it left out."""
    parts = []
    for run in node.iter(W + "r"):
        if next(run.iterancestors(W + "p"), None) is not node:
            continue
        for part in run:
            if part.tag == W + "t":
                parts.append(part.text or "")
            else:
                parts.append(_SIGNS.get(str(part.tag), ""))
    return "".join(parts)
