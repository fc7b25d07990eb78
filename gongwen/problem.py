"""What went wrong, and where: the one way this program speaks to a drafting officer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path, PurePath

import msgspec
from msgspec import Struct

from .problem_ids import CLASSIFIED, ProblemId


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

    rule: ProblemId
    level: Level
    file: str
    line: int
    column: int
    message: str
    basis: str = ""
    hint: str = ""


def shown_file(path: Path, root: Path) -> str:
    """What a file is called where it is spoken of: from the project's folder, if it lies in it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def problem_at(
    place: Place, rule: ProblemId, level: Level, message: str, *, basis: str = "", hint: str = ""
) -> Problem:
    """A problem that stands at `place`; of what it quotes without end the middle is left out."""
    spot = place.file, place.line, place.column
    return Problem(rule, level, *spot, _shortened(message), basis, _shortened(hint))


_LONGEST_SAID = 600
"""Characters of a message or a hint; the longest that quotes nothing of length has 300."""


def _shortened(said: str) -> str:
    if len(said) <= _LONGEST_SAID:
        return said
    said = " ".join(said.split())
    left_out = len(said) - _LONGEST_SAID // 2
    if left_out <= 0:
        return said
    return f"{said[: _LONGEST_SAID // 3]}……（略去{left_out}字）……{said[-_LONGEST_SAID // 6 :]}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line, column, then weight; 涉密 before all else in its file."""
    weight = {level: index for index, level in enumerate(Level)}

    def order(problem: Problem) -> tuple[str, bool, int, int, int, str, str, str, str]:
        place = problem.file, problem.rule != CLASSIFIED, problem.line, problem.column
        said = problem.rule, problem.message, problem.basis, problem.hint
        return *place, weight[problem.level], *said

    return sorted(set(problems), key=order)


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
_MOST_ERRORS = 200
"""错误 alike that are shown: nobody reads more in one go."""
_SHOWN_OF_MANY = 3
_MOST_NOTICES = 2
_LINES_OF_MANY = 10
_WEIGHTY = (Level.ERROR, Level.WARNING)
_Kind = tuple[str, str, Level, bool]


def counted(problems: Iterable[Problem]) -> str:
    """How many there are of each level: 2个错误、1个警告; "" for none."""
    counts = Counter(problem.level for problem in problems)
    return "、".join(f"{counts[level]}个{level}" for level in Level if counts[level])


def as_digest(problems: Iterable[Problem], *, whole: bool = False) -> Iterator[str]:
    """The texts of problems for people: of each file the 错误 and 警告 first, the 提示 after them.

    Where a file has many alike (an imported one may have a hundred), only the first few are shown,
    and how to see the others; of 提示 only the first, with the lines of the others. 错误 are
    shown, for each has to be mended, but for some hundred alike; with `whole`, 警告 too.
    """
    problems = list(problems)
    files: dict[str, int] = {}
    for problem in problems:
        files.setdefault(problem.file, len(files))
    problems.sort(key=lambda each: (files[each.file], each.level not in _WEIGHTY))
    alike: dict[_Kind, list[Problem]] = {}
    for problem in problems:
        alike.setdefault(_kind(problem), []).append(problem)
    shown: Counter[_Kind] = Counter()
    for problem in problems:
        kind = _kind(problem)
        most = _shown_of(alike[kind], whole=whole)
        shown[kind] += 1
        if shown[kind] < most or most == len(alike[kind]):
            yield as_text(problem)
        elif shown[kind] == most:
            yield f"{as_text(problem)}\n    {_others(alike[kind][most:], whole=whole)}"


def where_weighty(problems: Iterable[Problem]) -> str:
    """Where the 错误 and 警告 stand that would be lost among 提示; "" where those are few."""
    problems = list(problems)
    weighty = [problem for problem in problems if problem.level in _WEIGHTY]
    if not weighty or len(problems) - len(weighty) <= _MOST_ALIKE:
        return ""
    weighty.sort(key=lambda problem: problem.level is not Level.ERROR)
    places = [
        f"{each.file}{f':{each.line}' if each.line else ''}（{each.rule}）" for each in weighty
    ]
    places = list(dict.fromkeys(places))
    more = f"等{len(places)}处" if len(places) > _MOST_ALIKE else ""
    return f"先改错误和警告：{'、'.join(places[:_MOST_ALIKE])}{more}。"


def _kind(problem: Problem) -> _Kind:
    """What makes problems alike. Those without a line (a .docx's) say only in words where they are,
    so they are kept apart.
    """
    return problem.file, problem.rule, problem.level, problem.line > 0


def _shown_of(alike: list[Problem], *, whole: bool) -> int:
    """How many of these are shown."""
    level, count = alike[0].level, len(alike)
    if level is Level.NOTICE and alike[0].line:
        return 1 if count > _MOST_NOTICES else count
    if level is Level.ERROR:
        return min(count, _MOST_ERRORS)
    if whole or count <= _MOST_ALIKE:
        return count
    return _SHOWN_OF_MANY


def _others(left: list[Problem], *, whole: bool) -> str:
    """What is said of those that are not shown."""
    said = f"像这样的“{left[0].rule}”还有{len(left)}处"
    listing = f"，全部列出：{_listing(left[0].file)}"
    if left[0].level is Level.ERROR:
        return f"{said}，先改上面的"
    if left[0].level is not Level.NOTICE or not left[0].line:
        return said + listing
    lines = list(dict.fromkeys(str(each.line) for each in left))
    if whole or len(lines) <= _LINES_OF_MANY:
        return f"{said}：第{'、'.join(lines)}行"
    return f"{said}：第{'、'.join(lines[:_LINES_OF_MANY])}等行{listing}"


def _listing(file: str) -> str:
    """The command that lists every problem of a document, or of what documents share."""
    stem = PurePath(file).stem
    if PurePath(file).parts[0] == "styles" or stem.startswith(("_", "机构")):
        return "make check（没有 make：python build.py check）"
    name = stem if stem.isalnum() else f"'{stem}'"
    return f"make check DOC={name}（没有 make：python build.py check {name}）"


def as_json(problems: Iterable[Problem]) -> str:
    """One array of objects with exactly the fields of `Problem`."""
    return _json(list(problems))


_SARIF_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTICE: "note"}


def as_sarif(problems: Iterable[Problem]) -> str:
    """A SARIF 2.1.0 log (OASIS), as editors and code forges read it. Names of files are written as
    URIs (3.4.3), so %E9 and the like.
    """
    from urllib.parse import quote

    problems = list(problems)
    results = [
        {
            "ruleId": problem.rule,
            "level": _SARIF_LEVELS[problem.level],
            "message": {"text": "\n".join(filter(None, (problem.message, problem.hint)))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(problem.file)},
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
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "gongwen",
                        "rules": [{"id": rule} for rule in sorted({p.rule for p in problems})],
                    }
                },
                "results": results,
            }
        ],
    }
    return _json(log)


def _json(data: object) -> str:
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode()
