"""Plain data to the model; every misfit becomes a Problem in the officer's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..problem import Level, Place, Problem, in_order, problem_at
from ..slip_messages import COLON_WITHOUT_SPACE, FULL_WIDTH_COLON, excerpt
from ..source import Mapping, Sequence, Value
from .arrange import arrange
from .blocks import BLOCK_KEYS, keys_beside
from .element import Element, is_blank
from .faults import (
    NOT_A_DOCUMENT,
    WRONG_BLOCK,
    colon_hint,
    described,
    empty,
    meant_key,
    misfit,
    missing_key,
    nearest,
)
from .parts import Document
from .placement import misplaced


def read_document(
    data: Value, file: str, source: str = ""
) -> tuple[Document | None, list[Problem]]:
    """The document that `data` says, with pasted text arranged, and what is wrong, in order.

    The document is None exactly where a problem is of level 错误. `source` is the text of the file,
    to tell where in it a slip stands that left no structure at all.
    """
    if not isinstance(data, Mapping):
        return None, [_not_a_document(data, file, source)]
    problems = [*_without_text(data), *misplaced(data)]
    document = None
    try:
        document = Document.model_validate(data, context=problems)
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems += [_problem(detail, data) for detail in details if not _follows(detail)]
    if document is None or any(problem.level is Level.ERROR for problem in problems):
        return None, in_order(problems)
    return arrange(document), in_order(problems)


def _follows(detail: ErrorDetails) -> bool:
    """Whether it only follows from other errors: a list counts as too short when none of its
    items is right.
    """
    return detail["type"] == "too_short" and bool(detail["input"])


def _not_a_document(data: Value, file: str, source: str) -> Problem:
    if isinstance(data, str) and (slip := _colon_slip(source or data, file)):
        return slip
    if isinstance(data, Sequence):
        place, what = data.place, "是一个列表"
        hint = "机构名录的文件名要叫 机构.yaml 或 机构-×××.yaml；被引入的片段，文件名以 _ 开头"
    else:
        place, what = Place(file, 1, 1), "里没有“项目: 内容”"
        hint = "最少写三行：文种: 通知、标题: ……、正文: ……；冒号用半角，后面空一格"
    message = f"这个文件{what}，不是一份公文"
    return problem_at(place, NOT_A_DOCUMENT, Level.ERROR, message, hint=hint)


_KEY_LIKE = re.compile(
    r"\s*(?P<key>[^\s：:，。；、！？#]{1,8})[ \u3000]*(?P<colon>[：:])[ \u3000]*(?P<text>.*)"
)


def _colon_slip(source: str, file: str) -> Problem | None:
    """A file that has no key, because the colons of what should be keys are no colons to YAML."""
    lines = list(enumerate(source.split("\n"), 1))
    typed = [(n, line) for n, line in lines if line.strip() and not line.lstrip().startswith("#")]
    slips = [(n, match) for n, line in typed if (match := _KEY_LIKE.fullmatch(line))]
    if not slips or slips[0][0] != typed[0][0]:
        return None
    number, match = slips[0]
    place = Place(file, number, match.start("colon") + 1)
    right = f"{match['key']}: {match['text']}"
    more = f"，像这样的一共{len(slips)}行" if len(slips) > 1 else ""
    if match["colon"] == "：":
        rule, message = FULL_WIDTH_COLON, f"“{match['key']}”后面用了全角冒号“：”{more}"
    else:
        rule, message = COLON_WITHOUT_SPACE, f"“{match['key']}”的冒号后面没有空格{more}"
    hint = f"改用半角冒号，后面空一格：{excerpt(right, 20)}"
    return problem_at(place, rule, Level.ERROR, message, hint=hint)


def _without_text(data: Mapping) -> Iterator[Problem]:
    """A document has 正文 or 印发件; told at once with all else that is wrong."""
    texts = (data.get(key) for key in ("正文", "印发件"))
    if all(not text or is_blank(text) for text in texts):
        if "正文" in data:
            yield empty("“正文”", data.places["正文"])
        elif not any(_means_text(key) for key in data):
            yield missing_key("正文", "", data.place)


def _means_text(key: str) -> bool:
    known = [field.alias for field in Document.model_fields.values() if field.alias]
    return key not in known and meant_key(key, known) in ("正文", "印发件")


def _follow(location: Iterable[int | str], data: Mapping) -> tuple[Value, Place, str]:
    """Walk from the top along a pydantic location: the value, its place, and what to call it.

    Keys are Chinese; what is ASCII in a location is the tag of a union, which is no step in the
    data, nor is the index of a text or mapping that stands for a list of one.
    """
    value: Value = data
    place, name = data.place, ""
    for step in location:
        if isinstance(value, Mapping) and isinstance(step, str) and step in value:
            place, value, name = value.places[step], value[step], f"“{step}”"
        elif isinstance(value, Sequence) and isinstance(step, int) and step < len(value):
            place, value = value.places[step], value[step]
            name = f"{name.partition('第')[0]}第{step + 1}项"
    return value, place, name


def _problem(detail: ErrorDetails, data: Mapping) -> Problem:
    kind, location, context = detail["type"], detail["loc"], detail.get("ctx", {})
    if kind == "missing":
        _, place, name = _follow(location[:-1], data)
        return missing_key(str(location[-1]), name, place)
    value, place, name = _follow(location, data)
    name = name or "这里"
    if is_blank(value) or kind in ("empty", "too_short"):
        return empty(name, place)
    if kind == "block":
        return _unknown_block(value, place, _block_before(location, data))
    if kind == "literal_error":
        return _wrong_choice(name, value, str(context.get("expected", "")), place)
    if kind in _SHAPES:
        hint = colon_hint(value) if kind == "string_type" else _example(value, context)
        if kind == "string_type" and isinstance(value, Sequence) and name.endswith("”"):
            hint = "不分条，各项合成一段，写在冒号后面"
        if isinstance(location[-1], int) and hint.startswith("写成："):
            hint = f"写成：- {hint.removeprefix('写成：')}"
        return misfit(place, f"{name}{_SHAPES[kind]}，现在是{described(value)}", hint)
    message = detail["msg"]
    if context.get("told"):
        message += f"，现在是{described(value)}"
    return misfit(place, f"{name}{message}", str(context.get("hint", "")))


_LIST = "要写成列表（每项一行，以“- ”开头）"
_GROUP = "要写成一组“项目: 内容”"
_SHAPES = {
    "string_type": "要写一段文字",
    "tuple_type": _LIST,
    "list_type": _LIST,
    "model_type": _GROUP,
    "dict_type": _GROUP,
}


def _example(value: Value, context: dict[str, Any]) -> str:
    """How to write a text that stands where a list or a mapping is meant."""
    if isinstance(value, Mapping) and value:
        return f"在“{next(iter(value))}”前面加上“- ”"
    if not isinstance(value, str) or len(value) > 30:
        return ""
    text = value.strip()
    for model in _all_models(Element):
        if model.__name__ == context.get("class_name"):
            fields = [field for field in model.model_fields.values() if field.alias]
            for field in fields:
                if field.is_required() or field.alias == "标题":
                    return f"写成：{field.alias}: {text}"
            return f"可以写：{'、'.join(str(field.alias) for field in fields)}"
    return f"写成：- {text}"


def _all_models(model: type[Element]) -> Iterator[type[Element]]:
    for each in model.__subclasses__():
        yield each
        yield from _all_models(each)


def _wrong_choice(name: str, value: Value, expected: str, place: Place) -> Problem:
    """`expected` is pydantic's list: 'a', 'b' or 'c'."""
    choices = expected.replace("'", "").replace(" or ", ", ").split(", ")
    near = nearest(value.strip(), choices) if isinstance(value, str) else ""
    message = f"{name}只能写{'、'.join(choices)}，现在是{described(value)}"
    return misfit(place, message, f"是不是“{near}”" if near else "")


