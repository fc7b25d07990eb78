"""Tables over several pages: merged cells begin anew, rows are held, forms fill their page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, pairwise
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
    Imprint,
    PageSection,
    Paragraph,
    Run,
    Table,
)
from gongwen.sheet.reader import load_sheet
from gongwen.typeset.estimate import Memory, estimate
from gongwen.typeset.imprint_page import imprint_height
from gongwen.typeset.table_pages import fit_tables
from gongwen.typeset.table_rows import row_heights, written_heights
from tests.compositions import sheet_named
from tests.steps import growth

STYLES = Path(__file__).resolve().parents[2] / "styles"


SHEET = sheet_named("gbt9704")
PAGE = SHEET.page.text_height
ROW, LINE, AROUND = 579, 360, 150
"""A row of the grid; a line of a table, and what a row adds to its lines."""
LONG_TEXT = "一" * 20
WIDTHS = (1400, 20 * 240 + SHEET.cell_margin + 1)


def cell(text: str, rows: str | None = None) -> Cell:
    runs = (Run(text),) if text else ()
    return Cell((Paragraph("表文", runs),), 1, rows)  # type: ignore[arg-type]


def plan(groups: list[list[int]], name: str = "") -> Table:
    """A table of groups of rows, each row so many lines high, each group's name ending so."""
    rows = [(cell("重点任务"), cell("主要措施"))]
    for number, lines in enumerate(groups, 1):
        for index, count in enumerate(lines):
            part = "continue" if index else ("restart" if len(lines) > 1 else None)
            group = cell("" if index else f"第{number}项{name}", part)
            rows.append((group, cell(LONG_TEXT * count)))
    return Table(WIDTHS, 1, tuple(rows))


def fitted(*blocks: Block, landscape: bool = False, imprint: Imprint | None = None) -> list[Block]:
    composition = Composition("", None, (PageSection(blocks, landscape),), imprint)
    return list(fit_tables(composition, SHEET).sections[0].blocks)


def table_of(*blocks: Block, landscape: bool = False, imprint: Imprint | None = None) -> Table:
    (table,) = [
        block
        for block in fitted(*blocks, landscape=landscape, imprint=imprint)
        if isinstance(block, Table)
    ]
    return table


def groups_of(table: Table) -> list[tuple[str, str | None]]:
    return [(row[0].paragraphs[0].text, row[0].rows) for row in table.rows[table.header_rows :]]


def pages_of(table: Table, top: float = 0.0, page: int = PAGE) -> list[list[int]]:
    """The rows of each page, filled as Word does: each row where it fits."""
    heights = row_heights(table, SHEET)
    header = sum(heights[: table.header_rows])
    pages: list[list[int]] = [[]]
    y = top + header
    for index in range(table.header_rows, len(heights)):
        if y + heights[index] > page and pages[-1]:
            pages.append([])
            y = header
        pages[-1].append(index)
        y += heights[index]
    return pages


def test_rows_are_as_high_as_their_tallest_cell() -> None:
    assert row_heights(plan([[1], [3, 2]]), SHEET) == [
        LINE + AROUND,
        LINE + AROUND,
        3 * LINE + AROUND,
        2 * LINE + AROUND,
    ]


def test_a_cell_over_several_rows_may_make_the_last_of_them_higher() -> None:
    table = plan([[1, 1]])
    tall = Cell(table.rows[1][0].paragraphs * 5, 1, "restart")
    rows = (table.rows[0], (tall, table.rows[1][1]), table.rows[2])
    heights = row_heights(Table(WIDTHS, 1, rows), SHEET)
    assert heights == [510, 510, 5 * LINE + AROUND - 510]


def test_a_table_on_one_page_stays_as_it_is() -> None:
    table = plan([[3, 3], [3]])
    assert table_of(table) == table


def test_a_merged_cell_begins_anew_on_the_next_page() -> None:
    table = table_of(plan([[3] * 20]))
    (first, *_), (second, *_) = pages_of(table)[:2]
    groups = groups_of(table)
    starts = [index for index, (text, _) in enumerate(groups, 1) if text == "第1项"]
    assert starts[:2] == [first, second]
    assert all(part == "restart" for text, part in groups if text)
    assert table.heights[second] >= 3 * LINE + AROUND


def test_a_single_row_left_of_a_group_is_no_merge() -> None:
    fitting = (PAGE - 510) // (3 * LINE + AROUND)
    table = table_of(plan([[3] * (fitting + 1), [3, 3]]))
    assert groups_of(table)[fitting:] == [("第1项", None), ("第2项", "restart"), ("", "continue")]


