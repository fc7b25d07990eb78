from __future__ import annotations

import pytest

from gongwen.problem import Place
from gongwen.source.parse import parse_mended
from gongwen.source.tree import Mapping, Value

from ..parsed import said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("文种: 通知\n标　题: 甲\n正文: 乙\n", {"文种": "通知", "标题": "甲", "正文": "乙"}),
        ("标 题: 甲\n标题: 乙\n", {"标题": "甲"}),
        ("标题: 甲\n标 题: 乙\n", {"标题": "甲"}),
        ("'标 题': 甲\n标 题: 乙\n", {"标 题": "甲", "标题": "乙"}),
        ('"<<": 甲\n<<: 乙\n', {"<<": "甲"}),
        ("<<: 乙\n'<<': 甲\n", {"<<": "甲"}),
        ("各县，各区: 照办\n标题: 甲\n", {"标题": "甲"}),
        ("标题: {甲 乙: {丙 丁: 戊}, 丙：己: 庚}\n", {"标题": {"甲乙": {"丙丁": "戊"}}}),
    ],
)
def test_the_tree_holds_the_keys_that_were_meant(text: str, value: Value) -> None:
    assert parse_mended(text, "甲.yaml")[0] == value


def test_a_key_keeps_its_place_and_its_turn_as_it_is_put_right() -> None:
    value, _ = parse_mended("文种: 通知\n标 题: 甲\n，: 丙\n正文: 乙\n", "甲.yaml")
    assert isinstance(value, Mapping)
    assert list(value.key_places) == list(value.places) == list(value) == ["文种", "标题", "正文"]
    assert value.key_places["标题"] == Place("甲.yaml", 2, 1)
    assert value.places["标题"] == Place("甲.yaml", 2, 6)


def test_a_key_typed_twice_is_told_also_where_one_has_a_blank() -> None:
    twice = "错误 [重复的项目] “标题”写了两次，前一次在第1行\n    建议：两处合成一处，删去另一处"
    blank = (
        "错误 [项目名中空格] 项目名“标 题”里有空格\n"
        "    建议：写成“标题:”。若这一行是文字，冒号用全角的“：”"
    )
    assert said("标题: 甲\n标题: 乙\n标题: 丙\n") == [
        f"甲.yaml:2:1: {twice}",
        f"甲.yaml:3:1: {twice}",
    ]
    assert said("标题: 甲\n标 题: 乙\n") == [f"甲.yaml:2:1: {twice}", f"甲.yaml:2:1: {blank}"]


def test_what_stands_under_a_key_is_told_by_the_key_that_was_meant() -> None:
    told = said("正 文:\n  办好开幕式。\n  二、办好展览。\n")
    assert [line.split("]")[0] + "]" for line in told] == [
        "甲.yaml:1:1: 错误 [项目名中空格]",
        "甲.yaml:3:3: 错误 [几段连成一段]",
    ]
    assert "在“正文:”后面加 |" in told[1]


@pytest.mark.parametrize("key", ["标 题", "各县，各区"])
def test_a_key_typed_often_is_told_each_time(key: str) -> None:
    assert len(said("".join(f"- {key}: 甲\n" for _ in range(3)))) == 3


def test_a_key_is_sound_in_braces_or_out_of_them_not_both() -> None:
    assert [line.split("]")[0] + "]" for line in said("- 甲：乙: 丙\n- {甲：乙: 丙}\n")] == [
        "甲.yaml:2:4: 错误 [全角逗号]",
    ]
