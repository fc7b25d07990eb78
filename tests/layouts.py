"""Documents built, rendered and laid out for measuring, all by one run of LibreOffice."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gongwen.build.pipeline import Request, make
from gongwen.build.shared import Shared
from gongwen.formats import formats
from gongwen.library.documents import documents_in
from gongwen.measure.clauses import measurements
from gongwen.measure.elements import LaidOut, lay_out
from gongwen.measure.measurement import Measurement
from gongwen.measure.norm import STANDARD, Norm
from gongwen.measure.written import written
from gongwen.problem import as_text
from gongwen.word.foreign_package import open_package
from gongwen.word.foreign_paragraphs import paragraphs_of
from tests.breakages import BREAKAGES, DOCUMENTS
from tests.clearance import declared
from tests.project import REGISTRY, ROOT
from tests.rendered import pages_of
from tests.word_layout.plan import made_of

VARIANTS = ROOT / "tests" / "variants"

NORMS = {
    "样式-紧凑版面": Norm(top=35, left=27, right=27, bottom=33, rows=24),
    "样式-对称页边": Norm(mirrored=True),
    "样式-文字撑满版心": Norm(reach_above=3.6, reach_below=1.28),
}
"""The type area of the documents whose house style has one of its own."""


@dataclass
class Laid:
    """Layouts by document. `refused` says of those not built why not."""

    layouts: dict[str, LaidOut] = field(default_factory=dict)
    refused: dict[str, list[str]] = field(default_factory=dict)

    def measured(self, name: str) -> list[Measurement]:
        """Everything measured in a document."""
        return list(measurements(self.layouts[name]))


def broken(index: int) -> str:
    """The name of the document with breakage `index`."""
    return f"坏{index}"


def whole(name: str) -> str:
    """The name of one of the documents without a breakage."""
    return f"完好{name}"


def example_names() -> list[str]:
    """The documents of content/ and tests/variants/."""
    return [path.stem for folder in (ROOT / "content", VARIANTS) for path in documents_in(folder)]


def lay_everything(folder: Path, program: Path | None = None) -> Laid:
    """Examples, variants and breakages, built in `folder`, laid out by `program`, or by the
    LibreOffice that is found.
    """
    laid = Laid()
    files: dict[str, bytes] = {}
    for content in (ROOT / "content", VARIANTS):
        files |= {each.name: each.content for made in made_of(content).values() for each in made}
    content = _breakages(folder)
    shared = Shared(folder, content)
    for path in documents_in(content):
        with declared():
            made = make(Request(path, None, (formats()["docx"],)), shared)
        if made.refused:
            laid.refused[path.stem] = [as_text(problem) for problem in made.problems]
        for tail, output in made.outputs.items():
            separate = tail.partition("）")[2].removesuffix(".docx")
            files[path.stem + separate] = output
    for name, pages in pages_of(files, program).items():
        found = written(paragraphs_of(open_package(files[name])))
        laid.layouts[name] = lay_out(found, pages, NORMS.get(name, STANDARD))
    missing = files.keys() - laid.layouts.keys()
    laid.refused |= {name: ["LibreOffice made no PDF"] for name in missing}
    return laid


def _breakages(folder: Path) -> Path:
    for name in ("templates", "styles"):
        shutil.copytree(ROOT / name, folder / name)
    content = folder / "content"
    content.mkdir()
    (content / "机构.yaml").write_text(REGISTRY, "utf-8")
    for name, text in DOCUMENTS.items():
        (content / f"{whole(name)}.yaml").write_text(text, "utf-8")
    for index, breakage in enumerate(BREAKAGES):
        name = broken(index)
        (folder / "styles" / f"{name}.yaml").write_text(
            f"基于: gbt9704\n{breakage.sheet}\n", "utf-8"
        )
        text = f"{DOCUMENTS[breakage.document]}样式: {name}\n"
        (content / f"{name}.yaml").write_text(text, "utf-8")
    return content


def by_document(laid: Laid, names: list[str]) -> Mapping[str, list[Measurement]]:
    """The measurements of these documents."""
    return {name: laid.measured(name) for name in names if name in laid.layouts}
