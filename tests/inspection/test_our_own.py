"""check FILE.docx finds nothing in what the program makes at the standard's sheet: documents and
their forms, redlines, comparison tables.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from gongwen.build.shared import Shared
from gongwen.history.versions_to_compare import VersionsToCompare
from gongwen.importer.text_check import check_text
from gongwen.inspection.checks import findings
from gongwen.inspection.finding import Docx
from gongwen.inspection.report import inspect
from gongwen.library.documents import documents_in
from gongwen.measure.written import roles_of
from gongwen.problem import as_text
from gongwen.revision.comparison import compare
from gongwen.word.accepted import accept_changes
from gongwen.word.foreign_package import open_package
from gongwen.word.foreign_paragraphs import paragraphs_of
from gongwen.word.wordml import W
from tests.clearance import declared
from tests.layouts import VARIANTS
from tests.project import ROOT, with_looks
from tests.whole import test_same_parts, test_variants

_OWN_MEASURES = (
    *("样式-紧凑版面", "样式-双页版记", "样式-方正字库"),
    *("样式-对称页边", "样式-文字撑满版心"),
)
"""Variants of house styles, which depart from the standard."""


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    """Every .docx of the examples and the variants, forms among them."""
    made = {**test_same_parts.examples(), **test_variants.made()}
    return {name: made[name] for name in made if not name.startswith(_OWN_MEASURES)}


@pytest.fixture(scope="module")
def comparisons(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """花脸稿 and 修改对照表 of every example and variant against itself with other words."""
    root = with_looks(tmp_path_factory.mktemp("比较"))
    made: dict[str, bytes] = {}
    for name, source in (("content", ROOT / "content"), ("variants", VARIANTS)):
        shutil.copytree(source, root / name)
        with declared():
            for path in documents_in(root / name):
                if path.stem not in _OWN_MEASURES:
                    desk = VersionsToCompare(Shared(root, root / name), None)
                    made |= _compared(desk, path)
    return made


def _compared(desk: VersionsToCompare, path: Path) -> dict[str, bytes]:
    text = path.read_text(encoding="utf-8")
    changed = path.with_name("_新.yaml")
    changed.write_text(
        text.replace("。", "，并抓好落实。", 2).replace("加强", "进一步加强"), "utf-8"
    )
    old, new = (desk.of_file(each, each.stem, "程一诺") for each in (path, changed))
    changed.unlink()
    outputs = compare(old, new).outputs
    return {path.stem + tail: outputs[tail] for tail in outputs if tail.endswith(".docx")}


def structure_of(
    content: bytes, change: Callable[[etree._Element], None] | None = None
) -> list[str]:
    """What is said of how a file is built, after someone changed its body."""
    package = open_package(content)
    accept_changes(package.body)
    if change:
        change(package.body)
    paragraphs = tuple(paragraphs_of(package))
    docx = Docx(package, paragraphs, tuple(roles_of(paragraphs)))
    return [each.message for each in findings(docx)]


def test_documents_are_built_as_they_should(documents: dict[str, bytes]) -> None:
    assert len(documents) > 40
    assert {name: found for name in documents if (found := structure_of(documents[name]))} == {}


def test_the_texts_of_the_examples_are_found_right(tmp_path: Path) -> None:
    """A .docx of ours is read back as what it is, so nothing is said that its YAML is not told."""
    shared = Shared(ROOT, ROOT / "content" / "示例")
    made = test_same_parts.examples()
    assert len(made) > 5
    for name, content in made.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert [as_text(each) for each in check_text(path, name, None, shared)] == []


def test_comparisons_are_built_as_they_should(comparisons: dict[str, bytes]) -> None:
    assert len(comparisons) > 80
    assert {name: said for name in comparisons if (said := structure_of(comparisons[name]))} == {}


def _blanks_at_page_heads(body: etree._Element) -> list[etree._Element]:
    """The empty paragraphs of no style."""
    empty = (each for each in body.iterchildren(W + "p") if each.find(W + "r") is None)
    found = [each for each in empty if each.find(f"{W}pPr/{W}pStyle") is None]
    assert found
    return found


def _one_more(body: etree._Element) -> None:
    blank = _blanks_at_page_heads(body)[-1]
    blank.addnext(deepcopy(blank))


def _room_again(body: etree._Element) -> None:
    below = _blanks_at_page_heads(body)[-1].getnext()
    assert below is not None
    spacing = below.find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    below[0].remove(spacing)


def _of_a_style(body: etree._Element) -> None:
    blank = _blanks_at_page_heads(body)[-1]
    properties = etree.Element(W + "pPr")
    etree.SubElement(properties, W + "pStyle").set(W + "val", "段落")
    blank.insert(0, properties)


@pytest.mark.parametrize("change", [_one_more, _room_again, _of_a_style])
def test_blanks_that_a_person_typed_into_our_files_are_said(
    change: Callable[[etree._Element], None], documents: dict[str, bytes]
) -> None:
    content = documents["附件-多层（印发稿）.docx"]
    assert structure_of(content) == []
    assert any("用空段落空行" in said for said in structure_of(content, change))


def _lower(number: int, millimetres: float) -> Callable[[etree._Element], None]:
    def change(body: etree._Element) -> None:
        margins = list(body.iter(W + "pgMar"))[number]
        margins.set(W + "bottom", str(round(millimetres * 1440 / 25.4)))

    return change


LOWER = "页边距下（地脚）是{}毫米，应为35毫米"


def test_only_page_1_of_a_letter_ends_lower_and_only_at_its_rule(
    documents: dict[str, bytes],
) -> None:
    letter, notice = (documents[f"{name}（印发稿）.docx"] for name in ("信函-两页", "附件-多层"))
    assert structure_of(letter) == []
    assert structure_of(letter, _lower(0, 24.76)) == []
    assert LOWER.format("26.0") in structure_of(letter, _lower(0, 26))
    assert LOWER.format("24.8") in structure_of(notice, _lower(0, 24.76))


def test_what_follows_the_first_section_of_a_letter_ends_where_all_pages_do(
    documents: dict[str, bytes],
) -> None:
    def two_sections(body: etree._Element) -> None:
        (section,) = body.iter(W + "sectPr")
        paragraph = next(body.iterchildren(W + "p"))
        paragraph[0].append(deepcopy(section))

    letter = documents["信函-两页（印发稿）.docx"]
    assert LOWER.format("24.8") in structure_of(letter, two_sections)


@pytest.mark.libreoffice
def test_the_pages_of_comparisons_are_right(comparisons: dict[str, bytes], tmp_path: Path) -> None:
    """Those of documents are measured by test_layout."""
    files = []
    for name, content in comparisons.items():
        if name.endswith("（花脸稿 打印）.docx"):  # its red marks and its legend are no faults
            continue
        files.append(tmp_path / name)
        files[-1].write_bytes(content)
    with declared():
        assert [as_text(problem) for problem in inspect(files, ROOT)] == []
