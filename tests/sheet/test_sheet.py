from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongwen.problem import as_text
from gongwen.sheet.data import RuleBelow
from gongwen.sheet.lengths import Scale, colour, font_size, length, percent
from gongwen.sheet.places import Places
from gongwen.sheet.reader import load_sheet

from ..compositions import STYLES, sheet_named

BASE = """\
字体: {仿宋: 仿宋_GB2312, 楷体: 楷体_GB2312, 黑体: 黑体, 宋体: 宋体, 小标宋: 小标宋, 西文: 同中文}
版面:
  纸宽: 210毫米
  纸高: 297毫米
  天头: 37毫米
  订口: 28毫米
  切口: 26毫米
  地脚: 35毫米
  每页行数: 22
  每行字数: 28
  页脚距: 25毫米
样式:
  基准: {名称: Normal, 字体: 仿宋, 字号: 三号}
"""


def complaints(folder: Path, text: str, name: str = "本局") -> list[str]:
    (folder / "底.yaml").write_text(BASE, encoding="utf-8")
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    sheet, problems = load_sheet(name, folder)
    assert (sheet is None) == bool(problems)
    prefix = f"{folder.name}/"
    return [as_text(problem).removeprefix(prefix) for problem in problems]


def test_page_and_grid_of_the_standard() -> None:
    sheet = sheet_named("gbt9704")
    page = sheet.page
    assert (page.width, page.height) == (11906, 16838)
    assert (page.top, page.left, page.right, page.bottom) == (2098, 1587, 1474, 1984)
    assert (page.text_width, page.text_height) == (8845, 12756)
    assert (page.row, sheet.char_space) == (579, -842)
    assert page.text_height // page.row == 22
    assert int(page.text_width / 20 / (16 + sheet.char_space / 4096)) == 28


def test_every_measure_of_the_standard_sheet_names_its_basis() -> None:
    sheet = sheet_named("gbt9704")
    assert [key for key, measure in sheet.page_measures.items() if not measure.basis] == []
    assert [
        (key, name)
        for key, style in sheet.styles.items()
        for name, measure in style.measures.items()
        if not measure.basis
    ] == []


def test_a_measure_may_name_a_basis_of_its_own() -> None:
    mark = sheet_named("gbt9704").styles["发文机关标志"].measures
    assert (mark["字体"].basis, mark["字号"].basis) == ("7.2.4", "惯例")


def test_document_number_and_red_rule_fill_one_row() -> None:
    sheet = sheet_named("gbt9704")
    for key in ("发文字号", "签发人", "签发人末行"):
        line, rule = sheet.measure(key, "行距"), sheet.measure(key, "下边线")
        assert line is not None and isinstance(line.value, int)
        assert rule is not None and isinstance(rule.value, RuleBelow)
        assert line.value + rule.value.distance + rule.value.thickness == sheet.page.row
        assert rule.value.colour == "FF0000"


def test_mark_and_what_is_above_the_number_fill_whole_rows() -> None:
    sheet = sheet_named("gbt9704")

    def twips(key: str, *names: str) -> int:
        found = [sheet.measure(key, name) for name in names]
        return sum(m.value for m in found if m is not None and isinstance(m.value, int))

    above = twips("发文字号", "段前")
    assert twips("发文机关标志", "段前", "行距") + above == 4 * 579
    assert twips("联合标志", "行距", "段后") == 2 * 579
    assert twips("无线表格", "单元格上边距", "单元格下边距") + above == 2 * 579


def test_house_style_changes_only_what_it_says() -> None:
    standard, house = sheet_named("gbt9704"), sheet_named("示例机关")
    assert house.fonts["西文"] == "Times New Roman"
    assert house.page == standard.page
    assert list(house.styles) == list(standard.styles)
    changed = {
        (key, name)
        for key, style in house.styles.items()
        for name, measure in style.measures.items()
        if measure != standard.styles[key].measures.get(name)
    }
    assert changed == {
        ("发文机关标志", "字号"),
        ("发文机关标志", "段前"),  # reckoned from the size: the upper edge stays where it is
        ("命令标志", "段前"),
        ("表文", "字号"),
        ("表文", "行距"),
        ("领句", "字体"),
    }
    assert house.styles["发文机关标志"].measures["字号"].basis == "本单位公文处理细则"


