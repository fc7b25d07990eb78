"""条文所指：说“违反本办法第几条规定”如何如何，那一条说的不是这件事。

“违反本办法第八条规定转包的”，第八条说的是报送情况，转包写在第六条，多半是增删条文以后没有改。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.blocks import Article
from ..document.parts import Numbered
from ..document.texts import Passage
from ..document.tree import elements_of, parts_of
from ..document.values import as_lines
from ..paper.amounts import read_count
from ..paper.characters import HAN, han_pairs
from ..problem import Level
from . import Context, Finding

NAME = "条文所指"
LEVEL = Level.WARNING
BASIS = "引用要与原文一致"
NEEDS = ("违反",)
WRONG = """\
标题: 云溪市书屋管理办法
体例: 条款
正文:
- 条: 书屋不得转借、出租图书。
- 条: 书屋应当每季度报送开放情况。
- 条: 书屋违反本办法第二条规定转借、出租图书的，由教育部门责令改正。
"""
RIGHT = """\
标题: 云溪市书屋管理办法
体例: 条款
正文:
- 条: 书屋不得转借、出租图书。
- 条: 书屋应当每季度报送开放情况。
- 条: 书屋违反本办法第一条规定转借、出租图书的，由教育部门责令改正。
"""

_AGAINST = (
    rf"违反(?:本{HAN}{{2,3}})?第(?P<n>[一二三四五六七八九十百]{{1,5}}|\d{{1,3}})条(?:第[一二三四五六七八九十]{{1,3}}[款项])*"
    r"(?:的)?(?:规定)?，?(?P<what>[^。；]{0,40}?)的?，"
)
_TYPED = r"第(?P<n>[一二三四五六七八九十百]{1,5})条[\s　]*(?P<text>.*)"
_NORM = "不得|禁止|应当|必须|严禁|不准"
_COMMON = 3
"""A pair of characters that more articles have says nothing of any."""
_CLEAR = 2
"""Pairs by which another article is told to be meant."""


def check(context: Context) -> Iterator[Finding]:
    """Each article of its own that a text says is broken, by what it does not say."""
    for part, passages in zip(parts_of(context.document), context.passages_by_part, strict=True):
        cited = [
            (passage, match)
            for passage in passages
            if "违反" in passage.text
            for match in re.finditer(_AGAINST, passage.text)
        ]
        if cited:
            articles = _articles(part, passages)
            for passage, match in cited:
                yield from _meant(passage, match, articles, context)


def _articles(part: Numbered, passages: Sequence[Passage]) -> list[str]:
    """The whole text of each article, in order."""
    found = [each for each in elements_of(part) if isinstance(each, Article)]
    if found:
        return ["".join(_texts(each)) for each in found]
    texts: list[str] = []
    for passage in passages:
        match = re.match(_TYPED, passage.text)
        if match and read_count(match["n"]) == len(texts) + 1:
            texts.append(match["text"])
        elif texts:
            texts[-1] += passage.text
    return texts


def _texts(article: Article) -> Iterator[str]:
    yield from as_lines(article.paragraphs)
    for point in article.points:
        for element in elements_of(point):
            for name in element.fields:
                value = getattr(element, name)
                if isinstance(value, str):
                    yield value


def _meant(
    passage: Passage, match: re.Match[str], articles: Sequence[str], context: Context
) -> Iterator[Finding]:
    number = read_count(match["n"]) or 0
    if not 1 <= number <= len(articles):
        return
    others = [text for text in articles if match[0] not in text]
    said, begins = han_pairs(match["what"]), match["what"][:2]
    known = Counter(pair for text in others for pair in han_pairs(text))
    telling = {pair for pair in said if 0 < known[pair] <= _COMMON}
    scores = {
        n: len(telling & han_pairs(text))
        for n, text in enumerate(articles, 1)
        if match[0] not in text
    }
    best = max(scores, key=lambda n: scores[n], default=number)
    if number not in scores or scores[number] == scores[best]:
        if said or re.search(_NORM, articles[number - 1]) or match[0] in articles[number - 1]:
            return
        message = f"“{match[0].rstrip('，')}”，第{match['n']}条没有规定不得、应当做什么"
        yield _finding(passage, match, message, context)
    elif re.search(_NORM, articles[best - 1]) and (
        scores[best] >= _CLEAR + 2 * scores[number]
        or (
            begins in telling
            and begins in articles[best - 1]
            and begins not in articles[number - 1]
        )
    ):
        message = f"“{match[0].rstrip('，')}”，第{match['n']}条说的不是这件事，像是第{best}条"
        yield _finding(passage, match, message, context)


def _finding(passage: Passage, match: re.Match[str], message: str, context: Context) -> Finding:
    return Finding(
        context.spot(passage.place, passage.text, match.start()),
        message,
        hint="核对条的序号",
        element=match["n"],
    )
