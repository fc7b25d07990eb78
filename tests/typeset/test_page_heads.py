"""What begins a page has empty lines above it, not room; so does an imprint without room."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongwen.composition import (
    Block,
    Cell,
    Composition,
    Fit,
    HeaderZone,
    Imprint,
    PageSection,
    Paragraph,
    Run,
    Table,
)
from gongwen.sheet.reader import load_sheet
from gongwen.typeset.estimate import Memory, estimate
from gongwen.typeset.heights import room_above
from gongwen.typeset.imprint_page import imprint_height, with_imprint_placed
from gongwen.typeset.page_heads import blank_lines, without_room_at_heads

from ..compositions import sheet_named

SHEET = sheet_named("gbt9704")
ROW = SHEET.page.row
PAGE = SHEET.page.text_height
STYLES = Path(__file__).resolve().parents[2] / "styles"


def body(lines: int) -> Paragraph:
    return Paragraph("段落", (Run("一" * (28 * lines - 3)),))


def of(style: str) -> Paragraph:
    return Paragraph(style, (Run("云溪市教育局"),))


def heads(*blocks: Block, start: float = 0.0, below: bool = False) -> tuple[Block, ...]:
    return without_room_at_heads(blocks, SHEET, Memory(), start=start, below_header=below)


def fit_of(block: Block) -> Fit | None:
    assert isinstance(block, Paragraph)
    return block.fit


def test_empty_lines_are_as_high_as_the_room() -> None:
    assert blank_lines(2 * ROW, ROW) == (0, 0)
    assert blank_lines(953, ROW) == (477, 476)
    assert blank_lines(80, ROW) == (80,)
    assert blank_lines(0.4, ROW) == ()


@given(st.integers(1, 5000), st.integers(300, 800))
def test_no_twip_is_lost_in_empty_lines(height: int, row: int) -> None:
    assert sum(each or row for each in blank_lines(height, row)) == height


@pytest.mark.parametrize("style", ["印发件标题", "件标题"])
def test_a_title_on_a_page_of_its_own_stands_below_empty_lines(style: str) -> None:
    before, title, after = heads(body(1), of(style), body(1))
    assert (fit_of(before), fit_of(after)) == (None, None)
    assert fit_of(title) == Fit(before=0, blanks=(0, 0), new_page=True)
    was = estimate([body(1), of(style), body(1)], SHEET)
    assert estimate([before, title, after], SHEET) == was
    assert (was[1].page, was[1].top) == (2, 2 * ROW)


def test_a_title_that_begins_the_document_does_too() -> None:
    title, _ = heads(of("标题"), body(1))
    assert fit_of(title) == Fit(before=0, blanks=(0, 0))
    title, _ = heads(of("标题"), body(1), start=8 * ROW, below=True)  # 版头 is above it
    assert fit_of(title) is None
    title, _ = heads(of("标题"), body(1), start=2 * ROW)  # a letter's stands in the page's header
    assert fit_of(title) == Fit(before=0, blanks=(0, 0))


@pytest.mark.parametrize(
    ("lines", "blanks"),
    [(19, None), (20, (0, 0)), (21, (0,)), (22, ())],
)
def test_what_follows_a_full_page(lines: int, blanks: tuple[int, ...] | None) -> None:
    """Two lines above a name: as many of them as the page before still holds are on it."""
    _, name = made = heads(body(lines), of("盖章署名"))
    assert fit_of(name) == (None if blanks is None else Fit(before=0, blanks=blanks))
    assert estimate(made, SHEET) == estimate([body(lines), of("盖章署名")], SHEET)


def test_lines_that_are_less_high_do_not_slip_onto_the_page_before() -> None:
    name = replace(of("盖章署名"), fit=Fit(pitch=500))
    tight = replace(body(24), fit=Fit(pitch=505))  # 636 twips are left
    _, made = heads(tight, name)
    assert fit_of(made) == Fit(before=0, pitch=500, blanks=(0,))
    tight = replace(body(25), fit=Fit(pitch=488))  # 556 twips
    _, made = heads(tight, name)
    assert fit_of(made) == Fit(before=0, pitch=500, blanks=(536,))
    spots = estimate([tight, made], SHEET)
    assert (spots[1].page, spots[1].top) == (2, 0)


def test_what_is_kept_together_keeps_its_place() -> None:
    chain = [replace(of("附件说明"), fit=Fit(keep_next=True)), of("署名"), of("成文日期")]
    made = heads(body(18), *chain)
    assert [fit_of(each) for each in made[1:]] == [
        Fit(before=0, keep_next=True, blanks=(0,)),
        None,
        None,
    ]
    assert estimate(made, SHEET) == estimate([body(18), *chain], SHEET)


_KINDS = st.sampled_from(
    ("段落", "附件说明", "署名", "盖章署名", "成文日期", "表注", "印发件标题", "件标题", "一级标题")
)


@given(st.lists(st.tuples(_KINDS, st.integers(1, 30), st.booleans()), min_size=1, max_size=12))
def test_no_page_begins_with_room(drawn: list[tuple[str, int, bool]]) -> None:
    """Whatever follows whatever: the pages stay as they were, and none begins with room."""
    blocks: list[Block] = []
    for style, lines, kept in drawn:
        text = "一" * (26 * lines if style == "段落" else 5)
        blocks.append(Paragraph(style, (Run(text),), fit=Fit(keep_next=True) if kept else None))
    made = heads(*blocks)
    before, after = estimate(blocks, SHEET), estimate(made, SHEET)
    assert after == before
    for index, (block, spot) in enumerate(zip(made, after, strict=True)):
        assert isinstance(block, Paragraph)
        begins = index == 0 or SHEET.switch(block.style, "分页")
        if begins or spot.page > after[index - 1].last_page:
            assert room_above(block, SHEET) == 0


IMPRINT = Imprint("", "市委办公室", "云溪市人民政府办公室", "2026年4月7日印发", "")


def placed(*blocks: Block, imprint: Imprint = IMPRINT, zone: HeaderZone | None = None) -> bool:
    composition = Composition("", zone, (PageSection(blocks),), imprint)
    made = with_imprint_placed(composition, SHEET, Memory()).imprint
    assert made is not None
    return made.new_page


@pytest.mark.parametrize("lines", range(1, 45))
def test_an_imprint_of_two_rows_needs_two_rows_and_its_rules(lines: int) -> None:
    """55 twips of rules, where the page has 18 to spare: so three lines are left for it."""
    assert placed(body(lines)) == (lines % 22 in (0, 20, 21))


def test_an_imprint_after_pages_of_their_own() -> None:
    assert placed(body(20))
    assert not placed(body(20), of("附件标识"), body(10))
    assert placed(body(10), of("附件标识"), body(19))


def test_an_imprint_after_a_landscape_page_has_a_page_already() -> None:
    blocks: tuple[Block, ...] = (body(20),)
    composition = Composition("", None, (PageSection(blocks, landscape=True),), IMPRINT)
    assert with_imprint_placed(composition, SHEET, Memory()) == composition


def test_a_page_that_just_holds_an_imprint_and_a_table() -> None:
    table = Table((8000,), 0, ((Cell((Paragraph("表文", ()),)),),), (ROW,))
    assert not placed(body(18), table)
    assert placed(body(19), table)


@pytest.mark.parametrize(
    ("imprint", "rows", "rules"),
    [
        (Imprint("", "", "云溪市教育局", "2026年4月7日印发", ""), 1, 40),
        (IMPRINT, 2, 55),
        (Imprint("", "", "云溪市教育局", "2026年4月7日印发", "共印5份"), 2, 55),
        (Imprint("", "市委办公室", "云溪市教育局", "2026年4月7日印发", "共印5份"), 3, 70),
    ],
)
def test_an_imprint_is_as_high_as_its_rows_and_rules(
    imprint: Imprint, rows: int, rules: int
) -> None:
    composition = Composition("", None, (), imprint)
    assert imprint_height(composition, SHEET) == rows * ROW + rules
    assert imprint_height(replace(composition, imprint=None), SHEET) == 0


def test_the_imprint_of_a_letter_has_neither_rules_nor_margins() -> None:
    zone = HeaderZone((), ("云溪市教育局",), "", "", (), "信函标志")
    lone = Imprint("", "市委办公室", "", "", "")
    assert imprint_height(Composition("", zone, (), lone), SHEET) == 22 * 20


def test_a_house_has_its_own_rules(tmp_path: Path) -> None:
    (tmp_path / "gbt9704.yaml").write_bytes((STYLES / "gbt9704.yaml").read_bytes())
    own = "基于: gbt9704\n样式: {版记表格: {上下线: 3磅, 横线: 0.5磅}}\n"
    (tmp_path / "本单位.yaml").write_text(own, "utf-8")
    sheet, _ = load_sheet("本单位", tmp_path)
    assert sheet is not None
    assert imprint_height(Composition("", None, (), IMPRINT), sheet) == 2 * ROW + 120 + 10
