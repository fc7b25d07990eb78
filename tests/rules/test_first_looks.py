"""Long patterns are compiled only where a first look says that they may match. What they match, the
first look finds: held against each other on texts made by chance of what is in the patterns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

import pytest

from gongwen.library import blanks
from gongwen.paper.characters import HAN
from gongwen.rules import (
    counted_items,
    date_form,
    doubled_negation,
    joined_units,
    listed_count,
    missing_mark,
    number_characters,
    small_slips,
    structural_particle,
    text_dates,
)

TEXTS = 4000


def pairs(some: Sequence[str]) -> Callable[[str], bool]:
    return lambda text: any(pair in text for pair in some)


def short(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.search(pattern, text) is not None


NEXT = missing_mark._NEXT.split("|")
MANNER, DO = (
    each.split("|")[:12] for each in (structural_particle._MANNER, structural_particle._DO)
)
BAN = [
    "严禁",
    "禁止",
    "切忌",
    "杜绝",
    "防止",
    "避免",
    "遏制",
    "切勿",
    "请勿",
    "不得",
    "不准",
    "不许",
    "不要",
    "勿",
    "不再",
    "不重复",
    "不致",
]
DATES = ["2026年", "3月", "12日", "2027年", "至", "到"]
OTHER_DATES = [
    *(
        "2026年",
        "二〇二六年",
        "三月",
        "3月",
        "12日",
        "八日",
        "5号",
        "2026/3/5",
        "2026-3-5",
        "3.5日",
    ),
    *("2026 ", "2026.", "2025—", "26年", "二六年", "底", "，", "自"),
]


@pytest.mark.parametrize(
    ("pattern", "first_look", "pieces"),
    [
        (
            blanks._MARKS,
            lambda line: bool(blanks.marks_in(line)),
            ["某某", *"某甲，、：…。．.年月日省号〕×X_", "..", "__", "（填写", "（请填", "）"],
        ),
        (doubled_negation._DOUBLED, pairs(doubled_negation.NEEDS), BAN),
        (
            missing_mark._JOIN,
            pairs(missing_mark._JOINED),
            [*missing_mark._ENDS[1:8], *NEXT, "甲乙丙丁"],
        ),
        (missing_mark._MUCH, pairs(missing_mark._MUCH_JOINED), ["加大", "甲乙", "力度", *NEXT[:6]]),
        (
            missing_mark._SUBJECT,
            pairs(missing_mark._SUBJECT_JOINED),
            [*"设务行各地要", "级政府", "部门", "应"],
        ),
        (
            structural_particle._ADVERBIAL,
            short(structural_particle._MAY_BE_ADVERBIAL),
            ["要", "要", *MANNER, *"的得的得的得", *DO, *"了各了各了各"],
        ),
        (
            structural_particle._BEFORE_NOUN,
            short(structural_particle._MAY_BE_BEFORE_NOUN),
            ["，", "有", *MANNER[:5], *"地地地地", "工作", "作风", "机制", "条件", "，"],
        ),
        *(
            (
                pattern,
                short(look),
                [*"35.百千万十点亿人元，%％一二第户", "235", "3.5", "，234", "，345万"],
            )
            for pattern, look in (
                (number_characters._DIGIT_HAN, number_characters._FIGURE_AND_WORD),
                (number_characters._NO_NUMBER, number_characters._NO_FIGURE),
                (number_characters._COMMA, r"\d，\d"),
            )
        ),
        *(
            (
                pattern,
                short(counted_items._ANY_COUNT),
                ["以下", *"三12项个款，：:。", "工作", "包括"],
            )
            for pattern in (counted_items._ANNOUNCED, counted_items._RIGHT_BEFORE)
        ),
        (
            listed_count._SERIES,
            short(listed_count._COUNTED),
            ["甲、乙", "等3", "等", *"甲、等三5个家镇，"],
        ),
        *(
            (
                pattern,
                pairs(small_slips.NEEDS),
                ["晚上", "下午", "14", "8万万", *"8百千万亿元%12时：'甲'", "个百分点"],
            )
            for pattern, *_ in small_slips._SLIPS
        ),
        (date_form._SHORT, short(date_form._SHORT_MAY_BE), [*"201年底初月近"]),
        (date_form._ZERO, short(date_form._ZERO_MAY_BE), ["2026", *"01年日月3"]),
        *(
            (each, short(date_form._OTHER_MAY_BE), OTHER_DATES)
            for each in (
                date_form._MIXED,
                date_form._DAY_CALLED,
                date_form._SLASHED,
                date_form._DOTTED_DAY,
                date_form._BLANK_IN,
                date_form._TWO_FIGURES,
                date_form._HAN_YEAR,
            )
        ),
    ],
)
def test_a_first_look_misses_nothing(
    pattern: str, first_look: Callable[[str], bool], pieces: list[str]
) -> None:
    chance, matching = Random(1), 0  # noqa: S311  the same ones each time
    compiled = re.compile(pattern)
    for _ in range(TEXTS):
        text = "".join(chance.choices(pieces, k=chance.randint(2, 8)))
        if compiled.search(text):
            matching += 1
            assert first_look(text), text
    assert matching > 5


def test_every_date_that_can_be_told_is_seen_by_itself() -> None:
    """In the patterns of 日期不合 a date is as long as it is when it is looked for alone."""
    chance, matching = Random(1), 0  # noqa: S311  the same ones each time
    pieces = [*DATES[:5], *"请于，。前底截至已通过", "之前", "完成", "审议", "常务会议", "9:00"]
    patterns = (text_dates._TO_COME, text_dates._BY_THEN, text_dates._DONE)
    compiled = [re.compile(each) for each in patterns]
    for _ in range(10 * TEXTS):
        text = "".join(chance.choices(pieces, k=chance.randint(3, 9)))
        alone = {match.span() for match in re.finditer(text_dates._DATE, text)}
        for pattern in compiled:
            for match in pattern.finditer(text):
                matching += 1
                spans = {match.span(name) for name in match.groupdict() if match[name]}
                assert spans <= alone, text
    assert matching > 20


def test_a_name_with_one_more_character_is_found_as_by_a_pattern() -> None:
    chance, found = Random(1), 0  # noqa: S311
    for _ in range(TEXTS):
        text = "".join(chance.choices("市教育局a，", k=12))
        head, tail = ("".join(chance.choices("市教育局", k=2)) for _ in range(2))
        match = re.search(f"{head}{HAN}{tail}", text)
        found += match is not None
        assert joined_units._with_one_between(head, tail, text) == (match[0] if match else "")
    assert found > 5
