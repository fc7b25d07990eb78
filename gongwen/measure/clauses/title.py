"""标题 and 主送机关 (7.3.1, 7.3.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from ..due import Due
from ..elements import LaidOut, PlacedParagraph
from ..faces import face
from ..measurement import Measurement
from ..pages import GlyphRow
from . import BODY, LETTER, TITLES
from .header import red_rules

_UNDER_TITLE = ("标题题注", "标题题注末", "稿本", "稿本末")


def measure(layout: LaidOut) -> Iterator[Measurement]:
    titles = [element for element in layout.of(*TITLES) if element.page == 1]
    for element in titles:
        yield from _title(layout, element)
    for element in layout.of(*_UNDER_TITLE):
        yield from _under_title(layout, element)
    for element in layout.of("主送机关"):
        yield from _recipients(layout, element)


def due(layout: LaidOut) -> Iterator[Due]:
    for title in layout.written(*TITLES):
        for name in ("字号", "字体", "行数不过4行"):
            yield Due("7.3.1", f"标题{name}", title.text)
        if title.placed is None or layout.upright(title.placed.page):
            yield Due("7.3.1", "标题居中", title.text)
        if any(layout.written("发文字号")) and not any(layout.written(LETTER)):
            yield Due("7.3.1", "标题在红线之下空2行", title.text)
    for under in layout.written(*_UNDER_TITLE):
        name = under.role.removesuffix("末").removeprefix("标题")
        for what in ("居中", "字体", "字号"):
            yield Due("惯例", f"{name}{what}", under.text)
        above = layout.above(under)
        if above is not None and above.role not in _UNDER_TITLE:
            yield Due("惯例", f"{name}在标题下一行", under.text, (above, under))
    for recipients in layout.written("主送机关"):
        yield Due("7.3.2", "主送机关顶格", recipients.text)
        yield Due("7.3.2", "主送机关之后标全角冒号", recipients.text)
        above, below = layout.above(recipients), layout.below(recipients)
        if above is not None and above.role in (*TITLES, *_UNDER_TITLE):
            yield Due("7.3.2", "主送机关在标题之下空1行", recipients.text, (above, recipients), 2)
        if below is not None and below.role in BODY:
            yield Due("7.3.2", "正文在主送机关下一行", below.text, (recipients, below))


def _title(layout: LaidOut, element: PlacedParagraph) -> Iterator[Measurement]:
    norm, first = layout.norm, element.first
    about = element.text
    rules = [rule for rule in red_rules(layout) if rule.middle < first.baseline]
    if rules and LETTER not in layout.roles:
        distance = first.centre - norm.row / 2 - rules[-1].middle
        yield Measurement("7.3.1", "标题在红线之下空2行", 2 * norm.row, distance, 1, about)
    yield Measurement("7.3.1", "标题字号", norm.title_size, first.size, 1, about, 0.1, "磅")
    yield Measurement("7.3.1", "标题字体", "小标宋", face(element.glyphs), 1, about)
    for row in filter(lambda row: layout.upright(row.page), element.rows):
        yield Measurement("7.3.1", "标题居中", norm.middle, row.middle, row.page, row.text)
    for above, below in zip(element.rows, element.rows[1:], strict=False):
        if above.page == below.page:
            distance = below.place - above.place
            yield Measurement("7.3.1", "标题各行行距", norm.row, distance, below.page, below.text)
    yield Measurement(
        "7.3.1", "标题行数不过4行", "是", "是" if len(element.rows) <= 4 else "否", 1, about
    )
    if len(element.rows) > 1:
        yield Measurement("7.3.1", "标题排成梯形或菱形", "是", _shape(element.rows), 1, about)
        ends = accumulate(len(row.text) for row in element.rows[:-1])
        torn = [f"{about[:end][-3:]}／{about[end:][:3]}" for end in ends if _in_word(about, end)]
        yield Measurement("7.3.1", "标题回行词意完整", "完整", "".join(torn) or "完整", 1, about)


def _shape(rows: Sequence[GlyphRow]) -> str:
    """Whether the lines widen, narrow, or widen and then narrow."""
    wide = [row.right - row.left for row in rows]
    widest = wide.index(max(wide))
    slack = 1.0  # punctuation at a line's end has no ink
    before, after = pairwise(wide[: widest + 1]), pairwise(wide[widest:])
    narrows_first = any(below < above - slack for above, below in before)
    widens_last = any(below > above + slack for above, below in after)
    return "沙漏形" if narrows_first or widens_last else "是"


def _in_word(text: str, at: int) -> bool:
    """Whether a break there parts a word."""
    from ...typeset.segmentation import words

    return all(span.end != at for span in words(text, ()))


def _under_title(layout: LaidOut, element: PlacedParagraph) -> Iterator[Measurement]:
    """稿本 and 题注: customary, in 楷体, centred, on the line after the title."""
    norm, above, row = layout.norm, layout.before(element), element.first
    name, page, about = element.role.removesuffix("末").removeprefix("标题"), row.page, element.text
    for line in element.rows:
        yield Measurement("惯例", f"{name}居中", norm.middle, line.middle, page, line.text)
    yield Measurement("惯例", f"{name}字体", "楷体", face(element.glyphs), page, about)
    yield Measurement("惯例", f"{name}字号", norm.size, row.size, page, about, 0.1, "磅")
    if above is not None and above.role not in _UNDER_TITLE:
        distance = row.place - above.last.place
        yield Measurement("惯例", f"{name}在标题下一行", norm.row, distance, page, about)


def _recipients(layout: LaidOut, element: PlacedParagraph) -> Iterator[Measurement]:
    norm, above = layout.norm, layout.before(element)
    about = element.text[:10]
    for row in element.rows:
        yield Measurement("7.3.2", "主送机关顶格", norm.left, row.left, row.page, row.text[:10])
    end = element.text[-1]
    yield Measurement(
        "7.3.2", "主送机关之后标全角冒号", "：", end, element.last.page, element.text[-6:]
    )
    if above is not None and above.role in (*TITLES, *_UNDER_TITLE):
        distance, near = element.first.place - above.last.place, layout.row_tolerance(element)
        yield Measurement(
            "7.3.2", "主送机关在标题之下空1行", 2 * norm.row, distance, element.page, about, near
        )
    below = layout.after(element)
    if below is not None and below.role in BODY:
        distance, near = below.first.place - element.last.place, layout.row_tolerance(below)
        yield Measurement(
            "7.3.2", "正文在主送机关下一行", norm.row, distance, below.page, below.text[:8], near
        )
