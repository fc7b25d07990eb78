"""The first page of a letter goes down to its second double rule (10.1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongwen.composition import (
    Block,
    Composition,
    Fit,
    HeaderZone,
    Imprint,
    PageSection,
    Paragraph,
    Run,
)
from gongwen.typeset.estimate import BlockStanding, Memory, estimate
from gongwen.typeset.heights import header_height, more_on_page_1
from gongwen.typeset.imprint_page import with_imprint_placed
from gongwen.typeset.letter_page import with_page_1_filled

from ..compositions import sheet_named

SHEET = sheet_named("gbt9704")
ROW, HEIGHT = SHEET.page.row, SHEET.page.text_height
ZONE = HeaderZone(
    (),
    ("云溪市教育局",),
    "",
    "云教函〔2026〕3号",
    (),
    "信函标志",
    (Paragraph("信函版头", (Run("\t云教函〔2026〕3号"),), fit=Fit(blanks=(80,))),),
)
START, MORE = header_height(ZONE, SHEET), more_on_page_1(ZONE, SHEET)


def body(lines: int) -> Paragraph:
    return Paragraph("段落", (Run("一" * (28 * lines - 3)),))


TITLE = Paragraph("标题", (Run("关于商请支持\n节水工作的函"),))
RECIPIENTS = Paragraph("主送机关", (Run("市财政局："),))


def filled(*blocks: Block, zone: HeaderZone = ZONE) -> Composition:
    composition = Composition("", zone, (PageSection(blocks),), None)
    return with_page_1_filled(composition, SHEET, Memory())


def spots(blocks: tuple[Block, ...]) -> list[BlockStanding]:
    return estimate(blocks, SHEET, start=START, more=MORE)


def test_the_head_of_a_letter_is_counted_as_it_is_set() -> None:
    """Header 26.81 mm, 60 points of mark, 7 of distance, 3.75 of rule; 80 twips; a row."""
    assert START == 1520 + 1200 + 140 + 75 - 2098 + 80 + ROW


def test_page_1_ends_seven_eighths_of_a_character_above_the_rule() -> None:
    """Below the last line: 4.25 points that its characters leave in it, then 14 to the rule."""
    foot = SHEET.page.bottom - MORE
    assert foot == 1134 + 75 + 280 - 85


def test_a_letter_of_one_page_keeps_its_margin() -> None:
    made = filled(TITLE, RECIPIENTS, body(5))
    assert (made.page_1_lower, made.sections[0].blocks) == (0, (TITLE, RECIPIENTS, body(5)))


def test_other_formats_keep_theirs() -> None:
    zone = replace(ZONE, mark_style="发文机关标志")
    assert filled(TITLE, body(60), zone=zone).page_1_lower == 0


@pytest.mark.parametrize("lines", [(30,), (5, 30), (3, 4, 5, 30), (8, 5, 2, 90)])
def test_the_last_line_of_page_1_is_at_its_foot(lines: tuple[int, ...]) -> None:
    blocks = (TITLE, RECIPIENTS, *map(body, lines))
    made = filled(*blocks)
    assert made.page_1_lower == MORE
    after = spots(made.sections[0].blocks)
    assert [each.last_page for each in after] == [each.last_page for each in spots(blocks)]
    last = after[-1]
    on_page_1 = int((HEIGHT + MORE - last.top + 1) / ROW)
    ends = last.top + on_page_1 * ROW
    assert 0 <= HEIGHT + MORE - ends <= 35
    assert made.sections[0].blocks[-1] == blocks[-1]  # its other lines must fit page 2


def test_a_pitch_that_was_changed_for_the_signature_stays() -> None:
    tight = replace(body(5), fit=Fit(pitch=560))
    made = filled(TITLE, RECIPIENTS, tight, body(30))
    assert made.sections[0].blocks == (TITLE, RECIPIENTS, tight, body(30))
    assert made.page_1_lower == MORE


def test_a_heading_that_left_the_foot_of_the_page_leaves_it_free() -> None:
    """There is no line just above the rule then."""
    heading = Paragraph("一级标题", (Run("一、目标"),))
    above = int((HEIGHT + MORE - START - 7 * ROW) / ROW) - 1  # a line and a half are left
    kept = replace(body(2), fit=Fit(keep_next=True))
    blocks = (TITLE, RECIPIENTS, body(above), heading, kept, body(30))
    assert [each.page for each in spots(blocks)] == [1, 1, 1, 2, 2, 2]
    assert filled(*blocks).sections[0].blocks == blocks


@given(st.lists(st.integers(1, 25), min_size=1, max_size=9))
def test_whatever_the_text_its_pages_stay(lines: list[int]) -> None:
    blocks = (TITLE, RECIPIENTS, *map(body, lines))
    made = filled(*blocks).sections[0].blocks
    before, after = spots(blocks), spots(made)
    for was, now in zip(before, after, strict=True):
        assert (was.page, was.last_page, was.lines) == (now.page, now.last_page, now.lines)
    pitches = [b.fit.pitch for b in made if isinstance(b, Paragraph) and b.fit and b.fit.pitch]
    assert all(ROW <= pitch <= 1.12 * ROW for pitch in pitches)


def test_the_imprint_of_a_filled_letter_is_placed_by_the_paper() -> None:
    imprint = Imprint("", "市审计局", "", "", "")
    for lines, top in ((30, 2098 + HEIGHT - 440), (3, None)):
        made = replace(filled(TITLE, RECIPIENTS, body(lines)), imprint=imprint)
        placed = with_imprint_placed(made, SHEET, Memory()).imprint
        assert placed == replace(imprint, top=top)
