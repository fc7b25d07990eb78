"""Slips of the pen that make a YAML file unreadable, each told in words of its own.

The parser stops at its first syntax error and blames the line where it noticed. This scan goes
through all the lines once, says what was typed, and mends a copy so that the parser can go on.
"""

from __future__ import annotations

from msgspec import Struct, field

from gongwen.problem import Place, Problem
from gongwen.problem_ids import (
    COLON_WITHOUT_SPACE,
    EMPTY_KEY,
    FULL_WIDTH_COLON,
    MISSING_COLON,
    TAB_INDENT,
    WIDE_SPACE_INDENT,
    ProblemId,
)
from gongwen.source.mistakes.bars import bar_of, bar_problem
from gongwen.source.mistakes.below_a_key import (
    BAD_INDENT,
    CLOSE_KEY,
    FULL_WIDTH_KEY,
    OTHER_SIGN,
    WITHOUT_COLON,
    text_below,
)
from gongwen.source.mistakes.dashes import dash_without_space, other_dash
from gongwen.source.mistakes.lines import (
    INDENT_PATTERN,
    KEY,
    LONGEST_RUN,
    MendedLines,
    first_written,
)
from gongwen.source.mistakes.merge_conflicts import without_conflicts
from gongwen.source.mistakes.value_starts import is_sentence, value_begins
from gongwen.source.wording import WIDE_SPACES, excerpt, what_follows, wide_name

from ... import patterns as re

_DASH_TAB = re.compile(r"([ ]*(?:-[ ]+)*-)(\t\s*)(?=\S)")


class Scan(Struct):
    """What the scan found: the problems, and the text mended line for line.

    `guessed` is the first line (from 1) mended by a guess: what the parser says of the lines
    from there on may be an echo of the same slip. 0 = every repair is certain.
    """

    problems: list[Problem] = field(default_factory=list)
    mended: str = ""
    guessed: int = 0

    def echo(self, line: int) -> bool:
        """Whether a complaint about `line` may be an echo of a slip mended by a guess."""
        return 0 < self.guessed <= line


def scan(text: str, file: str) -> Scan:
    """Every slip a look at the lines can tell. Only for text the parser has refused: some of what
    is a slip there (`联系人：张三` beside other keys) would be fine elsewhere.
    """
    problems: list[Problem] = []
    text, guessed = without_conflicts(text, file, problems)
    state = MendedLines(file, text.split("\n"), problems, [], guessed)
    index = 0
    while index < len(state.lines):
        index = _line(state, index)
    return Scan(state.problems, "\n".join(state.lines), state.guessed)


def _line(state: MendedLines, index: int) -> int:
    """Look at one line, mend it, and return the index of the next line to look at."""
    line = state.lines[index]
    if not line.strip() or line.lstrip(" ").startswith("#"):
        return index + 1
    if (after := _indentation(state, index)) != index:
        return after
    match = INDENT_PATTERN.fullmatch(line)
    if match is None:
        return index + 1
    indent, dashes, content = len(match[1]), len(match[2]), match[3]
    column = indent + dashes
    if not dashes and (
        dash_without_space(state, index, indent, content)
        or other_dash(state, index, indent, content)
    ):
        match = INDENT_PATTERN.fullmatch(state.lines[index]) or match
        dashes, content = len(match[2]), match[3]
        column = indent + dashes
    state.columns = [open_ for open_ in state.columns if open_ <= (indent if dashes else column)]
    if dashes:
        state.columns = [open_ for open_ in state.columns if open_ < column]
    if content.startswith((": ", "：")) and not dashes:
        _no_key(state, index, column)
        return index + 1
    content = _colon(state, index, column, content)
    state.lines[index] = match[1] + match[2] + content
    key = KEY.fullmatch(content)
    if key is None or (dashes and is_sentence(key[1], key[2] or "")):
        content = _bar(state, index, column, content)
        parent = indent + match[2].rindex("-") if dashes else column - 1
        return value_begins(state, index, column, content, parent)
    state.columns.append(column)
    value = key[2] or ""
    value = _bar(state, index, column + max(key.start(2), 0), value)
    if (after := text_below(state, index, column, key[1], value)) != index:
        return after
    return value_begins(state, index, column + max(key.start(2), 0), value, column)


def _bar(state: MendedLines, index: int, column: int, value: str) -> str:
    """The value, its wrong bar mended in the line too."""
    bar = bar_of(value)
    if bar is None or bar.text:
        return value
    state.problems.append(bar_problem(bar, Place(state.file, index + 1, column + 1)))
    state.lines[index] = state.lines[index][:column] + "|"
    return "|"


def _no_key(state: MendedLines, index: int, column: int) -> None:
    state.report(
        index,
        column,
        EMPTY_KEY,
        "冒号前面没有项目名",
        "在冒号前写上项目名；若这一行接着上一行，就与上一行合成一行",
    )
    state.lines[index] = ""


