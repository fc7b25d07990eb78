"""Lines spaced by character styles that are made where they are used."""

from __future__ import annotations

import pytest
from lxml import etree

from gongwen.composition import Composition, Fit, PageSection, Paragraph, Run, Spacing
from gongwen.render.render import render
from gongwen.revision.comparison import without_spacing
from gongwen.template.ready import Template, load_template
from gongwen.word.wordml import DOCUMENT, STYLES, W, parse

from ..compositions import ROOT, sheet_named

TEXT = "云溪市水利局负责汛期值班"


@pytest.fixture(scope="module")
def ready() -> Template:
    return load_template(ROOT / "templates" / "文件.docx", sheet_named("gbt9704"))


def composition(*paragraphs: Paragraph) -> Composition:
    return Composition("题", None, (PageSection(paragraphs),), None)


def runs_of(parts: dict[str, bytes]) -> list[tuple[str, str, str]]:
    """Style, spacing of its own and text of each run, tabs as →."""
    found = []
    for run in parse(parts[DOCUMENT]).iter(W + "r"):
        style, own = run.find(f"{W}rPr/{W}rStyle"), run.find(f"{W}rPr/{W}spacing")
        text = "".join("→" if node.tag == W + "tab" else node.text or "" for node in run)
        found.append((_val(style), _val(own), text))
    return [each for each in found if each[2]]


def _val(node: etree._Element | None) -> str:
    return "" if node is None else str(node.get(W + "val"))


def test_a_plain_run_is_parted(ready: Template) -> None:
    paragraph = Paragraph("段落", (Run(TEXT),), spacing=(Spacing(0, 6, -4), Spacing(6, 10, 3)))
    parts = render(composition(paragraph), ready)
    assert runs_of(parts) == [
        ("字距紧0.2磅", "", "云溪市水利局"),
        ("字距松0.15磅", "", "负责汛期"),
        ("", "", "值班"),
    ]
    styles = {
        style.get(W + "styleId"): _val(style.find(f"{W}rPr/{W}spacing"))
        for style in parse(parts[STYLES]).iter(W + "style")
    }
    assert styles["字距紧0.2磅"] == "-4"
    assert styles["字距松0.15磅"] == "3"


def test_a_styled_run_keeps_its_face(ready: Template) -> None:
    runs = (Run("（一）值班。", "二级接排"), Run(TEXT))
    paragraph = Paragraph("段落", runs, spacing=(Spacing(3, 8, 2),))
    parts = render(composition(paragraph), ready)
    assert runs_of(parts) == [
        ("二级接排", "", "（一）"),
        ("二级接排字距松0.1磅", "", "值班。"),
        ("字距松0.1磅", "", "云溪"),
        ("", "", "市水利局负责汛期值班"),
    ]
    based = {
        style.get(W + "styleId"): _val(style.find(W + "basedOn"))
        for style in parse(parts[STYLES]).iter(W + "style")
    }
    assert based["二级接排字距松0.1磅"] == "二级接排"
    assert based["字距松0.1磅"] == ""


def test_a_tab_counts_as_a_character(ready: Template) -> None:
    paragraph = Paragraph("名单", (Run("程一诺\t市政府副市长"),), spacing=(Spacing(4, 8, 1),))
    assert runs_of(render(composition(paragraph), ready)) == [
        ("", "", "程一诺"),
        ("", "", "→"),
        ("字距松0.05磅", "", "市政府副"),
        ("", "", "市长"),
    ]


def test_characters_closer_as_a_whole_keep_what_a_line_adds(ready: Template) -> None:
    paragraph = Paragraph("段落", (Run(TEXT),), fit=Fit(closer=11), spacing=(Spacing(0, 6, 3),))
    assert runs_of(render(composition(paragraph), ready)) == [
        ("字距松0.15磅", "-8", "云溪市水利局"),
        ("", "-11", "负责汛期值班"),
    ]


def test_nothing_to_space_changes_nothing(ready: Template) -> None:
    parts = render(composition(Paragraph("段落", (Run(TEXT),))), ready)
    assert parts[STYLES] == ready.parts[STYLES]


def test_a_redline_is_set_without_spacing(ready: Template) -> None:
    spaced = Paragraph("段落", (Run(TEXT),), spacing=(Spacing(0, 6, -4),))
    bare = composition(Paragraph("段落", (Run(TEXT),)))
    assert render(without_spacing(composition(spaced)), ready) == render(bare, ready)
