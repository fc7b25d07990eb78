"""主体 and 附件: where 7.3 wants them."""

from __future__ import annotations

from collections.abc import Iterator

from .layout import Layout, PlacedLine, mm
from .places import (
    BOTTOM,
    LEFT,
    MIDDLE,
    RIGHT,
    ROW,
    TOP,
    Place,
    chars,
    each_style,
    following,
    lines_in,
    middle,
    preceding,
)

_TEXT = frozenset(
    ("BodyText", "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "条目", "责任", "条")
)
_TITLES = ("Title", "标题末")
_PITCH = 0.05
_SIGNED = ("署名", "盖章署名", "署名续")


def text_places(layout: Layout) -> Iterator[Place]:
    yield from _grid(layout)
    yield from _titles(layout)
    yield from _recipients(layout)
    yield from _indents(layout)
    yield from _note(layout)
    yield from _signature(layout)
    yield from _seals(layout)
    yield from _attachments(layout)


def _upright(layout: Layout) -> set[int]:
    return {page.number for page in layout.pages if page.width < page.height}


def _grid(layout: Layout) -> Iterator[Place]:
    """22 lines of 28 characters (5.2.3)."""
    pages = _upright(layout)
    for number in sorted(pages):
        lines = [line for line in layout.lines if line.page == number and line.zone == "body"]
        if not lines or any(line.style not in _TEXT or _fitted(line) for line in lines):
            continue
        if mm(lines[-1].bottom) > BOTTOM - ROW / 2:
            yield Place("5.2.3", "每页行数", 22, len(lines), number, 0)
    for line in layout.lines:
        if line.page in pages and line.style in _TEXT and line.number and _full(line):
            yield Place("5.2.3", "每行字数", 28, len(line.text), line.page, 0)


def _fitted(line: PlacedLine) -> bool:
    """Whether the pitch gives way, so that a signature has room (7.3.5.5)."""
    return abs(mm(line.height) - ROW) > _PITCH


def _full(line: PlacedLine) -> bool:
    """A line of Chinese characters alone that reaches the right edge."""
    plain = all("\u4e00" <= character <= "\u9fff" for character in line.text)
    return plain and len(line.text) > 1 and mm(line.right) > RIGHT - 1


def _titles(layout: Layout) -> Iterator[Place]:
    for line in lines_in(layout, *_TITLES):
        yield Place("7.3.1", "标题居中", MIDDLE, middle(line), line.page)


def _recipients(layout: Layout) -> Iterator[Place]:
    for line in each_style(layout, ("主送机关",)):
        above = preceding(layout, line)
        if above is not None and above.page == line.page:
            gap = mm(line.top - above.bottom)
            yield Place("7.3.2", "主送机关在标题之下空1行", ROW, gap, line.page)
        yield Place("7.3.2", "主送机关顶格", LEFT, mm(line.left), line.page)
        last = [each for each in lines_in(layout, "主送机关") if each.block == line.block][-1]
        below = following(layout, last)
        if below is not None and below.page == last.page:
            gap = mm(below.top - last.bottom)
            yield Place("7.3.2", "正文在主送机关下一行", 0, gap, last.page)


def _indents(layout: Layout) -> Iterator[Place]:
    """Two characters in, turnover flush (7.3.3)."""
    for line in lines_in(layout, *sorted(_TEXT)):
        if line.page in _upright(layout):
            wanted = LEFT if line.number else LEFT + chars(2)
            yield Place("7.3.3", "首行缩进、回行顶格", wanted, mm(line.left), line.page)


def _note(layout: Layout) -> Iterator[Place]:
    """附件说明 one line below the text, two characters in (7.3.4); 附注 two in (7.3.6)."""
    for line in each_style(layout, ("附件说明",)):
        yield Place("7.3.4", "附件说明左空2字", LEFT + chars(2), mm(line.left), line.page)
        above = preceding(layout, line)
        if above is not None and above.page == line.page:
            gap = mm(line.top - above.bottom)
            yield Place("7.3.4", "附件说明在正文之下空1行", ROW, gap, line.page, 1.5)
    for line in each_style(layout, ("附注",)):
        yield Place("7.3.6", "附注左空2字", LEFT + chars(2), mm(line.left), line.page)


def _signature(layout: Layout) -> Iterator[Place]:
    """Sealed: the date four characters from the right, the name centred on it, unless it is so wide
    that it ends at the edge (7.3.5.1). Unsealed: the name two characters from the right, the date
    two characters to the right of its first (7.3.5.2). With 签名章: the date four from the right.
    """
    for date in each_style(layout, ("成文日期", "签署日期")):
        name = preceding(layout, date)
        if name is None or name.style not in ("盖章署名", "签署", "签署续", *_SIGNED):
            continue
        if name.style in ("盖章署名", "签署", "签署续"):
            yield from _sealed(name, date)
        elif name.style == "署名":
            yield from _unsealed(name, date)


def _sealed(name: PlacedLine, date: PlacedLine) -> Iterator[Place]:
    four = RIGHT - chars(4)
    wide = name.style == "盖章署名" and mm(name.right) > RIGHT - chars(0.5)
    if not wide:
        yield Place("7.3.5.1", "成文日期右空4字", four, mm(date.right), date.page)
    if name.style == "盖章署名":
        yield Place("7.3.5.1", "署名以成文日期居中", middle(date), middle(name), date.page)


def _unsealed(name: PlacedLine, date: PlacedLine) -> Iterator[Place]:
    two = RIGHT - chars(2)
    shift = mm(date.left - name.left)
    if mm(date.right) > two - 0.1:
        yield Place("7.3.5.2", "成文日期右空2字", two, mm(date.right), date.page)
    else:
        yield Place("7.3.5.2", "署名右空2字", two, mm(name.right), name.page)
    yield Place("7.3.5.2", "成文日期首字右移2字", chars(2), shift, date.page)


def _seals(layout: Layout) -> Iterator[Place]:
    """A seal over the date is centred on it, all of it in the type area; a single one begins within
    a line of the text and has name and date below its centre (7.3.5.1). The right edge of a 签名章
    is four characters from the right (7.3.5.3).
    """
    for seal in layout.shapes:
        if seal.kind != "picture":
            continue
        left, right = mm(seal.left), mm(seal.left + seal.width)
        top, page = mm(seal.top), seal.page
        outside = max(LEFT - left, right - RIGHT, TOP - top, 0)
        yield Place("7.3.5.1", "印章不出版心", 0, outside, page)
        if seal.source in ("签署", "签署续"):
            yield Place("7.3.5.3", "签名章右空4字", RIGHT - chars(4), right, page)
        elif seal.source == "成文日期":
            (date,) = [line for line in each_style(layout, ("成文日期",)) if line.page == page]
            yield Place("7.3.5.1", "印章以成文日期居中", middle(date), (left + right) / 2, page)
            yield from _over_text(layout, date, top, mm(seal.height))


def _over_text(layout: Layout, date: PlacedLine, top: float, height: float) -> Iterator[Place]:
    name = preceding(layout, date)
    if name is None or name.style != "盖章署名":
        return
    text = preceding(layout, name)
    assert text is not None
    gap = top - mm(text.bottom)
    yield Place("7.3.5.1", "印章距正文一行之内", ROW / 2, gap, date.page, ROW / 2)
    below = mm(date.top) - (top + height / 2)
    yield Place("7.3.5.1", "成文日期在印章中心之下", ROW / 2, below, date.page, ROW / 2)


def _attachments(layout: Layout) -> Iterator[Place]:
    """附件 on line 1 of a page, flush left; its title on line 3 (7.3.7). Lying pages begin at 28 mm
    and are as wide as the type area is high.
    """
    for line in each_style(layout, ("附件标识",)):
        upright = line.page in _upright(layout)
        top, left = (TOP, LEFT) if upright else (LEFT, 35.0)
        yield Place("7.3.7", "附件另面首行", top, mm(line.top), line.page)
        yield Place("7.3.7", "附件顶格", left, mm(line.left), line.page)
        title = following(layout, line)
        if title is not None and title.style.startswith("附件标题"):
            yield Place("7.3.7", "附件标题在第3行", top + 2 * ROW, mm(title.top), title.page)
