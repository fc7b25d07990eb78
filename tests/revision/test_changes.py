"""What changed, in words: places, kinds, marks; nothing where nothing did."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongwen.composition import Block, Cell, Composition, PageSection, Table
from gongwen.revision.alignment import ComparedBlock, align
from gongwen.revision.changes import changes
from gongwen.revision.comparison_table import comparison_table
from gongwen.revision.numbers import split_number
from gongwen.revision.views import as_html, as_text
from gongwen.revision.words import pieces
from tests.compositions import ALL, FULL, paragraph
from tests.revision.test_redline import BLOCKS, READY, changed, of

LETTERS = st.text("甲乙丙丁，。12 Aa的了\n%", max_size=30)


def lines(old: Composition, new: Composition) -> list[str]:
    return as_text(changes(old, new)).splitlines()


@given(LETTERS, LETTERS)
def test_pieces_hold_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.old for piece in found) == old
    assert "".join(piece.new for piece in found) == new
    for one, other in pairwise(found):
        assert one.changed or other.changed


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("完成25%的任务", "完成30%的任务", "完成[25%|30%]的任务"),
        ("2026年底前完成", "2027年6月底前完成", "[2026年底|2027年6月底]前完成"),
        ("由市财政局牵头", "由市教育局牵头", "由市[财政局|教育局]牵头"),
        ("完成2个", "完成25个", "完成[2|25]个"),
        ("加强管理。", "切实加强管理。", "[|切实]加强管理。"),
        ("甲乙。", "甲乙。", "甲乙。"),
        ("", "新增一段", "[|新增一段]"),
        ("云溪市适老化改造", "云溪市居家和社区适老化改造", "云溪市[|居家和社区]适老化改造"),
        ("每年3月15日前报", "每年2月底前报", "每年[3月15日|2月底]前报"),
        ("市教育局、市国资委", "市教育局、市审计局、市国资委", "市教育局[|、市审计局]、市国资委"),
        ("改造，落实资金，开展宣传。", "改造，开展宣传。", "改造[，落实资金|]，开展宣传。"),
        ("占1.5个", "占1.56个", "占[1.5|1.56]个"),
        (
            "本方案所称各县包括云经开区",
            "本方案所称各县含云经开区",
            "本方案所称各县[包括|含]云经开区",
        ),
        ("应当按照规定报送", "应依照规定报送", "[应当按照|应依照]规定报送"),
    ],
)
def test_words_are_whole(old: str, new: str, expected: str) -> None:
    shown = "".join(
        f"[{piece.old}|{piece.new}]" if piece.changed else piece.old for piece in pieces(old, new)
    )
    assert shown == expected


def test_no_confetti() -> None:
    old = "各县区要按照市政府要求抓紧制定本地区实施细则并报市住建局备案。"
    new = "各地结合自身实际尽快出台具体办法，经本级政府同意后报送上级部门。"
    kept = [piece.old for piece in pieces(old, new) if not piece.changed]
    assert all(len(text) > 1 or text in "，。" for text in kept)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、总体要求", "一、"),
        ("（十二）工作目标", "（十二）"),
        ("3.近期目标", "3."),
        ("3.5公里道路", ""),
        ("（1）改造", "（1）"),
        ("第三条　本办法", "第三条　"),
        ("附件：1.\t名单", "附件：1.\t"),
        ("附件2-1", "附件2-1"),
        ("附件材料齐全", ""),
        ("一是加强领导", ""),
    ],
)
def test_the_number_before_a_text(text: str, number: str) -> None:
    assert split_number(text) == (number, text.removeprefix(number))


@pytest.mark.parametrize("name", ALL)
def test_the_same_has_no_changes(name: str) -> None:
    assert changes(ALL[name], ALL[name]) == []


@given(BLOCKS)
def test_nothing_comes_of_nothing(blocks: list[Block]) -> None:
    assert changes(of(*blocks), of(*blocks)) == []


@given(changed())
def test_every_block_is_accounted_for(pair: tuple[list[Block], list[Block]]) -> None:
    units = [
        [ComparedBlock("段落", "", getattr(each, "text", "表")) for each in side] for side in pair
    ]
    matches = align(*units)
    assert sorted(m.new for m in matches if m.new is not None) == list(range(len(units[1])))
    stays = [m.old for m in matches if m.old is not None and not m.move]
    assert stays == sorted(stays)
    olds = {m.old for m in matches if m.old is not None}
    assert olds == set(range(len(units[0])))


def test_a_move_renumbers_without_a_change() -> None:
    def document(*titles: str) -> Composition:
        blocks = [
            paragraph("一级标题", f"{number}、{title}")
            for number, title in zip("一二三", titles, strict=True)
        ]
        return of(paragraph("标题", "方案"), *blocks)

    old = document("加强组织领导", "落实资金保障", "强化督促检查")
    new = document("落实资金保障", "强化督促检查", "加强组织领导")
    assert lines(old, new) == [
        "1. 【三、】移动；从“一、”移到“三、”",
        "   〔删：一、〕〔增：三、〕加强组织领导",
    ]


def test_places() -> None:
    assert FULL.header_zone is not None and FULL.imprint is not None
    first, *others = FULL.sections
    blocks = list(first.blocks)
    blocks[2] = paragraph("段落", blocks[2].text.replace("38个", "40个"))  # type: ignore[union-attr]
    blocks.insert(9, paragraph("段落", "各区要在每季度末报送一次进展。"))
    table = blocks[20]
    assert isinstance(table, Table)
    row = (*table.rows[1][:2], Cell((paragraph("表文", "市水务局"),)), *table.rows[1][3:])
    blocks[20] = replace(table, rows=(table.rows[0], row, *table.rows[2:]))
    new = replace(
        FULL,
        header_zone=replace(FULL.header_zone, document_number="云政办发〔2026〕13号"),
        sections=(PageSection(tuple(blocks)), *others),
        imprint=replace(FULL.imprint, copies="共印300份"),
    )
    assert lines(FULL, new)[::2] == [
        "1. 【发文字号】修改",
        "2. 【第1段】修改",
        "3. 【印发件 一、（一）第1段】增加",
        "4. 【附件1 表格第1行“责任单位”栏】修改",
        "5. 【版记·份数】修改",
    ]


def test_views_escape_and_mark() -> None:
    old = of(paragraph("段落", "甲<b>与A & B同去。"))
    new = of(paragraph("段落", "甲<b>与A & C同去。"))
    found = changes(old, new)
    page = as_html(found, "<题>", "旧→新", ["采纳市财政局意见3"])
    assert "<title>&lt;题&gt;</title>" in page
    assert "甲&lt;b&gt;与A &amp; <del>B</del>同去。" in page
    assert "<td>修改；采纳市财政局意见3</td>" in page
    parts = comparison_table(found, "方案", "旧→新", READY, ["采纳市财政局意见3"])
    xml = parts["word/document.xml"].decode()
    assert '<w:strike/></w:rPr><w:t xml:space="preserve">B</w:t>' in xml
    assert '<w:b/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">C</w:t>' in xml
    assert "修改；采纳市财政局意见3" in xml
    assert not {"\ufdd8", "\ufdd9", "\ufdda"} & set(xml)


def _merged(*rows: tuple[str, str, bool]) -> Table:
    """A table of groups and tasks; True = the group's name stands here."""
    return Table(
        (2000, 6845),
        1,
        (
            (Cell((paragraph("表头", "重点任务"),)), Cell((paragraph("表头", "措施"),))),
            *(
                (
                    Cell(
                        (paragraph("表文", group if stands else ""),),
                        rows="restart" if stands else "continue",
                    ),
                    Cell((paragraph("表文", task),)),
                )
                for group, task, stands in rows
            ),
        ),
    )


def test_a_merged_name_that_a_page_repeats_is_no_change() -> None:
    first, second = ("改造小区", "加装电梯"), ("修路", "修桥")
    old = _merged(
        *(("住房", task, n == 0) for n, task in enumerate(first)),
        *(("交通", task, n == 0) for n, task in enumerate(second)),
    )
    new = _merged(*(("住房", task, True) for task in first), *(("交通", x, True) for x in second))
    assert lines(of(old), of(new)) == []
    renamed = _merged(
        *(("居住", task, n == 0) for n, task in enumerate(first)),
        *(("交通", task, n == 0) for n, task in enumerate(second)),
    )
    assert lines(of(old), of(renamed))[::2] == ["1. 【表格第1行“重点任务”栏】修改"]


def test_rows_that_moved_together_are_one_move() -> None:
    tasks = ["修复老旧管网", "新建口袋公园", "改造公共厕所", "整治易涝道路", "更新公交站台"]
    old = _merged(*(("甲", task, True) for task in tasks))
    new = _merged(*(("甲", task, True) for task in (*tasks[2:], *tasks[:2])))
    assert lines(of(old), of(new))[::2] == ["1. 【表格第4行】移动；从第1行移到第4行，连同下面的1行"]
