"""百分数：百分数与前面的数算不上，或者超过了100%。

“120项任务完成90项，完成率80%”“比上年增加20万元，增长15%”这样能算出来的都算一遍；覆盖率、合格率、达标率、占比不会超过100%，
“分别占60%、30%、20%”加起来不会超过100%。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..document.texts import Passage
from ..paper.amounts import FIGURE, plain
from ..problem import Level
from . import Context, Finding

NAME = "百分数"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 今年安排任务120项，已完成90项，完成率80%，群众满意率达到102%。
"""
RIGHT = """\
正文:
- 今年安排任务120项，已完成90项，完成率75%，群众满意率达到98%。
"""

_PERCENT = r"(?P<percent>\d+(?:\.\d+)?)[%％]"
_NUMBER = rf"(?P<NAME>{FIGURE})(?P<NAME_scale>[万亿]*)"


def _named(name: str) -> str:
    """The pattern of a number that is asked for by name."""
    return _NUMBER.replace("NAME", name)


_UNIT = r"(?P<unit>[^\W\d_a-zA-Z]{1,3}?)"
_AT_MOST_ALL = (
    r"(?:覆盖|普及|合格|达标|满意|入学|出勤|到会|参会|处置|处理|收集|回收|利用|知晓|优良|入户|签约|办结"
    r"|抽检|安装|通过|参保|接种|就业|及格|在线|上线|配备|巡检|整改|化解|成活|绿化|森林覆盖|入住|规范化)率"
    r"[^\d，。；：、增提上升]{0,8}(?P<percent>\d+(?:\.\d+)?)[%％](?![~～—-])"
)
_SHARES = r"(?:分别|各)(?:约?占|为)[^。；]*?(?:\d+(?:\.\d+)?[%％][、，和及]?){2,}"
_ONE_SHARE = r"(?<!分别)占(?:比)?(?:为|约)?(\d+(?:\.\d+)?)[%％]"
_FEWEST_SHARES = 3
_MOST = Decimal("100.5")
_EACH_PERCENT = r"(\d+(?:\.\d+)?)[%％]"
_OF_ALL = (
    rf"{_named('whole')}{_UNIT}[^\d。；%％]{{0,14}}?"
    rf"(?:完成|办结|建成|整改|销号|通过|合格|达标|解决|落实|办理|验收|竣工|开工|化解|签约)(?:了)?"
    rf"{_named('part')}(?P=unit)[^\d。；%％，]{{0,8}}，"
    rf"(?P<name>[^\W\d_a-zA-Z，]{{0,4}}率)(?:为|达到?|是)?{_PERCENT}"
)
_SHARE_OF = (
    rf"{_named('whole')}{_UNIT}[^\d。；%％]{{0,10}}，其中[^\d。；，]{{1,12}}"
    rf"{_named('part')}(?P=unit)，(?:约)?占(?:总数的?|比|全部的?)?(?:约|为)?{_PERCENT}"
)
_GROWTH = (
    rf"{_named('now')}(?P<unit>[^\W\d_a-zA-Z]{{1,4}}?)[，（(]"
    rf"(?:同比|(?:比|较)[^\d。；，]{{1,8}})?(?P<way>增加|减少|净增)(?:了)?"
    rf"{_named('by')}(?P=unit)[，、](?:同比)?"
    rf"(?:增长|增幅(?:为|达到?)?|增加|下降|降低|减少|降幅(?:为|达到?)?)(?:了)?{_PERCENT}"
)
_FROM_TO = (
    rf"(?:由|从)[^\d。；，]{{0,8}}(?:\d{{4}}年的?)?{_named('before')}"
    rf"(?P<unit>[^\W\d_a-zA-Z]{{1,4}}?)[^\d。；]{{0,8}}?"
    rf"(?P<way>增加|提高|上升|增长|扩大|减少|下降|降低|降|增)(?:到|至|为)(?:\d{{4}}年的?)?"
    rf"{_named('now')}(?P=unit)[，、（(](?:同比)?"
    rf"(?:增长|增幅(?:为|达到?)?|增加|提高|下降|降低|减少|降幅(?:为|达到?)?)(?:了)?{_PERCENT}"
)
_LARGE = r"率[^，。；]*\d{3}"
"""What a rate above 100% has."""
_BY = ("增加", "减少", "净增")
_TO = tuple(
    f"{way}{to}"
    for way in ("增加", "提高", "上升", "增长", "扩大", "减少", "下降", "降低", "降", "增")
    for to in ("到", "至", "为")
)  # fmt: skip
"""What growth by so much, and growth to so much, is said with."""
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}


