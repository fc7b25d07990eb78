"""Pictures of seals and of 签名章 (7.3.5.1, 7.3.5.3)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..due import Due
from ..elements import LaidOut, PlacedParagraph
from ..measurement import Measurement
from ..pages import Image, MeasuredPage

_SIGNED = ("签署", "签署续")
_NAMES = ("盖章署名", "署名续", "联合署名", "联合署名续")


def measure(layout: LaidOut) -> Iterator[Measurement]:
    for date in layout.of("成文日期"):
        names = [each for each in layout.of(*_NAMES) if each.page == date.page]
        if images := _beside(layout.page(date.page), names):
            yield from _seals(layout, images, names, date)
    for post in layout.of(*_SIGNED):
        for image in _beside(layout.page(post.page), [post]):
            yield from _stamp(layout, image, post)


def due(layout: LaidOut) -> Iterator[Due]:
    """A seal in one of the paragraphs of a signature is seen on its page."""
    seals = [spot for spot in layout.written("成文日期", *_NAMES) if spot.written.pictures]
    if seals:
        for name in ("印章压在成文日期上", "印章以成文日期居中", "印章上边缘距正文一行之内"):
            yield Due("7.3.5.1", name, seals[0].text)
    count = 0
    for spot in seals:
        for _ in range(spot.written.pictures):
            yield Due("惯例", "印章宽", spot.text)
            yield Due("7.3.5.1", "印章不出版心", spot.text)
            yield from (Due("7.3.5.1", "印章互不相交", spot.text) for _ in range(count))
            count += 1
    for spot in layout.written(*_SIGNED):
        for _ in range(spot.written.pictures):
            for name in ("签名章右空4字", "职务在签名章左空2字", "职务与签名章上下居中"):
                yield Due("7.3.5.3", name, spot.text)


def _beside(page: MeasuredPage, elements: list[PlacedParagraph]) -> list[Image]:
    """The pictures that reach over the line of one of the elements."""
    centres = [row.centre for element in elements for row in element.rows]
    return [image for image in page.images if any(image.top < at < image.bottom for at in centres)]


def _seals(
    layout: LaidOut, images: list[Image], names: list[PlacedParagraph], date: PlacedParagraph
) -> Iterator[Measurement]:
    """Over name and date, centred; the first row within one line of the text; apart; inside."""
    norm, page, row = layout.norm, date.page, date.first
    over = [image for image in images if image.top < row.centre < image.bottom]
    said = "是" if over else "否"
    yield Measurement("7.3.5.1", "印章压在成文日期上", "是", said, page, date.text)
    if over:
        middles = [(image.left + image.right) / 2 for image in over]
        middle = min(middles, key=lambda each: abs(each - row.middle))
        yield Measurement("7.3.5.1", "印章以成文日期居中", row.middle, middle, page, date.text)
    above = layout.before(names[0])
    if above is not None:
        gap = min(image.top for image in images) - above.last.em_bottom
        beyond = max(0.0, gap - norm.row, -gap)
        yield Measurement(
            "7.3.5.1", "印章上边缘距正文一行之内", 0.0, beyond, page, above.last.text[:8]
        )
    for image in images:
        outside = max(0.0, norm.left - image.left, image.right - norm.right_edge)
        yield Measurement("惯例", "印章宽", norm.seal, image.right - image.left, page, "")
        yield Measurement("7.3.5.1", "印章不出版心", 0.0, outside, page, "")
    for one, other in combinations(images, 2):
        apart = max(
            one.left - other.right,
            other.left - one.right,
            one.top - other.bottom,
            other.top - one.bottom,
        )
        yield Measurement("7.3.5.1", "印章互不相交", 0.0, max(0.0, -apart), page, "")


def _stamp(layout: LaidOut, image: Image, post: PlacedParagraph) -> Iterator[Measurement]:
    norm, page, row = layout.norm, post.page, post.last
    inside = norm.right_edge - image.right
    yield Measurement(
        "7.3.5.3", "签名章右空4字", norm.signed_right * norm.character, inside, page, post.text
    )
    between = image.left - row.right
    yield Measurement(
        "7.3.5.3", "职务在签名章左空2字", norm.post_gap * norm.character, between, page, post.text
    )
    middle = (image.top + image.bottom) / 2
    yield Measurement("7.3.5.3", "职务与签名章上下居中", middle, row.centre, page, post.text, 1.0)
