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
    title = "<h1>关于清淤的通知修改对照</h1>"
    left_out = "（两稿稿本不同，随稿本增减的稿本标注没有列）"
    assert f"{title}<p>原条文：甲版（征求意见稿）　　修改稿：乙版{left_out}。说明：" in page
    assert "<th>原条文（征求意见稿）</th><th>修改稿</th>" in page
    back = compare(sides[1], sides[0]).outputs["（修改对照）.html"].decode()
    assert "<th>原条文（现行规定）</th><th>修改稿（征求意见稿）</th>" in back


def test_the_papers_name_versions_by_their_day_and_no_person() -> None:
    sides = [
        Side(f"{day} 程一诺 初稿", "市水务局", f"{day}T09:{minute}:00Z", {"": (of(text), READY)})
        for day, minute, text in (
            ("2026-04-03", "05", paragraph("段落", "清淤三条。")),
            ("2026-04-20", "30", paragraph("段落", "清淤五条。")),
            ("2026-04-20", "45", paragraph("段落", "清淤七条。")),
        )
    ]

    def shown(old: Side, new: Side, *, names: bool = False) -> dict[str, str]:
        outputs = compare(old, new, names=names).outputs
        return {
            tail: "\n".join(part.decode() for name, part in unpack(made).items() if "xml" in name)
            if tail.endswith("docx")
            else made.decode()
            for tail, made in outputs.items()
        }

    made = shown(sides[0], sides[1])
    assert [tail for tail, text in made.items() if "程一诺" in text] == []
    assert "原条文：2026年4月3日　　修改稿：2026年4月20日" in made["（修改对照表）.docx"]
    assert "花脸稿：2026年4月3日改为2026年4月20日" in made["（花脸稿 打印）.docx"]
    of_one_day = shown(sides[1], sides[2])["（修改对照）.html"]
    assert "原条文：2026年4月20日09:30　　修改稿：2026年4月20日09:45" in of_one_day
    assert "程一诺 初稿" in shown(sides[0], sides[1], names=True)["（修改对照表）.docx"]
