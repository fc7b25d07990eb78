"""页码 (7.5), and where landscape pages have it (8)."""

from __future__ import annotations

from collections.abc import Iterator

from ... import patterns as re
from ..due import Due
from ..elements import LaidOut
from ..faces import face
from ..measurement import Measurement
from ..pages import GlyphRow, MeasuredPage
from . import LETTER

_IMPRINT = ("抄送机关", "印发机关", "版记尾")
_FORM = re.compile(r"—(\d+)—")


def measure(layout: LaidOut) -> Iterator[Measurement]:
    for page in layout.pages:
        if page.landscape:
            yield from _sideways(layout, page)
    for folio in layout.folios:
        page = layout.page(folio.page)
        if page.landscape:
            continue  # a glyph at a time, see _sideways
        found = _FORM.fullmatch(folio.text)
        form = "— n —" if found else folio.text
        yield Measurement("7.5", "页码写法", "— n —", form, folio.page, folio.text)
        if found is None:
            continue
        yield from _upright(layout, folio, int(found[1]))


def due(layout: LaidOut) -> Iterator[Due]:
    """Every page has its number, but for the first of a letter, a blank one, and one with nothing
    on it but the imprint (7.5).
    """
    letter = any(layout.written(LETTER))
    bare = {page.number for page in layout.pages if not page.glyphs}
    for page in layout.pages:
        if page.landscape or page.number in bare or (letter and page.number == 1):
            continue
        here = [e for e in layout.elements if any(r.page == page.number for r in e.rows)]
        if here and all(element.role in _IMPRINT for element in here):
            continue
        yield Due("7.5", "页码写法", f"第{page.number}页")
    for folio in layout.folios:
        if not layout.page(folio.page).landscape and _FORM.fullmatch(folio.text):
            for name in ("页码一字线在版心下边缘之下", "页码字号", "页码字体", "页码连续"):
                yield Due("7.5", name, folio.text)


def _sideways(layout: LaidOut, page: MeasuredPage) -> Iterator[Measurement]:
    """A landscape page has its head at the left when it is held upright: the binding side of odd
    pages, the cutting side of even ones. It has its number where the others have theirs (8).
    """
    norm = layout.norm
    glyphs = [g for row in layout.folios if row.page == page.number for g in row.glyphs]
    digits = sorted((g for g in glyphs if g.text.isdecimal()), key=lambda g: g.baseline)
    dashes = [glyph for glyph in glyphs if glyph.text == "—"]
    yield Measurement("8", "横排页的页码有两条一字线", 2, len(dashes), page.number, "", 0, "条")
    if len(dashes) != 2 or not digits:
        return
    turned = "随页面转向" if all(glyph.turned for glyph in glyphs) else "没有转"
    yield Measurement("8", "横排页的页码与竖排页同一方向", "随页面转向", turned, page.number)
    across = (dashes[0].ink_left + dashes[0].ink_right) / 2
    wanted = norm.lower_edge + norm.number_below
    yield Measurement(
        "8", "横排页的页码一字线（竖看，距纸上边）", wanted, page.width - across, page.number
    )
    if page.number % 2:
        wanted, beside = norm.right_edge - norm.character, max(g.ink_bottom for g in dashes)
    else:
        margin = norm.right if norm.mirrored else norm.left
        wanted, beside = margin + norm.character, min(g.ink_top for g in dashes)
    yield Measurement("8", "横排页的页码（竖看，距纸左边）", wanted, beside, page.number)


def _upright(layout: LaidOut, folio: GlyphRow, number: int) -> Iterator[Measurement]:
    norm, page = layout.norm, folio.page
    dash = folio.glyphs[0]
    distance = (dash.ink_top + dash.ink_bottom) / 2 - norm.lower_edge
    yield Measurement(
        "7.5", "页码一字线在版心下边缘之下", norm.number_below, distance, page, folio.text
    )
    if number % 2:
        inside, name = norm.right_edge - folio.right, "单页码右空1字"
    else:
        inside, name = folio.left - norm.left, "双页码左空1字"
    yield Measurement("7.5", name, norm.character, inside, page, folio.text)
    yield Measurement("7.5", "页码字号", norm.number_size, folio.size, page, folio.text, 0.1, "磅")
    yield Measurement("7.5", "页码字体", "宋体", face(folio.glyphs), page, folio.text)
    first = next(f for f in layout.folios if not layout.page(f.page).landscape)
    start = _FORM.fullmatch(first.text)
    if start is not None:
        wanted = int(start[1]) + page - first.page
        yield Measurement("7.5", "页码连续", wanted, number, page, folio.text, 0, "")
