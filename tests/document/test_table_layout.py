"""Cells on the grid: however a table of merged cells is written, it comes out as it was."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gongwen.composition import Table
from gongwen.document.read import read_document
from gongwen.document.table_layout import Layout, PlacedCell, join_equal, lay_out
from gongwen.library.data_files import read_rows
from gongwen.paper.joined_cells import ABOVE, LEFT
from gongwen.source.parse import parse
from tests.typesetting import blocks_of, table_in

Rectangle = tuple[int, int, int, int]
"""First row, first column, rows, columns."""


@st.composite
def tilings(draw: st.DrawFn) -> tuple[int, int, list[Rectangle]]:
    """Rows and columns of a grid, and rectangles that fill it: cut in two again and again."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    pieces: list[Rectangle] = []

    def cut(row: int, column: int, high: int, wide: int) -> None:
        ways = [way for way, size in (("rows", high), ("columns", wide)) if size > 1]
        way = draw(st.sampled_from(["whole", *ways * 3]))
        if way == "rows":
            at = draw(st.integers(1, high - 1))
            cut(row, column, at, wide)
            cut(row + at, column, high - at, wide)
        elif way == "columns":
            at = draw(st.integers(1, wide - 1))
            cut(row, column, high, at)
            cut(row, column + at, high, wide - at)
        else:
            pieces.append((row, column, high, wide))

    cut(0, 0, rows, columns)
    return rows, columns, sorted(pieces)


def by_signs(rows: int, columns: int, pieces: list[Rectangle]) -> list[list[PlacedCell]]:
    """The rows with signs where cells are covered."""
    made = [[PlacedCell("")] * columns for _ in range(rows)]
    for number, (row, column, high, wide) in enumerate(pieces):
        for y in range(row, row + high):
            for x in range(column, column + wide):
                made[y][x] = PlacedCell(LEFT if x > column else ABOVE)
        made[row][column] = PlacedCell(f"格{number}")
    return made


def by_spans(rows: int, pieces: list[Rectangle]) -> list[list[PlacedCell]]:
    """The rows without the places that are covered."""
    made: list[list[PlacedCell]] = [[] for _ in range(rows)]
    for number, (row, _, high, wide) in enumerate(pieces):
        made[row].append(PlacedCell(f"格{number}", wide, high))
    return made


def rectangles(layout: Layout) -> list[Rectangle]:
    return [
        (row, column, cell.rows, cell.columns)
        for row, cells in enumerate(layout)
        for column, cell in enumerate(cells)
        if cell
    ]


@given(tilings())
def test_both_ways_of_writing_give_the_same_table(tiling: tuple[int, int, list[Rectangle]]) -> None:
    rows, columns, pieces = tiling
    signs, faults = lay_out(by_signs(rows, columns, pieces), columns)
    assert faults == []
    spans, faults = lay_out(by_spans(rows, pieces), columns)
    assert faults == []
    assert rectangles(signs) == rectangles(spans) == pieces
    assert [[c and c.text for c in row] for row in signs] == [
        [c and c.text for c in row] for row in spans
    ]


@given(tilings())
def test_a_full_row_may_have_empty_places_where_it_is_covered(
    tiling: tuple[int, int, list[Rectangle]],
) -> None:
    rows, columns, pieces = tiling
    full = [[PlacedCell("")] * columns for _ in range(rows)]
    for number, (row, column, high, wide) in enumerate(pieces):
        full[row][column] = PlacedCell(f"格{number}", wide, high)
    layout, faults = lay_out(full, columns)
    assert faults == []
    assert rectangles(layout) == pieces