def test_a_character_is_as_wide_as_the_style_is_large() -> None:
    sheet = sheet_named("gbt9704")
    assert round(sheet.character_of("段落")) == 316
    assert round(sheet.character_of("抄送机关")) == 276
    assert sheet.cell_margin == 160


def test_problems_are_told_all_at_once_with_their_place(tmp_path: Path) -> None:
    text = """\
基于: 底
版面: {每页行数: 二十二, 天头距: 3毫米}
样式:
  段落: {首行缩近: 2字, 字号: 大号, 字体: 隶书, 基于: 正文}
  页: {类型: 图形}
  隔字: {类型: 字符, 段前: 1行}
  题: {下边线: 红}
"""
    file = "本局.yaml"
    assert complaints(tmp_path, text) == [
        f"{file}:2:12: 错误 [样式表] “每页行数”看不懂“二十二”\n    建议：如：22",
        f"{file}:2:17: 错误 [样式表] 版面里没有“天头距”这一项\n    建议：是不是想写“天头”？",
        f"{file}:4:8: 错误 [样式表] 样式“段落”里没有“首行缩近”这一项\n"
        "    建议：是不是想写“首行缩进”？",
        f"{file}:4:22: 错误 [样式表] 样式“段落”的“字号”看不懂“大号”\n"
        "    建议：可以写：三号、四号、16磅",
        f"{file}:4:30: 错误 [样式表] 样式“段落”的“字体”看不懂“隶书”\n"
        "    建议：可以写：仿宋、楷体、黑体、宋体、小标宋",
        f"{file}:4:38: 错误 [样式表] 样式“段落”基于“正文”，没有这个样式",
        f"{file}:5:11: 错误 [样式表] 没有“图形”这种样式\n    建议：可以写：段落、字符、表格",
        f"{file}:6:20: 错误 [样式表] 字符样式“隔字”不能有“段前”",
        f"{file}:7:12: 错误 [样式表] 样式“题”的“下边线”要写全线宽、距文字、颜色\n"
        "    建议：如：下边线: {线宽: 1.25磅, 距文字: 10磅, 颜色: 红}",
    ]


def test_a_sheet_that_rests_on_nothing_says_what_is_missing(tmp_path: Path) -> None:
    found = complaints(tmp_path, "字体: {仿宋: 仿宋}\n")
    assert found == [
        "本局.yaml:1:1: 错误 [样式表] 样式表缺：纸宽、纸高、天头、订口、切口、地脚、页脚距、"
        "每页行数、每行字数、楷体、黑体、宋体、小标宋、西文、样式“基准”及其字号\n"
        "    建议：写“基于: gbt9704”就都有了"
    ]


def test_unknown_base_and_circles(tmp_path: Path) -> None:
    assert complaints(tmp_path, "基于: 国标\n") == [
        "本局.yaml:1:5: 错误 [样式表] 没有样式表“国标”\n    建议：现有的样式表：底、本局"
    ]
    assert complaints(tmp_path, "基于: 本局\n") == [
        "本局.yaml:1:5: 错误 [样式表] 样式表互相“基于”，绕成了圈：本局→本局"
    ]
    text = "基于: 底\n样式:\n  甲: {基于: 乙}\n  乙: {基于: 甲}\n"
    assert complaints(tmp_path, text) == [
        "本局.yaml:3:11: 错误 [样式表] 样式“甲”基于“乙”，绕成了圈",
        "本局.yaml:4:11: 错误 [样式表] 样式“乙”基于“甲”，绕成了圈",
    ]


