"""分档：按数额分的档，前一档到哪里，后一档不从哪里起，中间空了一段，或者重叠了。

“5000元以下的，由后勤处审批；8000元以上的，由分管领导审批”，5000元到8000元的没有人审批；
响应级别要达到的数，一级比一级高（低），中间有一级倒过来的，也查。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import FIGURE, read_count
from ..problem import Level
from . import Context, Finding

NAME = "分档"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 单次费用在5000元以下的，由后勤处审批；8000元以上的，由分管领导审批。
"""
RIGHT = """\
正文:
- 单次费用在5000元以下的，由后勤处审批；5000元以上的，由分管领导审批。
"""

_UNIT = (
    "平方米|公里|万元|亿元|元|人|名|户|亩|吨|分|家|个|所|件|项|年|个月|天|日|岁|周岁|毫米|米|"
    "厘米|℃|%|％|小时|分钟|次|辆|台|级|起|批次"
)
_NOTE = r"(?:[（(][^（）()]{1,10}[）)])?"
_FROM_TO = (
    rf"(?P<low>{FIGURE})(?P<low_scale>[万亿]?)(?P<low_unit>{_UNIT})?{_NOTE}(?:以上)?{_NOTE}"
    rf"(?:、|，|至|到|—|－|-|～|~)?(?:不足|不满|低于|不超过)?"
    rf"(?P<high>{FIGURE})(?P<high_scale>[万亿]?)(?P<unit>{_UNIT}){_NOTE}(?:以下|以内)?{_NOTE}"
)
_BELOW = (
    f"(?:(?:不足|不满|低于|不超过|少于)(?P<under>{FIGURE})(?P<under_scale>[万亿]?)(?P<under_un"
    f"it>{_UNIT})"
    f"|(?P<high>{FIGURE})(?P<high_scale>[万亿]?)(?P<unit>{_UNIT}){_NOTE}(?:及|（含）)?(?:以下|"
    f"以内){_NOTE})"
)
_ABOVE = (
    f"(?:(?:超过|高于|大于|达到)(?P<over>{FIGURE})(?P<over_scale>[万亿]?)(?P<over_unit>{_UNIT}"
    ")(?:及?以上)?"
    rf"|(?P<low>{FIGURE})(?P<low_scale>[万亿]?)(?P<unit>{_UNIT}){_NOTE}(?:及)?以上{_NOTE})"
)
_GRADED = (
    f"(?P<grade>[ⅠⅡⅢⅣⅤ]|[一二三四五]|IV|III|II|I|V)级[^。]{{0,50}}?(?:达到|超过|"
    f"大于)(?P<figure>{FIGURE})(?P<unit>毫米|米|万元|人|小时|公里|℃|毫克|微克|分|户|亩|起|度)"
)
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_WORDS = {sign: n for n, sign in enumerate("一二三四五", 1)}
_OF_A_LEVEL = r"[ⅠⅡⅢⅣ]级|特别重大|重大|较大|一般|[一二三四]级(?:响应|预警)|优秀|良好|合格"
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_HEAD = 2
"""Characters behind a grade that are the same behind every grade of one scale."""
_FEWEST = 3
_OFTEN = (
    r"(?P<grade>[ⅠⅡⅢⅣⅤ]|[一二三四五])级[^。；]{0,16}?每(?P<number>[两二三四五六七八九十半]|\d{1,2})?个?"
    "(?P<period>小时|天|日|周|旬|月)(?P<what>[^，。；\\d]{0,8})"
)
_HOURS = {"小时": 1, "天": 24, "日": 24, "周": 168, "旬": 240, "月": 720}
_HEADED = "(?P<grade>[ⅠⅡⅢⅣⅤ]|[一二三四五])级(?P<what>应急响应|响应|预警)$"
_STARTS = "(?:启动|发布)(?P<grade>[ⅠⅡⅢⅣⅤ]|[一二三四五])级(?:应急)?(?:响应|预警)"


