"""版记 (7.4)."""

from __future__ import annotations

from collections.abc import Iterator

from ... import patterns as re
from ..due import Due
from ..elements import LaidOut, PlacedParagraph
from ..measurement import Measurement
from ..pages import DrawnLine
from . import LETTER

_OFFICE_AND_DATE = re.compile(r"\D\d{4}年\d{1,2}月\d{1,2}日印发$")
_OFFICE, _COPIES = "印发机关", "抄送机关"
_THICKNESS = 0.06


def measure(layout: LaidOut) -> Iterator[Measurement]:
    texts = list(layout.of(_OFFICE, _COPIES))
    if not texts:
        return
    page = texts[-1].page
    last = max(element.last.page for element in layout.elements)
    yield Measurement("7.4", "版记在最后一面", last, page, page, texts[-1].text, 0, "页")
    if page > 1 and all(folio.page != page for folio in layout.folios):
        side = "单页" if page % 2 else "双页"
        yield Measurement("7.5", "不编页码的版记页", "双页", side, page, texts[-1].text)
    if layout.upright(page):
        if LETTER not in layout.roles:
            yield from _rules(layout, texts, page)
        else:
            black = [rule for rule in _around(layout, texts, page) if rule.colour == "000000"]
            yield Measurement("10.1", "信函版记没有分隔线", 0, len(black), page, "", 0, "条")
        for element in texts:
            yield from _text(layout, element)


def due(layout: LaidOut) -> Iterator[Due]:
    texts = list(layout.written(_OFFICE, _COPIES))
    if not texts:
        return
    yield Due("7.4", "版记在最后一面", texts[-1].text)
    page = next((text.placed.page for text in texts if text.placed), 1)
    if not layout.upright(page):
        return
    if any(layout.written(LETTER)):
        yield Due("10.1", "信函版记没有分隔线", texts[0].text)
    else:
        yield Due("7.4.1", "末条分隔线与版心下边缘重合", texts[0].text)
        for name in ("版记分隔线长", "版记分隔线居中", "首末分隔线粗"):
            yield from (Due("7.4.1", name, text) for text in (texts[0].text, texts[-1].text))
    for text in texts:
        clause = "7.4.3" if text.role == _OFFICE else "7.4.2"
        yield Due(clause, f"{text.role}字号", text.text)
        if text.role == _OFFICE and text.text.endswith("印发"):
            yield Due(clause, "印发日期右空1字", text.text)
        if text.role == _COPIES and text.text.startswith("抄送"):
            yield Due(clause, "抄送机关之后标句号", text.text)
            yield Due(clause, "抄送机关左空1字", text.text)


def _around(layout: LaidOut, texts: list[PlacedParagraph], page: int) -> list[DrawnLine]:
    """The horizontal rules of the imprint, from top to bottom."""
    top = texts[0].first.em_top - layout.norm.row
    rules = {
        round(rule.middle, 1): rule
        for rule in layout.page(page).rules
        if rule.horizontal and rule.middle > top
    }
    return [rules[height] for height in sorted(rules)]


def _rules(layout: LaidOut, texts: list[PlacedParagraph], page: int) -> Iterator[Measurement]:
    norm, rules = layout.norm, _around(layout, texts, page)
    yield Measurement("7.4.1", "版记有首末分隔线", "有", "有" if len(rules) > 1 else "没有", page)
    if len(rules) < 2:
        return
    lower = rules[-1].middle + rules[-1].thickness / 2
    yield Measurement("7.4.1", "末条分隔线与版心下边缘重合", norm.lower_edge, lower, page)
    for index, rule in enumerate(rules):
        yield Measurement("7.4.1", "版记分隔线长", norm.text_width, rule.length, page)
        yield Measurement(
            "7.4.1", "版记分隔线居中", norm.middle, (rule.left + rule.right) / 2, page
        )
        outer = index in (0, len(rules) - 1)
        name, wanted = ("首末分隔线粗", 0.35) if outer else ("中间分隔线粗", 0.25)
        yield Measurement("7.4.1", name, wanted, rule.thickness, page, "", _THICKNESS)


def _text(layout: LaidOut, element: PlacedParagraph) -> Iterator[Measurement]:
    norm, row, page = layout.norm, element.first, element.page
    clause = "7.4.3" if element.role == _OFFICE else "7.4.2"
    name = "印发机关" if element.role == _OFFICE else "抄送机关"
    one = norm.character
    about = element.text[:10]
    if row.left < norm.middle:
        yield Measurement(clause, f"{name}左空1字", one, row.left - norm.left, page, about)
    yield Measurement(clause, f"{name}字号", norm.imprint_size, row.size, page, about, 0.1, "磅")
    if element.role == _OFFICE and element.text.endswith("印发"):
        last = element.last
        yield Measurement(
            clause, "印发日期右空1字", one, norm.right_edge - last.right, page, element.text[-8:]
        )
        # A long office stands in two lines, the date beside the second.
        rows = 1 if _OFFICE_AND_DATE.search(last.text) else len(element.rows)
        yield Measurement("7.4.3", "印发机关和印发日期在一行", 1, rows, page, about, 0, "行")
    if element.role == _COPIES:
        label = next((i for i, g in enumerate(row.glyphs) if g.text == "："), None)
        for turnover in element.rows[1:]:
            if label is not None and label + 1 < len(row.glyphs):
                start = row.glyphs[label + 1].left
                yield Measurement(
                    clause,
                    "抄送机关回行与首个机关对齐",
                    start,
                    turnover.left,
                    page,
                    turnover.text[:8],
                )
        for full in element.rows[:-1]:
            inside = norm.right_edge - full.right
            yield Measurement(clause, "抄送机关右空1字", one, inside, page, full.text[-6:], one)
        if element.text.startswith("抄送"):
            yield Measurement(
                clause, "抄送机关之后标句号", "。", element.text[-1], page, element.text[-6:]
            )