def check(context: Context) -> Iterator[Finding]:
    """Each percentage that cannot be."""
    for passage in context.passages_with("%", "％"):
        text = passage.text
        for match in re.finditer(_AT_MOST_ALL, text) if re.search(_LARGE, text) else ():
            if Decimal(match["percent"]) > 100:
                yield _finding(context, passage, match, f"“{match[0]}”超过了100%")
        for match in re.finditer(_SHARES, text) if "占" in text else ():
            total = sum(map(Decimal, re.findall(_EACH_PERCENT, match[0])), Decimal(0))
            if total > _MOST and "占" in match[0]:
                yield _finding(
                    context, passage, match, f"“{match[0]}”加起来是{plain(total)}%，超过了100%"
                )
        yield from _shares(passage, context)
        for pattern, needles in ((_OF_ALL, ("率",)), (_SHARE_OF, ("其中", "占"))):
            for match in re.finditer(pattern, text) if all(map(text.count, needles)) else ():
                whole = _value(match, "whole")
                yield from _unlike(context, passage, match, _value(match, "part"), whole)
        for match in re.finditer(_GROWTH, text) if any(map(text.count, _BY)) else ():
            now, by = _value(match, "now"), _value(match, "by")
            before = now + by if match["way"] == "减少" else now - by
            yield from _unlike(context, passage, match, by, before)
        for match in re.finditer(_FROM_TO, text) if any(map(text.count, _TO)) else ():
            before, now = _value(match, "before"), _value(match, "now")
            yield from _unlike(context, passage, match, abs(now - before), before)


def _shares(passage: Passage, context: Context) -> Iterator[Finding]:
    """甲占50%，乙占40%，丙占30%: three or more of one sentence, which may overlap, though."""
    if passage.text.count("占") < _FEWEST_SHARES:
        return
    for sentence in re.finditer("[^。；]+", passage.text):
        for clause in sentence[0].split("其中"):
            shares = re.findall(_ONE_SHARE, clause)
            total = sum(map(Decimal, shares), Decimal(0))
            if len(shares) >= _FEWEST_SHARES and total > _MOST:
                listed = "、".join(f"{share}%" for share in shares)
                yield Finding(
                    context.spot(passage.place, passage.text, passage.text.index(clause)),
                    f"占比{listed}加起来是{plain(total)}%，超过了100%",
                    hint="核对各个占比；有重叠的（又是党员又是教师），不用改",
                    level=Level.NOTICE,
                    element=listed,
                )


def _value(match: re.Match[str], name: str) -> Decimal:
    return Decimal(match[name].replace(",", "")) * _SCALES.get(match[f"{name}_scale"], 1)


def _unlike(
    context: Context, passage: Passage, match: re.Match[str], part: Decimal, whole: Decimal
) -> Iterator[Finding]:
    """Where a percentage is not that of `part` in `whole`, by more than rounding does."""
    if whole <= 0:
        return
    said = Decimal(match["percent"])
    right = part * 100 / whole
    digits = len(match["percent"].partition(".")[2])
    allowed = Decimal(1).scaleb(-digits) + right * _coarseness(match)
    if abs(right - said) <= allowed:
        return
    shown = plain(round(right, max(digits, 1)))
    yield _finding(
        context, passage, match, f"“{match[0]}”里的百分数算出来是{shown}%，写的是{said}%"
    )


def _coarseness(match: re.Match[str]) -> Decimal:
    """By which part of themselves the numbers were rounded: 3.5 by at most 0.05 of 3.5."""
    coarse = Decimal(0)
    for name, value in match.groupdict().items():
        if name in ("whole", "part", "now", "by", "before") and value and "." in value:
            number = Decimal(value.replace(",", ""))
            step = Decimal(1).scaleb(-len(value.partition(".")[2]))
            coarse += step / 2 / number if number else Decimal(1)
    return coarse


def _finding(context: Context, passage: Passage, match: re.Match[str], message: str) -> Finding:
    at = match.start("percent") if "percent" in match.re.groupindex else match.start()
    return Finding(
        context.spot(passage.place, passage.text, at),
        message,
        hint="核对百分数和前面的数",
        element=match[0],
    )
