"""标题句号：单独占一行的层次标题末尾用了句号，或者分号、冒号。

标题后面另起一行写正文的，标题末尾不加标点；标题后面接着写正文的，才用句号隔开。
二级以下的标题，全文都加的，是一种习惯，不提示。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from ..document.blocks import Block, Items, Prose, Section
from ..document.tree import parts_of
from ..problem import Level, Place
from . import Context, Finding

NAME = "标题句号"
LEVEL = Level.NOTICE
BASIS = "GB/T 15834-2011：标题末尾一般不用句号"
WRONG = """\
正文:
- 一、总体要求。
- 各单位要高度重视，抓好落实。
- 二、工作安排
- 各单位要制定方案，按时报送。
"""
RIGHT = """\
正文:
- 一、总体要求
- 各单位要高度重视，抓好落实。
- 二、工作安排
- （一）健全机制。各单位要建立机制。
"""
_STOP = "。"
_OTHERS = ("；", "：")
_LONGEST = 25
"""Characters of a heading; what is longer is a sentence that happens to be numbered."""


class _Heading(Struct, frozen=True):
    """A heading on a line of its own."""

    title: str
    place: Place
    level: int

    @property
    def is_stopped(self) -> bool:
        return self.title.endswith(_STOP)


def check(context: Context) -> Iterator[Finding]:
    """The first heading with a stop of each part, and how many there are. What an office does with
    every heading below the first level is its custom.
    """
    for part in parts_of(context.document):
        headings = list(_headings(part.body, 1))
        bare = {each.level for each in headings if not each.is_stopped}
        found = [each for each in headings if each.is_stopped and each.level in {1, *bare}]
        if found:
            title, place = found[0].title, found[0].place
            more = f"，共有{len(found)}处" if len(found) > 1 else ""
            yield Finding(
                context.spot_of(place, title),
                f"标题“{title.rstrip(_STOP)}”单独占一行，末尾用了句号{more}",
                hint="删去句号；后面的文字接着写的，才用句号",
                element=title,
            )
        for each in headings:
            if each.title.endswith(_OTHERS):
                yield Finding(
                    context.spot_of(each.place, each.title),
                    f"标题“{each.title[:-1]}”单独占一行，末尾用了“{each.title[-1]}”",
                    hint=f"删去“{each.title[-1]}”",
                    element=each.title,
                )


def _headings(body: Sequence[Block], level: int) -> Iterator[_Heading]:
    for block, following in pairwise((*body, None)):
        if isinstance(block, Section):
            ends = block.title.endswith(_OTHERS)
            if ends and block.body and isinstance(block.body[0], Prose):
                if _is_heading(block.title[:-1]):
                    yield _Heading(block.title, block.place("节"), level)
            elif not block.run_in and block.body and _is_heading(block.title):
                yield _Heading(block.title, block.place("节"), level)
            yield from _headings(block.body, level + 1)
        elif isinstance(block, Items) and len(block.items) == 1 and isinstance(following, Prose):
            item = block.items[0]
            typed = item.typed_number
            stopped = item.text.endswith((_STOP, *_OTHERS))
            if typed and not item.items and stopped and _is_heading(item.text.rstrip("；：")):
                yield _Heading(item.text, item.place("文"), typed.level or level)


def _is_heading(text: str) -> bool:
    """Whether a text is a heading, but for a stop at its end."""
    return (
        len(text) <= _LONGEST
        and _STOP not in text[:-1]
        and not any(mark in text for mark in "；：")
    )
