"""附件 on their own pages (7.3.7)."""

from __future__ import annotations

from collections.abc import Iterator

from ... import patterns as re
from ..due import Due
from ..elements import LaidOut, PlacedParagraph
from ..faces import face
from ..measurement import Measurement
from . import BODY

_TITLES = ("附件标题", "附件标题末")


def measure(layout: LaidOut) -> Iterator[Measurement]:
    norm = layout.norm
    for label in layout.of("附件标识"):
        row = label.first
        about = label.text
        if not layout.upright(row.page):
            top = norm.turned_top + norm.row / 2  # the page lies on its left side
            yield Measurement("8", "横排附件标识在第1行", top, row.centre, row.page, about, 1.0)
            continue
        yield Measurement("7.3.7", "附件标识顶格", norm.left, row.left, row.page, about)
        top = norm.text_top + norm.row / 2
        yield Measurement("7.3.7", "附件标识在第1行（中线）", top, row.centre, row.page, about, 1.0)
        yield Measurement("7.3.7", "附件标识字体", "黑体", face(row.glyphs), row.page, about)
        yield Measurement("7.3.7", "附件标识字号", norm.size, row.size, row.page, about, 0.1, "磅")
        first = next(e for e in layout.elements if e.page == row.page)
        yield Measurement("7.3.7", "附件另面", about, first.text, row.page, about)
        title = layout.after(label)
        if title is not None and title.role in _TITLES:
            yield from _title(layout, label, title)


def due(layout: LaidOut) -> Iterator[Due]:
    for label in layout.written("附件标识"):
        if label.placed is not None and not layout.upright(label.placed.page):
            yield Due("8", "横排附件标识在第1行", label.text)
            continue
        names = ("顶格", "在第1行（中线）", "字体", "字号")
        yield from (Due("7.3.7", f"附件标识{name}", label.text) for name in names)
        yield Due("7.3.7", "附件另面", label.text)
        title = layout.below(label)
        if title is None or title.role not in _TITLES:
            continue
        for name in ("附件标题在第3行", "附件标题居中", "附件标题字号"):
            yield Due("7.3.7", name, title.text)
        text = layout.below(title)
        if text is not None and text.role in BODY:
            yield Due("惯例", "附件标题之下空1行", title.text, (title, text), 2)


def _title(
    layout: LaidOut, label: PlacedParagraph, title: PlacedParagraph
) -> Iterator[Measurement]:
    norm, page = layout.norm, title.page
    distance = title.first.place - label.first.place
    yield Measurement("7.3.7", "附件标题在第3行", 2 * norm.row, distance, page, title.text)
    for row in title.rows:
        yield Measurement("7.3.7", "附件标题居中", norm.middle, row.middle, page, row.text)
    yield Measurement(
        "7.3.7",
        "附件标题字号",
        layout.norm.title_size,
        title.first.size,
        page,
        title.text,
        0.1,
        "磅",
    )
    text = layout.after(title)
    if text is not None and text.role in BODY:
        distance = text.first.place - title.last.place
        about = text.text[:8]
        yield Measurement("惯例", "附件标题之下空1行", 2 * norm.row, distance, page, about)
    names = " ".join(note.text for note in layout.of("附件说明", "附件说明续"))
    if names:
        number = re.sub(r"\D", "", label.text.split("-")[0])
        same = "一致" if title.text in names and (not number or f"{number}." in names) else "不一致"
        if "-" not in label.text and not _holds_several(layout, label):
            yield Measurement(
                "7.3.7", "附件序号和标题与附件说明一致", "一致", same, page, title.text
            )


def _holds_several(layout: LaidOut, label: PlacedParagraph) -> bool:
    """Whether several texts stand under one label: its title is then in 附件说明 alone."""
    after = layout.elements[layout.elements.index(label) + 1 :]
    for element in after:
        if element.role == "附件标识":
            return False
        if element.role.startswith("件标题"):
            return True
    return False
