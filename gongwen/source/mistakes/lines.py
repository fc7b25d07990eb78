"""The lines of a file whose slips are looked for: how one is made up, and what is found in them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import ProblemId

from ... import patterns as re

INDENT_PATTERN = re.compile(r"([ ]*)((?:-[ ]+)*)(.*)")
"""A line: its blanks, its dashes, the rest."""
KEY = re.compile(
    r"""("[^"]*"|'[^']*'|[^\s"'\[\]{}\#&*!|>%@`,?-][^:]*?|-[^\s:][^:]*?)[ ]*:(?:[ \t]+(.*)|$)"""
)
"""A key and its value, to the end of the line."""
LONGEST_RUN = 50
"""So many lines at most are looked at for one thing."""


def first_written(lines: list[str], numbers: Iterable[int]) -> str:
    """The first line that is not blank, of those of these numbers; "" where there is none."""
    return next((lines[number] for number in numbers if lines[number].strip()), "")


class MendedLines(Struct):
    """The state of one pass: lines are mended in place; `columns` are where mappings stand open."""

    file: str
    lines: list[str]
    problems: list[Problem]
    columns: list[int]
    guessed: int = 0

    def report(
        self,
        index: int,
        column: int,
        rule: ProblemId,
        message: str,
        hint: str,
        *,
        guess: bool = False,
    ) -> None:
        place = Place(self.file, index + 1, column + 1)
        self.problems.append(problem_at(place, rule, Level.ERROR, message, hint=hint))
        if guess and not self.guessed:
            self.guessed = index + 1
