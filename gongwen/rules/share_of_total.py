"""占比：一类的数占总数的百分之几，与别的类、与写出来的总数算不上。

“（A类）22件，占总数的23.91%；（B类）68件，占总数的79.31%；（C类）2件，占总数的2.17%”，另两类算出来总数是92件，B类应占73.91%。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import FIGURE, plain
from ..problem import Level
from . import Context, Finding

NAME = "占比"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
NEEDS = ("占", "完成", "达")
COVERS = ("百分数",)
WRONG = """\
正文:
- 已解决的22件，占总数的23.9%；正在解决的68件，占总数的79.3%；不能解决的2件，占总数的2.2%。
"""
RIGHT = """\
正文:
- 已解决的22件，占总数的23.9%；正在解决的68件，占总数的73.9%；不能解决的2件，占总数的2.2%。
"""

_UNIT = r"(?P<unit>[^\W\d_a-zA-Z，。；（）]{1,3}?)"
_OTHER_UNIT = r"(?:[（(][^（）()\d]{1,2}[）)])?"
"""3600台（套）."""
_SHARE = (
    rf"(?P<part>{FIGURE})(?P<scale>[万亿]?){_UNIT}[，、（(]占(?:比|[^，。；、\d]{{0,12}})?"
    r"(?:总数|总量|总额|总人数|全部[^，。；\d]{0,6})?的?(?:比例)?(?:为|"
    r"达)?(?P<percent>\d+(?:\.\d+)?)[%％]"
)
_OF_NUMBER = (
    rf"(?P<part>{FIGURE})(?P<scale>[万亿]?){_UNIT}{_OTHER_UNIT}[，、（(]?"
    rf"(?:占|(?:已)?(?:完成|达到?)(?=[^，。；\d]{{0,8}}(?:计划|任务|目标|总|需)))[^，。；\d%％]{{0,16}}"
    rf"(?P<whole>{FIGURE})(?P<whole_scale>[万亿]?)(?P=unit){_OTHER_UNIT}的(?P<percent>\d+(?:\.\d+)?)[%％]"
)
_FEWEST = 3
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}


def check(context: Context) -> Iterator[Finding]:
    """Each share that is not that of its number."""
    for passage in context.passages_with(*NEEDS):
        if "%" not in passage.text and "％" not in passage.text:
            continue
        for match in re.finditer(_OF_NUMBER, passage.text):
            yield from _unlike(passage, match, _value(match, "whole"), context)
        for sentence in re.finditer("[^\n]+", passage.text):
            yield from _of_classes(passage, sentence, context)


def _value(match: re.Match[str], name: str) -> Decimal:
    scale = match["scale" if name == "part" else f"{name}_scale"]
    return Decimal(match[name].replace(",", "")) * _SCALES[scale]


def _fits(match: re.Match[str], whole: Decimal) -> bool:
    """Whether a share is that of its number in a whole, but for rounding."""
    step = Decimal(1).scaleb(-len(match["percent"].partition(".")[2]))
    coarse = Decimal("0.5") if "." in match["part"] else Decimal(0)
    right = _value(match, "part") * 100 / whole
    slack = step + (right * coarse / Decimal(match["part"].replace(",", "") or 1) if coarse else 0)
    return abs(right - Decimal(match["percent"])) <= slack


def _unlike(
    passage: Passage, match: re.Match[str], whole: Decimal, context: Context
) -> Iterator[Finding]:
    if whole <= 0 or _fits(match, whole):
        return
    digits = max(len(match["percent"].partition(".")[2]), 1)
    right = plain(round(_value(match, "part") * 100 / whole, digits))
    yield Finding(
        context.spot(passage.place, passage.text, match.start("percent")),
        f"“{match[0]}”里的百分数算出来是{right}%，写的是{match['percent']}%",
        hint="核对百分数和前面的数",
        element=match[0],
        length=len(match["percent"]) + 1,
    )


def _of_classes(passage: Passage, sentence: re.Match[str], context: Context) -> Iterator[Finding]:
    """Three or more classes of one whole: the whole is what all but one of them agree on."""
    found: dict[str, list[re.Match[str]]] = {}
    pattern = re.compile(_SHARE)
    for match in pattern.finditer(passage.text, sentence.start(), sentence.end()):
        if Decimal(match["percent"]) > 0 and _value(match, "part") > 0:
            found.setdefault(match["unit"], []).append(match)
    for several in found.values():
        if len(several) < _FEWEST:
            continue
        for wrong in several:
            others = [each for each in several if each is not wrong]
            whole = _whole(others)
            if whole and not _fits(wrong, whole):
                yield from _unlike(passage, wrong, whole, context)
                break


def _whole(shares: list[re.Match[str]]) -> Decimal | None:
    """The whole of which each of these is the share said; None where there is no such one."""
    best = max(shares, key=lambda each: Decimal(each["percent"]))
    whole = _value(best, "part") * 100 / Decimal(best["percent"])
    whole = Decimal(round(whole)) if "." not in best["part"] else whole
    return whole if whole > 0 and all(_fits(each, whole) for each in shares) else None
