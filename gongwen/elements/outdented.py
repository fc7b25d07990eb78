"""Items typed too far to the left: under an empty key of the item above them, but not below it."""

from __future__ import annotations

from collections.abc import Callable

from ..problem import Level, Problem, problem_at
from ..problem_ids import INDENT
from ..source.tree import Mapping, Sequence, Value

_LISTS = frozenset(("正文", "条目", "人员", "分组", "名单", "职责", "阶段", "项", "件"))
"""Keys that have a list below them."""


def taken_in(value: Sequence, problems: list[Problem], is_own: Callable[[Value], bool]) -> Sequence:
    """The list with such items moved to the key they belong to, and a problem for each run of them;
    `is_own` tells what the list itself is made of.
    """
    kept = Sequence((), value.place, [])
    index = 0
    while index < len(value):
        item, place = value[index], value.places[index]
        index += 1
        first = index
        if key := _open_key(item):
            while index < len(value) and not is_own(value[index]):
                index += 1
        if isinstance(item, Mapping) and index > first:
            spots = value.places[first:index]
            item = item.with_values({**item, key: Sequence(value[first:index], spots[0], spots)})
            item.places[key] = spots[0]
            which = f"从这一行起的{index - first}条" if index - first > 1 else "这一条"
            message = f"{which}应在上面“{key}:”的下面，缩进少了"
            hint = "每行前面再加两个半角空格"
            problems.append(problem_at(spots[0], INDENT, Level.ERROR, message, hint=hint))
        kept.append(item)
        kept.places.append(place)
    return kept


def _open_key(item: Value) -> str:
    """The last key of a mapping, where it wants a list and has nothing; "" otherwise."""
    key = next(reversed(item), "") if isinstance(item, Mapping) else ""
    return key if key in _LISTS and isinstance(item, Mapping) and item[key] is None else ""
