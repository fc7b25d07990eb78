"""check FILE.docx finds nothing in what the program makes at the standard's sheet: documents and
their forms, redlines, comparison tables.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongwen.build.shared import Shared
from gongwen.history.versions_to_compare import VersionsToCompare
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
from tests.clearance import declared
from tests.layouts import VARIANTS
from tests.project import ROOT, with_looks
from tests.whole import test_same_parts, test_variants

_OWN_MEASURES = ("样式-紧凑版面", "样式-双页版记", "样式-方正字库")
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
        desk = VersionsToCompare(Shared(root, root / name), None)
        with declared():
            for path in documents_in(root / name):
                if path.stem not in _OWN_MEASURES:
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
    outputs = compare(old, new, path.stem).outputs
    return {path.stem + tail: outputs[tail] for tail in outputs if tail.endswith(".docx")}


def structure_of(content: bytes) -> list[str]:
    """What is said of how a file is built."""
    package = open_package(content)
    accept_changes(package.body)
    paragraphs = tuple(paragraphs_of(package))
    docx = Docx(package, paragraphs, tuple(roles_of(paragraphs)))
    return [each.message for each in findings(docx)]


def test_documents_are_built_as_they_should(documents: dict[str, bytes]) -> None:
    assert len(documents) > 40
    assert {name: found for name in documents if (found := structure_of(documents[name]))} == {}


def test_comparisons_are_built_as_they_should(comparisons: dict[str, bytes]) -> None:
    assert len(comparisons) > 80
    assert {name: said for name in comparisons if (said := structure_of(comparisons[name]))} == {}


@pytest.mark.libreoffice
def test_the_pages_of_comparisons_are_right(comparisons: dict[str, bytes], tmp_path: Path) -> None:
    """Those of documents are measured by test_layout."""
    files = []
    for name, content in comparisons.items():
        files.append(tmp_path / name)
        files[-1].write_bytes(content)
    assert [as_text(problem) for problem in inspect(files, ROOT)] == []
