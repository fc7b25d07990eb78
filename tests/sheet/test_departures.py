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
    ("text", "told"),
    [
        ("版面: {天头: 40毫米}", "应当 5.2.1 版面 天头 40毫米 37毫米"),
        ("版面: {每页行数: 24}", "一般 5.2.3 版面 每页行数 24 22"),
        ('用语: {页码: "- 1 -"}', "应当 7.5 用语 页码 - 1 - — 1 —"),
        ("字体: {仿宋: 宋体}", "一般 5.2.2 字体 仿宋 宋体 仿宋_GB2312"),
        (
            "样式: {标题: {字号: {值: 小二, 依据: 本局细则}}}",
            "一般 7.3.1 标题 字号 小二 二号 本局细则",
        ),
        ("样式: {二级标题: {加粗: 是}}", "惯例  二级标题 加粗 是 没有规定"),
        ("样式: {发文机关标志: {字号: 48磅}}", "惯例  发文机关标志 字号 48磅 46磅"),
        # What a style has by inheritance, or by saying nothing:
        ("样式: {主送机关: {首行缩进: 2字}}", "应当 7.3.2 主送机关 首行缩进 2字 0毫米"),
        ("样式: {段落: {颜色: 红}}", "应当 5.2.4 段落 颜色 红 黑"),
        ("样式: {一级接排: {颜色: 红}}", "应当 5.2.4 一级接排 颜色 红 黑"),
        ("样式: {标志缩80: {颜色: 黑}}", "应当 7.2.4 标志缩80 颜色 黑 红"),
        ("样式: {附件标识: {字号: 二号}}", "应当 7.3.7 附件标识 字号 二号 三号"),
        ("样式: {信函版记表格: {横线: 1磅}}", "应当 10.1 信函版记表格 横线 1磅 0毫米"),
        ("样式: {编发: {颜色: 红}}", "可 10.3 编发 颜色 红 黑"),
        # A rule is told by its parts:
        (
            "样式: {发文字号: {下边线: {线宽: 1.25磅, 距文字: 10磅, 颜色: 黑}}}",
            "应当 7.2.7 发文字号 下边线的颜色 黑 红",
        ),
        (
            "样式: {发文字号: {下边线: {线宽: 1磅, 距文字: 10磅, 颜色: 红}}}",
            "惯例  发文字号 下边线的线宽 1磅 1.25磅",
        ),
        ("样式: {附件标题: {基于: 段落}}", "应当 7.3.1 附件标题 对齐 两端 居中"),
    ],
)
def test_a_departure_has_its_clause_and_its_strength(text: str, told: str, tmp_path: Path) -> None:
    first = found(tmp_path, text)[0]
    authority = first.authority
    assert (
        f"{authority.strength} {authority.clause} {first.where} {first.measure} {first.own}"
        f" {first.standard} {first.reason}".strip()
    ) == told


@pytest.mark.parametrize(
    "text",
    [
        "版面: {天头: 38毫米}",  # 5.2.1 allows a millimetre
        "字体: {仿宋: 方正仿宋_GBK, 楷体: 楷体}",
        "字体: {仿宋: FangSong, 黑体: SimHei}",
        "样式: {标题: {字号: 22磅}}",  # 二号 in other words
        "样式: {主送机关: {首行缩进: 0毫米}}",
        "样式: {主送机关: {对齐: 左}}",  # 顶格 either way
        "样式: {段落: {颜色: 自动}}",
        "样式: {段落: {首行缩进: 11.143毫米}}",  # 2字
        "版面: {每页行数: 22, 署名右空: 11.143毫米}",
    ],
)
def test_what_is_no_departure(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text) == []


