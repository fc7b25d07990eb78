"""数的关系：一段里几个数互相核对得出的，对不上。

“总库容1260万立方米，兴利库容9800万立方米”，部分比总数大；“上游500米至下游1500米，全长1500米”，加起来不是；
“书屋46家，合格41家，合格率98.1%”，除出来不是；“合格51家。其中，甲类合格9家，乙类合格41家”，也不是。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import Amount, plain, written
from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "数的关系"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 水库总库容120万立方米，兴利库容980万立方米。
"""
RIGHT = """\
正文:
- 水库总库容1200万立方米，兴利库容980万立方米，总投资300万元，预计年产值500万元。
"""

_WHOLE = rf"总(?P<noun>{HAN}{{2}})(?:为|是|约|达|共)?$"
_OVER = "累计|历年|目标|达到|超过|同比|增加|增长|不低于|年[均产]|计划|预计|上年|去年|原"
_ENDS_MEET = (
    r"(?:上游|以上|左|东|南|前|北|西|右)(?:侧|方|面)?(?P<one>\d+(?:\.\d+)?)(?P<unit>米|公里)"
    r"(?:至|、|到)[^，。；\d]{0,8}?(?:下游|以下|右|西|北|后|南|东|左)(?:侧|方|面)?"
    r"(?P<other>\d+(?:\.\d+)?)(?P=unit)[^。；\d]{0,14}(?:全长|总长|共长?|长度?为?)(?P<sum>\d+(?:\.\d+)?)(?P=unit)"
)
_RATE = rf"(?P<word>{HAN}{{2}})率(?:为|是|达到?|约)?(?P<rate>\d{{1,3}}(?:\.\d+)?)[%％]"
_ROUNDED = Decimal("0.6")
"""Percentage points that a rate may be off by, rounded in whichever way."""
_LEFT = rf"(?:(?:正在|尚未){HAN}{{2,4}}|未(?:完成|整改|办结){HAN}{{0,3}}|剩余|其余)的?$"
_CHAINAGE = (
    r"K(?P<km>\d{1,4})\+(?P<m>\d{3})(?:至|—+|－|-|～|~)K(?P<to_km>\d{1,4})\+(?P<to_m>\d{3})"
    r"[^。；\d]{0,10}(?:全长|总长|长度?|共)(?:为|是|约)?(?P<length>\d+(?:\.\d+)?)(?P<unit>米|公里)"
)
_SHORT_OF = (
    r"(?:需要?|需求|应有|应配备?|保有量|核定)(?:为|是|量|数)*[^，。；\d约]{0,10}(?P<need>\d{1,6})(?P<u>[^\W\d_]{1,2})"
    r"，(?:现有|已有|实有|已配备?|目前有)[^，。；\d约]{0,10}(?P<have>\d{1,6})(?P<v>[^\W\d_]{1,2})"
    r"，[^，。；\d约]{0,4}(?:缺口|尚缺|还缺|缺|差)(?:为|达)?(?P<lack>\d{1,6})(?P=v)"
)
"""需要30名，现有18名，缺12名; for 9600 cars 5400 places are 4200 short."""
_REST = r"，(?:其余|剩余|余下)的?$"
_OF_ALL = "已|其中|通过|合格|完成|达标|满意|有"
_NO_REST = "每|各|增|减|比|另|同比|新|以[上下]|第|累计"
_SPLIT = (
    r"，?其中(?P<one>\d{1,3})(?P<what>[个项件处条家]\w{0,4}?)于[^，。；]{2,20}，"
    r"(?:其余|另有?)?(?P<other>\d{1,3})(?P=what)于"
)
_LACKS = r"(?:尚缺|缺口|还缺|尚有缺口|资金缺口)(?:为|达)?$"
_NEEDED = (
    r"(?:总投资|概算|概算投资|预算|总预算|估算|共需资金?|需资金|需要资金|所需资金|总经费)"
    r"(?:为|约|共)?$"
)
_AT_LEAST = r"不(?:少于|低于)$"
_PART = r"，其中[^，。；]{0,24}不(?:少于|低于)$"


def check(context: Context) -> Iterator[Finding]:
    """Each number that others of its passage contradict."""
    left: list[tuple[Passage, Amount]] = []
    for passage in context.passages:
        if not passage.is_prose or not re.search(r"\d", passage.text):
            continue
        text = passage.text
        if "总" in text:
            yield from _wholes(passage, context)
        if "长" in text or "共" in text:
            yield from _ends(passage, context)
            yield from _chainage(passage, context)
        if "率" in text:
            yield from _rates(passage, context)
        if "其中" in text:
            yield from _shared(passage, context)
            yield from _bounds(passage, context)
        if "余" in text:
            yield from _rest(passage, context)
        if "缺" in text:
            yield from _lacks(passage, context)
            yield from _short_of(passage, context)
        left += [
            (passage, each)
            for each in context.amounts_of(passage)
            if "正在" in text or "未" in text or "余" in text
            if re.search(_LEFT, text[: each.start])
        ]
    if len(left) == 1:
        yield from _split(left[0][1], context)


