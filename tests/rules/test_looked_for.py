"""Rules that pass over texts without a sign of what they look for miss nothing by it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from gongwen.library import blanks
from gongwen.paper import half_width
from gongwen.rules import impossible_date, repeated_words, unpaired_marks

PIECES = (
    *("20××年", "20XX年3月", "ＸＸ月", "x日", "〔2026〕X号", "××", "某某某", "云溪某某局"),
    *(
        "会议认为，……",
        "如下：...",
        "要求、。。",
        "____",
        "（填写名称）",
        "（请填入日期）",
        "（请填写）",
    ),
    *("市,区", "3;县", "区:", "好?", "好!", "完.", "…", "区...", "(市", "市)", '"市', '市"'),
    *(
        "2024-2026",
        "2024年-2026年",
        "“市”",
        "”",
        "（",
        "）",
        "1）",
        "(",
        ")",
        "’",
        "云溪",
        "3",
        "a",
    ),
    *("2026年6月31日", "2月30日", "2026-6-31", "2026.02.30", "1999/2/30", "6月", "开发", "年"),
)
SIGNS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)


@given(SIGNS)
def test_no_mark_is_passed_over(text: str) -> None:
    assert [each.span() for each in blanks.marks_in(text)] == [
        each.span() for each in re.finditer(blanks._MARKS, text)
    ]


@given(SIGNS)
def test_no_half_width_sign_is_passed_over(text: str) -> None:
    assert len(half_width.slips_in(text)) == len(list(half_width._slip().finditer(text)))


@given(SIGNS)
def test_half_width_brackets_pair_as_full_ones(text: str) -> None:
    full = text.translate(str.maketrans("()", "（）"))
    assert unpaired_marks.unpaired(text) == unpaired_marks.unpaired(full)


@given(SIGNS)
def test_no_date_is_passed_over(text: str) -> None:
    if re.search(impossible_date._DATE, text) or re.search(impossible_date._WHOLE, text):
        assert re.search(impossible_date._MAY_BE, text)


@given(SIGNS)
def test_no_repeated_word_is_passed_over(text: str) -> None:
    if re.search(repeated_words._TWICE, text):
        assert re.search(repeated_words._MAY_BE, text)
