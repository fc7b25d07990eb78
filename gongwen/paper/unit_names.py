"""What names of units look like, known to a registry or not: 市教育局, 各县（区）, 团市委.

Patterns are compiled when first asked, for most runs ask for none.
"""

from __future__ import annotations

from functools import cache

from .. import patterns as re
from .characters import HAN

_ENDS = (
    *("局", "委", "办", "室", "部", "厅", "署", "院", "社", "台", "府", "会", "中心", "公司"),
    *("单位", "协", "联", "校", "大学", "银行", "集团", "队", "所", "站", "馆", "处", "司", "镇"),
    *("乡", "街道", "区", "县", "市", "州", "旗", "部门", "组", "海关", "机构", "企业", "党委"),
    *("团", "纪委", "监委", "工委", "总局", "行", "各省", "园", "医院", "铁路", "电网", "人大"),
    *("政协", "学校", "科", "指挥部", "盟", "总社", "总公司", "航空", "民航", "网信"),
    *("中学", "小学", "高中", "总支", "专班"),
)
_VERB = (
    "加强|推进|开展|落实|完善|做好|强化|健全|提高|提升|建立|推动|实施|促进|深化|严格|坚持|关于|"
    "加快|抓好|明确"
)


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[·“”A-Za-z0-9—\-]|{HAN}|[（(][^（）()]*[）)]){{1,40}}?(?:{'|'.join(_ENDS)})"
        r"(?:[（(][^（）()]*[）)])?"
    )


def is_unit(name: str) -> bool:
    """Whether a text may be the name of a unit: 市教育局, 各县（区）, 团市委."""
    name = name.strip()
    if len(name) > 40 or re.match(_VERB, name):
        return False
    return _unit().fullmatch(name) is not None


def names_in(line: str) -> list[str]:
    """The names of a list, 、 ， and , outside brackets parting them."""
    names, depth, start = [], 0, 0
    for index, character in enumerate(line):
        depth += (character in "（(") - (character in "）)")
        if depth <= 0 and character in "、，,":
            names.append(line[start:index])
            start = index + 1
    names.append(line[start:])
    return [name.strip() for name in names if name.strip()]


def are_units(line: str) -> bool:
    """Whether a line holds nothing but units, most of them by the look of their names."""
    line = re.sub(r"等$", "", line.strip().rstrip("。"))
    if not line or re.search(r"[。；;：:！？]", line):
        return False
    names = names_in(line)
    units = sum(map(is_unit, names))
    return all(len(name) <= 30 for name in names) and units * 3 >= len(names) * 2
