"""The reader itself against an engine: the lines of a document stand in LibreOffice's PDF on the
pages, and broken in the places, that the reader computes.

LibreOffice 7.4 reads the copy that the program makes for it. A later one reads the file itself, but
for what it is known to misread: it parts Chinese and Latin characters whatever autoSpaceDE says, so
Latin ones are made Chinese here (for the reader too), and takes overflowPunct for its contrary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec import Struct

from gongwen.measure.pages import rows_of
from gongwen.measure.reader import read_pages
from gongwen.pdf.conversion import Failure
from gongwen.pdf.finish import converted
from gongwen.pdf.fonts import find_fonts
from gongwen.pdf.render_copy import render_copy
from gongwen.word.package import pack

from .. import libreoffice
from ..project import ROOT
from .choices import WORD, Choices, of_mode
from .faces import stand_ins
from .package import Package, unpacked
from .plan import ours
from .reader import read_package

pytestmark = pytest.mark.libreoffice

COPIED, DIRECT = 0.99, 0.95
"""The least share of lines that stand where the reader has them."""
_TEXTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_STYLES = "word/styles.xml"


class Trial(Struct, frozen=True):
    """What the reader reads, what LibreOffice reads, and how it answers what is contested."""

    read: Mapping[str, bytes]
    given: bytes
    choices: Choices


def _trial(content: bytes) -> Trial:
    parts = dict(unpacked(content).parts)
    if libreoffice.version() == libreoffice.MEASURED_WITH:
        return Trial(parts, pack(render_copy(parts)), of_mode(14))
    for name in filter(_TEXTS.fullmatch, list(parts)):
        parts[name] = _all_chinese(parts[name].decode()).encode()
    hung = {**parts, _STYLES: parts[_STYLES].replace(*_HANGS)}
    return Trial(parts, pack(hung), WORD)


_HANGS = (b'<w:overflowPunct w:val="0"/>', b'<w:overflowPunct w:val="1"/>')


def _all_chinese(xml: str) -> str:
    def spelt(found: re.Match[str]) -> str:
        return found[1] + re.sub(r"&[a-z]+;|[!-~]", "丨", found[2]) + found[3]

    return re.sub(r"(<w:t[^>]*>)([^<]*)(</w:t>)", spelt, xml)


@pytest.fixture(scope="module")
def trials() -> dict[str, Trial]:
    return {each.name: _trial(each.content) for made in ours().values() for each in made}


def _lines_in(pdf: bytes) -> set[tuple[int, str]]:
    return {
        (page.number, "".join(row.text.split()))
        for page in read_pages(pdf)
        for row in rows_of(page.number, page.glyphs)
    }


def _lines_of(trial: Trial, fonts: Path) -> set[tuple[int, str]]:
    """The lines of text that do not stand in tables, where a row of the page is more than one."""
    layout = read_package(Package(trial.read), trial.choices, stand_ins(fonts))
    tables = {row.block for row in layout.rows}
    lines = {
        (line.page, "".join(line.text.split()))
        for line in layout.lines
        if line.zone == "body" and line.block not in tables
    }
    return {line for line in lines if line[1]}


def test_lines_stand_where_an_engine_sets_them(trials: dict[str, Trial]) -> None:
    fonts = find_fonts(ROOT)
    pdfs = converted({name: each.given for name, each in trials.items()}, ROOT, fonts)
    wanted, missing = 0, []
    for name, trial in trials.items():
        pdf = pdfs[name]
        assert not isinstance(pdf, Failure), f"{name}: {pdf}"
        lines, there = _lines_of(trial, ROOT / ".fonts"), _lines_in(pdf)
        wanted += len(lines)
        missing += [f"{name} 第{page}页“{text}”" for page, text in sorted(lines - there)]
    least = COPIED if libreoffice.version() == libreoffice.MEASURED_WITH else DIRECT
    assert wanted > 800
    assert len(missing) <= wanted * (1 - least), missing
