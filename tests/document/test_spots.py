"""Where a character of a value was typed, found again in the file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.document.read import read_document
from gongwen.document.spots import SourceText, spot_in, spot_of
from gongwen.document.texts import passages_in
from gongwen.document.tree import parts_of
from gongwen.problem import Place
from gongwen.source.parse import parse
from gongwen.source.tree import Mapping

from ..steps import growth

HEAD = "文种: 通知\n标题: 读书节通知\n"


def spots(source: str, words: str) -> list[str]:
    """Where the passages that hold `words` say that they were typed, as line:column."""
    document, problems = read_document(parse(source, "文.yaml")[0], "文.yaml")
    assert problems == []
    assert document is not None
    found = [
        spot_in(SourceText(source), passage.place, passage.text, passage.text.index(words))
        for part in parts_of(document)
        for passage in passages_in(part)
        if words in passage.text
    ]
    return [f"{spot.line}:{spot.column}" for spot in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("正文: 先到的甲乙。\n", ["3:8"]),
        ("正文:\n- 先到的甲乙。\n- 后到的甲乙。\n", ["4:6", "5:6"]),
        ("正文: '先到的甲乙。'\n", ["3:9"]),
        ("正文: |\n  第一段。\n  　　一、先到的甲乙\n  后到。\n", ["5:10"]),
        ("正文:\n- 先到的\n  甲乙，后到。\n", ["5:3"]),
        ("正文:\n- 节: 甲乙\n  接排: 又是甲乙。\n", ["4:6", "5:9"]),
        ("正文:\n- 条目:\n  - 先到。\n  - 文: 甲乙。\n", ["6:8"]),
        ("正文:\n- 职责:\n  - 单位: 市教育局\n    内容: [先到。, 甲乙。]\n", ["6:15"]),
        ("正文:\n- 表:\n    列: [书名]\n    行: |\n      先到\n      甲乙\n", ["8:7"]),
        ("正文: 略。\n附注: 此件甲乙\n", ["4:7"]),
        ("正文: 略。\n附件:\n- 标题: [先到, 甲乙]\n  正文: 略。\n", ["5:12"]),
    ],
)
def test_the_very_spot(body: str, expected: list[str]) -> None:
    assert spots(HEAD + body, "甲乙") == expected


def test_what_is_not_there_has_the_place_of_its_value() -> None:
    place = Place("文.yaml", 3, 5)
    assert spot_of(SourceText("甲\n乙\n正文: 丙\n"), place, "丁") == place
    assert spot_in(SourceText("甲\n乙\n正文: 丙\n"), place, "丁", 0) == place
    assert spot_in(SourceText("甲\n"), Place("文.yaml"), "甲", 0) == Place("文.yaml")


@given(
    st.text("甲乙丙丁，。（）", min_size=1, max_size=60),
    st.data(),
    st.integers(0, 5),
    st.booleans(),
)
def test_every_character_of_a_line_is_found(
    text: str, data: st.DataObject, before: int, block: bool
) -> None:
    index = data.draw(st.integers(0, len(text) - 1))
    head = "正文: |\n  " if block else "正文: "
    source = "# 甲乙丙丁\n" * before + f"{head}{text}\n"
    value = parse(source, "文.yaml")[0]
    assert isinstance(value, Mapping)
    place = value.places["正文"].of_text_line(0)
    column = index + (3 if block else 5)
    assert spot_in(SourceText(source), place, text, index) == Place(
        "文.yaml", before + (2 if block else 1), column
    )


def test_a_passage_of_one_sentence_over_and_over_is_searched_once() -> None:
    """Each place is found by counting those before it, not by looking at every character anew."""
    text = "市水务局要抓落实，" * 40
    source = SourceText(f"正文:\n- {text}\n")
    spots = [spot_in(source, Place("文.yaml", 2, 3), text, at) for at in range(0, len(text), 9)]
    assert [spot.column for spot in spots] == list(range(3, 3 + len(text), 9))


def test_the_lines_of_a_text() -> None:
    source = SourceText("甲\n\n乙丙")
    assert [source.line(number) for number in range(5)] == ["", "甲", "", "乙丙", ""]
    assert source.place_at(1, "文.yaml") == Place("文.yaml", 1, 2)
    assert source.place_at(4, "文.yaml") == Place("文.yaml", 3, 2)


def test_many_places_are_found_in_linear_time() -> None:
    """In a file of many lines, and in one long value that says the same over and over."""

    def in_lines(lines: int) -> Callable[[], object]:
        source = SourceText("甲乙丙丁。\n" * lines)
        places = [Place("文.yaml", line, 1) for line in range(1, lines + 1)]
        return lambda: [spot_in(source, place, "甲乙丙丁。", 2) for place in places]

    def in_one_value(times: int) -> Callable[[], object]:
        source, text = SourceText("《甲" * times), "《甲" * times
        return lambda: [spot_in(source, Place("文.yaml", 1, 1), text, at) for at in range(times)]

    assert growth(in_lines, 200) < 2.5
    assert growth(in_one_value, 400) < 2.5
