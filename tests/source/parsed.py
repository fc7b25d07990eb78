"""What parsing a text gives, with the problems as they are printed."""

from __future__ import annotations

from gongwen.problem import Level, as_text
from gongwen.source.parse import parse
from gongwen.source.tree import Mapping, Value


def data(text: str) -> Value:
    value, problems = parse(text, "甲.yaml")
    assert [as_text(problem) for problem in problems] == []
    return value


def said(text: str) -> list[str]:
    value, problems = parse(text, "甲.yaml")
    assert (value is None) == any(problem.level is Level.ERROR for problem in problems)
    return [as_text(problem) for problem in problems]


def mapping(text: str) -> Mapping:
    value = data(text)
    assert isinstance(value, Mapping)
    return value
