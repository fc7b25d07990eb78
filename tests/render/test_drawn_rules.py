"""Red rules (7.2.7, 10.1): filled boxes of exact sizes, the double ones thick and thin."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from lxml import etree

from gongwen.render.drawn_rules import draw_rules
from gongwen.render.render import render
from gongwen.sheet.data import RuleBelow, Sheet
from gongwen.sheet.reader import load_sheet
from gongwen.template.ready import load_template, ruled_styles
from gongwen.word.wordml import DOCUMENT, NAMESPACES, W, parse

from ..compositions import FULL, TEMPLATE, sheet_named

STYLES = Path(__file__).resolve().parents[2] / "styles"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VML = "{urn:schemas-microsoft-com:vml}"
EMU = 635
"""In a twip."""


def drawn(style: str, sheet: Sheet) -> etree._Element:
    """The paragraphs of a document of one in a style."""
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'
    root = parse(f'<w:body xmlns:w="{NAMESPACES["w"]}">{paragraph}</w:body>'.encode())
    draw_rules(root, sheet, ruled_styles(sheet), count(7))
    return root


def boxes(root: etree._Element) -> list[tuple[float, ...]]:
    """Left, top, width, height of each box in twips."""
    found = []
    for anchor in root.iter(DRAWING + "anchor"):
        left, top = (float(each.text or 0) for each in anchor.iter(DRAWING + "posOffset"))
        extent = anchor.find(DRAWING + "extent")
        assert extent is not None
        size = (float(extent.get("cx", 0)), float(extent.get("cy", 0)))
        found.append(tuple(each / EMU for each in (left, top, *size)))
    return found


def pitch_below(root: etree._Element) -> str | None:
    spacing = root[1].find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    return spacing.get(W + "line")


def test_the_red_rule_is_as_wide_as_the_type_area() -> None:
    """Ten points below the line of the number; with it, the line of a row."""
    root = drawn("发文字号", sheet_named("gbt9704"))
    assert boxes(root) == [(0, 200, 8845, 25)]
    assert pitch_below(root) == "225"


@pytest.mark.parametrize(
    ("style", "lines", "pitch"),
    [
        ("信函标志", [(140, 45), (200, 15)], "215"),  # thick above thin
        ("信函下线", [(0, 15), (30, 45)], "75"),
    ],
)
def test_double_rules_are_two_boxes_of_170_mm(
    style: str, lines: list[tuple[int, int]], pitch: str
) -> None:
    root = drawn(style, sheet_named("gbt9704"))
    found = boxes(root)
    assert [(top, height) for _, top, _, height in found] == lines
    assert pitch_below(root) == pitch
    for left, _, width, _ in found:
        assert width == pytest.approx(170 * 56.6929, abs=2)
        assert 1587 + left == pytest.approx(20 * 56.6929, abs=2)


def test_both_ways_of_drawing_say_the_same() -> None:
    root = drawn("信函标志", sheet_named("gbt9704"))
    (left, top, width, height), _ = boxes(root)
    style = next(root.iter(VML + "rect")).get("style", "")
    points = {"margin-left": left, "margin-top": top, "width": width, "height": height}
    for name, twips in points.items():
        assert f";{name}:{twips / 20:g}pt" in style
    assert [each.get("id") for each in root.iter(DRAWING + "docPr")] == ["7", "8"]


def test_a_style_without_a_rule_has_none() -> None:
    root = drawn("BodyText", sheet_named("gbt9704"))
    assert len(root) == 1


def test_a_house_has_its_own_rule(tmp_path: Path) -> None:
    (tmp_path / "gbt9704.yaml").write_bytes((STYLES / "gbt9704.yaml").read_bytes())
    rule = "{线宽: 2磅, 距文字: 8磅, 颜色: C00000}"
    text = f"基于: gbt9704\n样式: {{发文字号: {{左缩进: 2字, 下边线: {rule}}}}}\n"
    (tmp_path / "本单位.yaml").write_text(text, "utf-8")
    sheet, problems = load_sheet("本单位", tmp_path)
    assert sheet is not None, problems
    root = drawn("发文字号", sheet)
    assert boxes(root) == [(640, 160, 8845 - 640, 40)]
    assert 'val="C00000"' in etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize("form", ["单线", "上粗下细", "上细下粗"])
def test_a_rule_is_as_high_as_its_lines(form: str) -> None:
    rule = RuleBelow(30, 100, "FF0000", form)  # type: ignore[arg-type]
    ends = [top + thickness for top, thickness in rule.lines]
    assert rule.height == 100 + max(ends)
    assert all(above <= top for above, (top, _) in zip(ends, rule.lines[1:], strict=False))


def test_no_border_stands_for_a_rule_and_every_drawing_has_its_number() -> None:
    ready = load_template(TEMPLATE, sheet_named("gbt9704"))
    parts = render(FULL, ready)
    assert b"pBdr" not in b"".join(parts.values())
    numbers = [each.get("id") for each in parse(parts[DOCUMENT]).iter(DRAWING + "docPr")]
    assert len(numbers) == len(set(numbers)) > 0
