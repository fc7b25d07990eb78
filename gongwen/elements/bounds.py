"""How long what people write may be. What is longer is no 公文 but a slip, most often a whole text
under a key that is for a few words; so it is told, and not set. Each bound is several times what
the longest document that we know holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from .fields import MisfitError

LONGEST_TITLE = 200
"""Characters: ten lines. Real ones have four at most."""

LONGEST_PHRASE = 1000
"""Characters of a heading, a name, a post, a note: one and a half pages."""

LONGEST_PARAGRAPH = 20_000
"""Characters of one paragraph: thirty pages without a break."""

LONGEST_CELL = 5000
"""Characters of one table cell, which may be as narrow as a twentieth of a page."""

MOST_UNITS = 500
"""Units in one list: all counties of a province are some hundred."""

LONGEST_UNIT = 200
"""Characters of one unit's name, with what stands in brackets after it."""

MOST_ITEMS = 10_000
"""Items of any list: numbers in Chinese end at 9999."""

MOST_VALUES = 100_000
"""Texts of one document, cells among them: a thousand pages have a tenth of that."""

MOST_LINES = 100
"""Lines of what stands in a few lines: names under one another, ways to answer."""

MOST_ROWS = 5000
"""Rows of one table: some 250 pages."""

MOST_COLUMNS = 100
"""Columns of one table: paper holds a third of them."""

_TO_TEXT = "大段的文字写在“正文”里：另起一行顶格写“正文: |”，下面每行往里缩进两格"


def title_bounded(lines: str | Sequence[str]) -> str | Sequence[str]:
    """A title as read. Raises MisfitError where it is none, but a text."""
    length = len(lines) if isinstance(lines, str) else sum(map(len, lines))
    if length > LONGEST_TITLE:
        hint = f"是不是正文没有写“正文: |”；标题只写一两行，{_TO_TEXT}"
        raise MisfitError(f"有{length}字，标题最多{LONGEST_TITLE}字", hint)
    return lines


def lines_bounded(lines: str | Sequence[str]) -> str | Sequence[str]:
    """A few lines as read. Raises MisfitError where there are too many of them."""
    count = len(lines.splitlines()) if isinstance(lines, str) else len(lines)
    if count > MOST_LINES:
        raise MisfitError(f"有{count}行，最多{MOST_LINES}行", f"这里只写几行；{_TO_TEXT}")
    return lines


def phrase_bounded(text: str) -> str:
    """A few words as read. Raises MisfitError where it is a text."""
    if len(text) > LONGEST_PHRASE:
        raise MisfitError(
            f"有{len(text)}字，最多{LONGEST_PHRASE}字", f"这里只写几个字或一两句话；{_TO_TEXT}"
        )
    return text


def paragraphs_bounded(text: str) -> str:
    """A text as read, a line a paragraph. Raises MisfitError where one has no end."""
    if len(text) > LONGEST_PARAGRAPH:
        longest = max(map(len, text.splitlines()))
        if longest > LONGEST_PARAGRAPH:
            message = f"里一段有{longest}字，一段最多{LONGEST_PARAGRAPH}字"
            raise MisfitError(message, "分成几段，每段一行；不是要印的文字就删掉")
    return text


def cell_bounded(text: str) -> str:
    """A cell of a table as read. Raises MisfitError where it is a text."""
    if len(text) > LONGEST_CELL:
        hint = "一格里只写几句话；大段的文字写在表的外面"
        raise MisfitError(f"有{len(text)}字，表的一格最多{LONGEST_CELL}字", hint)
    return text


UnitNames = str | Sequence[str] | Sequence[Sequence[str]]


def units_bounded(typed: UnitNames) -> UnitNames:
    """A list of units as read. Raises MisfitError where there are more, or longer ones, than any
    document is sent to.
    """
    names = list(_names(typed))
    if len(names) > MOST_UNITS:
        hint = "单位很多的，写它们的统称（如：各县（市、区）人民政府），或另列附件"
        raise MisfitError(f"有{len(names)}个单位，最多{MOST_UNITS}个", hint)
    longest = max(map(len, names), default=0)
    if longest > LONGEST_UNIT:
        hint = f"单位之间用“、”隔开；{_TO_TEXT}"
        raise MisfitError(f"里一个单位的名称有{longest}字，最多{LONGEST_UNIT}字", hint)
    return typed


def _names(typed: UnitNames) -> Iterator[str]:
    if isinstance(typed, str):
        yield from re.split("[、，,\n]", typed)
        return
    for each in typed:
        yield from _names(each)