class _Grade(Struct, frozen=True):
    """From where to where a grade reaches; None where it is open."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    start: int
    end: int
    written: str


def check(context: Context) -> Iterator[Finding]:
    """Each scale with a gap or an overlap."""
    for passage in context.passages_with_each(
        ("以下", "以内", "不足", "不满", "低于"), ("以上", "超过", "高于")
    ):
        grades = list(_grades_in(passage.text))
        for scale in _scales(passage.text, grades):
            yield from _uneven(passage, scale, context)
    yield from _across(context)
    yield from _levels(context)
    yield from _frequencies(context)
    yield from _headed(context)


def _grades_in(text: str) -> Iterator[_Grade]:
    """The grades of a text in order."""
    at = 0
    pattern = re.compile(
        f"(?P<mid>{_FROM_TO})|(?P<below>{_BELOW.replace('<high', '<h').replace('<unit', '<u')}"
        f")|(?P<above>{_ABOVE.replace('<low', '<l').replace('<unit', '<v')})"
    )
    while match := pattern.search(text, at):
        at = match.end()
        if match["mid"]:
            if "以上" not in match["mid"] and not re.search("[至到—－～~-]", match["mid"]):
                at = match.start("high")
                continue
            shared = "" if match["low_unit"] else match["high_scale"]  # 1至5万元, 5000元至1万元
            low = _value(match["low"], match["low_scale"] or shared)
            high = _value(match["high"], match["high_scale"])
            unit = match["unit"]
            yield _Grade(low, high, unit, match.start(), match.end(), match[0])
        elif match["below"]:
            figure, scale = (
                match["under"] or match["h"],
                match["under_scale"] or match["h_scale"] or "",
            )
            unit = match["under_unit"] or match["u"]
            yield _Grade(None, _value(figure, scale), unit, match.start(), match.end(), match[0])
        else:
            figure, scale = (
                match["over"] or match["l"],
                match["over_scale"] or match["l_scale"] or "",
            )
            unit = match["over_unit"] or match["v"]
            yield _Grade(_value(figure, scale), None, unit, match.start(), match.end(), match[0])


def _value(figure: str, scale: str) -> Decimal:
    return Decimal(figure.replace(",", "")) * _SCALES[scale]


def _scales(text: str, grades: Sequence[_Grade]) -> Iterator[list[_Grade]]:
    """Grades that belong together: of one unit, the later ones at the head of their clauses, and
    the same words behind each.
    """
    scale: list[_Grade] = []
    for grade in grades:
        if scale and not _goes_on(text, scale[-1], grade):
            yield scale
            scale = []
        scale.append(grade)
    if scale:
        yield scale


def _goes_on(text: str, before: _Grade, grade: _Grade) -> bool:
    unit, other = (each.unit.lstrip("万亿") for each in (before, grade))
    between = text[before.end : grade.start]
    ahead = re.split("[，；。：]", between)
    at_head = len(ahead) > 1 and (ahead[-1] == "" or text[: before.start].endswith(ahead[-1]))
    words = text[before.end : before.end + _HEAD], text[grade.end : grade.end + _HEAD]
    ends = {words[0][:1], words[1][:1]}
    alike = words[0] == words[1] or ends <= {"的"} or ends <= set("；。，")
    return unit == other and at_head and alike and "每增" not in between


def _uneven(passage: Passage, scale: Sequence[_Grade], context: Context) -> Iterator[Finding]:
    opened = sum(each.low is None for each in scale), sum(each.high is None for each in scale)
    if max(opened) > 1 or (opened != (1, 1) and len(scale) < _FEWEST):
        return
    rising = sorted(scale, key=lambda each: each.low if each.low is not None else Decimal(-1))
    if list(scale) not in (rising, rising[::-1]):
        return
    for below, above in pairwise(rising):
        if below.high is None or above.low is None:
            return
        gap = above.low - below.high
        whole = (
            below.high == below.high.to_integral_value()
            and above.low == above.low.to_integral_value()
        )
        if gap == 0 or (gap == 1 and whole):
            continue
        what = "中间空了一段" if gap > 0 else "两档重叠了"
        later = max(below, above, key=lambda each: each.start)
        yield Finding(
            context.spot(passage.place, passage.text, later.start),
            f"“{below.written}”和“{above.written}”{what}",
            hint="核对两档的界限",
            element=later.written,
        )
        return


def _across(context: Context) -> Iterator[Finding]:
    """重大：2万人以上不满5万人, and 较大：1万人以上不满3万人 in a paragraph of its own; or 60岁以上
    不满70岁的 and what follows it, each at the head of one.
    """
    for passages in context.passages_by_part:
        ladder: list[tuple[Passage, _Grade]] = []
        for passage in passages:
            grade = next(_grades_in(passage.text), None) if passage.is_prose else None
            named = grade and re.search(_OF_A_LEVEL, passage.text)
            if grade is None or not (named or grade.start == 0):
                if ladder and ladder[-1][1].start == 0:
                    yield from _broken(ladder, context)
                    ladder = []
                continue
            if ladder and not _are_alike(*ladder[-1], passage, grade):
                yield from _broken(ladder, context)
                ladder = []
            ladder.append((passage, grade))
        yield from _broken(ladder, context)


def _are_alike(before: Passage, one: _Grade, after: Passage, other: _Grade) -> bool:
    """Whether two grades are of one unit, with the same words around them."""
    ahead = {
        each.text[max(0, g.start - _HEAD) : g.start] for each, g in ((before, one), (after, other))
    }
    behind = {each.text[g.end : g.end + _HEAD] for each, g in ((before, one), (after, other))}
    same = len(ahead) == 1 and len(next(iter(ahead))) == _HEAD
    return one.unit.lstrip("万亿") == other.unit.lstrip("万亿") and (
        (same and not next(iter(ahead)).endswith("：")) or len(behind) == 1
    )


def _broken(ladder: Sequence[tuple[Passage, _Grade]], context: Context) -> Iterator[Finding]:
    if len(ladder) < _FEWEST or any(
        passage is other for (passage, _), (other, _) in pairwise(ladder)
    ):
        return
    rising = sorted(ladder, key=lambda each: each[1].low if each[1].low is not None else -1)
    for (_, below), (_, above) in pairwise(rising):
        if below.high is None or above.low is None:
            return
    for (one, below), (other, above) in pairwise(rising):
        if below.high == above.low or (above.low or 0) - (below.high or 0) == 1:
            continue
        what = "中间空了一段" if (above.low or 0) > (below.high or 0) else "两档重叠了"
        yield Finding(
            context.spot(other.place, other.text, above.start),
            f"“{below.written}”（第{one.place.line}行）和“{above.written}”{what}",
            hint="核对两档的界限",
            element=above.written,
        )
        return


def _levels(context: Context) -> Iterator[Finding]:
    """Ⅳ级 at 50毫米, Ⅲ级 at 80毫米, Ⅱ级 at 60毫米: what each level takes, out of order."""
    found: dict[str, list[tuple[int, Decimal, Passage, int, str]]] = {}
    for passage in context.passages_with_each(("级",), ("达到", "超过", "大于")):
        for match in re.finditer(_GRADED, passage.text):
            level = _ROMAN.get(match["grade"]) or _WORDS[match["grade"]]
            value = Decimal(match["figure"].replace(",", ""))
            said = (level, value, passage, match.start("figure"), match["figure"] + match["unit"])
            found.setdefault(match["unit"], []).append(said)
    for several in found.values():
        levels = [each[0] for each in several]
        if len(several) < _FEWEST or len(set(levels)) < len(levels):
            continue
        if sorted(levels) not in (levels, levels[::-1]):
            continue
        steps = [b[1] - a[1] for a, b in pairwise(several)]
        rising = sum(step > 0 for step in steps)
        astray = [
            n for n, step in enumerate(steps) if (step > 0) != (rising * 2 > len(steps)) or not step
        ]
        if len(astray) == 1 and len(steps) > 1 and rising * 2 != len(steps):
            before, after = several[astray[0]], several[astray[0] + 1]
            yield Finding(
                context.spot(after[2].place, after[2].text, after[3]),
                f"一级比一级要达到的数，这里从“{before[4]}”到“{after[4]}”，与别的级次序相反",
                hint="核对各级的数",
                element=after[4],
            )


def _frequencies(context: Context) -> Iterator[Finding]:
    """Ⅰ级每天会商1次, Ⅱ级每十天, Ⅲ级每周: how often at each level, one out of order."""
    for passage in context.passages_with("级"):
        if passage.text.count("每") < _FEWEST:
            continue
        found: dict[str, list[tuple[int, Decimal, re.Match[str]]]] = {}
        for match in re.finditer(_OFTEN, passage.text):
            level = _ROMAN.get(match["grade"]) or _WORDS[match["grade"]]
            number = match["number"] or "1"
            times = Decimal("0.5") if number == "半" else Decimal(read_count(number) or 1)
            found.setdefault(match["what"], []).append(
                (level, times * _HOURS[match["period"]], match)
            )
        for several in found.values():
            several.sort(key=lambda each: each[0])
            if len(several) < _FEWEST or len({each[0] for each in several}) < len(several):
                continue
            steps = [after[1] - before[1] for before, after in pairwise(several)]
            rising = sum(step >= 0 for step in steps)
            if 0 < rising < len(steps) and sum(step > 0 for step in steps):
                astray = several[next(n for n, step in enumerate(steps) if step < 0)]
                yield Finding(
                    context.spot(passage.place, passage.text, astray[2].start()),
                    f"“{astray[2][0]}”，比下一级的还少，与别的级次序相反",
                    hint="核对各级的次数",
                    element=astray[2][0],
                )


def _headed(context: Context) -> Iterator[Finding]:
    """Ⅱ级响应 as a heading, and 启动Ⅲ级响应 below it."""
    if not context.searched.has_any(("启动", "发布")):
        return
    for passages in context.passages_by_part:
        for head, below in pairwise(passages):
            named = re.search(_HEADED, head.text)
            if named is None or (head.is_prose and head.text.endswith("。")):
                continue
            started = list(re.finditer(_STARTS, below.text))
            if len(started) == 1 and started[0]["grade"] != named["grade"]:
                yield Finding(
                    context.spot(below.place, below.text, started[0].start("grade")),
                    f"标题是“{named[0]}”，下面写的是“{started[0][0]}”",
                    hint="核对是哪一级",
                    element=started[0][0],
                )
