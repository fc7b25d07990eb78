"""疑似错字：这样写公文里几乎没有，改一个字、换一个同音的词或者颠倒过来，就是公文里常见的。

“规范公证文明执法”“加快监理长效机制”：每个词都是词，只有放在前后文里才看得出来。
常见不常见，看几个字连着在已公布的法律法规、工作报告（两千万字）里出现过几次。
只看正文，只提示；书名号、引号里的，全文这样写了两次以上的，不说。
本来就这样写的，加进 content/_核稿/易错词.csv，级别写“不查”。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final

from ..document.texts import Passage
from ..lists.prose import as_counted, where_counted
from ..lists.unlikely import Mistyping, Suspect, suspects
from ..paper.enclosed import is_enclosed
from ..problem import Level
from . import Context, Finding

NAME = "疑似错字"
LEVEL = Level.NOTICE
BASIS = "用字用词以国家通用语言文字规范为准"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 各单位要严格规范公证文明执法，加快监理长效机制。
"""
RIGHT = """\
正文:
- 各单位要严格规范公正文明执法，加快建立长效机制，做好公证和工程监理工作。
"""

_GAINS: Final = {Mistyping.LIKE: 26, Mistyping.WORD: 19, Mistyping.TURNED: 16}
"""Bits that a change must make it likelier: chosen on reports that were neither counted nor
measured (docs/adr/0074).
"""
_AROUND = 8
_OFTEN = 2
_ABBREVIATIONS = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇陕秦甘宁疆藏港澳台"
"""Of places: what stands beside them tells nothing of them."""


def check(context: Context) -> Iterator[Finding]:
    """The likeliest change at each place, where no word of the dictionary speaks against it."""
    for passage in context.passages:
        if not passage.is_prose:
            continue
        free = 0
        for each in _likeliest(as_counted(passage.text)):
            found = _located(passage, each)
            if found >= free and _holds(passage.text, found, each, context):
                free = found + len(each.typed)
                yield _finding(passage, found, each, context)


def _likeliest(counted: str) -> list[Suspect]:
    """The likeliest of those that are likely enough, where several share a character."""
    likely = [each for each in suspects(counted) if each.gain >= _GAINS[each.mistyping]]
    kept: list[Suspect] = []
    for each in sorted(likely, key=lambda suspect: (-suspect.gain, suspect.at)):
        if all(
            each.at >= one.at + len(one.typed) or one.at >= each.at + len(each.typed)
            for one in kept
        ):
            kept.append(each)
    return sorted(kept, key=lambda suspect: suspect.at)


def _located(passage: Passage, each: Suspect) -> int:
    """Where in the passage a suspect stands."""
    return where_counted(passage.text)[each.at]


def _holds(text: str, at: int, each: Suspect, context: Context) -> bool:
    """Whether it stands there as it was counted, in no name, and the dictionary agrees."""
    end = at + len(each.typed)
    if text[at:end] != each.typed or is_enclosed(text, at):
        return False
    beside = text[max(0, at - 1) : end + 1]
    if any(row["错"] in beside for row in context.lists.rows("易错词")):
        return False
    start = max(0, at - _AROUND)
    spans = set(
        pairwise(accumulate(map(len, context.cut(text[start : end + _AROUND])), initial=start))
    )
    if each.mistyping is Mistyping.WORD:
        return (at, end) in spans
    if each.mistyping is Mistyping.LIKE:
        return (at, end) in spans and each.typed not in _ABBREVIATIONS
    return any(from_ == at + 1 for from_, _ in spans)


def _finding(passage: Passage, at: int, each: Suspect, context: Context) -> Finding:
    text, typed = passage.text, each.typed
    around = text[max(0, at - 3) : at + len(typed) + 3]
    beside = text[max(0, at - 1) : at + len(typed) + 1]
    often = context.text_of_all.count(beside) >= _OFTEN
    return Finding(
        context.spot(passage.place, text, at),
        f"“{around}”里的“{typed}”疑为“{each.right}”",
        hint=f"写“{each.right}”；本来就是这样写的，不用改",
        element=typed,
        length=len(typed),
        told=not often,
    )
