"""数值起止：数值、日期、时刻的起止之间用了连字符“-”，或者起止的写法不全、重复。

起止之间用一字线“—”或浪纹线“～”；型号、编号、电话里的连字符不算，起止年份另有规则查。
前一个百分号、“万”“亿”不能省（5%—8%，不写5—8%）；“自”“从”后面用“至”，不用“—”；“至—”“—到”叠在一起的，留一个。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..problem import Level
from . import Context, Finding

NAME = "数值起止"
LEVEL = Level.NOTICE
BASIS = "GB/T 15834-2011 4.13.3.2"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 每年编印科普丛书3-5册，活动时间为3月-5月。
"""
RIGHT = """\
正文:
- 每年编印科普丛书3—5册，活动时间为3月—5月，电话0719-8886，执行GB/T 9704-2012，住3-1号楼。
"""
_UNIT = (
    "[%％‰℃年月日天周时分个家户人名位项件次场册本篇份处座条台套辆架间所层米吨亩元万亿倍岁批期届"
    "种类点号小公平]"
)
_NUMBERS = (
    rf"(?<![A-Za-z0-9_./\-—〔第])(?<!附件)(?<!表)(?<!图)(?P<low>\d{{1,4}}(?:\.\d+)?)(?P<unit>[%％℃年月日万亿米元吨亩人]|公里)?"
    rf"-(?P<high>\d{{1,4}}(?:\.\d+)?)(?={_UNIT})(?!号楼|号院|号线|号机)"
)

_DASH = "[—－–~～-]"
_OTHER = (
    (
        r"(?<![\d.A-Za-z])\d+(?:\.\d+)?(?:[—－–~～]+|至)\d+(?:\.\d+)?(?P<sign>[%％‰])",
        "前一个数漏了“{sign}”",
        "两个数都写上“{sign}”",
    ),
    (
        r"\d(?:至|到)[年月日时个]?[—－–-]+|\d[年月日时]?(?:至|到)—|[—－–-]+(?:至|到)(?=\d)",
        "起止的符号叠在一起",
        "只留一个",
    ),
    (
        r"(?:(?<![来原各独亲擅])自|(?<![服顺听遵自])从)(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?[—－–-]+(?:\d{4}年)?\d{1,2}[月日]",
        "用了“自”“从”，起止之间又用了一字线",
        "“—”改成“至”",
    ),
    (r"(?<![\d.])\d+[—－–~～-]\d+[多余]", "起止的数后面又写了“多”“余”", "删去“多”“余”"),
    (
        rf"\d+(?:\.\d+)?{_DASH}\d+(?:\.\d+)?[万亿]?[元人吨亩]?(?:至|到)\d",
        "一处写了三个数",
        "核对起止",
    ),
    (r"(?<=[\d第时分点年月日])-{2,}(?=\d)", "用了两个连字符", "写一字线“—”"),
    (r"(?<!\d)\d{1,2}[：:]\d\d-(?=\d{1,2}[：:]\d\d)", "起止的时刻之间用了连字符“-”", "写一字线“—”"),
    (
        r"\d－(?=\d+(?:\.\d+)?[%％米元人天个年月日吨亩公])",
        "起止之间用了全角的连字符“－”",
        "写一字线“—”或浪纹线“～”",
    ),
)
"""Other ways to write from where to where wrongly: pattern, what is wrong, what to write."""
NEEDS = ("—", "－", "–", "~", "～", "-", "至", "到")


def check(context: Context) -> Iterator[Finding]:
    """The first of each passage, and how many there are in it."""
    for passage in context.passages_with(*NEEDS):
        if re.search(r"\d", passage.text):
            yield from _in_other_ways(passage, context)
    for passage in context.passages_with("-"):
        found = [each for each in re.finditer(_NUMBERS, passage.text) if _is_range(each)]
        if found:
            first = found[0]
            more = f"，这一段共有{len(found)}处" if len(found) > 1 else ""
            yield Finding(
                context.spot(passage.place, passage.text, first.start()),
                f"“{first[0]}”的起止之间用了连字符“-”{more}",
                hint=f"写“{_mended(first)}”",
                element=first[0],
            )


def _mended(match: re.Match[str]) -> str:
    """The two with the right sign between; with 50-60%, of which the first lacks its %, both."""
    after = match.string[match.end() : match.end() + 1]
    if after in ("%", "％") and not match["unit"]:
        return f"{match['low']}{after}—{match['high']}{after}"
    return match[0].replace("-", "—")


def _in_other_ways(passage: Passage, context: Context) -> Iterator[Finding]:
    for pattern, what, hint in _OTHER:
        for match in re.finditer(pattern, passage.text):
            sign = match.groupdict().get("sign") or ""
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{match[0]}”{what.format(sign=sign)}",
                hint=hint.format(sign=sign),
                element=match[0],
            )


def _is_range(match: re.Match[str]) -> bool:
    """Whether the second number is the greater: of dates, a later month may be of the next year.
    Two years are told by another rule.
    """
    low, high = match["low"], match["high"]
    if len(low) == len(high) == 4 and low[:2] in ("19", "20"):
        return False
    if low.startswith("0") and len(low) > 1 and "." not in low:
        return False
    return float(low) < float(high) or match["unit"] in ("月", "日")
