"""休息日：要求报送、反馈的截止日期是星期六、星期日或者法定节日。

只看反馈的截止和“请于……前报送”这样的期限；月末、年末不查。春节、清明、端午、中秋和调休每年另定，不查，所以只提示。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from .. import patterns as re
from ..document.values import Moment, read_moment
from ..problem import Level
from . import Context, Finding

NAME = "休息日"
LEVEL = Level.NOTICE
BASIS = "全国年节及纪念日放假办法"
STANDS_ALONE = True
WRONG = """\
成文日期: 2026-06-01
正文:
- 请于2026年6月13日前将方案报市科协。
"""
RIGHT = """\
成文日期: 2026-06-01
正文:
- 请于2026年6月12日前将方案报市科协，10月31日前将总结报市科协。
"""

_DEADLINE = (
    r"(?:请|务必|须|应)(?:各[^，。；、]{1,8}|你[^，。；、]{1,4})?(?:在|于|最迟于)"
    r"(?P<date>(?:20\d\d年)?\d{1,2}月\d{1,2}日)(?:[（(][^（）()]*[）)])?(?:下班)?[之以]?前"
    r"[^。；]{0,30}(?:报|反馈|提交|送|返回)"
)
_FIXED: Final = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
_SATURDAY = 5
_DAYS = "一二三四五六日"


def check(context: Context) -> Iterator[Finding]:
    """Each deadline of a report on a day on which nobody is there to send it."""
    issued = context.document.issue_date
    for passage in context.passages_with_each(("请", "务必", "须", "应"), ("前",), ("日",)):
        for match in re.finditer(_DEADLINE, passage.text):
            typed = match["date"]
            if "年" not in typed:
                if issued is None:
                    continue
                typed = f"{issued.year}年{typed}"
            day = _day(typed)
            if day is None or (issued is not None and day.isoformat() < issued.iso):
                continue
            if rest := _rest(day):
                spot = context.spot(passage.place, passage.text, match.start("date"))
                yield Finding(
                    spot, f"截止的{match['date']}是{rest}", _hint(), element=match["date"]
                )
    feedback = context.document.feedback
    if feedback is not None and isinstance(feedback.deadline, Moment):
        day = _day(str(feedback.deadline)) if feedback.deadline.day else None
        if day is not None and (rest := _rest(day)):
            yield Finding(feedback.place("截止"), f"截止的{feedback.deadline}是{rest}", _hint())


def _hint() -> str:
    return "换成工作日；调休要上班的，不用改"


def _day(text: str) -> date | None:
    """None where it is no day of the calendar, which another rule tells."""
    try:
        moment = read_moment(text)
    except ValueError:
        return None
    return date(moment.year, moment.month, moment.day) if moment and moment.day else None


def _rest(day: date) -> str:
    """What a day off is; "" for a working day, and for the last of a month, which stands for it."""
    if day.month != date.fromordinal(day.toordinal() + 1).month:
        return ""
    if holiday := _FIXED.get((day.month, day.day)):
        return holiday
    weekday = day.weekday()
    return f"星期{_DAYS[weekday]}" if weekday >= _SATURDAY else ""
