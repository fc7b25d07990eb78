"""引文写法：引用公文先写了文号，或者文号没有括在括号里。

引用公文先引标题，后引发文字号，发文字号用括号括入：《……的通知》（云政办发〔2026〕8号）。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .. import patterns as re
from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "引文写法"
LEVEL = Level.WARNING
BASIS = "引用公文先引标题，后引发文字号"
STANDS_ALONE = True
EACH_PASSAGE = True
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
_VERBS = (
    "^(?:现将|收到|参照|对照|遵照|依照|结合|详见|见|就|对|据|按照|按|根据|依据|贯彻|落实|印发|转发"
    "|执行|经|将|由|以|关于|和|与|及|的)+"
)


class Citation(NamedTuple):
    """A number that stands wrong: the part of the text to put right, what it should be, where the
    number begins, and what is said of it.
    """

    start: int
    end: int
    right: str
    number: str
    at: int
    said: str


def wrong_citations(text: str) -> Iterator[Citation]:
    """Each number that stands before the title, or behind it without brackets."""
    for match in re.finditer(_BEFORE, text):
        if text[: match.start()].endswith("》") or bool(match["open"]) != bool(match["close"]):
            continue
        number = re.sub(_VERBS, "", match["number"])
        at = match.end("number") - len(number)
        said = f"文号“{number}”写在了标题前面"
        start = match.start() if match["open"] else at
        yield Citation(start, match.end(), f"{match['name']}（{number}）", number, at, said)
    for match in re.finditer(_BARE, text):
        number = re.sub(_VERBS, "", match["number"])
        if number != match["number"] or "，" in match[0][len(match["name"]) :]:
            continue
        at = match.start("number")
        said = f"标题后面的文号“{number}”没有括在括号里"
        right = f"{match['name']}（{number}）"
        yield Citation(match.start(), match.end(), right, number, at, said)


NEEDS = ("号《", "号》", "号）《", "号)《", "号文《", "号文件《", "》")


def check(context: Context) -> Iterator[Finding]:
    """Each of them in the document."""
    for passage in context.passages_with(*NEEDS):
        if "〔" not in passage.text:
            continue
        for wrong in wrong_citations(passage.text):
            yield Finding(
                context.spot(passage.place, passage.text, wrong.at),
                wrong.said,
                hint=f"写成“{wrong.right}”",
                element=wrong.number,
            )
