"""百分数：百分数与前面的数算不上，或者超过了100%。

“120项任务完成90项，完成率80%”“比上年增加20万元，增长15%”这样能算出来的都算一遍；覆盖率、合格率、达标率、占比不会超过100%，
“分别占60%、30%、20%”加起来不会超过100%。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import FIGURE, Amount, chinese_value, plain
from ..problem import Level
from . import Context, Finding

NAME = "百分数"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
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


_AT_MOST_ALL = (
    r"(?:覆盖|普及|合格|达标|满意|入学|出勤|到会|参会|处置|处理|收集|回收|利用|知晓|优良|入户|签约|办结"
    r"|抽检|检测|安装|通过|参保|接种|就业|及格|在线|上线|配备|巡检|整改|化解|成活|绿化|森林覆盖|入住|规范化"
    r"|识别|反馈|上报|受理|支持|参与|巩固|毕业|升学|见面|好评|兑现|公开|检出|治愈|治理|达成|建档|录入|采纳)率"
    r"[^，。；：、%％]{0,14}?"
)
_OF_WHOLE = r"占(?:[^，。；：、\d%％]{0,8}的|比(?:为|达)?)(?:约|近)?"
_LESS = r"(?:降低|下降|减少|压减|缩短|削减|压缩|缩减|降)[^，。；：、\d%％]{0,8}"
_SHARES = r"(?:分别|各)(?:约?占|为)[^。；]*?(?:\d+(?:\.\d+)?[%％][、，和及]?){2,}"
_ONE_SHARE = r"(?<!分别)(?:占|付|支付|拨付|预付|付款|权重)(?:比|至)?(?:为|约)?(\d+(?:\.\d+)?)[%％]"
_OF_OPINIONS = "对[^，。；]{1,16}(?:满意|认可|评价|支持)"
"""Each share is of the answers to a question of its own."""
_MAY_BE_EXCEEDED = "超[过额出]计划|年度计划|(?:任务|目标|计划|需求|需要|预算|定额|标准)量?的|同期"
"""Of what a share may be more than all."""
_FEWEST_SHARES = 3
_MOST = Decimal("100.5")
_EACH_PERCENT = r"(\d+(?:\.\d+)?)[%％]"
_SHARE_WORDS = (
    "率(?:为|是|达到?|约|已)*$|占[^，。；]{0,8}$|比例(?:为|是|达到?)?$|达(?:到|总数的)?$|即$"
)
_LINKS = (
    "其中|中|已|发现|问题|不合格|立案|查处|涉及|属于|完成|满意|合格|收回|回收|实检|实到|实际|通过|采纳|办结|建成|整改|销号|达标|解决|落实|办理|验收"
    "|竣工|开工|化解|签约|参加|占|有"
)
"""What is said between the whole and a part of it."""
_OF_AGE = r"\d+(?:周?岁|分|级|年|公里|万元|元|平方米|米|张|人)(?:及)?以[上下]"
"""What says who is meant, and is no bound of the number itself."""
_GROWS = "同比|增[长加幅]|[较比](?!例|重)|提高|上升|下降|降低|减少|去年|上年|上[月季]"
_PERIODS = ("工作日", "月", "小时", "季度", "学期")
_NO_SHARES = frozenset(("", "年", "月", "日", "天", "岁", "倍", "%", "个百分点"))
_GROWTH = (
    rf"{_named('now')}(?P<unit>[^\W\d_a-zA-Z]{{1,4}}?)[，（(]"
    rf"(?:同比|(?:比|较)[^\d。；，]{{1,8}})?(?P<way>增加|减少|净增|多|少)(?:了)?"
    rf"{_named('by')}(?P=unit)[，、](?:同比)?"
    rf"(?:增长|增幅(?:为|达到?)?|增加|下降|降低|减少|降幅(?:为|达到?)?)(?:了)?{_PERCENT}"
)
_WAYS = "增加|提高|提升|上升|增长|扩大|减少|下降|降低|降|增|压减|压缩|缩短"
_FROM_TO = (
    rf"(?:由|从)[^\d。；，]{{0,8}}(?:\d{{4}}年的?)?[^\d。；，]{{0,6}}{_named('before')}"
    rf"(?P<unit>[^\W\d_a-zA-Z]{{1,4}}?)[^\d。；]{{0,8}}?"
    rf"(?P<way>{_WAYS})(?:到|至|为)(?:\d{{4}}年的?)?"
    rf"{_named('now')}(?P=unit)[，、（(](?:同比)?"
    rf"(?:增长|增幅(?:为|达到?)?|增加|提高|上升|下降|降低|减少|降幅(?:为|达到?)?|降)(?:了)?{_PERCENT}"
)
_BY = ("增加", "减少", "净增", "多", "少")
_TO = tuple(f"{way}{to}" for way in _WAYS.split("|") for to in ("到", "至", "为"))
"""What growth by so much, and growth to so much, is said with."""
_OF_NAMED = r"即(?P<name>[^，。；：、\d]{2,16})的(?P<percent>\d+(?:\.\d+)?)[%％]"
_CHANGED_BY = (
    r"(?:比|较|同比)(?:[^\d。；，]{0,8}|\d{4}年[^\d。；，]{0,4})"
    r"(?:(?P<less>减少|下降|少|降低)|增加|净增|多|增长|提高)(?:了)?$"
)
_CHANGED = (
    "[，、（(](?:同比)?(?:增长|增幅(?:为|达到?)?|增加|提高|下降|降低|减少|降幅(?:为|达到?)?)(?:了)?"
)
_IN_WORDS = r"百分之(?P<words>[一二三四五六七八九十百零〇]+(?:点[一二三四五六七八九零〇]+)?)"
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}
NEEDS = ("%", "％", "百分之")


def check(context: Context) -> Iterator[Finding]:
    """Each percentage that cannot be."""
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        yield from _above_all(passage, context)
        for match in re.finditer(_SHARES, text) if "占" in text else ():
            total = sum(map(Decimal, re.findall(_EACH_PERCENT, match[0])), Decimal(0))
            own_wholes = re.search(_MAY_BE_EXCEEDED, match[0])
            if total > _MOST and "占" in match[0] and not own_wholes:
                yield _finding(
                    context, passage, match, f"“{match[0]}”加起来是{plain(total)}%，超过了100%"
                )
        yield from _shares(passage, context)
        yield from _of_all(passage, context)
        yield from _of_named(passage, context)
        yield from _of_change(passage, context)
        for match in re.finditer(_GROWTH, text) if any(map(text.count, _BY)) else ():
            now, by = _value(match, "now"), _value(match, "by")
            before = now + by if match["way"] in ("减少", "少") else now - by
            yield from _unlike(context, passage, match, by, before)
        if not any(map(text.count, _TO)):
            continue
        for match in re.finditer(_FROM_TO, text):
            before, now = _value(match, "before"), _value(match, "now")
            yield from _unlike(context, passage, match, abs(now - before), before)


def _above_all(passage: Passage, context: Context) -> Iterator[Finding]:
    """A rate, a share or a decrease of more than all."""
    text = passage.text
    said = [(m.start(), Decimal(m[1])) for m in re.finditer(_EACH_PERCENT, text)]
    for match in re.finditer(_IN_WORDS, text) if "百分之" in text else ():
        value = chinese_value(match["words"])
        if value is not None:
            said.append((match.start(), value))
    for at, value in said:
        if value <= 100:
            continue
        before = text[max(0, at - 24) : at]
        whole = re.search(f"(?:{_AT_MOST_ALL}|{_OF_WHOLE}|{_LESS})$", before)
        between = re.split("[，。；：、]", before)[-1]
        rate = re.search(f"{_AT_MOST_ALL}.*[%％].*[至到为]$", between)
        if re.search("(?:提高|增长|提升|上升|增加|增)了?$", between):
            continue
        if (whole or rate) and not re.search(_MAY_BE_EXCEEDED, between):
            yield Finding(
                context.spot(passage.place, text, at),
                f"“{between}{plain(value)}%”超过了100%",
                hint="核对百分数",
                element=f"{plain(value)}%",
            )


def _of_all(passage: Passage, context: Context) -> Iterator[Finding]:
    """120项任务完成90项，完成率80%: a whole and a part of it that stand before a share."""
    text = passage.text
    amounts = context.amounts_of(passage)
    for number, percent in enumerate(amounts):
        if percent.counts != "%" or percent.rough:
            continue
        start = max(text.rfind(sign, 0, percent.start) for sign in "。；") + 1
        known = [
            each
            for each in amounts[:number]
            if each.start >= start
            and each.counts not in _NO_SHARES
            and not text.startswith(_PERIODS, each.end)
        ]
        known = [each for each in known if each.counts == known[-1].counts]
        if len(known) < 2 or any(a.counts == "%" and a.start >= start for a in amounts[:number]):
            continue
        first, second = known[-2:]
        between, after = text[first.end : second.start], text[second.end : percent.start]
        whole, part = (first, second) if first.value >= second.value else (second, first)
        if first.counts != second.counts or first.rough or second.rough or not part.value:
            continue
        if sum(each.counts == first.counts for each in known) != 2 or "。" in after:
            continue
        if not (re.search(_LINKS, between) and re.search(_SHARE_WORDS, after)):
            continue
        between = re.sub(_OF_AGE, "", between)
        if re.search(f"{_GROWS}|以[上下]|每|各", between + after) or len(between) > 24:
            continue
        yield from _unlike_share(passage, percent, part, whole, context)


def _of_named(passage: Passage, context: Context) -> Iterator[Finding]:
    """流量为1.20立方米每秒，……不小于0.12立方米每秒，即流量的10%: a share of what was named."""
    text = passage.text
    amounts = context.amounts_of(passage)
    for match in re.finditer(_OF_NAMED, text):
        name = match["name"]
        named = re.search(
            rf"{re.escape(name)}(?:为|是|达到?|有)?(?={FIGURE})", text[: match.start()]
        )
        before = [a for a in amounts if named and named.end() <= a.start < match.start()]
        if len(before) < 2:
            continue
        whole, part = before[0], before[-1]
        behind = [text[a.end : a.end + 4] for a in (whole, part)]
        if named is None or whole.start != named.end() or whole.counts != part.counts:
            continue
        if behind[0][:2] == behind[1][:2] or whole.counts:
            percent = next(a for a in amounts if a.start == match.start("percent"))
            if whole.value and not (whole.rough or part.rough):
                yield from _unlike_share(passage, percent, part, whole, context)


def _of_change(passage: Passage, context: Context) -> Iterator[Finding]:
    """用水182.4亿立方米，……比2024年减少3.6亿立方米，下降1.9%: by how much, and how many percent."""
    text = passage.text
    amounts = context.amounts_of(passage)
    for number in range(1, len(amounts) - 1):
        by, percent = amounts[number], amounts[number + 1]
        if percent.counts != "%" or by.counts in _NO_SHARES or by.rough or percent.rough:
            continue
        start = max(text.rfind(sign, 0, by.start) for sign in "。；") + 1
        way = re.search(_CHANGED_BY, text[start : by.start])
        if way is None or not re.fullmatch(_CHANGED, text[by.end : percent.start]):
            continue
        if any(m.start("percent") == percent.start for m in re.finditer(_GROWTH, text)):
            continue  # the number stands right before, and is reckoned by that
        known = [
            a
            for a in amounts[:number]
            if a.start >= start and a.counts == by.counts and not a.rough and a.value > by.value
        ]
        wholes = [a.value + by.value if way["less"] else a.value - by.value for a in known]
        if not known or any(_is_close(by, each, percent) for each in wholes):
            continue
        right = by.value * 100 / wholes[-1]
        digits = max(len(percent.written.partition(".")[2].rstrip("%％")), 1)
        yield Finding(
            context.spot(passage.place, text, percent.start),
            f"“{text[start + way.start() : percent.end]}”里的百分数算出来是"
            f"{plain(round(right, digits))}%，写的是{percent.written}",
            hint="核对百分数和前面的数",
            element=percent.written,
        )


def _is_close(by: Amount, whole: Decimal, percent: Amount) -> bool:
    """Whether a change is so many percent of a whole, but for rounding."""
    right = by.value * 100 / whole
    return abs(right - percent.value) <= percent.step + right * by.step / 2 / by.value


def _unlike_share(
    passage: Passage, percent: Amount, part: Amount, whole: Amount, context: Context
) -> Iterator[Finding]:
    right = part.value * 100 / whole.value
    coarse = sum(
        (each.step / 2 / each.value for each in (part, whole) if each.has_decimals), Decimal(0)
    )
    in_both = part.value * 100 / (part.value + whole.value)  # 合格的516件，不合格的84件，占14%
    if any(abs(each - percent.value) <= percent.step + each * coarse for each in (right, in_both)):
        return
    digits = max(len(percent.written.partition(".")[2].rstrip("%％")), 1)
    shown = passage.text[min(part.start, whole.start) : percent.end]
    yield Finding(
        context.spot(passage.place, passage.text, percent.start),
        f"“{shown}”里的百分数算出来是{plain(round(right, digits))}%，写的是{percent.written}",
        hint="核对百分数和前面的数",
        element=percent.written,
    )


def _shares(passage: Passage, context: Context) -> Iterator[Finding]:
    """甲占50%，乙占40%，丙占30%: three or more of one sentence, which may overlap, though."""
    if sum(map(passage.text.count, ("占", "付", "权重"))) < _FEWEST_SHARES:
        return
    for sentence in re.finditer("[^。；]+", passage.text):
        for clause in sentence[0].split("其中"):
            if re.search(_OF_OPINIONS, clause):
                continue
            shares = re.findall(_ONE_SHARE, clause)
            if "满意" in clause or "付至" in clause:  # of different wholes; or of all so far
                continue
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
