"""Slips where the first line of a list is wrong, and keys just short enough to be one."""

from __future__ import annotations

import pytest

from gongwen.problem import Level
from gongwen.source.parse import parse


def told(text: str) -> list[tuple[int, int, str, str]]:
    _, problems = parse(text, "甲.yaml")
    return [(p.line, p.column, p.rule, p.hint) for p in problems if p.level is Level.ERROR]


def test_the_first_item_is_known_by_those_below_it() -> None:
    """A registry begins with its first item: nothing stands above."""
    assert told("-全称: 云溪市教育局\n- 全称: 云溪市财政局\n") == [
        (1, 1, "横线后缺空格", "写成：- 全称: 云溪市教育局")
    ]
    assert told("• 全称: 云溪市教育局\n- 全称: 云溪市财政局\n") == [
        (1, 1, "不是横线", "用键盘上的减号“-”，后面空一格：- 全称: 云溪市教育局")
    ]


@pytest.mark.parametrize(("length", "is_text"), [(12, False), (13, True)])
def test_a_key_of_twelve_characters_is_one(length: int, *, is_text: bool) -> None:
    key = "汛期值班安排和联系方式一览表"[:length]
    assert len(key) == length
    rules = [rule for _, _, rule, _ in told(f"{key}: 甲\n")]
    assert rules == (["半角冒号"] if is_text else [])
