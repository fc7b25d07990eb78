"""小数序数：段落以1.1、1.1.1这样的数开头，却没有当作序数。

文件里没有写“编号: {层次: [1, 1.1, 1.1.1, （1）]}”的，这样的段落照原样印，不是标题，
不重新编号，也不进目录。
写了“编号”的，数字后面没有空格，又接不上前文的，也照原样印。
预案、技术方案常用这样的序数；小数、日期（5.12、1.5亿元）不算。
条目“1.”“2.”后面的一段以“3.5%”开头，分不清是第3条还是小数的，也照原样印，也提醒。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.blocks import Item, Prose
from ..document.parts import Numbered
from ..document.tree import parts_of
from ..document.walk import Step, scheme_of
from ..paper.numbering import format_number
from ..paper.outline import looks_like_decimal_heading
from ..problem import Level
from . import Context, Finding

NAME = "小数序数"
LEVEL = Level.WARNING
BASIS = "惯例"
WRONG = """\
正文: |
  1 总则
  1.1 编制目的
  提高处置突发事件的能力。
  1.2 编制依据
  依据有关法律、法规制定本预案。
"""
RIGHT = """\
编号: {层次: [1, 1.1, 1.1.1, （1）]}
正文: |
  1 总则
  1.1 编制目的
  提高处置突发事件的能力。
  1.2 编制依据
  依据有关法律、法规制定本预案。
"""
_FEWEST = 2
"""A single 1.1 may be any number; 2.1.2 is none."""


def check(context: Context) -> Iterator[Finding]:
    """The first of such paragraphs of each part, and how many there are."""
    for part in parts_of(context.document):
        yield from _in_part(part, context)
        yield from _after_items(part, context)


def _after_items(part: Numbered, context: Context) -> Iterator[Finding]:
    """Paragraphs right after items that may as well be the next: 3.5% after the second."""
    before: Step | None = None
    for step in context.steps(part):
        if before and isinstance(step.block, Prose) and before.number and before.marker:
            begins = format_number(before.marker, before.number + 1)
            if begins.endswith(".") and re.match(re.escape(begins) + "[0-9]", step.block.text):
                yield Finding(
                    step.block.place(),
                    f"这一段以“{begins}{step.block.text[len(begins)]}”开头，紧接着第{before.number}条，"
                    f"分不清是第{before.number + 1}条还是小数，照原样印",
                    hint=f"是第{before.number + 1}条的，在“{begins}”后面空一格，或者写进“条目”",
                    element=begins,
                )
        before = step if isinstance(step.block, Item) else None


def _in_part(part: Numbered, context: Context) -> Iterator[Finding]:
    scheme = scheme_of(part.numbering, bool(part.articles))
    declared = any(marker.is_decimal for marker in scheme.levels)
    found = [
        (step.block, number)
        for step in context.steps(part)
        if isinstance(step.block, Prose) and (number := looks_like_decimal_heading(step.block.text))
    ]
    if not declared and len(found) < _FEWEST:
        found = [(block, number) for block, number in found if number.count(".") >= _FEWEST]
    if not found:
        return
    first, number = found[0]
    more = f"，这样的共{len(found)}段" if len(found) > 1 else ""
    if declared:
        hint = f"是序数的，在“{number}”后面空一格；接不上前文的，核对是不是写错了号"
    else:
        hint = "是层次序数的，在文件里加一行：编号: {层次: [1, 1.1, 1.1.1, （1）]}"
    yield Finding(
        first.place(),
        f"这一段以“{number}”开头，没有当作序数，照原样印{more}",
        hint=hint,
        element=number,
    )
