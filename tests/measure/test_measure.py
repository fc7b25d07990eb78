"""Measuring: rows from glyphs, paragraphs found again on pages, measures beside what is wanted."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongwen.inspection import checks
from gongwen.measure import clauses
from gongwen.measure.elements import Written, lay_out
from gongwen.measure.measurement import Measurement
from gongwen.measure.norm import STANDARD, Norm
from gongwen.measure.pages import Glyph, GlyphRow, MeasuredPage, rows_of
from gongwen.measure.reader import UnreadablePdfError, read_pages
from gongwen.sheet.families import face_of
from tests.project import ROOT

from .. import measures_page as table

SIZE = 16.0
WIDTH = STANDARD.character


def line(text: str, baseline: float, left: float = 28.0) -> list[Glyph]:
    """Characters of the grid on one baseline."""
    return [
        Glyph(
            sign, "FangSong", SIZE, "000000", at, at + WIDTH, baseline, at, baseline, at, baseline
        )
        for index, sign in enumerate(text)
        for at in (left + index * WIDTH,)
    ]


def page(number: int, *lines: list[Glyph]) -> MeasuredPage:
    glyphs = tuple(glyph for each in lines for glyph in each)
    return MeasuredPage(number, 210.0, 297.0, glyphs, (), ())


def test_the_norm_is_that_of_the_standard() -> None:
    assert (STANDARD.text_width, STANDARD.right_edge, STANDARD.lower_edge) == (156, 184, 262)
    assert round(STANDARD.row, 3) == 10.227
    assert round(STANDARD.character, 3) == 5.571
    assert STANDARD.middle == 106


@given(st.lists(st.tuples(st.floats(28, 180), st.integers(0, 21)), min_size=1, max_size=40))
def test_every_glyph_is_in_one_row_from_left_to_right(places: list[tuple[float, int]]) -> None:
    glyphs = [line("水", 45 + row * STANDARD.row, left)[0] for left, row in places]
    rows = rows_of(1, glyphs)
    assert sorted(id(g) for row in rows for g in row.glyphs) == sorted(map(id, glyphs))
    assert len(rows) == len({row for _, row in places})
    assert all(list(row.glyphs) == sorted(row.glyphs, key=lambda g: g.left) for row in rows)
    assert [row.baseline for row in rows] == sorted(row.baseline for row in rows)


def test_a_row_says_where_it_stands() -> None:
    row = GlyphRow(1, tuple(line("防汛值班", 45.0)))
    assert row.text == "防汛值班"
    assert (row.left, round(row.right, 3)) == (28.0, round(28 + 4 * WIDTH, 3))
    assert round(row.baseline - row.centre, 3) == round(0.38 * SIZE * 25.4 / 72, 3)


@pytest.mark.parametrize(("gap", "right"), [(0.0, True), (4.0, True), (0.9, False)])
def test_turnover_of_a_name_below_it(gap: float, right: bool) -> None:
    """Behind a numeral whose point is narrower in a stand-in, or behind a tab; not elsewhere."""
    numeral = line("附件：1.", 45)
    point = numeral[-1]
    narrow = replace(point, right=point.left + SIZE * 25.4 / 72 / 4)
    begins = narrow.right + gap
    turned = begins if gap > 1 else narrow.left + SIZE * 25.4 / 72 / 2
    rows = line("汛期值班表", 45, begins), line("和名单", 55, turned)
    sheet = page(1, [*numeral[:-1], narrow, *rows[0]], rows[1])
    laid = lay_out([Written("附件说明", "附件：1.汛期值班表和名单")], [sheet])
    found = [each for each in clauses.measurements(laid) if each.name == "附件名称回行与首字对齐"]
    assert [each.right for each in found] == [right]


def test_paragraphs_are_found_again_over_pages_past_what_is_no_paragraph() -> None:
    first = page(1, line("防汛通知", 45), line("各单位要", 55), line("—1—", 270.5))
    second = page(2, line("序号单位", 45), line("值班", 55), line("防汛通知", 65))
    written = (
        Written("标题", "防汛通知"),
        Written("段落", "各单位要"),
        Written("表文", "值班"),
        Written("段落", "防汛 通知"),
        Written("段落", "没有这一段"),
    )
    layout = lay_out(written, (first, second))
    assert [(e.role, e.page, e.first.baseline) for e in layout.elements] == [
        ("标题", 1, 45),
        ("段落", 1, 55),
        ("表文", 2, 55),
        ("段落", 2, 65),
    ]
    assert [lost.text for lost in layout.lost] == ["没有这一段"]
    assert [(folio.page, folio.text) for folio in layout.folios] == [(1, "—1—")]
    assert layout.before(layout.elements[1]) is layout.elements[0]
    assert layout.before(layout.elements[2]) is None


def test_text_of_a_header_is_what_stands_highest() -> None:
    pages = (page(1, line("市教育局文", 120), line("市教育局", 43)),)
    written = (Written("信函标志", "市教育局", in_header=True), Written("标题", "市教育局文"))
    found = {element.role: element.first.baseline for element in lay_out(written, pages).elements}
    assert found == {"信函标志": 43, "标题": 120}


@pytest.mark.parametrize(
    ("sign", "ragged", "measured"), [("水", True, 1), ("2", True, 0), ("2", False, 1)]
)
def test_letters_and_figures_leave_a_ragged_row_short(
    sign: str, ragged: bool, measured: int
) -> None:
    rows = ("水" * 28, sign * 27, "水" * 28, "水")
    lines = (line(row, 45 + at * 10, 30 if at == 1 else 28) for at, row in enumerate(rows))
    written = Written("段落", "".join(rows), ragged=ragged)
    found = clauses.measurements(lay_out((written,), (page(1, *lines),)))
    short = [each for each in found if each.name == "版心宽" and not each.right]
    assert len(short) == measured


@pytest.mark.parametrize(
    ("wanted", "measured", "tolerance", "right"),
    [(37.0, 37.5, 0.5, True), (37.0, 36.4, 0.5, False), (22, 22, 0, True), (22, 21, 0, False)],
)
def test_a_measure_is_right_within_its_tolerance(
    wanted: float, measured: float, tolerance: float, right: bool
) -> None:
    assert Measurement("5.2", "天头", wanted, measured, 1, "", tolerance).right is right


def test_a_text_is_right_only_as_it_is() -> None:
    assert Measurement("7.3.1", "标题字体", "小标宋", "小标宋", 1).right
    assert not Measurement("7.3.1", "标题字体", "小标宋", "黑体", 1).right


def test_the_table_shows_the_worst_place() -> None:
    one = Measurement("7.3.1", "标题居中", 106.0, 106.2, 1)
    two = Measurement("7.3.1", "标题居中", 106.0, 107.0, 3)
    custom = Measurement("惯例", "续表表头", "重复", "重复", 2)
    columns = {
        "25.2": table.column({"甲": [one]}),
        "7.4": table.column({"甲": [custom, one], "乙": [two]}),
    }
    text = table.page(columns)
    assert text.splitlines()[-3:-1] == [
        "| 7.3.1 | 标题居中 | 106毫米 | ±0.5 | 107毫米（不合） | 乙 3 | 2 | 106.2毫米 | 甲 1 | 1 |",
        "| 惯例 | 续表表头 | 重复 |  | 重复 | 甲 2 | 1 |  |  |  |",
    ]
    assert "- LibreOffice 7.4：量了2份文稿、2项、3处，不合的1处。\n- LibreOffice 25.2：" in text
    assert table.columns_of(text) == columns


def test_the_page_has_a_column_for_each_libreoffice_that_was_measured() -> None:
    columns = table.columns_of((ROOT / "docs" / table.FILE).read_text("utf-8"))
    assert list(columns) == ["7.4", "25.2", "26.8"]
    assert all("（不合）" not in cell for each in columns.values() for cell in each.cells.values())


@pytest.mark.parametrize(
    ("font", "face"),
    [
        ("FandolFang-Regular", "仿宋"),
        ("方正仿宋_GBK", "仿宋"),
        ("GongwenHeavySong", "小标宋"),
        ("方正小标宋简体", "小标宋"),
        ("SimSun", "宋体"),
        ("FandolKai-Regular", "楷体"),
        ("SimHei", "黑体"),
        ("LiberationSerif", "LiberationSerif"),
        ("DejaVuSans", "DejaVuSans"),
    ],
)
def test_a_font_is_told_by_its_name(font: str, face: str) -> None:
    assert face_of(font) == face


def test_what_is_no_pdf_is_told() -> None:
    with pytest.raises(UnreadablePdfError):
        read_pages(b"%PDF-1.7 no more")


@pytest.mark.parametrize(
    ("package", "taken", "function"),
    [(clauses, "measure", "measurements"), (checks, "check", "findings")],
)
def test_a_new_file_is_found_by_itself(
    package: ModuleType, taken: str, function: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "zz_new.py").write_text(f"def {taken}(_):\n    yield 'found'\n", "utf-8")
    monkeypatch.setattr(package, "__path__", [str(tmp_path)])
    assert list(getattr(package, function)(None)) == ["found"]
    sys.modules.pop(f"{package.__name__}.zz_new", None)


def test_even_pages_of_mirrored_margins_are_measured_like_odd_ones() -> None:
    mirrored = Norm(mirrored=True)
    pages = (page(1, line("各单位要", 45)), page(2, line("防汛值班", 45, left=26.0)))
    written = (Written("段落", "各单位要"), Written("段落", "防汛值班"))
    lefts = [each.first.left for each in lay_out(written, pages, mirrored).elements]
    assert lefts == [28.0, 28.0]
    assert [each.first.left for each in lay_out(written, pages).elements] == [28.0, 26.0]


def test_lines_that_reach_out_of_the_type_area_stand_further_apart() -> None:
    reaching = Norm(reach_above=3.6, reach_below=1.28)
    assert reaching.row == pytest.approx(10.449, abs=0.001)
    assert (reaching.text_top, reaching.lower_edge) == (33.4, 262)


def test_characters_that_are_drawn_alike_are_found() -> None:
    drawn = page(1, line("⽔务局―·…", 45))
    (found,) = lay_out((Written("段落", "水务局—·…"),), (drawn,)).elements
    assert found.first.baseline == 45
