"""时间不一：开头说定于哪一天，后面“会议时间”一节写的是另一天。

“定于2026年3月4日召开”，“一、会议时间”下面写“2026年3月11日”，必有一处是错的。报名、报到、截止的日期另有所指，不比。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.texts import Passage
from ..paper.dates import WrittenDate
from ..problem import Level
from . import Context, Finding

NAME = "时间不一"
LEVEL = Level.WARNING
BASIS = "同一件事前后要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 定于2026年3月4日召开全市防汛工作会议。
- 节: 会议时间
  接排: 2026年3月11日上午9时。
"""
RIGHT = """\
正文:
- 定于2026年3月4日召开全市防汛工作会议。
- 节: 会议时间
  接排: 2026年3月4日上午9时，3月3日下午报到。
"""

_SET = r"(?:定于|拟于|计划于|决定于|将于|决定自|定为|决定从|于)(?:每年)?$"
_HELD = (
    "^(?:起|至[^，。；]{2,14}|（[^（）]{1,10}）|上午|下午|晚上|[0-9:：时点分]|在[^，。；]{2,30}"
    "){0,5}"
    "(?:召开|举行|举办|开展|组织|进行|启动|实施|施行|开幕|对|起)"
)
_ABOUT = (
    "会议|活动|培训|考试|评审|比赛|竞赛|论坛|演练|调整|施工|管制|实施|举办|召开|停水|停电|"
    "交通管制|检查|测试|笔试|面试|开放|展览|展出|整治|改造|封闭|作业|演出|开幕|仪式|听证|"
    "公开课|调研|观摩"
)
_HEADING = (
    f"^(?:{_ABOUT})?(?:的)?(?:起止)?(?:时间|日期)(?:和地点|、地点|及地点|与地点|地点|安排|"
    f"、地点和.{{2,6}})?$"
)
_LABEL = (
    rf"^(?:[（(]?[一二三四五六七八九十\d][）).．、])?(?:{_ABOUT})(?:的)?(?:时间|日期)(?:和地点|"
    "、地点|及地点)?[：:。]"
)
_OPENING = 6
"""Passages among which the opening stands."""


def check(context: Context) -> Iterator[Finding]:
    """The day in the section on the time, where it is not that in the opening."""
    for passages in context.passages_by_part:
        opening = _opening(passages, context)
        section = _section(passages, context) if opening else None
        if opening is None or section is None:
            continue
        (said, first), (passage, dates) = opening, section
        here = dates[0]
        known = {(each.month, each.day) for each in dates[:1]}
        same_year = not (first.year and here.year) or first.year == here.year
        if (first.month, first.day) in known and same_year:
            continue
        if here.start < first.start and passage is said:
            continue
        yield Finding(
            context.spot(passage.place, passage.text, here.start),
            f"这里写的是“{here.written}”，第{said.place.line}行写的是“{first.written}”",
            hint="核对哪一处对；说的不是一件事的，不用改",
            element=here.written,
        )


def _opening(passages: Sequence[Passage], context: Context) -> tuple[Passage, WrittenDate] | None:
    """The one day that the opening sets for what is to be."""
    found = []
    for passage in passages[:_OPENING]:
        if not passage.is_prose or ("于" not in passage.text and "决定" not in passage.text):
            continue
        for date in context.dates_of(passage):
            before, after = passage.text[: date.start], passage.text[date.end :]
            if date.day and re.search(_SET, before) and re.match(_HELD, after):
                found.append((passage, date))
    return found[0] if len(found) == 1 else None


def _section(
    passages: Sequence[Passage], context: Context
) -> tuple[Passage, Sequence[WrittenDate]] | None:
    """The passage that says when, by its heading or label, with its dates; it begins with one."""
    for number, passage in enumerate(passages):
        label = re.match(_LABEL, passage.text)
        if label is None and not re.match(_HEADING, passage.text.rstrip("：:。")):
            continue
        after = passage if label else next(iter(passages[number + 1 : number + 2]), None)
        start = label.end() if label else 0
        if after is None or re.search("报到|报名|第一场|分批|第一批|另行", after.text):
            return None
        dates = [each for each in context.dates_of(after) if each.day and each.start >= start]
        if dates and re.fullmatch(
            "(?:定于|拟于|自|从|于|为|是|：)?", after.text[start : dates[0].start]
        ):
            return after, dates
        return None
    return None
