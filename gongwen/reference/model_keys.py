"""The keys of the content model, read off its classes: meaning, what to write, default."""

from __future__ import annotations

import types
import typing
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct

from ..document import values
from ..document.blocks import Body, ItemList
from ..document.rosters import People
from ..document.waivers import Waivers
from ..elements.element import Element
from ..elements.values import (
    AnyText,
    BareName,
    Count,
    Flag,
    Lines,
    Paragraphs,
    Text,
    TitleLines,
    Units,
)

_WORDS: tuple[tuple[Any, str], ...] = (
    (Text, "文字"),
    (AnyText, "文字，可以是空的"),
    (values.AnyMoment, "日期，可以只写到月或年"),
    (values.Day, "日期"),
    (Flag, "是、否"),
    (Count, "整数"),
    (values.Length, "毫米数（80）或版心宽的百分数（50%）"),
    (values.Share, "数"),
    (values.MarkerSample, "第一个序数的样子，如 一、 （一） 1. （1） ①"),
    (values.ResponsibilityForm, "分行、括注、不标，或一个句式"),
    (BareName, "名称，不带文件夹和后缀"),
    (Lines, "文字；要分行或分条的，写成列表"),
    (TitleLines, "文字；要分行或分条的，写成列表"),
    (Paragraphs, "文字；要分行或分条的，写成列表"),
    (Units, "单位，照纸上写在一行"),
    (Waivers, "规则: 理由"),
    (Body, "整段文字，或内容块的列表"),
    (ItemList, "列表，每条一段文字；条下还有条的，写 {文, 条目}"),
    (People, "每行一人，如 王刚 市教育局局长；或写 {姓名, 职务}"),
)
"""What an officer writes for the small types of the model. A type that is not here is described by
what it is made of.
"""


_FEW = 4
"""A mapping of so many keys is shown as they are typed on one line."""


class Key(Struct, frozen=True):
    """A key as documented. `elements` are the classes of the mappings that stand under it."""

    name: str
    field: str
    meaning: str
    kind: str
    default: str
    required: bool
    elements: tuple[type[Element], ...]


def keys_of(model: type[Element]) -> list[Key]:
    """The keys of a mapping: its own, then those it shares with others of its kind."""
    hints = typing.get_type_hints(model, include_extras=True)
    names = [
        name
        for each in model.__mro__
        for name in vars(each).get("__annotations__", ())
        if name in model.fields
    ]
    keys = []
    for name in dict.fromkeys(names):
        field = model.fields[name]
        if field.key:
            keys.append(
                Key(
                    name=field.key,
                    field=name,
                    meaning=field.description,
                    kind=_kind(hints[name]),
                    default=_default(field.default),
                    required=field.is_required,
                    elements=tuple(dict.fromkeys(elements_in(hints[name]))),
                )
            )
    return keys


def _default(value: Any) -> str:
    if value is False:
        return "否"
    return value if isinstance(value, str) else ""


def _kind(hint: Any) -> str:
    for known, word in _WORDS:
        if hint == known:
            return word
    if get_origin(hint) is typing.Annotated:
        inner, *notes = get_args(hint)
        typed = (getattr(note, "written", None) for note in notes)
        return _kind(next((each for each in typed if get_origin(each) is not None), inner))
    if get_origin(hint) is Literal:
        return "、".join(map(str, get_args(hint)))
    if get_origin(hint) in (typing.Union, types.UnionType):
        words = [_kind(each) for each in get_args(hint) if each is not type(None)]
        return "；或".join(dict.fromkeys(words))
    if get_origin(hint) in (tuple, list):
        return f"列表，每项：{_kind(get_args(hint)[0])}"
    if isinstance(hint, type) and issubclass(hint, Element):
        keys = hint.known_keys()
        return f"{{{', '.join(keys)}}}" if len(keys) <= _FEW else "一组项目"
    return {bool: "是、否", int: "整数"}.get(hint, "文字")


def elements_in(hint: Any) -> list[type[Element]]:
    """The element classes that an annotation mentions; the blocks of a 正文 within it are left out,
    for they have their own place on the page.
    """
    if hint == Body:
        return []
    if isinstance(hint, type) and issubclass(hint, Element):
        return [hint]
    return [found for argument in get_args(hint) for found in elements_in(argument)]
