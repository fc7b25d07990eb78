"""Characters that no document can hold, written with a backslash."""

from __future__ import annotations

from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import CONTROL_CHARACTER
from gongwen.source.text_file import unfit_characters


def escape_problems(value: str, place: Place) -> list[Problem]:
    """At most one problem of a quoted text and what it stands for: \\u0001 and the like. What is
    typed as it is has been looked at in the whole file.
    """
    codes = unfit_characters(value)
    if not codes:
        return []
    message = f"这段文字用反斜线“\\”写了不能印的字符（{codes}）"
    hint = "改用英文单引号，或删去反斜线和后面的代码"
    return [problem_at(place, CONTROL_CHARACTER, Level.ERROR, message, hint=hint)]
