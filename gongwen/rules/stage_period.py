"""阶段时间：一个阶段结束在开始之前。"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.blocks import Stage
from ..document.tree import elements_of
from ..problem import Level
from . import Context, Finding

NAME = "阶段时间"
LEVEL = Level.ERROR
BASIS = "起止时间要先后相接"
WRONG = """\
正文:
- 阶段:
  - 阶段: 宣传发动阶段
    起: 2026-09
    止: 2026-03
    接排: 各单位要广泛发动。
"""
RIGHT = """\
正文:
- 阶段:
  - 阶段: 宣传发动阶段
    起: 2026-03
    止: 2026-09
    接排: 各单位要广泛发动。
"""


def check(context: Context) -> Iterator[Finding]:
    """Each stage that ends before it starts."""
    for element in elements_of(context.document):
        if (
            isinstance(element, Stage)
            and element.start is not None
            and element.end is not None
            and element.end.last_day() < element.start
        ):
            yield Finding(
                element.place("止"),
                f"“{element.name}”{element.end}结束，却在{element.start}开始",
                hint="核对“起”和“止”",
            )
