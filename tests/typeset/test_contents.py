"""目录: which headings, where it stands, the pages of the plan."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen.composition import Composition, Paragraph
from gongwen.sheet.data import Sheet
from gongwen.typeset import fitted, measures_of, typeset
from gongwen.typeset.contents import plain_contents

from ..compositions import sheet_named
from ..typesetting import blocks_of, body_lines, job_of, paragraphs_in, shown

SHEET: Sheet = sheet_named("gbt9704")
PLAN = """
印发件:
  标题: 云溪市防汛预案
  编号: {层次: [1, 1.1, 1.1.1, （1）]}
  正文:
  - 目录: {层次: %s}
  - |
    1 总则
    1.1 目的
    保障安全。
    1.1.1 依据。依照有关规定。
    2 组织
    市防办牵头。
"""


def printed(yaml: str) -> Composition:
    """The document itself, fitted to the standard's sheet."""
    job = replace(job_of(yaml, "印发稿"), measures=measures_of(SHEET))
    made, _ = fitted(typeset(job), job, SHEET)
    return made[0].composition


def lines(composition: Composition) -> list[str]:
    """The lines of its tables of contents."""
    return [
        f"{block.style[2]}|{block.text}".replace("\t", "→")
        for section in composition.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and block.contents
    ]


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        ("1", ["一|1 总则→3", "一|2 组织→3"]),
        ("2", ["一|1 总则→3", "二|1.1 目的→3", "一|2 组织→3"]),
        ("3", ["一|1 总则→3", "二|1.1 目的→3", "三|1.1.1 依据→3", "一|2 组织→3"]),
    ],
)
def test_headings_of_so_many_levels_with_their_pages(depth: str, expected: list[str]) -> None:
    assert lines(printed(PLAN % depth)) == expected


def test_the_text_after_it_begins_a_page() -> None:
    blocks = blocks_of(PLAN % "1")
    first = paragraphs_in(blocks, "一级标题")[0]
    assert first.fit is not None
    assert first.fit.new_page
    assert shown(blocks)[2:6] == [
        "印发件标题|云溪市防汛预案",
        "稿本|（征求意见稿）",
        "目录标题|目　录",
        "目录一级|1 总则→0",
    ]


def test_in_the_document_itself_the_text_goes_on_below() -> None:
    blocks = blocks_of("主送: 市教育局\n正文:\n- 目录: 是\n- 节: 要求\n  正文: 请照办。\n")
    heading = paragraphs_in(blocks, "一级标题")[0]
    title = paragraphs_in(blocks, "目录标题")[0]
    assert heading.fit is not None and title.fit is not None
    assert (heading.fit.new_page, heading.fit.before, title.fit.before) == (False, 579, 579)


def test_a_table_after_it_begins_the_page_by_a_line_of_no_height() -> None:
    composition = printed(
        "印发件:\n  标题: 甲方案\n  正文:\n  - 目录: 是\n"
        "  - 表: {列: [甲, 乙], 行: [[子, 丑]]}\n  - 节: 要求\n    正文: 请照办。\n"
    )
    blocks = composition.sections[0].blocks
    tail = next(b for b in blocks if isinstance(b, Paragraph) and b.style == "版记尾")
    assert tail.fit is not None
    assert tail.fit.new_page
    assert lines(composition) == ["一|一、要求→3"]


def test_every_kind_of_heading_is_listed() -> None:
    text = """
    - 目录: {层次: 2}
    - 节: 任务。
      正文:
      - 任务: 加强巡查。
        内容: 每日一次。
      - 任务: 只有全文的任务不是标题。
    - 节: 步骤
      正文:
      - 阶段: [{阶段: 准备, 起: 2026-03, 止: 2026-04, 接排: 做好准备。}]
    - {节: 保障, 编号: 无, 接排: 落实经费。}
    - 领句: 不是标题。
      接排: 只是加粗。
    """
    found = [line for line in body_lines(text) if line.startswith("目录")]
    assert found == [
        "目录标题|目　录",
        "目录一级|一、任务→0",
        "目录二级|（一）加强巡查→0",
        "目录一级|二、步骤→0",
        "目录二级|（一）准备（2026年3月—2026年4月）→0",
        "目录一级|保障→0",
    ]


def test_articles_list_chapters_and_sections() -> None:
    composition = printed(
        "印发件:\n  标题: 甲办法\n  体例: 条款\n  正文:\n  - 目录: 是\n  - 章: 总则\n    正文:\n"
        "    - {节: 目的, 正文: [{条: 保障安全。}]}\n  - 章: 附则\n"
        "    正文: [{条: 自印发之日起施行。}]\n"
    )
    assert lines(composition) == ["一|第一章　总则→3", "二|第一节　目的→3", "一|第二章　附则→3"]


def test_two_tables_have_bookmarks_of_their_own() -> None:
    composition = printed(
        PLAN % "1"
        + "  附件:\n  - 标题: 甲表\n    横排: 是\n    正文:\n    - 目录: 是\n"
        + "    - 节: 说明\n      正文: 无。\n"
    )
    blocks = [b for s in composition.sections for b in s.blocks if isinstance(b, Paragraph)]
    targets = [b.contents.target for b in blocks if b.contents]
    marks = [b.heading.bookmark for b in blocks if b.heading and b.heading.bookmark]
    assert targets == marks == ["_Toc000100001", "_Toc000100002", "_Toc000200001"]
    fields = [b.contents.field for b in blocks if b.contents and b.contents.field]
    scopes = [field.rpartition("\\b ")[2] for field in fields]
    assert scopes == ["_Toc000100000", "_Toc000200000"]
    turned = [b.geometry for b in blocks if b.contents][-1]
    assert turned is not None
    assert [(stop.alignment, stop.leader) for stop in turned.tabs] == [
        ("clear", ""),
        ("right", "dot"),
    ]


def test_a_text_longer_than_its_contents_counts_all_pages() -> None:
    text = "".join(f"    1.{n} 第{n}项\n    {'各单位要落实责任。' * 30}\n" for n in range(1, 40))
    yaml = PLAN.partition("    1.1 目的")[0] % "2" + text
    found = [int(line.rpartition("→")[2]) for line in lines(printed(yaml))]
    assert found == sorted(found)
    assert found[0] == 5  # after the notice, and contents of 16 + 22 + 2 lines
    # 39 times a heading and ten lines: 19 pages and a half, and a heading pushed over from a foot.
    assert found[-1] - found[0] == 20


def test_as_mere_text_nothing_refers_to_anything() -> None:
    plain = plain_contents(printed(PLAN % "2"))
    blocks = [b for s in plain.sections for b in s.blocks if isinstance(b, Paragraph)]
    assert not any(b.contents or b.scope or (b.heading and b.heading.bookmark) for b in blocks)
    assert [b.text for b in blocks if b.style == "目录一级"] == ["1 总则\t3", "2 组织\t3"]
