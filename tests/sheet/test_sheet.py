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


def twips_of(text: str, scale: Scale) -> int | None:
    """A length; None where it is none, or reckons with something unknown."""
    found = length(text)
    return None if found is None or found.lacking(scale) else found.twips(scale)


def test_page_and_grid_of_the_standard() -> None:
    sheet = sheet_named("gbt9704")
    page = sheet.page
    assert (page.width, page.height) == (11906, 16838)
    assert (page.top, page.left, page.right, page.bottom) == (2098, 1587, 1474, 1984)
    assert (page.text_width, page.text_height) == (8845, 12756)
    assert (page.row, sheet.char_space) == (579, -1024)
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
    assert (mark["字体"].basis, mark["字号"].basis) == ("7.2.4 推荐", "惯例")


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
    assert sheet.character_of("段落") == 315
    assert sheet.character_of("抄送机关") == 280  # off the grid, which narrows it no more
    assert sheet.cell_margin == 160


def test_a_character_off_the_grid_is_as_wide_as_its_size(tmp_path: Path) -> None:
    (tmp_path / "底.yaml").write_text(BASE, encoding="utf-8")
    text = """\
基于: 底
样式:
  离网: {字号: 四号, 对齐网格: 否, 首行缩进: 3字}
  随离网: {基于: 离网, 首行缩进: 2字, 左缩进: 1格}
  回网: {基于: 离网, 对齐网格: 是, 首行缩进: 2字}
"""
    (tmp_path / "本局.yaml").write_text(text, encoding="utf-8")
    sheet, problems = load_sheet("本局", tmp_path)
    assert sheet is not None, problems
    narrowed = 280 + 8845 // 28 - 320
    assert [sheet.character_of(key) for key in ("离网", "随离网")] == [280, 280]
    assert sheet.character_of("回网") == pytest.approx(narrowed)
    indents = [sheet.styles[key].measures["首行缩进"].value for key in ("离网", "随离网", "回网")]
    assert indents == [840, 560, round(2 * narrowed)]
    assert sheet.styles["随离网"].measures["左缩进"].value == 315


@given(
    st.integers(1000, 2400),
    st.integers(24, 32),
    st.integers(0, 8),
    st.integers(0, 6),
)
def test_the_characters_of_a_line_fit_it_exactly(
    left: int, columns: int, before: int, behind: int
) -> None:
    """Whatever the page, and however its indents are rounded: as many characters as the grid has
    stand in a line, and not one more, for a program that adds up without a tolerance.
    """
    house = sheet_named("gbt9704")
    house = replace(house, page=replace(house.page, left=left, columns=columns))
    character = 10 * house.size + house.char_space / 4096 * 20
    within = house.page.text_width - sum(
        round(count * house.page.character) for count in (before, behind)
    )
    count = columns - before - behind
    assert count * character <= within < (count + 1) * character


