"""Names, and numbers with their units, at the ends of lines (28 characters to a line)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gongwen.composition import Fit, Geometry, Paragraph, Run, Spacing, TabStop
from gongwen.paper.quantities import parts_quantity
from gongwen.typeset.line_ends import set_whole
from gongwen.typeset.line_filling import Typed, lines_of, may_break, next_line, typed_of
from gongwen.typeset.whole_names import names_of, whole_names

from ..compositions import sheet_named
from ..typesetting import job_of

SHEET = sheet_named("gbt9704")
WIDTH = SHEET.page.text_width
PEOPLE = ("程一诺", "陶玥", "欧阳明远", "努尔兰·哈孜")
MOST = 8
"""0.4 pt in twips."""
_DOUBT = 20
"""Twips that rounding may make of a line: what is mended by less is not sure."""
_LOOSEST = 2 * 320 - _DOUBT
"""Twips that a line may lack for sure which is made to end earlier."""
_PERCENT = 120
"""Twips by which a % may be wider, in a face that stands in for the official one."""


NAMES = whole_names(PEOPLE)


def text_of(text: str, style: str = "段落") -> Paragraph:
    return Paragraph(style, (Run(text),))


def set_lines(paragraph: Paragraph) -> list[str]:
    typed = typed_of(paragraph, SHEET, WIDTH)
    ends = [line.end for line in lines_of(typed)]
    return [typed.text[start:end] for start, end in pairwise((0, *ends))]


def whole(text: str) -> Paragraph:
    return set_whole(text_of(text), NAMES, SHEET, WIDTH)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("在2026年底", 5),
        ("约3.5亿元", 5),
        ("约3.5亿元", 4),
        ("在24小时内", 3),
        ("在24小时内", 4),
        ("第3季度", 1),
        ("第3季度", 3),
        ("云政发〔2026〕5号", 8),
        ("云政发〔2026〕5号", 9),
        ("达10%以上", 3),
        ("8月9日", 1),
        ("50余家", 2),
        ("3个工作日", 3),
        ("15—20天", 5),
        ("第十二条", 2),
        ("二〇二六年", 2),
        ("（0571）85556677", 6),
        ("0571-85556688转8021", 13),
        ("8～12m", 2),
        ("500㎡", 3),
    ],
)
def test_a_break_that_parts_a_number(text: str, at: int) -> None:
    assert parts_quantity(text, at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026年8月", 5),
        ("8月9日前", 2),
        ("第3季度前", 4),
        ("在24小时", 1),
        ("市县一级", 2),
        ("万众", 1),
    ],
)
def test_a_break_beside_a_number(text: str, at: int) -> None:
    assert not parts_quantity(text, at)


def test_the_line_before_is_set_apart_so_that_a_unit_goes_with_its_number() -> None:
    text = "水" * 25 + "24小时" + "水" * 10
    assert set_lines(text_of(text)) == ["水" * 25 + "24", "小时" + "水" * 10]
    made = whole(text)
    assert set_lines(made) == ["水" * 25, "24小时" + "水" * 10]
    assert made.spacing == (Spacing(0, 25, 2),)


def test_a_line_is_set_closer_so_that_a_name_stands_on_it() -> None:
    text = "水" * 20 + "8月内请程一诺" + "水" * 10
    assert set_lines(text_of(text))[0].endswith("请程一")
    made = whole(text)
    assert set_lines(made)[0].endswith("程一诺")
    assert [spacing.twips < 0 for spacing in made.spacing] == [True]


def test_a_line_before_may_give_way() -> None:
    text = "水" * 26 + "水" * 25 + "8月30日前" + "水" * 5
    made = whole(text)
    assert not any(parted(typed_of(made, SHEET, WIDTH)))


def test_off() -> None:
    off = replace(SHEET, places=replace(SHEET.places, line_end_spacing=0))
    text = "水" * 25 + "24小时" + "水" * 10
    assert set_whole(text_of(text), NAMES, off, WIDTH) == text_of(text)


def test_a_paragraph_set_closer_is_looked_at_as_it_is() -> None:
    closer = replace(text_of("水" * 26 + "24小时" + "水" * 30), fit=Fit(closer=11))
    made = set_whole(closer, NAMES, SHEET, WIDTH)
    assert not any(parted(typed_of(made, SHEET, WIDTH)))


def test_whose_names_they_are() -> None:
    text = """
签发人: [王建国, 李明（代）]
签署: [{职务: 市长, 姓名: 赵晓云}]
正文:
- 名单:
  - {角色: 组长, 人员: [杨 洋（女，回族） 市教育局局长]}
  - {角色: 专家, 分组: [{组: 农业组, 人员: [努尔兰·哈孜 教授]}]}
"""
    found = names_of(job_of(text).document)
    assert found.names == ("王建国", "李明", "赵晓云", "杨洋", "努尔兰·哈孜")


def test_whose_names_stand_among_those_who_attended() -> None:
    text = """
