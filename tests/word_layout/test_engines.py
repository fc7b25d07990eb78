"""The reader itself against an engine: the lines of a document stand in LibreOffice's PDF on the
pages, and broken in the places, that the reader computes.

Each LibreOffice reads the copy that the program makes for it. A later one than 7.4 also reads the
file itself, but for what it is known to misread: it parts Chinese and Latin characters whatever
autoSpaceDE says, so Latin ones are made Chinese here (for the reader too), and takes overflowPunct
for its contrary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from msgspec import Struct

from gongwen.measure.pages import MeasuredPage, rows_of
from gongwen.measure.reader import read_pages
from gongwen.pdf.conversion import Failure, convert_all
from gongwen.pdf.fonts import find_fonts
from gongwen.word.package import pack

from ..font_files import font_files
from ..libreoffice import Engine
from ..project import ROOT
from ..rendered import pages_of
from .choices import WORD, Choices, of_mode
from .faces import stand_ins
from .package import Package, unpacked
from .plan import ours
from .reader import read_package

pytestmark = pytest.mark.libreoffice

SETS_TWO_CELLS = "7.4"
COPIED, DIRECT = 0.99, 0.97
"""The least share of lines that stand where the reader has them."""
_TEXTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_STYLES = "word/styles.xml"
_LEADER = re.compile(r"\.{3,}")
"""The dots that lead to the numbers of a table of contents: an engine's, not the text's."""


class Trial(Struct, frozen=True):
    """What the reader reads, what LibreOffice reads, and how it answers what is contested."""

    read: Mapping[str, bytes]
    given: bytes
    choices: Choices


def _copied(content: bytes) -> Trial:
    """A copy says that it is one of Word 2010's."""
    return Trial(dict(unpacked(content).parts), content, of_mode(14))


def _direct(content: bytes) -> Trial:
    parts = dict(unpacked(content).parts)
    for name in filter(_TEXTS.fullmatch, list(parts)):
        parts[name] = _all_chinese(parts[name].decode()).encode()
    hung = {**parts, _STYLES: parts[_STYLES].replace(*_HANGS)}
    return Trial(parts, pack(hung), WORD)


_HANGS = (b'<w:overflowPunct w:val="0"/>', b'<w:overflowPunct w:val="1"/>')


def _all_chinese(xml: str) -> str:
    def spelt(found: re.Match[str]) -> str:
        return found[1] + re.sub(r"&[a-z]+;|[!-~]", "丨", found[2]) + found[3]

    return re.sub(r"(<w:t[^>]*>)([^<]*)(</w:t>)", spelt, xml)


def _trials(trial: Callable[[bytes], Trial]) -> dict[str, Trial]:
    return {each.name: trial(each.content) for made in ours().values() for each in made}


def _lines_in(pages: Iterable[MeasuredPage]) -> set[tuple[int, str]]:
    return {
        (page.number, _LEADER.sub("", "".join(row.text.split())))
        for page in pages
        for row in rows_of(page.number, page.glyphs)
    }


def _lines_of(trial: Trial) -> set[tuple[int, str]]:
    """The lines of text that do not stand in tables, where a row of the page is more than one."""
    layout = read_package(Package(trial.read), trial.choices, stand_ins(font_files()))
    tables = {row.block for row in layout.rows}
    lines = {
        (line.page, "".join(line.text.split()))
        for line in layout.lines
        if line.zone == "body" and line.block not in tables
    }
    return {line for line in lines if line[1]}


def _missing(
    trials: Mapping[str, Trial], rendered: Mapping[str, Iterable[MeasuredPage]]
) -> tuple[int, list[str]]:
    """How many lines there are, and those that do not stand where the reader has them."""
    assert rendered.keys() == trials.keys()
    wanted, missing = 0, []
    for name, trial in trials.items():
        lines, there = _lines_of(trial), _lines_in(rendered[name])
        wanted += len(lines)
        missing += [f"{name} 第{page}页“{text}”" for page, text in sorted(lines - there)]
    assert wanted > 800
    return wanted, missing


def test_lines_stand_where_an_engine_sets_them(engine: Engine) -> None:
    trials = _trials(_copied)
    given = {name: each.given for name, each in trials.items()}
    wanted, missing = _missing(trials, pages_of(given, engine.program))
    assert len(missing) <= wanted * (1 - COPIED), missing


def test_lines_stand_there_in_the_file_itself(engine: Engine, tmp_path: Path) -> None:
    if engine.version == SETS_TWO_CELLS:
        pytest.skip("LibreOffice 7.4 把比格子宽的字排成两格，只能读给它做的副本")
    fonts = find_fonts(ROOT)
    trials = _trials(_direct)
    given = {name: each.given for name, each in trials.items()}
    configuration = fonts.configuration if fonts else None
    made = convert_all(given, engine.program, configuration, tmp_path)
    failed = {name: pdf for name, pdf in made.items() if isinstance(pdf, Failure)}
    assert failed == {}
    pages = {name: read_pages(pdf) for name, pdf in made.items() if isinstance(pdf, bytes)}
    wanted, missing = _missing(trials, pages)
    assert len(missing) <= wanted * (1 - DIRECT), missing
