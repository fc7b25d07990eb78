from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.long_texts import yaml_text
from gongwen.problem import Level, as_text
from gongwen.source import reader
from gongwen.source.parse import parse
from gongwen.source.text_file import read_text
from tests.steps import growth

from .parsed import data, mapping, said

CONTENT = Path(__file__).resolve().parents[2].parent / "shared" / "content"


def test_every_scalar_is_the_text_that_was_typed() -> None:
    text = (
        "份号: 000001\n时间: 12:30\n甲: No\n乙: 0x12\n丙: 2026-08-09\n"
        "丁: ~\n戊: null\n己: 1.50\n庚: =\n"
    )
    assert data(text) == {
        "份号": "000001",
        "时间": "12:30",
        "甲": "No",
        "乙": "0x12",
        "丙": "2026-08-09",
        "丁": "~",
        "戊": "null",
        "己": "1.50",
        "庚": "=",
    }


def test_an_empty_plain_value_is_none_and_an_empty_quoted_one_is_empty() -> None:
    assert data("甲:\n乙: ''\n丙: \"\"\n丁: []\n戊: {}\n") == {
        "甲": None,
        "乙": "",
        "丙": "",
        "丁": [],
        "戊": {},
    }


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Co", "Cc", "Cf", "Cn"], include_characters="\n\t"),
)


KEYS = st.text("甲乙丙丁戊", min_size=1, max_size=3)


NESTED = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


@given(NESTED, st.booleans() | st.none())
def test_what_is_dumped_comes_back(tree: Any, flow: bool | None) -> None:
    text = yaml.dump(tree, Dumper=Dumper, allow_unicode=True, width=10**6, default_flow_style=flow)
    value, problems = parse(text, "甲.yaml")
    assert [as_text(problem) for problem in problems if problem.level is Level.ERROR] == []
    assert value == tree


@given(st.text() | st.text("甲：:- \n\t\"'[]{}#&*!|>%@`,?　<=.~0") | st.binary().map(repr))
def test_no_text_is_too_odd(text: str) -> None:
    value, problems = parse(text, "甲.yaml")
    assert (value is None) == any(problem.level is Level.ERROR for problem in problems)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert 0 <= problem.line <= len(lines) + 1
        assert problem.rule
        assert problem.message


@pytest.mark.parametrize("pair", ["，联系人: 王", "，联系人x: 王", "；甲:乙: "])
def test_a_line_of_many_colons_is_read(pair: str) -> None:
    """How long it takes is for the benchmark (`growth`)."""
    assert parse("正文:\n- 甲: " + pair * 3000 + "\n", "甲")[1]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{" * 50_000, "- " * 50_000, "? " * 20_000, "键: [" * 5_000]
)
def test_bottomless_nesting_is_refused_at_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hardly anything is read beyond the deepest level."""
    events = []

    class Counted(reader.LOADER):  # type: ignore[name-defined, misc]
        def get_event(self) -> Any:
            events.append(super().get_event())
            return events[-1]

    monkeypatch.setattr(reader, "LOADER", Counted)
    assert said(text)
    assert 0 < len(events) < 3 * reader.DEEPEST


def test_nesting_is_refused_beyond_64_levels() -> None:
    assert said("[" * 64 + "]" * 64) == []
    assert said("[" * 65 + "]" * 65) == [
        "甲.yaml:1:65: 错误 [层次过深] 层次超过64层\n    建议：检查这里的括号、横线是否多打了"
    ]


def test_a_mapping_is_still_a_dict() -> None:
    value = mapping("甲: 1\n乙: 2\n")
    assert dict(value) == {**value} == {"甲": "1", "乙": "2"}
    assert list(value) == ["甲", "乙"]


def real_documents() -> list[Path]:
    return sorted(CONTENT.glob("*.yaml"))


@pytest.mark.skipif(not real_documents(), reason="the real documents are not beside this checkout")
def test_real_documents_have_no_problems() -> None:
    for path in real_documents():
        text, problems = read_text(path, path.name)
        assert text is not None
        value, more = parse(text, path.name)
        assert [as_text(problem) for problem in problems + more] == []
        assert value


def test_work_is_linear_in_the_text() -> None:
    assert growth(lambda tasks: lambda: data(yaml_text(tasks)), 460) < 2.2
