"""What the program planned of a document: the one module here that asks the program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gongwen.build.pipeline import Outcome, Request, process
from gongwen.build.shared import Shared
from gongwen.composition import Block, Composition, Table
from gongwen.formats import formats
from gongwen.library.documents import documents_in
from gongwen.sheet.data import Page, Sheet
from gongwen.typeset.estimate import estimate
from gongwen.typeset.heights import header_height, more_on_page_1
from tests.clearance import declared

from ..project import ROOT

EXAMPLES, VARIANTS = ROOT / "content", ROOT / "tests" / "variants"


class Planned(Struct, frozen=True):
    """Where the program reckons with a block: as `layout.Standing`."""

    page: int
    top: float
    last_page: int
    bottom: float
    lines: int
    last_lines: int
    text: str
    is_table: bool


class Document(Struct, frozen=True):
    """A finished .docx with its plan, made of the document `source`. `pages` are those that the
    text takes, without an imprint that needs a page of its own.
    """

    source: str
    name: str
    content: bytes
    blocks: tuple[Planned, ...]
    pages: int
    imprint: bool


def documents(folder: Path, root: Path = ROOT) -> Iterator[Document]:
    """Everything that is made of the documents of a folder."""
    shared = Shared(root, folder)
    for path in documents_in(folder):
        with declared():
            outcome = process(Request(path, None, (formats()["docx"],)), shared)
        yield from made(path.stem, outcome, shared)


def made(name: str, outcome: Outcome, shared: Shared) -> Iterator[Document]:
    assert not outcome.refused, outcome.problems
    assert outcome.document is not None and outcome.kind is not None
    look, _, _ = shared.look_of(outcome.document, outcome.kind)
    assert look is not None
    for (tail, content), each in zip(outcome.outputs.items(), outcome.pages, strict=True):
        apart = tail.partition("）")[2].removesuffix(".docx")
        yield planned(name, apart, content, each.composition, look.sheet)


def planned(
    source: str, apart: str, content: bytes, composition: Composition, sheet: Sheet
) -> Document:
    blocks = tuple(_planned(composition, sheet))
    pages = max((each.last_page for each in blocks), default=1)
    return Document(source, source + apart, content, blocks, pages, composition.imprint is not None)


@cache
def made_of(folder: Path) -> dict[str, list[Document]]:
    """The same by the names of the documents they are made of, once for all tests."""
    found: dict[str, list[Document]] = {}
    for each in documents(folder):
        found.setdefault(each.source, []).append(each)
    return found


def ours() -> dict[str, list[Document]]:
    """The examples and the variants."""
    return {**made_of(EXAMPLES), **made_of(VARIANTS)}


def our_names() -> list[str]:
    return [path.stem for folder in (EXAMPLES, VARIANTS) for path in documents_in(folder)]


def _planned(composition: Composition, sheet: Sheet) -> Iterator[Planned]:
    before = 0
    for number, section in enumerate(composition.sections):
        zone = None if number else composition.header_zone
        start, more = header_height(zone, sheet), more_on_page_1(zone, sheet)
        turned = replace(sheet, page=_turned(sheet.page)) if section.landscape else sheet
        spots = estimate(section.blocks, turned, start=start, more=more)
        for block, spot in zip(section.blocks, spots, strict=True):
            yield Planned(
                before + spot.page,
                spot.top,
                before + spot.last_page,
                spot.bottom,
                spot.lines,
                spot.last_lines,
                _text(block),
                isinstance(block, Table),
            )
        before += max((spot.last_page for spot in spots), default=1)


def _text(block: Block) -> str:
    if isinstance(block, Table):
        paragraphs: Sequence[Block] = block.rows[0][0].paragraphs
        return _text(paragraphs[0]) if paragraphs else ""
    return block.text


def _turned(page: Page) -> Page:
    """A sheet of paper turned to the left."""
    width = page.height - page.top - page.bottom
    return replace(
        page,
        width=page.height,
        height=page.width,
        top=page.left,
        left=page.bottom,
        right=page.top,
        bottom=page.right,
        columns=round(width / page.character),
        own_row=page.row,
        own_character=page.character,
    )
