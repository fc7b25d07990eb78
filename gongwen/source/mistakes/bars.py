"""Signs that look like YAML's “|”, which says that a text of several lines begins."""

from __future__ import annotations

from msgspec import Struct

from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import FULL_WIDTH_BAR
from gongwen.source.wording import excerpt, quoted

from ... import patterns as re

_SIGNS = "｜丨︱￨│〡∣¦‖＞"
_ALONE = f"[{_SIGNS}][+-]?[1-9]?[ \t\u3000\u00a0]*$"
_BEFORE_TEXT = "[｜￨](?=.)"


class Bar(Struct, frozen=True):
    """A wrong bar: the sign, and the text that follows it on its line; "" = none."""

    sign: str
    text: str


def bar_of(source: str) -> Bar | None:
    """The wrong bar that an unquoted text begins with."""
    if source[:1] not in _SIGNS or not source:
        return None
    first = source.split("\n", 1)[0]
    if re.match(_ALONE, first):
        return Bar(first[0], "")
    if re.match(_BEFORE_TEXT, first):
        return Bar(first[0], first[1:].strip())
    return None


def bar_problem(bar: Bar, place: Place, *, lines: bool = True) -> Problem:
    """What is said of a wrong bar. `lines` = more lines follow, which it would glue together; where
    none do, it may be meant as it is.
    """
    name = "大于号，也不是竖线" if bar.sign == "＞" else "竖线"
    hint = "换成半角的竖线“|”：英文输入法下，回车键上方与“\\”同一个键，按住 Shift"
    if bar.text or not lines:
        hint += "；后面直接换行，文字从下一行起，多缩进两个半角空格"
        hint += f"。“{bar.sign}”本是文字的，放进英文单引号里："
        hint += quoted(excerpt(bar.sign + bar.text, 20))
    return problem_at(
        place,
        FULL_WIDTH_BAR,
        Level.ERROR if lines else Level.WARNING,
        f"“{bar.sign}”不是键盘上的{name}，{'下面的文字会连成一段' if lines else '会照样印出来'}",
        hint=hint,
    )
