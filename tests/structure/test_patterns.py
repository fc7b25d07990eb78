"""Patterns are compiled once in a process: all of the program asks `gongwen.patterns` for them."""

from __future__ import annotations

import re

import pytest

from gongwen import patterns

from .test_rooms import modules

ASKS = r"(?m)^\s*(?:import re\b|from re import)"


def test_nobody_asks_the_standard_library() -> None:
    own = {name for name, path in modules().items() if re.search(ASKS, path.read_text("utf-8"))}
    assert own == {"gongwen.patterns"}


def test_no_rule_compiles_all_chinese_characters() -> None:
    """A set with their range takes 2 ms at each mention: `HAN` says what they are not."""
    rules = {name: path for name, path in modules().items() if name.startswith("gongwen.rules.")}
    assert len(rules) > 190
    assert [name for name, path in rules.items() if r"\u9fff" in path.read_text("utf-8")] == []


def test_more_patterns_are_kept_than_the_standard_library_keeps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    numbers = [f"第{number}条" for number in range(2000)]
    for number in numbers:
        assert patterns.search(number, f"依照{number}的规定")
    monkeypatch.setattr(re, "_compile", None)  # whoever compiles now fails
    for number in numbers:
        assert patterns.fullmatch(number, number)


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_they_are_what_re_says(flags: int) -> None:
    pattern, text = r"(a)|b", "xAbab"
    assert patterns.findall(pattern, text, flags) == re.findall(pattern, text, flags)
    assert patterns.split(pattern, text, 1, flags) == re.split(
        pattern, text, maxsplit=1, flags=flags
    )
    assert patterns.sub(pattern, "-", text, 1, flags) == re.sub(
        pattern, "-", text, count=1, flags=flags
    )
    for name in ("search", "match", "fullmatch"):
        ours, theirs = getattr(patterns, name), getattr(re, name)
        for each in (text, "b", "A"):
            assert (found := ours(pattern, each, flags)) is None or found.span() == theirs(
                pattern, each, flags
            ).span()
            assert (found is None) == (theirs(pattern, each, flags) is None)
    assert [m.span() for m in patterns.finditer(pattern, text, flags)] == [
        m.span() for m in re.finditer(pattern, text, flags)
    ]
