"""What element of a 公文 a paragraph of its own is by its words: 成文日期, 抄送, 附注 and so on.

The program sets these in their own places, so both a text that was typed and one that is imported
are asked. 主送 and 附件说明, which only their place in a text tells, are not here.
"""

from __future__ import annotations

from .. import patterns as re

DRAFT_MARK = r"[（(](征求意见|送审|印发)稿[）)]"
PRINTED = r"([^，。；：]{2,30}?)[\s\u3000]*\d{4}年\d{1,2}月\d{1,2}日印发"
_PUBLICITY = r"[（(]此件[^（）()]{2,20}[）)]"
_COPIES = r"(抄送|主送|抄报)[：:]"
_DATE = (
    r"(?:\d{4}|[二〇○零一二三四五六七八九]{4})年"
    r"[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)


def element_of_line(text: str) -> str:
    """The element that the paragraph `text` is; "" where its words are none's."""
    if text.endswith("印发") and re.fullmatch(PRINTED, text):
        return "印发机关和印发日期"
    if text.endswith(("）", ")")):
        if re.fullmatch(_PUBLICITY, text):
            return "附注"
        if re.fullmatch(DRAFT_MARK, text):
            return "稿本标记"
    if match := re.match(_COPIES, text):
        return "主送机关" if match[1] == "主送" else "抄送机关"
    is_date = text.rstrip().endswith("日") and re.fullmatch(_DATE, "".join(text.split()))
    return "成文日期" if is_date else ""
