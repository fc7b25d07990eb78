"""Texts compared by their characters."""

from __future__ import annotations

import pytest

from gongwen.paper.characters import han_pairs, is_abridged, unlike_places


@pytest.mark.parametrize(
    ("text", "pairs"),
    [("", set()), ("书", set()), ("读书节", {"读书", "书节"}), ("读书、3节a课", {"读书"})],
)
def test_pairs_of_chinese_characters(text: str, pairs: set[str]) -> None:
    assert han_pairs(text) == pairs


def test_where_texts_differ() -> None:
    assert unlike_places("借阅证", "借阅证") == []
    assert unlike_places("借书证", "借阅卡") == [1, 2]
    with pytest.raises(ValueError):
        unlike_places("书", "书屋")


@pytest.mark.parametrize(
    ("short", "full", "answer"),
    [
        ("农普", "农业普查", True),
        ("普农", "农业普查", False),
        ("农农", "农业普查", False),
        ("农村", "农业普查", False),
        ("", "农业普查", True),
    ],
)
def test_abridged_names(short: str, full: str, answer: bool) -> None:
    assert is_abridged(short, full) is answer