def test_problems_are_told_all_at_once_with_their_place(tmp_path: Path) -> None:
    text = """\
基于: 底
版面: {每页行数: 二十二, 天头距: 3毫米}
样式:
  段落: {首行缩近: 2字, 字号: 大号, 字体: 黑休, 基于: 基谁}
  页: {类型: 段洛}
  隔字: {类型: 字符, 段前: 1行, 后续: 段洛}
  题: {下边线: 红}
  线: {下边线: {线宽: 粗, 颜色: 红}}
  文: {对齐: 居右, 加粗: 不, 行距: {质: 1行}}
"""
    file = "本局.yaml"
    assert complaints(tmp_path, text) == [
        f"{file}:2:12: 错误 [写法不对] “每页行数”看不懂“二十二”\n    建议：可以写：22",
        f"{file}:2:17: 错误 [不认识的项目] 不认识“天头距”这个项目\n    建议：是不是“天头”",
        f"{file}:4:8: 错误 [不认识的项目] 不认识“首行缩近”这个项目\n    建议：是不是“首行缩进”",
        f"{file}:4:22: 错误 [写法不对] “字号”看不懂“大号”\n    建议：可以写：三号、四号、16磅",
        f"{file}:4:30: 错误 [写法不对] “字体”只能写仿宋、楷体、黑体、宋体、小标宋，现在是“黑休”\n"
        "    建议：是不是“黑体”",
        f"{file}:4:38: 错误 [样式表] 样式“段落”基于“基谁”，没有这个样式\n    建议：是不是“基准”",
        f"{file}:5:11: 错误 [写法不对] “类型”只能写段落、字符、表格，现在是“段洛”\n"
        "    建议：是不是“段落”",
        f"{file}:6:20: 错误 [样式表] 字符样式“隔字”不能有“段前”",
        f"{file}:6:28: 错误 [样式表] 没有样式“段洛”\n    建议：是不是“段落”",
        f"{file}:7:12: 错误 [写法不对] “下边线”要写全线宽、距文字、颜色，现在是“红”\n"
        "    建议：写成：{线宽: 1.25磅, 距文字: 10磅, 颜色: 红}",
        f"{file}:8:12: 错误 [缺少的项目] “下边线”里缺少“距文字”\n    建议：加一行：距文字: ……",
        f"{file}:8:17: 错误 [写法不对] “线宽”看不懂“粗”\n"
        "    建议：可以写：2字、1行、28.95磅、5毫米、1行-22磅",
        f"{file}:9:11: 错误 [写法不对] “对齐”只能写两端、左、居中、右、分散，现在是“居右”\n"
        "    建议：是不是“右”",
        f"{file}:9:19: 错误 [写法不对] “加粗”只能写“是”或“否”，现在是“不”\n    建议：是不是“否”",
        f"{file}:9:26: 错误 [写法不对] “行距”里没有“值”\n    建议：写成：{{值: ……, 依据: ……}}",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "基于: 底\n版式: {}\n",
            ":2:1: 错误 [不认识的项目] 不认识“版式”这个项目\n    建议：是不是“版面”",
        ),
        (
            "- 基于: 底\n",
            ":1:1: 错误 [写法不对] 样式表要写成一组“项目: 内容”，现在是一个列表\n"
            "    建议：不分条，去掉“基于”前面的横线",
        ),
        (
            "基于: 底.yaml\n",
            ":1:5: 错误 [写法不对] “基于”只写名称，不带文件夹和后缀，现在是“底.yaml”\n"
            "    建议：写成：底",
        ),
        (
            "基于: 底\n样式: [段落]\n",
            ":2:5: 错误 [写法不对] “样式”要写成“名称: 内容”，现在是一个列表",
        ),
        (
            "基于: 底\n样式:\n  段落: 黑体\n",
            ":3:7: 错误 [写法不对] “段落”要写成一组“项目: 内容”，现在是“黑体”\n"
            "    建议：写成：{字体: 黑体}",
        ),
        (
            "基于: 底\n基于: 底\n",
            ":2:1: 错误 [重复的项目] “基于”写了两次，前一次在第1行\n"
            "    建议：两处合成一处，删去另一处",
        ),
        (
            "基于: 底\n版面: {订口: 200毫米}\n",
            ":1:1: 错误 [样式表] 页边距加起来比纸还大，没有版心了",
        ),
        (
            "基于: 底\n版面: {每页行数: 99999}\n",
            ":2:12: 错误 [样式表] 版心里排不下99999行\n    建议：可以写：22",
        ),
    ],
)
def test_a_slip_in_a_sheet_is_told(text: str, told: str, tmp_path: Path) -> None:
    assert complaints(tmp_path, text) == [f"本局.yaml{told}"]


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
        "本局.yaml:4:11: 错误 [样式表] 样式“乙”与“甲”的名称都是“Title”"
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
    assert twips_of(text, Scale(579, 315.9)) == twips


@pytest.mark.parametrize(
    ("text", "twips"),
    [
        ("1格", 315),
        ("1行-22磅-21缇", 118),
        ("1格+3字", 1143),
        ("0.86字号", 791),
        ("地脚-9.87毫米", 1425),
        ("0.5纸宽 - 85毫米 - 订口", -454),
        ("-订口", -1587),
        ("天头距-3毫米", None),
        ("3毫米4毫米", None),
        ("3-4毫米", None),
        ("地脚-", None),
        ("磅", None),
        ("3", None),
    ],
)
def test_lengths_reckoned_from_others(text: str, twips: int | None) -> None:
    sheet = sheet_named("gbt9704")
    scale = Scale(579, 276, cell=sheet.page.character, size=920, page=sheet.lengths)
    assert twips_of(text, scale) == twips