def test_what_stands_above_counts() -> None:
    head = Paragraph("附件标识", (Run("附件1"),))
    title = Paragraph("附件标题", (Run("任务分工表"),))
    alone, under = table_of(plan([[3] * 20])), table_of(head, title, plan([[3] * 20]))
    assert len(pages_of(under, 3 * ROW)[0]) < len(pages_of(alone)[0])
    starts = [index for index, (text, _) in enumerate(groups_of(under), 1) if text]
    assert starts == [rows[0] for rows in pages_of(under, 4 * ROW)]


def test_on_a_landscape_page_there_is_less_room() -> None:
    table = table_of(plan([[3] * 20]), landscape=True)
    starts = [index for index, (text, _) in enumerate(groups_of(table), 1) if text]
    assert starts == [rows[0] for rows in pages_of(table, page=SHEET.page.text_width)]
    assert len(starts) > len(pages_of(table_of(plan([[3] * 20]))))


@given(
    st.lists(st.lists(st.integers(1, 14), min_size=1, max_size=9), min_size=1, max_size=12),
    st.integers(0, 50).map("一".__mul__),
)
def test_every_page_begins_with_a_name_however_word_counts_the_rules(
    groups: list[list[int]], name: str
) -> None:
    table = table_of(plan(groups, name))
    for doubt in (-10, 0, 10):
        held = [height + doubt for height in row_heights(table, SHEET)]
        header, y = held[0], float(held[0])
        for index in range(1, len(held)):
            if y + held[index] > PAGE and y > header:
                assert table.rows[index][0].rows != "continue"
                y = header
            y += held[index]
    names = [text for text, _ in groups_of(table) if text]
    assert list(dict.fromkeys(names)) == [
        f"第{number}项{name}" for number in range(1, len(groups) + 1)
    ]


def test_a_row_that_alone_has_no_room_for_its_name_goes_to_the_next_page() -> None:
    """Three rows end page 1 but for two lines; the next group's name needs four."""
    fitting = (PAGE - 510) // 510
    table = table_of(plan([[1] * (fitting - 1), [1, 1, 1, 1]], "一" * 16))
    groups = groups_of(table)[fitting - 1 :]
    assert [part for _, part in groups] == ["restart", "continue", "continue", "continue"]
    assert pages_of(table)[1][0] == fitting


def test_only_a_row_of_half_a_page_may_be_parted() -> None:
    table = table_of(plan([[16, 3], [17, 3, 40], [30]]))
    assert table.divisible == frozenset({5, 6})


def test_after_a_parted_row_the_name_is_repeated() -> None:
    table = table_of(plan([[17, 17, 3, 3]]))
    assert table.divisible == frozenset()
    table = table_of(plan([[30, 30, 3, 3]]))
    assert table.divisible == frozenset({1, 2})
    assert groups_of(table) == [
        ("第1项", "restart"),
        ("", "continue"),
        ("第1项", "restart"),
        ("", "continue"),
    ]
    assert table.heights[1:3] == (0, 0)


def form(most: int = 30) -> Table:
    rows = ((cell("文件名称"), cell("")), *((cell(str(n)), cell("")) for n in range(most)))
    return Table(WIDTHS, 0, rows, (ROW, *(868,) * most), spare=most)


def test_a_form_fills_its_page() -> None:
    title = Paragraph("附件标题", (Run("意见反馈表"),))
    note = Paragraph("表注", (Run("注：请于9月10日前反馈。"),))
    table = table_of(title, form(), note)
    assert table.spare == 0
    height = sum(table.heights)
    assert len({*table.heights}) == 2
    taken = 3 * ROW + 480 + height
    assert PAGE - 10 * len(table.rows) - 20 - 868 < taken <= PAGE


def test_a_form_leaves_room_for_the_imprint() -> None:
    imprint = Imprint("", "市委办公室", "云溪市人民政府办公室", "2026年4月7日印发", "")
    lone, with_imprint = table_of(form()), table_of(form(), imprint=imprint)
    taken = imprint_height(Composition("", None, (), imprint), SHEET)
    assert sum(with_imprint.heights) + taken + ROW <= PAGE
    assert len(with_imprint.rows) < len(lone.rows)


def test_a_form_that_can_spare_no_more_goes_on() -> None:
    table = form()
    table = Table(table.widths, 0, table.rows, table.heights, spare=2)
    assert len(table_of(table).rows) == 29


def test_nothing_else_is_touched() -> None:
    text = Paragraph("段落", (Run("请遵照执行。"),))
    assert fitted(text, plan([[1]]), text) == [text, plan([[1]]), text]
    assert all(b > a for a, b in pairwise(accumulate(row_heights(plan([[1, 2]]), SHEET))))


