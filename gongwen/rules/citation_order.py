"""引文写法：引用公文先写了文号，或者文号没有括在括号里。

引用公文先引标题，后引发文字号，发文字号用括号括入：《……的通知》（云政办发〔2026〕8号）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "引文写法"
LEVEL = Level.WARNING
BASIS = "引用公文先引标题，后引发文字号"
STANDS_ALONE = True
WRONG = """\
正文:
- 按照云政办发〔2025〕8号《云溪市读书节办法》要求，制定本方案。
"""
RIGHT = """\
正文:
- 按照《云溪市读书节办法》（云政办发〔2025〕8号）要求，制定本方案。
"""

_NUMBER = rf"{HAN}{{2,10}}〔(?:19|20)\d\d〕\d{{1,4}}号"
_BEFORE = (
    rf"(?P<open>[（(]?)(?P<number>{_NUMBER})(?P<close>[）)]?)(?:文件|文)?"
    "(?P<name>《[^《》]{2,80}》)"
)
_BARE = rf"(?P<name>《[^《》]{{2,80}}》)[，,]?(?P<number>{_NUMBER})(?!令)"
_VERBS = "^(?:按照|根据|依据|贯彻|落实|印发|转发|执行|经|将|由|以|关于|和|与|及|的)+"


def check(context: Context) -> Iterator[Finding]:
    """Each number that stands before the title, or behind it without brackets."""
    for passage in context.passages_with(
        "号《", "号》", "号）《", "号)《", "号文《", "号文件《", "》"
    ):
        if "〔" not in passage.text:
            continue
        for match in re.finditer(_BEFORE, passage.text):
            before = passage.text[: match.start()]
            if before.endswith("》") or bool(match["open"]) != bool(match["close"]):
                continue
            number = re.sub(_VERBS, "", match["number"])
            at = match.end("number") - len(number)
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"文号“{number}”写在了标题前面",
                hint=f"写成“{match['name']}（{number}）”",
                element=number,
            )
        for match in re.finditer(_BARE, passage.text):
            number = re.sub(_VERBS, "", match["number"])
            if number != match["number"] or "，" in match[0][len(match["name"]) :]:
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start("number")),
                f"标题后面的文号“{number}”没有括在括号里",
                hint=f"写成“{match['name']}（{number}）”",
                element=number,
            )
