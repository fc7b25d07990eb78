"""纪要: 出席, 请假, 列席 (10.3); its mark is measured as that of any 文件 (7.2.4)."""

from __future__ import annotations

from collections.abc import Iterator

from ..due import Due
from ..elements import LaidOut
from ..faces import face
from ..measurement import Measurement
from . import BODY

_WORD = 2


def measure(layout: LaidOut) -> Iterator[Measurement]:
    norm = layout.norm
    for element in layout.of("出席", "出席续"):
        row, about = element.first, element.text[:8]
        wanted = norm.left + norm.attendance_in * norm.character
        yield Measurement("10.3", "出席名单左空2字", wanted, row.left, row.page, about)
        word, rest = row.glyphs[:_WORD], row.glyphs[_WORD + 1 :]
        yield Measurement("10.3", "“出席”等字字体", "黑体", face(word), row.page, about)
        yield Measurement("10.3", "出席名单字体", "仿宋", face(rest), row.page, about)
        yield Measurement("10.3", "“出席”等字后标全角冒号", "：", row.text[_WORD], row.page, about)
        for turnover in element.rows[1:]:
            yield Measurement(
                "10.3",
                "出席名单回行与冒号后首字对齐",
                wanted + 3 * norm.character,
                turnover.left,
                turnover.page,
                about,
            )
        above = layout.before(element)
        if element.role == "出席" and above is not None and above.role in BODY:
            distance = row.place - above.last.place
            yield Measurement(
                "10.3", "出席名单在正文之下空1行", 2 * norm.row, distance, row.page, about
            )


def due(layout: LaidOut) -> Iterator[Due]:
    for element in layout.written("出席", "出席续"):
        for name in ("出席名单左空2字", "“出席”等字字体", "出席名单字体"):
            yield Due("10.3", name, element.text)
        above = layout.above(element)
        if element.role == "出席" and above is not None and above.role in BODY:
            yield Due("10.3", "出席名单在正文之下空1行", element.text, (above, element), 2)
