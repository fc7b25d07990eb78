"""Numbers with hyphens at the ends of lines, and lines that would be drawn apart."""

from __future__ import annotations

import pytest
from lxml import etree

from gongwen.composition import Paragraph, Run
from gongwen.render.spacing import hold
from gongwen.typeset.line_ends import set_whole
from gongwen.typeset.line_filling import lines_of, typed_of
from gongwen.typeset.narrowed import narrowed
from gongwen.typeset.whole_names import whole_names
from gongwen.word.wordml import W, element

from ..compositions import sheet_named

SHEET = sheet_named("gbt9704")
WIDTH = SHEET.page.text_width
NAMES = whole_names(("欧阳明远",))


def made_of(text: str, style: str = "段落") -> Paragraph:
    return set_whole(Paragraph(style, (Run(text),)), NAMES, SHEET, WIDTH)


def lines(paragraph: Paragraph) -> list[str]:
    typed = typed_of(paragraph, SHEET, WIDTH)
    return [paragraph.text[line.start : line.end] for line in lines_of(typed)]


@pytest.mark.parametrize("number", ["0571-85551234", "400-820-8820", "120-2016", "PGM-7340A"])
@pytest.mark.parametrize("before", range(12, 27))
def test_no_number_is_parted_at_its_hyphen(number: str, before: int) -> None:
    made = made_of("值" * before + number + "，请有关单位知悉，并转告下属单位和有关人员遵照执行。")
    assert any(number in line for line in lines(made))


def test_a_number_away_from_the_end_of_a_line_stays_as_typed() -> None:
    made = made_of(
        "电话0571-85551234，请有关单位知悉，并转告下属单位和有关人员遵照执行，不得有误。"
    )
    assert made.held == ()


def test_an_address_and_a_long_word_may_be_broken() -> None:
    made = made_of("值" * 24 + "state-of-the-art-number-1-of-all，请有关单位知悉。")
    assert made.held == ()


def test_a_line_that_lacks_much_is_set_left() -> None:
    assert made_of("值" * 22 + "0571-85551234，请知悉。").ragged
    assert made_of("值" * 22 + "HRB400EXQ，请知悉并遵照执行。").ragged
    assert not made_of("值" * 25 + "12345，请有关单位知悉并遵照执行。").ragged
    assert not made_of("值" * 22 + "0571-85551234，请知悉。", "附件说明").ragged


def test_the_hyphens_are_held_in_word() -> None:
    run = element("r")
    text = etree.SubElement(run, W + "t")
    text.text = "电话0571-8555-1"
    paragraph = element("p")
    paragraph.append(run)
    hold(paragraph, (6, 11), 13)
    shown = [node.text or "-" for node in paragraph.iter(W + "t", W + "noBreakHyphen")]
    assert shown == ["电话0571", "-", "8555", "-", "1"]


def test_nothing_is_held_where_the_template_says_more() -> None:
    paragraph = element("p")
    etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t").text = "注：0571-8555"
    hold(paragraph, (4,), 9)
    assert paragraph.find(f".//{W}noBreakHyphen") is None


def test_a_list_is_narrowed_so_that_no_character_stands_alone() -> None:
    typed = Paragraph("附件说明", (Run("甲" * 29),))
    made = narrowed(typed, NAMES, SHEET, WIDTH)
    assert [len(line) for line in lines(made)] == [27, 2]
    assert made.geometry and made.geometry.right


@pytest.mark.parametrize(
    "text", ["甲" * 26 + "（2026—2028年）实施方案", "甲" * 26 + "欧阳明远名单"]
)
def test_a_list_is_narrowed_so_that_no_name_or_number_is_parted(text: str) -> None:
    made = narrowed(Paragraph("附件说明", (Run(text),)), NAMES, SHEET, WIDTH)
    assert any("2028年" in line or "欧阳明远" in line for line in lines(made))
    assert len(lines(made)) == 2


def test_text_is_not_narrowed() -> None:
    typed = Paragraph("段落", (Run("甲" * 27),))
    assert narrowed(typed, NAMES, SHEET, WIDTH) is typed
