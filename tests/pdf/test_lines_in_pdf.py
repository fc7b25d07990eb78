"""LibreOffice breaks the lines of a render copy where Word's arithmetic does (5.2.3)."""

from __future__ import annotations

import random

import pytest

from gongwen.composition import Composition, PageSection, Paragraph, Run
from gongwen.formats import docx
from gongwen.measure.elements import LaidOut, lay_out
from gongwen.measure.rendering import render_pages
from gongwen.measure.written import written
from gongwen.sheet.data import Sheet
from gongwen.template.ready import load_template
from gongwen.typeset.line_ends import set_whole
from gongwen.typeset.line_filling import fill, lines_of, typed_of
from gongwen.typeset.whole_names import names_of
from gongwen.word.foreign_package import open_package
from gongwen.word.foreign_paragraphs import paragraphs_of
from tests.compositions import sheet_named
from tests.libreoffice import Engine
from tests.project import ROOT
from tests.typesetting import job_of

from .typeset_alone import laid_out

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
    return sheet_named("gbt9704")


@pytest.fixture(scope="module")
def layout(sheet: Sheet, engine: Engine) -> LaidOut:
    return laid_out(_paragraphs(), sheet, engine)


def test_lines_are_broken_where_word_breaks_them(layout: LaidOut, sheet: Sheet) -> None:
    paragraphs = _paragraphs()
    assert layout.lost == ()
    found = [len(element.rows) for element in layout.elements]
    assert found == [fill(each, sheet, sheet.page.text_width).lines for each in paragraphs]


def test_justified_lines_end_at_the_right_edge(layout: LaidOut) -> None:
    ends = [row.right for element in layout.of("段落") for row in element.rows[:-1]]
    assert len(ends) > 150
    near = [end for end in ends if abs(end - _RIGHT_EDGE) <= 0.2]
    assert len(near) >= 0.92 * len(ends)  # both leave less than a twip a character unstretched
    assert all(abs(end - _RIGHT_EDGE) <= 0.4 for end in ends)


_STATED = (
    *("把2026年度的汛期值班安排好，", "险情信息要在24小时内报出，", "由程一诺同志负责，"),
    *("经费由市财政安排3500万元，", "物资调拨由努尔兰·哈孜同志负责，", "在8月15日前完成。"),
    *("落实值班值守制度和领导带班制度，", "各县区人民政府要加强领导，", "逐级上报市防汛办。"),
    *("严格执行云政办发〔2025〕12号文件要求，", "每人轮值3个工作日，", "不得迟报漏报瞒报。"),
)
_FIGURES = (
    *(
        "到2028年，漏损率下降三成，",
        "2026年7月至2028年10月，",
        "第3季度报送进展，",
        "由各单位承担，",
    ),
    *("整治12个老旧小区的易涝点，", "按2级以上标准完成5处景区的8条小路，", "新建1200米管道，"),
    *("执行云政办发〔2025〕12号文件，", "推行3加1教育，"),
    *("2026年1月—9月，第2次检查，", "每组13～15人，", "5月1日起施行，"),
)
"""Digits alone: letters are wider in the stand-ins than in the faces that lines are planned in."""
_ROSTER = "正文:\n- 名单: [{角色: 组长, 人员: [程一诺 市长, 努尔兰·哈孜 局长]}]\n"


def _spaced(sheet: Sheet) -> list[Paragraph]:
    """Paragraphs as offices write them that have lines spaced so that nothing is parted."""
    names, width = names_of(job_of(_ROSTER).document), sheet.page.text_width
    pick = random.Random(2026)  # noqa: S311  the same texts in every run
    made: list[Paragraph] = []
    while len(made) < 60:
        lead = "各" + "有关" * (len(made) % 7)
        text = lead + "".join(pick.choice(_STATED) for _ in range(5))
        paragraph = set_whole(Paragraph("段落", (Run(text),)), names, sheet, width)
        if paragraph.spacing:
            made.append(paragraph)
    return made


def test_spaced_lines_end_where_planned(sheet: Sheet) -> None:
    """Each line whose spacing was chosen, and that begins where planned, ends so."""
    template = load_template(ROOT / "templates" / "文件.docx", sheet)
    paragraphs = _spaced(sheet)
    content = docx.write(Composition("", None, (PageSection(tuple(paragraphs)),), None), template)
    pages = render_pages({"行": content}, ROOT)["行"]
    placed = lay_out(written(paragraphs_of(open_package(content))), pages).elements
    ended, others = 0, []
    for paragraph, element in zip(paragraphs, placed, strict=True):
        typed = typed_of(paragraph, sheet, sheet.page.text_width)
        ends = {spacing.end for spacing in paragraph.spacing}
        for line, row in zip(lines_of(typed), element.rows, strict=False):
            planned = typed.text[line.start : line.end]
            if row.text != planned:
                others += [(planned, row.text)] if line.end in ends else []
                break
            ended += line.end in ends
    assert others == []
    assert ended >= 60


def test_lines_with_many_figures_end_where_planned(sheet: Sheet, engine: Engine) -> None:
    """Each line that begins where planned; with many figures."""
    pick = random.Random(156)  # noqa: S311  the same texts in every run
    texts = ["各" + "有关" * (n % 7) + "".join(pick.choices(_FIGURES, k=12)) for n in range(80)]
    paragraphs = [Paragraph("段落", (Run(text),)) for text in texts]
    placed = laid_out(paragraphs, sheet, engine).elements
    ended, others = 0, []
    for paragraph, element in zip(paragraphs, placed, strict=True):
        typed = typed_of(paragraph, sheet, sheet.page.text_width)
        for line, row in zip(lines_of(typed), element.rows, strict=False):
            planned = typed.text[line.start : line.end]
            if row.text != planned:
                others.append((planned, row.text))
                break
            ended += 1
    assert ended > 300
    assert others == []
