"""数字颠倒：同一个数写了几次，有一次两位数字写颠倒了。

“需新增47名”“新增74名保安员”，另外几处都是47。只比前面的词、单位相同的数，不是颠倒的不算。
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import CELL, Passage
from ..paper.amounts import Amount
from ..paper.characters import unlike_places
from ..problem import Level
from . import Context, Finding

NAME = "数字颠倒"
LEVEL = Level.WARNING
BASIS = "同一件事前后要一致"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = tuple("0123456789０１２３４５６７８９")
COVERS = ("数字前后不一",)
WRONG = """\
正文:
- 扣除现有人员，需新增47名。
- 新增74名保安员每年需经费169.2万元。新增47名的经费列入明年预算。
"""
RIGHT = """\
正文:
- 扣除现有人员，需新增47名。
- 新增47名保安员每年需经费169.2万元，现有74名。
"""

_VERB = (
    "(?:新增|现有|共有|缺口|尚缺|缺口为|需要|缺|配备|改造|建成|新建|共计|总数|总计|合计|招聘|"
    "录取|共|投资|总投资|涉及|安排|下达|抽查|检查|排查|整改|发现)"
)
_FEWEST = 3
_NO_UNIT = frozenset(("", "%", "个百分点", "年", "月", "日", "天", "岁", "倍", "次"))


def check(context: Context) -> Iterator[Finding]:
    """Each number whose digits are those of another of the same thing, in another order."""
    said: dict[tuple[str, str], list[tuple[Passage, Amount]]] = defaultdict(list)
    everywhere: Counter[str] = Counter(
        re.findall(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])", context.searched.text)
    )
    for passage in context.passages:
        if not passage.is_prose:
            continue
        for amount in context.amounts_of(passage):
            if amount.counts in _NO_UNIT or amount.rough or not re.match(r"\d{2}", amount.written):
                continue
            verb = re.search(f"{_VERB}$", passage.text[max(0, amount.start - 4) : amount.start])
            if verb:
                said[verb[0], amount.counts].append((passage, amount))
    yield from _in_tables(context)
    for several in said.values():
        figures = {_figure(amount): (passage, amount) for passage, amount in several}
        for figure, (passage, amount) in figures.items():
            others = [each for each in figures if each != figure and _is_turned(figure, each)]
            if others and everywhere[figure] == 1 and everywhere[others[0]] > 1:
                yield Finding(
                    context.spot(passage.place, passage.text, amount.start),
                    f"这里写的是“{amount.written}”，别处写的是“{figures[others[0]][1].written}”"
                    "，数字颠倒了",
                    hint="核对哪一处对；说的不是一件事的，不用改",
                    element=amount.written,
                )


def _in_tables(context: Context) -> Iterator[Finding]:
    """1580米 in a table, and 1850米 in the text: three digits, which no other number of it has."""
    prose: dict[str, dict[str, Amount]] = defaultdict(dict)
    cells: list[tuple[Passage, Amount]] = []
    for passage in context.passages:
        if passage.key == CELL or passage.is_prose:
            for amount in context.amounts_of(passage):
                if amount.counts in _NO_UNIT or len(_figure(amount)) < _FEWEST:
                    continue
                if passage.is_prose:
                    prose[amount.counts][_figure(amount)] = amount
                elif amount.written == passage.text:
                    cells.append((passage, amount))
    figures = {_figure(amount) for _, amount in cells}
    for passage, amount in cells:
        others = prose[amount.counts]
        like = [each for each in others if _is_turned(_figure(amount), each)]
        if len(like) == 1 and _figure(amount) not in others and like[0] not in figures:
            yield Finding(
                passage.place,
                f"表里写的是“{amount.written}”，正文写的是“{others[like[0]].written}”，数字颠倒了",
                hint="核对哪一处对；说的不是一件事的，不用改",
                element=amount.written,
            )


def _figure(amount: Amount) -> str:
    match = re.match(r"\d+(?:\.\d+)?", amount.written)
    return match[0] if match else amount.written


def _is_turned(one: str, other: str) -> bool:
    """Whether two neighbouring digits changed places."""
    if len(one) != len(other):
        return False
    unlike = unlike_places(one, other)
    return (
        len(unlike) == 2
        and unlike[1] == unlike[0] + 1
        and one[unlike[0]] == other[unlike[1]]
        and one[unlike[1]] == other[unlike[0]]
    )
