"""时间早晚：没有写年份的日期、时段，在成文日期错的一边。

成文7月30日，却要求7月15日前完成整改；成文7月，却写“1月至9月，全市完成”；“截至”的那一天还没有到；通报里写了以后才发生的事。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.deadlines import BY
from ..document.texts import Passage
from ..document.values import Moment
from ..paper.clauses import sentence_at
from ..paper.dates import DateSpan, WrittenDate, days_in_month, spans_in
from ..problem import Level
from . import Context, Finding

NAME = "时间早晚"
LEVEL = Level.WARNING
BASIS = "前后的日期要一致"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = NEEDS = ("月",)
WRONG = """\
成文日期: 2026-07-30
正文:
- 各书屋要于7月15日前完成整改。
"""
RIGHT = """\
成文日期: 2026-07-30
正文:
- 各书屋要于8月15日前完成整改；去年截至12月31日，建成书屋3家。
"""

_ASKED = r"(?:要|须|应当?|请|务必|必须|确保|力争|限|最迟)[^，。；：]{0,12}$"
_TO_DO = (
    r"，?(?:将[^，。；]{1,20}|全面|全部|基本|一律|自行)?"
    r"(?:完成|整改|办结|建成|到位|落实|制定|印发|清理|拆除|上报|报送|报[市县区省局厅]|提交|整治|撤离|迁出|补齐|开工|启动)"
    r"(?!了|过|的|情况)"
)
_STANDING = "每[年月季周]|已|以来|原|曾|上年|去年|次年|翌年|来年|逾期|未|没有|规定|要求"
_AS_OF = r"截至(?:目前|今年|本年)?(?:（)?$"
_LIMITS = "报名|申报|报送|缴|有效|期限|反馈|接收|征集|止|提交|受理|投稿|(?<!现)将|预计|拟|计划"
_HAPPENED = (
    r"(?:的(?:检查|督查|暗访|会议|事故|火灾|暴雨|巡查|巡检|调研|例会|抽查)[^。；，]{0,12}(?:没有|未|发现|造成|查出|提出)"
    r"|(?:凌晨|上午|下午|晚)?(?:\d{1,2}时(?:\d{1,2}分)?)?(?:许)?，[^。；]{0,40}?"
    r"(?:发生|坍塌|侧翻|被埋|身亡|死亡|受伤|着火|起火|泄漏|溃口|漏水|发现|接到|接报|赶到|扑灭|获救))"
)
_PLANNED = "拟|将|计划|预计|争取|力争|要|应|须|请|如|若|可能|或者|时"
_TELLING = frozenset(("报告", "通报", "请示", "函", "批复", "决定"))
_PERIOD = (
    r"(?<![\d月])1月?(?:至|—|－|-|到|～)(?P<last>1?\d)月(?:份)?(?=，|[^\d日底前]{0,6}(?:完成|"
    r"实现|累计|共|，))"
)
_PERIOD_DONE = (
    "平均|先后|出现|比上年|同期|完成|实现|累计|共|同比|增长|达到|下降|发生|办理|查处|新增|开展|受理"
)
_TO_TAKE_PLACE = (
    "^(?:（[^（）]*）)?，[^。；]{0,30}?(?:开展|组织|举办|进行|实施|集中|同步|统一|报名|申报|"
    "普查|排查)"
)
_ASKING_KINDS = frozenset(("通知", "函", "通告", "公告", "请示"))
_LATE, _EARLY = 9, 4
"""A document of autumn asks for what is due in the next spring; one of spring tells of autumn."""

_SOON = 3
"""A month so near ahead is of this year."""

_Day = tuple[int, int, int]


def check(context: Context) -> Iterator[Finding]:
    """Each date of the document's own text on the wrong side of the day that it bears."""
    issued = context.document.issue_date
    if issued is None or not (issued.month and issued.day):
        return
    today = issued.year, issued.month, issued.day
    for passage in context.dated_passages:
        if not passage.is_prose or "月" not in passage.text:
            continue
        yield from _periods(passage, issued, context)
        dates = context.dates_of(passage)
        for date in dates:
            found = _over(passage, date, today) or _to_come(passage, date, today, context)
            if found:
                yield _finding(passage, date.start, date.written, found, context)
        for span in spans_in(passage.text, dates):
            if _is_past(passage, span, today, context):
                what = "打算做的事"
                yield _finding(passage, span.start, _written(passage, span), what, context)


