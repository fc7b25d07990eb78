"""Every measure of every style, and of the page, set to something else: each is told as strongly as
the standard is, and to do what is said mends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen.problem import Level, Problem
from gongwen.sheet.data import LEADERS, Sheet
from gongwen.sheet.departures import departures
from gongwen.sheet.measures import MEASURES
from gongwen.sheet.reader import load_sheet
from gongwen.sheet.strength import Strength, authority_of
from gongwen.sheet.told_departures import LEVELS, told_departures
from tests.house import HOUSE

from .test_departures import STANDARD, house

NEW = "5.2.1"
"""What a house may write without naming an authority of its own."""
LENGTH = "3.7毫米"
OTHER = {
    "字号": "13磅",
    "行距": "33磅",
    "颜色": "00AA00",
    "缩放": "77%",
    "大纲级别": "7",
    "下边线": "{线宽: 3.5磅, 距文字: 3.5磅, 颜色: 00AA00, 式样: FORM}",
}
SWITCHES = (
    *("加粗", "分页", "与下段同页", "段中不分页"),
    *("对齐网格", "孤行控制", "标点溢出", "中西文间距"),
)
CLAUSES = {
    *("5.1", "5.2.1", "5.2.2", "5.2.3", "5.2.4", "10.1", "10.2", "10.3"),
    *(f"7.2.{number}" for number in range(1, 8)),
    *(f"7.3.{number}" for number in range(1, 8)),
    *(f"7.3.5.{number}" for number in range(1, 6)),
    *("7.4.1", "7.4.2", "7.4.3", "7.5"),
}


def resolved(key: str, name: str) -> object:
    """What the standard's sheet has of a measure of a style."""
    measure = STANDARD.measure(key, name)
    if measure is None and STANDARD.styles[key].kind == "字符":
        measure = STANDARD.measure(STANDARD.styles[key].used_in or "基准", name)
    return measure.value if measure else None


def other(key: str, name: str) -> str:
    """A value that the standard's sheet does not have there."""
    value = resolved(key, name)
    if name in SWITCHES:
        unsaid = name in SWITCHES[4:]
        return "否" if (unsaid if value is None else value) else "是"
    if name in ("字体", "西文"):
        return "楷体" if value != STANDARD.fonts["楷体"] else "黑体"
    if name == "对齐":
        return "居中" if value != "center" else "分散"
    if name == "前导符":
        return "线" if value != LEADERS["线"] else "点"
    form = getattr(value, "form", "单线")
    text = OTHER.get(name, LENGTH)
    return text.replace("FORM", "单线" if form != "单线" else "上粗下细")


def all_styles() -> str:
    """A house style that changes all there is of styles, a measure a line."""
    lines = ["样式:"]
    for key, style in STANDARD.styles.items():
        lines += [f"  {key}:", f"    依据: {NEW}"]
        lines += [f"    {name}: {other(key, name)}" for name in sorted(MEASURES[style.kind])]
    return "\n".join(lines)


def expected(key: str, name: str) -> Strength:
    """How strong the standard's sheet is about a measure of a style, by its own words: the basis
    of the measure, or of the style that keeps it or leaves it to the office.
    """
    step: str | None = key
    while step is not None:
        style = STANDARD.styles[step]
        own = authority_of(style.basis)
        if name in style.measures:
            found = authority_of(style.measures[name].basis)
            assert found is not None, (step, name)
            return found.strength
        assert own is not None, step
        if name in style.kept or own.strength is Strength.MAY:
            return own.strength
        step = style.based_on or ((style.used_in or "基准") if style.kind == "字符" else None)
    return Strength.CUSTOM


def told(sheet: Sheet) -> list[Problem]:
    return list(told_departures(departures(sheet, STANDARD)))


def of_styles(folder: Path) -> dict[tuple[str, str], Strength]:
    found = departures(house(folder, all_styles()), STANDARD)
    return {(each.where, each.measure): each.authority.strength for each in found}


def test_every_measure_of_every_style_is_told_as_strongly_as_the_standard_is(
    tmp_path: Path,
) -> None:
    found = of_styles(tmp_path)
    for key, style in STANDARD.styles.items():
        for name in MEASURES[style.kind] - {"下边线"}:
            assert found[key, name] == expected(key, name), (key, name)
    assert len(found) > 2000
    counts = [list(found.values()).count(strength) for strength in Strength]
    assert min(counts) > 5


