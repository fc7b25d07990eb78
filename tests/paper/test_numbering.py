"""Markers of the levels, written and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.paper import numbering
from gongwen.paper.numbering import (
    DEFAULT_SCHEME,
    Counter,
    Marker,
    Scheme,
    chinese_numeral,
    format_number,
    match_decimal,
    match_number,
    parse_marker,
    printed_number,
    read_chinese_numeral,
)

SAMPLES = [
    "一、",
    "（一）",
    "(一)",
    "1.",
    "1．",
    "1、",
    "（1）",
    "1）",
    "①",
    "第一章",
    "第一条",
    "一是",
    "A.",
    "a.",
]
LARGEST = {"chinese": 9999, "arabic": 999, "circled": 999, "upper": 999, "lower": 999}


def marker(sample: str) -> Marker:
    found = parse_marker(sample)
    assert found is not None
    return found


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_its_own_first_member(sample: str) -> None:
    assert format_number(marker(sample), 1) == sample


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("１．", "1．"),
        ("Ａ.", "A."),
        ("一､", "一、"),
        ("（1)", "（1）"),
        ("(一）", "（一）"),
        (" 一 、", "一、"),
    ],
)
def test_a_sloppy_sample_is_put_right(typed: str, printed: str) -> None:
    assert marker(typed) == marker(printed)


@pytest.mark.parametrize(
    "sample",
    [
        "",
        "一",
        "第一",
        "二、",
        "总则",
        "（一",
        "一）、（",
        "一、总体要求",
        "a一、",
        "1.1.",
        "Ca.",
    ],
)
def test_what_is_no_sample(sample: str) -> None:
    assert parse_marker(sample) is None


def test_samples_that_print_differently_are_different_markers() -> None:
    assert len({marker(sample) for sample in SAMPLES}) == len(SAMPLES)


@pytest.mark.parametrize(
    ("sample", "number", "text"),
    [
        ("一、", 10, "十、"),
        ("一、", 11, "十一、"),
        ("（一）", 23, "（二十三）"),
        ("第一条", 110, "第一百一十条"),
        ("第一条", 1005, "第一千零五条"),
        ("①", 20, "⑳"),
        ("①", 21, "㉑"),
        ("①", 36, "㊱"),
        ("①", 50, "㊿"),
        ("①", 51, "（51）"),
        ("a.", 26, "z."),
        ("a.", 27, "（27）"),
    ],
)
def test_format(sample: str, number: int, text: str) -> None:
    assert format_number(marker(sample), number) == text


def test_there_is_no_member_zero() -> None:
    with pytest.raises(ValueError, match="members count from 1, not 0"):
        format_number(marker("1."), 0)
    with pytest.raises(ValueError, match="no Chinese numeral for 10000"):
        chinese_numeral(10000)


@pytest.mark.parametrize(
    ("sample", "line", "number"),
    [
        ("一、", "　　十一、甲", 11),
        ("一、", "二．甲", 2),
        ("一、", "三 、甲", 3),
        ("一、", "三、甲", 3),
        ("（一）", "(二十三)　甲", 23),
        ("（一）", "（ 二 ）甲", 2),
        ("（一）", "㈢甲", 3),
        ("1.", "2．甲", 2),
        ("1.", "2、甲", 2),
        ("1.", "１２．甲", 12),
        ("1.", "⒓甲", 12),
        ("（1）", "⑷甲", 4),
        ("（1）", "(5)\u00a0甲", 5),
        ("①", "㉑甲", 21),
        ("①", "（51）甲", 51),
        ("第一条", "第 一百二十 条　甲", 120),
        ("第一条", "第一百二〇条甲", None),
    ],
)
def test_typed_numbers_are_read_tolerantly(sample: str, line: str, number: int | None) -> None:
    assert match_number(marker(sample), line) == (None if number is None else (number, "甲"))


@pytest.mark.parametrize(
    ("sample", "line"),
    [
        ("1.", "1.5亿元投资"),
        ("1.", "2026.8.9"),
        ("1.", "2026年工作要点"),
        ("1.", "1、2号线建设"),
        ("1.", "0.甲"),
        ("1.", "（1）甲"),
        ("一、", "一、二级市场"),
        ("一、", "一、二、三产业"),
        ("一、", "二、三季度"),
        ("一、", "（一）甲"),
        ("（一）", "（1）甲"),
        ("（一）", "（十十）甲"),
        ("①", "（5）甲"),
        ("A.", "A、B两座"),
        ("A.", "A.B"),
        ("一、", ""),
    ],
)
def test_what_is_no_marker(sample: str, line: str) -> None:
    assert match_number(marker(sample), line) is None


@pytest.mark.parametrize(
    ("sample", "line", "rest"),
    [
        ("1.", "1.2026年底前", "2026年底前"),
        ("1.", "1．2026—2028年", "2026—2028年"),
        ("1.", "1、100个村", "100个村"),
        ("一、", "一、一体推进", "一体推进"),
        ("一、", "二、三大任务", "三大任务"),
        ("一、", "一、二十项措施", "二十项措施"),
    ],
)
def test_a_number_after_the_marker_belongs_to_the_text(sample: str, line: str, rest: str) -> None:
    match = match_number(marker(sample), line)
    assert match is not None
    assert match[1] == rest


@given(st.integers(1, 9999))
def test_chinese_numerals_read_back(number: int) -> None:
    assert read_chinese_numeral(chinese_numeral(number)) == number


@given(st.text("一二三四五六七八九十百千零〇万", max_size=8))
def test_a_chinese_numeral_that_is_read_is_well_written(text: str) -> None:
    number = read_chinese_numeral(text)
    if number is not None:
        plain = text.replace("〇", "零")
        assert chinese_numeral(number) == (plain[1:] if plain.startswith("一十") else plain)


@given(st.sampled_from(SAMPLES), st.data())
def test_what_is_written_is_read(sample: str, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, LARGEST[marker(sample).numerals]))
    rest = data.draw(st.from_regex(r"[甲乙丙（《“，][^\r\n]{0,20}[甲乙]", fullmatch=True))
    assert match_number(marker(sample), format_number(marker(sample), number) + rest) == (
        number,
        rest,
    )


@given(st.sampled_from(SAMPLES), st.text(max_size=30))
def test_any_line_can_be_tried(sample: str, line: str) -> None:
    match = match_number(marker(sample), line)
    assert match is None or (match[0] >= 1 and line.rstrip().endswith(match[1].rstrip()))


def test_below_the_last_level_come_circles_then_letters() -> None:
    assert [format_number(DEFAULT_SCHEME.marker(level), 2) for level in range(1, 9)] == [
        *("二、", "（二）", "2.", "（2）", "②"),
        *("b.", "b.", "b."),
    ]
    circled = Scheme((marker("一、"), marker("①")))
    assert [format_number(circled.marker(level), 2) for level in (1, 2, 3)] == ["二、", "②", "b."]


def test_deeper_levels_begin_afresh() -> None:
    counter = Counter(DEFAULT_SCHEME)
    assert [counter.next_number(level) for level in (1, 2, 2, 3, 2, 3, 1, 2)] == [
        *(1, 1, 2, 1, 3, 1, 2, 1)
    ]


def test_a_continuous_level_goes_on() -> None:
    counter = Counter(Scheme(DEFAULT_SCHEME.levels, frozenset({3})))
    assert [counter.next_number(level) for level in (1, 3, 3, 2, 3, 1, 3)] == [1, 1, 2, 1, 3, 2, 4]
    counter.restart(3)
    assert counter.next_number(3) == 5


def test_a_restarted_level_begins_at_one() -> None:
    counter = Counter(DEFAULT_SCHEME)
    counter.next_number(1)
    counter.restart(1)
    assert counter.next_number(1) == 1


@given(st.lists(st.integers(1, 5)), st.frozensets(st.integers(1, 5)))
def test_numbers_are_places_among_siblings(levels: list[int], continuous: frozenset[int]) -> None:
    counter = Counter(Scheme(DEFAULT_SCHEME.levels, continuous))
    for position, level in enumerate(levels):
        siblings = 1
        for before in reversed(levels[:position]):
            if before < level and level not in continuous:
                break
            siblings += before == level
        assert counter.next_number(level) == siblings


@pytest.mark.parametrize(
    ("sample", "number", "above", "text"),
    [
        ("1", 3, (), "3"),
        ("1.1", 3, (2,), "2.3"),
        ("1.1.1", 12, (4, 2, 3), "2.3.12"),
        ("1．1", 3, (2,), "2.3"),
        ("1.1", 3, (), "1.3"),
    ],
)
def test_decimal_numbers_carry_those_above(
    sample: str, number: int, above: tuple[int, ...], text: str
) -> None:
    assert format_number(marker(sample), number, above) == text
    assert printed_number(marker(sample), number, above) == f"{text} "


def test_other_numbers_stand_close_to_the_text() -> None:
    assert printed_number(marker("1."), 3, (2,)) == "3."


@pytest.mark.parametrize("sample", ["第一部分", "第一章"])
def test_a_wide_blank_parts_a_number_that_is_a_word(sample: str) -> None:
    assert printed_number(marker(sample), 2) == f"{sample.replace('一', '二')}　"
    assert format_number(marker(sample), 2) == sample.replace("一", "二")


@pytest.mark.parametrize(
    ("sample", "line", "found"),
    [
        ("1", "3 总则", ((3,), "总则")),
        ("1", "3总则", None),
        ("1", "3 个月", None),
        ("1", "3 个人信息保护", ((3,), "个人信息保护")),
        ("1", "1.1 总则", None),
        ("1.1", "1.1 总则", ((1, 1), "总则")),
        ("1.1", "1 总则", None),
        ("1.1", "1.1.1 总则", None),
        ("1.1", "1.1. 总则", ((1, 1), "总则")),
        ("1.1", "1.1、总则", ((1, 1), "总则")),
        ("1.1", "3.0 时代", None),
        ("1.1", "1.5 亿元", None),
        ("1.1", "2.10 人员", ((2, 10), "人员")),
        ("1.1", "2.10 人", None),
        ("1.1.1", "2026.5.1 起", None),
    ],
)
def test_decimal_numbers_are_read(
    sample: str, line: str, found: tuple[tuple[int, ...], str] | None
) -> None:
    assert match_decimal(marker(sample), line) == found


@given(
    st.sampled_from([*SAMPLES, "1", "1.1"]),
    st.sampled_from(["", " ", "\u200b", "　"]),
    st.sampled_from(
        ["一", "十二", "〇", "第", "各", "（", "(", "1", "①", "a", "甲", "㈠", "⑴", ""]
    ),
    st.sampled_from(["、", "）", ".", "一、", "单位", "章 ", "条 ", "是", "1）甲", "甲"]),
)
def test_no_number_is_passed_over_for_its_first_character(
    sample: str, before: str, first: str, rest: str
) -> None:
    line = f"{before}{first}{rest}甲"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbering, "_may_begin", lambda line, marker: True)
        expected = match_number(marker(sample), line)
    assert match_number(marker(sample), line) == expected