def _indentation(state: MendedLines, index: int) -> int:
    """Tabs and wide spaces where only spaces may stand. Lines on end are one problem."""
    kind = _bad_indent(state, state.lines[index])
    if not kind:
        return index
    end, blank = index, state.lines[index].lstrip(" ")[:1]
    while end < len(state.lines) and _bad_indent(state, state.lines[end]) == kind:
        state.lines[end] = _spaced(state.lines[end])
        end += 1
    what = "制表符（Tab 键）" if kind == TAB_INDENT else wide_name(blank)
    lines = f"从这一行起连续{end - index}行" if end - index > 1 else "这一行"
    hint = "缩进只用半角空格，每层两个" + (
        "；横线后也用半角空格" if kind == TAB_INDENT else "；段首空两字由程序排，不用打"
    )
    hint += _beside(state, index)
    state.report(index, 0, kind, f"{lines}的缩进用了{what}，读不出层次", hint, guess=True)
    return end


def _beside(state: MendedLines, index: int) -> str:
    """Which line above an item of a list has to stand level with."""
    item = INDENT_PATTERN.fullmatch(state.lines[index])
    for above in range(index - 1, max(index - LONGEST_RUN, -1), -1) if item and item[2] else ():
        match = INDENT_PATTERN.fullmatch(state.lines[above])
        if match and match[2]:
            return f"；与第{above + 1}行“{excerpt(match[3])}”的横线左边对齐"
    return ""


def _bad_indent(state: MendedLines, line: str) -> ProblemId | None:
    match = _DASH_TAB.match(line) or BAD_INDENT.match(line)
    if match is None:
        return None
    if "\t" in match[2]:
        return TAB_INDENT
    column = len(match[1])
    return WIDE_SPACE_INDENT if column == 0 or column in state.columns else None


def _spaced(line: str) -> str:
    dash = _DASH_TAB.match(line)
    if dash:
        return f"{dash[1]} {line[dash.end() :]}"
    match = BAD_INDENT.match(line)
    return line if match is None else f"{match[1]}{'  ' * len(match[2])}{line[match.end() :]}"


def _colon(state: MendedLines, index: int, column: int, content: str) -> str:
    """`标题：…` or `标题:…` beside other keys; returns the content with the colon mended."""
    if KEY.fullmatch(content):
        return content
    for pattern, rule, told, way in (
        (
            FULL_WIDTH_KEY,
            FULL_WIDTH_COLON,
            "“{}”后面用了全角冒号“：”",
            "改用半角冒号，后面空一格",
        ),
        (CLOSE_KEY, COLON_WITHOUT_SPACE, "“{}”的冒号后面{}", "冒号后面空一个半角格"),
    ):
        match = pattern.fullmatch(content)
        if match and (column in state.columns or _key_follows(state, index, column)):
            value = match[2].lstrip(" \t" + WIDE_SPACES)
            bar = bar_of(value)
            value = "|" if bar and not bar.text else value
            mended = f"{match[1]}: {value}".rstrip()
            message = told.format(match[1], what_follows(match[2].lstrip(" \t")[:1]))
            spot = column + content.index("：" if rule == FULL_WIDTH_COLON else ":")
            hint = f"{way}：{excerpt(mended, 20)}"
            if bar and not bar.text:
                hint += "（竖线也用半角的）"
            state.report(index, spot, rule, message, hint)
            return mended
    match = OTHER_SIGN.match(content)
    if match and (column in state.columns or _key_follows(state, index, column)):
        mended = f"{match[1]}: {content[match.end() :]}".rstrip()
        state.report(
            index,
            column + match.end(1),
            MISSING_COLON,
            f"“{match[1]}”后面是“{match[2]}”，不是冒号",
            f"改用半角冒号，后面空一格：{excerpt(mended, 20)}",
        )
        return mended
    match = WITHOUT_COLON.fullmatch(content)
    if match and _is_key_at(first_written(state.lines, range(index + 1, len(state.lines))), column):
        mended = f"{match[1]}: {match[2]}"
        state.report(
            index,
            column + match.end(1),
            MISSING_COLON,
            f"“{match[1]}”后面少了冒号",
            f"后面补上半角冒号和空格：{excerpt(mended, 20)}",
        )
        return mended
    return content


def _is_key_at(line: str, column: int) -> bool:
    """Whether a line is a key at this column, not the first of a list's item."""
    return not line[:column].strip() and bool(KEY.fullmatch(line[column:]))


def _key_follows(state: MendedLines, index: int, column: int) -> bool:
    """Whether the lines below go on at the same column and come to a key."""
    for line in state.lines[index + 1 : index + LONGEST_RUN]:
        content = line[column:]
        if not line.strip():
            continue
        if line[:column].strip() or content[:1] in (" ", "-"):
            return False
        if KEY.fullmatch(content):
            return True
        if not (FULL_WIDTH_KEY.fullmatch(content) or CLOSE_KEY.fullmatch(content)):
            return False
    return False
