"""地方机构旧名：写了市、县部门机构改革以前的名称，如“市环保局”“县国土局”“市卫计委”。

各地通用的旧名在程序的 lists/地方机构旧名.csv 里；本地还在用的，
在 content/_核稿/地方机构旧名.csv 里把级别写成“不查”。
名录里登记了的（现名或者曾用名），由别的规则查；写明“原”“改名”“当时”这些话的，同一句里有当年年份的，书名号里的，不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.values import read_moment
from ..lists.words import LEVELS
from ..paper.enclosed import in_title
from ..problem import Level
from . import Context, Finding
from .former_name import is_past

NAME = "地方机构旧名"
LEVEL = Level.WARNING
BASIS = "机构名称用现行全称或规范化简称"
STANDS_ALONE = True
COVERS = ("国家机构旧名",)
EACH_PASSAGE = True
WRONG = """\
正文:
- 请江岭市环保局、江岭市卫计委按职责落实。
"""
RIGHT = """\
正文:
- 请江岭市生态环境局按职责落实，原市环保局的规定继续有效，2015年市环保局开展了监测。
"""

_PLACE = "[省市县区州旗盟]$"


def check(context: Context) -> Iterator[Finding]:
    """Each former name behind the name of a place, once in a passage."""
    rows = context.lists.rows("地方机构旧名")
    pairs, text_of_all = context.searched.pairs, context.searched.text
    issued = context.document.issue_date
    names = [row["旧名"] for row in rows]
    for row in rows:
        name = row["旧名"]
        if name[:2] not in pairs or name not in text_of_all or row["级别"] == "不查":
            continue
        until = read_moment(row["止"]) if row["止"] else None
        if issued and until and issued <= until.last_day():
            continue
        longer = [each for each in names if name in each and each != name]
        for passage in context.passages_with(name):
            text = passage.text
            at = next((each for each in _spots(name, text) if _is_local(text, each)), -1)
            if at < 0 or any(_covers(each, name, text, at) for each in longer):
                continue
            start, end = at - 1, at + len(name)
            if (
                in_title(text, at)
                or is_past(text, start, end, until)
                or _is_known(text, start, end, context)
            ):
                continue
            yield Finding(
                context.spot(passage.place, text, start),
                f"“{text[start:end]}”是机构改革以前的名称",
                hint=f"现在多是“{text[start]}{row['现名'].replace('或', f'”或“{text[start]}')}”；"
                f"本地还叫这个名称的，不用改（{row['出处']}）",
                level=LEVELS[row["级别"]],
                element=text[start:end],
                length=end - start,
            )


def _spots(name: str, text: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _is_local(text: str, at: int) -> bool:
    """Whether the name of a place stands before it, and it is not the half of a longer name."""
    return bool(re.search(_PLACE, text[:at]))


def _covers(longer: str, name: str, text: str, at: int) -> bool:
    start = at - longer.find(name)
    return start >= 0 and text.startswith(longer, start)


def _is_known(text: str, start: int, end: int, context: Context) -> bool:
    """Whether the registry has a unit of that name: another rule tells of its former ones."""
    return any(
        context.registry.known(text[begin:end]) for begin in range(max(0, start - 6), start + 1)
    )
