"""What words and lines of an official document look like, shared by the recognisers."""

from __future__ import annotations

from .. import patterns as re
from ..kinds import kind_names
from ..paper.numbering import read_chinese_numeral
from ..paper.unit_names import are_units as are_units  # noqa: PLC0414
from ..paper.unit_names import is_unit as is_unit  # noqa: PLC0414
from ..paper.unit_names import names_in as names_in  # noqa: PLC0414

NO_TITLE = "（缺标题）"
"""What is written where a text has no title; this is said."""
HAN = "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff"
STOPS = "。！？；：!?;:"


def unspaced(text: str) -> str:
    """A word typed with room between its characters: 组　长 → 组长, 国 务 院 → 国务院."""
    if re.fullmatch(rf"(?:[{HAN}]\s+)+[{HAN}]", text):
        return "".join(text.split())
    return text


def folded(text: str) -> str:
    """For comparing titles: no blanks, book marks and brackets' width all the same."""
    return re.sub(r"[\s《》〈〉“”]", "", text).translate(str.maketrans("(),:", "（），："))


ZEROS = "〇○ＯOoｏ0０零"
"""What people type for the 〇 of a year."""
_DIGITS = dict.fromkeys(ZEROS, "0") | {c: str(i) for i, c in enumerate("一二三四五六七八九", 1)}
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_DATE = re.compile(
    rf"(?P<year>\d\s?\d\s?\d\s?\d|[{ZEROS}一二三四五六七八九]{{4}})\s*年\s*"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)


def read_date(text: str) -> str:
    """A line that is a full date, as 2026-08-09; "" where it is none or not of the calendar."""
    match = _DATE.fullmatch(text.strip().translate(_HALF_WIDTH))
    if match is None:
        return ""
    year = "".join(_DIGITS.get(c, c) for c in "".join(match["year"].split()))
    parts = [_number(match["month"]), _number(match["day"])]
    if not year.isdecimal() or not 1 <= parts[0] <= 12 or not 1 <= parts[1] <= 31:
        return ""
    return f"{year}-{parts[0]:02}-{parts[1]:02}"


def read_page_date(text: str) -> str:
    """A date as web pages write it, 2026-08-09 or 2026/8/9 too, a time of day after it or not."""
    match = re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", text.strip())
    return read_date(f"{match[1]}年{match[2]}月{match[3]}日" if match else text)


_OF_DAY = re.compile(r"\s*(?:上午|下午|晚|晚上)?\s*\d{1,2}(?:时|点|[：:]\d).{0,8}$")


def read_signed_date(text: str) -> str:
    """A date under a signature, as people type it: 2026-4-1 too, an hour after it or not."""
    bare = _OF_DAY.sub("", text.strip())
    return read_date(bare) or (read_page_date(bare) if len(bare) <= _PAGE_DATE else "")


_PAGE_DATE = len("2026-04-01")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else read_chinese_numeral(text) or 0


_OTHER_NOUNS = (
    "方案|办法|规则|职责|要点|规定|细则|名单|表|清单|分工|制度|纲要|规划|计划|章程|条例|预案|标准|指南|"
    "目录|总结|讲话|指标|目标|流程|任务|措施|安排|要求|答复|汇总|台账|说明|情况|议程|须知|协议|合同|规范|"
    "准则|指引|申请|明细|问答|体系"
)
"""What texts that are no document of a 文种 are called, those that one issues or encloses."""
DOCUMENT_NOUNS = re.compile(
    rf"(?:{'|'.join(kind_names())}|{_OTHER_NOUNS})(?:[（(][^（）()]*[）)])?》?$"
)


def is_title_like(text: str) -> bool:
    """Whether a line may be (a line of) a title: short, and no sentence."""
    return (
        len(text) <= 50
        and text[-1] not in "。；;：:！!？?，,、"
        and not read_date(text)
        and len(re.findall("[，,]", text)) <= 1
    )


def has_bars(text: str) -> bool:
    """Whether a line is cells with bars between, as pages and programs write rows of a table."""
    return len(re.findall("[|｜]", text)) >= _FEWEST_BARS


_FEWEST_BARS = 2
