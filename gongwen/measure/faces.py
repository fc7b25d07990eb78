"""Which of the five faces of a 公文 a font is, from its name; a stand-in is what it stands for."""

from __future__ import annotations

import re

from .pages import Glyph

_FACES = (
    ("小标宋", r"小标宋|heavy ?song|xbs|xiaobiao|(?:noto|source ?han) ?serif|fandolsong-bold"),
    ("仿宋", r"仿宋|fang ?song|fandolfang|fs_gb|fzfs"),
    ("楷体", r"楷体|kai"),
    ("黑体", r"黑体|hei|fzht|sanssc|sanscjk|sourcehansans"),
    ("宋体", r"宋体|simsun|song|fzss|sun-ext"),
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
FULL_WIDTH_MARKS = "，。、；：？！（）〔〕《》〈〉“”‘’【】—…"


def face_of(font: str) -> str:
    """仿宋, 楷体, 黑体, 宋体 or 小标宋; the font's own name where it is none of them."""
    for face, pattern in _FACES:
        if re.search(pattern, font, re.IGNORECASE):
            return face
    return font


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
