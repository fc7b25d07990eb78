"""A text that the parser refused: its slips told in words of their own, and what can be read of it
for all that.
"""

from __future__ import annotations

import yaml

from gongwen.problem import Level, Problem
from gongwen.problem_ids import GLUED, INDENT
from gongwen.source.mistakes.in_tree import mistakes_in_tree
from gongwen.source.mistakes.messages import OF_KEYS
from gongwen.source.mistakes.parser_errors import syntax_problem
from gongwen.source.mistakes.scan import scan
from gongwen.source.mistakes.structure import EMPTY_DOCUMENT
from gongwen.source.reader import read
from gongwen.source.tree import Value


def read_mended(
    text: str, file: str, error: yaml.YAMLError, said: list[Problem]
) -> tuple[Value, list[Problem]]:
    """The data of the lines as mended (None where they are still not readable, or mended by a
    guess), and all problems: the slips the scan of the lines finds, what stands after them, and
    what is left unexplained of the parser's complaint, the `error`. No line is blamed twice: of
    what was `said` before, echoes are left out.
    """
    found = scan(text, file)
    problems = list(found.problems)
    left: yaml.YAMLError | None = error
    value: Value = None
    mended: set[int] = set()
    if found.problems:
        typed = read(found.mended, file)
        again = mistakes_in_tree(typed, EMPTY_DOCUMENT)
        value, left = typed.value, typed.error
        pairs = zip(text.split("\n"), found.mended.split("\n"), strict=True)
        mended = {line for line, (old, new) in enumerate(pairs, 1) if old != new}
        mended |= {problem.line for problem in found.problems}
        said = [problem for problem in said if not _is_echo(problem, mended, again)]
        problems += [p for p in again if p.line not in mended and not found.echo(p.line)]
    if left is not None:
        general = syntax_problem(left, file, found.mended)
        blamed = mended | {problem.line for problem in said if problem.level is Level.ERROR}
        if general.line not in blamed and not found.echo(general.line):
            problems.append(general)
            echoes = {(GLUED, general.line)}
            if isinstance(left, yaml.MarkedYAMLError) and left.problem_mark:
                stopped = left.problem_mark.line + 1
                echoes |= {(INDENT, stopped)} if general.line < stopped else set()
            said = [each for each in said if (each.rule, each.line) not in echoes]
    return (None if left is not None or found.guessed else value), said + problems


def _is_echo(said: Problem, mended: set[int], again: list[Problem]) -> bool:
    """Whether what the first reading said comes of a slip that the scan tells of."""
    if said.line in mended:
        return said.rule in OF_KEYS
    return said.level is Level.WARNING and said.rule == GLUED and said not in again
