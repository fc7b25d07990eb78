"""版头: where 7.2 and chapter 10 want it on page 1."""

from __future__ import annotations

from collections.abc import Iterator

from .layout import Layout, PlacedLine, mm
from .places import (
    LEFT,
    MIDDLE,
    NEAR,
    RED,
    RIGHT,
    ROW,
    TOP,
    Place,
    Rule,
    chars,
    each_style,
    em_bottom,
    em_top,
    ink_top,
    lines_in,
    middle,
    rules_in,
    same,
)

_MARKS = {
    "发文机关标志": ("7.2.4", TOP + 35),
    "联合标志": ("7.2.4", TOP + 35),
    "命令标志": ("10.2", TOP + 20),
    "信函标志": ("10.1", 30.0),
}
_WIDE_NUMBERS = ("发文字号", "签发人", "签发人末行", "编发", "编发末")

_PAPER = 297.0


def header_places(layout: Layout) -> Iterator[Place]:
    yield from _notices(layout)
    yield from _marks(layout)
    yield from _number(layout)
    yield from _signers(layout)
    if lines_in(layout, "信函标志"):
        yield from _letter(layout)


def _notices(layout: Layout) -> Iterator[Place]:
    """份号, 密级, 紧急程度: a line each from the top, flush left (7.2.1–7.2.3)."""
    if lines_in(layout, "信函标志", "命令标志"):
        return
    for number, line in enumerate(each_style(layout, ("份号", "密级", "紧急程度"))):
        if line.text:
            yield same("7.2.1", f"{line.style}所在行", TOP + number * ROW, mm(line.top))
            yield same("7.2.1", f"{line.style}顶格", LEFT, mm(line.left))


def _marks(layout: Layout) -> Iterator[Place]:
    for style, (clause, wanted) in _MARKS.items():
        lines = lines_in(layout, style)
        if not lines:
            continue
        if not lines_in(layout, "签发人首行") and _in_place(layout, style):
            yield same(clause, "发文机关标志上边缘", wanted, ink_top(lines[0]))
        if style != "联合标志":
            paper = 105.0 if style == "信函标志" else MIDDLE
            for line in lines:
                yield same(clause, "发文机关标志居中", paper, middle(line))
                yield Place(clause, "发文机关标志不出版心", 0, max(0, LEFT - mm(line.left)), 1, 9)


def _in_place(layout: Layout, style: str) -> bool:
    """The mark of an order gives way where rows above it take its room (命令: 10.2 with 7.2.1)."""
    return style != "命令标志" or len(lines_in(layout, "份号", "密级", "紧急程度")) < 2


def _number(layout: Layout) -> Iterator[Place]:
    """发文字号 two lines below the mark, the red rule 4 mm below it (7.2.5, 7.2.7)."""
    marks = lines_in(layout, "发文机关标志", "联合标志")
    numbers = lines_in(layout, "发文字号", "签发人", "签发人首行", "期号", "编发")
    if not numbers:
        return
    first, last = numbers[0], lines_in(layout, *_WIDE_NUMBERS)[-1]
    if marks:
        below = em_top(first) - _mark_bottom(marks)
        yield Place("7.2.5", "发文字号距标志2行", 2 * ROW, below, 1, 1.0)
    if first.style == "发文字号":
        yield same("7.2.5", "发文字号居中", MIDDLE, middle(first))
    (rule,) = [each for each in rules_in(layout) if each.page == 1 and each.colour == RED]
    yield same("7.2.7", "红线距发文字号", 4.0, rule.top - em_bottom(last))
    yield from _wide(rule, "7.2.7", 156.0, MIDDLE)
    title = next(iter(lines_in(layout, "Title", "标题末")), None)
    if title is not None:
        yield same("7.3.1", "标题在红线之下2行", 2 * ROW, mm(title.top) - rule.bottom)


def _mark_bottom(marks: list[PlacedLine]) -> float:
    return em_bottom(marks[-1])


def _wide(rule: Rule, clause: str, width: float, centre: float) -> Iterator[Place]:
    yield Place(clause, "红线长", width, rule.width, rule.page, NEAR)
    yield Place(clause, "红线居中", centre, (rule.left + rule.right) / 2, rule.page, NEAR)


def _letter(layout: Layout) -> Iterator[Place]:
    """The double rules of a letter, and what is beside the first (10.1)."""
    red = [each for each in rules_in(layout) if each.page == 1 and each.colour == RED]
    upper = [each for each in red if each.top < _PAPER / 2]
    lower = [each for each in red if each not in upper]
    marks = lines_in(layout, "信函标志")
    yield Place("10.1", "第一条双线距标志", 4.0, upper[0].top - _mark_bottom(marks), 1, 1.0)
    yield same("10.1", "第二条双线距纸下边", 20.0, _PAPER - lower[-1].bottom)
    for rule in (*upper, *lower):
        yield from _wide(rule, "10.1", 170.0, 105.0)
    head = next(iter(lines_in(layout, "信函版头")), None)
    if head is not None:
        gap = em_top(head) - upper[-1].bottom
        yield Place("10.1", "版头距双线", 7 / 8 * 16 * 25.4 / 72, gap, 1, 1.0)
        if "\t" in head.text:
            yield same("10.1", "发文字号顶右", RIGHT, mm(head.right))


def _signers(layout: Layout) -> Iterator[Place]:
    """签发人 one character from the right (7.2.6): the longest of the names ends there."""
    lines = lines_in(layout, "签发人", "签发人首行", "签发人中行", "签发人末行")
    if any("签发人：" in line.text for line in lines):
        furthest = max(mm(line.right) for line in lines)
        yield same("7.2.6", "签发人右空1字", RIGHT - chars(1), furthest)
