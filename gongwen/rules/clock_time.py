"""时刻：没有这样的时刻，或者起止的时刻颠倒了。

“25：00”“2时75分”“上午15时”没有；“9：00—8：30”前后颠倒。过夜的（22：00—6：00）不算。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .. import patterns as re
from ..document.texts import Passage
from ..problem import Level
from . import Context, Finding

NAME = "时刻"
LEVEL = Level.WARNING
BASIS = "前后的时间要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 上午9：00—8：30开放，下午2时75分闭馆。
"""
RIGHT = """\
正文:
- 上午8：30—11：30开放，下午2时45分闭馆，夜间值班22：00—6：00，比例为1：500。
"""

_HALF = "上午|下午|晚上|早上|中午|凌晨|晚|夜间"
_TIME = (
    rf"(?P<half>{_HALF})?(?<![\d:：.])(?P<hour>\d{{1,2}})(?:[:：](?P<minute>\d"
    rf"{{2}})(?![\d:：])|(?:时|点)(?:(?P<minute2>\d{{1,2}})分)?(?![间段候限长效"
    rf"差代尚]))"
)
_BETWEEN = "(?:—+|－|–|~|～|-|至|到)+"
_IN_TWO_WAYS = (
    rf"(?<![\d午上:：])(?:1[3-9]|2[0-3])[:：时点]\d{{0,2}}分?{_BETWEEN}(?:下午|晚上?)\d{{1,2}}[:：时点]\d{{0,2}}"
    rf"|(?:下午|晚上?)\d[:：时点]\d{{0,2}}分?{_BETWEEN}(?:1[3-9]|2[0-3])[:：时点]\d{{0,2}}"
)
_OF_DAY = rf"日(?:[（(][^（）()]{{1,5}}[）)])?$|\d[时点](?:\d{{1,2}}分)?{_BETWEEN}$"
"""What before a number of hours says that it is a time of the day."""
_NOON = 12
_MORNING, _EVENING = 6 * 60, 17 * 60
"""Minutes from midnight: before the one nothing opens, after the other the next day is meant."""
_CUES = "上午|下午|晚|早|时间|开会|召开|集合|上班|开放|营业|报到|截止|开始|前|会议|值班|午"
NEEDS = ("：", ":", "时", "点")


def check(context: Context) -> Iterator[Finding]:
    """Each time that no clock shows, and each span of times that runs backwards."""
    for passage in context.passages_with(*NEEDS):
        if re.search(r"\d[:：时点]", passage.text):
            yield from _in_text(passage, context)


def _in_text(passage: Passage, context: Context) -> Iterator[Finding]:
    text = passage.text
    found = list(re.finditer(_TIME, text))
    for match in found:
        hour, minute = int(match["hour"]), int(match["minute"] or match["minute2"] or 0)
        about = text[max(0, match.start() - 8) : match.end() + 6]
        clock = match["half"] or match["minute2"] or re.search(_CUES, about)
        before = text[max(0, match.start() - 8) : match.start()]
        clock = clock or re.search(_OF_DAY, before)
        if not clock:
            continue
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            yield _finding(passage, match.start(), f"没有“{match[0]}”这个时刻", context)
        elif match["half"] in ("上午", "早上", "凌晨") and hour > _NOON:
            yield _finding(passage, match.start(), f"“{match[0]}”不是{match['half']}", context)
    for match in re.finditer(_IN_TWO_WAYS, text):
        yield _finding(passage, match.start(), f"“{match[0]}”两种计时的写法混用", context)
    for first, last in pairwise(found):
        if not re.fullmatch(_BETWEEN, text[first.end() : last.start()]):
            continue
        one, other = _minutes(first), _minutes(last, first["half"] or "")
        overnight = one >= _EVENING and not last["half"]
        if other >= one or overnight or re.search("次日|第二天|凌晨|夜", text):
            continue
        if first["half"] in ("上午", "早上") and last["half"] is None and other < _MORNING:
            continue  # 上午9:00—1:00 is typed without 下午 now and then
        span = text[first.start() : last.end()]
        yield _finding(passage, first.start(), f"“{span}”前后颠倒", context)


def _minutes(match: re.Match[str], half: str = "") -> int:
    """Minutes from midnight; 下午 holds for the end of a span too."""
    hour, minute = int(match["hour"]), int(match["minute"] or match["minute2"] or 0)
    if (match["half"] or half) in ("下午", "晚上", "晚") and hour < _NOON:
        hour += _NOON
    return hour * 60 + minute


def _finding(passage: Passage, at: int, message: str, context: Context) -> Finding:
    spot = context.spot(passage.place, passage.text, at)
    return Finding(spot, message, hint="核对时刻", element=passage.text[at : at + 8])
