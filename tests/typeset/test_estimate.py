"""The estimate of lines and pages: Word's arithmetic on the grid of 28 × 22 (5.2.3)."""

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
    Geometry,
    HeaderZone,
    PageSection,
    Paragraph,
    Run,
    Table,
    TabStop,
)
from gongwen.typeset.estimate import Memory, Placing, estimate, estimate_sections
from gongwen.typeset.heights import header_height, turned_if
from gongwen.typeset.line_filling import fill
from tests.compositions import sheet_named

STYLES = Path(__file__).resolve().parents[2] / "styles"


SHEET = sheet_named("gbt9704")
WIDTH = SHEET.page.text_width
ROW = 579


def flush(text: str) -> Paragraph:
    """A paragraph without an indent."""
    return Paragraph("主送机关", (Run(text),))


def body(lines: int, fit: Fit | None = None) -> Paragraph:
    return Paragraph("段落", (Run("一" * (28 * lines - 3)),), fit=fit)


def lines(text: str) -> int:
    return fill(flush(text), SHEET, WIDTH).lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1),
        ("一" * 28, 1),
        ("一" * 29, 2),
        ("1" * 40, 1),
        ("一" * 27 + "，一", 2),
        ("一" * 28 + "。", 2),
        ("一" * 27 + "（一）", 2),
        ("一" * 26 + "20个", 1),
        ("一" * 26 + "2026年", 2),
        ("一" * 26 + "——一", 2),
        ("一" * 20 + "a" * 7 + "@" + "b" * 12, 2),
        ("一" * 20 + "a" * 7 + "@" + "b" * 8, 1),
        ("一" * 20 + "a@" + "b" * 30 + "一" * 20, 3),
        ("一\n二\n三", 3),
        ("一\n" + "二" * 29, 3),
    ],
)
def test_lines(text: str, expected: int) -> None:
    assert lines(text) == expected


def test_the_first_line_is_indented() -> None:
    assert fill(Paragraph("段落", (Run("一" * 26),)), SHEET, WIDTH).lines == 1
    assert fill(Paragraph("段落", (Run("一" * 27),)), SHEET, WIDTH).lines == 2


@pytest.mark.parametrize(
    ("text", "style", "holds"),
    [
        ("电子邮箱：clearwater@yunxi.example", "段落", True),
        ("网址：www.yunxi.example/2026/04/clearwater", "段落", True),
        ("电子邮箱：clearwater@yunxi.example", "表文", False),  # set left in any case
        ("电子邮箱：a@b.example", "段落", False),
        ("电话：0990-88001234567", "段落", False),
    ],
)
def test_lines_with_a_long_address_are_set_left(text: str, style: str, holds: bool) -> None:
    assert Paragraph(style, (Run(text),)).holds_address is holds


ADDRESS = "https://zwfw.yunxi.example/portal?" + "module=approval&" * 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("登录" + ADDRESS[:40] + "办理", 1),
        ("请各单位尽快登录网站" + ADDRESS[:40] + "办理", 2),  # whole to the next line
        ("登录" + ADDRESS + "办理", 3),  # longer than a line: broken where its first line ends
        ("（" + ADDRESS + "）办理", 2),  # its bracket stands not alone
        ("登录" + ADDRESS[:52] + "，用Kubernetes和PostgreSQL", 3),  # no other word is broken
    ],
)
def test_a_long_address_is_broken_only_where_it_is_longer_than_a_line(
    text: str, expected: int
) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize("word", ["open-source", "0300-8866216"])
def test_a_word_is_broken_after_its_hyphen(word: str) -> None:
    filled = fill(flush("一" * 25 + word), SHEET, WIDTH)
    assert filled.lines == 2
    assert filled.last < 4 * SHEET.page.character


