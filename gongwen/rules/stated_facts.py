"""事实对应：正文里的施行日期、有效期、审议会议，与“施行日期”“有效期”“审议”几项写的不一样。

“自……起施行”“有效期……年”“已经……第×次……会议审议通过”这样的话，写了对应的一项才核对。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from .. import patterns as re
from ..document.handling import Deliberation
from ..document.parts import Attachment, Document
from ..document.texts import Passage
from ..document.tree import parts_of
from ..document.values import Moment, read_moment
from ..paper.numbering import read_chinese_numeral
from ..problem import Level
from . import Context, Finding

NAME = "事实对应"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
WRONG = """\
施行日期: 2026-09-01
正文: 本办法自2026年10月1日起施行。
"""
RIGHT = """\
施行日期: 2026-09-01
正文: 本办法自2026年9月1日起施行。
"""

_DAY: Final = r"20\d\d年\d{1,2}月\d{1,2}日"
_NUMERAL: Final = "[0-9一二三四五六七八九十百零〇两]+"
_IN_FORCE: Final = r"(?:正式)?(?:施行|实施|执行|生效)(?!的)"
_FROM_DAY: Final = rf"(?P<date>{_DAY})(?:零时|0时)?起{_IN_FORCE}"
_FROM_ISSUE: Final = (
    rf"自(?:印发|公布|发布|下发)之日起(?:满?(?P<days>{_NUMERAL})日[之以]?后)?{_IN_FORCE}"
)
_VALID_YEARS: Final = rf"有效期(?:限)?(?:为|是)?(?P<number>{_NUMERAL})(?P<unit>年|个月)"
_VALID_UNTIL: Final = rf"有效期(?:限)?(?:截至|至|到)(?P<date>{_DAY})"
_TERM: Final = rf"(?P<number>{_NUMERAL})(?P<unit>年|个月)"
_PASSED: Final = (
    rf"(?P<before>[^，。；“”]{{0,36}}?)第(?P<number>{_NUMERAL})次"
    r"[^，。；、“”]{0,16}?会(?:议)?[^，。；“”]{0,8}?(?:审议|讨论|研究|表决)?(?:并)?(?:通过|同意)"
)
_MEETING: Final = rf"第(?P<number>{_NUMERAL})次"


def check(context: Context) -> Iterator[Finding]:
    """Each sentence that says otherwise than the fact."""
    document = context.document
    if not (document.effective_from or document.valid_for or document.deliberations):
        return
    for part, passages in zip(parts_of(document), context.passages_by_part, strict=True):
        if isinstance(part, Attachment):
            continue
        for passage in passages:
            yield from _in_force(passage, document, context)
            yield from _valid(passage, document, context)
            yield from _passed(passage, document, context)


def _finding(
    passage: Passage, match: re.Match[str], key: str, fact: str, context: Context
) -> Finding:
    words = match[0]
    return Finding(
        context.spot(passage.place, passage.text, match.start()),
        f"正文写“{words}”，“{key}”写的是{fact}",
        hint=f"核对后改正文，或改“{key}”",
        element=key,
    )


def _in_force(passage: Passage, document: Document, context: Context) -> Iterator[Finding]:
    fact = document.effective_from
    if fact is None:
        return
    for match in re.finditer(_FROM_DAY, passage.text):
        if _moment(match["date"]) not in (None, fact):
            yield _finding(passage, match, "施行日期", str(fact), context)
    for match in re.finditer(_FROM_ISSUE, passage.text):
        issued = document.issue_date
        days = number_of(match["days"]) if match["days"] else 0
        if issued is None or days is None:
            continue
        if _later(issued, days) != fact and not (days and _later(issued, days + 1) == fact):
            yield _finding(passage, match, "施行日期", f"{fact}（成文日期{issued}）", context)


def _valid(passage: Passage, document: Document, context: Context) -> Iterator[Finding]:
    fact = document.valid_for
    if fact is None:
        return
    until = _moment(fact)
    term = _months(re.search(_TERM, fact))
    start = document.effective_from or document.issue_date
    for match in re.finditer(_VALID_YEARS, passage.text):
        said_months = _months(match)
        ends = _ends(start, said_months or 0) if start else ()
        differs = said_months != term if term is not None else ends and until not in ends
        if differs:
            yield _finding(passage, match, "有效期", fact, context)
    for match in re.finditer(_VALID_UNTIL, passage.text):
        said = _moment(match["date"])
        if said is None:
            continue
        if until is not None and said != until:
            yield _finding(passage, match, "有效期", fact, context)
        elif term is not None and start and said not in _ends(start, term):
            yield _finding(passage, match, "有效期", f"{fact}（自{start}起）", context)


def _passed(passage: Passage, document: Document, context: Context) -> Iterator[Finding]:
    facts = document.deliberations
    known = {number: each for each in facts if (number := _number_in(each)) is not None}
    if not known:
        return
    for match in re.finditer(_PASSED, passage.text):
        number = number_of(match["number"])
        said = "；".join(f"{each.meeting}{each.date or ''}" for each in facts)
        if number not in known:
            yield _finding(passage, match, "审议", said, context)
            continue
        day = re.search(_DAY, match["before"])
        met, typed = known[number].date, _moment(day[0]) if day else None
        if met and typed and met != typed:
            yield _finding(passage, match, "审议", said, context)


def _number_in(each: Deliberation) -> int | None:
    match = re.search(_MEETING, each.meeting)
    return number_of(match["number"]) if match else None


def number_of(text: str) -> int | None:
    """The number that digits or Chinese numerals say; None where they say none."""
    if text.isdecimal():
        return int(text)
    return 2 if text == "两" else read_chinese_numeral(text)


def _months(match: re.Match[str] | None) -> int | None:
    """How many months 5年 and 18个月 are."""
    number = number_of(match["number"]) if match else None
    if match is None or number is None:
        return None
    return number * 12 if match["unit"] == "年" else number


def _moment(text: str) -> Moment | None:
    """None where it is no day of the calendar, which another rule tells."""
    try:
        found = read_moment(text) if text else None
    except ValueError:
        return None
    return found if found and found.day else None


def _later(day: Moment, days: int) -> Moment:
    found = date(day.year, day.month, day.day) + timedelta(days=days)
    return Moment(found.year, found.month, found.day)


def _ends(start: Moment, months: int) -> tuple[Moment, Moment]:
    """The last day of a term, as it is counted by either custom: the day before, and the day."""
    total = start.month - 1 + months
    year, month = start.year + total // 12, total % 12 + 1
    day = min(start.day, Moment(year, month).last_day().day)
    same = Moment(year, month, day)
    return _later(same, -1), same


ELEMENTS = ("施行日期", "有效期", "审议")
