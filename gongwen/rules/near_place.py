"""近似地名：同一个地名写成了两样，类别不同，或者两个字颠倒了。

“清溪河”又写成“清溪江”，“滨海广场”又写成“海滨广场”，“城南第一小学”又写成“城南第一中学”，请核对。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from .. import patterns as re
from ..document.texts import Passage
from ..paper.characters import HAN
from ..paper.seams import is_parted
from ..problem import Level
from . import Context, Finding

NAME = "近似地名"
LEVEL = Level.NOTICE
BASIS = "名称前后要一致"
COVERS = ("近似词",)
STANDS_ALONE = True
WRONG = """\
正文:
- 望山河沿岸种树，望山江两岸清淤。
"""
RIGHT = """\
正文:
- 望山河沿岸种树，望山镇、望山路沿用原名，长江、长湖分开治理。
"""

_GROUPS = (
    ("河", "江", "湖", "溪", "水库"),
    ("大道", "大街", "路", "街", "巷"),
    ("小学", "中学", "幼儿园"),
    ("社区", "村"),
)
"""What a name may end in: two of one group are hardly named alike."""
_STEMS = {2: rf"{HAN}{{2}}", 4: rf"{HAN}{{4}}"}
_SCHOOLS = _GROUPS[2]
_NO_STEM = "[的和与及在对从由到至沿各该每其等和全本新建内外这条过是为有主要以于个大小长]"
_GENERAL = (
    "河湖|江河|江湖|水系|城市|乡村|农村|中小|街道|道路|市政|湿地|文化|休闲|体育|"
    "健身|森林|地质|主题|便民|美丽|城乡|传统|试点|示范|重点|行政|智慧|数字|公路|铁路|高速|城区|市区|城中|入河|黑臭|流域|河道|两岸|上下|滨河|滨江|滨湖|沿江|沿河|环湖|跨江|中心|完全|普通|高级|实验|公办|民办|初级|特殊"
)
_PLACES = (
    "广场|公园|大道|大桥|小区|体育馆|体育场|宾馆|酒店|码头|医院|市场|车站|景区|"
    "水库|新区|新城|大厦|路|街|湖"
)
_TURNED = rf"(?P<one>{HAN})(?P<other>{HAN})(?P<what>{_PLACES})"
_FEW = 2


class _Seen(Struct, frozen=True):
    name: str
    passage: Passage
    at: int


ONLY_PASSAGES_WITH = (*(end for group in _GROUPS for end in group), *_PLACES.split("|"))


def check(context: Context) -> Iterator[Finding]:
    """Each name of a place that is nearly one before it."""
    for group in _GROUPS:
        if sum(end in context.searched.text for end in group) > 1:
            yield from _of_group(group, context)
    yield from _turned(context)


def _of_group(group: tuple[str, ...], context: Context) -> Iterator[Finding]:
    length = 4 if group is _SCHOOLS else 2
    pattern = rf"(?P<stem>{_STEMS[length]})(?P<end>{'|'.join(group)})"
    seen: dict[str, dict[str, list[_Seen]]] = defaultdict(lambda: defaultdict(list))
    for passage in context.passages_with(*group):
        for match in re.finditer(f"(?={pattern})", passage.text):
            start = match.start()
            if re.search(_NO_STEM, match["stem"]):
                continue
            if re.search(_GENERAL, match["stem"]) and group is not _SCHOOLS:
                continue
            seen[match["stem"]][match["end"]].append(
                _Seen(match["stem"] + match["end"], passage, start)
            )
    for ends in seen.values():
        if len(ends) != _FEW:
            continue
        (first, one), (second, other) = ends.items()
        if len(one) > 1 and len(other) > 1:
            continue  # two places, each spoken of
        later = other if len(other) <= len(one) else one
        before = one if later is other else other
        each, known = later[0], before[0]
        if {first, second} <= {"河", "水库"} or _side_by_side(each, known):
            continue
        if is_parted(each.passage.text, each.at, each.at + len(each.name), context.cut):
            continue
        if _is_word(each.name, context) or _is_word(known.name, context):
            continue
        yield _finding(each, known, context)


def _is_word(name: str, context: Context) -> bool:
    """Whether the dictionary has it as a word of its own: 长江, 太湖, 香溪河."""
    return len(context.cut(name)) == 1 and len(name) < 3


def _side_by_side(one: _Seen, other: _Seen) -> bool:
    """Whether both stand in one list: 清溪河、清溪湖."""
    if one.passage is not other.passage:
        return False
    start, end = sorted((one.at, other.at))
    between = one.passage.text[start:end]
    return "、" in between and not re.search("[。；]", between) and len(between) < 20


def _turned(context: Context) -> Iterator[Finding]:
    """滨海广场 and 海滨广场; 滨海路 and 海滨广场 too."""
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for passage in context.passages_with(*_PLACES.split("|")):
        for match in re.finditer(_TURNED, passage.text):
            if match["one"] != match["other"]:
                seen[match["one"] + match["other"]].append(_Seen(match[0], passage, match.start()))
    order = list(seen)
    for number, (stem, places) in enumerate(seen.items()):
        if stem[::-1] in order[number + 1 :]:
            other = seen[stem[::-1]]
            later, before = (other, places) if len(other) <= len(places) else (places, other)
            if len(later) == 1 and not _side_by_side(later[0], before[0]):
                yield _finding(later[0], before[0], context)


def _finding(each: _Seen, known: _Seen, context: Context) -> Finding:
    return Finding(
        context.spot(each.passage.place, each.passage.text, each.at),
        f"“{each.name}”与第{known.passage.place.line}行的“{known.name}”像是同一个地方",
        hint="是一个地方的，写成一样的；是两个地方的，不用改",
        element=each.name,
    )
