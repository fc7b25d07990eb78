"""The head of a table: one row, or two where a column has others beneath it."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from tests.word_files import paragraph, word_file

REST = "<tr><td>东湖区</td><td>12</td><td>30</td></tr><tr><td>西湖区</td><td>8</td><td>21</td></tr>"
ROWS = [["东湖区", "12", "30"], ["西湖区", "8", "21"]]


def table_of(content: bytes, suffix: str) -> tuple[Any, list[str]]:
    """The 表 of a document that holds one, and what was said of it."""
    imported = assemble(read_content(content, suffix, f"文{suffix}"))
    tree: Any = plain(imported.tree)
    (found,) = [block["表"] for block in tree["正文"] if isinstance(block, dict) and "表" in block]
    return found, [problem.message for problem in imported.problems if "表" in problem.message]


def page(rows: str) -> bytes:
    text = "<p>关于节水工作的通知</p><p>市教育局：</p><p>用水量如下。</p>"
    return f"{text}<table>{rows}</table><p>特此通知。</p>".encode()


def test_two_rows_of_heads_in_a_page() -> None:
    heads = (
        '<tr><td rowspan="2">县区</td><td colspan="2">用水量</td></tr>'
        "<tr><td>农业</td><td>工业</td></tr>"
    )
    found, said = table_of(page(heads + REST), ".html")
    assert found == {"列": ["县区", {"头": "用水量", "下": ["农业", "工业"]}], "行": ROWS}
    assert said == []


def test_two_rows_of_heads_in_a_word_file() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(cells)}</w:tr>"

    body = "".join(map(paragraph, ("关于节水工作的通知", "市教育局：", "用水量如下。")))
    body += (
        "<w:tbl>"
        + row(
            cell("县区", '<w:vMerge w:val="restart"/>'), cell("用水量", '<w:gridSpan w:val="2"/>')
        )
        + row(cell("", "<w:vMerge/>"), cell("农业"), cell("工业"))
        + "".join(row(*map(cell, line)) for line in ROWS)
        + "</w:tbl>"
    )
    found, said = table_of(word_file(body), ".docx")
    assert found == {"列": ["县区", {"头": "用水量", "下": ["农业", "工业"]}], "行": ROWS}
    assert said == []


@pytest.mark.parametrize(
    "second",
    [
        "<tr><td>合计</td><td>20</td><td>51</td></tr>",  # the first column has a cell of its own
        '<tr><td rowspan="1"></td><td>20</td><td></td></tr>',  # a head that says nothing
    ],
)
def test_a_first_row_that_no_other_parts_is_no_head(second: str) -> None:
    heads = '<tr><td>县区</td><td colspan="2">用水量</td></tr>'
    found, said = table_of(page(heads + second + REST), ".html")
    assert found["表头"] == "无"
    assert "列" not in found
    assert found["行"][0] == ["县区", "用水量", "＜"]
    assert found["行"][2:] == ROWS
    assert said == ["第4段：表的第一行（县区｜用水量）不像表头，写成了没有表头的表"]


def test_a_first_row_that_goes_down_into_figures_is_no_head() -> None:
    first = '<tr><td rowspan="2">县区</td><td>用水量</td><td>户数</td></tr>'
    found, _ = table_of(page(f"{first}<tr><td>12</td><td>30</td></tr>{REST}"), ".html")
    assert found["表头"] == "无"
    assert found["行"][:2] == [["县区", "用水量", "户数"], ["＾", "12", "30"]]


def test_a_head_over_columns_one_of_which_has_no_name_is_none() -> None:
    heads = (
        '<tr><td rowspan="2">县区</td><td colspan="2">用水量</td></tr>'
        "<tr><td></td><td>工业</td></tr>"
    )
    found, _ = table_of(page(heads + REST), ".html")
    assert found["表头"] == "无"
