"""Braces around 项目: 内容 that were typed in full width, not closed, or have the wrong comma."""

from __future__ import annotations

from gongwen.paper.characters import HAN
from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import BRACKETS, FULL_WIDTH_COMMA
from gongwen.source.mistakes.lines import INDENT_PATTERN, KEY, MendedLines, first_written
from gongwen.source.wording import excerpt

from ... import patterns as re

_WIDE = re.compile(rf"｛[ \u3000]*{HAN}{{1,8}}[ \u3000]*[：:].*[｝}}]")
_WRONG_COMMA = re.compile(rf"[ ]*[，；、][ ]*(?={HAN}{{1,8}}: )")
_PAIRS = re.compile(rf"\{{[ ]*{HAN}{{1,8}}: \S")
_SHOWN = 60


def in_half_width(text: str) -> str:
    """Pairs in braces with half-width signs, and a blank behind each; signs in a value stay."""
    text = text.translate(str.maketrans("｛｝", "{}"))
    text = re.sub(rf"[ \u3000]*[，,][ \u3000]*(?={HAN}{{1,8}}[ \u3000]*[：:])", ", ", text)
    return re.sub(
        rf"((?:^\{{|, )[ \u3000]*{HAN}{{1,8}})[ \u3000]*[：:][ \u3000\u00a0]*", r"\1: ", text
    )


def wide_braces(text: str, place: Place) -> Problem | None:
    """Pairs in full-width braces, which are a text to YAML."""
    if not _WIDE.fullmatch(text.rstrip()):
        return None
    return problem_at(
        place,
        BRACKETS,
        Level.ERROR,
        f"“{excerpt(text)}”用了全角的花括号，读不出项目",
        hint="花括号、冒号、逗号都用半角，冒号和逗号后面空一格："
        f"{excerpt(in_half_width(text), _SHOWN)}",
    )


def braces_mended(state: MendedLines, index: int, column: int, text: str, parent: int) -> str:
    """The text of a line that begins with a brace, mended in the line too; "" where nothing is to
    be mended in it.
    """
    if wide := wide_braces(text, Place(state.file, index + 1, column + 1)):
        state.problems.append(wide)
        return _put(state, index, column, in_half_width(text.rstrip()))
    if not _PAIRS.match(text):
        return ""
    right = text.rstrip()
    if _WRONG_COMMA.search(text):
        right = _WRONG_COMMA.sub(", ", right)
        hint = f"逗号用半角，后面空一格：{excerpt(right, _SHOWN)}"
        message = "花括号里各项之间的逗号是全角的，读不出后面的项目"
        state.report(index, column, FULL_WIDTH_COMMA, message, hint)
    if right.count("{") > right.count("}") and _ends_here(state, index, parent):
        right += "}"
        hint = f"在末尾补上“}}”：{excerpt(right, _SHOWN)}"
        state.report(index, column, BRACKETS, "花括号“{”没有配对的“}”", hint)
    return _put(state, index, column, right) if right != text.rstrip() else ""


def _put(state: MendedLines, index: int, column: int, right: str) -> str:
    state.lines[index] = state.lines[index][:column] + right
    return right


def _ends_here(state: MendedLines, index: int, parent: int) -> bool:
    """Whether the next line is a key or an item of its own, no part of what is in the braces."""
    after = first_written(state.lines, range(index + 1, len(state.lines)))
    match = INDENT_PATTERN.fullmatch(after)
    if match is None or not after:
        return True
    return len(match[1]) <= parent and bool(match[2] or KEY.fullmatch(match[3]))
