from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongwen.source.mistakes.scan import scan


@given(st.lists(st.text("甲：:- \t　\"'[]{}#&*!|><=%@,.1", max_size=8), max_size=8))
def test_the_mended_text_has_the_same_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = scan(text, "甲.yaml")
    assert found.mended.count("\n") == text.count("\n")
    assert found.problems or found.mended == text
    for problem in found.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
