"""A YAML text to plain data with places and to problems: what is wrong with the way it was typed.

What the parser cannot read, and what it would silently read otherwise than it was meant, is a
problem. The whole way: characters, tree, mistakes in the tree; mistakes in the lines where there is
no tree.
"""

from __future__ import annotations

from gongwen.problem import Level, Problem, in_order
from gongwen.source.mistakes.in_tree import mistakes_in_tree
from gongwen.source.mistakes.merge_conflicts import conflicts
from gongwen.source.mistakes.structure import EMPTY_DOCUMENT
from gongwen.source.reader import read
from gongwen.source.text_file import normal, suspect_characters
from gongwen.source.tree import Mapping, Sequence, Value


def parse(text: str, file: str, if_empty: str = "") -> tuple[Value, list[Problem]]:
    """The data of one YAML document and the problems found, in order.

    The value is None exactly where a problem is of level 错误; `file` is the name shown in them,
    and `if_empty` what to write into a file that holds nothing ("" = what a document needs).
    """
    value, problems = parse_mended(text, file, if_empty)
    if any(problem.level is Level.ERROR for problem in problems):
        value = None
    return value, problems


def parse_mended(text: str, file: str, if_empty: str = "") -> tuple[Value, list[Problem]]:
    """As `parse`; but where a problem is an error, the data as it most likely was meant, so that
    what else is wrong can be told in the same run. None where that is a mere guess.
    """
    text, problems = suspect_characters(normal(text), file)
    typed = read(text, file)
    if not isinstance(typed.value, Mapping | Sequence):
        from gongwen.source.mistakes.wide_colons import all_wide

        if wide := all_wide(text, file):
            return None, in_order([*problems, wide])
    problems += mistakes_in_tree(typed, if_empty or EMPTY_DOCUMENT)
    if typed.error is None:
        return typed.value, in_order(problems + conflicts(text, file))
    # Most files can be read: they do not wait for what explains those that cannot.
    from gongwen.source.mistakes.mending import read_mended

    value, problems = read_mended(text, file, typed.error, problems)
    return value, in_order(problems)
