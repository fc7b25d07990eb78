"""What went wrong, and where: the one way this program speaks to a drafting officer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import PurePath

import msgspec
from msgspec import Struct


class Level(StrEnum):
    """How much a problem weighs; the order of the members is the order of weight."""

    ERROR = "错误"
    WARNING = "警告"
    NOTICE = "提示"


class Place(Struct, frozen=True):
    """A point in a file. `line` and `column` count from 1; 0 means the file as a whole.

    `text_line` and `text_column` are set on the place of a `|` block text only: where its first
    line of text starts, so that line k of the text stands at `text_line + k`. 0 = not known.
    """

    file: str
    line: int = 0
    column: int = 0
    text_line: int = 0
    text_column: int = 0

    def of_text_line(self, index: int) -> Place:
        """The place of line `index` (from 0) of the text that stands here."""
        if self.text_line == 0:
            return self
        return Place(self.file, self.text_line + index, self.text_column)


class Problem(Struct, frozen=True):
    """One finding. `message` says what is wrong, `basis` why (a clause or a reason), `hint` what
    to do instead; both may be empty. All three are whole Chinese sentences or phrases for people
    who have never seen YAML or Python.
    """

    rule: str
    level: Level
    file: str
    line: int
    column: int
    message: str
    basis: str = ""
    hint: str = ""


def problem_at(
    place: Place, rule: str, level: Level, message: str, *, basis: str = "", hint: str = ""
) -> Problem:
    """A problem that stands at `place`."""
    return Problem(rule, level, place.file, place.line, place.column, message, basis, hint)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line, column, then weight."""
    weight = {level: index for index, level in enumerate(Level)}
    return sorted(
        set(problems),
        key=lambda p: (p.file, p.line, p.column, weight[p.level], p.rule, p.message),
    )


def as_text(problem: Problem) -> str:
    """`file:line:column: 级别 [规则] message`; basis and hint on lines of their own."""
    spot = problem.file
    if problem.line:
        spot += f":{problem.line}:{problem.column}"
    text = f"{spot}: {problem.level} [{problem.rule}] {problem.message}"
    if problem.basis:
        text += f"\n    依据：{problem.basis}"
    if problem.hint:
        text += f"\n    建议：{problem.hint}"
    return text


_MOST_ALIKE = 5
_SHOWN_OF_MANY = 3


def as_digest(problems: Iterable[Problem]) -> Iterator[str]:
    """The texts of problems, where a file has many alike (an imported one may have a hundred)
    only the first few and how to see the others. 错误 are all shown: each has to be mended.
    """
    problems = list(problems)
    alike = Counter(_kind(problem) for problem in problems)
    shown: Counter[tuple[str, str, Level]] = Counter()
    for problem in problems:
        kind = _kind(problem)
        left = alike[kind] - _SHOWN_OF_MANY
        shown[kind] += 1
        if problem.level is Level.ERROR or alike[kind] <= _MOST_ALIKE:
            yield as_text(problem)
        elif shown[kind] <= _SHOWN_OF_MANY:
            text = as_text(problem)
            if shown[kind] == _SHOWN_OF_MANY:
                text += f"\n    像这样的“{problem.rule}”还有{left}处，"
                text += f"全部列出：{_listing(problem.file)}"
            yield text


def _kind(problem: Problem) -> tuple[str, str, Level]:
    return problem.file, problem.rule, problem.level


def _listing(file: str) -> str:
    """The command that lists every problem of a document."""
    stem = PurePath(file).stem
    if stem.startswith(("_", "机构")):
        return "make check（没有 make：python build.py check）"
    name = stem if stem.isalnum() else f"'{stem}'"
    return f"make check DOC={name}（没有 make：python build.py check {name}）"


def as_json(problems: Iterable[Problem]) -> str:
    """One array of objects with exactly the fields of `Problem`."""
    return _json(list(problems))


_SARIF_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTICE: "note"}


def as_sarif(problems: Iterable[Problem]) -> str:
    """A SARIF 2.1.0 log (OASIS), as editors and code forges read it."""
    results = [
        {
            "ruleId": problem.rule,
            "level": _SARIF_LEVELS[problem.level],
            "message": {"text": "\n".join(filter(None, (problem.message, problem.hint)))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": problem.file},
                        "region": {
                            "startLine": max(problem.line, 1),
                            "startColumn": max(problem.column, 1),
                        },
                    }
                }
            ],
        }
        for problem in problems
    ]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "gongwen"}}, "results": results}],
    }
    return _json(log)


def _json(data: object) -> str:
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode()