def said(folder: Path, text: str, name: str = "本局") -> list[str]:
    """What a build says of a document set by the house style."""
    options = project(folder, 值班=f"样式: {name}\n{FINAL}")
    (folder / "styles" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [as_text(each) for each in build(options).problems if each.rule == "偏离国标"]


def test_a_build_warns_of_what_the_standard_forbids(tmp_path: Path) -> None:
    assert said(tmp_path, "基于: gbt9704\n版面:\n  天头: 40毫米\n") == [
        "styles/本局.yaml:3:7: 警告 [偏离国标] 版面的天头是“40毫米”，"
        "国家标准应当是“37毫米”（可差1毫米）\n"
        "    依据：GB/T 9704-2012 5.2.1\n"
        "    建议：改成“37毫米”；本单位确有规定的，写成：{值: 40毫米, 依据: 本单位的规定}"
    ]


def test_a_value_that_many_styles_have_is_told_once_where_it_stands(tmp_path: Path) -> None:
    (told,) = said(tmp_path, "基于: gbt9704\n样式:\n  标题: {字体: 黑体}\n")
    assert told.splitlines()[0] == (
        "styles/本局.yaml:3:12: 提示 [偏离国标] 样式“标题”的字体是“黑体”，国家标准一般是“小标宋”；"
        "标题末、印发件标题、印发件标题末等8个样式随着它变"
    )


def test_a_style_that_is_based_on_another_is_told_there(tmp_path: Path) -> None:
    told = said(tmp_path, "基于: gbt9704\n样式:\n  附件标题: {基于: 段落}\n")
    assert told[0].splitlines() == [
        "styles/本局.yaml:3:14: 警告 [偏离国标] 样式“附件标题”的对齐是“两端”，"
        "国家标准应当是“居中”；附件标题末随着它变",
        "    依据：GB/T 9704-2012 7.3.1",
        "    建议：改成“标题”；本单位确有规定的，写成：{值: 段落, 依据: 本单位的规定}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "基于: gbt9704\n版面: {天头: {值: 40毫米, 依据: 本局细则}}\n",
        "基于: gbt9704\n样式: {附件标题: {基于: {值: 段落, 依据: 本局细则}}}\n",
        "基于: gbt9704\n样式: {主送机关: {依据: 本局细则, 首行缩进: 2字}}\n",
        "基于: gbt9704\n样式: {发文字号: {下边线: "
        "{线宽: 1磅, 距文字: 10磅, 颜色: {值: 黑, 依据: 本局细则}}}}\n",
    ],
)
def test_a_departure_that_names_its_authority_is_not_told(text: str, tmp_path: Path) -> None:
    assert said(tmp_path, text) == []


def test_a_clause_of_the_standard_is_no_authority_to_depart_from_it(tmp_path: Path) -> None:
    for basis in ("5.2.1", "惯例", "5.2.1 一般"):
        text = f"基于: gbt9704\n版面: {{天头: {{值: 40毫米, 依据: {basis}}}}}\n"
        assert len(said(tmp_path / basis, text)) == 1


def test_copies_of_the_standards_sheet_are_silent_but_for_what_is_changed_in_them(
    tmp_path: Path,
) -> None:
    copy = (STYLES / "gbt9704.yaml").read_text(encoding="utf-8")
    assert said(tmp_path / "1", copy) == []
    without_words = copy.replace("依据: 惯例", "依据: 本局细则")
    assert said(tmp_path / "2", without_words) == []
    changed = copy.replace("    颜色: {值: 黑, 依据: 5.2.4}", "    颜色: {值: 红, 依据: 5.2.4}")
    (told,) = said(tmp_path / "3", changed)
    assert "样式“基准”的颜色是“红”，国家标准应当是“黑”" in told
    edited = said(tmp_path / "4", copy.replace("值: 37毫米", "值: 40毫米"), "gbt9704")
    assert ["版面的天头是“40毫米”" in each for each in edited] == [True]


def test_the_command_lists_the_strong_ones_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "双页版记"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("双页版记：与国家标准不同的有")
    assert lines[1] == (
        "  [应当] 用语的页码：- 1 -（国家标准：— 1 —；7.5；本单位依据：本单位公文处理细则）"
        " styles/双页版记.yaml:16"
    )
    assert lines[-1].startswith("  [惯例] ")


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
