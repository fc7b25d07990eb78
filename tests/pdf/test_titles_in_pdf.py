"""LibreOffice sets every line of a title in one line: none is wider than the type area (7.3.1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.composition import Composition, PageSection, Paragraph, Run
from gongwen.formats import docx
from gongwen.measure.elements import LaidOut, lay_out
from gongwen.measure.rendering import render_pages
from gongwen.measure.written import written
from gongwen.sheet.reader import load_sheet
from gongwen.template.ready import load_template
from gongwen.typeset.title import break_title
from gongwen.word.foreign_package import open_package
from gongwen.word.foreign_paragraphs import paragraphs_of
from tests.libreoffice import Engine
from tests.project import ROOT

pytestmark = pytest.mark.libreoffice

LISTED = (Path(__file__).parents[1] / "typeset" / "titles.txt").read_text("utf-8").split("\n")
FULL = tuple(f"{'云溪' * 7}{text}"[:20] for text in ("水" * 6, "“水”（水）", "《水》、水。"))
"""As wide as a line may be."""
TITLES = tuple(break_title(line, (), 20.01) for line in LISTED if line) + tuple(
    (each,) for each in FULL
)


@pytest.fixture(scope="module")
def layout(engine: Engine) -> LaidOut:
    sheet, problems = load_sheet("gbt9704", ROOT / "styles")
    assert sheet is not None, problems
    template = load_template(ROOT / "templates" / "文件.docx", sheet)
    titles = tuple(Paragraph("标题", (Run("\n".join(lines)),)) for lines in TITLES)
    content = docx.write(Composition("", None, (PageSection(titles),), None), template)
    pages = render_pages({"标题": content}, ROOT, engine.program)["标题"]
    return lay_out(written(paragraphs_of(open_package(content))), pages)


def test_titles_stand_in_the_lines_they_were_broken_into(layout: LaidOut) -> None:
    assert layout.lost == ()
    found = [tuple(row.text for row in element.rows) for element in layout.elements]
    wanted = [tuple(line.replace(" ", "") for line in lines) for lines in TITLES]
    assert [tuple(row.replace(" ", "") for row in rows) for rows in found] == wanted


def test_lines_of_titles_stay_in_the_type_area(layout: LaidOut) -> None:
    rows = [row for element in layout.elements for row in element.rows]
    assert len(rows) > 200
    assert min(row.left for row in rows) > 28.0
    assert max(row.right for row in rows) < 184.0