def _written(passage: Passage, span: DateSpan) -> str:
    return passage.text[span.start : span.end]


def _finding(passage: Passage, at: int, written: str, what: str, context: Context) -> Finding:
    issued = context.document.issue_date
    side = "还没有到" if what.startswith("已经") else "已经过了"
    return Finding(
        context.spot(passage.place, passage.text, at),
        f"“{written}”是{what}，成文日期{issued}时{side}",
        hint="核对日期；是别的年份的，写上年份",
        element=written,
    )


def _day(date: WrittenDate, year: int) -> _Day:
    """The last day that a date without a year may mean in a year."""
    month = min(max(date.month, 1), 12)
    return date.year or year, month, date.day or days_in_month(year, month)


def _over(passage: Passage, date: WrittenDate, today: _Day) -> str:
    """What a date without a year is asked for by, if that day is over."""
    text = passage.text
    if date.year or date.month < 1 or date.next_year:
        return ""
    by = re.compile(BY).match(text, date.end)
    if by is None or not re.match(_TO_DO, text[by.end() :]):
        return ""
    clause = re.split("[，。；：]", text[: date.start])[-1]
    if not re.search(_ASKED, clause) or re.search(_STANDING, clause):
        return ""
    if today[1] >= _LATE and date.month <= _EARLY:
        return ""
    if re.search(r"(?<!\d)20\d\d年", text[: date.start].rsplit("。", 1)[-1]):
        return ""
    return "要求在那以前做完的事" if _day(date, today[0]) < today else ""


def _to_come(passage: Passage, date: WrittenDate, today: _Day, context: Context) -> str:
    """What is told of a date that is still to come."""
    text = passage.text
    if date.month < 1 or date.next_year or (not date.year and _of_last_year(date, today)):
        return ""
    first = (date.year or today[0], date.month, date.day or 1)
    if first <= today:
        return ""
    before, after = text[: date.start], text[date.end :]
    sentence = sentence_at(passage.text, date.start)
    if re.search(_AS_OF, before[-8:]) and not re.search(f"{_LIMITS}|去年|上年|前年", sentence):
        return "已经统计的时候"
    if context.document.kind not in _TELLING or not date.day:
        return ""
    happened = re.match(_HAPPENED, after)
    clause = re.split("[，。；：]", before)[-1]
    if happened and not re.search(_PLANNED, clause + happened[0]):
        return "已经发生的事"
    return ""


def _of_last_year(date: WrittenDate, today: _Day) -> bool:
    """Whether a month without a year, told of at the beginning of one, may be of the last."""
    return today[1] <= _EARLY and date.month > today[1] + _SOON


def _periods(passage: Passage, issued: Moment, context: Context) -> Iterator[Finding]:
    """1月至9月，全市完成……, told in July."""
    if issued.month is None or issued.month <= _EARLY - 1:
        return
    for match in re.finditer(_PERIOD, passage.text):
        year = re.search(r"(20\d\d)年$", passage.text[: match.start()])
        sentence = sentence_at(passage.text, match.start())
        last = int(match["last"])
        ahead = last > issued.month if year is None else (int(year[1]), last) > (
            issued.year, issued.month
        )  # fmt: skip
        clause = re.split("[，。；：]", passage.text[: match.start()])[-1]
        if ahead and last <= 12 and re.search(_PERIOD_DONE, sentence):
            if re.search("预计|计划|力争|确保|拟|目标|去年", sentence + clause):
                continue
            yield _finding(passage, match.start(), match[0], "已经统计的时段", context)


def _is_past(passage: Passage, span: DateSpan, today: _Day, context: Context) -> bool:
    """Whether something is to take place from one day to another, and both are over."""
    text = passage.text
    if context.document.kind not in _ASKING_KINDS or not span.first.day or not span.first.month:
        return False
    if span.start and text[span.start - 1] not in "。；：":
        return False
    if not re.match(_TO_TAKE_PLACE, text[span.end :]):
        return False
    last = _day(span.last, span.first.year or today[0])
    first = _day(span.first, today[0])
    if last >= today or last < first or last[0] != today[0]:
        return False
    return not re.search(
        "已|了|过|曾|期间|遭遇|发生|共|累计|发现|我市|我县", sentence_at(passage.text, span.start)
    )
