"""The imprint, and the first page, which is only the first of all."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen.composition import Imprint, PageSection
from gongwen.render.render import render
from gongwen.template.ready import load_template
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

    def with_imprint() -> str:
        recipients, copies_to, printed_by, printed_on, copies = texts
        imprint = Imprint(recipients, copies_to, printed_by, printed_on, copies)
        return render(replace(SMALL, imprint=imprint), ready)[DOCUMENT].decode()

    ready = load_template(TEMPLATE, sheet_named("gbt9704"))
    plain = render(SMALL, ready)[DOCUMENT].decode()
    assert with_imprint() == plain
    texts[index] = ROWS[index].partition("：")[2] or ROWS[index]
    assert texts[index] in with_imprint()


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
    turned = next(
        each for each in root.iter(W + "sectPr") if each.find(f"{W}pgSz[@{W}orient]") is not None
    )
    assert "first" not in [child.get(W + "type") for child in turned]


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("name", ["文件", "信函", "命令", "纪要"])
def test_an_imprint_without_room_begins_a_page(name: str, apart: bool) -> None:
    """The paragraph below it does, on whose page it stands."""
    ready = load_template(TEMPLATE.with_name(f"{name}.docx"), sheet_named("gbt9704"))
    imprint = Imprint("", "市委办公室", "云溪市人民政府办公室", "2026年8月9日印发", "", apart)
    body = parse(render(replace(SMALL, imprint=imprint), ready)[DOCUMENT]).find(W + "body")
    assert body is not None
    breaks = list(body.iter(W + "pageBreakBefore"))
    tail = body.findall(W + "p")[-1]
    assert breaks == ([tail[0][1]] if apart else [])
    assert tail.getprevious() is body.findall(W + "tbl")[-1]
