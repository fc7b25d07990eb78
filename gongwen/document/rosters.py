"""名单 and 职责: people and units, and what they have to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ..problem import Problem
from ..source import Mapping, Sequence
from .element import Element, is_blank
from .faults import misfit
from .values import AnyText, Lines, Text, Units


class Person(Element):
    """A person of a roster. Typed as `王刚 市政府副市长`, or as a mapping."""

    name: Text = Field(alias="姓名")
    post: AnyText = Field("", alias="职务")


def split_person(text: str) -> tuple[str, str]:
    """Name and post: “杨 洋 市教育局局长” is 杨洋 and 市教育局局长. A single character that stands apart
    belongs to the name, as does a note in brackets （女，回族）.
    """
    words = _WITHIN_BRACKETS.sub(lambda match: "".join(match[0].split()), text).split()
    name, *rest = words
    if rest and _is_given_name(name, rest):
        name += rest.pop(0)
    if rest and rest[0].startswith(("（", "(")) and rest[0].endswith(("）", ")")):
        name += rest.pop(0)
    return name, " ".join(rest)


_WITHIN_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")


def _is_given_name(name: str, rest: list[str]) -> bool:
    """Whether the second word goes on the name: 杨 洋, 欧阳 明, and 杨 洋洋 before a post."""
    second = len(_WITHIN_BRACKETS.sub("", rest[0]))
    return second == 1 or (len(name) == 1 and second == 2 and len(rest) > 1)


def _as_people(value: Any) -> Any:
    """Texts as persons; one text means a person a line."""
    if isinstance(value, str) and not is_blank(value):
        return tuple(_person(line, None) for line in value.splitlines() if not is_blank(line))
    if not isinstance(value, Sequence):
        return value
    return [
        _person(item, value.places[index])
        if isinstance(item, str) and not is_blank(item)
        else item
        for index, item in enumerate(value)
    ]
