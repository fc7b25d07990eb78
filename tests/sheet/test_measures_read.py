"""Measures at their bounds, and sizes that a style has from another."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.sheet.departures import departures
from gongwen.sheet.lengths import percent
from gongwen.sheet.reader import load_sheet
from gongwen.sheet.strength import Strength

from .test_departures import STANDARD, found
from .test_sheet import BASE


@pytest.mark.parametrize(
    ("margin", "one_more", "one_less", "too_much"),
    [
        ("天头", "38毫米", "36毫米", "38.2毫米"),
        ("订口", "29毫米", "27毫米", "26.8毫米"),
        ("切口", "27毫米", "25毫米", "27.2毫米"),
        ("地脚", "36毫米", "34毫米", "33.8毫米"),
    ],
)
def test_a_margin_may_be_one_millimetre_more_or_less(
    margin: str, one_more: str, one_less: str, too_much: str, tmp_path: Path
) -> None:
    for typed in (one_more, one_less):
        assert found(tmp_path, f"版面: {{{margin}: {typed}}}") == []
    (departure,) = found(tmp_path, f"版面: {{{margin}: {too_much}}}")
    assert (departure.measure, departure.own, departure.authority.strength) == (
        margin,
        too_much,
        Strength.MUST,
    )


def test_another_make_of_the_same_face_is_no_departure(tmp_path: Path) -> None:
    assert departures(STANDARD, STANDARD) == []
    assert found(tmp_path, "字体: {仿宋: 方正仿宋_GBK, 楷体: 楷体}") == []


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1%", 1), ("90%", 90), ("600%", 600), ("601%", None), ("0%", None), ("90", None)],
)
def test_percentages(typed: str, value: int | None) -> None:
    assert percent(typed) == value


def test_characters_of_an_indent_are_of_the_size_that_a_style_has_from_another(
    tmp_path: Path,
) -> None:
    """二号 is 22 points: two characters of it are wider than two of 三号."""
    styles = """\
  大字: {字号: 二号, 首行缩进: 2字}
  大字续: {基于: 大字, 首行缩进: 2字}
  大字末: {基于: 大字续, 首行缩进: 2字}
  小字: {首行缩进: 2字}
"""
    (tmp_path / "底.yaml").write_text(BASE + styles, encoding="utf-8")
    sheet, problems = load_sheet("底", tmp_path)
    assert sheet is not None, problems
    large, following, last, small = (
        sheet.styles[name].measures["首行缩进"].value
        for name in ("大字", "大字续", "大字末", "小字")
    )
    assert large == following == last
    assert isinstance(large, int) and isinstance(small, int)
    assert large > small
