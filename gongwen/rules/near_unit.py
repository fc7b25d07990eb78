"""单位名称不一：一个单位的名称前后差一个字。

“云溪市教育局”与“云溪市教育委”、“云溪县教育局”，“云溪城建投资有限公司”与“云溪城投投资有限公司”，多半是一个单位。名录里都有的不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .. import patterns as re
from ..document.texts import Passage
from ..paper.characters import HAN, unlike_places
from ..problem import Level
from . import Context, Finding

NAME = "单位名称不一"
LEVEL = Level.NOTICE
BASIS = "机构名称前后要一致"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = (
    "局",
    "委",
    "厅",
    "办公室",
    "中心",
    "处",
    "公司",
    "集团",
    "院",
    "大学",
    "协会",
    "学会",
    "学",
    "银行",
    "合作社",
)
WRONG = """\
正文:
- 由云岭市水利局负责巡查。
- 巡查结果报云岭县水利局。
"""
RIGHT = """\
正文:
- 由云岭市水利局负责巡查。
- 巡查结果报云岭市水利局、江岭县水利局。
"""

_PLACED = (
    rf"(?P<place>{HAN}{{2,3}})(?P<level>[省市县区州])(?P<body>{HAN}{{2,12}}?)"
    rf"(?P<end>局|委员会|委(?!员|托|派|办|会|属|书记|市|常|组|宣|统|"
    rf"政)|厅(?!级|局)|办公室|中心|管理处)"
)
_NAMED = (
    rf"(?P<name>{HAN}{{5,14}}?)(?P<end>有限公司|集团|研究院|大学|学院|"
    rf"医院|协会|学会|中学|小学|银行|合作社)"
)
_TAIL = 6
"""Characters before the end of a name by which two are compared."""
_NO_PLACE = "[的和与由向对各请在报经、及为将是了到本该全以按送交给由]"
_CONTRAST = frozenset(
    "东西南北中上下大小新老一二三四五六七八九十甲乙丙丁前后左右男女省市县区州国民工农商"
)


class _SeenUnit(Struct, frozen=True):
    passage: Passage
    at: int
    name: str


def check(context: Context) -> Iterator[Finding]:
    """Each name of a unit that is nearly one before it."""
    placed: dict[tuple[str, str, str], _SeenUnit] = {}
    for passage in context.passages_with("局", "委", "厅", "办公室", "中心", "处"):
        for match in re.finditer(_PLACED, passage.text):
            place = match["place"][-2:]
            if re.search(_NO_PLACE, place) or re.search(_NO_PLACE, match["body"]):
                continue
            name = place + match["level"] + match["body"] + match["end"]
            seen = _SeenUnit(passage, match.start("place") + len(match["place"]) - 2, name)
            for key in (
                (place, "", match["body"] + match["end"]),
                (place + match["level"], match["body"], ""),
            ):
                other = placed.setdefault(key, seen)
                if other.name != name and not _both_known(name, other.name, context):
                    yield _finding(seen, other, context)
                    placed[key] = seen
    yield from _tails(context)


def _both_known(one: str, other: str, context: Context) -> bool:
    return bool(context.registry.known(one) and context.registry.known(other))


def _tails(context: Context) -> Iterator[Finding]:
    by_end: dict[str, list[_SeenUnit]] = {}
    for passage in context.passages_with(
        "公司", "集团", "院", "大学", "协会", "学会", "学", "银行", "合作社"
    ):
        for match in re.finditer(_NAMED, passage.text):
            tail = passage.text[max(0, match.start("end") - _TAIL) : match.start("end")]
            if len(tail) < _TAIL or not re.fullmatch(f"{HAN}+", tail):
                continue
            name = tail + match["end"]
            known = by_end.setdefault(match["end"], [])
            seen = _SeenUnit(passage, match.start("end") - _TAIL, name)
            if any(each.name == name for each in known):
                continue
            near = next(
                (e for e in known if _is_near(e.name, name) and not _are_listed(seen, e)), None
            )
            if near is not None:
                yield _finding(seen, near, context)
            known.append(seen)


def _is_near(one: str, other: str) -> bool:
    """Whether one character differs, which is neither the first two, that may be other words, nor
    one that tells things apart.
    """
    unlike = unlike_places(one, other)
    if len(unlike) != 1 or unlike[0] < 2:
        return False
    return not (_CONTRAST & {one[unlike[0]], other[unlike[0]]})


def _are_listed(one: _SeenUnit, other: _SeenUnit) -> bool:
    """Whether each stands on a line of its own, as the members of a list do, which are others."""
    return all(len(each.passage.text) <= len(each.name) + _TAIL for each in (one, other))


def _finding(seen: _SeenUnit, other: _SeenUnit, context: Context) -> Finding:
    return Finding(
        context.spot(seen.passage.place, seen.passage.text, seen.at),
        f"“{seen.name}”与第{other.passage.place.line}行的“{other.name}”差一个字",
        hint="是一个单位的，写成一样的；是两个单位的，不用改",
        element=seen.name,
    )
