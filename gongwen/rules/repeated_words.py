"""词语重复：同一个词、同一句话连写了两遍，多半是改稿、粘贴时留下的。"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..paper.characters import HAN
from ..paper.seams import Cut, is_whole
from ..problem import Level
from . import Context, Finding

NAME = "词语重复"
LEVEL = Level.NOTICE
BASIS = ""
STANDS_ALONE = True
EACH_PASSAGE = True
COVERS = ("文字重复",)
WRONG = """\
正文:
- 鼓励企业开发开发优质图书，请认真抓好落实。请认真抓好落实。
"""
RIGHT = """\
正文:
- 鼓励企业开发优质图书，一件一件抓好落实。
"""

_TWICE = rf"({HAN}{{2,8}})\1"
_MAY_BE = r"(.{2,8})\1"
"""Anything twice on end: found in a fifth of the time, and in hardly any text."""
_WONT = "[一逐每].+|建设|研究|讨论|商量|分期|分批|分级|分类"
"""一件一件, 逐项逐项; and words that meet themselves: 支持建设建设银行网点."""

_CLAUSE = "[^，。；：！？]*[，。；：！？]?"
_LONG_CLAUSE = 4
_SHORTEST_CLAUSE = 2
"""Its stop among it: 要求， is one."""


def check(context: Context) -> Iterator[Finding]:
    """Each word that stands twice on end; 企业创业创新 has no 业创业创, for it parts two words."""
    for passage in context.passages:
        yield from _clauses(passage, context)
        if not re.search(_MAY_BE, passage.text):
            continue
        for match in re.finditer(_TWICE, passage.text):
            if not re.fullmatch(_WONT, match[1]) and _is_word(match, context.cut):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start() + len(match[1])),
                    f"“{match[1]}”连写了两遍",
                    hint="核对一下，多出来的删掉",
                    element=match[1],
                )


def _clauses(passage: Passage, context: Context) -> Iterator[Finding]:
    """Each clause or sentence that is followed by the same: 按照要求，按照要求，."""
    yield from _sentences(passage, context)
    at, before = 0, ""
    for clause in re.findall(_CLAUSE, passage.text):
        bare = clause.rstrip("，。；：！？")
        again = clause == before or (len(bare) >= _LONG_CLAUSE and bare == before[:-1])
        if again and len(clause) > _SHORTEST_CLAUSE:
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"“{clause}”连写了两遍",
                hint="核对一下，多出来的删掉",
                level=Level.WARNING,
                element=clause,
            )
        at, before = at + len(clause), clause


def _sentences(passage: Passage, context: Context) -> Iterator[Finding]:
    """Each sentence of several clauses that is followed by the same."""
    if passage.text.count("。") < 2:
        return
    at, before = 0, ""
    for sentence in re.findall("[^。；！？]*[。；！？]?", passage.text):
        again = sentence == before or before.endswith(f"，{sentence}")
        if again and len(sentence) > _LONG_CLAUSE and "，" in sentence:
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"“{sentence}”连写了两遍",
                hint="多出来的删掉",
                level=Level.WARNING,
                element=sentence,
            )
            return
        at, before = at + len(sentence), sentence


def _is_word(match: re.Match[str], cut: Cut) -> bool:
    """Whether one of the two is a word, or several, by itself."""
    middle = match.start() + len(match[1])
    spans = ((match.start(), middle), (middle, match.end()))
    return any(is_whole(match.string, *span, cut) for span in spans)
