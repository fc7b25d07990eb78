"""近似词：一个词只出现一次，与出现多次的另一个词只差一个字。

引号、书名号里的词，名录里的和发文机关的长名称才比。多半是漏了字、错了字，请核对。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..document.texts import Passage
from ..problem import Level, Place
from ..registry.units import read_units
from . import Context, Finding

NAME = "近似词"
LEVEL = Level.NOTICE
BASIS = "名称前后要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 建设“一刻钟读书圈”，每个“一刻钟读书圈”设书屋一处，“一刻钟读书圈”由街道管理。
- “一刻钟读者圈”年底前建成。
"""
RIGHT = """\
正文:
- 建设“一刻钟读书圈”，每个“一刻钟读书圈”设书屋一处，“一刻钟读书圈”由街道管理。
- “半小时健身圈”年底前建成。
"""

_QUOTED = "[“《]([^“”《》]{4,20})[”》]"
_FEWEST = 2
_SHORTEST_NAME = 9
_DIGITS = re.compile(r"[\d一二三四五六七八九十甲乙丙丁第]")


def check(context: Context) -> Iterator[Finding]:
    """Each term that stands once beside its like that stands often."""
    found: dict[str, tuple[Passage, int]] = {}
    counts: Counter[str] = Counter()
    for passage in context.passages_with("“", "《"):
        for match in re.finditer(_QUOTED, passage.text):
            counts[match[1]] += 1
            found.setdefault(match[1], (passage, match.start(1)))
    often = [term for term, count in counts.items() if count > _FEWEST]
    for term, count in counts.items():
        if count == 1:
            other = next((each for each in often if _is_near(term, each)), "")
            if other:
                passage, at = found[term]
                spot = context.spot(passage.place, passage.text, at)
                yield _finding(spot, term, other, f"出现了{counts[other]}次")
    yield from _names(context)


def _finding(spot: Place, term: str, other: str, how: str) -> Finding:
    return Finding(
        spot,
        f"“{term}”与“{other}”只差一两个字，“{other}”{how}",
        hint=f"核对是不是“{other}”",
        element=term,
    )


def _is_near(one: str, other: str) -> bool:
    """Whether they differ by one character that is changed, left out or put in; numbers that differ
    are meant.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return len(left) <= 1 and len(right) <= 1 and not _DIGITS.search(left + right)


def _names(context: Context) -> Iterator[Finding]:
    """Long names of who issues, with up to two characters left out in the running text."""
    issuer = context.document.issuer
    if issuer is None:
        return
    for reference in read_units(issuer, context.registry).references:
        name = reference.unit.full_name if reference.unit else reference.written
        if len(name) < _SHORTEST_NAME:
            continue
        head, tail = name[:4], name[-4:]
        for passage in context.passages_with(head):
            pattern = (
                f"{re.escape(head)}[^，。；、：（）《》“”]{{0,{len(name) - 8}}}{re.escape(tail)}"
            )
            for match in re.finditer(pattern, passage.text):
                short = len(name) - len(match[0])
                if 0 < short <= _FEWEST and _is_left_out(match[0], name):
                    spot = context.spot(passage.place, passage.text, match.start())
                    yield _finding(spot, match[0], name, "是发文机关")


def _is_left_out(short: str, whole: str) -> bool:
    rest = iter(whole)
    return all(character in rest for character in short)
