"""A day that is typed in another way than it is read is told as it is to be written."""

from __future__ import annotations

import pytest

from gongwen.document.meant_dates import meant_date
from tests.document.reading import BODY, told


@pytest.mark.parametrize(
    "typed",
    [
        *("20260420", "二〇二六年四月二十日", "二O二六年四月二十日", "20/4/2026", "2026－04－20"),
        *("2026—4—20", "2026.04.20.", "2026、4、20", "2026-04-20 09:30", "2026，4，20"),
        "2026年4月20日印发",
    ],
)
def test_the_day_that_was_meant_is_shown(typed: str) -> None:
    assert told(f"{BODY}成文日期: {typed}\n", after="") == [
        f"4:7 “成文日期”不是日期：“{typed}”|写成 2026-04-20"
    ]
    assert told(f"{BODY}成文日期: {meant_date(typed)}\n", after="") == []


@pytest.mark.parametrize("typed", ["4/5/2026", "26-04-20", "20261340", "今天", "2026年4月20日前"])
def test_where_more_than_one_day_or_none_was_meant_none_is_shown(typed: str) -> None:
    assert meant_date(typed) == ""


def test_a_list_of_one_date_and_a_day_without_a_year() -> None:
    assert told(f"{BODY}成文日期:\n- 2026-04-20\n", after="") == [
        "5:1 “成文日期”要写日期，现在是一个列表|不分条，写在冒号后面：2026-04-20"
    ]
    assert told(f"{BODY}成文日期: 4月20日\n", after="") == [
        "4:7 “成文日期”不是日期：“4月20日”|前面写上年份，如 2026年4月20日"
    ]
