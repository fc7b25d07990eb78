"""Text under a key whose lines do not stand level: not indented, or by less than the first."""

from __future__ import annotations

from gongwen.paper.block_keys import BLOCK_KEYS, DOCUMENT_KEYS, TASK_KEYS
from gongwen.paper.characters import HAN
from gongwen.problem_ids import INDENT, TAB_INDENT, WIDE_SPACE_INDENT
from gongwen.source.mistakes.dashes import OTHER_DASH, item_mark
from gongwen.source.mistakes.lines import INDENT_PATTERN, KEY, MendedLines, first_written
from gongwen.source.mistakes.value_starts import BLOCK_HEADER
from gongwen.source.wording import blanks, excerpt

from ... import patterns as re

BAD_INDENT = re.compile(r"([ ]*)([\t\u3000\u00a0\u2000-\u200a][\s]*)(?=\S)")
FULL_WIDTH_KEY = re.compile(
    r"([^\s：:，。；、！？#'\"\[\]{}-][^\s：:，。；、！？]{0,7})[ \u3000]*：\s*(.*)"
)
CLOSE_KEY = re.compile(
    r"([^\s：:，。；、！？#'\"\[\]{}-][^\s：:，。；、！？]{0,7}):"
    r"((?=\S).*|[ \t]*[\u3000\u00a0].*)"
)
_KEYS = "|".join((*BLOCK_KEYS, *DOCUMENT_KEYS, *TASK_KEYS))
OTHER_SIGN = re.compile(rf"({_KEYS})[ \u3000]*([;；=＝.。、，,])[ \u3000]*")
"""A key, and a sign that was hit instead of the colon."""
WITHOUT_COLON = re.compile(rf"({HAN}{{1,6}})[ \u3000]+([^\s:：].*)")


def text_below(state: MendedLines, index: int, column: int, key: str, value: str) -> int:
    """The lines of text under `键:` or `键: |` that do not stand as they should are mended. Returns
    the index of the line after the text, or `index` where nothing had to be mended.
    """
    block = bool(BLOCK_HEADER.match(value))
    if value and not block:
        return index
    first = index + 1
    while first < len(state.lines) and _skipped(state.lines[first], column, block=block):
        first += 1
    if first >= len(state.lines):
        return index
    if item_mark(state.lines[first].strip(), f"{key}:"):
        return index
    if _is_text_at(state.lines[first], column, first=True):
        header = state.lines[index]
        state.lines[index] = header if value else f"{header.rstrip()} |"
        bar = "" if value.startswith("|") else f"“{key}:”后面写 |，"
        return _not_indented(state, first, column, key, bar)
    return _uneven(state, index, first, column) if block else index


def _skipped(line: str, column: int, *, block: bool) -> bool:
    """A line before the text begins: a blank one, or a comment."""
    bare = line.lstrip(" ")
    return not bare or (bare[0] == "#" and (not block or len(line) - len(bare) <= column))


def _not_indented(state: MendedLines, first: int, column: int, key: str, bar: str) -> int:
    """The text stands no deeper than its key; what goes on deeper belongs to it."""
    end = first
    while end < len(state.lines) and _goes_on(state.lines[end], column):
        end += 1
    lines = [line for line in state.lines[first:end] if line.strip()]
    uneven = any(line[:1].isspace() != lines[0][:1].isspace() for line in lines)
    state.report(
        first,
        0,
        INDENT,
        f"“{key}”下面的文字没有缩进，读不成它的内容",
        f"{bar}每行文字前空{blanks(column + 2)}格"
        + (f"，从第{first + 1}行“{excerpt(lines[0])}”起都左边对齐" if uneven else ""),
    )
    for at in range(first, end):
        state.lines[at] = " " * (column + 2) + state.lines[at].strip()
    return end


def _goes_on(line: str, column: int) -> bool:
    bare = line.lstrip(" ")
    return (len(line) - len(bare) > column and bare[:1] != "#") or _is_text_at(
        line, column, first=False
    )


def _uneven(state: MendedLines, index: int, first: int, column: int) -> int:
    """Lines of a text that are indented by less than its first one, which ends the text there."""
    level = len(state.lines[first]) - len(state.lines[first].lstrip(" "))
    if level <= column:
        return index
    near = f"第{first + 1}行“{excerpt(state.lines[first])}”"
    at, told = first, index
    while at < len(state.lines):
        end = at
        while end < len(state.lines) and _stands_out(state.lines, end, level, column):
            end += 1
        if end > at:
            _report(state, at, end, near)
            for line in range(at, end):
                state.lines[line] = " " * level + state.lines[line].strip()
            told = at = end
        elif _belongs(state.lines[at], level):
            at += 1
        else:
            break
    return index if told == index else at


def _belongs(line: str, level: int) -> bool:
    return not line.strip() or len(line) - len(line.lstrip(" ")) >= level


def _stands_out(lines: list[str], at: int, level: int, column: int) -> bool:
    """A line of the text that is indented by too little, or not with blanks."""
    line = lines[at]
    indent = len(line) - len(line.lstrip(" "))
    bare = line.strip()
    if not bare or indent >= level or bare[0] in "#-" or KEY.fullmatch(bare):
        return False
    if BAD_INDENT.match(line) or indent > column or _starts_no_other(bare):
        return True
    below = first_written(lines, range(at + 1, len(lines)))
    goes_on = below.startswith(" " * level) and not KEY.fullmatch(below.strip())
    return bool(goes_on and FULL_WIDTH_KEY.fullmatch(bare))


def _report(state: MendedLines, at: int, end: int, near: str) -> None:
    lines = f"从这一行起连续{end - at}行" if end - at > 1 else "这一行"
    indents = "".join(line[: len(line) - len(line.lstrip())] for line in state.lines[at:end])
    if "\t" in indents:
        rule, message = TAB_INDENT, f"{lines}的缩进用了制表符（Tab 键），读不出层次"
    elif indents.strip(" "):
        rule, message = WIDE_SPACE_INDENT, f"{lines}的缩进用了全角空格，读不出层次"
    else:
        rule, message = INDENT, f"{lines}比上面的文字缩进得少，读不成同一项的内容"
    more = "用半角空格" if rule != INDENT else ""
    state.report(
        at,
        len(state.lines[at]) - len(state.lines[at].lstrip()),
        rule,
        message,
        f"{more}与{near}左边对齐",
    )


def _is_text_at(line: str, column: int, *, first: bool) -> bool:
    """Whether a line below a key at `column` is text with no indent; the first must look like
    nothing else.
    """
    match = INDENT_PATTERN.fullmatch(line)
    if match is None or not match[3]:
        return match is not None and not first
    content = match[3]
    if len(match[1]) > column or match[2] or content[0] in "#-" or KEY.fullmatch(content):
        return False
    taken = (BAD_INDENT, FULL_WIDTH_KEY, CLOSE_KEY, OTHER_DASH)
    return not (first and any(pattern.match(content) for pattern in taken))


def _starts_no_other(bare: str) -> bool:
    """Whether a line under no key begins like text, and like no slip of another kind."""
    others = (FULL_WIDTH_KEY, CLOSE_KEY, OTHER_DASH, WITHOUT_COLON)
    return not any(pattern.match(bare) for pattern in others)
