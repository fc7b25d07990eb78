"""起止与时长：起止时间颠倒，或者与写的时长、规划的名称对不上。

“2026年3月1日至5月31日，为期两个月”“三年行动计划（2026—2027年）”“‘十五五’（2025—2030年）”都算一遍；竣工不早于开工。
起止两头的日子算不算在内、按周岁还是按虚数，差一个都算对。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from .. import patterns as re
from ..document.texts import Passage
from ..document.values import Moment, read_moment
from ..paper.amounts import CHINESE_COUNT, read_count
from ..paper.characters import HAN
from ..paper.dates import DateSpan, WrittenDate, spans_in
from ..problem import Level
from . import Context, Finding

NAME = "起止时间"
LEVEL = Level.WARNING
BASIS = "前后的时间要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
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
_LENGTH = (
    r"(?P<cue>为期|历时|共计?|总?工期|[会展考刑学任聘假]期|期限|有效期|试用期|公示期|规划期|周期|为时|时长|时间|利用|用|持续|连续|集中|[（(，,、])"
    r"(?:为|是|约|满|达)?(?P<about>约|近)?"
    rf"(?P<count>{CHINESE_COUNT}|\d{{1,4}}|半)(?P<half>个?半)?(?P<unit>年|个月|天|日|周|个工作日|个星期)"
    r"(?:时间)?(?![\d前后内以之度来级龄产均月]|[^，。；]{0,2}(?:前|内))"
)
"""How long something is said to last."""
_NO_LENGTH = "每|各|提前|不少于|不超过|至少|最[多少长短]|逾期|超过|以[上下]|期满|累计"
_WEEKEND = 5
_MOST_HOLIDAYS = 9
"""Days off in a row besides weekends, at most: what may lack of the working days of a span."""
_PLAN_YEARS = (
    r"(?P<count>[二两三四五六七八十]|\d)年(?:[^\W\d_]{0,8})(?:行动计划|行动方案|行动|计划|规划|方案|攻坚|改造)"
    r"[^\W\d_]{0,6}[（(](?P<first>20\d\d)(?:年)?[—－–~～-]+(?P<last>20\d\d)年?[）)]"
)
_FIVE_YEARS = (
    r"[“\"](?P<name>十[一二三四五六七]五|十五五)[”\"](?:时期|期间|规划)?[（(](?P<first>20\d\d)(?:年)?"
    r"[—－–~～-]+(?P<last>20\d\d)年?[）)]"
)
_YEAR_OF_FIVE = (
    r"(?P<year>20\d\d)年(?:度)?[，是为作系既也又正处]{0,4}(?:实施|推进|落实)?[“\"]?(?P<name>十[一二三四五六]五)[”\"]?(?:规划)?(?:的|实施的)?"
    "(?P<which>开局|起步|第一|首|收官|最后一|末|关键|承上启下|中期|第[二三四五])(?:之)?年"
)
_WHICH_YEAR = {
    "开局": 0, "起步": 0, "第一": 0, "首": 0, "第二": 1, "第三": 2, "第四": 3, "第五": 4,
    "收官": 4, "最后一": 4, "末": 4,
}  # fmt: skip
_FIRST_YEARS = {
    "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031,
}  # fmt: skip
_OPENED = (
    rf"(?P<start>{_FULL})[^。；，\d]{{0,8}}(?P<begun>开工|启动|动工|开始实施|开建)[^。；]{{0,14}}?"
    rf"(?P<end>{_FULL})[^。；，\d]{{0,8}}(?P<done>竣工|完工|完成|建成|投用|验收|投入使用)(?!的)"
)
_BEHIND = 18
_LASTING = ("工期", "总工期", "周期", "历时", "为期", "共", "共计", "为时", "时长")
"""What says, right behind, how long it is from the beginning to the end."""
_BEGUN = ("开工", "启动", "动工", "开始实施", "开建")
_YEAR_RANGE = (
    r"(?<!\d)(?P<first>(?:19|20)\d\d)(?:年)?(?:—+|－|–|至|到|~|～)(?P<last>(?:19|20)\d\d)年"
)
_OWN_RULE = "时间"
"""The key of when a stage begins and ends, which another rule reads."""
_END_WORDS = "截止|结束|完成|竣工|完工|办结|建成|验收"
_BEGIN_WORDS = "启动|开始|开工|动工|开展"
_STEP = (
    rf"(?:(?P<verb>{_BEGIN_WORDS}|{_END_WORDS})(?P<of>{HAN}{{2}})|"
    rf"(?P<of2>{HAN}{{2}})(?P<verb2>{_BEGIN_WORDS}|{_END_WORDS}))"
)
"""What begins or ends, as far as two characters tell: 完成整改, 报名截止."""
NEEDS = ("年", "月")


def check(context: Context) -> Iterator[Finding]:
    """Each span that runs backwards, or is not as long as is said."""
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        if passage.key == _OWN_RULE:
            continue
        dates = context.dates_of(passage)
        if not dates:
            continue
        yield from _spans(passage, list(spans_in(text, dates)), context)
        if "年" in text:
            yield from _plans(passage, context)
        begun = any(map(text.count, _BEGUN)) and text.count("年") > 1
        for match in re.finditer(_OPENED, text) if begun else ():
            start, end = _moment(match["start"]), _moment(match["end"])
            if start and end and end.last_day() < _first(start):
                yield _finding(
                    context, passage, match.start("end"),
                    f"{match['start']}{match['begun']}，却在{match['end']}{match['done']}",
                )  # fmt: skip
            elif start and end:
                said = re.compile(_LENGTH).search(text, match.end(), match.end() + _BEHIND)
                if said and said["cue"] in _LASTING and (p := _unlike(said, start, end, text)):
                    yield _finding(context, passage, said.start("count"), p)
        if len(dates) > 1:
            yield from _steps(passage, dates, context)


def _spans(passage: Passage, spans: Sequence[DateSpan], context: Context) -> Iterator[Finding]:
    text = passage.text
    for span in spans:
        start, end = _day_of(span.first), _day_of(span.last)
        if start is None or end is None:
            continue
        if span.certain and end.last_day() < _first(start):
            yield _finding(context, passage, span.start, f"“{text[span.start : span.end]}”前后颠倒")
            continue
        if end.last_day() < _first(start):
            continue  # it goes on into the next year
        said = _said_length(text, span, spans)
        if said is not None and (
            problem := _unlike(said, start, end, text, by_hours=_has_hours(text, span))
        ):
            yield _finding(context, passage, said.start("count"), problem)


def _said_length(text: str, span: DateSpan, spans: Sequence[DateSpan]) -> re.Match[str] | None:
    """The length that is said of a span: right behind it, else before it in the same sentence."""
    sentence = max(text.rfind(sign, 0, span.start) for sign in "。；\n") + 1
    before = [each.end for each in spans if each.end <= span.start]
    sentence = max([sentence, *before])
    stop = min(
        [at for sign in "。；" if (at := text.find(sign, span.end)) >= 0]
        + [each.start for each in spans if each.start >= span.end]
        + [len(text)]
    )
    length = re.compile(_LENGTH)
    behind = [m for m in length.finditer(text, span.end, stop) if _is_of_span(text, span.end, m)]
    if behind:
        return behind[0]
    ahead = [m for m in length.finditer(text, sentence, span.start) if m["cue"] not in "（(，,、"]
    for match in reversed(ahead):
        between = text[match.end() : span.start]
        if len(between) <= _NEAREST and not re.search(f"{_NO_LENGTH}|前|后|内", between):
            return match
    return None


def _is_of_span(text: str, end: int, match: re.Match[str]) -> bool:
    """Whether a length is said of what lies before it, and not of a part of it."""
    between = text[end : match.start("count")]
    if re.search(_NO_LENGTH, between) or re.search("[月日]前|分|第", between):
        return False
    if match["cue"] in "（(，,、":
        return match["unit"] in ("天", "个月", "个工作日", "周") and not between.strip(
            "日号止底末）)（(，,、共计为期"
        )
    return len(between) <= _NEAREST


_NEAREST = 14
"""Characters between a span and the length that is said of it, at most."""


def _steps(passage: Passage, dates: Sequence[WrittenDate], context: Context) -> Iterator[Finding]:
    """完成整改 in June, 启动整改 in September: one thing that ends before it begins."""
    text = passage.text
    if not (re.search(_BEGIN_WORDS, text) and re.search(_END_WORDS, text)):
        return
    begun: dict[str, WrittenDate] = {}
    ended: dict[str, WrittenDate] = {}
    for clause in re.finditer("[^，。；]+", text):
        own = [each for each in dates if clause.start() <= each.start < clause.end()]
        match = re.search(_STEP, re.sub(r"[\d年月日底末前后起于在内]", "", clause[0]))
        if len(own) != 1 or match is None or not own[0].month:
            continue
        verb, of = match["verb"] or match["verb2"], match["of"] or match["of2"]
        (ended if re.fullmatch(_END_WORDS, verb) else begun).setdefault(of, own[0])
    for of, start in begun.items():
        end = ended.get(of)
        if end is None or bool(end.year) != bool(start.year):
            continue
        if (end.year, end.month, end.day or 31) < (start.year, start.month, start.day or 1):
            yield _finding(
                context, passage, max(start.start, end.start),
                f"“{of}”{start.written}才开始，{end.written}就完了",
            )  # fmt: skip


def _plans(passage: Passage, context: Context) -> Iterator[Finding]:
    text = passage.text
    for match in re.finditer(_YEAR_OF_FIVE, text) if any(map(text.count, _FIRST_YEARS)) else ():
        begun, which = _FIRST_YEARS[match["name"]], _WHICH_YEAR.get(match["which"])
        year = int(match["year"])
        if (year != begun + which) if which is not None else not begun <= year <= begun + 4:
            yield _finding(
                context, passage, match.start("name"),
                f"“{match[0]}”，“{match['name']}”是{begun}—{begun + 4}年",
            )  # fmt: skip
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


def _has_hours(text: str, span: DateSpan) -> bool:
    """8月1日8时至8月3日8时 are two days."""
    return re.search("[时:：]", text[span.first.end : span.last.start]) is not None


def _unlike(
    said: re.Match[str], start: Moment, end: Moment, text: str, *, by_hours: bool = False
) -> str:
    """What is wrong with a length that is said of a span; "" where it may be right."""
    count = 0.5 if said["count"] == "半" else read_count(said["count"])
    if count is None or said["about"]:
        return ""
    count += 0.5 if said["half"] else 0
    unit = said["unit"]
    known = start.year != _NO_YEAR
    if unit == "年":
        count, unit = count * 12, "个月"
        if not start.month or not end.month:
            years = end.year - start.year
            planned = "规划" in text
            fits = count in ((years + 1) * 12, *(() if planned else (years * 12,)))
            return "" if fits else _message(said, start, end, f"{years + 1}年", known=known)
    if unit == "个月":
        if not start.month or not end.month:
            return ""
        months = _months(start, end)
        near = 0.6 if start.day and end.day and count < _LONG else 1
        fits, real = abs(months - count) <= near, _in_words(months)
    elif not start.day or not end.day:
        return ""
    elif unit == "个工作日":
        days = (_as_date(end) - _as_date(start)).days + 1
        weekdays = _weekdays(start, end) if known else days * 5 // 7 + 2
        fits = weekdays - _MOST_HOLIDAYS <= count <= min(days, weekdays + 2)
        real = f"{days}天" if count > days or not known else f"{weekdays}个工作日上下"
    else:
        days = (_as_date(end) - _as_date(start)).days
        weeks = unit in ("周", "个星期")
        length, spare = (count * 7, 6) if weeks else (count, 0)
        lowest = days if days > _SHORT or by_hours else days + 1
        fits, real = lowest - spare <= length <= days + 1 + spare, f"{days + 1}天"
    return "" if fits else _message(said, start, end, real, known=known)


_LONG = 12
"""Months, beyond which nobody counts by days."""
_SHORT = 13
"""Of so many days everyone counts the first and the last."""


def _message(said: re.Match[str], start: Moment, end: Moment, real: str, *, known: bool) -> str:
    first, last = (str(each) if known else str(each).partition("年")[2] for each in (start, end))
    length = f"{said['count']}{said['half'] or ''}{said['unit']}"
    return f"从{first}到{last}是{real}，写的是“{length}”"


def _weekdays(start: Moment, end: Moment) -> int:
    first, days = _as_date(start), (_as_date(end) - _as_date(start)).days + 1
    return sum((first + timedelta(days=n)).weekday() < _WEEKEND for n in range(days))


_NO_YEAR = 2024
"""Stands for a year that is not written; a leap year, so that February has all its days."""


def _day_of(written: WrittenDate) -> Moment | None:
    """None where it is none of the calendar, which another rule tells."""
    year = written.year or _NO_YEAR + written.next_year
    text = f"{year}年"
    text += f"{written.month}月" if written.month else ""
    text += f"{written.day}日" if written.day else ""
    return _moment(text)


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


def _finding(context: Context, passage: Passage, at: int, message: str) -> Finding:
    spot = context.spot(passage.place, passage.text, at)
    return Finding(spot, message, hint="核对起止的时间和时长", element=passage.text[at : at + 8])
