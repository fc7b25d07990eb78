"""法律名称：书名号里的法律名称多字、少字、错字。

“《中华人民共和国环保法》”“《安全生法》”，与一部现行法律只差一点，又不是别的法律。法律的实施条例、办法，地方性法规不算。
法律的名称在程序的 lists/法律名称.csv 里；新出的法律加在 content/_核稿/法律名称.csv（或 .xlsx）里。
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "法律名称"
LEVEL = Level.WARNING
BASIS = "引用法律用全称或者规范的简称"
STANDS_ALONE = True
COVERS = ("词组有误", "漏字", "别字")
ONLY_PASSAGES_WITH = ("》",)
WRONG = """\
正文:
- 依照《中华人民共和国环保法》《安全生法》，加强管理。
"""
RIGHT = """\
正文:
- 依照《中华人民共和国环境保护法》《安全生产法》《土地管理法实施条例》，加强管理。
"""

_NATION = "中华人民共和国"
_CITED = "《([^《》（）()]{3,30})》"
_ENDS = ("法", "条例", "发", "规定", "办法", "法规", "法律")
_SHORTEST = 4
_ALIKE = 0.82
_SHORTENED = 0.6
"""How alike a name must be to a law's; one after 中华人民共和国, which is no other's, less so."""


def check(context: Context) -> Iterator[Finding]:
    """Each name that is nearly a law's."""
    if "《" not in context.searched.text:
        return
    known: dict[str, None] = {}
    told: set[str] = set()
    for passage in context.passages_with(*(f"{end}》" for end in _ENDS)):
        for match in re.finditer(_CITED, passage.text):
            known = known or {row["名称"]: None for row in context.lists.rows("法律名称")}
            name = match[1].removeprefix(_NATION)
            national = name != match[1]
            if name in told or not _may_be_law(name, national, known, context):
                continue
            if right := _nearest(name, national, known):
                told.add(name)
                whole = f"《{_NATION if national else ''}{right}》"
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"没有{match[0]}，像是{whole}",
                    hint=f"写{whole}；确有这部法律的，加在 content/_核稿/法律名称.csv 里",
                    level=Level.NOTICE if not national and name.endswith("条例") else None,
                    element=match[1],
                    length=len(match[0]),
                )


def _may_be_law(name: str, national: bool, known: dict[str, None], context: Context) -> bool:
    """Whether a name is a law's that there is none of: no act of lower rank, none repealed."""
    if name in known or not name.endswith(_ENDS) or len(name) < _SHORTEST - national:
        return False
    if not national and not name.endswith(("法", "发", "法规", "法律", "条例")):
        return False
    if not national and name.endswith("条例") and name[:2] not in {law[:2] for law in known}:
        return False
    if re.search("法(?:实施|施行)|解释$|暂行|若干|试行", name):
        return False
    repealed = (row["名称"].removeprefix(_NATION) for row in context.lists.rows("废止文件"))
    return name not in repealed


def _nearest(name: str, national: bool, known: dict[str, None]) -> str:
    """The law whose name is most like it; "" where none is like enough."""
    regulation = not national and name.endswith("条例")
    bare = name if regulation else re.sub("(?:条例|规定|办法|法规|法律|发)$", "法", name)
    if bare != name and bare in known:
        return bare
    if len(bare) < _SHORTEST - national:
        return ""
    found, most = "", 0.0
    apart = 3 if national else 2 if regulation else 1
    for law in known:
        if regulation and not law.endswith("条例"):
            continue
        if abs(len(law) - len(bare)) <= apart and set(bare[:2]) & set(law[:3]):
            ratio = SequenceMatcher(None, bare, law, autojunk=False).ratio()
            if ratio > most:
                found, most = law, ratio
    if most >= _ALIKE or (national and most >= _SHORTENED and _is_within(bare, found)):
        return found
    return ""


def _is_within(short: str, whole: str) -> bool:
    rest = iter(whole)
    return all(character in rest for character in short)
