"""Which day was meant by what is not written as a date: 20260420, 二〇二六年四月二十日."""

from __future__ import annotations

import calendar
import unicodedata

from .. import patterns as re
from ..paper.dates import dates_in

_TIME = r"[T ]+\d{1,2}:\d{2}(?::\d{2})?$"
_CLOSE = r"(\d{4})(\d{2})(\d{2})"
_SIGNS = r"(\d{4})[-./、—–,]+(\d{1,2})[-./、—–,]+(\d{1,2})[-./、—–,日]*"
_YEAR_LAST = r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})"
_BEHIND = "(?<=[日号])(?:印[发制]|发布|成文)$"
"""What the paper says behind a day."""
_ZEROS = str.maketrans("OoＯ○", "〇〇〇〇")


def meant_date(text: str) -> str:
    """The one day that can have been meant, as 2026-04-20; "" where none or more than one can."""
    text = re.sub(_TIME, "", unicodedata.normalize("NFKC", text.strip()))
    compact = re.sub(_BEHIND, "", re.sub(r"\s+", "", text))
    for pattern in (_CLOSE, _SIGNS):
        if found := re.fullmatch(pattern, compact):
            return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(_YEAR_LAST, compact):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        days = {_day(year, first, second), _day(year, second, first)} - {""}
        return days.pop() if len(days) == 1 else ""
    written = dates_in(compact.translate(_ZEROS))
    if len(written) == 1 and len(written[0].written) == len(compact):
        return _day(*written[0].key)
    return ""


def _day(year: int, month: int, day: int) -> str:
    known = 1900 <= year < 2100 and 1 <= month <= 12
    known = known and 1 <= day <= calendar.monthrange(year, month)[1]
    return f"{year:04d}-{month:02d}-{day:02d}" if known else ""
