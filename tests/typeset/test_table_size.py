"""Tables of many columns: the size they are set in, and what is told where none is small enough."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongwen.composition import Paragraph, Table
from gongwen.problem import Problem
from gongwen.typeset import Job, fitted, measures_of, typeset
from tests.compositions import sheet_named
from tests.typesetting import job_of

SHEET = sheet_named("gbt9704")
LADDER = ["公文表格", "公文表格五号", "公文表格小五", "公文表格六号"]


def set_of(yaml: str) -> tuple[list[Table], list[Problem]]:
    """The tables of a document, on the real page, and what was told of them."""
    job: Job = replace(job_of(yaml), measures=measures_of(SHEET))
    pages, problems = fitted(typeset(job), job, SHEET)
    blocks = [b for page in pages for section in page.composition.sections for b in section.blocks]
    told = [problem for problem in problems if problem.message.startswith("表")]
    return [block for block in blocks if isinstance(block, Table)], told


def document(*tables: tuple[list[str], list[str]], landscape: bool = False) -> str:
    blocks = "".join(
        f"  - 表:\n      列: [{', '.join(heads)}]\n      行: |\n        {'｜'.join(cells)}\n"
        for heads, cells in tables
    )
    turned = "  横排: 是\n" if landscape else ""
    return f"附件:\n- 标题: 汇总表\n{turned}  正文:\n{blocks}"


def columns(count: int, cell: str = "完成") -> tuple[list[str], list[str]]:
    return [f"指标{number}" for number in range(1, count + 1)], [cell] * count


def test_more_columns_are_set_smaller_step_by_step() -> None:
    used = []
    for count in range(4, 34):
        (table,), told = set_of(document(columns(count), landscape=True))
        assert told == []
        assert sum(table.widths) == SHEET.page.text_height
        used.append(LADDER.index(table.style))
    assert used == sorted(used)
    assert set(used) == {0, 1, 2, 3}


def test_every_cell_of_a_table_is_in_its_size() -> None:
    (table,), _ = set_of(document(columns(25), landscape=True))
    suffix = table.style.removeprefix("公文表格")
    assert suffix
    styles = {
        paragraph.style for row in table.rows for cell in row for paragraph in cell.paragraphs
    }
    assert styles == {f"表头{suffix}", f"表文居中{suffix}"}


@pytest.mark.parametrize("cell", ["完成", "12345678", "2027年12月底前"])
@pytest.mark.parametrize("count", [12, 18, 24, 40, 60])
def test_the_advice_mends_what_is_told(count: int, cell: str) -> None:
    heads, cells = columns(count, cell)
    tables, told = set_of(document((heads, cells)))
    if not told:
        return
    (problem,) = told
    landscape = "横排: 是" in problem.hint
    starts = [heads.index(name) for name in re.findall("“(指标[0-9]+)”", problem.hint)]
    edges = [0, *starts, len(heads)]
    parts = [(heads[a:b], cells[a:b]) for a, b in pairwise(edges)]
    assert landscape or starts
    again, told = set_of(document(*parts, landscape=landscape))
    assert told == []
    assert len(again) == len(parts)
    assert sum(map(len, (part for part, _ in parts))) == count
    assert len(tables) == 1


def test_what_is_said_is_the_width_it_needs() -> None:
    (table,), (problem,) = set_of(document(columns(60), landscape=True))
    needed, have = map(int, re.findall("([0-9]+)毫米", problem.message)[:2])
    least = 60 * (2 * 7.5 * 20 + 80) / 1440 * 25.4
    assert least <= needed <= least + 60 * 2
    assert have == int(SHEET.page.text_height / 1440 * 25.4) == 225
    assert problem.line > 0
    assert table.style == LADDER[-1]


def test_a_row_higher_than_a_page_is_told_of_and_mended_by_parting_it() -> None:
    long = "各单位要如实填报，不得虚报。" * 200
    (table,), (problem,) = set_of(
        f"正文:\n- 表:\n    列: [序号, 要求]\n    行: |\n      1｜{long}\n"
    )
    assert "会断在两页上" in problem.message
    assert table.divisible == {1}
    rows = "".join(
        f"      {n}｜{long[at : at + 300]}\n" for n, at in enumerate(range(0, 2800, 300))
    )
    assert set_of(f"正文:\n- 表:\n    列: [序号, 要求]\n    行: |\n{rows}")[1] == []


# ---- how cells stand ------------------------------------------------------------------------


def numbers(*cells: str) -> list[Paragraph]:
    rows = "".join(f"      项目{cell}｜{cell}\n" for cell in cells)
    yaml = f"正文:\n- 表:\n    列: [项目, {{头: 金额, 对齐: 小数点}}]\n    行: |\n{rows}"
    (table,), _ = set_of(yaml)
    return [row[1].paragraphs[0] for row in table.rows[1:]]


@given(
    st.lists(
        st.one_of(
            st.integers(-99999, 10**8).map(str),
            st.decimals(0, 10**6, places=3).map(str),
            st.decimals(0, 100, places=2).map(lambda each: f"{each}%"),
            st.integers(0, 10**7).map("{:,}".format),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_points_stand_under_one_another(cells: list[str]) -> None:
    """Half a character for each sign: what is right of the point and the indent add up to one."""
    half = SHEET.size_of("表文") * 10 / 2
    places = set()
    for cell, paragraph in zip(cells, numbers(*cells), strict=True):
        assert paragraph.style == "表文居右"
        assert paragraph.geometry is not None
        assert paragraph.geometry.right is not None
        whole = re.match("-?[0-9,]+", cell)
        assert whole is not None
        places.add(paragraph.geometry.right + half * (len(cell) - whole.end()))
    assert max(places) - min(places) <= 1


def test_what_is_no_number_stands_in_the_middle_of_such_a_column() -> None:
    found = numbers("1.5", "—", "合计", "")
    assert [each.style for each in found] == ["表文居右", "表文居中", "表文居中", "表文居中"]


@pytest.mark.parametrize(
    ("alignment", "style"), [("左", "表文"), ("中", "表文居中"), ("右", "表文居右")]
)
def test_a_column_stands_as_it_says(alignment: str, style: str) -> None:
    yaml = (
        "正文:\n- 表:\n    列: [项目, {头: 内容, 对齐: X, 下: [甲, {头: 乙, 对齐: 中}]}]\n"
        f"    行: |\n      修渠｜{'渠' * 12}｜1\n      打井｜3｜{'井' * 12}\n"
    ).replace("X", alignment)
    (table,), _ = set_of(yaml)
    assert [row[1].paragraphs[0].style for row in table.rows[2:]] == [style, style]
    assert [row[2].paragraphs[0].style for row in table.rows[2:]] == ["表文居中", "表文居中"]


def test_heads_of_three_levels() -> None:
    yaml = """
    正文:
    - 表:
        列: [县, {头: 资金, 下: [计, {头: 财政, 下: [省, 市]}]}]
        行: |
          溪东｜1｜2｜3
    """
    (table,), _ = set_of(yaml)
    assert table.header_rows == 3
    assert [
        [("".join(p.text for p in c.paragraphs), c.columns, c.rows) for c in row]
        for row in table.rows[:3]
    ] == [
        [("县", 1, "restart"), ("资金", 3, None)],
        [("", 1, "continue"), ("计", 1, "restart"), ("财政", 2, None)],
        [("", 1, "continue"), ("", 1, "continue"), ("省", 1, None), ("市", 1, None)],
    ]


def test_a_form_has_no_head_and_keeps_its_blanks() -> None:
    yaml = """
    正文:
    - 表:
        表头: 无
        行:
        - [姓名, '', 性别, '']
        - [单位意见, {文: [（盖章）, 年　月　日], 跨列: 3, 对齐: 右下, 高: 40毫米}]
    """
    (table,), told = set_of(yaml)
    assert told == []
    assert table.header_rows == 0
    name, blank, *_ = table.widths
    assert blank > 1.5 * name
    assert table.heights == (0, round(40 * 1440 / 25.4))
    opinion = table.rows[1][1]
    assert opinion.columns == 3
    assert opinion.upright == "bottom"
    assert [p.text for p in opinion.paragraphs] == ["（盖章）", "年　月　日"]
    assert {p.style for p in opinion.paragraphs} == {"表文居右"}


@pytest.mark.parametrize("columns", range(2, 16))
def test_a_column_is_a_little_wider_than_its_head_needs(columns: int) -> None:
    """By which programs differ in how wide the head is."""
    heads = [f"{'甲乙丙丁戊己庚辛壬癸子丑寅卯辰'[at]}项" for at in range(columns)]
    (table,), told = set_of(document((heads, ["1"] * columns)))
    assert told == []
    style = table.rows[0][0].paragraphs[0].style
    needed = 2 * SHEET.character_of(style) + SHEET.cell_margin_of(table.style)
    assert min(table.widths) >= needed + 5


def test_the_bracket_of_a_head_stays_whole() -> None:
    heads = ["序号", "小区", "面积（万平方米）", "投资（万元）", "改造内容", "责任单位"]
    work = "雨污分流、外墙保温、道路硬化、加装电梯、停车位改造"
    cells = ["1", "东风小区", "2.13", "817.5", work, "溪东区住房城乡建设局、溪东区城市管理局"]
    ((table,), _) = set_of(document((heads, cells)))
    shown = [cell.paragraphs[0].text for cell in table.rows[0]]
    assert shown[2:4] == ["面积\n（万平方米）", "投资\n（万元）"]
