"""Keys a little too far left or right, told by the line that was mistyped: the parser stops at
another one.
"""

from __future__ import annotations

import re

from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import INDENT

_KEY = re.compile(
    r"(?P<blanks> *)(?P<dashes>(?:- +)*)(?P<key>[^\s:#'\"-][^:]*):(?: +(?P<value>.*)|$)"
)
_DASH = re.compile(r"(?P<blanks> *)- ")
_OF_DOCUMENT = (
    *("文种", "稿本", "份号", "密级", "紧急程度", "发文机关", "发文字号", "签发人", "标题", "主送"),
    *("正文", "印发件", "附件", "署名", "成文日期", "附注", "公开属性", "联系人", "抄送", "印发"),
    *("反馈", "网页", "忽略"),
)
"""Keys that stand at the beginning of a line, where they are a document's."""


def misplaced_key(lines: list[str], stopped: int, file: str) -> Problem | None:
    """The key that stands one blank too far right, or left of the item of a list that it belongs
    to, where the parser stopped at line `stopped` (from 0); None where it is neither.
    """
    return _too_far_left(lines, stopped, file) or _after_a_blank(lines, stopped, file)


def _after_a_blank(lines: list[str], stopped: int, file: str) -> Problem | None:
    """A key of the document with a blank before it."""
    found = _KEY.fullmatch(lines[stopped])
    if found is None or found["blanks"] != " " or found["dashes"]:
        return None
    key = found["key"].strip()
    above = _above(lines, stopped, 0)
    if key not in _OF_DOCUMENT or above is None:
        return None
    if any(line.startswith(f"{key}:") for line in lines):  # the document has it: an item's
        return None
    number, name = above
    return problem_at(
        Place(file, stopped + 1, 2),
        INDENT,
        Level.ERROR,
        f"“{key}”前面多了一个空格，与别的项目没有对齐",
        hint=f"删去前面的空格，顶格写，与第{number + 1}行“{name}”左边对齐",
    )


def _above(lines: list[str], index: int, column: int) -> tuple[int, str] | None:
    """The nearest key above that stands in a column."""
    for number in range(index - 1, -1, -1):
        found = _KEY.fullmatch(lines[number])
        if found and not found["dashes"] and len(found["blanks"]) == column:
            return number, found["key"].strip()
    return None


def _too_far_left(lines: list[str], stopped: int, file: str) -> Problem | None:
    """Keys below the dash of the item that they belong to, instead of below its first key; the item
    goes on, or another follows, at line `stopped`.
    """
    goes_on, dash = _KEY.fullmatch(lines[stopped]), _DASH.match(lines[stopped])
    if dash:
        column = len(dash["blanks"])
    elif goes_on and len(goes_on["blanks"]) >= 2:
        column = len(goes_on["blanks"]) - 2
    else:
        return None
    first = stopped
    while (key := _KEY.fullmatch(lines[first - 1]) if first else None) and (
        not key["dashes"] and len(key["blanks"]) == column and key["value"]
    ):
        first -= 1
    if first == stopped:
        return None
    above = item_above(lines, first, column)
    if above is None:
        return None
    item, begins = above
    slip = _KEY.fullmatch(lines[first])
    name, count = (slip["key"].strip() if slip else ""), stopped - first
    more = f"（从这一行起共{count}行）" if count > 1 else ""
    which = f"这{count}行" if count > 1 else "这一行"
    return problem_at(
        Place(file, first + 1, column + 1),
        INDENT,
        Level.ERROR,
        f"“{name}”比同一条的“{begins}”少缩进了两格，接不到这一条里{more}",
        hint=f"{which}前面再加两个半角空格，与第{item + 1}行“{begins}”左边对齐",
    )


def item_above(lines: list[str], index: int, column: int) -> tuple[int, str] | None:
    """The item of a list in `column` to which line `index` would belong, were it further right: its
    line and its first key; None where there is none.
    """
    item = index - 1
    while item >= 0 and len(lines[item]) - len(lines[item].lstrip(" ")) > column:
        item -= 1
    begins = _KEY.fullmatch(lines[item]) if item >= 0 else None
    if begins is None or begins["dashes"] != "- " or len(begins["blanks"]) != column:
        return None
    return item, begins["key"].strip()
