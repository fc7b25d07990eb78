"""Which row of a ledger belongs to which task of the plan as it is now: by its words, also where
it moved or was reworded a little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from msgspec import Struct

_ALIKE: Final = 0.6
_APART: Final = 0.05
"""By how much the likeliest has to be likelier than the next: else a person has to say."""


class RowTie(Struct, frozen=True):
    """That an earlier row (by its index) is of a task (by its index); `is_same` = word for word."""

    row: int
    task: int
    is_same: bool


def ties(rows: Sequence[str], tasks: Sequence[str]) -> list[RowTie]:
    """What belongs together, each row and each task once: the same words first, in their order;
    then the likeliest of what is left.
    """
    found: list[RowTie] = []
    free: dict[str, list[int]] = {}
    for at, text in enumerate(tasks):
        free.setdefault(_bare(text), []).append(at)
    left = []
    for row, text in enumerate(rows):
        same = free.get(_bare(text))
        if same:
            found.append(RowTie(row, same.pop(0), is_same=True))
        else:
            left.append(row)
    taken = {tie.task for tie in found}
    open_tasks = [at for at in range(len(tasks)) if at not in taken]
    likes = {(row, task): _likeness(rows[row], tasks[task]) for row in left for task in open_tasks}
    while likes:
        (row, task), best = max(likes.items(), key=lambda each: each[1])
        if best < _ALIKE:
            break
        if not _has_rival(likes, row, task, best):
            found.append(RowTie(row, task, is_same=False))
        likes = {pair: like for pair, like in likes.items() if row != pair[0] and task != pair[1]}
    return found


def _has_rival(likes: Mapping[tuple[int, int], float], row: int, task: int, best: float) -> bool:
    """Whether another row or task is nearly as likely."""
    return any(
        like > best - _APART and pair != (row, task) and (pair[0] == row or pair[1] == task)
        for pair, like in likes.items()
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _likeness(old: str, new: str) -> float:
    """How alike the measures are; the section that a task stands under counts little, as sections
    are moved and renamed.
    """
    (old_group, _, old_words), (new_group, _, new_words) = old.partition("\n"), new.partition("\n")
    words = SequenceMatcher(None, _bare(old_words), _bare(new_words), autojunk=False).ratio()
    group = SequenceMatcher(None, _bare(old_group), _bare(new_group), autojunk=False).ratio()
    return 0.85 * words + 0.15 * group
