"""Tracked changes accepted: the same as by the tests' own reading of the standard."""

from __future__ import annotations

from itertools import permutations

import pytest

from gongwen.render.render import render
from gongwen.revision.redline import redline
from gongwen.word.accepted import accept_changes
from gongwen.word.wordml import DOCUMENT, parse

from ..compositions import ALL, template
from ..tracked import form, resolve

READY = template()


@pytest.mark.parametrize(("first", "second"), list(permutations(ALL, 2)))
def test_a_redline_accepted_is_the_new_document(first: str, second: str) -> None:
    after = render(ALL[second], READY)
    parts = redline(render(ALL[first], READY), after, "程一诺")
    root = parse(parts[DOCUMENT])
    expected = form(resolve(root, accept=True), parts)
    assert accept_changes(root) > 0
    assert form(root, parts) == expected == form(parse(after[DOCUMENT]), after)


def test_a_document_without_changes_stays_as_it_is() -> None:
    parts = render(next(iter(ALL.values())), READY)
    root = parse(parts[DOCUMENT])
    assert accept_changes(root) == 0
    assert form(root, parts) == form(parse(parts[DOCUMENT]), parts)


def test_the_last_paragraph_cannot_join_another() -> None:
    body = (
        '<w:body xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p></w:body>"
    )
    root = parse(body.encode())
    assert accept_changes(root) == 1
    assert root.xpath("string()") == "甲"
