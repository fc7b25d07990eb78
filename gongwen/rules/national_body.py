"""国家机构旧名：写了国务院部门、各地对口部门机构改革以前的名称。

书名号里的，写明“原”“更名”“机构改革”这些话的，同一句里有当年年份的，改名以前成文的，不提示。
名称和改名的时间在程序的 lists/国家机构旧名.csv 里。
本单位要加的写在 content/_核稿/国家机构旧名.csv（或 .xlsx）里。
本地单位的曾用名写在机构名录里。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.values import read_moment
from ..problem import Level
from . import Context, Finding
from .former_name import is_past

NAME = "国家机构旧名"
LEVEL = Level.WARNING
BASIS = "机构名称用现行全称或规范化简称"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 请按照国土资源部、国家卫生计生委的要求报送材料。
"""
RIGHT = """\
正文:
- 请按照自然资源部、国家卫生健康委的要求报送材料，原国土资源部的规定继续有效。
"""
_BARE = ("人事部", "建设部", "卫生部", "农业部", "文化部", "监察部", "铁道部")
"""Names that are also those of departments of other bodies."""
_BEFORE_BARE = (
    "(?:^|[，。；：、（“]|国务院|由|经|向|报|请|商|送|转|按照|根据|和|与|及|同|会|将|以及)$"
)


def check(context: Context) -> Iterator[Finding]:
    """Each former name, once in a passage."""
    date = context.document.issue_date
    own = {former.name for unit in context.registry.units for former in unit.former_names}
    for found in context.listed_words("国家机构旧名", "旧名"):
        row, text, at = found.row, found.passage.text, found.at
        until = read_moment(row["止"]) if row["止"] else None
        name = row["旧名"]
        if name in own:  # as the registry has it, another rule tells
            continue
        if date and until and date <= until.last_day():
            continue
        if name in _BARE and not re.search(_BEFORE_BARE, text[:at]):
            continue
        if _is_longer(context, name, text, at) or is_past(text, at, at + len(name), until):
            continue
        present = f"现在是“{row['现名'].replace('、', '”或“')}”"
        source = f"（{row['出处']}）" if row["出处"] else ""
        yield Finding(
            context.spot(found.passage.place, text, at),
            f"“{name}”是机构改革以前的名称",
            hint=f"{present}{source}；说的是改名以前的事，写“原{name}”",
            element=name,
        )


def _is_longer(context: Context, name: str, text: str, at: int) -> bool:
    """Whether a longer name of the table stands there, of which this one is a part."""
    others = (row["旧名"] for row in context.lists.rows("国家机构旧名"))
    return any(
        name in other and name != other and other in text[max(0, at - len(other)) : at + len(other)]
        for other in others
    )
