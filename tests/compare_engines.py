"""What the LibreOffices that are here make of the same documents: pages and lines that agree,
measures within and out of tolerance.

`python -m tests.compare_engines [FOLDER…]`: the examples, the variants, and the documents of the
folders that are named.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct

from gongwen.build.pipeline import Request, make
from gongwen.build.shared import Shared
from gongwen.formats import formats
from gongwen.library.documents import documents_in
from gongwen.measure.clauses import measurements
from gongwen.measure.elements import lay_out
from gongwen.measure.norm import STANDARD
from gongwen.measure.pages import GlyphRow, MeasuredPage, rows_of
from gongwen.measure.rendering import render_pages
from gongwen.measure.written import written
from gongwen.word.foreign_package import open_package
from gongwen.word.foreign_paragraphs import paragraphs_of
from tests.clearance import declared
from tests.layouts import NORMS, VARIANTS
from tests.libreoffice import engines
from tests.project import ROOT

Pages = tuple[MeasuredPage, ...]
_NEAR = 0.5
"""Millimetres that a line may stand elsewhere and still be in the same place."""


class Agreement(Struct, frozen=True):
    """Of so many pages and lines (the more of two), how many are the same: pages whose lines all
    are, and those of them whose lines all stand in the same places; lines by their text, in order.
    """

    pages: int = 0
    same_pages: int = 0
    same_places: int = 0
    lines: int = 0
    same_lines: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            self.pages + other.pages,
            self.same_pages + other.same_pages,
            self.same_places + other.same_places,
            self.lines + other.lines,
            self.same_lines + other.same_lines,
        )


def built(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The .docx files of a folder's documents, by name."""
    shared = Shared(ROOT, folder)
    for path in documents_in(folder):
        with declared():
            made = make(Request(path, None, (formats()["docx"],)), shared)
        for tail, content in made.outputs.items():
            separate = tail.partition("）")[2].removesuffix(".docx")
            yield path.stem + separate, content


def agreement(one: Pages, other: Pages) -> Agreement:
    """How two LibreOffices agree on one document."""
    mine, yours = ([rows_of(each.number, each.glyphs) for each in pages] for pages in (one, other))
    same = placed = 0
    for here, there in zip(mine, yours, strict=False):
        if [row.text for row in here] == [row.text for row in there]:
            same += 1
            placed += all(
                max(abs(x - y) for x, y in zip(_ends(a), _ends(b), strict=True)) <= _NEAR
                for a, b in zip(here, there, strict=True)
            )
    texts, others = ([row.text for page in pages for row in page] for pages in (mine, yours))
    matching = SequenceMatcher(None, texts, others, autojunk=False).get_matching_blocks()
    return Agreement(
        max(len(mine), len(yours)),
        same,
        placed,
        max(len(texts), len(others)),
        sum(block.size for block in matching),
    )


def _ends(row: GlyphRow) -> tuple[float, float, float]:
    """Where the first and the last character of a row begin, and where it stands (mm)."""
    return row.left, row.glyphs[-1].left, row.baseline


def measured(files: Mapping[str, bytes], pages: Mapping[str, Pages]) -> str:
    """How many measures are within tolerance and out of it; those out, by name."""
    within, out = 0, []
    for name, content in files.items():
        found = written(paragraphs_of(open_package(content)))
        for each in measurements(lay_out(found, pages[name], NORMS.get(name, STANDARD))):
            within += each.right
            if not each.right:
                out.append(f"{name} {each.clause} {each.name}")
    listed = "".join(f"\n    {out.count(each)}× {each}" for each in dict.fromkeys(out))
    return f"{within} measures within tolerance, {len(out)} out{listed}"


def main(folders: list[str]) -> int:
    """Print the comparison; 1 where there is only one LibreOffice."""
    groups = {"examples": ROOT / "content", "variants": VARIANTS}
    groups |= {folder: Path(folder).resolve() for folder in folders}
    first, *others = engines()
    for group, folder in groups.items():
        files = dict(built(folder))
        shown = {engine.version: render_pages(files, ROOT, engine.program) for engine in engines()}
        print(f"{group}: {len(files)} documents")
        for version, pages in shown.items():
            print(f"  LibreOffice {version}: {measured(files, pages)}")
        for other in others:
            agreed = {
                name: agreement(shown[first.version][name], shown[other.version][name])
                for name in files
            }
            total = sum(agreed.values(), Agreement())
            print(
                f"  {other.version} against {first.version}: of {total.pages} pages "
                f"{total.same_pages} the same, {total.same_places} of these line for line in the "
                f"same places (±{_NEAR} mm); of {total.lines} lines {total.same_lines} the same"
            )
            for name, each in agreed.items():
                if each.same_places < each.pages:
                    print(f"    {name}: {each.same_pages} of {each.pages} pages the same")
    return 0 if others else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