@pytest.mark.parametrize(
    ("key", "measures", "strength"),
    [
        ("主送机关", ("左缩进", "首行缩进", "颜色", "段前"), Strength.MUST),
        ("发文字号", ("下边线的颜色", "下边线的距文字", "左缩进", "右缩进"), Strength.MUST),
        ("发文字号", ("下边线的线宽",), Strength.CUSTOM),
        ("发文字号", ("字体", "字号"), Strength.USUAL),
        ("附注", ("首行缩进", "左缩进"), Strength.MUST),
        ("附件说明", ("段前", "颜色"), Strength.MUST),
        ("附件标识", ("字体", "字号", "分页"), Strength.MUST),
        ("标题", ("字体", "字号"), Strength.USUAL),
        ("标题", ("对齐", "段前", "颜色"), Strength.MUST),
        ("密级", ("字体", "字号"), Strength.USUAL),
        ("一级标题", ("字体",), Strength.USUAL),
        ("二级接排", ("字体",), Strength.USUAL),
        ("发文机关标志", ("颜色", "对齐", "段前"), Strength.MUST),
        ("发文机关标志", ("字体",), Strength.ADVISED),
        ("信函标志", ("字体",), Strength.ADVISED),
        ("信函标志", ("下边线的式样", "左缩进"), Strength.MUST),
        ("命令标志", ("字体",), Strength.ADVISED),
        ("发文机关标志", ("字号",), Strength.CUSTOM),
        ("签发人姓名", ("字体",), Strength.MUST),
        ("抄送机关", ("字号", "字体"), Strength.USUAL),
        ("抄送机关", ("左缩进", "右缩进"), Strength.MUST),
        ("版记表格", ("上下线", "横线"), Strength.ADVISED),
        ("信函版记表格", ("上下线", "横线"), Strength.MUST),
        ("单页页脚", ("字体", "字号", "西文"), Strength.USUAL),
        ("单页页脚", ("对齐", "右缩进"), Strength.MUST),
        ("出席", ("段前",), Strength.MAY),
        ("编发", ("下边线的颜色",), Strength.MUST),
        ("基准", ("行距",), Strength.RECKONED),
        ("表文", ("字号", "行距"), Strength.CUSTOM),
    ],
)
def test_what_the_standard_is_known_to_say(
    key: str, measures: tuple[str, ...], strength: Strength, tmp_path: Path
) -> None:
    found = of_styles(tmp_path)
    assert {name: found[key, name] for name in measures} == dict.fromkeys(measures, strength)


def test_every_measure_of_the_page_is_told_as_strongly_as_the_standard_is(
    tmp_path: Path,
) -> None:
    page = HOUSE[HOUSE.index("版面:") : HOUSE.index("样式:")]
    found = departures(house(tmp_path, page), STANDARD)
    strengths = {each.measure: each.authority.strength for each in found}
    assert list(strengths) != []
    for key, measure in STANDARD.page_measures.items():
        authority = authority_of(measure.basis)
        assert authority is not None
        assert strengths[key] is authority.strength, key


@pytest.mark.parametrize("key", STANDARD.font_measures)
def test_a_face_of_another_design_is_told(key: str, tmp_path: Path) -> None:
    (found,) = departures(house(tmp_path, f"字体: {{{key}: 微软雅黑}}"), STANDARD)
    usual = Strength.CUSTOM if key == "西文" else Strength.USUAL
    assert found.authority.strength is usual


def test_every_basis_of_the_standards_sheet_is_a_clause_and_a_strength() -> None:
    bases = [measure.basis for measure in STANDARD.page_measures.values()]
    bases += [measure.basis for measure in STANDARD.font_measures.values()]
    bases += [measure.basis for measure in STANDARD.words.values()]
    for style in STANDARD.styles.values():
        bases.append(style.basis)
        for measure in style.measures.values():
            bases += [measure.basis, *(part.basis for part in measure.parts.values())]
    for basis in bases:
        authority = authority_of(basis)
        assert authority is not None, basis
        assert (authority.clause in CLAUSES) or not authority.clause, basis
        if not authority.clause:
            assert authority.strength in (Strength.CUSTOM, Strength.RECKONED), basis


def obeyed(text: str, problems: list[Problem], *, authority: bool) -> str:
    """The house style after each hint was obeyed: the one that names an authority, or the one that
    goes back to the standard.
    """
    lines = text.splitlines()
    for problem in sorted(problems, key=lambda each: (each.line, each.column), reverse=True):
        line, at = lines[problem.line - 1], problem.column - 1
        instead = re.search(r"改成“(.+?)”；", problem.hint)
        with_basis = re.search(r"写成：(\{.+\})$", problem.hint)
        end = _end_of_value(line, at)
        if authority:
            assert with_basis, problem
            lines[problem.line - 1] = line[:at] + with_basis[1] + line[end:]
        elif instead:
            lines[problem.line - 1] = line[:at] + f'"{instead[1]}"' + line[end:]
        else:
            assert problem.hint.startswith("删去这一项；"), problem
            lines[problem.line - 1] = ""
    return "\n".join(lines)


def _end_of_value(line: str, at: int) -> int:
    """Where the value ends: at the next comma or brace of a 下边线, or with the line."""
    inside = "{" in line[:at]
    found = re.search(r"[,}]", line[at:]) if inside else None
    return at + found.start() if found else len(line)


def house_texts() -> Iterator[str]:
    page = HOUSE[HOUSE.index("版面:") : HOUSE.index("样式:")]
    yield f"{page}字体:\n  仿宋: 微软雅黑\n  小标宋: 微软雅黑\n用语:\n  页码: 第1页"
    yield all_styles()


@pytest.mark.parametrize("authority", [True, False])
@pytest.mark.parametrize("text", list(house_texts()), ids=["版面", "样式"])
def test_to_obey_the_hints_mends_every_departure(
    text: str, tmp_path: Path, *, authority: bool
) -> None:
    before = told(house(tmp_path, text))
    assert len(before) > 10
    file = tmp_path / "本局.yaml"
    mended = obeyed(file.read_text(encoding="utf-8"), before, authority=authority)
    file.write_text(mended, encoding="utf-8")
    sheet, problems = load_sheet("本局", tmp_path)
    assert problems == []
    assert sheet is not None
    assert told(sheet) == []


def test_only_what_the_standard_says_is_told() -> None:
    assert LEVELS == {
        Strength.MUST: Level.WARNING,
        Strength.USUAL: Level.NOTICE,
        Strength.ADVISED: Level.NOTICE,
    }
