"""引文不一：同一份文件引用了几次，名称或者文号前后不一样。

同一个文号配了两个名称、同一个名称配了两个文号，是警告；没有说明“以下简称”，却又用了另一个较短的名称，提示一下。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..problem import Level
from . import Context, Finding

NAME = "引文不一"
LEVEL = Level.WARNING
BASIS = "前后引用要一致"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = ("《", "简称")
WRONG = """\
正文:
- 按照《云溪市读书节办法》（云政办发〔2025〕8号）要求，制定本方案。
- 认真执行《云溪市读书节管理办法》（云政办发〔2025〕8号）。
"""
RIGHT = """\
正文:
- 按照《云溪市读书节办法》（云政办发〔2025〕8号，以下简称《办法》）要求，制定本方案。
- 认真执行《办法》。
"""

_CITED = r"《(?P<name>[^《》]{2,80})》(?:[（(](?P<number>[^（）()，,；;]{2,20}?〔\d{4}〕\d+号))?"
_DEFINED = r"简称[：:]?[“\"]?《?([^《》“”\"（）()]{2,30})"
_NATION = "中华人民共和国"
_SHORTEST = 5
_LONGEST_GAP = 12
_GENERIC = "(?:通知|意见|决定|方案|办法|规定|条例|规划|纲要|细则|要点|计划|标准|目录|规则)$"
_OTHER_TEXTS = (
    "补充",
    "修订",
    "修正",
    "修改",
    "实施",
    "暂行",
    "试行",
    "细则",
    "若干",
    "解释",
    "废止",
)
"""Words that make a text of its own of a name."""
_VERSION = r"[（(][^（）()]*[）)]$|\d+年"
NEEDS = ("《",)


def check(context: Context) -> Iterator[Finding]:
    """Each citation that differs from an earlier one of the same text."""
    names: dict[str, str] = {}
    numbers: dict[str, str] = {}
    first: dict[str, tuple[Passage, int]] = {}
    told: set[str] = set()
    shorts = {
        match[1].strip()
        for passage in context.passages_with("简称")
        for match in re.finditer(_DEFINED, passage.text)
    }
    for passage in context.passages_with(*NEEDS):
        for match in re.finditer(_CITED, passage.text):
            name, number = match["name"], match["number"]
            first.setdefault(name, (passage, match.start()))
            if not number:
                continue
            spot = context.spot(passage.place, passage.text, match.start("number"))
            other = names.setdefault(number, name)
            if other != name and name not in shorts and other not in shorts:
                told |= {name, other}
                yield Finding(
                    spot,
                    f"“{number}”前面引作《{other}》，这里是《{name}》",
                    hint="核对文件的名称和文号",
                    element=number,
                )
            elif (before := numbers.setdefault(name, number)) != number:
                yield Finding(
                    spot,
                    f"《{name}》的文号前面是“{before}”，这里是“{number}”",
                    hint="核对文号",
                    element=name,
                )
    yield from _shortened(context, first, shorts | told)


def _shortened(
    context: Context, first: dict[str, tuple[Passage, int]], shorts: set[str]
) -> Iterator[Finding]:
    """Titles that are another with a few characters left out, without 以下简称."""
    for name, (passage, at) in first.items():
        if name in shorts or len(name) < _SHORTEST or not re.search(_GENERIC, name):
            continue
        for longer in first:
            bare = re.sub(_VERSION, "", longer).removeprefix(_NATION)
            gap = len(bare) - len(name)
            if not 0 < gap <= _LONGEST_GAP or bare[:2] != name[:2] or bare[-2:] != name[-2:]:
                continue
            if any(word in bare and word not in name for word in _OTHER_TEXTS):
                continue
            if name in bare or re.search(_VERSION, name) or not _is_within(name, bare):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"《{name}》与《{longer}》像是同一份文件，名称不一样",
                hint=f"统一名称；要用简称，在第一次出现的地方写“（以下简称《{name}》）”",
                level=Level.NOTICE,
                element=name,
            )
            break


def _is_within(short: str, longer: str) -> bool:
    """Whether the characters of `short` stand in `longer` in their order."""
    rest = iter(longer)
    return all(character in rest for character in short)
