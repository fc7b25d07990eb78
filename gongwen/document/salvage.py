"""A document with faults read as far as it goes, so that what else is wrong is told at once."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..source import Mapping, Sequence, Value
from .arrange import arrange
from .parts import Document

_MOST_ROUNDS = 8
"""Leaving out a value may leave its list empty, and that its block: so deep is no document."""

_Path = tuple[int | str, ...]


def read_what_can_be(data: Value) -> Document | None:
    """The document without whatever keeps it from being read, so that what else is wrong in it can
    be told at the same time; None where too little is left.
    """
    for _ in range(_MOST_ROUNDS):
        if not isinstance(data, Mapping):
            return None
        try:
            return arrange(Document.model_validate(data, context=[]))
        except ValidationError as error:
            steps = [_steps(detail, data) for detail in error.errors(include_url=False)]
            data = _without({path for path in steps if path}, _with_heads(data, steps))
    return None


def _steps(detail: ErrorDetails, data: Mapping) -> _Path:
    """The way to the value that an error is about, as far as it is in the data."""
    value: Value = data
    path: list[int | str] = []
    for step in detail["loc"]:
        for inner in _inside(value, step):
            value = inner
            path.append(step)
    return tuple(path)


def _inside(value: Value, step: int | str) -> list[Value]:
    """What `step` leads to, if anything."""
    if isinstance(value, Mapping) and isinstance(step, str):
        return [value[step]] if step in value else []
    if isinstance(value, Sequence) and isinstance(step, int):
        return list(value[step : step + 1])
    return []


def _with_heads(data: Mapping, failed: Iterable[_Path]) -> Mapping:
    """Stand-ins for what no document goes without."""
    heads = {"文种": "通知", "标题": "……"}
    values = {
        **data,
        **{k: text for k, text in heads.items() if k not in data or (k,) in failed},
    }
    return data.with_values(values)


def _without(paths: set[_Path], value: Mapping) -> Mapping:
    """`value` without what the paths lead to; 文种 and 标题 have been seen to."""
    pruned = _pruned(value, {path for path in paths if path not in (("文种",), ("标题",))})
    return pruned if isinstance(pruned, Mapping) else value


def _pruned(value: Value, paths: set[_Path]) -> Value:
    if not paths or not isinstance(value, Mapping | Sequence):
        return value
    inner: dict[int | str, set[_Path]] = {}
    for step, *rest in paths:
        inner.setdefault(step, set()).add(tuple(rest))
    gone = {step for step, rests in inner.items() if () in rests}
    if isinstance(value, Mapping):
        kept = {
            key: _pruned(item, inner.get(key, set()))
            for key, item in value.items()
            if key not in gone
        }
        return value.with_values(kept)
    pairs = [
        (_pruned(item, inner.get(index, set())), place)
        for index, (item, place) in enumerate(zip(value, value.places, strict=True))
        if index not in gone
    ]
    return Sequence([item for item, _ in pairs], value.place, [place for _, place in pairs])
