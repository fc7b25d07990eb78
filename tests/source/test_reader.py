from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongwen.problem import Place
from gongwen.source.parse import parse, parse_mended
from gongwen.source.reader import DEEPEST, read
from gongwen.source.tree import Mapping, Sequence, Value

from .parsed import data, mapping


def test_places_of_keys_values_and_items() -> None:
    value = mapping("文种: 通知\n正文:\n- 第一段\n- 节: 总体要求\n  正文: [甲, 乙]\n")
    assert value.place == Place("甲.yaml", 1, 1)
    assert value.key_places == {"文种": Place("甲.yaml", 1, 1), "正文": Place("甲.yaml", 2, 1)}
    assert value.places == {"文种": Place("甲.yaml", 1, 5), "正文": Place("甲.yaml", 3, 1)}
    body = value["正文"]
    assert isinstance(body, Sequence)
    assert body.places == [Place("甲.yaml", 3, 3), Place("甲.yaml", 4, 3)]
    section = body[1]
    assert isinstance(section, Mapping)
    assert section.key_places["正文"] == Place("甲.yaml", 5, 3)
    inner = section["正文"]
    assert isinstance(inner, Sequence)
    assert inner.place == Place("甲.yaml", 5, 7)
    assert inner.places == [Place("甲.yaml", 5, 8), Place("甲.yaml", 5, 11)]


def test_columns_count_characters_beyond_the_basic_plane() -> None:
    assert mapping("{甲: 𠮷𠮷, 乙: 丙}").places["乙"] == Place("甲.yaml", 1, 12)


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ("正文: |\n  甲\n  乙\n", "正文", Place("甲.yaml", 1, 5, 2, 3)),
        ("正文: |2\n    甲\n  乙\n", "正文", Place("甲.yaml", 1, 5, 2, 3)),
        ("正文: |-  # 注\n\n     甲\n", "正文", Place("甲.yaml", 1, 5, 2, 6)),
        ("正文: >\n  甲\n\n  乙\n", "正文", Place("甲.yaml", 1, 5)),
        ("正文: >\n  甲\n  乙\n", "正文", Place("甲.yaml", 1, 5, 2, 3)),
        ("正文: >\n  甲\n  乙\n\n  丙\n", "正文", Place("甲.yaml", 1, 5)),
        ("正文: |\n\n文种: 通知\n", "正文", Place("甲.yaml", 1, 5)),
        ("正文: 甲\n  乙\n", "正文", Place("甲.yaml", 1, 5)),
    ],
)
def test_where_the_lines_of_a_block_text_stand(text: str, key: str, place: Place) -> None:
    assert mapping(text).places[key] == place


LINES = st.lists(st.text("甲乙， ab:-#", max_size=6), min_size=1, max_size=6)


@given(LINES, st.sampled_from(["|", "|-", "|+"]), st.integers(0, 2))
def test_each_line_of_a_block_text_stands_where_its_place_says(
    lines: list[str], header: str, depth: int
) -> None:
    assume(lines[0].strip(" ") and lines[0][0] != " ")
    opening = "".join(f"{'  ' * level}键:\n" for level in range(depth))
    indent = "  " * (depth + 1)
    text = f"{opening}{'  ' * depth}键: {header}\n" + "".join(f"{indent}{x}\n" for x in lines)
    value: Value = data(text)
    for _ in range(depth):
        assert isinstance(value, Mapping)
        value = value["键"]
    assert isinstance(value, Mapping)
    content, place = value["键"], value.places["键"]
    assert isinstance(content, str)
    source = text.split("\n")
    for index, line in enumerate(content.rstrip("\n").split("\n")):
        spot = place.of_text_line(index)
        assert source[spot.line - 1][spot.column - 1 :] == line


def test_what_is_typed_is_read_and_not_judged() -> None:
    typed = read("抄 送: 甲\n请报送，: 乙\n<<: 丙\n", "甲.yaml")
    assert typed.value == {"抄 送": "甲", "请报送，": "乙", "<<": "丙"}
    assert [pair.key for pair in typed.pairs] == ["抄 送", "请报送，", "<<"]
    assert parse("抄 送: 甲\n请报送，: 乙\n<<: 丙\n", "甲.yaml")[0] is None
    assert parse_mended("抄 送: 甲\n请报送，: 乙\n<<: 丙\n", "甲.yaml")[0] == {"抄送": "甲"}


def test_a_text_keeps_how_it_was_typed() -> None:
    typed = read("人员:\n- 甲 # 注\n- '乙''\n\n  丙'\n列: [丁, \"\\u7532\"]\n", "甲.yaml")
    assert [
        (text.source, text.value, text.style, text.in_list, text.in_flow) for text in typed.texts
    ] == [
        ("甲", "甲", "", True, False),
        ("'乙''\n\n  丙'", "乙'\n丙", "'", True, False),
        ("丁", "丁", "", True, True),
        ('"\\u7532"', "甲", '"', True, True),
    ]
    assert [typed.pairs[text.under].key for text in typed.texts] == ["人员", "人员", "列", "列"]


def test_of_a_key_typed_twice_the_tree_has_the_first_and_the_pairs_both() -> None:
    typed = read("甲: 乙\n甲: [丙]\n", "甲.yaml")
    assert typed.value == {"甲": "乙"}
    assert [(pair.value, pair.value_place) for pair in typed.pairs] == [
        ("乙", Place("甲.yaml", 1, 4)),
        (["丙"], Place("甲.yaml", 2, 4)),
    ]


def test_what_has_no_value_is_kept_by_its_place() -> None:
    typed = read("甲: &a 乙\n丙: !t 丁\n戊: *a\n{己}: 庚\n? 辛\n*b : 壬\n", "甲.yaml")
    assert typed.value == {"甲": None, "丙": None, "戊": None, "辛": None}
    assert [(place.line, place.column) for place in typed.marked] == [
        (1, 4),
        (2, 4),
        (3, 4),
        (6, 1),
    ]
    assert [(place.line, place.column) for place in typed.no_keys] == [(4, 1)]
    assert [(text.source, text.is_marked) for text in typed.texts] == [
        ("&a 乙", True),
        ("!t 丁", True),
        ("", False),
        ("庚", False),
        ("", False),
        ("壬", False),
    ]


def test_what_was_read_before_the_parser_gave_up_is_kept() -> None:
    typed = read("甲: 乙\n丙: {丁: 戊\n", "甲.yaml")
    assert typed.error is not None
    assert typed.value is None
    assert [text.source for text in typed.texts][:2] == ["乙", "戊"]
    assert [(pair.key, pair.value_place is None) for pair in typed.pairs] == [
        ("甲", False),
        ("丙", True),
        ("丁", False),
    ]


def test_reading_stops_where_a_second_document_begins_or_the_nesting_is_too_deep() -> None:
    typed = read("甲: 乙\n---\n丙: {\n", "甲.yaml")
    assert (typed.value, typed.error) == ({"甲": "乙"}, None)
    assert typed.second_document == Place("甲.yaml", 2, 1)
    typed = read("[" * (DEEPEST + 1), "甲.yaml")
    assert (typed.value, typed.error) == (None, None)
    assert typed.too_deep == Place("甲.yaml", 1, DEEPEST + 1)
