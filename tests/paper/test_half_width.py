"""Half-width punctuation in Chinese text becomes full where that is certain."""

from __future__ import annotations

import pytest

from gongwen.paper.half_width import in_full_width, slips_in


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("落实责任,加强督查;逾期的,予以通报.", "落实责任，加强督查；逾期的，予以通报。"),
        ("各县(市、区)人民政府,市政府各部门:", "各县（市、区）人民政府，市政府各部门："),
        ("电话:0871-1234567,邮箱:a@b.cn", "电话：0871-1234567，邮箱：a@b.cn"),
        ("云政办发(2026)5号", "云政办发（2026）5号"),
        ('坚持"安全第一"的方针,做到"三个必须"。', "坚持“安全第一”的方针，做到“三个必须”。"),
        ("机关、学校...都要参加", "机关、学校……都要参加"),
        ("(一)总体要求", "（一）总体要求"),
        (
            "各乡镇(街道);各学校(园),请于(周五)前报送.",
            "各乡镇（街道）；各学校（园），请于（周五）前报送。",
        ),
        ("网址:https://a.cn/b?c=1,d;e", "网址：https://a.cn/b?c=1,d;e"),
    ],
)
def test_what_touches_chinese(typed: str, wanted: str) -> None:
    assert in_full_width(typed)[0] == wanted
    assert in_full_width(wanted)[0] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "投资1,234.5万元，比例3:2，8:30开始。",
        "见 https://example.cn/a?b=1;c(2) 和 f(x)。",
        "Word, Excel; see (a).",
        '12"的管子',
        "一)总体要求",
        "一. 时间安排",
        "十二.活动内容",
        "2021-2025年",
        "完成..",
        '他说："第一"的第二"',
    ],
)
def test_what_is_no_chinese_or_not_certain_stays(text: str) -> None:
    assert in_full_width(text) == (text, 0)


def test_it_is_counted() -> None:
    assert in_full_width('甲,乙;(丙)"丁"戊...己') == ("甲，乙；（丙）“丁”戊……己", 7)
    assert len(slips_in("甲,乙")) == 1


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ('开展"123"行动', "开展“123”行动"),
        ('"A4"纸，"B5"纸', "“A4”纸，“B5”纸"),
        ('屏幕为24"的', '屏幕为24"的'),
        ('写成 name="x" 的', '写成 name="x" 的'),
    ],
)
def test_quotation_marks_around_digits_and_latin_within_chinese(text: str, full: str) -> None:
    assert in_full_width(text)[0] == full
