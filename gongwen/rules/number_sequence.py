"""层次序数：手写的序数（粘贴的文字里、节和条目的文字前、附件标题前）缺号、重号或者乱了顺序。

序数由程序重新编排，这里只提醒核对：是写错了号，还是漏了一段。一处断开只提醒一次，后面跟着错的不再提。
开头的一段误写了“一、”，会排成第一个标题，后面的节都往后推一号，也提醒。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.blocks import Item, Items, Section
from ..document.parts import Attachment, Numbered
from ..document.tree import parts_of
from ..document.walk import scheme_of, walk
from ..numbering import format_number
from ..problem import Level
from . import Context, Finding

NAME = "层次序数"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 7.3.3"
WRONG = """\
正文: |
  一、加强领导。各单位要明确专人。
  二、加强宣传。市文旅局要办好开幕式。
  四、加强保障。市财政局要落实经费。
"""
RIGHT = """\
正文: |
  一、加强领导。各单位要明确专人。
  二、加强宣传。市文旅局要办好开幕式。
  三、加强保障。市财政局要落实经费。
"""


def check(context: Context) -> Iterator[Finding]:
    """Where a typed number breaks its sequence."""
    for part in parts_of(context.document):
        yield from _in_part(part)
        yield from _opening(part)
        yield from _of_attachments(getattr(part, "attachments", ()))


def _of_attachments(attachments: tuple[Attachment, ...]) -> Iterator[Finding]:
    """Attachments whose typed numbers are not those that they get."""
    for number, attachment in enumerate(attachments, 1):
        typed = attachment.typed_number
        if typed not in (None, number):
            yield Finding(
                attachment.place("标题"),
                f"附件标题前写了序号{typed}，它是第{number}个附件",
                hint="核对附件的先后；序号由程序编，不用写",
                element=f"附件{typed}",
            )


def _opening(part: Numbered) -> Iterator[Finding]:
    """An opening paragraph that begins with the first number, before 节 whose numbers are not
    typed: it is set as the first heading, and moves on their numbers.
    """
    first, after = (*part.body[:2], None, None)[:2]
    if not (isinstance(after, Section) and after.typed_number is None):
        return
    if after.numbering == "无":
        return
    text = ""
    block: Section | Item
    if isinstance(first, Section) and not first.body:
        block, text = first, first.title + (first.run_in or "")
    elif isinstance(first, Items) and len(first.items) == 1 and not first.items[0].items:
        block, text = first.items[0], first.items[0].text
    if text and block.is_pasted and re.search("[，：]", text):
        yield Finding(
            block.place(),
            "开头的这一段写了序数，会排成第一个标题，后面的节跟着往后编",
            hint="是引出下文的一段，就删去序数；确是第一部分，就写成“- 节: ……”",
            element="开头",
        )


def _in_part(part: Numbered) -> Iterator[Finding]:
    """`shifts` is, by level, how far the typed numbers are from those that are printed; on the
    levels `going_on` they count on across parents, which is said once.
    """
    scheme = scheme_of(part.numbering, bool(part.articles))
    shifts: dict[int, int] = {}
    before: dict[int, int] = {}
    going_on: set[int] = set()
    for step in walk(part, scheme):
        if step.number is None or step.marker is None or step.closing:
            continue
        for deeper in [each for each in shifts if each > step.level]:
            if deeper not in scheme.continuous:
                del shifts[deeper]
        if step.number == 1 and step.level not in scheme.continuous:
            shifts.pop(step.level, None)
        if step.typed is None:
            continue
        shift = step.typed.number - step.number
        if shift not in (0, shifts.get(step.level, 0)):
            written = format_number(step.marker, step.typed.number)
            printed = format_number(step.marker, step.number)
            hint = f"核对是漏了内容，还是写错了号；印出来是“{printed}”"
            message = f"序数“{written}”与前文接不上，应为“{printed}”"
            goes_on = step.number == 1 and step.typed.number == before.get(step.level, 0) + 1
            if goes_on:
                message = f"序数“{written}”接着前面的往下编，印出来却会从“{printed}”重新开始"
                hint = f"各节连续编号的，在文件里加一行：编号: {{连续: [{step.level}]}}"
            if not (goes_on and step.level in going_on):
                yield Finding(step.block.place(), message, hint, element=written)
            if goes_on:
                going_on.add(step.level)
        shifts[step.level] = shift
        before[step.level] = step.typed.number