def test_the_place_of_the_imprint_is_kept_as_its_word() -> None:
    for name, word in (("gbt9704", "文末"), ("双页版记", "双页")):
        sheet = sheet_named(name)
        assert sheet.page_measures["版记位置"].value == word
        assert sheet.page.imprint_apart is (word == "双页")


@pytest.mark.parametrize(
    ("section", "told"),
    [
        (
            "版面: {页脚距: 天头距-3毫米}",
            "11: 错误 [写法不对] “页脚距”看不懂“天头距-3毫米”里的“天头距”\n    建议：是不是“天头”",
        ),
        (
            "版面: {页脚距: 1行+3毫米}",
            "11: 错误 [写法不对] “页脚距”看不懂“1行+3毫米”里的“行”\n"
            "    建议：可以写：37毫米、28磅、地脚-9.87毫米",
        ),
        (
            "版面: {页脚距: 页眉距-3毫米}",
            "11: 错误 [样式表] “页脚距”不能用“页眉距”推算\n"
            "    建议：可以用排在它前面的：纸宽、纸高、天头、订口、切口、地脚",
        ),
        (
            "版面: {页眉距: 地脚-40毫米}",
            "11: 错误 [样式表] “页眉距”要大于0，现在是“地脚-40毫米”\n"
            "    建议：可以写：37毫米、28磅、地脚-9.87毫米",
        ),
        (
            "版面: {最密行距: 3毫米-2毫米}",
            "12: 错误 [样式表] “最密行距”要在0.5行到1行之间，现在是“3毫米-2毫米”\n"
            "    建议：可以写：0.9行",
        ),
        (
            "版面: {署名右空: -2字}",
            "12: 错误 [样式表] “署名右空”不能小于0，现在是“-2字”\n    建议：可以写：2字",
        ),
        (
            "版面: {署名右空: 制表位}",
            "12: 错误 [样式表] “署名右空”用到的“制表位”，样式表里没有写\n"
            "    建议：在“版面”下面加一行：制表位: ……毫米",
        ),
        (
            "版面: {署名右空: 2字号}",
            "12: 错误 [写法不对] “署名右空”看不懂“2字号”\n    建议：可以写：2字",
        ),
        (
            "样式: {文: {段前: 0.5纸款-1行}}",
            "14: 错误 [写法不对] “段前”看不懂“0.5纸款-1行”里的“纸款”\n    建议：是不是“纸宽”",
        ),
        (
            "样式: {文: {段前: 1厘米}}",
            "14: 错误 [写法不对] “段前”看不懂“1厘米”\n"
            "    建议：可以写：2字、1行、28.95磅、5毫米、1行-22磅",
        ),
        (
            "样式: {文: {下边线: {线宽: 1磅, 距文字: 制表位, 颜色: 红}}}",
            "15: 错误 [样式表] “下边线”用到的“制表位”，样式表里没有写\n"
            "    建议：在“版面”下面加一行：制表位: ……毫米",
        ),
    ],
)
def test_a_length_that_comes_to_nothing_is_told(section: str, told: str, tmp_path: Path) -> None:
    assert complaints(tmp_path, f"基于: 底\n{section}\n") == [f"本局.yaml:2:{told}"]


def test_where_there_is_no_page_what_else_is_wrong_is_told_still(tmp_path: Path) -> None:
    found = complaints(
        tmp_path, "基于: 底\n版面: {订口: 190毫米}\n样式: {文: {基于: 段洛, 段前: 1行}}\n"
    )
    assert [line.partition("\n")[0] for line in found] == [
        "本局.yaml:1:1: 错误 [样式表] 页边距加起来比纸还大，没有版心了",
        "本局.yaml:3:14: 错误 [样式表] 样式“文”基于“段洛”，没有这个样式",
    ]


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
    found = length(f"{points:.2f}磅")
    assert found is not None
    assert found.twips(Scale(0, 0)) == round(points * 20)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    found = length(text)
    assert found is None or all(term.unit in text for term in found.terms)
    assert font_size(text) is None or text.strip()
    assert colour(text) is None or len(text.strip()) in (1, 2, 6)
    assert percent(text) is None or text.strip().endswith("%")


def test_sheets_that_are_shipped_have_no_problem() -> None:
    for path in STYLES.glob("*.yaml"):
        assert load_sheet(path.stem, STYLES)[1] == []
