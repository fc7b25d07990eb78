"""文中日期：要求完成的日期在成文以前，或者把成文以后的事写成已经做了。

成文日期写了才查；没有写年份的时限，照成文日期的年份算。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.deadlines import AskedBy, due_in
from ..document.texts import Passage
from ..document.values import Moment, read_moment
from ..problem import Level
from . import Context, Finding

NAME = "文中日期"
LEVEL = Level.WARNING
BASIS = "文中的日期与成文日期要对应"
STANDS_ALONE = True
NEEDS = ("年", "前")
WRONG = """\
成文日期: 2026-06-01
正文:
- 请于2025年6月30日前将方案报市科协，4月20日前报名单。
"""
RIGHT = """\
成文日期: 2026-06-01
正文:
- 请于2026年6月30日前将方案报市科协。
- 同意完工时间由2026年5月31日延长至2026年7月31日，共延长61天。
- 《云溪市节水规划（2026—2028年）》已经市政府常务会议审议通过。
"""

_DATE = r"(?P<date>20\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?)"
_TO_COME = (
    "(?:请|要|须|应|务必|必须|力争|确保)(?:各[^，。；、]{1,8}|你[^，。；、]{1,4})?(?:在|于|"
    "最迟于|最迟在)?"
    rf"{_DATE}(?:[（(][^（）()]*[）)])?(?:\d{{1,2}}[:：时]\d*|上午|下午)?(?:下班)?(?:底|末|"
    "年底)?[之以]?前"
)
_BY_THEN = (
    f"(?:于|在|最迟于){_DATE}(?:底|末)?[之以]?前(?:完成|报送|上报|报|建成|反馈|印发|办结|提交|"
    "送|整改|达到|实现"
    "|将[^，。；]{2,30}?(?:报|送|反馈|提交|录入|上传|交)|挂牌|开工|开通|投入|通水|通车|启用|"
    "制定|形成|组织|提出|启动|配齐|落实|验收)"
    "(?!了|过|的)"
)
_TO_BE_DONE = (
    rf"(?<![至从自]){_DATE}(?:底|末|年底)?[之以]?前，?(?:[^，。；已了曾]{{0,12}})(?:全部|全面|基本|如期|按期)?"
    "(?:完成|建成|办结|整改到位|销号|投入使用|建立健全)(?!了|的|过|情况|任务数)"
)
_GOAL = (
    rf"(?:^|(?<=[，。；：是]))到{_DATE}(?:底|末|年底)?，(?:[^。；已曾]{{0,30}}?)"
    "(?:力争|争取|达到|实现|基本形成|基本建成|全面建成|提高到|增加到)(?!了|的)"
)
_DECIDED = (
    rf"(?:决定|定|将|拟|计划|安排|预计)于{_DATE}(?:底|末|上旬|中旬|下旬|起|至[^，。；]{{1,10}})?"
    "(?:在[^，。；]{2,20}?)?(?:开展|举办|举行|召开|启动|组织|实施|进行|施行|集中)"
)
_IN_FORCE = rf"本[^，。；《》]{{1,6}}自{_DATE}起(?:施行|实施)"
_PLANNED = (_DECIDED, _GOAL)
_DONE = (
    rf"(?:(?:截至|截止|(?:^|(?<=[，。；]))至){_DATE}(?:底|末)?，[^。；，]{{0,14}}(?:已|累计|共)"
    rf"|{_DATE.replace('date', 'when')}，[^。；，\d]{{0,16}}"
    "(?:已经?|印发了|召开了|完成了|建成了|审议通过了|开展了)"
    f"|{_DATE.replace('date', 'held')}(?:上午|下午|晚上?)?，"
    r"[^。；\d]{0,30}(?:主持召开了?|召开了)"
    f"|(?<![于自从将在至到])(?<!定于){_DATE.replace('date', 'set')}(?:决定|批准|作出|下达|"
    "印发|下发|公布)(?!实施|施行|执行|起)"
    rf"|{_DATE.replace('date', 'met')}[^。；，）》\d]{{0,12}}"
    "(?:第[^。；，]{1,6}次[^。；，]{1,10}会议|常务会议|全体会议)(?:已)?(?:审议|讨论|研究)?通过)"
)
_DONE_WORDS = (
    "已",
    "累计",
    "共",
    "了",
    "通过",
    "决定",
    "批准",
    "作出",
    "下达",
    "主持",
    "印发",
    "下发",
    "公布",
)
_LATEST_MONTH, _EARLY_MONTH = 9, 4
"""A document of autumn asks for what is due in the next spring."""
_NOT_YET = "拟|将|计划|预计|争取|力争|确保|要|应|目标|到时|届时|如|若"


def check(context: Context) -> Iterator[Finding]:
    """Each date of running text that cannot be, on the day that the document bears."""
    issued = context.document.issue_date
    if issued is None:
        return
    own = {id(passage) for passage in context.dated_passages}
    for passage in context.passages_with(*NEEDS):
        if not passage.is_prose:
            continue
        # Only a date on the wrong side of the document's own can be told: few texts have one.
        dates = [date for each in re.finditer(_DATE, passage.text) if (date := _moment(each[0]))]
        if id(passage) in own:
            early = any(date.last_day() < issued for date in dates)
            yield from _past(passage, issued, context, in_full=early)
        if any(_first_day(date) > issued for date in dates):
            yield from _not_yet(passage, issued, context)


def _past(
    passage: Passage, issued: Moment, context: Context, *, in_full: bool
) -> Iterator[Finding]:
    """What is asked for, or decided on, for a day that is over; `in_full` = a date with its year
    is, so that more than deadlines may be.
    """
    told: set[int] = set()
    patterns = ((_TO_COME, _BY_THEN, _TO_BE_DONE) if "前" in passage.text else ()) + _PLANNED
    for pattern in patterns if in_full else ():
        for match in re.finditer(pattern, passage.text):
            moment, at = _moment(match["date"]), match.start("date")
            if moment is None or at in told or moment.last_day() >= issued:
                continue
            told.add(at)
            said = ("打算", "") if pattern in _PLANNED else ("要求", "以前")
            yield _finding(passage, at, match["date"], said, context)
    if "施行" in passage.text or "实施" in passage.text:
        for match in re.finditer(_IN_FORCE, passage.text) if in_full else ():
            moment, at = _moment(match["date"]), match.start("date")
            if moment is not None and at not in told and moment.last_day() < issued:
                told.add(at)
                yield Finding(
                    context.spot(passage.place, passage.text, at),
                    f"{match['date']}起施行，早于成文日期{issued}",
                    hint="核对施行的日期；确是追溯到以前施行的，不用改",
                    level=Level.NOTICE,
                    element=match["date"],
                )
    if "前" in passage.text:
        for due in due_in(passage, context.dates_of(passage), issued.year):
            if due.date.start not in told and _is_over(due, issued):
                at, written = due.date.start, due.date.written
                yield _finding(passage, at, written, ("要求", "以前"), context)


def _is_over(due: AskedBy, issued: Moment) -> bool:
    """Whether the day is past, and no other year may be meant."""
    if not (issued.month and issued.day):
        return False
    today = (issued.year, issued.month, issued.day)
    if due.date.year or due.day >= today:
        return due.day < today
    of_next = issued.month >= _LATEST_MONTH and due.date.month <= _EARLY_MONTH
    return due.day[0] == issued.year and not of_next


def _finding(
    passage: Passage,
    at: int,
    written: str,
    said: tuple[str, str],
    context: Context,
) -> Finding:
    what, when = said
    return Finding(
        context.spot(passage.place, passage.text, at),
        f"{what}在{written}{when}做的事，成文日期{context.document.issue_date}已经过了",
        hint="核对年份和日期",
        element=written,
    )


def _not_yet(passage: Passage, issued: Moment, context: Context) -> Iterator[Finding]:
    """What is said to have been done on a day that is still to come."""
    if not any(map(passage.text.count, _DONE_WORDS)):
        return
    for match in re.finditer(_DONE, passage.text):
        typed = match["date"] or match["when"] or match["set"] or match["met"] or match["held"]
        moment = _moment(typed)
        at = match.start() + match[0].find(typed)
        sentence = passage.text[passage.text.rfind("。", 0, match.start()) + 1 : match.end()]
        if moment is None or re.search(_NOT_YET, sentence):
            continue
        if _first_day(moment) > issued:
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"{typed}在成文日期{issued}以后，写成了已经做的事",
                hint="核对年份和日期",
                element=typed,
            )


def _first_day(moment: Moment) -> Moment:
    return Moment(moment.year, moment.month or 1, moment.day or 1)


def _moment(text: str) -> Moment | None:
    """None where it is no date of the calendar, which another rule tells."""
    try:
        return read_moment(text)
    except ValueError:
        return None
