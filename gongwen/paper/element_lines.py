"""What element of a 公文 a paragraph of its own is by its words: 成文日期, 抄送, 附注 and so on.

The program sets these in their own places, so both a text that was typed and one that is imported
are asked. 主送 and 附件说明, which only their place in a text tells, are not here.
"""

from __future__ import annotations

import re

DRAFT_MARK = re.compile(r"[（(](征求意见|送审|印发)稿[）)]")
PRINTED = re.compile(r"([^，。；：]{2,30}?)[\s\u3000]*\d{4}年\d{1,2}月\d{1,2}日印发")
_PUBLICITY = re.compile(r"[（(]此件[^（）()]{2,20}[）)]")
_COPIES = re.compile(r"(抄送|主送|抄报)[：:]")
_DATE = re.compile(
    r"(?:\d{4}|[二〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)


def element_of_line(text: str) -> str:
    """The element that the paragraph `text` is; "" where its words are none's."""
    if PRINTED.fullmatch(text):
        return "印发机关和印发日期"
    if _PUBLICITY.fullmatch(text):
        return "附注"
    if DRAFT_MARK.fullmatch(text):
        return "稿本标记"
    if match := _COPIES.match(text):
        return "主送机关" if match[1] == "主送" else "抄送机关"
    return "成文日期" if _DATE.fullmatch("".join(text.split())) else ""
