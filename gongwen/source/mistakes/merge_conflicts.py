"""The marks git leaves where two people changed the same lines."""

from __future__ import annotations

from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import MERGE_CONFLICT

from ... import patterns as re

_CONFLICT = (
    r"(?m)^(?P<at>[ \t]*)<{7}(?: .*)?\n(?P<ours>(?:(?![ \t]*<{7}).*\n)*?)"
    r"(?P<base>(?P=at)\|{7}(?: .*)?\n(?:(?![ \t]*<{7}).*\n)*?)?(?P=at)={7}[ \t]*\n"
    r"(?P<theirs>(?:(?![ \t]*<{7}).*\n)*?)(?P=at)>{7}(?: .*)?$"
)
_MARK = r"(?m)^(?:[ \t]*(?:<{7}|>{7}|\|{7})(?: .*)?|={7}[ \t]*)$"


def conflicts(text: str, file: str) -> list[Problem]:
    """The conflicts in a text that YAML can read for all that: the marks became part of it."""
    problems: list[Problem] = []
    if "<" * 7 in text or ">" * 7 in text:
        without_conflicts(text, file, problems)
    return problems


def without_conflicts(text: str, file: str, problems: list[Problem]) -> tuple[str, int]:
    """The text with the first side of every merge conflict only, its lines where they were, and the
    line of the first conflict (from 1; 0 = none). Appends a problem for each, and for each mark
    that was left behind when a conflict was settled by hand.
    """
    guessed = 0

    def first_side(match: re.Match[str]) -> str:
        nonlocal guessed
        start = text.count("\n", 0, match.start()) + 1
        base = start + match["ours"].count("\n") + 1
        middle = base + (match["base"] or "").count("\n")
        end = middle + match["theirs"].count("\n") + 1
        guessed = guessed or start
        problems.append(
            problem_at(
                Place(file, start, 1),
                MERGE_CONFLICT,
                Level.ERROR,
                f"两个人的修改撞在一起，没有合并：一种写法{_lines_between(start, base)}，"
                f"另一种写法{_lines_between(middle, end)}",
                hint=f"留下要的写法，删去另一种，再删去{_marks(start, base, middle, end)}",
            )
        )
        return "\n" + match["ours"] + "\n" * (end - base)

    def without_mark(match: re.Match[str]) -> str:
        message = f"合并修改时留下的记号“{match[0].strip()}”没有删去"
        hint = "删去这一行，再看看上下的文字有没有重复"
        place = Place(file, text.count("\n", 0, match.start()) + 1, 1)
        problems.append(problem_at(place, MERGE_CONFLICT, Level.ERROR, message, hint=hint))
        return ""

    text = re.sub(_CONFLICT, first_side, text)
    return re.sub(_MARK, without_mark, text), guessed


def _marks(start: int, base: int, middle: int, end: int) -> str:
    if base == middle:
        return f"第{start}、{middle}、{end}行的记号"
    return f"第{start}、{end}行的记号和第{base}—{middle}行（修改以前的写法）"


def _lines_between(before: int, after: int) -> str:
    if after - before == 1:
        return "是空的"
    if after - before == 2:
        return f"在第{before + 1}行"
    return f"在第{before + 1}—{after - 1}行"
