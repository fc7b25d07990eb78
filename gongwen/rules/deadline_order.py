"""时限先后：要求报送、回复的日期在事情办过以后；一句话里的时限倒着排。

没有写年份的，照成文日期的年份算。“活动定于8月14日举办”，却“请于9月20日前函复”；“教材9月2日前到位，8月27日前发放完毕”，请核对。总结、结果、照片这样事后报的，不算。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .. import patterns as re
from ..document.deadlines import BY, AskedBy, due_in
from ..document.texts import Passage
from ..document.values import Moment
from ..problem import Level
from . import Context, Finding

NAME = "时限先后"
LEVEL = Level.WARNING
BASIS = "前后的时间要一致"
STANDS_ALONE = True
NEEDS = ("前",)
WRONG = """\
成文日期: 2026-07-03
正文:
- 市读书节定于2026年8月14日举办，请于9月21日前将名单报市教育局。
- 图书于9月2日前到位，8月27日前全部发放完毕。
"""
RIGHT = """\
成文日期: 2026-07-03
正文:
- 市读书节定于2026年8月14日举办，请于7月20日前将名单报市教育局，8月31日前报送总结。
- 图书于8月27日前到位，9月2日前全部发放完毕，2025年底前已办结的不再报。
"""

_AFTERWARDS = (
    "总结|小结|结果|情况|报告|照片|图片|资料归档|成绩|决算|评估|问卷|整改|进展|"
    "通报|台账|报销|结算|续|完成|验收|发放|公布|退"
)
_TO_TAKE_PART = "报名|回执|参会|参训|参赛|与会|参加人员"
"""What is sent before anything begins."""
_HEADING = "时间(?:和|及|、|与|$)"
_EVENT = r"(?:举办|举行|召开|开幕|开展|启动|开赛|开考|集中|报到|出发|进行|组织)(?!前|之前)"
_EVENT_TIME = (
    r"(?:定于|将于|拟于|会议时间|活动时间|开幕式时间|培训时间|比赛时间|考试时间|"
    r"招聘会?时间|举办时间|时间|假期|赛期|展期|会期|第[一二三四五]期)(?:[：:]|为|是|定于)?$"
)
_TO_WHOM = (
    "前[^，。；]{0,12}(?:交|报|送|提交|报送)(?:到|至)?(?:所在|当地|本|各)?"
    "(乡镇|街道|县区|区县|县|区|学校|社区|村|单位|镇|市)"
)
"""To whom something is handed, who hands it on."""
_MOST_APART = 26
_STEPS = (
    "到位|到校|到货|完成|发放|印发|报送|安装|采购|签订|验收|开工|竣工|施工|办结|"
    "上报|建成|投用|汇总|审核|公布|启动|开展|结束|确定|审定|评审|招标|到岗|整改|备案"
)


_Day = tuple[int, int, int]


def check(context: Context) -> Iterator[Finding]:
    """Each deadline that follows what it is for, or that runs backwards."""
    own = context.passages_by_part[0]
    issued = context.document.issue_date
    year = issued.year if issued else 0
    due = [
        each
        for passage in own
        if passage.is_prose and "前" in passage.text
        for each in due_in(passage, context.dates_of(passage), year)
    ]
    yield from _after_event(own, due, issued, context)
    for one, other in pairwise(due):
        yield from _handed_on(one, other, context)
    for passage in own:
        if passage.is_prose and passage.text.count("前") > 1:
            yield from _backwards(passage, context)


def _after_event(
    own: Sequence[Passage], due: Sequence[AskedBy], issued: Moment | None, context: Context
) -> Iterator[Finding]:
    """What is asked for before something, by a day after it."""
    asked = [each for each in due if not re.search(_AFTERWARDS, each.clause)]
    if not asked:
        return
    title = context.passages_by_part[0][0].text if context.passages_by_part[0] else ""
    headed = [re.search(_HEADING, p.text[-8:]) is not None for p in own]
    events = [
        day
        for passage, below in zip(own, (False, *headed), strict=False)
        for day in _event_days(passage, issued, context, headed=below)
    ]
    if not events or re.search("总结|评估|情况", title):
        return
    first, last = min(start for start, _ in events), max(end for _, end in events)
    for each in asked:
        bound, what = (first, "开始") if re.search(_TO_TAKE_PART, each.clause) else (last, "办完")
        if each.day > bound and each.day[0] == bound[0]:
            yield Finding(
                context.spot(each.passage.place, each.passage.text, each.date.start),
                f"事情{bound[1]}月{bound[2]}日就{what}了，却要求在{each.date.written}以前报送、回复",
                hint="核对年份和日期",
                level=Level.NOTICE,
                element=each.date.written,
            )


def _handed_on(one: AskedBy, other: AskedBy, context: Context) -> Iterator[Finding]:
    """7月9日前交所在乡镇, and 各乡镇于7月8日前报县里: what is handed on has to be in before."""
    if one.passage is not other.passage or one.day <= other.day:
        return
    to = re.search(_TO_WHOM, one.clause)
    if to is None or not re.search(
        f"^(?:由|再由)?(?:各|所在)?{to[1]}[^，。；]{{0,8}}$", _ahead(other)
    ):
        return
    yield Finding(
        context.spot(one.passage.place, one.passage.text, one.date.start),
        f"{one.date.written}前才交到{to[1]}，{to[1]}却要在{other.date.written}前报上去",
        hint="核对两级报送的日期",
        element=one.date.written,
    )


def _ahead(due: AskedBy) -> str:
    """The words of a clause before its date."""
    return due.clause.partition(due.date.written)[0]


def _event_days(
    passage: Passage, issued: Moment | None, context: Context, *, headed: bool
) -> Iterator[tuple[_Day, _Day]]:
    """The first and the last day on which something takes place; `headed` = below 会议时间."""
    text = passage.text
    dates = context.dates_of(passage)
    for date in dates:
        if date.month < 1 or date.day < 1:
            continue
        before = text[max(0, date.start - 10) : date.start]
        ends = [at for sign in "，。；" if (at := text.find(sign, date.end)) >= 0]
        after = text[date.end : min(ends, default=len(text))]
        alone = re.match(
            r"(?:[（(]星期.[）)]|[（(]周.[）)])?(?:上午|下午)?\d{1,2}[时:：]", text[date.end :]
        )
        timed = re.search(_EVENT_TIME, before)
        if "前" in after[:4] or not (
            (
                timed
                and (re.search(_EVENT, after) or re.search("[时会赛展假四五三二一][间期]", before))
            )
            or (headed and text.startswith(date.written))
            or (alone and text.startswith(date.written) and passage.is_prose)
        ):
            continue
        day = date.day
        if span := re.match(r"(?:[（(][^（）()]*[）)])?(?:至|—|到)(\d{1,2})日", text[date.end :]):
            day = int(span[1])
        year = date.year or (issued.year if issued else 0)
        yield (year, date.month, date.day), (year, date.month, day)


def _backwards(passage: Passage, context: Context) -> Iterator[Finding]:
    """9月2日前到位，8月27日前发放完毕: two steps of one sentence, the second due first."""
    text = passage.text
    dates = [
        each
        for each in context.dates_of(passage)
        if each.month > 0 and re.compile(BY).match(text, each.end)
    ]
    for one, other in pairwise(dates):
        between = text[one.end : other.start]
        if len(between) > _MOST_APART or re.search("[。；：]", between) or "，" not in between:
            continue
        rest = re.split("[，。；]", text[other.end :], maxsplit=1)[0]
        if not (
            (re.search(_STEPS, between) or ("报" in between and re.search("[确审]定", rest)))
            and re.search(_STEPS, rest)
        ):
            continue
        if (one.year or 0) == (other.year or one.year or 0) and other.next_year is False:
            first = (one.month, one.day or 31)
            second = (other.month, other.day or 31)
            if second < first and not re.search("其中|每[年月季]", between):
                spot = context.spot(passage.place, text, one.start)
                yield Finding(
                    spot,
                    (
                        f"“{text[one.start : one.end]}前{between[1:]}{other.written}前”，"
                        f"后一步的时限反而早"
                    ),
                    hint="核对两个日期；不是先后两步的，不用改",
                    level=Level.NOTICE,
                    element=one.written,
                )
