"""数字前后不一：同一件事的数写了两次，两次不同。

“全市中小学校86所”“全市中小学校共68所”，除了数，两句说的一样，就核对一下。年份不同的，一处说现状、一处说目标的，
“其中”“对……的”“比上年”这样另有所指的，不算；一件事有三个以上的数的，是一样一样列的，也不算。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from .. import patterns as re
from ..document.texts import PARAGRAPH, Passage
from ..paper.amounts import Amount
from ..paper.characters import han_pairs
from ..paper.clauses import Clause, clause_at, say_the_same
from ..problem import Level
from . import Context, Finding

NAME = "数字前后不一"
LEVEL = Level.NOTICE
BASIS = "同一件事前后要一致"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = tuple("0123456789０１２３４５６７８９")
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
_PLANNED = "计划"


class _SaidFigure(Struct, frozen=True):
    amount: Amount
    clause: Clause
    passage: Passage


def check(context: Context) -> Iterator[Finding]:
    """Each number that was another one before."""
    for passages in context.passages_by_part:
        said: dict[tuple[str, str], list[_SaidFigure]] = defaultdict(list)
        for passage in passages:
            if not passage.is_prose:
                continue
            for amount in context.amounts_of(passage):
                if not amount.written[0].isdecimal():
                    continue
                if amount.counts in _NO_FACTS or amount.rough:
                    continue
                clause = clause_at(passage.text, amount.start, amount.end)
                if clause.is_conditional or _has_digit(clause.core) or "每" in clause.whole:
                    continue
                short = _SHORTEST if passage.key in _RUNNING and not clause.before else _SURE
                if len(clause.core) < short:
                    continue
                key = "".join(sorted(clause.core)), amount.counts
                said[key].append(_SaidFigure(amount, clause, passage))
        told: set[int] = set()
        for several in said.values():
            for found in _differing(several, context):
                told.add(id(several))
                yield found
        if not told:
            slipped = list(_slipped(passages, context))
            yield from slipped or _of_one_noun(passages, context)


class _Counted(Struct, frozen=True):
    """A number, and what stands right before and behind it."""

    amount: Amount
    passage: Passage
    before: str
    after: str

    @property
    def figure(self) -> str:
        """Its digits as typed."""
        return "".join(each for each in self.amount.written if each.isdecimal() or each == ".")


def _slipped(passages: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """Two numbers of one thing, that differ by one digit: 126个老旧小区 and 老旧小区136个."""
    counted: dict[tuple[str, int], list[tuple[Passage, Amount]]] = defaultdict(list)
    for passage in passages:
        for amount in context.amounts_of(passage) if passage.is_prose else ():
            if amount.counts in (*_NO_FACTS, "人", "%") or amount.rough:
                continue
            length = sum(each.isdecimal() or each == "." for each in amount.written)
            if length > 1:
                counted[amount.counts, length].append((passage, amount))
    for group in counted.values():
        several = [_around(*each) for each in group[:_FEW]] if len(group) > 1 else []
        for number, each in enumerate(several):
            other = next(
                (o for o in several[:number] if _is_slip(each, o) and _is_elsewhere(each, o)), None
            )
            if other is not None:
                noun = _noun(each, other)
                yield Finding(
                    context.spot(each.passage.place, each.passage.text, each.amount.start),
                    f"“{noun}”这里是“{each.amount.written}”，第{other.passage.place.line}行是“{other.amount.written}”，差一位数",
                    hint="核对哪一处对；说的不是一件事的，不用改",
                    element=each.amount.written,
                )
                return


def _around(passage: Passage, amount: Amount) -> _Counted:
    before = _STOPS.split(passage.text[max(0, amount.start - _REACH) : amount.start])[-1]
    after = _STOPS.split(passage.text[amount.end : amount.end + _REACH], maxsplit=1)[0]
    return _Counted(amount, passage, before, after)


def _is_elsewhere(one: _Counted, other: _Counted) -> bool:
    """Whether they stand in two paragraphs that speak of the same years, or of none."""
    if one.passage is other.passage:
        return False
    years = [
        frozenset(re.findall(r"\d{4}(?=年)|[今去明上本]年", each.passage.text))
        for each in (one, other)
    ]
    return years[0] == years[1] or not (years[0] and years[1])


def _is_slip(one: _Counted, other: _Counted) -> bool:
    """Whether one digit was changed, or two changed places, of numbers of the same thing."""
    unlike = [at for at, (a, b) in enumerate(zip(one.figure, other.figure, strict=True)) if a != b]
    turned = (
        len(unlike) == 2
        and unlike[1] == unlike[0] + 1
        and one.figure[unlike[0]] == other.figure[unlike[1]]
        and one.figure[unlike[1]] == other.figure[unlike[0]]
    )
    if not (len(unlike) == 1 or turned):
        return False
    if any(re.search(_OF_A_PART, each.before + each.after[:2]) for each in (one, other)):
        return False
    return len(_noun(one, other)) > _SHORTEST - turned


def _noun(one: _Counted, other: _Counted) -> str:
    """What both are said to be of, in the same words right beside the numbers."""
    for first in (one.before, one.after):
        for second in (other.before, other.after):
            common = _common(first, second)
            if len(common) >= _SHORTEST and not re.search(r"\d|造成|达到|完成", common):
                return common
    return ""


def _common(one: str, other: str) -> str:
    """The longest stretch of both."""
    best = ""
    for start in range(len(one)):
        for end in range(len(one), start + len(best), -1):
            if one[start:end] in other:
                best = one[start:end]
                break
    return best


def _of_one_noun(passages: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """规划开设36个教学班 and 开设38个教学班; 改造管网128公里 and 改造的138公里管网: numbers in two
    paragraphs with the same verb and noun around them.
    """
    counted: dict[str, list[_Counted]] = defaultdict(list)
    for passage in passages:
        for amount in context.amounts_of(passage) if passage.is_prose else ():
            if amount.counts in ("", "年", "月", "日", "%", "个百分点", "倍") or amount.rough:
                continue
            if any(each.isdecimal() for each in amount.written):
                counted[amount.counts].append(_around(passage, amount))
    for group in counted.values():
        if not 1 < len(group) <= _FEW:
            continue
        words = [_words_of(each) for each in group]
        for number, each in enumerate(group):
            if re.search(_OF_A_PART, each.before + each.after[:2]):
                continue
            for earlier in range(number):
                other = group[earlier]
                if other.amount.value == each.amount.value or not _is_elsewhere(each, other):
                    continue
                if re.search(_OF_A_PART, other.before + other.after[:2]):
                    continue
                if any(re.search(_OTHERS, e.before + e.after[:4]) for e in (each, other)):
                    continue
                shared = words[number] & words[earlier]
                if len(shared) < _ENOUGH or _is_of_time(each) != _is_of_time(other):
                    continue
                if _are_of_two(each, other):
                    continue
                if any(
                    g is not other and g.amount.value == each.amount.value for g in group[:number]
                ):
                    continue  # it is told of something else before
                yield Finding(
                    context.spot(each.passage.place, each.passage.text, each.amount.start),
                    f"这里是“{each.before[-4:]}{each.amount.written}{each.after[:4]}”，第{other.passage.place.line}行是“{other.before[-4:]}{other.amount.written}{other.after[:4]}”",
                    hint="核对哪一处对；说的不是一件事的，不用改",
                    element=each.amount.written,
                )
                return


def _words_of(each: _Counted) -> frozenset[str]:
    """Pairs of characters right beside a number that tell what it is of."""
    before, after = (
        re.sub("[的了]", "", each.before)[-_CLOSE:],
        re.sub("[的了]", "", each.after)[:_CLOSE],
    )
    return han_pairs(before) | han_pairs(after)


def _are_of_two(one: _Counted, other: _Counted) -> bool:
    """Whether the same words have something else before them: 东湖区新建公园, 西湖区新建公园."""
    first, second = one.before, other.before
    common = 0
    while common < min(len(first), len(second)) and first[-1 - common] == second[-1 - common]:
        common += 1
    rest = len(first) - common, len(second) - common
    return (common > 1 and all(rest)) or max(map(len, (first, second))) == common == 0


def _is_of_time(each: _Counted) -> bool:
    """Whether it is said of what is to come, or of the end of a plan."""
    return re.search(_GOALS, each.before + each.after) is not None


_CLOSE, _ENOUGH = 7, 4
_OTHERS = "其他|其余|工作日|以[内上下]"
_GOALS = "到20|达到|力争|提高到|增加到|扩大到|新增|新建|还|再|剩|其余"
_STOPS = re.compile("[，。；：、（）]")
_OF_A_PART = "其中|每|另|同比|第"
_REACH = 9
"""Characters on either side of a number that say what it is of."""
_FEW = 60
"""So many numbers of one kind are a table in words, and nobody's slip is looked for."""


def _has_digit(text: str) -> bool:
    return any(each.isdecimal() for each in text)


def _differing(several: list[_SaidFigure], context: Context) -> Iterator[Finding]:
    if len({each.amount.value for each in several}) != _MOST:
        return
    first = several[0]
    for each in several[1:]:
        if each.amount.value == first.amount.value or not say_the_same(first.clause, each.clause):
            continue
        if (_PLANNED in each.clause.whole) != (_PLANNED in first.clause.whole):
            continue  # what was done one year, and is meant for the next
        yield Finding(
            context.spot(each.passage.place, each.passage.text, each.amount.start),
            f"“{each.clause.whole}”，第{first.passage.place.line}行写的是“{first.amount.written}”",
            hint="核对哪一处对；说的不是一件事的，不用改",
            element=each.amount.written,
        )
        return