def test_a_negative_number_keeps_its_sign() -> None:
    filled = fill(flush("一" * 27 + "-15度"), SHEET, WIDTH)
    assert filled.last > 2.4 * SHEET.page.character


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("一" * 28 + "。", 2),  # the character before goes along
        ("一" * 28 + "”。", 2),
        ("一" * 27 + "（二二", 3),
        ("一" * 27 + "2026二", 3),  # a number is not torn: 2026 (half a character each) and 二
    ],
)
def test_what_begins_the_second_line(text: str, carried: int) -> None:
    filled = fill(flush(text), SHEET, WIDTH)
    assert filled.lines == 2
    assert filled.last == pytest.approx(
        carried * SHEET.page.character, abs=20 + 320 * ("”" in text)
    )


def test_hanging_indents_and_tabs() -> None:
    character = SHEET.page.character
    stop = round(8 * character)
    geometry = Geometry(left=stop, first_line=-stop, tabs=(TabStop(stop),))
    assert fill(Paragraph("名单", (Run("组长\t" + "一" * 20),), geometry), SHEET, WIDTH).lines == 1
    assert fill(Paragraph("名单", (Run("组长\t" + "一" * 21),), geometry), SHEET, WIDTH).lines == 2
    assert fill(Paragraph("名单", (Run("组长\t" + "一" * 41),), geometry), SHEET, WIDTH).lines == 3


def test_centred_names_stand_in_one_line() -> None:
    stops = tuple(TabStop(round(at * SHEET.page.character), "center") for at in (4, 13, 21))
    names = Paragraph("联合署名", (Run("\t云溪市教育局" * 3),), Geometry(tabs=stops))
    filled = fill(names, SHEET, WIDTH)
    assert filled.lines == 1
    assert filled.last == pytest.approx(24 * SHEET.page.character, abs=2)


def test_spread_names_are_as_wide_as_three() -> None:
    spread = Paragraph("名单", (Run("李", "隔字"), Run("明" + "一" * 26)))
    assert fill(spread, SHEET, WIDTH).lines == 2


@given(st.text(st.sampled_from("一二（）。，“”、《》12 aA…—\n\t"), max_size=200))
def test_every_text_can_be_filled(text: str) -> None:
    filled = fill(Paragraph("段落", (Run(text),)), SHEET, WIDTH)
    assert 1 <= filled.lines <= len(text) + 1
    more = fill(Paragraph("段落", (Run(text + "\n一"),)), SHEET, WIDTH)
    assert more.lines == filled.lines + 1 if text else more.lines == 2


