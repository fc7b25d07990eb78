"""Which signs begin no line of Chinese text, and which end none: written into every .docx and every
LibreOffice's profile, and held to by what counts lines, so that all break lines alike.
"""

from __future__ import annotations

from typing import Final

NOT_FIRST: Final = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…—‰′″›℃∶、。〃〉》"
    "」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
"""Word's list for Chinese, and the dash, whose two halves are not parted (GB/T 15834 5.1)."""
NOT_LAST: Final = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
"""Word's list for Chinese."""
