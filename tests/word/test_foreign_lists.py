"""The numbers of automatic lists of Word, as Word itself counts and writes them."""

from __future__ import annotations

import pytest
from lxml import etree

from gongwen.word.foreign_styles import read_lists
from gongwen.word.wordml import W


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


CHAPTERS = level(0, "chineseCounting", "第%1章")
ARTICLES = level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>')
FIGURES = level(1, "decimal", "%1.%2", "<w:isLgl/>")
TOP, ITEM = level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.")


@pytest.mark.parametrize(
    ("levels", "override", "steps", "numbers"),
    [
        pytest.param(
            CHAPTERS + ARTICLES, "", [0, 1, 1, 0, 1], "第一章 第一条 第二条 第二章 第三条", id="条"
        ),
        pytest.param(CHAPTERS + FIGURES, "", [0, 1, 0, 1], "第一章 1.1 第二章 2.1", id="isLgl"),
        pytest.param(
            TOP + ITEM,
            '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/>'
            + level(1, "upperLetter", "%2）")
            + "</w:lvlOverride>",
            [0, 1, 1],
            "一、 A） B）",
            id="override",
        ),
        pytest.param(TOP + ITEM, "", [0, 1, 0, 1], "一、 1. 二、 1.", id="plain"),
    ],
)
def test_numbers_are_those_that_word_shows(
    levels: str, override: str, steps: list[int], numbers: str
) -> None:
    lists = read_lists(
        etree.fromstring(
            f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="0">{levels}'
            '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>'
            f"{override}</w:num></w:numbering>"
        )
    )
    assert " ".join(lists.number("1", step) for step in steps) == numbers
