"""序次语缺号：一段文字里的“一是、二是”“第一、第二”“首先、其次”缺了一个、写重了，或者不从头起。

只看一段里用同一种序次语的；两段之间的序号另有规则查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.texts import Passage
from ..paper.amounts import read_count
from ..problem import Level
from . import Context, Finding

NAME = "序次语缺号"
LEVEL = Level.WARNING
BASIS = "序次语要前后相接"
STANDS_ALONE = True
WRONG = """\
正文:
- 要做到：一是加强宣传；二是配好图书；四是总结经验。
"""
RIGHT = """\
正文:
- 要做到：一是加强宣传；二是配好图书；三是总结经验。首先，摸清底数；其次，制定方案；最后，抓好落实。
"""

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_BEGINS = "(?:^|(?<=[：:；;。，,、！]))"
_FORMS = (
    ("是", rf"{_BEGINS}(?P<n>{_NUMERAL})是(?!一)"),
    ("要", rf"{_BEGINS}(?P<n>{_NUMERAL})要(?=[^，。；]{{2}})"),
    ("第", rf"{_BEGINS}第(?P<n>{_NUMERAL})[，,、：](?!第?{_NUMERAL})"),
    ("其", rf"{_BEGINS}其(?P<n>{_NUMERAL})[，,、：]"),
    ("步", rf"{_BEGINS}第(?P<n>{_NUMERAL})步[，,、：（]"),
    ("阶段", rf"{_BEGINS}第(?P<n>{_NUMERAL})阶段[，,、：（]"),
    ("（", r"[（(](?P<n>[1-9]\d?)[）)](?![，。；、]|年|级)"),
    ("（", rf"[（(](?P<n>{_NUMERAL})[）)](?![，。；、])"),
    ("①", r"(?P<n>[①-⑳])"),
)
_SHOWN = {
    "是": "{}是",
    "要": "{}要",
    "第": "第{}",
    "其": "其{}",
    "步": "第{}步",
    "阶段": "第{}阶段",
}
_SEQUENCE = rf"{_BEGINS}(?P<n>首先|其次|再次|最后)[，,、：]?"
_WORDS = ("首先", "其次", "再次", "最后")
_SIGNS = ("一", "二", "三", "①", "②", "（", "(", "首先", "其次")
_FEWEST = 2


def check(context: Context) -> Iterator[Finding]:
    """Each row of such words that leaves out one, or has it twice."""
    for passage in context.passages_with("是", "要", "第", "其", "（", "(", "①", "②"):
        text = passage.text
        if not passage.is_prose:
            continue
        for sign, pattern in _FORMS:
            if sign in text:
                yield from _in_row(passage, pattern, context)
        if "其次" in text or "再次" in text:
            yield from _in_words(passage, context)


def _in_row(passage: Passage, pattern: str, context: Context) -> Iterator[Finding]:
    found = list(re.finditer(pattern, passage.text))
    if len(found) < _FEWEST:
        return
    numbers = [_number(each["n"]) for each in found]
    if any(each is None for each in numbers):
        return
    before = 0
    for match, number in zip(found, numbers, strict=True):
        if number is None or number == before + 1:
            before = number or before
            continue
        if number == 1:  # another row begins
            if before == 1 and match is found[1] and len(found) == _FEWEST:
                yield _finding(passage, match, f"“{match[0]}”写了两次", context)
                return
            before = 1
            continue
        if number == before:
            yield _finding(passage, match, f"“{match[0]}”写了两次", context)
        elif before == 0:
            yield _finding(passage, match, f"从“{match[0]}”开始，前面没有第一个", context)
        else:
            yield _finding(passage, match, f"“{match[0]}”与前面的接不上，中间缺了号", context)
        return


def _in_words(passage: Passage, context: Context) -> Iterator[Finding]:
    found = list(re.finditer(_SEQUENCE, passage.text))
    words = [each["n"] for each in found]
    if len(found) > 1 and words[0] == "首先" and "再次" in words and "其次" not in words:
        match = found[words.index("再次")]
        yield _finding(passage, match, "“首先”后面没有“其次”，就写了“再次”", context)
    elif found and "首先" not in passage.text and words[0] in ("其次", "再次"):
        if "第一" not in passage.text and "一是" not in passage.text and len(found) > 1:
            yield _finding(passage, found[0], f"有“{words[0]}”，前面没有“首先”", context)


def _number(typed: str) -> int | None:
    if "①" <= typed <= "⑳":
        return ord(typed) - ord("①") + 1
    return read_count(typed)


def _finding(passage: Passage, match: re.Match[str], message: str, context: Context) -> Finding:
    return Finding(
        context.spot(passage.place, passage.text, match.start()),
        message,
        hint="核对漏了哪一项，还是写错了号",
        element=match[0],
    )