@given(st.integers(1, 400))
def test_plain_text_takes_28_characters_a_line(count: int) -> None:
    assert lines("一" * count) == -(-count // 28)


def test_22_rows_a_page() -> None:
    spots = estimate([body(1) for _ in range(45)], SHEET)
    assert [spot.page for spot in spots] == [1] * 22 + [2] * 22 + [3]
    assert spots[21].bottom == 22 * ROW
    assert (spots[22].top, spots[22].bottom) == (0, ROW)


def test_a_paragraph_over_two_pages() -> None:
    first, second = estimate([body(20), body(5)], SHEET)
    assert (first.page, first.last_page) == (1, 1)
    assert (second.page, second.top, second.last_page, second.bottom) == (1, 20 * ROW, 2, 3 * ROW)
    assert (second.lines, second.last_lines) == (5, 3)


def test_widow_control_leaves_and_takes_two_lines() -> None:
    control = Fit(widow_control=True)
    _, spot = estimate([body(20), body(3, control)], SHEET)
    assert (spot.page, spot.top, spot.bottom) == (2, 0, 3 * ROW)
    _, spot = estimate([body(19), body(4, control)], SHEET)
    assert (spot.page, spot.last_page, spot.last_lines) == (1, 2, 2)
    _, spot = estimate([body(21), body(5, control)], SHEET)
    assert spot.page == 2


def test_a_heading_goes_with_its_text() -> None:
    heading = Paragraph("一级标题", (Run("一、目标"),))
    _, spot, text = estimate([body(21), heading, body(2)], SHEET)
    assert (spot.page, spot.top, text.page) == (2, 0, 2)
    _, spot, _ = estimate([body(20), heading, body(2)], SHEET)
    assert spot.page == 1


def test_what_asks_to_stay_with_the_next() -> None:
    blocks = [body(19), body(2, Fit(keep_next=True)), body(2, Fit(keep_next=True)), body(1)]
    assert [spot.page for spot in estimate(blocks, SHEET)] == [1, 2, 2, 2]
    assert [spot.last_page for spot in estimate(blocks, SHEET, keeping=False)] == [1, 1, 2, 2]


def test_room_above_is_dropped_at_the_head_of_a_page_only() -> None:
    name = Paragraph("盖章署名", (Run("云溪市教育局"),))
    _, spot = estimate([body(19), name], SHEET)
    assert (spot.page, spot.top) == (1, 21 * ROW)
    _, spot = estimate([body(20), name], SHEET)
    assert (spot.page, spot.top) == (2, 0)
    title = Paragraph("印发件标题", (Run("工作方案"),))
    _, spot = estimate([body(1), title], SHEET)
    assert (spot.page, spot.top) == (2, 2 * ROW)


def test_room_and_pitch_of_their_own() -> None:
    name = Paragraph("盖章署名", (Run("云溪市教育局"),), fit=Fit(before=100, pitch=550))
    _, spot = estimate([body(1), name], SHEET)
    assert (spot.top, spot.bottom) == (ROW + 100, ROW + 650)


def test_a_title_above_text_has_a_blank_row_below() -> None:
    title = Paragraph("标题", (Run("关于开展\n节水工作的通知"),))
    blocks: list[Block] = [title, body(1)]
    assert [spot.top for spot in estimate(blocks, SHEET)] == [2 * ROW, 5 * ROW]


def test_tables_break_between_rows() -> None:
    def row(count: int) -> tuple[Cell, ...]:
        return (Cell((Paragraph("表文", (Run("一" * 20 * count),)),)),)

    width = 20 * SHEET.size_of("表文") * 10 + SHEET.cell_margin + 1
    table = Table((width,), 1, tuple(row(count) for count in (1, 2, *[3] * 12)))
    before, spot = estimate([body(19), table], SHEET)
    assert (before.page, spot.page, spot.top) == (1, 1, 19 * ROW)
    assert (spot.lines, spot.last_page) == (14, 3)
    short = Table((width,), 0, (row(1), row(1)))
    (spot,) = estimate([short], SHEET)
    assert spot.bottom == 2 * (360 + 50 + 90 + 10)


def test_the_head_of_a_table_is_not_left_alone_at_a_page_end() -> None:
    def row(count: int) -> tuple[Cell, ...]:
        return (Cell((Paragraph("表文", (Run("一" * 20 * count),)),)),)

    width = 20 * SHEET.size_of("表文") * 10 + SHEET.cell_margin + 1
    around = 50 + 90 + 10
    for lines, page in ((1, 1), (3, 1), (4, 2)):  # the head and so many lines below 19 rows
        rows = (row(1), row(lines), row(6))
        _, spot = estimate([body(19), Table((width,), 1, rows)], SHEET)
        assert spot.page == page, lines
        assert (19 * ROW + 2 * around + (1 + lines) * 360 <= SHEET.page.text_height) == (page == 1)
    alone = Table((width,), 1, (row(1),))
    _, spot = estimate([body(21), alone], SHEET)
    assert (spot.page, spot.top) == (1, 21 * ROW)


def test_a_row_that_may_be_parted_begins_on_the_page_and_ends_on_another() -> None:
    def row(count: int) -> tuple[Cell, ...]:
        return (Cell((Paragraph("表文", (Run("一" * 20 * count),)),)),)

    width = 20 * SHEET.size_of("表文") * 10 + SHEET.cell_margin + 1
    table = Table((width,), 1, (row(1), row(40)), divisible=frozenset({1}))
    _, spot = estimate([body(11), table], SHEET)
    around = 50 + 90 + 10
    here = (SHEET.page.text_height - 11 * ROW - 2 * around - 360) // 360
    below = 2 * around + (1 + 40 - here) * 360  # the head again, and the rest in its own margins
    assert (spot.page, spot.top, spot.last_page) == (1, 11 * ROW, 2)
    assert spot.bottom == below
    whole = replace(table, divisible=frozenset())
    assert estimate([body(11), whole], SHEET)[1].page == 2


def zone(**more: object) -> HeaderZone:
    empty = Paragraph("份号", ())
    fields: dict[str, object] = {
        "notices": (empty,) * 3,
        "marks": ("云溪市人民政府文件",),
        "mark_suffix": "",
        "document_number": "云政发〔2026〕3号",
        "signers": (),
    }
    return HeaderZone(**(fields | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "rows"),
    [
        ({}, 8),
        ({"signers": ("王刚", "李明")}, 8),
        ({"signers": ("王刚", "李明", "何平")}, 9),
        ({"marks": ("云溪市教育局", "云溪市科技局"), "mark_suffix": "文件"}, 10),
    ],
)
def test_the_header_ends_on_the_grid(more: dict[str, object], rows: int) -> None:
    assert header_height(zone(**more), SHEET) == pytest.approx(rows * ROW, abs=12)


def test_characters_and_lines_of_a_landscape_page_are_those_of_others() -> None:
    turned = turned_if(PageSection((), landscape=True), SHEET)
    assert turned.lines_of("段落") == SHEET.lines_of("段落")
    assert turned.page.row == SHEET.page.row
    text = flush("2" + "一" * 40)  # 40 characters and a half: as many as Word's grid has room for
    assert fill(text, turned, turned.page.text_width).lines == 1


def test_without_a_header_the_text_begins_at_the_top() -> None:
    assert header_height(None, SHEET) == 0


def test_only_the_first_section_begins_below_the_header() -> None:
    text = Paragraph("段落", (Run("甲"),))
    sections = (PageSection((text,)), PageSection((text,), landscape=True))
    composition = Composition("", zone(), sections, None)
    first, second = estimate_sections(composition, SHEET)
    assert first[0].top == header_height(zone(), SHEET) > 0
    assert second[0].top == 0


BLOCKS = st.lists(
    st.one_of(
        st.builds(body, st.integers(1, 30), st.sampled_from([None, Fit(keep_next=True)])),
        st.sampled_from(
            [Paragraph(style, (Run("一"),)) for style in ("一级标题", "表题", "附件标题")]
        ),
        st.integers(1, 9).map(
            lambda rows: Table((8845,), 1, ((Cell((flush("一"),)),),) * rows, (900,) * rows)
        ),
    ),
    max_size=30,
)


@given(BLOCKS, st.sampled_from([0.0, 6000.0]), st.sampled_from([0.0, 500.0]))
def test_where_a_table_would_stand_is_where_it_stands_among_the_blocks_up_to_it(
    blocks: list[Block], start: float, more: float
) -> None:
    placing = Placing(SHEET, Memory(), start=start, more=more)
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            spots = estimate(blocks[: index + 1], SHEET, start=start, more=more)
            assert placing.spot(block) == spots[-1]
        placing.add(block, blocks[index + 1] if index + 1 < len(blocks) else None)


def test_what_is_remembered_of_a_block_is_that_of_its_page() -> None:
    table = Table((4000, 4000), 0, ((Cell((body(2),)),) * 2,))
    blocks: list[Block] = [body(3), table, body(1)]
    memory = Memory()
    for landscape in (False, True, False):
        sheet = turned_if(PageSection(tuple(blocks), landscape), SHEET)
        assert estimate(blocks, sheet, memory=memory) == estimate(blocks, sheet)
