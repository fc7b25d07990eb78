"""The ids of the slips an officer makes in typing YAML, and what is said of several of them."""

from __future__ import annotations

from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import (
    DASH_WITHOUT_SPACE,
    EMPTY_KEY,
    FULL_WIDTH_BAR,
    HALF_WIDTH_COLON,
    OTHER_MARK,
    SPACE_IN_KEY,
    SPECIAL_START,
    WIDE_SPACE_INDENT,
)
from gongwen.source.wording import excerpt, quoted

from ... import patterns as re

OF_KEYS = frozenset(
    (
        HALF_WIDTH_COLON,
        SPACE_IN_KEY,
        EMPTY_KEY,
        WIDE_SPACE_INDENT,
        DASH_WITHOUT_SPACE,
        FULL_WIDTH_BAR,
        OTHER_MARK,
    )
)
"""What is said of a key, and of what stands right after it; in a line with a slip that the scan
tells of it is an echo of that.
"""

_WHOLE = 60
"""A line of this length is shown whole, to be copied."""

_YEAR = r"^\[((?:19|20)\d{2})\]"
"""The year of a document's number, in the wrong brackets."""


def wide_colon(line: str) -> str:
    """The hint that shows a line with its colon mended, to be copied."""
    return f"文中的冒号用全角的“：”，写成：{excerpt(line, _WHOLE)}"


_BOLD_KEY = r"\*{1,3}(?P<key>[^*:： ]{1,12})(?:\*+\s*[:：]|\s*[:：]\*+)\s*(?P<rest>.+)"
"""A key set bold, as assistants write it: **标题**: ……, **标题：** ……."""


def special_start(place: Place, text: str) -> Problem:
    """The problem of a text that begins with a character YAML keeps for itself."""
    hint = f"把整句放进英文单引号里：{quoted(excerpt(text, _WHOLE))}"
    if text[0] == "|":
        hint = f"“|”后面直接换行，文字从下一行起，多缩进两个半角空格；“|”本是文字的，{hint}"
    if bold := re.match(_BOLD_KEY, text):
        hint = f"删去星号，写成：{bold['key']}: {excerpt(bold['rest'], _WHOLE)}"
    if text.startswith(("```", "~~~")):
        hint = "这一行不是公文的内容（从网页、智能助手粘贴来的记号），删去这一行"
    if year := re.search(_YEAR, text):
        hint = f"年份用六角括号：{excerpt(re.sub(_YEAR, '〔' + year[1] + '〕', text), _WHOLE)}"
    return problem_at(
        place,
        SPECIAL_START,
        Level.ERROR,
        f"内容以“{text[0]}”开头，这个符号另有用途，程序没有把它当作文字",
        hint=hint,
    )
