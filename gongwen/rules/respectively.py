"""分别对应：“分别”前面列了几项，后面的数不是那么多个。

“甲、乙、丙三县分别投入20万元、30万元”，少写了一个数，或者多列了一个县。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import CHINESE_COUNT, FIGURE, read_count
from ..problem import Level
from . import Context, Finding

NAME = "分别对应"
LEVEL = Level.WARNING
BASIS = "“分别”前后的项数要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 小学、初中、高中分别新建书屋12家、8家。
"""
RIGHT = """\
正文:
- 小学、初中、高中分别新建书屋12家、8家、3家，甲、乙两校分别于3月、4月开展活动。
"""

_NAME = r"[^，。；：、！？“”《》（）()\d]{1,16}"
_NAMES = rf"(?:^|[，。；：])(?P<names>(?:{_NAME}(?:（[^（）]{{0,12}}）)?、)+{_NAME}?)$"
_YEARS = r"(?:^|[，。；：])(?P<names>(?:\d{4}年(?:度|底|末)?[、和及])+\d{4}年(?:度|底|末)?)$"
_COUNTED = (
    rf"(?P<count>{CHINESE_COUNT}|\d{{1,2}})个?(?P<kind>[县区市镇乡村校项类所家])，"
    r"(?:各|每)个?(?P=kind)[^，。；：、\d]{0,10}$"
)
"""甲县、乙县、丙县3个县，各县长度分别为: how many, said by itself."""
_NUMBERS = (
    rf"[^\d，。；：、（）]{{0,10}}(?P<numbers>{FIGURE}[^\d，。；：、和及与]{{0,5}}"
    rf"(?:[、和及与，]{FIGURE}[^\d，。；：、和及与]{{0,5}})+)(?=[。；，：）]|$)"
)
_JOINED = "[、和及与]|以及"
_LAST_NAME = (
    r"(?:[一二两三四五六七八九十\d]+[个家县区市镇乡村校类项种所级者名位条座部门单位年]*|等[^、]*)$"
)
NEEDS = ("分别",)


def check(context: Context) -> Iterator[Finding]:
    """Each 分别 with more or fewer numbers behind it than names before it."""
    for passage in context.passages_with(*NEEDS):
        for match in re.finditer("分别", passage.text) if passage.is_prose else ():
            yield from _around(passage, match, context)


def _around(passage: Passage, match: re.Match[str], context: Context) -> Iterator[Finding]:
    text = passage.text
    years = re.search(_YEARS, text[: match.start()])
    before = years or re.search(_NAMES, text[: match.start()])
    after = re.compile(_NUMBERS).match(text, match.end())
    counted = None if before else re.search(_COUNTED, text[: match.start()])
    if counted and after:
        yield from _unlike(passage, match, read_count(counted["count"]) or 0, after, context)
        return
    if before is None or after is None or "等" in before["names"]:
        return
    named = before["names"] if years else re.sub(_LAST_NAME, "", before["names"])
    names = [each for each in re.split(_JOINED, named) if each.strip()]
    yield from _unlike(passage, match, len(names), after, context)


def _unlike(
    passage: Passage, match: re.Match[str], named: int, after: re.Match[str], context: Context
) -> Iterator[Finding]:
    numbers = [each for each in re.split("[、和及与，]", after["numbers"]) if each]
    if named > 1 and len(numbers) > 1 and named != len(numbers):
        yield Finding(
            context.spot(passage.place, passage.text, match.start()),
            f"“分别”前面列了{named}项，后面的数有{len(numbers)}个",
            hint=f"一项对应一个数；核对漏了哪一个：{'、'.join(numbers)}",
            element=match[0],
        )
