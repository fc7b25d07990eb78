"""Empty paragraphs and blanks that stand in for spacing, indents and tab stops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ... import patterns as re
from ...measure.written import is_ours
from ...problem import Level
from ...problem_ids import BLANK_PARAGRAPHS, BLANKS_FOR_LAYOUT
from ...word.foreign_paragraphs import DocxParagraph, number_of
from ..finding import Deviation, Docx, quoted

_LEADING = re.compile(r"[ \u3000\u00a0]{2,}\S|\u3000\S")
_PADDING = re.compile(r"\S(?: {4,}|[\u3000\u00a0]{3,})\S")
_BASE = "Normal"
_HEADER_ROLES = ("份号", "密级", "紧急程度", "版记尾")


def check(docx: Docx) -> Iterator[Deviation]:
    """Empty paragraphs between texts; blanks at the head of lines and in the middle."""
    yield from _empty(docx)
    texts = [paragraph.text for paragraph, _ in docx.body]
    leading = [text for text in texts if _LEADING.match(text)]
    if leading:
        message = f"段首用空格空两字，字号、字体一变就不齐：{quoted(leading)}"
        yield Deviation(
            BLANKS_FOR_LAYOUT, Level.WARNING, message, "", "删去段首空格，段落—缩进—首行缩进2字符"
        )
    padded = [text for text in texts if _PADDING.search(text)]
    if padded:
        message = f"用一串空格对位置：{quoted(padded)}"
        yield Deviation(BLANKS_FOR_LAYOUT, Level.NOTICE, message, "", "改用制表位、右对齐或缩进")


def _empty(docx: Docx) -> Iterator[Deviation]:
    """Runs of empty paragraphs, named by the text above; those at head and end are no spacing."""
    ours = is_ours(docx.paragraphs)
    above = ""
    waiting: list[DocxParagraph] = []
    after: list[str] = []
    for paragraph, role in docx.body:
        if not paragraph.text.strip() and not paragraph.has_picture:
            # Where a section ends, Word puts one by itself.
            if role not in _HEADER_ROLES and not paragraph.ends_section:
                waiting.append(paragraph)
            continue
        if waiting and above and not (ours and _is_room(waiting, paragraph)):
            after.append(above)
        above, waiting = paragraph.text, []
    if after:
        message = f"用空段落空行：{quoted(after)}之后"
        hint = "删去空段落，在段落—间距里设段前、段后（1行）"
        yield Deviation(BLANK_PARAGRAPHS, Level.NOTICE, message, "", hint)


def _is_room(blanks: Sequence[DocxParagraph], below: DocxParagraph) -> bool:
    """Whether blanks in a file of ours are those that the program sets at the head or foot of a
    page: they stand in place of the room that the style below has, and are no higher than that.
    """
    replaced = below.own_room and number_of(below.look, "spacing.before") == 0
    styled = any(blank.style != _BASE for blank in blanks)
    height = sum(number_of(blank.look, "spacing.line") for blank in blanks)
    return replaced and not styled and height <= below.style_room
