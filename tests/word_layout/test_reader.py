"""The reader by itself, on small files: a rule of ECMA-376 each, with what Word makes of it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from msgspec.structs import replace

from ..font_files import font_files
from .choices import WORD
from .faces import OFFICIAL, stand_in
from .markup import UnknownMarkupError
from .reader import read_package
from .small import layout, lines, package, paragraph, row, section, table

HERE = Path(__file__).parent
TEN = "一二三四五六七八九十"
KEEP = "<w:keepNext/>"


def test_the_reader_knows_nothing_of_the_program() -> None:
    for path in HERE.glob("*.py"):
        if path.stem == "plan" or path.stem.startswith("test_"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            assert not any(name.split(".")[0] in ("gongwen", "docx") for name in names), path.name


@pytest.mark.parametrize(
    "properties",
    ["<w:framePr/>", "<w:contextualSpacing/>", '<w:spacing w:beforeLines="100"/>', "<w:numPr/>"],
)
def test_what_it_was_not_taught_is_an_error(properties: str) -> None:
    with pytest.raises(UnknownMarkupError):
        layout(paragraph("一", properties))


@pytest.mark.parametrize("face", ["方正小标宋简体", "Times New Roman"])
def test_widths_are_those_of_the_files(face: str) -> None:
    font = stand_in(face, font_files())
    if font is None:
        pytest.skip("没有公文字体（make pdf-setup）")
    found = {each: round(font.width(each), 3) for each in OFFICIAL.latin[face]}
    assert found == OFFICIAL.latin[face]


# ---- lines --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (TEN + "一", [TEN, "一"]),
        ("一二三四五六七八九十。", ["一二三四五六七八九", "十。"]),
        ("一二三四五六七八九十”。", ["一二三四五六七八九", "十”。"]),
        ("一二三四五六七八九（十）", ["一二三四五六七八九", "（十）"]),
        ("一二三四五六七八九《十", ["一二三四五六七八九", "《十"]),
        ("一二三四五六七八九2026年", ["一二三四五六七八九", "2026年"]),
        ("一二三四五六七八2026年", ["一二三四五六七八2026", "年"]),
        ("一二三四五六七八九——十", ["一二三四五六七八", "九——十"]),
        ("2026" * 6, ["2026" * 5, "2026"]),
        ("一二三四五六0990-880012", ["一二三四五六0990-", "880012"]),
        ("一二三四五六七八九十 一", [TEN, "一"]),
    ],
)
def test_where_lines_end(text: str, broken: list[str]) -> None:
    assert [line.text for line in layout(paragraph(text)).lines] == broken


def test_what_is_contested_of_lines() -> None:
    dash = paragraph("一二三四五六七八九——十")
    assert lines(layout(dash, replace(WORD, dash_begins=True)))[0] == "1:一二三四五六七八九—"


def test_what_the_file_says_of_line_ends_is_not_contested() -> None:
    said = '<w:noLineBreaksBefore w:lang="zh-CN" w:val="十—"/>'
    dash = paragraph("一二三四五六七八九——十")
    made = layout(dash, replace(WORD, dash_begins=True), settings=said)
    assert lines(made) == ["1:一二三四五六七八", "1:九——十"]
    stop = paragraph("一二三四五六七八九一，")  # not among what the file says
    assert lines(layout(stop, settings=said)) == ["1:一二三四五六七八九一", "1:，"]


def test_a_line_that_is_too_long_by_a_hair() -> None:
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="300" w:charSpace="1"/>'
    full = paragraph(TEN)
    assert len(layout(full, grid=grid).lines) == 1
    assert len(layout(full, replace(WORD, slack=0.01), grid=grid).lines) == 2


def test_the_grid_narrows_characters() -> None:
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="300" w:charSpace="-5600"/>'
    assert len(layout(paragraph(TEN + "一"), grid=grid).lines) == 1
    off = paragraph(TEN + "一", '<w:snapToGrid w:val="0"/>')
    assert len(layout(off, grid=grid).lines) == 1
    assert len(layout(off, replace(WORD, grid_off_grid=False), grid=grid).lines) == 2


def test_indents() -> None:
    first = layout(paragraph(TEN, '<w:ind w:firstLine="600"/>')).lines
    assert [(line.left, line.text) for line in first] == [(1100, TEN[:8]), (500, TEN[8:])]
    hanging = layout(paragraph(TEN, '<w:ind w:left="900" w:hanging="600"/>')).lines
    assert [(line.left, line.text) for line in hanging] == [(800, TEN[:9]), (1400, TEN[9:])]


@pytest.mark.parametrize(
    ("how", "left", "right"),
    [("left", 500, 1100), ("center", 1700, 2300), ("right", 2900, 3500), ("distribute", 500, 3500)],
)
def test_alignment(how: str, left: int, right: int) -> None:
    (line,) = layout(paragraph("一二", f'<w:jc w:val="{how}"/>')).lines
    assert (line.left, line.right) == (left, right)


def test_tabs() -> None:
    stops = '<w:tabs><w:tab w:val="right" w:pos="3000"/></w:tabs>'
    (line,) = layout(paragraph("一\t二三", stops)).lines
    assert [(piece.left, piece.right) for piece in line.pieces] == [(500, 800), (2900, 3500)]
    (line,) = layout(paragraph("一\t二", '<w:ind w:left="900" w:hanging="900"/>')).lines
    assert line.pieces[1].left == 500 + 900
    (line,) = layout(paragraph("一\t二")).lines
    assert line.pieces[1].left == 500 + 600


# ---- pages --------------------------------------------------------------------------------


def test_ten_lines_fill_a_page() -> None:
    made = layout("".join(paragraph(str(number)) for number in range(11)))
    assert [line.page for line in made.lines] == [1] * 10 + [2]
    assert [line.top for line in made.lines][:2] == [500, 800]


@pytest.mark.parametrize(("kept", "tops"), [(False, [500, 500]), (True, [500, 800])])
def test_room_above_after_a_break_is_contested(kept: bool, tops: list[int]) -> None:
    body = paragraph("一") + paragraph("二", '<w:pageBreakBefore/><w:spacing w:before="300"/>')
    made = layout(body, replace(WORD, before_at_break=kept))
    assert [line.top for line in made.lines] == tops


@pytest.mark.parametrize(("kept", "top"), [(False, 500), (True, 800)])
def test_room_above_where_a_page_ends_is_contested(kept: bool, top: int) -> None:
    body = "".join(paragraph("一") for _ in range(10))
    made = layout(
        body + paragraph("二", '<w:spacing w:before="300"/>'),
        replace(WORD, before_at_turn=kept),
    )
    assert made.lines[-1].top == top


def test_rooms_between_paragraphs_add_up() -> None:
    body = paragraph("一", '<w:spacing w:after="200"/>') + paragraph(
        "二", '<w:spacing w:before="100"/>'
    )
    assert layout(body).lines[1].top == 500 + 300 + 300
    assert layout(body, replace(WORD, rooms_add=False)).lines[1].top == 500 + 300 + 200


@pytest.mark.parametrize(
    ("properties", "pages"),
    [
        ("", [1, 2, 2]),
        ("<w:keepLines/>", [2, 2, 2]),
        ('<w:widowControl w:val="1"/>', [2, 2, 2]),
    ],
)
def test_how_a_paragraph_is_parted(properties: str, pages: list[int]) -> None:
    body = "".join(paragraph("一") for _ in range(9)) + paragraph(TEN * 3, properties)
    assert [line.page for line in layout(body).lines[9:]] == pages


def test_a_heading_stays_with_its_text() -> None:
    body = "".join(paragraph("一") for _ in range(9))
    made = layout(body + paragraph("二", KEEP) + paragraph(TEN * 2))
    assert [line.page for line in made.lines[9:]] == [2, 2, 2]


def test_how_much_stays_with_the_next_is_contested() -> None:
    body = "".join(paragraph("一") for _ in range(7))
    body += paragraph(TEN * 3, KEEP) + paragraph("二")
    assert [line.page for line in layout(body).lines[7:]] == [2, 2, 2, 2]
    parted = layout(body, replace(WORD, kept_whole=False))
    assert [line.page for line in parted.lines[7:]] == [1, 1, 2, 2]


# ---- tables -------------------------------------------------------------------------------

MARGINS = (
    '<w:tblCellMar><w:top w:w="50"/><w:left w:w="0"/><w:bottom w:w="90"/><w:right w:w="0"/>'
    "</w:tblCellMar>"
)
FLUSH = '<w:tblCellMar><w:left w:w="0"/><w:right w:w="0"/></w:tblCellMar>'
BORDERS = (
    '<w:tblBorders><w:top w:val="single" w:sz="8"/><w:bottom w:val="single" w:sz="8"/>'
    '<w:insideH w:val="single" w:sz="4"/></w:tblBorders>'
)
HEIGHT = '<w:trHeight w:val="{}" w:hRule="{}"/>'


@pytest.mark.parametrize(
    ("asked", "height"),
    [
        ("", 300 + 140 + 20),
        (HEIGHT.format(300, "atLeast"), 300 + 140 + 20),
        (HEIGHT.format(800, "atLeast"), 800 + 140 + 20),
        (HEIGHT.format(800, "exact"), 800),
    ],
)
def test_how_high_a_row_is(asked: str, height: int) -> None:
    (placed,) = layout(table(row("|一", properties=asked)), table=MARGINS + BORDERS).rows
    assert placed.height == height


def test_a_rule_in_a_row_is_contested() -> None:
    body = table(row("|一"), row("|二"))
    assert [each.height for each in layout(body, table=MARGINS + BORDERS).rows] == [460, 450]
    without = layout(body, replace(WORD, border_in_row=False), table=MARGINS + BORDERS)
    assert [each.height for each in without.rows] == [440, 440]


def test_a_cell_over_two_rows_makes_the_last_one_higher() -> None:
    begun, on = '<w:vMerge w:val="restart"/>|', "<w:vMerge/>|"
    body = table(row(begun + "一二三四五", "|甲"), row(on, "|乙"), widths=(300, 600))
    assert [each.height for each in layout(body).rows] == [300, 1200]


def test_heads_are_repeated_and_rows_not_parted() -> None:
    head = row("|头", properties="<w:tblHeader/>")
    body = table(head, *(row(f"|{TEN * 2}", properties="<w:cantSplit/>") for _ in range(6)))
    made = layout(body, table=FLUSH)
    assert [(each.page, each.number, each.repeated) for each in made.rows] == [
        *((1, number, False) for number in range(5)),
        (2, 0, True),
        (2, 5, False),
        (2, 6, False),
    ]


def test_a_row_may_be_parted() -> None:
    body = "".join(paragraph("一") for _ in range(8)) + table(row(f"|{TEN * 4}"))
    made = layout(body, table=FLUSH)
    assert [(each.page, each.part, each.height) for each in made.rows] == [(1, 0, 600), (2, 1, 600)]
    assert [line.page for line in made.lines[8:]] == [1, 1, 2, 2]


def test_a_row_of_which_no_line_has_room_is_not_parted() -> None:
    body = "".join(paragraph("一") for _ in range(8)) + table(row("|一"), row(f"|{TEN * 4}"))
    made = layout(body, table=MARGINS)
    assert [(each.page, each.number, each.part) for each in made.rows] == [(1, 0, 0), (2, 1, 0)]


FLOATING = (
    '<w:tblpPr w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="500" w:tblpYSpec="bottom"/>'
)


def test_a_table_at_the_foot_of_the_page() -> None:
    made = layout(paragraph("一") + table(row("|底"), properties=FLOATING) + paragraph("尾"))
    (placed,) = made.rows
    assert (placed.page, placed.bottom) == (1, 3500)
    assert made.faults == ()


def test_a_table_at_the_foot_that_does_not_fit_is_a_fault() -> None:
    full = "".join(paragraph("一") for _ in range(9))
    made = layout(full + table(row("|底"), properties=FLOATING) + paragraph("尾"))
    assert made.faults == ("第1页容不下页底的表格",)
    assert [each.page for each in made.rows] == [2]


# ---- sections, headers --------------------------------------------------------------------


def test_a_section_that_begins_on_an_even_page_leaves_one_blank() -> None:
    for pages, numbers in ((1, [1, 2]), (2, [1, 2, 4])):
        breaks = "".join(paragraph("一", "<w:pageBreakBefore/>") for _ in range(pages - 1))
        body = breaks + paragraph("一", "<w:pageBreakBefore/>" + section()) + paragraph("二")
        made = read_package(package(body, last=section(kind="evenPage")))
        assert [line.page for line in made.lines] == numbers
        assert [page.blank for page in made.pages] == [
            page.number not in numbers for page in made.pages
        ]


def test_a_high_header_moves_the_text_down_in_the_sections_that_have_it() -> None:
    header = paragraph("头") + paragraph("头", '<w:spacing w:before="200"/>')
    body = paragraph("一", section("h")) + paragraph("二")
    made = read_package(package(body, header=header, last=section()))
    assert [(line.page, line.text, line.top) for line in made.lines] == [
        (1, "头", 100),
        (1, "头", 600),
        (1, "一", 900),
        (2, "头", 100),
        (2, "头", 600),
        (2, "二", 900),
    ]
