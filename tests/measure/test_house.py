"""A house style in which every measure of 版面 is another: its pages, measured."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from gongwen.measure.clauses import measurements
from gongwen.measure.elements import LaidOut, lay_out
from gongwen.measure.measurement import Measurement
from gongwen.measure.norm import STANDARD, Norm, norm_of
from gongwen.measure.rendering import render_pages
from gongwen.measure.written import written
from gongwen.sheet.reader import load_sheet
from gongwen.word.foreign_package import open_package
from gongwen.word.foreign_paragraphs import paragraphs_of
from tests.compositions import sheet_named
from tests.house import DOCUMENTS, NAME, build, project
from tests.libreoffice import Engine
from tests.project import ROOT

OFF_THE_GRID = (
    ("5.2.1", "地脚"),
    ("5.2.3", "末行字的下边缘在版心下边缘"),
    ("10.1", "信函标题在要素之下空2行"),
    ("10.1", "第二条双线上一行距线7/8字"),
    ("7.3.2", "主送机关在标题之下空1行"),
    ("7.2.4", "发文机关标志居中"),
)
"""Of page 1 only: a 版头 whose mark stands 35 mm down is no whole number of other rows; the few
lines of a letter's page 1 before a long paragraph are spread as far as they may be to fill it; and
the ink of a mark that fills its line is 0.51 mm off the middle in LibreOffice 7.4.
"""


def house_norm(folder: Path) -> Norm:
    house, problems = load_sheet(NAME, folder / "styles")
    assert house is not None, problems
    return norm_of(house)


@pytest.fixture(scope="module")
def laid(
    tmp_path_factory: pytest.TempPathFactory, engine: Engine
) -> dict[tuple[str, str], LaidOut]:
    """The documents by the standard's sheet and by the house's, all by one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("house")
    shared = project(folder)
    norms = {"gbt9704": STANDARD, NAME: house_norm(folder)}
    files = {f"{sheet} {name}": build(name, sheet, shared) for sheet in norms for name in DOCUMENTS}
    layouts = {}
    for key, pages in render_pages(files, ROOT, engine.program).items():
        sheet, name = key.split(" ")
        paragraphs = written(paragraphs_of(open_package(files[key])))
        layouts[sheet, name] = lay_out(paragraphs, pages, norms[sheet])
    assert len(layouts) == len(files)
    return layouts


def said(each: Measurement) -> str:
    wanted, measured = each.shown(each.wanted), each.shown(each.measured)
    return (
        f"{each.clause} {each.name}：应为{wanted}，实测{measured}（第{each.page}页 {each.about}）"
    )


def test_the_norm_of_the_standards_sheet_is_the_standard() -> None:
    own, standard = msgspec.structs.asdict(norm_of(sheet_named("gbt9704"))), STANDARD
    for name, wanted in msgspec.structs.asdict(standard).items():
        assert own[name] == pytest.approx(wanted, abs=0.02), name


def test_the_house_changes_all_that_is_measured(tmp_path: Path) -> None:
    project(tmp_path)
    own, standard = house_norm(tmp_path), STANDARD
    same = [
        each for each in Norm.__struct_fields__ if getattr(own, each) == getattr(standard, each)
    ]
    assert same == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_measure_is_where_the_house_has_it(
    name: str, laid: dict[tuple[str, str], LaidOut]
) -> None:
    layout = laid[NAME, name]
    assert [(lost.role, lost.text) for lost in layout.lost] == []
    off = [each for each in measurements(layout) if not each.right]
    assert [
        said(each)
        for each in off
        if not (each.page == 1 and (each.clause, each.name) in OFF_THE_GRID)
    ] == []


@pytest.mark.libreoffice
def test_every_measure_found_on_pages_of_the_standard_is_found_on_the_houses(
    laid: dict[tuple[str, str], LaidOut],
) -> None:
    """A measure that is not found is not measured, so that nothing would be said of it."""
    found: dict[str, set[tuple[str, str]]] = {"gbt9704": set(), NAME: set()}
    for (sheet, _), layout in laid.items():
        found[sheet] |= {(each.clause, each.name) for each in measurements(layout)}
    assert len(found["gbt9704"]) > 100
    assert found["gbt9704"] - found[NAME] == set()
