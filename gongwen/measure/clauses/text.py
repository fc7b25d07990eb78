"""正文: indents, faces of the levels, text on page 1 (7.3.3)."""

from __future__ import annotations

from collections.abc import Iterator

from ..due import Due
from ..elements import LaidOut
from ..faces import face
from ..measurement import Measurement
from . import BODY

_FACES = {"一级标题": "黑体", "二级标题": "楷体", "三级标题": "仿宋", "四级标题": "仿宋"}
_TEXT = (*BODY, "名单", "章", "节")
_HEADING_GLYPHS = 4


def measure(layout: LaidOut) -> Iterator[Measurement]:
    norm = layout.norm
    for element in layout.of(*BODY):
        row = element.first
        if not layout.upright(row.page):
            continue
        indent = row.left - norm.left
        wanted = norm.indent * norm.character
        yield Measurement("7.3.3", "首行缩进2字", wanted, indent, row.page, row.text[:8])
        for turnover in element.rows[1:]:
            yield Measurement(
                "7.3.3", "回行顶格", norm.left, turnover.left, turnover.page, turnover.text[:8]
            )
    for element in layout.of(*_FACES):
        face_wanted = _FACES[element.role]
        found = face(element.glyphs[:_HEADING_GLYPHS])
        yield Measurement(
            "7.3.3", f"{element.role}字体", face_wanted, found, element.page, element.text[:8]
        )
    text = list(layout.of(*_TEXT))
    if text:
        yield Measurement(
            "7.3.3", "首页显示正文", 1, text[0].page, text[0].page, text[0].text[:8], 0, "页"
        )


def due(layout: LaidOut) -> Iterator[Due]:
    for text in layout.written(*BODY):
        if text.placed is None or layout.upright(text.placed.page):
            yield Due("7.3.3", "首行缩进2字", text.text)
    for heading in layout.written(*_FACES):
        yield Due("7.3.3", f"{heading.role}字体", heading.text)
    if any(layout.written(*_TEXT)):
        yield Due("7.3.3", "首页显示正文")
