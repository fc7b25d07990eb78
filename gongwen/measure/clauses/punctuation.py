"""Punctuation on the grid: none that may not at the head or end of a line, quotes in the Chinese
face (9; GB/T 15834).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...sheet.families import face_of
from ..due import Due
from ..elements import LaidOut
from ..faces import is_han
from ..measurement import Measurement

_NOT_AT_HEAD = "，。、；：？！）〕】》〉”’％"
_NOT_AT_END = "（〔【《〈“‘"
_UNSPLIT = ("——", "……")
_CHINESE_MARKS = "“”‘’—…"


def measure(layout: LaidOut) -> Iterator[Measurement]:
    for element in layout.elements:
        for above, below in pairwise(element.rows):
            head = below.text[0] if below.text[0] in _NOT_AT_HEAD else "无"
            yield Measurement("9", "行首不出现的标点", "无", head, below.page, below.text[:6])
            split = above.text[-1] + below.text[0] in _UNSPLIT
            end = above.text[-1] if above.text[-1] in _NOT_AT_END or split else "无"
            yield Measurement("9", "行末不出现的标点", "无", end, above.page, above.text[-6:])
        faces = {face_of(glyph.font) for glyph in element.glyphs if is_han(glyph.text)}
        for glyph in element.glyphs:
            if faces and glyph.text in _CHINESE_MARKS:
                own = face_of(glyph.font)
                found = "同中文" if own in faces else own
                yield Measurement(
                    "9", "引号破折号省略号用中文字体", "同中文", found, element.page, glyph.text
                )


def due(layout: LaidOut) -> Iterator[Due]:
    for text in layout.spots:
        if any(is_han(sign) for sign in text.text):
            for sign in text.text:
                if sign in _CHINESE_MARKS:
                    yield Due("9", "引号破折号省略号用中文字体", text.text)
