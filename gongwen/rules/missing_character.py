"""漏字：机构名称、固定的说法中间漏了一个字。

“国务办公厅”“人民政，”“依法追究刑事责”“负责同兼任”：少了的那个字补上，正好是公文里固定的名称，剩下的字自己又不成词。
名称在程序的 lists/固定名称.csv 里，本单位要加的，写在 content/_核稿/固定名称.csv（或 .xlsx）里。
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from ..document.texts import Passage
from ..paper.characters import is_han
from ..problem import Level
from . import Context, Finding

NAME = "漏字"
LEVEL = Level.WARNING
BASIS = "用字用词以国家通用语言文字规范为准"
STANDS_ALONE = True
EACH_PASSAGE = True
COVERS = ("别字", "词组有误", "易错词", "疑似错字")
WRONG = """\
正文:
- 报区人民府批准，构成犯罪的，依法追究刑事责。
"""
RIGHT = """\
正文:
- 报区人民政府批准，构成犯罪的，依法追究刑事责任，防汛任务重，常务会和全会已经召开。
"""

_CLOSES = frozenset("，。；、：！？）”》")
_AROUND = 8
_TWO = 2
_JOINS_NONE = frozenset("次的和与及由经按在对向将把了要应须为等")
_LONG = 6
"""Characters of a name that is told by the rest, whatever words that makes: 国务办公厅."""
_WHOLE_WITHOUT = frozenset(
    (
        *("常务会", "全体会", "专题会", "联席会", "人民代表会", "教育局", "管理办", "地质灾"),
        *("饮用水源", "消防救援队", "公共资源交易中", "城规划"),
    )
)
"""What is whole without one of its characters."""


class _Short(Struct, frozen=True):
    """A name without the character `at`."""

    name: str
    short: str
    at: int


@cache
def _shorts(names: tuple[str, ...]) -> dict[str, list[_Short]]:
    """The names without one character each, by the two characters that stand side by side then."""
    found: dict[str, list[_Short]] = {}
    for name in names:
        for at in range(1, len(name)):
            short = name[:at] + name[at + 1 :]
            if short in names or short in _WHOLE_WITHOUT or name[at] in "和的与":
                continue
            joined = short[-2:] if at == len(short) else short[at - 1 : at + 1]
            found.setdefault(joined, []).append(_Short(name, short, at))
    return found


def check(context: Context) -> Iterator[Finding]:
    """Each name that lacks one character; of names that lack the same one, the longest."""
    told: set[tuple[int, int]] = set()
    for passage, start, each in sorted(_found(context), key=lambda found: -len(found[2].short)):
        gap = id(passage), start + each.at
        if gap not in told:
            told.add(gap)
            yield _finding(passage, start, each, context)


def _found(context: Context) -> Iterator[tuple[Passage, int, _Short]]:
    """Where in which passage a name stands that lacks a character."""
    pairs, text = context.searched.pairs, context.searched.text
    names = tuple(row["名称"] for row in context.lists.rows("固定名称"))
    shorts = _shorts(names)
    for joined in sorted(pairs & shorts.keys()):
        for each in shorts[joined]:
            if each.short not in text or context.registry.known(each.short):
                continue
            longer = tuple(name for name in names if each.short in name)
            for passage in context.passages_with(each.short):
                for start in _in_text(passage, each, context):
                    if not _is_within(passage.text, start, each.short, longer):
                        yield passage, start, each


def _is_within(text: str, start: int, short: str, longer: tuple[str, ...]) -> bool:
    """Whether what stands there is a part of another name: 军人代表大会."""
    return any(text.startswith(name, start - name.index(short)) for name in longer)


def _in_text(passage: Passage, each: _Short, context: Context) -> Iterator[int]:
    """Where a name stands without its character `at`."""
    text, short, sign = passage.text, each.short, each.name[each.at]
    last = each.at == len(short)
    long = len(each.name) >= _LONG and not last
    start = text.find(short)
    while start >= 0:
        end = start + len(short)
        ends = text[end : end + 1] in _CLOSES or end == len(text)
        whole = sign in (text[end : end + 1], text[start - 1 : start])
        fits = (not last or (ends and passage.is_prose)) and not whole
        if fits and _is_broken(text, start + each.at, context, last=last, long=long):
            yield start
        start = text.find(short, end)


def _finding(passage: Passage, start: int, each: _Short, context: Context) -> Finding:
    text, end = passage.text, start + len(each.short)
    return Finding(
        context.spot(passage.place, text, start),
        f"“{text[max(0, start - 2) : end + 2]}”里“{each.short}”漏了“{each.name[each.at]}”",
        hint=f"写“{each.name}”；本来就是这样写的，不用改",
        element=each.short,
        length=len(each.short),
    )


def _may_join(sign: str) -> bool:
    """Whether a character that stands alone may make a word with the next."""
    return is_han(sign) and sign not in _JOINS_NONE


def _is_broken(text: str, at: int, context: Context, *, last: bool, long: bool) -> bool:
    """Whether the dictionary takes the character before the gap, or the one behind it, for no part
    of a word that goes over the gap, and one of the two is left alone.
    """
    start = max(0, at - _AROUND)
    spans = []
    for piece in context.cut(text[start : at + _AROUND]):
        spans.append((start, start + len(piece)))
        start += len(piece)
    if any(from_ < at < to for from_, to in spans):
        return False
    ends = {to: from_ for from_, to in spans}
    starts = dict(spans)
    if ends.get(at) == at - 1 and ends.get(at - 1) == at - _TWO and _may_join(text[at - _TWO]):
        return False  # it may go with what is before: 奖补资金, 另有规定
    two = not last and starts.get(at) == at + 1 and starts.get(at + 1) == at + _TWO
    if two and _may_join(text[at + 1]):
        return False
    before = any((from_, to) == (at - 1, at) for from_, to in spans)
    behind = not last and any((from_, to) == (at, at + 1) for from_, to in spans)
    return (before or behind or long) and is_han(text[at - 1])
