"""分项合计：一句话里的几个分项加起来，与总数对不上。

“投入300万元，其中设备100万元、软件150万元”“小学20所、初中8所，共30所”这样的都加一遍。
“其中”后面没有列全的也有，所以分项少于总数的只提示；分项超过总数的，说明列全的，是警告。
带“约”“以上”“余”的数、比上年增减的数不加。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from ..document.texts import Passage
from ..paper.amounts import AMOUNT, Amount, amounts_in, written
from ..problem import Level
from . import Context, Finding

NAME = "分项合计"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 市财政安排300万元，其中场馆改造200万元、图书购置150万元。
"""
RIGHT = """\
正文:
- 市财政安排350万元，其中场馆改造200万元、图书购置150万元。
"""

_NO_PARTS = frozenset(("", "年", "月", "日", "岁", "倍", "%", "％", "个百分点"))
"""Units of what is not added up."""
_AMONG = r"[，,；（(：]其中[：:，,]?"
_FULL_LIST = (
    rf"(?:共|共计|合计|总计|总投资|总面积|总额为?)[^\d，。；：、（）]{{0,10}}(?P<total>{AMOUNT})"
    r"(?:[：:]|[（(](?!含|不含|约)|，(?:分别|包括)(?:是|为|有)?[：:]?)"
)
_IN_ALL = (
    r"[，,、；](?:共计?|合计|总计|一共|总共)(?:有|为|达|是)?"
    rf"(?P<total>{AMOUNT})(?=[。；，,）)]|$)"
)
_FULL_HEAD = r"(?:共|计|总投资|总面积|总额为?)[^\d，。；：、（）]{0,10}\d"
_IN_ALL_HEAD = r"[，,、；](?:[共合总]计?|一共)[有为达是]?\d"
"""How the two begin: the long patterns are compiled only where these are."""
_NOT_ADDED = (
    "同比|增长|增加|减少|下降|[较比]|提高|达到?|累计|每|均|另|不含|各|以上|以下|以内|左右|不少于|不低于"
    "|不超过|超过|[约近]|节约|其中|包括|含|折合|相当于|已|还|又|再|上年|去年|分两|至少|最[高低多少]|上限|下限"
)
_ROUGH = "(?:[约近超逾]|接近|不少于|不低于|至少|不超过|超过|大约|将近|上限)(?:为|达|安排|投入)?$"
_ROUGH_AFTER = "以[上下内]|左右|多|余"
_BETWEEN = "[、，,；和及与]"
_LONGEST_NAME = 24
"""Characters between one part and the next; what is longer is no list."""


class _Parts(Struct, frozen=True):
    """What is listed of a total. `is_open`: the list ends in 等, or says that it goes on."""

    amounts: Sequence[Amount]
    is_open: bool

    @property
    def total(self) -> Decimal:
        return sum((each.value for each in self.amounts), Decimal(0))

    def slack(self, total: Amount) -> Decimal:
        """By how much rounding may have parted the sum from the total."""
        everything = (total, *self.amounts)
        if not any(each.has_decimals for each in everything):
            return Decimal(0)
        finest = min(each.step for each in everything)
        return finest * len(everything) / 2 + (total.step / 2 if total.step > finest else 0)


def check(context: Context) -> Iterator[Finding]:
    """Each total that its parts exceed, or do not make up."""
    for passage in context.passages_with("其中", "共", "合计", "总计", "总投资", "总面积", "总额"):
        told: set[int] = set()
        for at, finding in (*_among(passage, context), *_listed(passage, context)):
            if at not in told:
                told.add(at)
                yield finding


def _among(passage: Passage, context: Context) -> Iterator[tuple[int, Finding]]:
    """300万元，其中 …"""
    text = passage.text
    for match in re.finditer(_AMONG, text):
        total = _total_before(text, match.start())
        if total is None:
            continue
        rest = _sentence_after(text, match.end(), in_brackets=match[0][0] in "（(")
        parts = _parts(rest, total.unit)
        if parts is None:
            continue
        over = parts.total - total.value
        if over > parts.slack(total):
            yield match.start(), _finding(context, passage, total, parts)
        elif len(parts.amounts) > 1 and -over > parts.slack(total) and not parts.is_open:
            yield match.start(), _finding(context, passage, total, parts, Level.NOTICE)


