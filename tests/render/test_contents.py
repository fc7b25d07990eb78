"""Headings and tables of contents as Word makes them."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from gongwen.render.render import render
from gongwen.word.wordml import DOCUMENT, SETTINGS, W, parse

from ..compositions import template
from ..typeset.test_contents import PLAN, printed

READY = template()


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return render(printed(PLAN % "3"), READY)


@pytest.fixture(scope="module")
def root(parts: dict[str, bytes]) -> etree._Element:
    return parse(parts[DOCUMENT])


def words(node: etree._Element) -> str:
    """Text with tabs; fields as 〔code：result〕."""
    said = ""
    for each in node.iter(W + "t", W + "tab", W + "instrText", W + "fldChar"):
        if each.tag == W + "fldChar":
            said += {"begin": "〔", "separate": "：", "end": "〕"}[each.get(W + "fldCharType", "")]
        elif each.tag == W + "tab":
            said += "" if each.getparent() is not None and each.get(W + "val") else "→"
        else:
            said += (each.text or "").strip() if each.tag == W + "instrText" else each.text or ""
    return said


def styled(root: etree._Element, style: str) -> list[etree._Element]:
    return [
        each
        for each in root.iter(W + "p")
        if (found := each.find(f"{W}pPr/{W}pStyle")) is not None and found.get(W + "val") == style
    ]


def test_the_lines_are_one_field_with_its_result(root: etree._Element) -> None:
    first, last = styled(root, "Toc1")
    assert words(first) == (
        '〔TOC \\o "1-2" \\f C \\l "1-3" \\h \\z \\b _Toc000100000：'
        "1 总则→〔PAGEREF _Toc000100001 \\h：3〕"
    )
    assert words(last) == "2 组织→〔PAGEREF _Toc000100004 \\h：3〕〕"
    link = first.find(W + "hyperlink")
    assert link is not None
    assert link.get(W + "anchor") == "_Toc000100001"


def test_a_heading_that_runs_in_is_listed_by_its_words_alone(root: etree._Element) -> None:
    (paragraph,) = [
        each for each in root.iter(W + "p") if words(each).startswith("1.1.1 依据。〔TC")
    ]
    assert words(paragraph) == '1.1.1 依据。〔TC "1.1.1 依据" \\f C \\l 3〕依照有关规定。'
    level = paragraph.find(f"{W}pPr/{W}outlineLvl")
    assert level is not None
    assert level.get(W + "val") == "2"
    marks = [each.tag for each in paragraph if each.tag != W + "pPr"][:3]
    assert marks == [W + "bookmarkStart", W + "r", W + "bookmarkEnd"]


def test_bookmarks_are_whole_and_of_one_name_each(root: etree._Element) -> None:
    starts = [(e.get(W + "id"), e.get(W + "name")) for e in root.iter(W + "bookmarkStart")]
    ends = [each.get(W + "id") for each in root.iter(W + "bookmarkEnd")]
    assert len({number for number, _ in starts}) == len({name for _, name in starts}) == 5
    assert sorted(str(number) for number, _ in starts) == sorted(map(str, ends))
    anchors = {each.get(W + "anchor") for each in root.iter(W + "hyperlink")}
    assert anchors < {name for _, name in starts}


def test_word_is_not_asked_to_update_on_opening(parts: dict[str, bytes]) -> None:
    assert b"updateFields" not in parts[SETTINGS]
    assert b"w:dirty" not in parts[DOCUMENT]


def test_fields_open_and_close_in_order(root: etree._Element) -> None:
    depth = 0
    for mark in root.iter(W + "fldChar"):
        depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(W + "fldCharType", "")]
        assert depth in (0, 1, 2)
    assert depth == 0


def test_titles_of_texts_are_in_the_navigation_pane() -> None:
    styles = READY.parts["word/styles.xml"].decode()
    for name in ("印发件标题", "附件标识", "附件标题", "件标题"):
        style = re.search(f'<w:style [^>]*w:styleId="{name}">.*?</w:style>', styles)
        assert style is not None
        assert '<w:outlineLvl w:val="0"/>' in style[0]
