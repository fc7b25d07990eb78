"""The imprint, and the first page, which is only the first of all."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen.composition import Imprint, PageSection
from gongwen.render.render import load_template, render
from gongwen.word.wordml import DOCUMENT, W, parse
from tests.compositions import SMALL, TEMPLATE, paragraph, sheet_named

ROWS = (
    "主送：市教育局",
    "抄送：市委办公室",
    "云溪市人民政府办公室",
    "2026年8月9日印发",
    "共印120份",
)


@pytest.mark.parametrize("index", range(5))
def test_one_row_alone_makes_an_imprint(index: int) -> None:
    """Each of them; where there is none, nothing of it is printed."""
    texts = ["", "", "", "", ""]
    ready = load_template(TEMPLATE, sheet_named("gbt9704"))
    plain = render(SMALL, ready)[DOCUMENT].decode()
    assert render(replace(SMALL, imprint=Imprint(*texts)), ready)[DOCUMENT].decode() == plain
    texts[index] = ROWS[index].partition("：")[2] or ROWS[index]
    printed = render(replace(SMALL, imprint=Imprint(*texts)), ready)[DOCUMENT].decode()
    assert texts[index] in printed


def test_only_the_first_section_has_a_first_page() -> None:
    letter = load_template(TEMPLATE.with_name("信函.docx"), sheet_named("gbt9704"))
    text = (paragraph("段落", "请落实。"),)
    sections = (
        PageSection(text),
        PageSection(text),
        PageSection(text, landscape=True),
        PageSection(text),
    )
    root = parse(render(replace(SMALL, sections=sections), letter)[DOCUMENT])
    found = [each.find(W + "titlePg") is not None for each in root.iter(W + "sectPr")]
    assert found == [True, False, False, False]
