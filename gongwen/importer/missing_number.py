"""A heading that lost its number: a short line, no sentence, where 一、二、 … 四、 lack one."""

from __future__ import annotations

from ..paper.numbering import PADDING, format_number, parse_marker
from ..problem import Level
from ..problem_ids import UNSURE
from .contents import Content
from .markers import first_marker
from .pieces import Source, SourceParagraph
from .wording import is_title_like

_LONGEST = 28
_ORDER = ("第一章", "第一节", "一、", "（一）", "1.", "（1）")


def with_lost_numbers(contents: list[Content], source: Source) -> list[Content]:
    """The contents with the number put before such a line, wherever just one line fits."""
    numbered = [
        (place, *found)
        for place, each in enumerate(contents)
        if isinstance(each, SourceParagraph)
        and (found := first_marker(each.text))
        and found[0] in _ORDER
    ]
    mended = list(contents)
    before: dict[str, tuple[int, int]] = {}
    for place, sample, number in numbered:
        last = before.get(sample)
        if last and number == last[1] + 2:
            fitting = [each for each in range(last[0] + 1, place) if _fits(mended, each, contents)]
            if len(fitting) == 1:
                _mend(mended, fitting[0], sample, number - 1, source)
        before[sample] = (place, number)
        for other in [each for each in before if _is_deeper(each, sample)]:
            del before[other]
    return mended


def _is_deeper(sample: str, than: str) -> bool:
    return _ORDER.index(sample) > _ORDER.index(than)


def _fits(mended: list[Content], place: int, contents: list[Content]) -> bool:
    each = mended[place]
    if not isinstance(each, SourceParagraph) or first_marker(each.text):
        return False
    follows = place + 1 < len(contents)
    blanks = any(character in PADDING for character in each.text)
    return follows and len(each.text) <= _LONGEST and is_title_like(each.text) and not blanks


def _mend(mended: list[Content], place: int, sample: str, number: int, source: Source) -> None:
    each, marker = mended[place], parse_marker(sample)
    if not isinstance(each, SourceParagraph) or marker is None:
        return
    lost = format_number(marker, number)
    message = f"像是标题，缺层次序数“{lost}”"
    source.say(UNSURE, Level.WARNING, each.number, message, "已经当作标题，请核对")
    remark = f"原文第{each.number}{source.unit}：{message}，已经当作标题"
    mended[place] = SourceParagraph(
        lost + each.text, each.number, each.look, (*each.remarks, remark)
    )
