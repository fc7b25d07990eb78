"""日期先后：各处的日期前后矛盾。

印发日期不早于成文日期；任务的时限、征求意见的截止日期要在成文日期之后；转发的文件在转发它的通知之前。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.blocks import PlanStage, Responsibility, Target
from ..document.parts import Document, Part
from ..document.values import Moment, read_moment
from ..elements.element import Element
from ..problem import Level
from . import Context, Finding

NAME = "日期先后"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
成文日期: 2026-06-01
印发: {机关: 市政府办, 日期: 2026-05-20}
正文:
- 任务: 完成主城区河道清淤。
  时限: 2026-04
"""
RIGHT = """\
成文日期: 2026-06-01
印发: {机关: 市政府办, 日期: 2026-06-01}
正文:
- 任务: 完成主城区河道清淤。
  时限: 2026-12
"""

_DATE_IN_WORDS = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?"


def check(context: Context) -> Iterator[Finding]:
    """Dates that cannot follow one another."""
    document = context.document
    date = document.issue_date
    if date is None:
        return
    yield from _printed(document, date)
    feedback = document.feedback
    if feedback is not None and feedback.deadline is not None and feedback.deadline <= date:
        yield Finding(
            feedback.place("截止"),
            f"{feedback.deadline}截止反馈，成文日期是{date}，没有留出时间",
            hint="核对“截止”和“成文日期”",
            element="截止",
        )
    for element in context.elements:
        yield from _passed(element, date)
        if isinstance(element, Part) and element.issue_date and element.issue_date > date:
            yield Finding(
                element.place("成文日期"),
                f"所发的文件是{element.issue_date}的，却在它之前{date}发出",
                hint="核对两处“成文日期”",
                element="成文日期",
            )


def _printed(document: Document, date: Moment) -> Iterator[Finding]:
    printing = document.printing
    if printing is not None and printing.date is not None and printing.date < date:
        yield Finding(
            printing.place("日期"),
            f"{printing.date}印发，早于成文日期{date}",
            hint="印发日期是付印的那一天，不早于成文日期；核对两个日期",
            level=Level.ERROR,
            element="印发",
        )


def _passed(element: Element, date: Moment) -> Iterator[Finding]:
    """What should be done by a day before the document was."""
    if isinstance(element, Responsibility) and element.deadline:
        moment = _last_date(element.deadline)
        if moment is not None and moment.last_day() < date:
            yield Finding(
                element.place("时限"),
                f"时限“{element.deadline}”早于成文日期{date}",
                hint="核对时限；已经做完的工作写明“已完成”",
                element="时限",
            )
    elif isinstance(element, Target) and element.due and element.due.last_day() < date:
        yield Finding(
            element.place("期限"),
            f"目标的期限{element.due}早于成文日期{date}",
            hint="核对期限",
            element="期限",
        )
    elif isinstance(element, PlanStage) and element.end and element.end.last_day() < date:
        yield Finding(
            element.place("止"),
            f"“{element.name}”{element.end}就结束了，早于成文日期{date}",
            hint="核对“止”；确是先行开展的，不用改",
            level=Level.NOTICE,
            element=element.name,
        )


def _last_date(words: str) -> Moment | None:
    """The last date that is named in a deadline; None where none is, or it is none of the
    calendar.
    """
    found = re.findall(_DATE_IN_WORDS, words)
    try:
        return read_moment(found[-1]) if found else None
    except ValueError:
        return None
