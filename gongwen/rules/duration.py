"""起止与时长：起止时间颠倒，或者与写的时长、规划的名称对不上。

“2026年3月1日至5月31日，为期两个月”“三年行动计划（2026—2027年）”“‘十五五’（2025—2030年）”都算一遍；竣工不早于开工。
起止两头的日子算不算在内、按周岁还是按虚数，差一个都算对。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from ..document.texts import Passage
from ..document.values import Moment, read_moment
from ..paper.amounts import CHINESE_COUNT, read_count
from ..problem import Level
from . import Context, Finding

NAME = "起止时间"
LEVEL = Level.WARNING
BASIS = "前后的时间要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 活动自2026年3月1日至2026年5月31日，为期一个月。
- 工程于2026年9月开工，2026年3月竣工。
"""
RIGHT = """\
正文:
- 活动自2026年3月1日至2026年5月31日，为期三个月。
- 工程于2026年3月开工，2026年9月竣工。
"""

_FULL = r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?"
_LATER = r"(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日)?|(?:19|20)\d\d年"
_SPAN = (
    rf"(?P<start>{_FULL})(?:起|开始)?(?:[—－–~～-]+|至|到)(?P<end>{_LATER}|\d{{1,2}}日)"
    r"(?![\d前])"
)
_LASTING = (
    r"(?:[止）)]|底|末)*(?:举行|举办|开展|进行|开放|召开|实施|在[^，。；]{1,10})?[，、（(]?"
    r"(?:为期|历时|共计?|期限(?:为|是)?|工期(?:为)?|周期(?:为)?|有效期(?:为)?)"
    rf"(?P<count>{CHINESE_COUNT}|\d{{1,4}}|半)(?P<half>个?半)?(?P<unit>年|个月|天|日|周)(?!\d)"
)
_FROM_LENGTH = (
    rf"(?:为期|历时|期限为?|工期为?|有效期为?)(?P<count>{CHINESE_COUNT}|\d{{1,4}}|半)(?P<half>个?半)?"
    rf"(?P<unit>年|个月|天|日|周)[，（(][^。；\d]{{0,6}}{_SPAN}"
)
_LENGTHS = ("为期", "历时", "期限", "工期", "有效期")
_PLAN_YEARS = (
    r"(?P<count>[二两三四五六七八十]|\d)年(?:[^\W\d_]{0,8})(?:行动计划|行动方案|行动|计划|规划|方案|攻坚|改造)"
    r"[^\W\d_]{0,6}[（(](?P<first>20\d\d)(?:年)?[—－–~～-]+(?P<last>20\d\d)年?[）)]"
)
_FIVE_YEARS = (
    r"[“\"](?P<name>十[一二三四五六七]五|十五五)[”\"](?:时期|期间|规划)?[（(](?P<first>20\d\d)(?:年)?"
    r"[—－–~～-]+(?P<last>20\d\d)年?[）)]"
)
_FIRST_YEARS = {
    "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031,
}  # fmt: skip
_OPENED = (
    rf"(?P<start>{_FULL})[^。；，\d]{{0,8}}(?P<begun>开工|启动|动工|开始实施|开建)[^。；]{{0,14}}?"
    rf"(?P<end>{_FULL})[^。；，\d]{{0,8}}(?P<done>竣工|完工|完成|建成|投用|验收|投入使用)(?!的)"
)
_BEGUN = ("开工", "启动", "动工", "开始实施", "开建")
_YEAR_RANGE = (
    r"(?<!\d)(?P<first>(?:19|20)\d\d)(?:年)?(?:—+|－|–|至|到|~|～)(?P<last>(?:19|20)\d\d)年"
)
_OWN_RULE = "时间"
"""The key of when a stage begins and ends, which another rule reads."""
_CLOCK = (
    r"(?P<half>上午|下午|晚上|早上)?(?P<h1>\d{1,2})[:：时](?P<m1>\d\d)分?(?:[—－–~～-]+|至|到)"
    r"(?P=half)?(?P<h2>\d{1,2})[:：时](?P<m2>\d\d)"
)


def check(context: Context) -> Iterator[Finding]:
    """Each span that runs backwards, or is not as long as is said."""
    for passage in context.passages_with("年", "：", ":", "时"):
        text = passage.text
        if "年" in text and passage.key != _OWN_RULE:
            yield from _spans(passage, context)
            yield from _plans(passage, context)
            begun = any(map(text.count, _BEGUN)) and text.count("年") > 1
            for match in re.finditer(_OPENED, text) if begun else ():
                start, end = _moment(match["start"]), _moment(match["end"])
                if start and end and end.last_day() < _first(start):
                    yield _finding(
                        context, passage, match.start("end"),
                        f"{match['start']}{match['begun']}，却在{match['end']}{match['done']}",
                    )  # fmt: skip
        for match in re.finditer(_CLOCK, text) if ":" in text or "：" in text else ():
            one = int(match["h1"]) * 60 + int(match["m1"])
            other = int(match["h2"]) * 60 + int(match["m2"])
            if other < one and match["half"] and int(match["h1"]) < 24 and int(match["h2"]) > 0:
                if match["half"] in ("上午", "早上") and other < int(match["h1"]) * 60:
                    continue  # 上午9:00—下午的 1:00 is typed without 下午 now and then
                yield _finding(context, passage, match.start(), f"“{match[0]}”前后颠倒")


