"""A table that this program made, read back from its .docx, is the same table."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.composition import Composition, Table
from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.importer.yaml_writer import write_yaml
from gongwen.render.render import render
from gongwen.word.package import pack
from tests.compositions import template
from tests.document.test_table_layout import Rectangle, tilings
from tests.typesetting import main_of, table_in

TEMPLATE = template()


def tables_of(composition: Composition) -> Table:
    return table_in([block for section in composition.sections for block in section.blocks])


def again(composition: Composition) -> Table:
    """The table of a composition made a .docx, imported, and set anew."""
    imported = assemble(read_content(pack(render(composition, TEMPLATE)), ".docx", "文.docx"))
    return tables_of(main_of(write_yaml(imported.tree)))


def cells(table: Table) -> list[list[tuple[Any, ...]]]:
    return [
        [
            (
                tuple((p.style, p.text, p.geometry) for p in cell.paragraphs),
                cell.columns,
                cell.rows,
                cell.upright,
            )
            for cell in row
        ]
        for row in table.rows
    ]


@pytest.mark.parametrize(
    "grid",
    [
        "列: [县, 数], 行: [[溪东, 1], [溪西, 2]]",
        "列: ['', 甲, 乙], 行: [[溪东, 1, 2], [溪西, '', 3]]",
        "列: [县, {头: 甲, 下: [一, {头: 二, 下: [三, 四]}]}], 行: [[溪东, 1, 2, 3]]",
        "列: [县, 项, 数], 合并: [县], 行: [[溪东, 打井, 1], [溪东, 修渠, 2], [溪西, 打井, 2]]",
        "列: [县, 项, 数], 行: [[溪东, 打井, 1], [＾, 修渠, 2], [合计, ＜, 3]]",
        "列: [县, 项], 行: [[{文: ＜}, {文: ＾}], [甲, 乙]]",
        "列: [县, {头: 数, 对齐: 小数点}], 行: [[溪东, '1.25'], [溪西, '30'], [溪南, —]]",
        "列: [县, {头: 数, 对齐: 右}, {头: 注, 对齐: 左}], 行: [[溪东, 1, 好], [溪西, 3, 好]]",
        "表头: 无, 行: [[姓名, '', 性别, ''], [单位, {跨列: 3, 对齐: 左上}]]",
        "表头: 无, 行: [[姓名, ''], ['', ''], [备注, [一段, 二段]]]",
        "表头: 无, 行: [[甲, 乙]]",
        "表头: 无, 行: [[意见, {文: [（盖章）, 年月日], 跨列: 2, 对齐: 右下}], [甲, 乙, 丙]]",
    ],
)
def test_tables_come_back(grid: str) -> None:
    composition = main_of(f"正文:\n- 各单位情况如下。\n- 表: {{{grid}}}\n- 请遵照执行。\n")
    assert cells(again(composition)) == cells(tables_of(composition))


@given(tilings(), st.booleans())
def test_any_table_of_merged_cells_comes_back(
    tiling: tuple[int, int, list[Rectangle]], headless: bool
) -> None:
    """In the .docx every row fills the grid, every chain of merged cells begins and goes on
    straight down, and each text stands once.
    """
    rows, columns, pieces = tiling
    typed: list[list[str]] = [[] for _ in range(rows)]
    for number, (row, _, high, wide) in enumerate(pieces):
        typed[row].append(f"{{文: 格{number}号, 跨列: {wide}, 跨行: {high}}}")
    head = "表头: 无" if headless else f"列: [{', '.join(f'第{n}列' for n in range(columns))}]"
    widths = f"宽: [{', '.join(['1'] * columns)}]"
    lines = ", ".join(f"[{', '.join(row)}]" for row in typed)
    composition = main_of(
        f"正文:\n- 各单位情况如下。\n- 表: {{{head}, {widths}, 行: [{lines}]}}\n- 请遵照执行。\n"
    )
    table = tables_of(composition)
    body = table.rows[table.header_rows :]
    assert len(body) == rows
    open_cells: dict[int, int] = {}
    for line in body:
        assert sum(cell.columns for cell in line) == columns
        column, going_on = 0, {}
        for cell in line:
            if cell.rows == "continue":
                assert open_cells.get(column) == cell.columns
                assert cell.paragraphs[0].text == ""
            if cell.rows:
                going_on[column] = cell.columns
            column += cell.columns
        open_cells = going_on
    said = [p.text for line in body for cell in line for p in cell.paragraphs if p.text]
    assert sorted(said) == sorted(f"格{number}号" for number in range(len(pieces)))
    if columns > 1:
        assert [[c[1:] for c in row] for row in cells(again(composition))] == [
            [c[1:] for c in row] for row in cells(table)
        ]
