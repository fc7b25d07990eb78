"""Slips where a list's item begins: a dash with no blank after it, a sign that is no dash."""

from __future__ import annotations

from gongwen.paper.block_keys import BLOCK_KEYS
from gongwen.problem_ids import DASH_WITHOUT_SPACE, OTHER_MARK
from gongwen.source.mistakes.lines import INDENT_PATTERN, MendedLines, first_written
from gongwen.source.wording import WIDE_SPACES, blanks, excerpt, what_follows

from ... import patterns as re

_DASH_WORD = re.compile(r"[-－](?=[^\s-]|[\u3000\u00a0])")
OTHER_DASH = re.compile("([–−－•·●▪◆○■◇]|—(?!—))[ \u3000]*(?=\\S)")

_STAR = re.compile(r"(\*)[ \u3000]+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2}[.．、])[ \u3000]*(?=[^\s\d])")
NUMBERED_BLOCK = re.compile(
    rf"((?:[（(]?\d{{1,2}}[）)]|\d{{1,2}}[.．、])[ \u3000]*)(?=(?:{'|'.join(BLOCK_KEYS)})[：:])"
)
"""A number before the key of a block: the program numbers them."""
_UNITS = re.compile(r"(?:主送|抄送|单位|发文机关|签发人|出席|请假|列席):$")
"""Keys under which a list is of names, so that numbers before them are no part of them."""


def dash_without_space(state: MendedLines, index: int, indent: int, content: str) -> bool:
    """`-条目` where a list is going on at this column, or a key before waits for one. The line is
    mended.
    """
    if not _DASH_WORD.match(content) or not _in_list(state, index, indent):
        return False
    mended = f"- {content[1:].lstrip(WIDE_SPACES)}"
    state.report(
        index,
        indent,
        DASH_WITHOUT_SPACE,
        f"“{excerpt(content)}”的横线后面{what_follows(content[1])}，读不成单独的一条",
        f"写成：{excerpt(mended, 16)}",
    )
    state.lines[index] = " " * indent + mended
    return True


def item_mark(content: str, key: str) -> re.Match[str] | None:
    """What an item of a list below the line `key` begins with that is no dash; numbers only where
    they are no part of a text.
    """
    mark = OTHER_DASH.match(content) or _STAR.match(content) or NUMBERED_BLOCK.match(content)
    return mark or (_NUMBER.match(content) if _UNITS.search(key) else None)


def other_dash(state: MendedLines, index: int, indent: int, content: str) -> bool:
    """`— 条目`, `• 条目` where `- 条目` is meant. The line is mended."""
    mark = item_mark(content, _key_before(state, index))
    if mark is None or not _in_list(state, index, indent):
        return False
    rest = content[mark.end() :]
    below = first_written(state.lines, range(index + 1, len(state.lines)))
    column = len(below) - len(below.lstrip(" "))
    goes_on = mark.re is NUMBERED_BLOCK and column == indent + len(mark[1])
    dash = "-".ljust(len(mark[1]) if goes_on else 2)  # what stands below it keeps its place
    state.report(
        index,
        indent,
        OTHER_MARK,
        f"行首的“{mark[1].strip()}”不是表示一条的横线",
        f"用键盘上的减号“-”，后面空{blanks(len(dash) - 1)}格：{dash}{excerpt(rest)}",
    )
    state.lines[index] = f"{' ' * indent}{dash}{rest}"
    return True


def _in_list(state: MendedLines, index: int, indent: int) -> bool:
    """Whether a list is going on at this column, or a key before waits for one."""
    lines = state.lines
    below = range(index + 1, min(index + 20, len(lines)))
    for numbers in (range(index - 1, -1, -1), below):
        sibling = next((lines[at] for at in numbers if _is_at_most(lines[at], indent)), "")
        match = INDENT_PATTERN.fullmatch(sibling)
        if match and match[2] and len(match[1]) == indent:
            return True
    before = first_written(lines, range(index - 1, -1, -1))
    key = re.fullmatch(r"([ ]*)((?:-[ ]+)*)[^-#\s].*:", before)
    return key is not None and 0 <= indent - len(key[1]) - len(key[2]) <= 2


def _is_at_most(line: str, indent: int) -> bool:
    """Whether a line is no deeper than `indent`: what is deeper belongs to the item before it."""
    return bool(line.strip()) and len(line) - len(line.lstrip(" ")) <= indent


def _key_before(state: MendedLines, index: int) -> str:
    """The line of the key that a list, some of which may be mended, is to stand under."""
    for at in range(index - 1, -1, -1):
        line = state.lines[at].strip()
        if line and not line.startswith("- "):
            return line
    return ""
