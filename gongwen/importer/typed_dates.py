"""成文日期 as somebody typed it under a text: what is wrong with it, for the program prints it anew
and nobody would see that it was not typed so.
"""

from __future__ import annotations

import unicodedata
from datetime import date

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Source
from .wording import ZEROS

REWRITTEN = "落款的日期"
"""What the remark on such a date begins with."""
_HAN_DIGITS = "一二三四五六七八九十〇○零"
_AS_DUE = r"\d{4}年[1-9]\d?月[1-9]\d?日"
_PADDED = r"\d{4}年(?:0\d月.*|\d{1,2}月0\d日)"
_SINCE = "2012-07-01"
"""From this day on GB/T 9704-2012 asks for Arabic figures; before, Chinese ones were the rule."""


def tell_typed_date(typed: str, read: str, number: int, source: Source) -> None:
    """Say what of the date `typed` at line or paragraph `number` is not as it should be; `read` is
    what it was read as, 2026-03-31.
    """
    wrong = _wrong(typed)
    if not wrong:
        return
    all_han = wrong == _ALL_HAN
    if all_han and read < _SINCE:
        return
    year, month, day = map(int, read.split("-"))
    try:
        date(year, month, day)
    except ValueError:  # told as a day that no calendar has
        return
    said = f"{REWRITTEN}“{typed}”{wrong}"
    hint = f"写“{year}年{month}月{day}日”（GB/T 9704-2012 7.3.5.4）"
    level = Level.NOTICE if all_han else Level.WARNING
    source.say(UNSURE, level, number, said, hint)


_ALL_HAN = "用了汉字，不是阿拉伯数字"


def _wrong(typed: str) -> str:
    """What is wrong with a date; "" where nothing is, or an hour stands after it."""
    text = "".join(typed.split())
    if re.fullmatch(_AS_DUE, text, re.ASCII):
        return ""
    plain = unicodedata.normalize("NFKC", text)
    if plain != text and re.fullmatch(_AS_DUE, plain, re.ASCII):
        return "用了全角数字"
    if re.fullmatch(rf"[{ZEROS}{_HAN_DIGITS}\d]+年[{_HAN_DIGITS}\d]+月[{_HAN_DIGITS}\d]+日", plain):
        figures = re.search(r"\d", plain) is not None
        if re.search(f"[{_HAN_DIGITS}]", plain):
            return "里汉字和阿拉伯数字混用" if figures else _ALL_HAN
        if re.search("[Oo]", plain):
            return "里的零打成了字母"
        return "的月、日前面补了零" if re.fullmatch(_PADDED, plain, re.ASCII) else ""
    signs = re.fullmatch(r"\d{4}([-/.])\d{1,2}\1\d{1,2}", plain)
    return f"用“{signs[1]}”隔开年、月、日" if signs else ""