@given(
    st.lists(
        st.lists(
            st.builds(
                PlacedCell,
                st.sampled_from(["甲", "", LEFT, ABOVE]),
                st.integers(1, 3),
                st.integers(1, 3),
            ),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(1, 4),
)
def test_any_rows_fill_the_grid_or_are_told_of(rows: list[list[PlacedCell]], columns: int) -> None:
    layout, faults = lay_out(rows, columns)
    assert bool(layout) != bool(faults)
    if layout:
        taken = [
            (y, x)
            for row, column, high, wide in rectangles(layout)
            for y in range(row, row + high)
            for x in range(column, column + wide)
        ]
        assert sorted(taken) == [(y, x) for y in range(len(rows)) for x in range(columns)]
        said = [cell.text for row in rows for cell in row if cell.text == "甲"]
        assert [c.text for row in layout for c in row if c and c.text] == said


def test_a_sign_as_content_joins_nothing() -> None:
    layout, faults = lay_out([[PlacedCell("甲"), PlacedCell(LEFT, literal=True)]], 2)
    assert faults == []
    assert rectangles(layout) == [(0, 0, 1, 1), (0, 1, 1, 1)]


def test_equal_cells_are_joined_but_for_those_joined_already() -> None:
    rows = [["甲", "1"], ["甲", LEFT], ["甲", "2"], ["甲", "2"], ["", "3"], ["", "3"]]
    layout, _ = lay_out([[PlacedCell(text) for text in row] for row in rows], 2)
    joined = join_equal(layout, [True, True])
    assert [(cell.text, cell.rows) for row in joined if (cell := row[0])] == [
        ("甲", 1),
        ("甲", 1),
        ("甲", 2),
        ("", 1),
        ("", 1),
    ]


# ---- the same table from every source -------------------------------------------------------


def printed(table: Table) -> Iterator[list[tuple[str, int, str | None]]]:
    for row in table.rows:
        yield [("/".join(p.text for p in cell.paragraphs), cell.columns, cell.rows) for cell in row]


def set_of(rows: str) -> list[list[tuple[str, int, str | None]]]:
    return list(
        printed(table_in(blocks_of(f"正文:\n- 表:\n    列: [县, 甲, 乙, 丙]\n    行:{rows}")))
    )


def test_text_list_and_spans_give_the_same_table() -> None:
    text = set_of(" |\n      溪东｜1｜＜｜4\n      ＾｜＾｜＜｜5\n      合计｜＜｜＜｜9\n")
    signs = set_of("\n    - [溪东, 1, ＜, 4]\n    - [＾, ＾, ＜, 5]\n    - [合计, ＜, ＜, 9]\n")
    spans = set_of(
        "\n    - [{文: 溪东, 跨行: 2}, {文: 1, 跨列: 2, 跨行: 2}, 4]\n"
        "    - [5]\n    - [{文: 合计, 跨列: 3}, 9]\n"
    )
    assert text == signs == spans
    assert text[1:] == [
        [("溪东", 1, "restart"), ("1", 2, "restart"), ("4", 1, None)],
        [("", 1, "continue"), ("", 2, "continue"), ("5", 1, None)],
        [("合计", 3, None), ("9", 1, None)],
    ]


def workbook(rows: list[list[str | None]], *merged: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for each in merged:
        sheet.merge_cells(each)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_merged_cells_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "数.xlsx"
    rows: list[list[str | None]] = [
        ["溪东", "1", None, "4"],
        [None, None, None, "5"],
        ["合计", None, None, "9"],
    ]
    path.write_bytes(workbook(rows, "A1:A2", "B1:C2", "A3:C3"))
    assert read_rows(path) == [
        ["溪东", "1", LEFT, "4"],
        [ABOVE, ABOVE, LEFT, "5"],
        ["合计", LEFT, LEFT, "9"],
    ]


def test_a_blank_row_beside_a_merged_cell_stays_to_be_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(
        workbook([["简历", "起止", "单位"], [None, None, None], ["备注", "无", "无"]], "A1:A2")
    )
    assert read_rows(path) == [["简历", "起止", "单位"], [ABOVE, "", ""], ["备注", "无", "无"]]


def test_a_merge_over_every_column_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(workbook([["题", None], ["甲", "乙"]], "A1:XFD1"))
    rows = read_rows(path)
    assert rows[0][0] == "题"
    assert len(rows) <= 2
    assert max(map(len, rows)) <= 100


def test_an_empty_cell_over_others_is_no_slip() -> None:
    rows = "[[{文: '', 跨列: 2}], [姓名, {跨列: 1}]]"
    text = f"文种: 通知\n标题: 通知\n正文:\n- 表: {{表头: 无, 行: {rows}}}\n"
    data, slips = parse(text, "稿.yaml")
    document, problems = read_document(data, "稿.yaml")
    assert document is not None
    assert [*slips, *problems] == []


def test_what_is_joined_to_no_rectangle_is_told_of() -> None:
    rows = [["甲", "乙"], [ABOVE, LEFT]]
    layout, faults = lay_out([[PlacedCell(text) for text in row] for row in rows], 2)
    assert layout == ()
    assert [(fault.row, fault.message) for fault in faults] == [
        (1, "表的第1行“甲”与周围合并成的不是一个长方形")
    ]
