"""LibreOffice breaks the lines of a render copy where Word's arithmetic does (5.2.3)."""

from __future__ import annotations

import random

import pytest

from gongwen.composition import Composition, PageSection, Paragraph, Run
from gongwen.formats import docx
from gongwen.measure.elements import LaidOut, lay_out
from gongwen.measure.rendering import render_pages
from gongwen.measure.written import written
from gongwen.render.render import load_template
from gongwen.sheet.data import Sheet
from gongwen.sheet.reader import load_sheet
from gongwen.typeset.line_filling import fill
from gongwen.word.foreign_package import open_package
from gongwen.word.foreign_paragraphs import paragraphs_of
from tests.libreoffice import Engine
from tests.project import ROOT

pytestmark = pytest.mark.libreoffice

_SYLLABLES = ("云溪", "水务", "排涝", "泵站", "由", "镇", "巡查队", "和", "及时", "上报", "汛情")
_MIXED = ("，", "。", "2026年", "12个", "“四查”", "《办法》", "（试行）", "……", "A", "——")
_RIGHT_EDGE = 184.0


def _paragraphs() -> list[Paragraph]:
    """Paragraphs that fill their lines to the last character, indented and not, justified and not;
    then some of everything.
    """
    full = "云溪市水务局督促各县区落实汛期值班巡查制度及时上报险情灾情"[:27]
    made = []
    for count in range(1, 12):
        mark = "甲乙丙丁戊己庚辛壬癸子"[count - 1]
        made.append(Paragraph("段落", (Run(mark + "水" * 25 + (mark + full) * 2),)))
        made.append(Paragraph("附件标识", (Run(mark + "路" + (mark + full) * 2 + "镇" * 26),)))
        digits = str(10**count)[: count * 2]
        made.append(Paragraph("段落", (Run(mark + "水" * 25 + mark + digits + full * 4),)))
        made.append(Paragraph("段落", (Run(mark + "水" * 24 + "“" + full + "”" + full * 2),)))
    pick = random.Random(9704)  # noqa: S311  the same texts in every run
    for number in range(60):
        words = [pick.choice(_SYLLABLES if pick.random() < 0.7 else _MIXED) for _ in range(50)]
        lead = Run(f"{number}号泵站。", "二级接排" if number % 2 else None)
        made.append(Paragraph("段落", (lead, Run("".join(words)))))
    return made


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    found, problems = load_sheet("gbt9704", ROOT / "styles")
    assert found is not None, problems
    return found


@pytest.fixture(scope="module")
def layout(sheet: Sheet, engine: Engine) -> LaidOut:
    template = load_template(ROOT / "templates" / "文件.docx", sheet)
    sections = (PageSection(tuple(_paragraphs())),)
    content = docx.write(Composition("", None, sections, None), template)
    pages = render_pages({"行": content}, ROOT, engine.program)["行"]
    return lay_out(written(paragraphs_of(open_package(content))), pages)


def test_lines_are_broken_where_word_breaks_them(layout: LaidOut, sheet: Sheet) -> None:
    paragraphs = _paragraphs()
    assert layout.lost == ()
    found = [len(element.rows) for element in layout.elements]
    assert found == [fill(each, sheet, sheet.page.text_width).lines for each in paragraphs]


def test_justified_lines_end_at_the_right_edge(layout: LaidOut) -> None:
    ends = [row.right for element in layout.of("段落") for row in element.rows[:-1]]
    assert len(ends) > 150
    near = [end for end in ends if abs(end - _RIGHT_EDGE) <= 0.2]
    assert len(near) >= 0.93 * len(ends)  # both leave less than a twip a character unstretched
    assert all(abs(end - _RIGHT_EDGE) <= 0.4 for end in ends)
