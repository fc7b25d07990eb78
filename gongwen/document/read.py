"""Plain data to the model; every misfit becomes a Problem in the officer's words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ValidationError

from ..problem import Level, Place, Problem, problem_at
from ..source import Mapping, Sequence, Value
from .arrange import arrange
from .blocks import BLOCK_KEYS
from .parts import Document

UNKNOWN_KEY = "不认识的键"
MISSING_KEY = "缺少的键"
EMPTY = "空值"
WRONG_TYPE = "写法不对"
WRONG_BLOCK = "不认识的内容块"
NOT_A_DOCUMENT = "不是公文"


def read_document(data: Value, file: str) -> tuple[Document | None, list[Problem]]:
    """The document that `data` says, with pasted text arranged; or what is wrong with it."""
    if not isinstance(data, Mapping):
        what = "是一个列表" if isinstance(data, Sequence) else "里没有“键: 值”"
        hint = (
            "机构名录的文件名要叫 机构.yaml 或 机构-×××.yaml；被引入的片段，文件名以 _ 开头"
            if isinstance(data, Sequence)
            else "最少写三行：文种: 通知、标题: ……、正文: ……"
        )
        place = data.place if isinstance(data, Sequence) else Place(file, 1, 1)
        return None, [
            problem_at(
                place, NOT_A_DOCUMENT, Level.ERROR, f"这个文件{what}，不是一份公文", hint=hint
            )
        ]
    try:
        document = Document.model_validate(data)
    except ValidationError as error:
        return None, list(_problems(error, data))
    return arrange(document), []


def _problems(error: ValidationError, data: Mapping) -> Iterable[Problem]:
    seen: set[tuple[Place, str]] = set()
    for detail in error.errors(include_url=False):
        problem, place = _problem(dict(detail), data)
        if (place, problem.message) not in seen:
            seen.add((place, problem.message))
            yield problem


def _follow(location: tuple[int | str, ...], data: Value) -> tuple[Value, Place, list[str], bool]:
    """Walk from the top along a pydantic location (union tags in it lead nowhere and are passed).

    Gives the value, its place, the keys passed, and whether the last step was found.
    """
    value: Value = data
    place = data.place if isinstance(data, Mapping | Sequence) else Place("")
    keys: list[str] = []
    found = True
    for step in location:
        found = False
        if isinstance(value, Mapping) and step in value:
            key = str(step)
            place, value, found = value.places[key], value[key], True
            keys.append(key)
        elif isinstance(value, Sequence) and isinstance(step, int) and step < len(value):
            place, value, found = value.places[step], value[step], True
        elif isinstance(value, str) and step == 0:
            found = True  # a text where a list is meant: the text is its one item
    return value, place, keys, found


def _problem(detail: dict[str, Any], data: Mapping) -> tuple[Problem, Place]:
    kind, location, context = detail["type"], detail["loc"], detail.get("ctx", {})
    if kind in ("extra_forbidden", "missing"):
        parent, place, keys, _ = _follow(location[:-1], data)
        key = str(location[-1])
        if kind == "missing":
            return _missing(key, keys, place), place
        if isinstance(parent, Mapping) and key in parent:
            place = parent.key_places[key]
        known = _known_keys(location[:-1])
        return _unknown(key, known, place), place
    value, place, keys, found = _follow(location, data)
    name = f"“{keys[-1]}”" if keys else "这里"
    hint = str(context.get("hint", ""))
    if kind == "block":
        return _unknown_block(value, place), place
    if value is None or kind in ("empty", "string_too_short", "too_short"):
        return (
            problem_at(
                place, EMPTY, Level.ERROR, f"{name}是空的", hint="填上内容；不需要就把这一行删掉"
            ),
            place,
        )
    if kind == "literal_error":
        choices = str(context.get("expected", "")).replace("'", "").replace(" or ", "、")
        choices = choices.replace(", ", "、")
        message = f"{name}只能写：{choices}；现在写的是“{value}”"
        nearest = difflib.get_close_matches(str(value), choices.split("、"), 1, 0.5)
        return (
            problem_at(
                place,
                WRONG_TYPE,
                Level.ERROR,
                message,
                hint=f"是不是“{nearest[0]}”" if nearest else "",
            ),
            place,
        )
    message = _MISFITS.get(kind)
    if message is None:
        message = str(detail["msg"])
    elif found:
        message = f"{message}，现在是{_what(value)}"
    return problem_at(place, WRONG_TYPE, Level.ERROR, f"{name}{message}", hint=hint), place


_MISFITS = {
    "string_type": "这里要写一段文字",
    "tuple_type": "这里要写成列表（每项一行，以“- ”开头）",
    "list_type": "这里要写成列表（每项一行，以“- ”开头）",
    "model_type": "这里要写成一组“键: 值”",
    "model_attributes_type": "这里要写成一组“键: 值”",
    "dict_type": "这里要写成一组“键: 值”",
}


def _what(value: Value) -> str:
    if isinstance(value, Mapping):
        return "一组“键: 值”"
    if isinstance(value, Sequence):
        return "一个列表"
    return f"“{value}”"


def _missing(key: str, keys: list[str], place: Place) -> Problem:
    where = f"“{keys[-1]}”里" if keys else ""
    return problem_at(
        place, MISSING_KEY, Level.ERROR, f"{where}缺少“{key}”", hint=f"加一行：{key}: ……"
    )


def _unknown(key: str, known: list[str], place: Place) -> Problem:
    nearest = difflib.get_close_matches(key, known, 1, 0.5)
    hint = f"是不是“{nearest[0]}”" if nearest else ""
    if not hint and known:
        hint = f"这里可以写：{'、'.join(known)}"
    return problem_at(place, UNKNOWN_KEY, Level.ERROR, f"不认识“{key}”这个键", hint=hint)


def _unknown_block(value: Value, place: Place) -> Problem:
    if value is None:
        return problem_at(
            place, EMPTY, Level.ERROR, "列表里有一项是空的", hint="补上内容，或删掉这个“-”"
        )
    if isinstance(value, Mapping) and value:
        key = next(iter(value))
        place = value.key_places[key]
        nearest = difflib.get_close_matches(key, BLOCK_KEYS, 1, 0.5)
        hint = f"是不是“{nearest[0]}”" if nearest else f"内容块有：{'、'.join(BLOCK_KEYS)}、引入"
        return problem_at(place, WRONG_BLOCK, Level.ERROR, f"“{key}”不是一种内容块", hint=hint)
    return problem_at(
        place,
        WRONG_BLOCK,
        Level.ERROR,
        f"这里要写一段文字或一个内容块，现在是{_what(value)}",
        hint=f"内容块有：{'、'.join(BLOCK_KEYS)}、引入",
    )


def _known_keys(location: tuple[int | str, ...]) -> list[str]:
    """The keys known where `location` leads, found by following the model's own fields."""
    models: list[type[BaseModel]] = [Document]
    for step in location:
        if isinstance(step, int):
            continue
        tagged = [m for m in _models_within(models) if m.__name__ == step]
        if tagged:
            models = tagged
            continue
        inner = [
            found
            for model in models
            for field in model.model_fields.values()
            if field.alias == step
            for found in _models_in(field.annotation)
        ]
        if inner:
            models = inner
    return sorted(
        {f.alias for m in models[:1] for f in m.model_fields.values() if f.alias},
        key=[f.alias for m in models[:1] for f in m.model_fields.values()].index,
    )


def _models_within(models: list[type[BaseModel]]) -> list[type[BaseModel]]:
    return models


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    """The model classes that a type annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    found: list[type[BaseModel]] = []
    for argument in getattr(annotation, "__args__", ()):
        found += _models_in(argument)
    return found