文种: 纪要
出席: 王立军  赵敏（市水利局） 孙浩、市城市管理局周婷婷，张所明；市民政局
请假: [市教育局李秀芳, 钱　进]
"""
    found = names_of(job_of(text).document)
    assert found.names == ("王立军", "赵敏", "孙浩", "周婷婷", "张所明", "李秀芳", "钱进")


# Properties

WORDS = st.sampled_from(
    (
        "云溪",
        "水利",
        "由",
        "镇",
        "巡查队",
        "和",
        "上报",
        "，",
        "。",
        "《办法》",
        "（试行）",
        "“四查”",
    )
)
WHOLE = st.sampled_from(
    ("2026年", "10%", "3.5亿元", "24小时", "第3季度", "〔2026〕5号", "8月9日", "50余家", *PEOPLE)
)
TEXTS = st.lists(st.one_of(WORDS, WORDS, WHOLE), min_size=10, max_size=70).map("".join)
GEOMETRIES = st.sampled_from((None, Geometry(3475, None, -2843, (TabStop(3475),)), Geometry(2211)))


def parted(typed: Typed) -> list[bool]:
    return [parts(typed.text, line.end) for line in lines_of(typed)]


def parts(text: str, at: int) -> bool:
    return 0 < at < len(text) and (parts_quantity(text, at) or NAMES.parts(text, at))


def parted_behind(typed: Typed, at: int) -> int:
    """How much the lines part that begin with a character, set by nothing but their width."""
    found = 0
    while at < len(typed.text):
        at = next_line(typed, at).end
        found += parts(typed.text, at)
    return found


def could_be_mended(typed: Typed, start: int, end: int, room: float) -> bool:
    """Whether some spacing of all the characters of a line from `start`, which ends at `end`, lets
    it end somewhere that parts nothing, for sure, nor what is behind it: by trying them all. Not
    set closer is what would then have room on the line before.
    """
    text, reach = typed.text, typed.reach
    ends = [
        at
        for at in range(start + 9, min(len(text), end + 8) + 1)
        if at == len(text) or may_break(text, at)
    ]
    first = next(
        (at for at in range(start + 1, end) if may_break(text, at)),
        end,
    )
    for at, following in pairwise((*ends, len(text) + 1)):
        if parts(text, at) or parted_behind(typed, at):
            continue
        doubt = _DOUBT + _PERCENT * text.count("%", start, following)
        loosest = room - (reach[at] - reach[start]) > _LOOSEST
        for tenths in range(-10 * MOST, (0 if loosest else 10 * MOST) + 1):
            added = tenths / 10 * (at - (first if tenths < 0 else start))
            fits = reach[at] - reach[start] + added <= room - doubt
            more = doubt + (at - start if tenths < 0 else 0)
            if fits and (
                at == len(text)
                or (
                    following <= len(text) and reach[following] - reach[start] + added > room + more
                )
            ):
                return True
    return False


@example(
    "云溪巡查队《办法》《办法》2026年2026年10%2026年10%8月9日云溪《办法》《办法》2026年",
    Geometry(3475, None, -2843, (TabStop(3475),)),
)
@example("由巡查队巡查队《办法》3.5亿元第3季度努尔兰·哈孜2026年云溪云溪", None)
@settings(derandomize=True)  # the oracle knows less of doubts than the program: rare texts differ
@given(TEXTS, GEOMETRIES)
def test_nothing_is_parted_that_could_be_mended(text: str, geometry: Geometry | None) -> None:
    """Tried on single lines: what the lines before them might do comes on top."""
    paragraph = Paragraph("名单" if geometry else "段落", (Run(text),), geometry)
    typed = typed_of(paragraph, SHEET, WIDTH)
    bad = [line for line, found in zip(lines_of(typed), parted(typed), strict=True) if found]
    if not bad:
        return
    last = bad[-1]
    if could_be_mended(typed, last.start, last.end, typed.room.right - last.x):
        made = set_whole(paragraph, NAMES, SHEET, WIDTH)
        assert sum(parted(typed_of(made, SHEET, WIDTH))) < len(bad)


@example(
    "云溪云溪云溪由由由《办法》2026年2026年〔2026〕5号《办法》《办法》《办法》云溪3.5亿元2026年云溪云溪云溪云溪"
    "巡查队10%3.5亿元《办法》3.5亿元〔2026〕5号3.5亿元〔2026〕5号〔2026〕5号云溪2026年",
    Geometry(3475, None, -2843, (TabStop(3475),)),
)
@given(TEXTS, GEOMETRIES)
def test_what_needs_no_mending_stays(text: str, geometry: Geometry | None) -> None:
    paragraph = Paragraph("名单" if geometry else "段落", (Run(text),), geometry)
    made = set_whole(paragraph, NAMES, SHEET, WIDTH)
    if not any(parted(typed_of(paragraph, SHEET, WIDTH))):
        assert made is paragraph
    before = sum(parted(typed_of(paragraph, SHEET, WIDTH)))
    assert sum(parted(typed_of(made, SHEET, WIDTH))) <= before


@given(TEXTS, GEOMETRIES)
def test_spacing_is_small_whole_lines_in_order(text: str, geometry: Geometry | None) -> None:
    paragraph = Paragraph("名单" if geometry else "段落", (Run(text),), geometry)
    made = set_whole(paragraph, NAMES, SHEET, WIDTH)
    assert made.text == text
    assert all(0 < abs(each.twips) <= MOST for each in made.spacing)
    assert all(one.end <= other.start for one, other in pairwise(made.spacing))
    ends = {line.end for line in lines_of(typed_of(made, SHEET, WIDTH))}
    assert {each.end for each in made.spacing} <= ends