def test_two_styles_may_not_share_a_name(tmp_path: Path) -> None:
    text = "基于: 底\n样式:\n  甲: {名称: Title}\n  乙: {名称: Title}\n"
    assert complaints(tmp_path, text) == [
        "本局.yaml:4:3: 错误 [样式表] 样式“乙”与“甲”的名称都是“Title”"
    ]


def test_a_sheet_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    inside = tmp_path / "styles"
    inside.mkdir()
    (tmp_path / "外.yaml").write_text(BASE, encoding="utf-8")
    sheet, problems = load_sheet("../外", inside)
    assert sheet is None
    assert [problem.message for problem in problems] == ["没有样式表“../外”"]


@pytest.mark.parametrize(
    ("text", "twips"),
    [
        ("37毫米", 2098),
        ("28.95磅", 579),
        ("2字", 632),
        ("1行", 579),
        ("-5缇", -5),
        ("2 mm", 113),
        ("10厘米", None),
        ("二行", None),
        ("", None),
    ],
)
def test_lengths(text: str, twips: int | None) -> None:
    assert length(text, Scale(579, 315.9)) == twips


@pytest.mark.parametrize(
    ("text", "twips"),
    [
        ("1格", 316),
        ("1行-22磅-21缇", 118),
        ("1格+3字", 1144),
        ("0.86字号", 791),
        ("地脚-9.87毫米", 1425),
        ("0.5纸宽 - 85毫米 - 订口", -454),
        ("-订口", -1587),
        ("天头距-3毫米", None),
        ("3毫米4毫米", None),
        ("3-4毫米", None),
        ("地脚-", None),
        ("3", None),
    ],
)
def test_lengths_reckoned_from_others(text: str, twips: int | None) -> None:
    sheet = sheet_named("gbt9704")
    scale = Scale(579, 276, cell=sheet.page.character, size=920, page=sheet.lengths)
    assert length(text, scale) == twips


def test_a_pitch_that_nothing_is_left_of_is_the_least(tmp_path: Path) -> None:
    """A page number lower than a letter's double rule needs no line below it; a pitch of 0 that is
    written as such is a slip.
    """
    page = "版面: {页脚距: 18毫米, 信函页脚距: 20毫米}"
    text = f"基于: 底\n{page}\n样式: {{下: {{行距: 页脚距-信函页脚距}}}}\n"
    assert complaints(tmp_path, text) == []
    sheet, _ = load_sheet("本局", tmp_path)
    assert sheet is not None
    assert sheet.styles["下"].measures["行距"].value == 1
    assert len(complaints(tmp_path, "基于: 底\n样式: {下: {行距: 0行}}\n")) == 1


def test_a_sheet_that_rests_on_nothing_has_the_places_of_the_standard(tmp_path: Path) -> None:
    (tmp_path / "底.yaml").write_text(BASE, encoding="utf-8")
    sheet, problems = load_sheet("底", tmp_path)
    assert (sheet is not None, problems) == (True, [])
    standard = sheet_named("gbt9704")
    assert sheet is not None
    assert sheet.places == standard.places == Places()
    assert replace(sheet.page, footer=0, header=0) == replace(standard.page, footer=0, header=0)


@given(st.floats(0, 1000).map(lambda value: round(value, 2)))
def test_a_length_in_points_is_twenty_times_as_many_twips(points: float) -> None:
    assert length(f"{points:.2f}磅", Scale(0, 0)) == round(points * 20)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    assert length(text, Scale(579, 316)) is None or text.strip()[-1] in "米m磅t字行缇格号"
    assert font_size(text) is None or text.strip()
    assert colour(text) is None or len(text.strip()) in (1, 2, 6)
    assert percent(text) is None or text.strip().endswith("%")


def test_sheets_that_are_shipped_have_no_problem() -> None:
    for path in STYLES.glob("*.yaml"):
        assert load_sheet(path.stem, STYLES)[1] == []
