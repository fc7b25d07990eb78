"""A key typed close to its value in an item of a list that may be a mere text."""

from __future__ import annotations

import pytest

from gongwen.document.read import read_document
from gongwen.source.parse import parse

HEAD = "文种: 通知\n标题: 关于节水工作的通知\n正文:\n"


def told(body: str) -> list[tuple[int, int, str]]:
    data, problems = parse(HEAD + body, "稿.yaml")
    _, more = read_document(data, "稿.yaml")
    return [(p.line, p.column, p.message) for p in [*problems, *more]]


@pytest.mark.parametrize(
    ("body", "place", "key"),
    [
        ("- 条目:\n  - 文:修复管网。\n  - 文: 改造厕所。\n", (5, 6), "文"),
        ("- 表:\n    列: [头:县区, 用水量]\n    行: [[东湖区, '1']]\n", (5, 10), "头"),
    ],
)
def test_it_is_told_and_not_printed(body: str, place: tuple[int, int], key: str) -> None:
    found = told(body)
    assert [each[:2] for each in found] == [place]
    assert f"“{key}”的冒号后面没有空格" in found[0][2]
