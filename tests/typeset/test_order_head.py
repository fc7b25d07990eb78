"""What stands above the mark: rows of an order (10.2), 密级 on line 2 (7.2.2); the company that a
signature within a forwarded text keeps (7.3.5.5).
"""

from __future__ import annotations

import pytest

from gongwen import rules
from gongwen.composition import Fit, HeaderZone, Paragraph, Table
from gongwen.typeset import typeset
from gongwen.typeset.job import FINAL

from ..typesetting import blocks_of, job_of

ORDER = "文种: 命令\n发文机关: 云溪市人民政府\n令号: 第3号\n签署: {职务: 市长, 姓名: 林远}\n"


def zone_of(yaml: str) -> HeaderZone:
    zone = typeset(job_of(yaml, FINAL))[0].composition.header_zone
    assert zone is not None
    return zone


@pytest.mark.parametrize(
    ("notices", "mark", "rows"),
    [
        ("", Fit(blanks=(477, 476)), []),
        ("紧急程度: 特急\n", Fit(before=953 - 579), [None]),
        ('份号: "000012"\n紧急程度: 特急\n', Fit(before=0), [Fit(pitch=476)] * 2),
    ],
)
def test_the_mark_of_an_order_gives_way(notices: str, mark: Fit | None, rows: list[Fit]) -> None:
    zone = zone_of(ORDER + notices)
    assert zone.mark_fit == mark
    assert [each.fit for each in zone.elements] == rows
    above = sum(each.fit.pitch or 0 if each.fit else 579 for each in zone.elements)
    own = (mark.before or sum(mark.blanks)) if mark else 0
    assert abs(above + own - 953) <= 1


def test_three_rows_above_the_mark_of_an_order_are_told() -> None:
    yaml = f'{ORDER}份号: "000012"\n内部标注: 内部资料\n紧急程度: 特急\n'
    job = job_of(yaml, FINAL)
    context = rules.Context(job.document, job.stage, job.kind, job.registry, {})
    found = [each.message for each in rules.check(context) if each.rule == "命令标注"]
    assert found == [
        "命令标志上面只排得下两行，“份号”“内部标注”“紧急程度”都写了，标志要下移约3毫米"
    ]


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("密级: 秘密\n", ["", "秘密", ""]),
        ("密级: 秘密\n紧急程度: 加急\n", ["", "秘密", "加急"]),
        ('份号: "000012"\n密级: 秘密\n', ["000012", "秘密", ""]),
        ("紧急程度: 加急\n", ["加急", "", ""]),
        ("内部标注: 内部资料\n紧急程度: 加急\n", ["内部资料", "加急", ""]),
    ],
)
def test_line_1_is_left_for_the_number_of_a_classified_copy(yaml: str, expected: list[str]) -> None:
    zone = zone_of("发文机关: 云溪市人民政府\n" + yaml)
    assert [each.text for each in zone.notices] == expected


FORWARDED = """\
印发件:
  标题: 巡查办法
  署名: 云溪市水务局
  成文日期: 2026-03-01
  正文:
"""


def last_before_signature(body: str) -> Paragraph | Table:
    blocks = blocks_of(FORWARDED + body, FINAL)
    at = next(
        i
        for i, block in enumerate(blocks)
        if isinstance(block, Paragraph) and block.style == "署名"
    )
    block = blocks[at - 1]
    assert isinstance(block, Paragraph | Table)
    return block


def test_a_signature_within_a_forwarded_text_keeps_company() -> None:
    kept = Fit(keep_next=True, widow_control=True)
    paragraph = last_before_signature("  - 先巡查。\n  - 后上报。\n")
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text, paragraph.fit) == ("后上报。", kept)
    long = last_before_signature(f"  - {'巡查' * 141}。\n")
    assert isinstance(long, Paragraph)
    assert long.fit is None  # Word would move it whole


def test_a_table_above_a_signature_is_tied_to_it() -> None:
    table = last_before_signature("  - 表: {列: [甲, 乙], 行: [[一, 二], [三, 四]]}\n")
    assert isinstance(table, Table)
    fits = [[each.fit for cell in row for each in cell.paragraphs] for row in table.rows]
    kept = Fit(keep_next=True, widow_control=True)
    assert fits == [[None, None], [None, None], [kept, kept]]
