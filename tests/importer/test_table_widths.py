"""宽: the widths of a table's columns come along from Word files and pages, where they differ."""

from __future__ import annotations

import pytest

from gongwen.importer.pieces import SourceTable
from gongwen.importer.reading import read_content
from gongwen.importer.table_widths import shares
from gongwen.importer.tables import table_block
from gongwen.importer.tree import Tree
from tests.word_files import word_file


def widths(content: bytes, suffix: str) -> Tree | None:
    source = read_content(content, suffix, f"旧文{suffix}")
    (table,) = (piece for piece in source.pieces if isinstance(piece, SourceTable))
    block = table_block(table)
    assert isinstance(block, dict)
    grid = block["表"]
    assert isinstance(grid, dict)
    return grid.get("宽")


def word_table(rows: list[list[tuple[str, int]]], grid: str = "") -> bytes:
    """A .docx with a table; each cell is what its width says and how many columns it takes."""
    made = ""
    for row in rows:
        made += "<w:tr>"
        for width, span in row:
            made += f'<w:tc><w:tcPr>{width}<w:gridSpan w:val="{span}"/></w:tcPr>'
            made += "<w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc>"
        made += "</w:tr>"
    return word_file(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>")


def wide(number: int, unit: str = "dxa") -> str:
    return f'<w:tcW w:w="{number}" w:type="{unit}"/>'


def columns(*numbers: int) -> str:
    return "".join(f'<w:gridCol w:w="{number}"/>' for number in numbers)


@pytest.mark.parametrize(
    ("rows", "grid", "expected"),
    [
        ([[(wide(1000), 1), (wide(3000), 1)]] * 2, columns(2000, 2000), ["25", "75"]),
        ([[(wide(1000, "pct"), 1), (wide(4000, "pct"), 1)]] * 2, "", ["20", "80"]),
        ([[("", 1), ("", 1)]] * 2, columns(1000, 3000), ["25", "75"]),
        ([[(wide(4000), 2)], [(wide(1000), 1), (wide(3000), 1)]], "", ["25", "75"]),
        ([[(wide(2000), 1), (wide(2100), 1)]] * 2, columns(2000, 2100), None),
        ([[(wide(1000), 1), (wide(50, "pct"), 1)]] * 2, "", None),
        ([[(wide(0, "auto"), 1), (wide(0, "auto"), 1)]] * 2, "", None),
        ([[(wide(3000), 2), (wide(1000), 1)]] * 2, columns(1000, 2000, 1000), ["75", "25"]),
    ],
)
def test_widths_of_word(
    rows: list[list[tuple[str, int]]], grid: str, expected: Tree | None
) -> None:
    assert widths(word_table(rows, grid), ".docx") == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ('width="100"', 'width="300"', ["25", "75"]),
        ('width="20%"', 'width="80%"', ["20", "80"]),
        ('style="width: 50px"', 'style="width:150px"', ["25", "75"]),
        ('width="20%"', 'width="300"', None),
        ('width="100"', "", None),
        ('style="min-width:50px"', 'style="min-width:150px"', None),
    ],
)
def test_widths_of_pages(first: str, second: str, expected: Tree | None) -> None:
    row = f"<tr><td {first}>甲</td><td {second}>乙</td></tr>"
    page = f"<table border=1>{row}<tr><td>丙</td><td>丁</td></tr></table>"
    assert widths(page.encode(), ".html") == expected


def test_shares() -> None:
    assert shares([10, 10.5], [1, 1]) == []
    assert shares([1, 1000, 1000], [0, 0, 0]) == ["2", "49", "49"]
    assert shares([7.0], [1]) == []
    assert shares([1, 9], [7, 2]) == ["18", "82"]