def _listed(passage: Passage, context: Context) -> Iterator[tuple[int, Finding]]:
    """共30所：小学20所、初中8所; and 小学20所、初中8所，共30所."""
    text = passage.text
    for match in re.finditer(_FULL_LIST, text) if re.search(_FULL_HEAD, text) else ():
        rest = _sentence_after(text, match.end(), in_brackets=match[0][-1] in "（(")
        yield from _compared(passage, context, match, rest)
    for match in re.finditer(_IN_ALL, text) if re.search(_IN_ALL_HEAD, text) else ():
        start = max(text.rfind(sign, 0, match.start()) for sign in "。；：（") + 1
        yield from _compared(passage, context, match, text[start : match.start()])


def _compared(
    passage: Passage, context: Context, match: re.Match[str], listed: str
) -> Iterator[tuple[int, Finding]]:
    total = next(iter(amounts_in(match["total"])), None)
    if total is None or total.rough or total.unit in _NO_PARTS:
        return
    parts = _parts(listed, total.unit)
    if parts is None or len(parts.amounts) < 2 or parts.is_open:
        return
    if abs(parts.total - total.value) > parts.slack(total):
        yield match.start(), _finding(context, passage, _moved(total, match.start("total")), parts)


def _total_before(text: str, end: int) -> Amount | None:
    """The one amount of the clause before; None where there are several, or it is a rough one."""
    start = max(text.rfind(sign, 0, end) for sign in "。；，（(") + 1
    found = [each for each in amounts_in(text[start:end]) if each.unit not in _NO_PARTS]
    if len(found) != 1 or found[0].rough:
        return None
    (total,) = found
    after = text[start + total.end : end]
    if len(after) > _LONGEST_NAME or re.match(_ROUGH_AFTER, after):
        return None
    if re.search(_ROUGH, text[start : start + total.start]):
        return None
    return _moved(total, start)


def _moved(amount: Amount, by: int) -> Amount:
    return Amount(
        amount.written, amount.value, amount.unit, amount.step,
        amount.start + by, amount.end + by, amount.rough,
    )  # fmt: skip


def _sentence_after(text: str, start: int, *, in_brackets: bool) -> str:
    """What follows, to the end of the sentence, or of the brackets that it stands in."""
    return re.split("[。；;）)]" if in_brackets else "[。；;]", text[start:], maxsplit=1)[0]


def _parts(text: str, unit: str) -> _Parts | None:
    """The parts of that unit at the head of `text`; None where it is no plain list of them."""
    bare = re.sub(r"[（(][^（）()]*[）)]", "", text)
    amounts: list[Amount] = []
    end = 0
    for amount in amounts_in(bare):
        if amount.unit != unit:
            continue
        name = bare[end : amount.start]
        if amounts and not re.search(_BETWEEN, name):
            return None
        if len(name) > _LONGEST_NAME and amounts:
            break
        if amount.rough or re.search(_NOT_ADDED, name):
            if amounts and re.search("[，,；]", name) and not amount.rough:
                return _Parts(amounts, is_open=True)
            return None
        amounts.append(amount)
        end = amount.end
    after = bare[end:]
    if not amounts or re.match(_ROUGH_AFTER, after) or re.match("[及和与、]", after):
        return None
    return _Parts(amounts, is_open="等" in after or "其余" in after or "剩余" in after)


def _finding(
    context: Context,
    passage: Passage,
    total: Amount,
    parts: _Parts,
    level: Level | None = None,
) -> Finding:
    said = written(parts.total, total)
    listed = "、".join(each.written for each in parts.amounts)
    more = len(parts.amounts) > 1
    message = f"总数是“{total.written}”，" + (
        f"分项“{listed}”加起来是“{said}”" if more else f"其中的“{listed}”却比它大"
    )
    hint = "核对总数和各个分项"
    if level is Level.NOTICE:
        hint += "；“其中”只列了一部分的，不用改"
    spot = context.spot(passage.place, passage.text, total.start)
    return Finding(spot, message, hint, level, element=total.written)
