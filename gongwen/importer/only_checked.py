"""What is asked of a document to be made, and not of a file from anywhere that is only checked: how
our YAML is written, which kind import picked for it, what a fragment without a title lacks.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from .. import patterns as re
from ..paper.numbering import read_chinese_numeral
from ..problem import Level, Problem
from ..problem_ids import UNSURE, WRONG_NUMBER
from ..rules import decimal_number, missing_element, placeholder, typed_element
from .assemble import Imported
from .tree import plain
from .wording import DOCUMENT_NOUNS, NO_TITLE

_OUR_LAYOUT = "体例"
_NUMERAL = r"[〇零一二三四五六七八九十百]+|\d+"


def asked(problems: Sequence[Problem], imported: Imported) -> list[Problem]:
    """The problems of such a file, without those that it cannot have."""
    title = plain(imported.tree.get("标题", ""))
    shown = "".join(map(str, title)) if isinstance(title, list) else str(title)
    kept = []
    for each in _told_once(problems, begins_within=shown == NO_TITLE):
        if _is_ours(each, shown):
            continue
        if each.rule == missing_element.NAME and not imported.is_kind_known:
            element = re.search("缺少“([^“”，]+)", each.message)
            message = f"没有“{element[1]}”" if element else each.message
            kept.append(replace(each, level=Level.NOTICE, message=message))
        else:
            kept.append(each)
    return kept


def _is_ours(problem: Problem, title: str) -> bool:
    """Whether a problem is one of the YAML, which nobody is going to write."""
    if problem.rule == UNSURE and "标题里没有文种" in problem.message:
        return title == NO_TITLE or DOCUMENT_NOUNS.search(title) is not None
    if problem.rule == placeholder.NAME:
        return NO_TITLE in problem.message
    if problem.rule == typed_element.NAME:
        return _OUR_LAYOUT in problem.hint
    return problem.rule == decimal_number.NAME and "编号:" in problem.hint


def _told_once(problems: Sequence[Problem], *, begins_within: bool) -> list[Problem]:
    """The problems without those of numbers that only follow from a number told before;
    `begins_within` = the text is a fragment, whose first number may be any.
    """
    kept: list[Problem] = []
    last: tuple[str, int] | None = None
    for each in problems:
        number = _number(each)
        if number is None:
            kept.append(each)
            continue
        typed, is_first = number
        follows = last is not None and last[0] == typed[0] and typed[1] == last[1] + 1
        last = typed
        if not (follows or (is_first and begins_within)):
            kept.append(each)
    return kept


def _number(problem: Problem) -> tuple[tuple[str, int], bool] | None:
    """The typed number that a problem is about, by its kind and its value, and whether a first one
    was due there; None where it is about something else.
    """
    match = re.search("序数是“([^“”]+)”", problem.message)
    if problem.rule != WRONG_NUMBER or match is None:
        return None
    numeral = re.search(_NUMERAL, match[1])
    if numeral is None:
        return None
    value = int(numeral[0]) if numeral[0].isdecimal() else read_chinese_numeral(numeral[0]) or 0
    kind = re.sub(_NUMERAL, "", match[1])
    first = re.search(r"应当是“[^“”\d一]*(?:一|1)(?![\d一二三四五六七八九十])", problem.message)
    return (kind, value), first is not None
