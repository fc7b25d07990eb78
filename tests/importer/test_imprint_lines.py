"""Two lines of one kind at the end of a text: the last one counts, the other is told."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from gongwen.problem import Problem

HEAD = "关于做好防汛工作的通知\n市教育局：\n请认真落实。\n云溪市水务局\n2026年5月1日\n"


def found_in(end: str) -> tuple[Any, list[Problem]]:
    imported = assemble(read_content((HEAD + end).encode(), ".txt", "旧文.txt"))
    return plain(imported.tree), imported.problems


@pytest.mark.parametrize(
    ("end", "key", "value", "other"),
    [
        ("共印100份\n共印120份\n", "印发", {"份数": "120"}, "共印100份"),
        ("抄送：市科协。\n抄送：市财政局。\n", "抄送", "市财政局", "市科协"),
    ],
)
def test_the_last_one_counts(end: str, key: str, value: Any, other: str) -> None:
    tree, problems = found_in(end)
    assert tree[key] == value
    assert any(other in problem.message for problem in problems)
