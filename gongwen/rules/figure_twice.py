"""数字前后不一：同一件事的数写了两次，两次不同。

“全市中小学校86所”“全市中小学校共68所”，除了数，两句说的一样，就核对一下。年份不同的，一处说现状、一处说目标的，
“其中”“对……的”“比上年”这样另有所指的，不算；一件事有三个以上的数的，是一样一样列的，也不算。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from ..document.texts import PARAGRAPH, Passage
from ..paper.amounts import Amount, amounts_in
from ..paper.clauses import Clause, clause_at, say_the_same
from ..problem import Level
from . import Context, Finding

NAME = "数字前后不一"
LEVEL = Level.NOTICE
BASIS = "同一件事前后要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 全市现有社区书屋86家，覆盖所有街道。
- 全市社区书屋共68家，由街道管理。
"""
RIGHT = """\
正文:
- 全市现有社区书屋86家，覆盖所有街道。
- 全市社区书屋共86家，其中新建8家。
"""

_SHORTEST, _SURE = 4, 6
"""Characters that tell what a number is of, at the head of a sentence of running text, and
elsewhere, where other words may say of whom it is.
"""
_RUNNING = frozenset((PARAGRAPH, "接排"))
_NO_FACTS = frozenset(("", "年", "月", "日", "天", "岁", "次", "元"))
"""Units of what is said of many things in the same words."""
_MOST = 2


class _Said(Struct, frozen=True):
    amount: Amount
    clause: Clause
    passage: Passage


def check(context: Context) -> Iterator[Finding]:
    """Each number that was another one before."""
    for passages in context.passages_by_part:
        said: dict[tuple[str, str], list[_Said]] = defaultdict(list)
        for passage in passages:
            if not passage.is_prose:
                continue
            for amount in amounts_in(passage.text, in_words=False):
                if amount.counts in _NO_FACTS or amount.rough:
                    continue
                clause = clause_at(passage.text, amount.start, amount.end)
                if clause.is_conditional or _has_digit(clause.core) or "每" in clause.whole:
                    continue
                short = _SHORTEST if passage.key in _RUNNING and not clause.before else _SURE
                if len(clause.core) < short:
                    continue
                key = "".join(sorted(clause.core)), amount.counts
                said[key].append(_Said(amount, clause, passage))
        for several in said.values():
            yield from _differing(several, context)


def _has_digit(text: str) -> bool:
    return any(each.isdecimal() for each in text)


def _differing(several: list[_Said], context: Context) -> Iterator[Finding]:
    if len({each.amount.value for each in several}) != _MOST:
        return
    first = several[0]
    for each in several[1:]:
        if each.amount.value == first.amount.value or not say_the_same(first.clause, each.clause):
            continue
        yield Finding(
            context.spot(each.passage.place, each.passage.text, each.amount.start),
            f"“{each.clause.whole}”，第{first.passage.place.line}行写的是“{first.amount.written}”",
            hint="核对哪一处对；说的不是一件事的，不用改",
            element=each.amount.written,
        )
        return