def _finding(passage: Passage, at: int, message: str, element: str, context: Context) -> Finding:
    return Finding(
        context.spot(passage.place, passage.text, at),
        message,
        hint="核对哪个数错了",
        element=element,
    )


def _wholes(passage: Passage, context: Context) -> Iterator[Finding]:
    """总库容 1260, 兴利库容 9800: a part of what 总 says, in the same sentence."""
    text, amounts = passage.text, context.amounts_of(passage)
    for number, whole in enumerate(amounts):
        match = re.search(_WHOLE, text[: whole.start])
        if match is None or not whole.unit or whole.rough:
            continue
        for part in amounts[number + 1 :]:
            between = text[whole.end : part.start]
            if "。" in between or "；" in between:
                break
            clause = re.split("[，、：（]", between)[-1]
            named = re.search(rf"{HAN}{{2}}{match['noun']}(?:为|是|约)?$", clause)
            if (
                named
                and "总" not in clause
                and part.counts == whole.counts
                and part.value > whole.value
                and not re.search(_OVER, clause)
            ):
                said = f"{clause}{part.written}"
                message = f"“{said}”，比“总{match['noun']}{whole.written}”还大"
                yield _finding(passage, part.start, message, part.written, context)


def _ends(passage: Passage, context: Context) -> Iterator[Finding]:
    for match in re.finditer(_ENDS_MEET, passage.text):
        total = Decimal(match["one"]) + Decimal(match["other"])
        if total != Decimal(match["sum"]):
            message = f"“{match[0]}”，{match['one']}加{match['other']}是{plain(total)}"
            yield _finding(passage, match.start("sum"), message, match["sum"], context)


def _chainage(passage: Passage, context: Context) -> Iterator[Finding]:
    """K15+200至K15+680，全长480米: the length between two marks of a road."""
    for match in re.finditer(_CHAINAGE, passage.text) if "K" in passage.text else ():
        first, last = (
            int(match[km]) * 1000 + int(match[m]) for km, m in (("km", "m"), ("to_km", "to_m"))
        )
        said = Decimal(match["length"]) * (1000 if match["unit"] == "公里" else 1)
        step = Decimal(1).scaleb(-len(match["length"].partition(".")[2]))
        slack = step * 1000 if match["unit"] == "公里" else step
        if abs(abs(last - first) - said) > slack:
            message = f"“{match[0]}”，两个桩号相差{abs(last - first)}米"
            yield _finding(passage, match.start("length"), message, match["length"], context)


def _short_of(passage: Passage, context: Context) -> Iterator[Finding]:
    for match in re.finditer(_SHORT_OF, passage.text):
        due = int(match["need"]) - int(match["have"])
        if due > 0 and due != int(match["lack"]):
            message = f"“{match[0]}”，{match['need']}减{match['have']}是{due}"
            yield _finding(passage, match.start("lack"), message, match["lack"], context)


def _rates(passage: Passage, context: Context) -> Iterator[Finding]:
    """书屋46家 … 书屋合格41家，合格率98.1%."""
    text, amounts = passage.text, context.amounts_of(passage)
    for match in re.finditer(_RATE, text):
        parts = [each for each in amounts if each.end <= match.start()]
        if not parts or not parts[-1].unit or parts[-1].unit in "%％":
            continue
        part = parts[-1]
        between = text[part.end : match.start()]
        clause = re.split("[，。；：、]", text[: part.start])[-1]
        if between not in ("，", "、") or not clause.endswith(match["word"]):
            continue
        noun = clause.removesuffix(match["word"])
        wholes = [
            each
            for each in parts[:-1]
            if len(noun) > 1 and each.counts == part.counts and text[: each.start].endswith(noun)
        ]
        if len(wholes) != 1 or not wholes[0].value:
            continue
        rate = part.value * 100 / wholes[0].value
        if abs(rate - Decimal(match["rate"])) > _ROUNDED and rate <= 100:
            message = (
                f"“{match[0]}”，{noun}{wholes[0].written}、{match['word']}{part.written}，"
                f"算出来是{rate:.1f}%"
            )
            yield _finding(passage, match.start("rate"), message, match["rate"], context)


