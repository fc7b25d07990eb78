"""When a task is due, and what that means on a day: 未到期, 临期, 逾期."""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec import Struct

from .. import patterns as re
from ..document.values import Moment, deadline_words

DONE: Final = "已完成"
STATES: Final = ("未启动", "推进中", DONE, "需协调")
_MEANT: Final = {"完成": DONE, "已办结": DONE, "办结": DONE, "已结": DONE, "全部完成": DONE}
_LIKE_DONE: Final = "完成|办结|办毕|落实|销号|完毕|100%|[√✓✔]"
_NOT_DONE: Final = "未|没|正在|预计|部分|基本|%(?<!100%)"
_ON_GOING: Final = "长期|持续|常态|每年|每月|每季|经常"
_PART: Final = {
    "上半年": 6, "下半年": 12, "第一季度": 3, "一季度": 3, "第二季度": 6, "二季度": 6,
    "第三季度": 9, "三季度": 9, "第四季度": 12, "四季度": 12,
}  # fmt: skip
_WHEN: Final = (
    r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<third>上旬|中旬))?"
    rf"|(?P<part>{'|'.join(_PART)}))?"
)
_THIRDS: Final = {"上旬": 10, "中旬": 20}


class AsOf(Struct, frozen=True):
    """The day that is gone by, and within how many days of its last a task is 临期."""

    on: date
    near: int

    @property
    def day(self) -> str:
        """The day as printed."""
        return f"{self.on.year}年{self.on.month}月{self.on.day}日"


class TaskDue(Struct, frozen=True):
    """The last day of a task, None where the words name none; `doubt` is what a person has to look
    at, "" = nothing.
    """

    day: date | None
    doubt: str = ""


def due_of(typed: str | None) -> TaskDue:
    """The last date that a 时限 names: 2027-12 is 2027-12-31, 2027年上半年 2027-06-30."""
    words = deadline_words(typed) if typed else ""
    found = list(re.finditer(_WHEN, words))
    if not found:
        vague = bool(words) and not re.search(_ON_GOING, words)
        return TaskDue(None, f"时限“{words}”看不出是哪一天，没有算" if vague else "")
    match = found[-1]
    month = int(match["month"] or _PART.get(match["part"] or "", 12))
    day = int(match["day"] or _THIRDS.get(match["third"] or "", 0))
    try:
        last = Moment(int(match["year"]), month, day).last_day()
        due = date(last.year, last.month, last.day)
    except (ValueError, IndexError):
        return TaskDue(None, f"时限“{words}”不是日历上的日期，没有算")
    whole = match["month"] and not match["day"] and re.match("[之以]?前", words[match.end() :])
    return TaskDue(due, f"时限“{words}”按{month}月底算" if whole else "")


def is_done(state: str) -> bool:
    """Whether what a person typed under 状态 says that a task is finished."""
    bare = state.strip("。.，, 　")
    return _MEANT.get(bare, bare) == DONE


def state_doubt(state: str) -> str:
    """Of a state that may mean that a task is finished and is not taken for it; "" = no doubt."""
    doubtful = re.search(_LIKE_DONE, state) and not re.search(_NOT_DONE, state)
    if is_done(state) or not doubtful:
        return ""
    return f"状态“{state}”没有算作{DONE}；完成了的，写“{DONE}”"


def standing(due: date | None, state: str, as_of: AsOf) -> str:
    """What is said of a task on a day."""
    if is_done(state):
        return DONE
    if due is None:
        return "没有期限"
    left = (due - as_of.on).days
    if left < 0:
        return f"逾期{-left}天"
    return f"临期（还有{left}天）" if left <= as_of.near else "未到期"


def kind_of(said: str) -> str:
    """Which of the five a standing is, for counting."""
    return next(each for each in KINDS if said.startswith(each))


KINDS: Final = ("逾期", "临期", "未到期", DONE, "没有期限")
