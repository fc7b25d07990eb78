"""Headings that lost both number and face: short lines of their own between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..problem import Level
from .islands import Content
from .markers import first_marker
from .pieces import Paragraph, Source
from .responsibility import line_field
from .wording import HAN, is_unit, read_date

UNSURE = "导入存疑"
_HEADING = re.compile(
    rf"[{HAN}“”]{{2,16}}(?:和|与|及|、)?[{HAN}“”]{{0,10}}(?:（[^（）]{{1,10}}）)?"
)
_ENDS = ("。", "！", "？", "；", "：", "）", "”")
_FEWEST = 2
_WORD = re.compile("(?:特此|妥否|此复|专此|以上|略|无|附件|附表|备注)")


def with_bare_headings(contents: list[Content], source: Source) -> list[Content]:
    """The contents with such lines as headings of the first level, where a text has no “一、” and
    no styles or faces that would tell, and there are two of them at least.
    """
    paragraphs = [each for each in contents if isinstance(each, Paragraph)]
    numbered = {found[0] for each in paragraphs if (found := first_marker(each.text))}
    if numbered & {"一、", "第一章"} or any(_has_look(each) for each in paragraphs):
        return contents
    places = [at for at in range(len(contents)) if _is_heading(contents, at)]
    if len(places) < _FEWEST:
        return contents
    mended = list(contents)
    for at in places:
        each = mended[at]
        if isinstance(each, Paragraph):
            message = "像是标题，没有层次序数"
            source.say(UNSURE, Level.WARNING, each.number, message, "已经当作标题，请核对")
            remark = (
                f"原文第{each.number}{source.unit}：{message}，已经当作标题；要编号的删去“编号: 无”"
            )
            look = replace(each.look, outline=1)
            mended[at] = replace(each, look=look, remarks=(*each.remarks, remark))
    return mended


def _has_look(paragraph: Paragraph) -> bool:
    look = paragraph.look
    return bool(look.outline or look.bold or look.lead or (look.style and look.style != "Normal"))


def _is_heading(contents: Sequence[Content], at: int) -> bool:
    """Whether a short line stands between what ends in a stop and a paragraph that does."""
    each = contents[at]
    if not isinstance(each, Paragraph) or not _HEADING.fullmatch(each.text):
        return False
    if is_unit(each.text) or read_date(each.text) or _WORD.match(each.text):
        return False
    if each.look.centred or each.look.right or at + 1 >= len(contents):
        return False
    before = contents[at - 1] if at else None
    after = contents[at + 1]
    return (before is None or not isinstance(before, Paragraph) or _ends(before)) and (
        isinstance(after, Paragraph)
        and (_ends(after) or first_marker(after.text) is not None)
        and line_field(after.text) is None
    )


def _ends(paragraph: Paragraph) -> bool:
    return paragraph.text.endswith(_ENDS)
