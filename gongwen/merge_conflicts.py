"""The marks git leaves where two people changed the same lines."""

from __future__ import annotations

import re

from gongwen.problem import Level, Place, Problem, problem_at

MERGE_CONFLICT = "合并冲突"

_CONFLICT = re.compile(
    r"^<{7}(?: .*)?\n(?P<ours>(?:.*\n)*?)={7}\n(?P<theirs>(?:.*\n)*?)>{7}(?: .*)?$", re.MULTILINE
)


def without_conflicts(text: str, file: str, problems: list[Problem]) -> tuple[str, int]:
    """The text with the first side of every merge conflict only, its lines where they were, and the
    line of the first conflict (from 1; 0 = none). Appends a problem for each.
    """
    guessed = 0

    def first_side(match: re.Match[str]) -> str:
        nonlocal guessed
        start = text.count("\n", 0, match.start()) + 1
        middle = start + match["ours"].count("\n") + 1
        end = middle + match["theirs"].count("\n") + 1
        guessed = guessed or start
        problems.append(
            problem_at(
                Place(file, start, 1),
                MERGE_CONFLICT,
                Level.ERROR,
                f"两个人的修改撞在一起，没有合并：一种写法{_lines_between(start, middle)}，"
                f"另一种写法{_lines_between(middle, end)}",
                hint=f"留下要的写法，删去另一种，再删去第{start}、{middle}、{end}行的记号",
            )
        )
        return "\n" + match["ours"] + "\n" * (end - middle)

    return _CONFLICT.sub(first_side, text), guessed


def _lines_between(before: int, after: int) -> str:
    if after - before == 1:
        return "是空的"
    if after - before == 2:
        return f"在第{before + 1}行"
    return f"在第{before + 1}—{after - 1}行"
