"""Headings without a number: short lines of their own, in a heavier face or between paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from .. import patterns as re
from ..paper.people import people_in
from ..problem import Level
from ..problem_ids import UNSURE
from .contents import Content, Recognised
from .markers import decimal_samples, first_marker
from .pieces import Source, SourceParagraph, SourceTable
from .responsibility import line_field
from .wording import HAN, is_title_like, is_unit, read_date

_HEADING = re.compile(
    rf"[{HAN}“”]{{2,16}}(?:和|与|及|、)?[{HAN}“”]{{0,10}}(?:（[^（）]{{1,10}}）)?"
)
_ENDS = ("。", "！", "？", "；", "：", "）", "”")
_FEWEST, _LONGEST = 2, 28
_WORD = re.compile("(?:特此|妥否|此复|专此|以上|略|无|附件|附表|备注)")
BY_FACE = "像是没有序数的标题（整段是粗体或黑体、楷体）"
BY_PLACE = "像是标题，没有层次序数"
_ADVICE = "已经当作标题，请核对；要编号的删去“编号: 无”"


def with_bare_headings(contents: list[Content], source: Source) -> list[Content]:
    """The contents with such lines as headings of the first level, where a text has no “一、”.

    A heavier face tells in a file that has faces; where it has none, what a line is like and what
    stands around it, if there are two of them at least.
    """
    paragraphs = [each for each in contents if isinstance(each, SourceParagraph)]
    numbered = {found[0] for each in paragraphs if (found := first_marker(each.text))}
    if numbered & {"一、", "第一章"} or any(_has_level(each) for each in paragraphs):
        return contents
    if decimal_samples([each.text for each in paragraphs]):
        return contents
    heavy = [at for at in range(len(contents)) if _is_heavy(contents, at)]
    faces = any(each.look.bold or each.look.lead for each in paragraphs)
    places = [at for at in range(len(contents)) if not faces and _is_heading(contents, at)]
    if len(places) < _FEWEST:
        places = []
    mended = list(contents)
    for at in heavy or places:
        each = mended[at]
        if isinstance(each, SourceParagraph):
            message = BY_FACE if heavy else BY_PLACE
            level = Level.NOTICE if heavy else Level.WARNING
            source.say(UNSURE, level, each.number, message, _ADVICE)
            remark = f"原文第{each.number}{source.unit}：{message}；{_ADVICE}"
            look = replace(each.look, outline=1)
            mended[at] = replace(each, look=look, remarks=(*each.remarks, remark))
    return mended


def _has_level(paragraph: SourceParagraph) -> bool:
    """Whether the file itself says that a paragraph is a heading."""
    return bool(paragraph.look.outline)


def _is_heavy(contents: Sequence[Content], at: int) -> bool:
    """Whether all of a short line is heavy, and what follows is not."""
    each = contents[at]
    if not isinstance(each, SourceParagraph) or not each.look.bold or first_marker(each.text):
        return False
    if each.look.centred or each.look.right or len(each.text) > _LONGEST or at + 1 >= len(contents):
        return False
    after = contents[at + 1]
    light = isinstance(after, SourceTable | Recognised) or not after.look.bold
    return (
        is_title_like(each.text)
        and (
            light
            or first_marker(after.text if isinstance(after, SourceParagraph) else "") is not None
        )
        and not is_unit(each.text)
        and _WORD.match(each.text) is None
    )


def _is_heading(contents: Sequence[Content], at: int) -> bool:
    """Whether a short line stands between what ends in a stop and a paragraph that does."""
    each = contents[at]
    if not isinstance(each, SourceParagraph) or not _HEADING.fullmatch(each.text):
        return False
    if is_unit(each.text) or read_date(each.text) or _WORD.match(each.text):
        return False
    if people_in(each.text):
        return False
    if each.look.centred or each.look.right or at + 1 >= len(contents):
        return False
    before = contents[at - 1] if at else None
    after = contents[at + 1]
    return (before is None or not isinstance(before, SourceParagraph) or _ends(before)) and (
        isinstance(after, SourceParagraph)
        and (_ends(after) or first_marker(after.text) is not None)
        and line_field(after.text) is None
    )


def _ends(paragraph: SourceParagraph) -> bool:
    return paragraph.text.endswith(_ENDS)
