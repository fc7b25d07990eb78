"""句末标点：一段文字的末尾没有标点。"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.texts import PARAGRAPH
from ..problem import Level
from . import Context, Finding

NAME = "句末标点"
LEVEL = Level.NOTICE
BASIS = "GB/T 15834《标点符号用法》"
STANDS_ALONE = True
WRONG = """\
正文:
- 各单位要高度重视，明确专人负责。活动情况于月底前报送市教育局
"""
RIGHT = """\
正文:
- 各单位要高度重视，明确专人负责。活动情况于月底前报送市教育局。
"""

_ENDS = "。！？；：…”’）》】.!?;:)，、,"


def check(context: Context) -> Iterator[Finding]:
    """A paragraph of more than a sentence whose last sentence is not closed; that one broke off
    after a comma is another rule's.
    """
    for passage in context.passages:
        text = passage.text.rstrip()
        if passage.key == PARAGRAPH and "。" in text and not text.endswith(tuple(_ENDS)):
            yield Finding(
                context.spot(passage.place, text, len(text) - 1),
                f"这一段末尾没有标点：……{text[-10:]}",
                hint="句末加上“。”",
            )
