"""本级称呼：区的文件写了“全县”，镇的文件写了“全乡”，或者一个地方两种级别的称呼。

“全县计划改造36个”出现在区政府的文件里，“白石县”又写成“白石区”，“区农业农村局”又写成“县农业农村局”，多半是套用别处的文件没有改。
上级的（区的文件写“全市”）、列举的（县、区）不算。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..document.tree import parts_of
from ..document.values import one_line
from ..paper.characters import HAN
from ..paper.enclosed import is_enclosed
from ..problem import Level
from ..registry.units import read_units
from . import Context, Finding

NAME = "本级称呼"
LEVEL = Level.WARNING
BASIS = "前后的称呼要一致"
STANDS_ALONE = True
WRONG = """\
标题: 云岭区人民政府关于加强书屋管理的通知
正文:
- 我区现有书屋36家，全县计划新建12家。
"""
RIGHT = """\
标题: 云岭区人民政府关于加强书屋管理的通知
正文:
- 我区现有书屋36家，全区计划新建12家，列全市第二位。
"""

_OTHERS = {
    "区": "县旗",
    "县": "区旗",
    "旗": "县区",
    "镇": "乡",
    "乡": "镇",
    "街道": "镇乡",
}
"""What an office of each level never calls its own area."""
_BELOW = {
    "省": "县区旗镇乡",
    "市": "县旗镇乡",
    "州": "镇乡",
    "县": "镇乡",
    "区": "镇乡",
    "旗": "镇乡",
}
"""What it calls so of places below it, seldom: told where it stands once and names none of them."""
_AREA = "(?<![健安完齐保周成两俱])[全我]{}(?![、，和及域级乡镇村直城内外区道])"
"""No 全县 stands in 健全县级制度."""
_LEVELS = ("街道", *"省市州县区旗镇乡")
_ORGAN = (
    "人民政府|人民代表大会|人民法院|人民检察院|政府|委员会|委|党委|党工委|办公室|局|法院|"
    "检察院|政协|人大|纪委|管委会|办事处"
)
_AUTONOMOUS = "自治区|广西|内蒙古|宁夏|新疆|西藏|开发区|新区|园区|校区|库区|灾区|景区|战区|牧区"
"""Where 全区 may be of another kind of 区."""
_PLACE = (
    f"(?P<name>{HAN}{{2}})(?P<level>[县区镇乡])(?!域|城|级|直|长|内|委书记|情|志|乡|道|间|块|"
    f"位|划|别|分|{{0}})"
)
_NO_NAME = (
    "[各本全我该辖属两几外他每和与及、在为对向由等省市州县区镇乡街道村的地新老园社小城郊山景校"
    "库灾片厂矿林牧农产业技术开发功能示范试验保税港口合作管控边贫困发达相邻周县其余多个分东西南"
    "北中]"
)
_ORGANS_OF_LEVEL = (
    "(?:^|(?<=[，。；、：（由向报经受与和同对请按将是接]))(?P<level>[县区])(?=(?:人民)?政府(?"
    f"!采购|网)|委(?![托员派任]|会)|{HAN}{{2,9}}?(?:局|委员会)(?![部面限势促]))"
)

ONLY_PASSAGES_WITH = (
    *(f"{word}{level}" for word in "全我" for level in _LEVELS),
    *"县区镇乡",
    *_AUTONOMOUS.split("|"),
)


def check(context: Context) -> Iterator[Finding]:
    """Each word for the own area that is of another level than the office is."""
    own = own_level(context)
    if own in _BELOW:
        yield from _of_places_below(own, context)
    if own in _OTHERS:
        yield from _whole_area(own, context)
        if own in "区县":
            yield from _bare_organs(own, context)
    yield from _two_levels(context)


def own_level(context: Context) -> str:
    """The level of the area of the office that issues, as its name or the title says; "" where
    they do not.
    """
    document = context.document
    names = []
    if document.issuer is not None:
        references = read_units(document.issuer, context.registry).references
        names = [each.unit.full_name if each.unit else each.written for each in references[:1]]
    names += [one_line(getattr(part, "title", None) or "") for part in parts_of(document)]
    for name in names:
        found = re.match(
            f"(?:中共)?(?P<area>(?:{HAN}{{2,5}}?(?:街道|[省市州县区旗镇乡]))+)(?:{HAN}*?)(?:"
            f"{_ORGAN})",
            name,
        )
        if found is None:
            found = re.match(
                rf"(?P<area>{HAN}{{2,4}}?[镇乡县区])(?=\d{{4}}年|{HAN}*(?:方案|预案|计划|要点|"
                "办法))",
                name,
            )
        if found and not re.search(_AUTONOMOUS, found["area"]):
            return next((level for level in _LEVELS if found["area"].endswith(level)), "")
    return ""


def _whole_area(own: str, context: Context) -> Iterator[Finding]:
    text = context.searched.text
    for other in _OTHERS[own]:
        if other == "区" and re.search(_AUTONOMOUS, text):
            continue
        for passage in context.passages_with(f"全{other}", f"我{other}"):
            match = re.search(_AREA.format(other), passage.text)
            if match is None or is_enclosed(passage.text, match.start()):
                continue
            word, at = match[0], match.start()
            right = word[0] + own
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"这里写的是“{word}”，发文的是{own}",
                hint=f"写“{right}”；说的是别处的，不用改",
                element=word,
            )
            break


def _of_places_below(own: str, context: Context) -> Iterator[Finding]:
    """我县 once in the document of a 市 that else says 全市."""
    text = context.searched.text
    if f"全{own}" not in text and f"我{own}" not in text:
        return
    for other in _BELOW[own]:
        found = re.findall(_AREA.format(other), text)
        for passage in context.passages_with(found[0]) if len(found) == 1 else ():
            match = re.search(_AREA.format(other), passage.text)
            if match is None:
                continue
            at = match.start()
            start = max(passage.text.rfind(sign, 0, at) for sign in "。；") + 1
            named = re.search(rf"{HAN}{{1,4}}{other}|例如|为例|各|、", passage.text[start:at])
            if named or not passage.is_prose or is_enclosed(passage.text, at):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"这里写的是“{found[0]}”，发文的是{own}",
                hint=f"写“{found[0][0]}{own}”；说的是某个{other}的，不用改",
                level=Level.NOTICE,
                element=found[0],
            )


def _bare_organs(own: str, context: Context) -> Iterator[Finding]:
    """区农业农村局 everywhere, and 县农业农村局 once."""
    other = "县" if own == "区" else "区"
    for passage in context.passages_with(other):
        for match in re.finditer(_ORGANS_OF_LEVEL, passage.text) if passage.is_prose else ():
            if match["level"] != other or is_enclosed(passage.text, match.start()):
                continue
            before = passage.text[max(0, match.start() - 2) : match.start()]
            if before.endswith(("市、", "省、", "县、", "区、", "镇、", "乡、", "村、")):
                continue
            shown = passage.text[match.start() : match.start() + 7]
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{shown}”写的是“{other}”，发文的是{own}",
                hint=f"写“{own}”；是别处的单位，不用改",
                element=shown,
            )


def _two_levels(context: Context) -> Iterator[Finding]:
    """白石县 everywhere, 白石区 once: no place is both."""
    pattern = (
        f"(?P<name>{HAN}{{2}})(?P<level>[县区镇乡])(?=(?:{HAN}{{0,8}}?(?:{_ORGAN}))|"
        "[，。、；：（）]|$|的)"
    )
    seen: dict[str, Counter[str]] = {}
    spots: dict[tuple[str, str], tuple[Passage, int]] = {}
    for passage in context.passages_with("县", "区", "镇", "乡"):
        for match in re.finditer(pattern, passage.text):
            name, level = match["name"], match["level"]
            if re.search(_NO_NAME, name):
                continue
            seen.setdefault(name, Counter())[level] += 1
            spots.setdefault((name, level), (passage, match.start()))
    issuer = str(context.document.issuer or "")
    for name, levels in seen.items():
        for pair in ("县区", "镇乡"):
            few, many = sorted(pair, key=lambda level: (levels[level], f"{name}{level}" in issuer))
            if not levels[few] or levels[few] > 1 or levels[few] == levels[many] == 0:
                continue
            passage, at = spots[name, few]
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"这里写的是“{name}{few}”，别处写的是“{name}{many}”",
                hint="核对是县还是区、是镇还是乡；是两个地方的，不用改",
                level=None if levels[many] > 1 or f"{name}{many}" in issuer else Level.NOTICE,
                element=name + few,
            )
