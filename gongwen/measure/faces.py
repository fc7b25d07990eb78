"""Glyphs by the faces of a 公文, and by the room they take."""

from __future__ import annotations

from .. import patterns as re
from ..sheet.families import face_of
from .pages import Glyph

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
FULL_WIDTH_MARKS = "，。、；：？！（）〔〕《》〈〉“”‘’【】—…"


def is_han(text: str) -> bool:
    """Whether it is a Chinese character."""
    return bool(_HAN.match(text))


def is_full_width(text: str) -> bool:
    """Whether it takes one character of the grid."""
    return is_han(text) or text in FULL_WIDTH_MARKS


def face(glyphs: tuple[Glyph, ...]) -> str:
    """The face of most of the Chinese characters (of all, where there are none): a rare character
    may come from another font.
    """
    faces = [face_of(glyph.font) for glyph in glyphs if is_han(glyph.text)]
    faces = faces or [face_of(glyph.font) for glyph in glyphs]
    return max(sorted(set(faces)), key=faces.count)
