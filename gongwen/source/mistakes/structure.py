"""What is no part of the plain lists and mappings that a document is made of."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import (
    EMPTY_FILE,
    KEY_NOT_TEXT,
    SEVERAL_DOCUMENTS,
    SPECIAL_START,
    TOO_DEEP,
    ProblemId,
)
from gongwen.source.mistakes.messages import special_start
from gongwen.source.reader import DEEPEST
from gongwen.source.typed import AsTyped


def structure_problems(typed: AsTyped) -> Iterator[Problem]:
    """Anchors, aliases, tags and “? ”; lists for keys; a second document; what nests too deep."""
    for place in typed.marked:
        yield _marked(place, typed.rest_of_line(place))
    for place in typed.explicit:
        yield special_start(place, typed.rest_of_line(place))
    for place in typed.no_keys:
        yield _error(
            place,
            KEY_NOT_TEXT,
            "冒号前面是括号里的内容，不能当作项目名",
            "若这一行是文字，用中文的括号和冒号；若是项目名，去掉括号",
        )
    if typed.second_document:
        yield _error(
            typed.second_document,
            SEVERAL_DOCUMENTS,
            "这一行“---”把文件分成了两份文档，后一份读不到",
            "一份公文一个文件；文中的分隔线删去",
        )
    if typed.too_deep:
        yield _error(
            typed.too_deep, TOO_DEEP, f"层次超过{DEEPEST}层", "检查这里的括号、横线是否多打了"
        )


EMPTY_DOCUMENT = "至少写上“文种”“标题”“正文”三项"


def empty_file(file: str, hint: str) -> Problem:
    """The problem of a file with nothing in it; `hint` says what belongs there."""
    return _error(Place(file), EMPTY_FILE, "文件是空的", hint)


def _marked(place: Place, typed: str) -> Problem:
    """Who begins a text with & * ! means the character."""
    if typed[:1] in ("&", "*", "!"):
        return special_start(place, typed)
    return _error(place, SPECIAL_START, "内容前有另有用途的符号", "删去以 &、*、! 开头的记号")


def _error(place: Place, rule: ProblemId, message: str, hint: str) -> Problem:
    return problem_at(place, rule, Level.ERROR, message, hint=hint)