def _spans(passage: Passage, context: Context) -> Iterator[Finding]:
    text = passage.text
    told: set[int] = set()
    lasting = re.finditer(_FROM_LENGTH, text) if any(map(text.count, _LENGTHS)) else ()
    for match in (*lasting, *re.finditer(_SPAN, text)):
        at = match.start("start")
        start, end = _moment(match["start"]), _end(match["start"], match["end"])
        if start is None or end is None or at in told:
            continue
        said = match if match.re.pattern == _FROM_LENGTH else _lasting(text, match.end())
        if end.last_day() < _first(start):
            told.add(at)
            yield _finding(context, passage, at, f"“{match['start']}至{match['end']}”前后颠倒")
        elif said is not None and (problem := _unlike(said, start, end)):
            told.add(at)
            yield _finding(context, passage, said.start("count"), problem)


def _lasting(text: str, at: int) -> re.Match[str] | None:
    return re.compile(_LASTING).match(text, at)


def _plans(passage: Passage, context: Context) -> Iterator[Finding]:
    text = passage.text
    for match in re.finditer(_YEAR_RANGE, text):
        if int(match["last"]) < int(match["first"]):
            yield _finding(context, passage, match.start(), f"“{match[0]}”前后颠倒")
    if not re.search(r"[（(]20\d\d年?[—－–~～-]", text):
        return
    for match in re.finditer(_PLAN_YEARS, text):
        count, years = read_count(match["count"]), int(match["last"]) - int(match["first"])
        if count and years != count - 1:
            found = _finding(
                context, passage, match.start(),
                f"名称里是“{match['count']}年”，{match['first']}—{match['last']}年有{years + 1}年",
            )  # fmt: skip
            yield replace(found, level=Level.NOTICE) if years == count else found
    for match in re.finditer(_FIVE_YEARS, text) if any(map(text.count, _FIRST_YEARS)) else ():
        first = _FIRST_YEARS.get(match["name"])
        if first and (int(match["first"]), int(match["last"])) != (first, first + 4):
            yield _finding(
                context, passage, match.start("first"),
                f"“{match['name']}”是{first}—{first + 4}年，"
                f"写的是{match['first']}—{match['last']}年",
            )  # fmt: skip


def _unlike(said: re.Match[str], start: Moment, end: Moment) -> str:
    """What is wrong with a length that is said of a span; "" where it may be right."""
    count = 0.5 if said["count"] == "半" else read_count(said["count"])
    if count is None:
        return ""
    count += 0.5 if said["half"] else 0
    unit = said["unit"]
    if unit == "年":
        if not start.month or not end.month:
            years = end.year - start.year
            fits, real = count in (years, years + 1), f"{years + 1}年"
        else:
            months = _months(start, end)
            fits, real = abs(months - count * 12) <= 1, _in_words(months)
    elif unit == "个月":
        if not start.month or not end.month:
            return ""
        months = _months(start, end)
        fits, real = abs(months - count) <= (0.6 if start.day and end.day else 1), _in_words(months)
    else:
        if not start.day or not end.day:
            return ""
        days = (_as_date(end) - _as_date(start)).days
        length = count * 7 if unit == "周" else count
        spare = 6 if unit == "周" else 0
        fits, real = days - spare <= length <= days + 1 + spare, f"{days + 1}天"
    return (
        ""
        if fits
        else f"从{start}到{end}是{real}，写的是“{said['count']}{said['half'] or ''}{unit}”"
    )


def _in_words(months: float) -> str:
    whole = round(months)
    return f"{whole // 12}年" if whole % 12 == 0 else f"{whole}个月"


def _months(start: Moment, end: Moment) -> float:
    """How many months lie between two moments, both included, in parts of 30 days."""
    if start.day and end.day:
        after = _as_date(end) + timedelta(days=1)
        return (
            (after.year - start.year) * 12
            + after.month
            - start.month
            + (after.day - start.day) / 30
        )
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _as_date(moment: Moment) -> date:
    return date(moment.year, moment.month, moment.day)


def _first(moment: Moment) -> Moment:
    return Moment(moment.year, moment.month or 1, moment.day or 1)


def _moment(text: str) -> Moment | None:
    """None where it is no date of the calendar, which another rule tells."""
    try:
        return read_moment(text)
    except ValueError:
        return None


def _end(start: str, end: str) -> Moment | None:
    """The end of a span, with the year and the month of its start where they are left out."""
    if "年" not in end:
        year = start[: start.index("年") + 1]
        if "月" not in end:
            if "日" not in start:
                return None
            year = start[: start.index("月") + 1]
        end = year + end
    return _moment(end)


def _finding(context: Context, passage: Passage, at: int, message: str) -> Finding:
    spot = context.spot(passage.place, passage.text, at)
    return Finding(spot, message, hint="核对起止的时间和时长", element=passage.text[at : at + 8])
