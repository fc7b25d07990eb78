"""单价与总额：单价乘以数量，不是写出来的总额。

“每名保安员每年3.6万元，新增47名，每年需经费196.2万元”“12个乡镇配备48名，平均每个乡镇3名”，算一遍就知道。
“约”“以上”“不少于”的数、按月和按年混着说的，能对上其中一种的，都不算。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import Amount, read_count, written
from ..problem import Level
from . import Context, Finding

NAME = "单价与总额"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
NEEDS = ("每",)
WRONG = """\
正文:
- 按每名护林员每年2.4万元的标准，新增30名护林员每年需经费78万元。
"""
RIGHT = """\
正文:
- 按每名护林员每年2.4万元的标准，新增30名护林员每年需经费72万元。
"""

_EACH = (
    "(?P<mean>平均)?每(?:一)?(?P<per>人次|平方米|公里|名|位|人|户|亩|吨|辆|台|套|件|个|所|家|"
    "座|处|米|村|只|头|株|张|份|栋|间|场|期|次|项|对|棵|口|盏|册|本|箱|袋|桶|部|块|支|艘|篇|幅|平方公里|立方米|课时|学时)"
    r"(?P<noun>[^，。；：、（）\d每]{0,8})(?:每(?:个)?(?P<time>学年|学期|季度|年|月|天|"
    r"日)?)?[^，。；：、（）\d每]{0,10}$"
)
_TURNS = (
    r"(?<![\d.])(?P<total>\d{1,5})(?P<unit>人|名|家|户|个|场|件)[^。；\d]{0,20}?分(?:为|成)?"
    r"(?P<turns>[两二三四五六七八九十]|\d{1,2})个?(?P<per>期|批|组|班|轮|场)(?!次)[^。；\d]{0,16}?"
    r"每(?P=per)(?P<each>\d{1,5})(?P=unit)(?!以[上下内]|左右)"
)
_MAY_BE = r"每[^，。；]{1,16}?\d"
_ROUGH = (
    "(?:[约近超逾]|接近|不少于|不低于|至少|不超过|超过|大约|将近|最[高低多少]|上限|以内|可达|"
    r"上浮|下浮)[^，。；\d]{0,3}$"
)
_ROUGH_AFTER = r"^(?:以[上下内]|左右|余|至|—|－|-|~|～)"
_SUM = (
    "共|总|计|需|达|资金|经费|金额|补[助贴]|新增|增加|培训|名额|发放|支出|投入|为|配备|安排|拨付|"
    "费用|投资"
)
_TIMES = frozenset(("年", "月", "天", "日", "次", "期", "个", "季"))
_CLOSE = Decimal("2.5")
_PARTS_OF_YEAR = (1, 2, 4, 6, 10, 12)


class _Price(Struct, frozen=True):
    """A number for each of something: how many count as one, what they are called."""

    amount: Amount
    unit: str
    noun: str
    is_mean: bool
    timed: bool
    start: int


def check(context: Context) -> Iterator[Finding]:
    """Each total that is not the price times the number."""
    for passage in context.passages_with("每"):
        if not re.search(_MAY_BE, passage.text):
            continue
        amounts = context.amounts_of(passage)
        yield from _in_turns(passage, context)
        prices = [price for each in amounts if (price := _price(passage.text, each))]
        for price in prices:
            if sum(other.amount.counts == price.amount.counts for other in prices) == 1:
                yield from _of_price(passage, price, amounts, context)


def _in_turns(passage: Passage, context: Context) -> Iterator[Finding]:
    """共120人，分两期培训，每期60人."""
    for match in re.finditer(_TURNS, passage.text):
        turns, each, total = (read_count(match["turns"]), int(match["each"]), int(match["total"]))
        if turns and turns * each != total:
            yield Finding(
                context.spot(passage.place, passage.text, match.start("total")),
                f"“{match[0]}”：每{match['per']}{each}{match['unit']}，{match['turns']}"
                f"{match['per']}是{turns * each}{match['unit']}",
                hint="核对三个数",
                element=match["total"],
            )


def _price(text: str, amount: Amount) -> _Price | None:
    match = re.search(_EACH, text[max(0, amount.start - 30) : amount.start])
    if match is None or not amount.unit or amount.rough or amount.counts in ("%", "天", "年", "月"):
        return None
    if re.search(_ROUGH, text[: amount.start]) or re.match(_ROUGH_AFTER, text[amount.end :]):
        return None
    start = max(0, amount.start - 30) + match.start()
    timed = bool(match["time"]) or "每月" in text or "每年" in text
    return _Price(amount, match["per"], match["noun"], bool(match["mean"]), timed, start)


def _of_price(
    passage: Passage, price: _Price, amounts: Sequence[Amount], context: Context
) -> Iterator[Finding]:
    text = passage.text
    start = text.rfind("。", 0, price.start) + 1
    end = next((at for at in (text.find("。", price.amount.end),) if at >= 0), len(text))
    near = [
        each
        for each in amounts
        if start <= each.start < end and not each.rough and each is not price.amount
    ]
    counts = [each for each in near if _is_count(text, each, price)]
    totals = [each for each in near if _is_total(text, each, price)]
    if not counts or not totals:
        return
    behind = [each for each in totals if each.start > price.amount.end]
    total = behind[0] if behind else totals[-1]
    if any(_agrees(price, count, total, near) for count in counts):
        return
    count = min(counts, key=lambda each: abs(each.start - total.start))
    due = price.amount.value * count.value
    ratio = total.value / due
    shift = ratio in (Decimal(10), Decimal(100), Decimal("0.1"), Decimal("0.01"))
    if not (1 / _CLOSE < ratio < _CLOSE or shift):
        return  # it is a total of something else
    yield Finding(
        context.spot(passage.place, text, total.start),
        f"每{price.unit}“{price.amount.written}”，“{count.written}”，算出来是“"
        f"{written(due, total)}”，"
        f"写的是“{total.written}”",
        hint="核对单价、数量和总额",
        element=total.written,
    )


def _is_count(text: str, amount: Amount, price: _Price) -> bool:
    """Whether an amount says how many there are of what the price is for."""
    unit = {"名": "人", "位": "人"}.get(price.unit, price.unit)
    if amount.counts != unit or amount.value <= 1:
        return False
    if re.search(_ROUGH, text[: amount.start]) or re.match(_ROUGH_AFTER, text[amount.end :]):
        return False
    between = text[min(amount.end, price.start) : max(amount.start, price.start)]
    if price.unit in _TIMES | {"组", "班", "所"} and not price.noun and between.count("，") < 2:
        return amount.start < price.start
    noun = price.noun.removesuffix("补助").removesuffix("补贴").strip("的按发给")
    around = text[max(0, amount.start - 12) : amount.end + 12]
    if price.unit in ("名", "人", "户", "亩", "吨", "位", "人次", "平方米", "公里"):
        words = set(map("".join, pairwise(around)))
        return not noun or bool({noun[:2], noun[-2:]} & words) or price.unit in ("人", "户", "亩")
    if not noun and price.unit not in _TIMES:
        return between.count("，") < 2 and not re.search("[。；]", between)
    return bool(noun) and noun[:2] in around


def _is_total(text: str, amount: Amount, price: _Price) -> bool:
    if amount.counts != price.amount.counts or amount.value <= price.amount.value:
        return False
    clause = re.split("[，。；：]", text[: amount.start])[-1]
    if re.search(_EACH, text[max(0, amount.start - 30) : amount.start]) or re.search(
        _ROUGH, text[: amount.start]
    ):
        return False
    return bool(re.search(_SUM, clause)) and not re.match(_ROUGH_AFTER, text[amount.end :])


def _agrees(price: _Price, count: Amount, total: Amount, near: Sequence[Amount]) -> bool:
    """Whether they fit, for one time or several."""
    times = {Decimal(1)}
    if price.timed:
        times |= {Decimal(each) for each in _PARTS_OF_YEAR}
    times |= {each.value for each in near if each.unit in _TIMES and each is not count}
    due = price.amount.value * count.value
    slack = total.step / 2 + price.amount.step * count.value / 2 * (
        1 if price.is_mean or price.amount.has_decimals else 0
    )
    return any(abs(due * each - total.value) <= slack for each in times)
