"""Blocks that stand where they mean nothing: what only a text in articles may hold, and not.

This looks at the data, not at the model, so that it is told together with all else that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ..elements.faults import misfit
from ..problem import Problem
from ..source.tree import Mapping, Sequence, Value


def misplaced(part: Mapping, *, articles: bool = False) -> Iterator[Problem]:
    """章 and 条 outside a text in articles, once per part; within one, what its numbering has no
    place for. `articles` is what `part` inherits.
    """
    articles = (articles and not part.get("编号")) or part.get("体例") == "条款"
    if articles:
        yield from _in_articles(part.get("正文"), "")
    else:
        yield from islice(_outside_articles(part.get("正文")), 1)
    for key in ("印发件", "附件", "件"):
        for inner in _mappings(part.get(key)):
            yield from misplaced(inner, articles=articles)


def _mappings(value: Value) -> list[Mapping]:
    """The mappings of a list; one alone means a list of one."""
    items = value if isinstance(value, Sequence) else [value]
    return [item for item in items if isinstance(item, Mapping)]


def _outside_articles(body: Value) -> Iterator[Problem]:
    for block in _mappings(body):
        for key in ("章", "条"):
            if key in block:
                yield misfit(
                    block.key_places[key],
                    f"“{key}”只用在条款体例里",
                    "在这份文稿（或这个附件）的“标题”下面加一行：体例: 条款",
                )
        for holder in (block, *_mappings(block.get("阶段"))):
            yield from _outside_articles(holder.get("正文"))


def _in_articles(body: Value, around: str) -> Iterator[Problem]:
    """`around` is the key of the block that the body belongs to."""
    for block in _mappings(body):
        if "章" in block:
            if around:
                message = f"“章”不能放在“{around}”里"
                yield misfit(block.key_places["章"], message, "与上一章左对齐")
            yield from _in_articles(block.get("正文"), "章")
        elif "节" in block:
            if around == "节":
                message = "条款体例里，节下面不再分节"
                yield misfit(block.key_places["节"], message, "写成“条”，或与上一节左对齐")
            yield from _in_articles(block.get("正文"), "节")
        for key in ("任务", "阶段"):
            if key in block:
                message = f"条款体例里没有“{key}”"
                yield misfit(block.key_places[key], message, "写成“条”；或删掉“体例: 条款”")
