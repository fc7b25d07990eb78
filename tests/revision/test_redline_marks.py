"""花脸稿: the marks themselves, by what ISO 29500-1 17.13.5 asks of each."""

from __future__ import annotations

from itertools import permutations

import pytest
from lxml import etree

from gongwen.composition import Cell, Paragraph, Table
from gongwen.render.render import render
from gongwen.revision.redline import redline
from gongwen.word.wordml import DOCUMENT, parse
from tests.compositions import ALL, paragraph
from tests.revision.test_redline import READY, marked, of
from tests.tracked import W, local

FIRST = paragraph("段落", "各单位要明确专人负责这项工作。")
SECOND = paragraph("段落", "财政部门要把经费列入年度预算。")
THIRD = paragraph("段落", "每季度开展一次专项督查并通报。")
LAST = paragraph("段落", "本通知自印发之日起施行。")


def rows(*lines: Paragraph) -> Table:
    return Table((8845,), 0, tuple((Cell((line,)),) for line in lines))


def texts_in_the_wrong_mark(root: etree._Element) -> list[str]:
    """Texts that went but are not w:delText, which Word goes on showing as if they stood; and
    w:delText that did not go.
    """
    return [
        node.text or ""
        for node in root.iter(W + "t", W + "delText")
        if (node.tag == W + "delText") != (next(node.iterancestors(W + "del"), None) is not None)
    ]


def deleted_texts(root: etree._Element) -> list[str]:
    return [node.text or "" for node in root.iter(W + "delText")]


def test_a_whole_paragraph_that_went_is_deleted_text() -> None:
    root = marked(of(FIRST, SECOND, LAST), of(FIRST, LAST))
    assert deleted_texts(root) == [SECOND.text]
    assert texts_in_the_wrong_mark(root) == []


def test_a_whole_row_that_went_is_deleted_text() -> None:
    root = marked(of(rows(FIRST, SECOND, THIRD)), of(rows(FIRST, THIRD)))
    assert deleted_texts(root) == [SECOND.text]
    assert texts_in_the_wrong_mark(root) == []


def test_of_a_paragraph_that_moved_only_the_words_that_went_are_deleted_text() -> None:
    changed = paragraph("段落", FIRST.text.replace("专人", "人员"))
    root = marked(of(FIRST, SECOND, THIRD, LAST), of(SECOND, THIRD, changed, LAST))
    assert deleted_texts(root) == ["专人"]
    assert texts_in_the_wrong_mark(root) == []


@pytest.mark.parametrize(("first", "second"), list(permutations(ALL, 2)))
def test_all_that_went_of_whole_documents_is_deleted_text(first: str, second: str) -> None:
    parts = redline(render(ALL[first], READY), render(ALL[second], READY), "程一诺")
    root = parse(parts[DOCUMENT])
    assert deleted_texts(root)
    assert texts_in_the_wrong_mark(root) == []


def ends(root: etree._Element) -> list[tuple[str, list[str], list[str]]]:
    """The paragraphs with a mark: their text, how it is marked, how their end is."""
    found = []
    for node in root.iter(W + "p"):
        inside = [local(child) for child in node if child.tag != W + "pPr"]
        at_end = [local(mark) for mark in node.findall(f"{W}pPr/{W}rPr/*")]
        if at_end:
            text = "".join(each.text or "" for each in node.iter(W + "t", W + "delText"))
            found.append((text, inside, at_end))
    return found


def test_the_end_of_a_paragraph_that_moved_moved_with_it() -> None:
    """Marked as deleted and inserted, it is none of the move: whoever rejects the move only would
    keep an empty paragraph.
    """
    root = marked(of(FIRST, SECOND, THIRD, LAST), of(SECOND, THIRD, FIRST, LAST))
    assert ends(root) == [
        (FIRST.text, ["moveFrom"], ["moveFrom"]),
        (FIRST.text, ["moveTo"], ["moveTo"]),
    ]


def test_the_end_of_a_paragraph_that_came_or_went_is_inserted_or_deleted() -> None:
    assert ends(marked(of(FIRST, SECOND, LAST), of(FIRST, LAST))) == [
        (SECOND.text, ["del"], ["del"])
    ]
    assert ends(marked(of(FIRST, LAST), of(FIRST, SECOND, LAST))) == [
        (SECOND.text, ["ins"], ["ins"])
    ]


def test_the_ends_in_rows_that_moved_moved_with_them() -> None:
    old, new = rows(FIRST, SECOND, THIRD), rows(SECOND, THIRD, FIRST)
    assert ends(marked(of(old), of(new))) == [
        (FIRST.text, ["moveFrom"], ["moveFrom"]),
        (FIRST.text, ["moveTo"], ["moveTo"]),
    ]