@pytest.mark.parametrize(
    ("measures", "first", "next_"),
    [
        ("", 150, 150),
        ("外框线: 1.5磅", 170, 150),
        ("上下线: 2磅, 横线: 1磅", 180, 160),
        ("单元格上边距: 0缇, 单元格下边距: 30缇", 40, 40),
    ],
)
def test_rows_are_written_without_what_word_adds(
    tmp_path: Path, measures: str, first: int, next_: int
) -> None:
    """The margins of the cells and the rule above, whatever a house has them at."""
    for path in STYLES.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    house = f"基于: gbt9704\n样式:\n  公文表格: {{{measures}}}\n"
    (tmp_path / "本单位.yaml").write_text(house, "utf-8")
    sheet, problems = load_sheet("本单位", tmp_path)
    assert sheet is not None, problems
    rows = ((cell("甲"),), (cell("乙" * 4),), (cell("丙"),))
    table = Table((800,), 0, rows, (700, 0, 900))
    assert written_heights(table, sheet) == (700 - first, 0, 900 - next_)
    natural = row_heights(replace(table, heights=()), sheet)
    assert [height - LINE for height in natural] == [first, LINE + next_, next_]


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("above", range(0, 579, 29))
def test_what_must_stand_below_the_last_row_has_room(above: int, landscape: bool) -> None:
    """Word wants a paragraph under a table that ends a section: it begins no page of its own,
    whether the rules count as a part of the rows or not.
    """
    page = SHEET.page.text_width if landscape else PAGE
    rule, tail = 10, 30
    head = Paragraph("段落", (), fit=Fit(pitch=1 + above))
    for count in range(20, 28):
        *_, table = fitted(head, plan([[1]] * count), landscape=landscape)
        assert isinstance(table, Table)
        heights = row_heights(table, SHEET)
        for each in (0, rule):
            y, header = 1.0 + above, heights[0] - each
            for height in heights:
                if y + height - each > page + 1:
                    y = header
                y += height - each
            assert y + tail <= page + 1, (count, each)


def test_rows_stay_as_high_as_they_are_where_text_follows_the_table() -> None:
    table = plan([[1]] * ((PAGE - AROUND) // (LINE + AROUND) - 1))
    text = Paragraph("段落", (Run("随后。"),))
    made = fitted(table, text)[0]
    assert isinstance(made, Table)
    assert len(pages_of(made)) == 1


def test_many_tables_in_one_section_take_as_much_longer_as_there_are_more() -> None:
    """1,000 once took half a minute: each was placed anew from the first page on."""

    def work(count: int) -> Callable[[], object]:
        tables = tuple(plan([[1], [1]]) for _ in range(count))
        composition = Composition("表", None, (PageSection(tables),), None)
        return lambda: fit_tables(composition, SHEET)

    assert growth(work, 20) < 2.3


def _bare(table: Table, top: float) -> list[list[int]]:
    """The rows of each page where the rules are not counted into their heights."""
    heights = row_heights(table, SHEET, rules=False)
    pages: list[list[int]] = [[]]
    y = top
    for index, height in enumerate(heights):
        if y + height > PAGE and pages[-1]:
            pages.append([])
            y = sum(heights[: table.header_rows])
        y += height
        if index >= table.header_rows:
            pages[-1].append(index)
    return pages


@given(st.lists(st.integers(1, 4), min_size=20, max_size=90), st.integers(0, 12))
def test_the_rows_of_a_page_are_the_same_whether_rules_are_counted_or_not(
    rows: list[int], above: int
) -> None:
    made = fitted(*[Paragraph("段落", (Run("前。"),))] * above, plan([[each] for each in rows]))
    table = made[-1]
    assert isinstance(table, Table)
    assert pages_of(table, ROW * above) == _bare(table, ROW * above)


@given(
    st.lists(st.integers(1, 3), min_size=1, max_size=14),
    st.lists(st.integers(1, 3), min_size=1, max_size=14),
    st.integers(0, 20),
)
def test_what_stands_below_tables_is_on_the_same_pages_either_way(
    first: list[int], second: list[int], above: int
) -> None:
    text = Paragraph("段落", (Run("其间。"),))
    blocks = fitted(
        *[text] * above, plan([[each] for each in first]), text, text,
        plan([[each] for each in second]), *[text] * 12,
    )  # fmt: skip
    planned, bare = (
        [
            (spot.page, spot.last_page, spot.last_lines)
            for spot in estimate(blocks, SHEET, memory=memory)
        ]
        for memory in (Memory(), Memory(rules=False))
    )
    assert planned == bare
