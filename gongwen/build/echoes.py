"""What is said twice of one slip: the one that tells less is left out."""

from __future__ import annotations

from collections.abc import Sequence

from ..problem import Problem
from ..problem_ids import EMPTY_VALUE, HASH_SIGN
from ..rules.missing_element import NAME as MISSING_ELEMENT

_TELL_MORE = (HASH_SIGN, MISSING_ELEMENT)


def without_echoes(problems: Sequence[Problem]) -> list[Problem]:
    """All but what says of a line that it is empty where another says why, or what belongs there:
    a key may be left out, and is told so, only where it need not be there.
    """
    if not any(problem.rule == EMPTY_VALUE for problem in problems):
        return list(problems)
    told = {(p.file, p.line) for p in problems if p.rule in _TELL_MORE}
    return [p for p in problems if p.rule != EMPTY_VALUE or (p.file, p.line) not in told]