def _shared(passage: Passage, context: Context) -> Iterator[Finding]:
    """合格51家 … 其中，甲类合格9家，乙类合格41家: the word is the same, and so is the unit."""
    text = passage.text
    if text.count("其中") != 1:
        return
    at = text.index("其中")
    end = text.find("。", at)
    amounts = context.amounts_of(passage)
    for whole in (each for each in amounts if each.end <= at and each.unit):
        word = re.search(rf"(?:^|[，。；：、])({HAN}{{2}})$", text[: whole.start])
        if word is None:
            continue
        parts = [
            each
            for each in amounts
            if each.start > at and (end < 0 or each.end <= end)
            if each.counts == whole.counts and text[: each.start].endswith(word[1])
        ]
        total = sum((each.value for each in parts), Decimal(0))
        if len(parts) > 1 and total != whole.value and not any(map(_is_rough, (whole, *parts))):
            message = f"“{word[1]}{whole.written}”，其中的几项加起来是{plain(total)}"
            yield _finding(passage, whole.start, message, whole.written, context)


def _is_rough(amount: Amount) -> bool:
    return amount.rough


def _bounds(passage: Passage, context: Context) -> Iterator[Finding]:
    """不少于8人，其中中级职称的不少于13人."""
    text, amounts = passage.text, context.amounts_of(passage)
    for whole, part in pairwise(amounts):
        between = text[whole.end : part.start]
        if (
            whole.counts == part.counts
            and whole.unit
            and re.search(_AT_LEAST, text[: whole.start])
            and re.search(_PART, f"，{between.partition('，')[2]}")
            and part.value > whole.value
        ):
            message = f"其中的“不少于{part.written}”，比前面的“不少于{whole.written}”还多"
            yield _finding(passage, part.start, message, part.written, context)


def _lacks(passage: Passage, context: Context) -> Iterator[Finding]:
    """总投资960万元，其中自筹380万元，已安排100万元，尚缺380万元."""
    text, amounts = passage.text, context.amounts_of(passage)
    lacks = [n for n, each in enumerate(amounts) if re.search(_LACKS, text[: each.start])]
    needed = [n for n, each in enumerate(amounts) if re.search(_NEEDED, text[: each.start])]
    if len(lacks) != 1 or len(needed) != 1 or lacks[0] - needed[0] < 3:
        return
    several = amounts[needed[0] + 1 : lacks[0] + 1]
    total = amounts[needed[0]]
    if not _are_plain(several, total) or text.count("其中") > 1 or "（" in text:
        return
    if (found := sum((each.value for each in several), Decimal(0))) != total.value:
        listed = "、".join(each.written for each in several)
        message = f"一共是{total.written}，{listed}加起来是{written(found, total)}"
        yield _finding(passage, several[-1].start, message, several[-1].written, context)


def _rest(passage: Passage, context: Context) -> Iterator[Finding]:
    """排查1260项，已整改1197项，整改率95%，其余63项正在整改: what is left of one unit."""
    text = passage.text
    for rest in context.amounts_of(passage):
        if not rest.unit or rest.unit in "%％年月日天" or not re.search(_REST, text[: rest.start]):
            continue
        start = max(text.rfind(sign, 0, rest.start) for sign in "。；") + 1
        alike = [
            each
            for each in context.amounts_of(passage)
            if start <= each.start < rest.start and each.counts == rest.counts
        ]
        if len(alike) < 2 or any(each.rough for each in (*alike, rest)):
            continue
        whole, *parts = alike
        told = text[whole.end : rest.start]
        between = text[whole.end : parts[0].start]
        if not re.search(_OF_ALL, between) or re.search(_NO_REST, told) or "（" in told:
            continue
        due = whole.value - sum((each.value for each in parts), Decimal(0))
        if due > 0 and due != rest.value and not any(e.has_decimals for e in (*alike, rest)):
            listed = "、".join(f"“{each.written}”" for each in parts)
            message = f"“{whole.written}”减去{listed}，其余是“{written(due, rest)}”"
            yield _finding(passage, rest.start, message, rest.written, context)


def _are_plain(several: Sequence[Amount], total: Amount) -> bool:
    return all(each.unit == total.unit == "元" and not each.rough for each in several)


def _split(left: Amount, context: Context) -> Iterator[Finding]:
    """正在整改3个, and 其中3个于11月底前, 1个于12月底前 elsewhere."""
    for passage in context.passages_with("其中"):
        for match in re.finditer(_SPLIT, passage.text):
            if not match["what"].startswith(left.unit):
                continue
            total = int(match["one"]) + int(match["other"])
            if total != left.value:
                message = f"其中的{match['what'][0]}数加起来是{total}，前面说的是{left.written}"
                yield _finding(passage, match.start("one"), message, match["one"], context)
