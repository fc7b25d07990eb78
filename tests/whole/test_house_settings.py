"""The house settings that lie ready in styles/: what they make of a document, in Word's terms."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.formats import formats
from gongwen.word.wordml import R, W
from tests.clearance import declared
from tests.project import ROOT

VARIANTS = ROOT / "tests" / "variants"
MM = 1440 / 25.4
Parts = dict[str, etree._Element]


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str, str], Parts]:
    """A variant set by a sheet: the parts of its .docx that are XML."""
    for name in ("templates", "styles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    content = tmp_path / "content"
    content.mkdir()
    shutil.copy(VARIANTS / "机构.yaml", content)

    def make(name: str, sheet: str) -> Parts:
        text = (VARIANTS / f"{name}.yaml").read_text(encoding="utf-8")
        text = re.sub(r"(?m)^样式:.*\n", "", text)
        path = content / f"{name}.yaml"
        path.write_text(f"{text.rstrip()}\n样式: {sheet}\n", encoding="utf-8")
        docx = formats()["docx"]
        with declared():
            outcome = process(Request(path, None, (docx,)), Shared(tmp_path, content))
        assert [each for each in outcome.problems if each.rule == "偏离国标"] == []
        with zipfile.ZipFile(io.BytesIO(next(iter(outcome.outputs.values())))) as package:
            return {
                part: etree.fromstring(package.read(part))
                for part in package.namelist()
                if part.endswith((".xml", ".rels"))
            }

    return make


def text_of(node: etree._Element) -> str:
    return etree.tostring(node, method="text", encoding="unicode")


def margins(parts: Parts) -> list[tuple[str, dict[str, int]]]:
    """Of each section: its orientation, and its margins in millimetres."""
    found = []
    for section in parts["word/document.xml"].iter(W + "sectPr"):
        size, sides = section.find(W + "pgSz"), section.find(W + "pgMar")
        assert size is not None
        assert sides is not None
        named = {str(key)[len(W) :]: round(int(value) / MM) for key, value in sides.attrib.items()}
        found.append((size.get(W + "orient", "portrait"), named))
    return found


def footers(parts: Parts) -> list[str]:
    """What the footers of the last section say."""
    *_, section = parts["word/document.xml"].iter(W + "sectPr")
    targets = {each.get("Id"): each.get("Target") for each in parts["word/_rels/document.xml.rels"]}
    used = [targets[each.get(R + "id")] for each in section.findall(W + "footerReference")]
    return [text_of(parts[f"word/{each}"]) for each in used]


def test_mirrored_margins_are_word_s_own(made: Callable[[str, str], Parts]) -> None:
    parts = made("横排-在中", "对称页边")
    names = [str(each.tag)[len(W) :] for each in parts["word/settings.xml"]]
    assert names[:2] == ["zoom", "mirrorMargins"]
    imprint = next(parts["word/document.xml"].iter(W + "tblpPr"))
    assert (imprint.get(W + "horzAnchor"), imprint.get(W + "tblpXSpec")) == ("margin", "center")
    assert imprint.get(W + "tblpX") is None
    upright = [sides for kind, sides in margins(parts) if kind == "portrait"]
    turned = [sides for kind, sides in margins(parts) if kind == "landscape"]
    assert {(sides["left"], sides["right"], sides["gutter"]) for sides in upright} == {(28, 26, 0)}
    assert {(s["left"], s["top"], s["right"], s["bottom"]) for s in turned} == {(36, 27, 36, 27)}


def test_a_turned_page_number_stands_by_the_outer_margin(
    made: Callable[[str, str], Parts],
) -> None:
    tag = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}positionV"

    def edges(sheet: str) -> list[int]:
        parts = made("横排-在中", sheet)
        footers = (root for name, root in parts.items() if name.startswith("word/footer"))
        return sorted(round(int(text_of(at)) / 36000) for root in footers for at in root.iter(tag))

    assert edges("gbt9704") == [28, 28]
    assert edges("对称页边") == [26, 28]


def test_lines_reach_out_of_the_type_area_and_nothing_else_does(
    made: Callable[[str, str], Parts],
) -> None:
    parts, standard = made("版记-满页", "文字撑满版心"), made("版记-满页", "gbt9704")
    *_, section = parts["word/document.xml"].iter(W + "sectPr")
    sides, grid = section.find(W + "pgMar"), section.find(W + "docGrid")
    assert sides is not None
    assert grid is not None
    top, bottom = (int(sides.get(W + name, "0")) for name in ("top", "bottom"))
    pitch = int(grid.get(W + "linePitch", "0"))
    assert pitch / MM == pytest.approx(10.449, abs=0.02)
    assert 22 * pitch <= 16838 - top - bottom < 23 * pitch
    for name in ("header", "footer", "left", "right"):
        *_, usual = standard["word/document.xml"].iter(W + "pgMar")
        assert sides.get(W + name) == usual.get(W + name)
    mark = "发文机关标志"

    def mark_begins(parts: Parts) -> float:
        """Where the line of the mark begins that follows three lines of notices."""
        (style,) = (s for s in parts["word/styles.xml"] if s.get(W + "styleId") == mark)
        spacing = style.find(f"{W}pPr/{W}spacing")
        assert spacing is not None
        *_, page = parts["word/document.xml"].iter(W + "pgMar")
        *_, lines = parts["word/document.xml"].iter(W + "docGrid")
        return sum(
            int(each)
            for each in (
                page.get(W + "top", ""),
                3 * int(lines.get(W + "linePitch", "")),
                spacing.get(W + "before", ""),
            )
        )

    assert mark_begins(parts) == pytest.approx(mark_begins(standard), abs=2)


def test_the_last_rule_stays_where_the_type_area_ends(made: Callable[[str, str], Parts]) -> None:
    parts = made("版记-满页", "文字撑满版心")
    place = next(parts["word/document.xml"].iter(W + "tblpPr"))
    table = next(place.iterancestors(W + "tbl"))
    *_, above, below = table.findall(W + "tr")
    height = below.find(f"{W}trPr/{W}trHeight")
    assert height is not None
    assert (height.get(W + "val"), height.get(W + "hRule")) == ("73", "exact")
    assert text_of(below) == ""
    borders = {
        str(each.tag)[len(W) :]: each.get(W + "sz") for each in below.iterfind(f".//{W}tcBorders/*")
    }
    assert borders == {"top": "8", "left": None, "bottom": None, "right": None}
    (closing,) = above.iterfind(f".//{W}tcBorders/{W}bottom")
    assert closing.get(W + "sz") == "8"


@pytest.mark.parametrize(
    ("name", "numbered"),
    [("文件-全要素", True), ("样式-双页版记", False), ("样式-版记在偶数页", False)],
)
def test_the_page_of_an_imprint_has_a_number_where_no_blank_page_comes_before(
    name: str, made: Callable[[str, str], Parts], *, numbered: bool
) -> None:
    """The first of the documents ends on page 3, the others on page 2."""
    parts = made(name, "版记在偶数页")
    *_, section = parts["word/document.xml"].iter(W + "sectPr")
    kind = section.find(W + "type")
    assert kind is not None
    assert kind.get(W + "val") == "evenPage"
    assert [("PAGE" in said) for said in footers(parts)] == [numbered, numbered]
