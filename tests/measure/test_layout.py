"""The page in millimetres: every example and variant through LibreOffice, each measure of GB/T
9704-2012 that can be seen on a page; and each measure broken once.

UPDATE_MEASURES=1 writes the columns of docs/版面测量.md from the run (in one process: -n 0).
"""

from __future__ import annotations

import os

import pytest

from gongwen.measure.measurement import Measurement
from tests.breakages import BREAKAGES, DOCUMENTS, Breakage
from tests.layouts import VARIANTS, Laid, broken, by_document, example_names, lay_everything, whole
from tests.libreoffice import Engine
from tests.project import ROOT

from .. import measures_page as table

pytestmark = pytest.mark.libreoffice

EXAMPLES = example_names()
DEPARTURES = {
    "样式-双页版记": {
        ("7.5", "页码写法"),
    },
    "样式-文字撑满版心": {  # of page 1: its header is no whole number of such rows
        ("5.2.1", "地脚"),
        ("5.2.3", "末行字的下边缘在版心下边缘"),
    },
    "样式-紧凑版面": {
        ("7.2.4", "发文机关标志颜色"),
        ("5.2.1", "地脚"),  # of page 1: its header is no whole number of rows of 27 points
        ("7.5", "页码写法"),
    },
}
"""What house styles depart from the standard in, by the document that has one."""

STANDARD = [name for name in EXAMPLES if name not in DEPARTURES]


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Laid:
    return lay_everything(tmp_path_factory.mktemp("layout"), engine.program)


def said(measurement: Measurement) -> str:
    wanted, measured = (measurement.shown(v) for v in (measurement.wanted, measurement.measured))
    where = f"第{measurement.page}页 {measurement.about}"
    return f"{measurement.clause} {measurement.name}：应为{wanted}，实测{measured}（{where}）"


def test_there_are_variants_to_measure() -> None:
    assert len(list(VARIANTS.glob("*.yaml"))) >= 20
    assert len(EXAMPLES) == len(set(EXAMPLES))


def test_every_document_has_pages(laid: Laid) -> None:
    assert laid.refused == {}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_paragraph_is_found_on_a_page(name: str, laid: Laid) -> None:
    assert [(lost.role, lost.text) for lost in laid.layouts[name].lost] == []


@pytest.mark.parametrize("name", STANDARD)
def test_every_measure_of_a_document_is_right(name: str, laid: Laid) -> None:
    assert [said(each) for each in laid.measured(name) if not each.right] == []


@pytest.mark.parametrize("name", DEPARTURES)
def test_a_house_style_is_seen_to_depart(name: str, laid: Laid) -> None:
    off = {(each.clause, each.name) for each in laid.measured(name) if not each.right}
    assert off == DEPARTURES[name]


def test_an_imprint_apart_stands_on_the_back_of_a_blank_page(laid: Laid) -> None:
    pages = laid.layouts["样式-双页版记"].pages
    assert len(pages) % 2 == 0
    assert (pages[-2].glyphs, pages[-2].rules) == ((), ())
    assert pages[-1].glyphs != ()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_to_be_broken_is_whole(name: str, laid: Laid) -> None:
    assert [said(each) for each in laid.measured(whole(name)) if not each.right] == []


@pytest.mark.parametrize(
    ("index", "breakage"),
    list(enumerate(BREAKAGES)),
    ids=[f"{b.clause} {b.name}" for b in BREAKAGES],
)
def test_a_broken_measure_is_noticed(index: int, breakage: Breakage, laid: Laid) -> None:
    off = {(each.clause, each.name) for each in laid.measured(broken(index)) if not each.right}
    assert (breakage.clause, breakage.name) in off


def test_the_page_of_measures_is_up_to_date(laid: Laid, engine: Engine) -> None:
    """Its measures, for each LibreOffice that it has a column of; the numbers differ a little
    between machines.
    """
    path = ROOT / "docs" / table.FILE
    own = table.column(by_document(laid, STANDARD))
    columns = table.columns_of(path.read_text("utf-8"))
    if os.environ.get("UPDATE_MEASURES"):
        columns[engine.version] = own
        path.write_text(table.page(columns), encoding="utf-8", newline="\n")
    if engine.version in columns:
        written = set(columns[engine.version].cells)
        assert written == set(own.cells), (
            "UPDATE_MEASURES=1 python build.py test -n 0 tests/measure"
        )
