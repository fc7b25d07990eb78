"""机构层级：省级、市县级、国家级的部门，名称用了别的层级的字。

省的部门是厅（省教育厅），市、县的是局（市公安局），国务院的是部（教育部）。
各级的名称在程序的 lists/机构层级.csv 里。
本单位要加的写在 content/_核稿/机构层级.csv（或 .xlsx）里。
名录里登记了的名称不说。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "机构层级"
LEVEL = Level.WARNING
BASIS = "机构名称用现行全称或规范化简称"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 由省教育局、市公安厅负责。
"""
RIGHT = """\
正文:
- 由省教育厅、市公安局负责，自治区教育厅、各省市教育厅局配合。
"""

_LEVELS = {
    "省": r"(?<![全各本跨外在])省",
    "市县": r"(?<![省各全直辖])(?:市|县)(?:级)?",
    "国家": r"(?<!全)国家",
}
_GOES_ON = "(?!门|署|分|队|位|件|长会议|局|厅)"
_ENDINGS = {"省": "局部", "市县": "厅部", "国家": "厅局"}


def check(context: Context) -> Iterator[Finding]:
    """Each department whose name ends as those of another level do."""
    text = context.searched.text
    for row in context.lists.rows("机构层级"):
        field = row["领域"]
        if field not in text:
            continue
        for level, before in _LEVELS.items():
            right = row[level]
            wrong = "".join(each for each in _ENDINGS[level] if each not in right)
            pattern = rf"{before}{re.escape(field)}(?P<end>[{wrong}]){_GOES_ON}"
            for passage in context.passages_with(field):
                for match in re.finditer(pattern, passage.text):
                    if _is_registered(match[0], context):
                        continue
                    place = match[0][: match[0].index(field)]
                    name = right if level == "国家" else f"{place}{right}"
                    yield Finding(
                        context.spot(passage.place, passage.text, match.start()),
                        f"“{match[0]}”：{level}这一级没有这样的机构",
                        hint=f"写“{name}”；确有这个机构的，登记在机构名录里",
                        element=match[0],
                    )


def _is_registered(name: str, context: Context) -> bool:
    return any(name in each for unit in context.registry.units for each in unit.names)