def _block_before(location: tuple[int | str, ...], data: Mapping) -> Mapping | None:
    """The block that stands before the one at a location."""
    steps = [at for at, step in enumerate(location) if isinstance(step, int)]
    if not steps or not (index := int(location[steps[-1]])):
        return None
    before, _, _ = _follow((*location[: steps[-1]], index - 1), data)
    return before if isinstance(before, Mapping) else None


def _unknown_block(value: Value, place: Place, before: Mapping | None) -> Problem:
    listed = f"内容块有：{'、'.join(BLOCK_KEYS)}、引入"
    if not isinstance(value, Mapping) or not value:
        message = f"要写一段文字或一个内容块，现在是{described(value)}"
        return problem_at(place, WRONG_BLOCK, Level.ERROR, message, hint=listed)
    near = {key: nearest(key, BLOCK_KEYS) for key in value}
    key = next((key for key in value if near[key]), next(iter(value)))
    hint = f"是不是“{near[key]}”" if near[key] else listed
    if not near[key] and len(value) == 1:
        hint = f"如果是一段文字，“{key}”后面的冒号改用全角的“：”；{listed}"
    if not near[key] and any(each in _TASK_KEYS for each in value):
        hint = "写责任单位、时限的内容，先写一行“任务: ……”"
    owner, beside = keys_beside(before) if before is not None else ("", [])
    if all(each in beside and each not in (before or ()) for each in value):
        hint = f"去掉“{key}”前面的横线，与上面的“{owner}”左对齐"
    return problem_at(
        value.key_places[key], WRONG_BLOCK, Level.ERROR, f"“{key}”不是一种内容块", hint=hint
    )


_TASK_KEYS = ("责任单位", "牵头单位", "配合单位", "责任领导", "时限", "措施", "目标")
