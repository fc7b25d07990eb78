"""发文字号 as people type it: with any brackets, at the end of a title, with a date, without a
number yet.
"""

from __future__ import annotations

from msgspec import Struct

from .. import patterns as re
from ..kinds import kind_names
from .wording import HAN, read_date

_OPEN, _CLOSE = r"[〔\[［（(【﹝]", r"[〕\]］)）】﹞]"
NUMBER = re.compile(rf"[{HAN}]{{1,20}}\s*{_OPEN}\s*\d{{4}}\s*{_CLOSE}\s*(?:第\s*)?\d{{1,5}}\s*号")
ISSUE = re.compile(
    r"[（(]?\s*(?:[〔\[［（(]?\s*\d{4}\s*(?:[〕\]］）)]|年(?:度)?)?)?\s*第?\s*"
    r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s*[期次号]"
    r"(?:\s*[（(]?\s*总第?\s*\d{1,5}\s*[期次号]\s*[）)]?)?\s*[）)]?"
)
"""The number of minutes or a bulletin: 第7期, 〔2026〕7号, （2026年第3次）."""
_BLANK = r"[\s×xX*＊_＿…·Ｘ—-]"
_WITHOUT = re.compile(
    rf"[{HAN}×xX]{{1,20}}\s*{_OPEN}\s*(?:\d{{4}}|(?:20)?{_BLANK}{{0,8}})\s*{_CLOSE}\s*第?{_BLANK}{{0,12}}号"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_DATE = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_WITH_DATE = re.compile(
    rf"(?:{_OPEN}|—+)?\s*(?:(?P<before>{_DATE})\s*[，,、；;]?\s*)?(?P<number>{NUMBER.pattern})"
    rf"(?:\s*[，,、；;]?\s*[（(]?\s*(?P<after>{_DATE})\s*(?:印发|发布)?)?\s*(?:{_CLOSE}){{0,2}}—*"
    rf"(?:\s*[{HAN}]{{1,6}}[省市县区州盟旗])?"
)
_AT_END = re.compile(
    rf"(?P<title>.{{4,80}}?(?:{'|'.join(kind_names())}))"
    rf"(?:\s*{_OPEN}\s*|\s+|(?<=的..))(?P<number>{NUMBER.pattern})\s*{_CLOSE}?"
)


class NumberLine(Struct, frozen=True):
    """What a line says that holds a 发文字号: the number as the program prints it, and a date."""

    number: str
    date: str = ""


def number_line(text: str) -> NumberLine | None:
    """A line that is a 发文字号, in brackets or not, its date beside it or not."""
    match = _WITH_DATE.fullmatch(re.sub(r"\s*[★☆*＊]$", "", text))  # old letterheads close so
    if match is None or re.search("关于|的", match["number"]):  # a title stands before it
        return None
    return NumberLine(
        tidy_number(match["number"]), read_date(match["before"] or match["after"] or "")
    )


def tidy_number(text: str) -> str:
    """发文字号 with 〔〕 and without blanks and 第."""
    solid = re.sub(r"\s", "", text).translate(_FULL_WIDTH)
    return re.sub(r"〕第", "〕", re.sub(rf"{_OPEN}(\d{{4}}){_CLOSE}", r"〔\1〕", solid))


def is_unnumbered(text: str) -> bool:
    """Whether a line is a 发文字号 without its number yet: 云政发〔2026〕  号, 云政发〔×〕×号."""
    if re.search("关于|的", text) or NUMBER.fullmatch(text):
        return False
    return _WITHOUT.fullmatch(text) is not None


def title_and_number(text: str) -> tuple[str, str]:
    """A title whose number stands behind it, parted: “…的通知（云政办〔2026〕1号）”; the number ""
    where there is none.
    """
    match = _AT_END.fullmatch(text)
    return (match["title"], match["number"]) if match else (text, "")
