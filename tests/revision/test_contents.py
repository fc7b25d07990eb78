"""Tables of contents in a comparison: their lines say again what the headings say."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen.revision.comparison import Side, compare
from gongwen.revision.numbers import split_number
from gongwen.word.package import unpack
from gongwen.word.wordml import DOCUMENT, W, parse

from ..compositions import paragraph, template
from ..tracked import resolve
from ..typeset.test_contents import PLAN, printed
from .test_redline import of

READY = template()


def side(yaml: str) -> Side:
    return Side("版", "程一诺", "", {"": (printed(yaml), READY)})


def test_a_page_number_that_moves_is_no_change_of_its_own() -> None:
    long = "市防办牵头。" + "各单位要落实责任。" * 90
    old, new = PLAN % "2", (PLAN % "2").replace("保障安全。", long)
    compared = compare(side(old), side(new))
    assert {change.place for change in compared.changes} == {"印发件 1.1 第1段"}
    parts = unpack(compared.outputs["（花脸稿）.docx"])
    root = parse(parts[DOCUMENT])
    assert not list(root.iter(W + "hyperlink", W + "bookmarkStart", W + "instrText"))
    lines = [
        "".join(each.text or "" for each in paragraph.iter(W + "t"))
        for paragraph in resolve(root, accept=True).iter(W + "p")
    ]
    assert lines[lines.index("目　录") + 1 :][:3] == ["1 总则3", "1.1 目的3", "2 组织4"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 总则", "1 "),
        ("1.2 目的", "1.2 "),
        ("1.2.10 依据", "1.2.10 "),
        ("12 个月内办结。", ""),
        ("1.5 亿元", ""),
        ("2.24小时专人值守。", ""),
        ("2026 年", ""),
    ],
)
def test_decimal_numbers_are_told_from_quantities(text: str, number: str) -> None:
    assert split_number(text) == (number, text.removeprefix(number))


def test_the_table_is_headed_by_title_stage_and_versions() -> None:
    was, now = (
        replace(
            of(paragraph("标题", "关于清淤的通知"), *mark, paragraph("段落", text)),
            title="关于清淤的通知",
        )
        for mark, text in (
            ((paragraph("稿本", "（征求意见稿）"),), "清淤三条。"),
            ((), "清淤五条。"),
        )
    )
    sides = [
        Side(label, "程一诺", "", {"": (each, READY)})
        for label, each in (("甲版", was), ("乙版", now))
    ]
    page = compare(sides[0], sides[1]).outputs["（修改对照）.html"].decode()
    assert "<h1>关于清淤的通知修改对照</h1><p>原文：甲版（征求意见稿）　　修改后：乙版</p>" in page
