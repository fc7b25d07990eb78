"""句末标点：一段文字的末尾没有标点，或者引起下文的“以下几项工作”后面用了句号。

正文段落、接排、内容、条目、条文都查；条目里只有前后的条目用了标点的才查；表里的一格写了几句话的也查。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import CELL, PARAGRAPH, Passage
from ..problem import Level
from . import Context, Finding

NAME = "句末标点"
LEVEL = Level.NOTICE
BASIS = "GB/T 15834《标点符号用法》"
STANDS_ALONE = True
MADE_AFTER = ("001",)
WRONG = """\
正文:
- 各单位要高度重视，明确专人负责，活动情况于月底前报送市教育局
"""
RIGHT = """\
正文:
- 各单位要高度重视，明确专人负责。活动情况于月底前报送市教育局。
- 节: 报送材料
  正文:
  - 条目: [活动方案, 活动总结]
"""

_LEADS_ON = (
    "(?:以下|下列)(?:[几两三四五六七八九十]|若干)[个项点条种]?(?:方面)?"
    "的?(?:问题|意见|要求|措施|建议|工作|事项|情况|原则)?。$"
)
"""通知如下。 is no slip: the central offices print it so too."""
_ENDS = "。！？；：…”’）》】.!?;:)，、,"
_SENTENCES = ("接排", "内容", "条")
_ITEM = "文"
_HEADING = "节"
_SHORTEST_CELL = 20
_SHORTEST = 12
"""Characters of a sentence; what is shorter may be a line of a letter or a form."""


def check(context: Context) -> Iterator[Finding]:
    """A text whose last sentence is not closed; that one broke off after a comma is another
    rule's.
    """
    passages = context.passages
    for number, passage in enumerate(passages):
        text = passage.text.rstrip()
        if passage.is_prose and (match := re.search(_LEADS_ON, text)):
            stop = text.index("。", match.start())
            yield Finding(
                context.spot(passage.place, text, stop),
                f"“{text[max(0, stop - 8) : stop + 1]}”引起下文，用了句号",
                hint="“。”改成“：”",
                element=match[0],
            )
        if not text or text[-1] in _ENDS or text[-1].isascii():
            continue
        if text.count("《") > text.count("》"):
            continue  # broken within a name, as another rule tells
        around = (*passages[max(0, number - 1) : number], *passages[number + 1 : number + 2])
        if _is_sentence(passage, text, around):
            yield Finding(
                context.spot(passage.place, text, len(text) - 1),
                f"这一段末尾没有标点：……{text[-10:]}",
                hint="句末加上“。”",
            )


def _is_sentence(passage: Passage, text: str, around: tuple[Passage, ...]) -> bool:
    if passage.key in (PARAGRAPH, *_SENTENCES):
        if "。" in text:
            return True
        return "，" in text and "：" not in text and len(text) >= _SHORTEST
    if passage.key == _HEADING:
        closed = [each for each in around if each.key == _HEADING and each.text.endswith("。")]
        return bool(closed) and "，" in text and len(text) >= _SHORTEST
    if passage.key == CELL:
        last = text.rsplit("\n", 1)[-1]  # 签名： and 年　月　日 follow the sentences of a form
        return "。" in last and len(text) >= _SHORTEST_CELL
    if passage.key == _ITEM:
        closed = [each for each in around if each.key == _ITEM and each.text.endswith(("。", "；"))]
        return bool(closed) and ("。" in text or "，" in text)
    return False
