"""版记 and 页码: where 7.4 and 7.5 want them."""

from __future__ import annotations

from collections.abc import Iterator

from .layout import Layout, mm
from .places import (
    BOTTOM,
    LEFT,
    MIDDLE,
    RIGHT,
    Place,
    chars,
    dash,
    imprint_rules,
    lines_in,
)

_NUMBERS = ("Footer", "双页页脚")
_THICK, _THIN = 0.35, 0.25


def foot_places(layout: Layout) -> Iterator[Place]:
    yield from _imprint(layout)
    yield from _page_numbers(layout)


def _imprint(layout: Layout) -> Iterator[Place]:
    rules = imprint_rules(layout)
    last = len(layout.pages)
    for index, rule in enumerate(rules):
        outer = index in (0, len(rules) - 1)
        yield Place("7.4.1", "分隔线长", 156, mm(rule.right - rule.left), rule.page)
        yield Place("7.4.1", "分隔线居中", MIDDLE, mm(rule.left + rule.right) / 2, rule.page)
        wanted = _THICK if outer else _THIN
        yield Place("7.4.1", "分隔线粗", wanted, mm(rule.thickness), rule.page, 0.02)
    if rules:
        lower = mm(rules[-1].top + rules[-1].thickness)
        yield Place("7.4.1", "末条分隔线与版心下边缘重合", BOTTOM, lower, rules[-1].page)
        yield Place("7.4", "版记在最后一面", last, rules[-1].page, rules[-1].page, 0)
    for line in lines_in(layout, "抄送机关", "印发机关"):
        if line.number == 0:
            yield Place("7.4.2", "版记左空1字", LEFT + chars(1), mm(line.left), line.page)
        if "\t" in line.text and line.style == "印发机关":
            yield Place("7.4.3", "印发日期右空1字", RIGHT - chars(1), mm(line.right), line.page)


def _page_numbers(layout: Layout) -> Iterator[Place]:
    """7 mm under the type area; one character in, at the right on odd pages, at the left on even
    ones; on lying pages along the left edge, where they are when the page is turned (8).
    """
    for page in layout.pages:
        lines = [line for line in lines_in(layout, *_NUMBERS) if line.page == page.number]
        for line in lines:
            if page.width > page.height:
                yield from _lying(line.top, line.height, page.number, mm(line.baseline))
                continue
            yield Place("7.5", "一字线距版心下边缘", BOTTOM + 7, dash(line), page.number)
            if page.number % 2:
                yield Place("7.5", "单页码右空1字", RIGHT - chars(1), mm(line.right), page.number)
            else:
                yield Place("7.5", "双页码左空1字", LEFT + chars(1), mm(line.left), page.number)


def _lying(top: float, length: float, number: int, baseline: float) -> Iterator[Place]:
    """Text that runs down along the left edge: “below” is to the left, “right” is below."""
    middle = baseline + 0.38 * 14 * 25.4 / 72
    yield Place("8", "横排页一字线位置", 297 - (BOTTOM + 7), middle, number)
    if number % 2:
        yield Place("8", "横排单页码", RIGHT - chars(1), mm(top + length), number)
    else:
        yield Place("8", "横排双页码", LEFT + chars(1), mm(top), number)
