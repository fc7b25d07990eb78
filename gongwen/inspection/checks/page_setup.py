"""Paper, margins and the grid of every section (5.1, 5.2.1, 5.2.3)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...measure.clauses import LETTER
from ...measure.norm import STANDARD
from ...problem import Level
from ...problem_ids import DOCUMENT_GRID, PAGE_SETUP
from ...sheet.lengths import TWIPS_PER_MM
from ...word.wordml import W
from ..finding import Deviation, Docx, clause

_TOLERANCE = 1.0
_ROUNDED = 0.1
_PAPER_HINT = "布局—纸张大小，选 A4"
_HINT = "布局—页边距—自定义：上37毫米、下35毫米、左28毫米、右26毫米"
_GRID_HINT = "布局—页面设置—文档网格：选“指定行和字符网格”，每行28、每页22"


def check(docx: Docx) -> Iterator[Deviation]:
    """Each thing once, however many sections have it."""
    sections = list(docx.package.body.iter(W + "sectPr"))
    if not sections:
        yield Deviation(PAGE_SETUP, Level.WARNING, "没有页面设置", clause("5.1", "5.2.1"), _HINT)
    letter = LETTER in docx.roles
    found = (
        finding
        for index, section in enumerate(sections)
        for finding in _section(section, letter=letter and index == 0)
    )
    yield from dict.fromkeys(found)


def _section(section: etree._Element, *, letter: bool) -> Iterator[Deviation]:
    """What is wrong with one; `letter` = it holds the first page of a letter, whose text may go
    down to the second double rule (10.1).
    """
    if section.find(W + "pgSz") is None or section.find(W + "pgMar") is None:
        message = "没有设纸张大小和页边距，各种软件排出来不一样"
        hint = f"{_PAPER_HINT}；{_HINT}"
        yield Deviation(PAGE_SETUP, Level.WARNING, message, clause("5.1", "5.2.1"), hint)
        return
    width, height = (_mm(section, "pgSz", name) for name in ("w", "h"))
    upright = width <= height
    sides = (width, height) if upright else (height, width)
    wanted = (STANDARD.width, STANDARD.height)
    if any(abs(side - want) > _TOLERANCE for side, want in zip(sides, wanted, strict=True)):
        message = f"纸张是{width:.0f}×{height:.0f}毫米，应为 A4（210×297毫米）"
        yield Deviation(PAGE_SETUP, Level.WARNING, message, clause("5.1"), _PAPER_HINT)
    if not upright:
        return
    bottom = abs(_mm(section, "pgMar", "bottom"))
    if letter and abs(bottom - STANDARD.letter_bottom) <= _ROUNDED:
        bottom = STANDARD.bottom
    top, left, right = (abs(_mm(section, "pgMar", name)) for name in ("top", "left", "right"))
    margins = (
        ("上（天头）", top, STANDARD.top),
        ("左（订口）", left + _mm(section, "pgMar", "gutter"), STANDARD.left),
        ("右（切口）", right, STANDARD.right),
        ("下（地脚）", bottom, STANDARD.bottom),
    )
    for shown, is_, want in margins:
        if abs(is_ - want) > _TOLERANCE:
            message = f"页边距{shown}是{is_:.1f}毫米，应为{want:g}毫米"
            yield Deviation(PAGE_SETUP, Level.WARNING, message, clause("5.2.1"), _HINT)
    yield from _grid(section, height - top - bottom)


def _grid(section: etree._Element, room: float) -> Iterator[Deviation]:
    """What is wrong with the grid of a section whose text has so much room (mm)."""
    grid = section.find(W + "docGrid")
    kind = grid.get(W + "type", "default") if grid is not None else "default"
    if grid is None or kind == "default":
        message = "没有设文档网格，排不准每页22行、每行28字"
        yield Deviation(DOCUMENT_GRID, Level.WARNING, message, clause("5.2.3"), _GRID_HINT)
        return
    pitch = _number(grid, "linePitch") / TWIPS_PER_MM
    rows = int(room / pitch) if pitch > 1 else 0
    if rows != STANDARD.rows:
        message = f"文档网格每页{rows}行，应为{STANDARD.rows}行"
        yield Deviation(DOCUMENT_GRID, Level.WARNING, message, clause("5.2.3"), _GRID_HINT)
    if kind == "lines":
        message = "文档网格只指定了行，没有指定每行28字"
        yield Deviation(DOCUMENT_GRID, Level.NOTICE, message, clause("5.2.3"), _GRID_HINT)


def _mm(section: etree._Element, element: str, attribute: str) -> float:
    found = section.find(W + element)
    return _number(found, attribute) / TWIPS_PER_MM if found is not None else 0.0


def _number(node: etree._Element, attribute: str) -> float:
    """An attribute as a number; 0 where it is none (or none that a page has)."""
    try:
        value = float(node.get(W + attribute, "0"))
    except ValueError:
        return 0.0
    return value if abs(value) < 1e6 else 0.0
