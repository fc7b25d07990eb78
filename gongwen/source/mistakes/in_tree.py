"""What may have been mistyped in a text that YAML can read, as far as it was read."""

from __future__ import annotations

from gongwen.problem import Level, Problem
from gongwen.source.mistakes.escapes import escape_problems
from gongwen.source.mistakes.glued_lines import OF_PAIRS, glued_problem
from gongwen.source.mistakes.keys import (
    Meant,
    key_problems,
    put_right,
    repeated_keys,
    sentences,
)
from gongwen.source.mistakes.plain_texts import plain_problems
from gongwen.source.mistakes.structure import empty_file, structure_problems
from gongwen.source.typed import NO_PAIR, AsTyped, TypedText


def mistakes_in_tree(typed: AsTyped, if_empty: str) -> list[Problem]:
    """Every slip that the tree and the text tell, in no order; `if_empty` is what belongs into a
    file with nothing in it. The tree holds the keys that were
    meant from then on, and none of those that were not meant for keys.
    """
    meant, problems = key_problems(typed.pairs, typed.lines)
    put_right(typed.pairs, meant)
    problems += repeated_keys(typed.pairs, meant, typed.lines)
    problems += sentences(typed.items, typed.lines)
    problems += structure_problems(typed)
    for text in typed.texts:
        if text.style != "|":  # its lines are taken as they stand
            problems += _of_text(text, typed, meant)
    refused = any(problem.level is Level.ERROR for problem in problems)
    if typed.value is None and typed.error is None and not refused:
        problems.append(empty_file(typed.file, if_empty))
    return problems


def _of_text(text: TypedText, typed: AsTyped, meant: Meant) -> list[Problem]:
    problems: list[Problem] = []
    if text.style in ("'", '"') and not text.is_marked:
        problems = escape_problems(text.value, text.place)
    elif not text.style and not text.is_marked:
        problems = plain_problems(text, typed.lines)
    if "\n" not in text.source:
        return problems
    under = "" if text.under == NO_PAIR else meant.get(text.under, typed.pairs[text.under].key)
    glued = glued_problem(text, under or "")
    if glued and not any(problem.rule in OF_PAIRS for problem in problems):
        problems.append(glued)
    return problems
