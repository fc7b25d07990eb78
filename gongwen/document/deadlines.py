"""What running text asks for by a day: 请于6月20日前将名单报市教育局."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from .. import patterns as re
from ..paper.dates import WrittenDate, days_in_month
from .texts import Passage

BY: Final = (
    r"(?:底|末|上旬|中旬|下旬)?(?:[（(][^（）()]{0,8}[）)])?(?:上午|"
    r"下午)?(?:\d{1,2}[时点:：]\d{0,2}分?)?(?:下班)?[之以]?前(?![一两几后面往来期款述])"
)
"""What stands behind the date of a deadline."""
_TO_DO: Final = (
    "报送|报至|报我|报市|报县|报区|报省|报局|上报|函复|复函|回复|反馈|答复|寄送|送至|送交|提交|提供|发至|发送|发到|交至|交到|报名"
    "|报到|返回|传至|申报|填报|书面请假|请假|报回执|回执|报办公室|告知|确认|完成报送"
)
_HAND_ON: Final = (
    "(?:统一|汇总|一并|逐级|书面|集中)?(?:报(?!告|道|警|废|销|价|刊)|送(?!达|行|别|检)|交(?!通|易|流|叉|付|办|接))"
    "(?:到|至|给|由|往)?(?=[^，。；、]{2})"
)
"""What is handed on to someone: 报县教育局, 交所在乡镇."""
_HANDED_ON: Final = rf"^(?:{_HAND_ON}|将[^，。；]{{1,30}}?{_HAND_ON})"
_ASKED_THEN: Final = rf"^将[^，。；]{{1,30}}?(?:{_HAND_ON}|{_TO_DO})"
"""11月10日前将落实情况报……: it asks without a word that does."""
_ASKS: Final = "请|须|应|务必|必须|要求|最迟|逾期|于|在|并"
_NOT_ASKED: Final = r"每[年月季周]|已|以来|[了过](?:的|$)|原|曾"


class AskedBy(Struct, frozen=True):
    """Something that is asked for by a day; `day` is the last one that may be meant."""

    date: WrittenDate
    day: tuple[int, int, int]
    passage: Passage
    clause: str


def due_in(passage: Passage, dates: Sequence[WrittenDate], year: int) -> Iterator[AskedBy]:
    """The deadlines of a passage, whose `dates` these are; without a year of their own, they are of
    the one written last before them in the sentence, or of `year`.
    """
    text = passage.text
    for date in dates:
        if date.month < 1 or date.next_year:
            continue
        by = re.compile(BY).match(text, date.end)
        if by is None:
            continue
        start = max(text.rfind(sign, 0, date.start) for sign in "，。；：") + 1
        behind = by.end() + text.startswith("，", by.end())  # 3月3日17时前，将回执报……
        ends = [at for sign in "，。；" if (at := text.find(sign, behind)) >= 0]
        clause = text[start : min(ends, default=len(text))]
        then = text[by.end() : start + len(clause)].lstrip("，")
        asks = re.search(_ASKS, clause[: date.start - start + 1])
        does = re.search(_TO_DO, clause) or re.search(_HANDED_ON, then)
        if not ((asks and does) or re.search(_ASKED_THEN, then)):
            continue
        if re.search(_NOT_ASKED, clause):
            continue
        of = date.year or _year_before(text, date.start) or year
        last = days_in_month(of, date.month) if date.month <= 12 else 28
        yield AskedBy(date, (of, date.month, date.day or last), passage, clause)


def _year_before(text: str, at: int) -> int:
    """The year that is written last before a date of the same sentence; 0 where none is."""
    sentence = text[text.rfind("。", 0, at) + 1 : at]
    years = re.findall(r"(?<!\d)(20\d\d)年", sentence)
    return int(years[-1]) if years else 0
