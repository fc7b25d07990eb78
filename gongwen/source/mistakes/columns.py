"""Keys a little too far left or right, told by the line that was mistyped: the parser stops at
another one.
"""

from __future__ import annotations

from gongwen.paper.block_keys import DOCUMENT_KEYS
from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import INDENT
from gongwen.source.wording import blanks

from ... import patterns as re

_KEY = re.compile(
    r"(?P<blanks> *)(?P<dashes>(?:- +)*)(?P<key>[^\s:#'\"-][^:]*):(?: +(?P<value>.*)|$)"
)
_DASH = re.compile(r"(?P<blanks> *)- ")


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
    if key not in DOCUMENT_KEYS or above is None:
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
        right = len(dash["blanks"]) + 2
    elif goes_on and len(goes_on["blanks"]) >= 2:
        right = len(goes_on["blanks"])
    else:
        return None
    slip = _KEY.fullmatch(lines[stopped - 1]) if stopped else None
    column = len(slip["blanks"]) if slip else right
    first = stopped
    while (key := _KEY.fullmatch(lines[first - 1]) if first else None) and (
        not key["dashes"] and len(key["blanks"]) == column < right and key["value"]
    ):
        slip, first = key, first - 1
    above = item_above(lines, first, right - 2)
    if first == stopped or slip is None or above is None:
        return None
    item, begins = above
    name, count, short = slip["key"].strip(), stopped - first, blanks(right - column)
    if column != right - 2 and name in DOCUMENT_KEYS:  # what stands deeper below it is the slip
        return None
    more = f"（从这一行起共{count}行）" if count > 1 else ""
    which = f"这{count}行" if count > 1 else "这一行"
    return problem_at(
        Place(file, first + 1, column + 1),
        INDENT,
        Level.ERROR,
        f"“{name}”比同一条的“{begins}”少缩进了{short}格，接不到这一条里{more}",
        hint=f"{which}前面再加{short}个半角空格，与第{item + 1}行“{begins}”左边对齐",
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
