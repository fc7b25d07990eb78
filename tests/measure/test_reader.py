"""Pages that are turned, cut out of a larger sheet or drawn to another scale, read alike; rules in
pieces made whole.
"""

from __future__ import annotations

import ctypes
import io
import random

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from gongwen.measure.drawn import joined
from gongwen.measure.pages import DrawnLine, MeasuredPage
from gongwen.measure.reader import producer_of, read_pages

_CONTENT = b"""q 1 0 0 rg 79.4 505 442.2 1.25 re f Q
q 0 0 0 RG 0.71 w 79.4 200 m 521.6 200 l S Q
q 0 0 0 rg 79.4 100 200 0.5 re 279.4 100 242.2 0.5 re f Q
BT 16 0 0 16 100 700 Tm /F1 1 Tf (No) Tj ET
BT 100 600 Td /F1 22 Tf (Title) Tj ET
BT 0 1 -1 0 60 300 Tm /F1 14 Tf (12) Tj ET
"""


def sheet(content: bytes = _CONTENT, box: str = "0 0 595 842", turned: int = 0) -> bytes:
    """A PDF of one page; readers look for its objects themselves, as there is no list of them."""
    return b"\n".join(
        (
            b"%PDF-1.4",
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
            b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
            f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Rotate {turned}".encode()
            + b"/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>endobj",
            b"4 0 obj<</Length %d>>stream\n%b\nendstream endobj" % (len(content), content),
            b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
            b"6 0 obj<</Producer(Program 1)/Creator(Program 1)>>endobj",
            b"trailer<</Root 1 0 R/Info 6 0 R>>",
            b"%%EOF",
        )
    )


def seen(page: MeasuredPage) -> list[tuple[object, ...]]:
    """All that stands on a page, to a tenth of a millimetre."""
    glyphs = [
        (g.text, round(g.size, 1), *(round(each, 1) for each in (g.left, g.baseline)), g.turned)
        for g in page.glyphs
    ]
    rules = [
        (r.colour, *(round(each, 1) for each in (r.left, r.right, r.middle, r.thickness)))
        for r in page.rules
    ]
    return [*sorted(glyphs), *sorted(rules)]


PLAIN = read_pages(sheet())[0]


def test_a_page_is_read() -> None:
    assert [g.text for g in PLAIN.glyphs if g.size == pytest.approx(16)] == ["N", "o"]
    assert [g.text for g in PLAIN.glyphs if g.turned] == ["1", "2"]
    assert [(r.colour, round(r.length)) for r in PLAIN.rules] == [
        ("000000", 156),
        ("000000", 156),
        ("FF0000", 156),
    ]
    assert producer_of(sheet()) == "Program 1"


@pytest.mark.parametrize(
    ("matrix", "box", "turned"),
    [
        ("0 1 -1 0 842 0", "0 0 842 595", 90),
        ("-1 0 0 -1 595 842", "0 0 595 842", 180),
        ("0 -1 1 0 0 595", "0 0 842 595", 270),
        ("1 0 0 1 50 30", "50 30 645 872", 0),
        ("0 1 -1 0 892 30", "50 30 892 625", 90),
    ],
)
def test_a_page_that_is_turned_or_cut_out_reads_as_it_looks(
    matrix: str, box: str, turned: int
) -> None:
    content = f"q {matrix} cm\n".encode() + _CONTENT + b"Q\n"
    page = read_pages(sheet(content, box, turned))[0]
    assert (round(page.width), round(page.height)) == (round(PLAIN.width), round(PLAIN.height))
    assert seen(page) == seen(PLAIN)


def test_a_page_drawn_to_another_scale_has_its_true_sizes() -> None:
    content = b"q 0.5 0 0 0.5 0 0 cm 2 0 0 2 0 0 cm\n" + _CONTENT + b"Q\n"
    assert seen(read_pages(sheet(content))[0]) == seen(PLAIN)
    half = read_pages(sheet(b"q 0.5 0 0 0.5 0 0 cm\n" + _CONTENT + b"Q\n"))[0]
    assert {round(g.size) for g in half.glyphs} == {8, 11, 7}
    assert [round(rule.length) for rule in half.rules] == [78, 78, 78]


def rule(left: float, right: float, at: float = 100.0, colour: str = "000000") -> DrawnLine:
    return DrawnLine(left, at, right, at, 0.35, colour)


def test_pieces_of_a_rule_are_one_rule_in_whatever_order() -> None:
    pieces = [rule(28 + 13 * each, 41.2 + 13 * each) for each in range(12)]
    others = [
        rule(28, 184, 101.0),
        rule(28, 184, 100.0, "FF0000"),
        rule(28, 60, 50),
        rule(90, 99, 50),
    ]
    for seed in range(20):
        shuffled = [*pieces, *others]
        random.Random(seed).shuffle(shuffled)  # noqa: S311  a test
        made = joined(shuffled)
        assert len(made) == 5
        (whole,) = [each for each in made if each.colour == "000000" and each.middle == 100]
        assert (round(whole.left), round(whole.right)) == (28, 184)


def test_upright_pieces_too() -> None:
    pieces = [DrawnLine(30, 40 + each, 30, 41 + each, 0.2, "000000") for each in (0, 1, 2)]
    (whole,) = joined(pieces)
    assert (whole.top, whole.bottom, whole.horizontal) == (40, 43, False)


def test_rules_within_a_form_stand_where_they_are_seen() -> None:
    """Written by PDFium itself: a page put into another one, moved."""
    inner, outer = pdfium.PdfDocument(sheet()), pdfium.PdfDocument.new()
    page = outer.new_page(595, 842)
    xobject = raw.FPDF_NewXObjectFromPage(outer, inner, 0)
    placed = raw.FPDF_NewFormObjectFromXObject(xobject)
    raw.FPDFPageObj_Transform(placed, *map(ctypes.c_double, (1, 0, 0, 1, 20, -10)))
    raw.FPDFPage_InsertObject(page, placed)
    page.gen_content()
    buffer = io.BytesIO()
    outer.save(buffer)
    moved = read_pages(buffer.getvalue())[0]
    by = 20 * 25.4 / 72
    assert [round(r.left, 1) for r in moved.rules] == [round(r.left + by, 1) for r in PLAIN.rules]
