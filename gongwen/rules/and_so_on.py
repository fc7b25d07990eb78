"""“等”前标点：“等”前面用了顿号、省略号，或者“等”与省略号并用。

“等”已经表示列举未尽，它前面不用顿号，也不再用省略号；“诸如……等等”留一个就够了。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "“等”前标点"
LEVEL = Level.WARNING
BASIS = "GB/T 15834-2011 4.5.3.5、4.11.3.4"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 做好宣传、培训、检查、等工作，抓好道路、桥梁……等设施的维护。
"""
RIGHT = """\
正文:
- 做好宣传、培训、检查等工作，分级、等次、等额选举都有规定。
"""
_BEFORE = "(?P<mark>、|…+)等(?!级|次|额|离子|号|差|比|量|同|待|效|值|候|边|高|位|温|外)"
_AFTER = "等等?(?P<mark>…+)"
_SUCH_AS = "诸如[^，。；：！？“”]{2,40}?等等(?![级次额待于])"
NEEDS = ("、等", "…等", "等…", "等等")


def check(context: Context) -> Iterator[Finding]:
    """Each sign that 等 does without."""
    for passage in context.passages_with(*NEEDS):
        for pattern in (_BEFORE, _AFTER):
            for match in re.finditer(pattern, passage.text):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("mark")),
                    f"“{match[0]}”里的“{match['mark']}”多余",
                    hint=f"删去“{match['mark']}”，只用“等”",
                    element=match[0],
                )
    for passage in context.passages_with("等等"):
        for match in re.finditer(_SUCH_AS, passage.text):
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{match[0]}”前面说了“诸如”，后面又说“等等”",
                hint="删去“诸如”，“等等”写成“等”",
                level=Level.NOTICE,
                element=match[0],
            )
