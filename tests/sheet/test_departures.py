"""House styles: what they may say otherwise, and what is said of it."""

from pathlib import Path

import pytest

from gongwen.build.run import build
from gongwen.cli import main
from gongwen.problem import as_text
from gongwen.sheet.data import Sheet
from gongwen.sheet.departures import Departure, departures
from gongwen.sheet.reader import load_sheet

from ..compositions import STYLES, sheet_named
from ..project import FINAL, project

STANDARD = sheet_named("gbt9704")


def house(folder: Path, text: str) -> Sheet:
    (folder / "gbt9704.yaml").write_text(
        (STYLES / "gbt9704.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (folder / "本局.yaml").write_text(f"基于: gbt9704\n{text}", encoding="utf-8")
    sheet, problems = load_sheet("本局", folder)
    assert problems == []
    assert sheet is not None
    return sheet


def found(folder: Path, text: str) -> list[Departure]:
    return departures(house(folder, text), STANDARD)


def test_the_standard_does_not_depart_from_itself() -> None:
    assert departures(STANDARD, STANDARD) == []


@pytest.mark.parametrize(
    ("text", "departure"),
    [
        (
            "版面: {天头: 40毫米}",
            Departure("版面", "天头", "37毫米", "40毫米", "5.2.1", True),
        ),
        (
            "版面: {每页行数: 24}",
            Departure("版面", "每页行数", "22", "24", "5.2.3", False),
        ),
        (
            '用语: {页码: "- 1 -"}',
            Departure("用语", "页码", "— 1 —", "- 1 -", "7.5", True),
        ),
        (
            "字体: {仿宋: 宋体}",
            Departure("字体", "仿宋", "仿宋_GB2312", "宋体", "5.2.2", False),
        ),
        (
            "样式: {标题: {字号: {值: 小二, 依据: 本局细则}}}",
            Departure("标题", "字号", "二号", "小二", "7.3.1", True, "本局细则"),
        ),
        (
            "样式: {二级标题: {加粗: 是}}",
            Departure("二级标题", "加粗", "没有规定", "是", "惯例", False),
        ),
        (
            "样式: {发文机关标志: {字号: 48磅}}",
            Departure("发文机关标志", "字号", "46磅", "48磅", "惯例", False),
        ),
    ],
)
def test_a_departure_has_its_clause_and_its_strength(
    text: str, departure: Departure, tmp_path: Path
) -> None:
    assert found(tmp_path, text) == [departure]


@pytest.mark.parametrize(
    "text",
    [
        "版面: {天头: 38毫米}",  # 5.2.1 allows a millimetre
        "字体: {仿宋: 方正仿宋_GBK, 楷体: 楷体}",
        "样式: {标题: {字号: 22磅}}",  # 二号 in other words
    ],
)
def test_what_is_no_departure(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == []


def test_a_build_warns_of_what_the_standard_forbids(tmp_path: Path) -> None:
    options = project(tmp_path, 值班=f"样式: 本局\n{FINAL}")
    (tmp_path / "styles" / "本局.yaml").write_text(
        "基于: gbt9704\n版面: {天头: 40毫米}\n", encoding="utf-8"
    )
    problems = [each for each in build(options).problems if each.rule == "偏离国标"]
    assert [as_text(each) for each in problems] == [
        "content/值班.yaml:1:5: 警告 [偏离国标] 样式表“本局”与国家标准不同："
        "版面的天头是40毫米（5.2.1：37毫米）\n"
        "    依据：GB/T 9704-2012\n"
        "    建议：本单位确有规定的，在样式表里写上依据：{值: …, 依据: …}"
    ]


def test_a_departure_that_names_its_authority_is_not_warned_of(tmp_path: Path) -> None:
    options = project(tmp_path, 值班=f"样式: 本局\n{FINAL}")
    (tmp_path / "styles" / "本局.yaml").write_text(
        "基于: gbt9704\n版面: {天头: {值: 40毫米, 依据: 本局细则}}\n", encoding="utf-8"
    )
    assert [each for each in build(options).problems if each.rule == "偏离国标"] == []


def test_the_command_lists_the_strong_ones_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "双页版记"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("双页版记：与国家标准不同的有")
    assert lines[1] == (
        "  [应当] 用语的页码：- 1 -（国家标准：— 1 —；7.5；本单位依据：本单位公文处理细则）"
    )
    assert lines[-1].startswith("  [可以另定] ")


def test_the_command_knows_no_such_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "没有"]) == 2
    assert "styles 文件夹里没有“没有”；有：" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('用语: {页码: "— 11 —"}', "“页码”看不懂“— 11 —”"),
        ("版面: {版记位置: 单页}", "“版记位置”只能写文末、双页，现在是“单页”"),
        ("版面: {印章宽: 大}", "“印章宽”看不懂“大”"),
        ("版面: {签名章宽: 三字}", "“签名章宽”看不懂“三字”"),
        ("版面: {每排印章数: 3枚}", "“每排印章数”看不懂“3枚”"),
        ("版面: {最密行距: 1.1行}", "“最密行距”要在0.5行到1行之间，现在是“1.1行”"),
        ("版面: {页脚距: 页眉距-3毫米}", "“页脚距”不能用“页眉距”推算"),
        (
            "样式: {发文字号: {下边线: {线宽: 1磅, 距文字: 1磅, 颜色: 红, 式样: 波浪}}}",
            "“式样”只能写单线、上粗下细、上细下粗，现在是“波浪”",
        ),
    ],
)
def test_what_cannot_be_read_is_told(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "gbt9704.yaml").write_text(
        (STYLES / "gbt9704.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "本局.yaml").write_text(f"基于: gbt9704\n{text}\n", encoding="utf-8")
    sheet, problems = load_sheet("本局", tmp_path)
    assert sheet is None
    assert [(each.line, each.message) for each in problems] == [(2, message)]
