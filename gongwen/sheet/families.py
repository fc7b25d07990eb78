"""Which of the five faces of a 公文 a font is, from its name; a stand-in is what it stands for."""

from __future__ import annotations

from .. import patterns as re

_FACES = (
    ("小标宋", r"小标宋|heavy ?song|xbs|xiaobiao|(?:noto|source ?han) ?serif|fandolsong-bold"),
    ("仿宋", r"仿宋|fang ?song|fandolfang|fs_gb|fzfs"),
    ("楷体", r"楷体|kai|fzkt"),
    ("黑体", r"黑体|hei|fzht|sanssc|sanscjk|sourcehansans"),
    ("宋体", r"宋体|simsun|song|fzss|sun-ext"),
)


def face_of(font: str) -> str:
    """仿宋, 楷体, 黑体, 宋体 or 小标宋; the font's own name where it is none of them."""
    for face, pattern in _FACES:
        if re.search(pattern, font, re.IGNORECASE):
            return face
    return font
