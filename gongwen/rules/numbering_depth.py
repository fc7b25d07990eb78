"""层次太多：层次比序数还多，再往下的几层印成同一种序数，分不出上下。

国标有四个层次；“编号”里写的层次用完以后，接着用①和a.，更深的都印a.。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.tree import parts_of
from ..document.walk import scheme_of
from ..problem import Level
from . import Context, Finding

NAME = "层次太多"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 7.3.3"
WRONG = """\
编号: {层次: [一、]}
正文:
- 节: 总体要求
  正文:
  - 条目:
    - 文: 办出特色
      条目:
      - 文: 办好开幕式
        条目:
        - 邀请读者
"""
RIGHT = """\
正文:
- 节: 总体要求
  正文:
  - 条目:
    - 文: 办出特色
      条目:
      - 文: 办好开幕式
        条目:
        - 邀请读者
"""


def check(context: Context) -> Iterator[Finding]:
    """The first block of each part that lies deeper than there are markers."""
    for part in parts_of(context.document):
        scheme = scheme_of(part.numbering, bool(part.articles))
        deepest = len(scheme.markers)
        deeper = (
            step for step in context.steps(part) if step.number is not None and step.level > deepest
        )
        if step := next(deeper, None):
            yield Finding(
                step.block.place(),
                f"这里是第{step.level}层，序数只有{deepest}种，会和上一层印成一样",
                hint="减少层次；或在“编号”的“层次”里把各层的序数都写上",
            )
