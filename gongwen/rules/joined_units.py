"""单位连写：一列单位里，两个单位之间漏了“、”，或者一个单位漏了字。

“市自然资源局市生态环境局”中间要有“、”，“委宣传部”前面漏了“市”，“应急管理”后面漏了“局”。责任单位、名单、主送、抄送和表里单位那几列都查。
同一份文件里，别处多一个字的单位（“东城经开区”与“东城开区”），提示核对。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from .. import patterns as re
from ..document.tables import Grid, placed_row
from ..paper.characters import HAN
from ..paper.seams import is_parted
from ..paper.unit_names import names_in
from ..problem import Level, Place
from . import Context, Finding
from .unknown_unit import unit_fields

NAME = "单位连写"
LEVEL = Level.WARNING
BASIS = "机构名称要写全，单位之间用“、”"
STANDS_ALONE = True
COVERS = ("单位没有分开", "机构未登记")
MADE_AFTER = ("001",)
WRONG = """\
正文:
- 任务: 办书展。
  责任单位: 市教育局市水务局、委宣传部、市科协
"""
RIGHT = """\
正文:
- 任务: 办书展。
  责任单位: 市教育局、市科协
"""

_ENDS = "[局委办部厅院会校协联]"
_TWO = (
    rf"(?P<place>[省市县区州])(?P<first>[^、，]{{1,12}}?{_ENDS})"
    rf"(?P<second>(?P=place){HAN}{{1,12}}{_ENDS})"
)
_ONE_OF_TWO = r"委$|人民政府$|人大常委会$|党委$|分局$|支队$"
"""What stands before 市政府, or above what follows, without a sign: 市委市政府."""
_HEADLESS = (
    "委(?:组织部|宣传部|统战部|政法委|编办|网信办|社会工作部|党校|老干部局|政研室|改革办|国安办"
    "|办公室)"
)
_FIELDS = (
    "发展改革|发展和改革|发改|教育|科技|科学技术|工业和信息化|工信|经信|民族宗教|民宗|公安|民政|司法|财政|"
    "人力资源和社会保障|人力资源社会保障|人社|自然资源和规划|自然资源|生态环境|住房和城乡建设|住房城乡建设|"
    "住建|城市管理|城管|交通运输|交通|水利|水务|农业农村|商务|文化和旅游|文化旅游|文旅|卫生健康|卫健|"
    "退役军人事务|退役军人|应急管理|应急|审计|国资|市场监督管理|市场监管|体育|统计|医疗保障|医保|信访|"
    "乡村振兴|机关事务|大数据|气象|税务|林业|园林|科协|妇联|残联|文联|社科联|工商联|总工会"
)
_RUN_TOGETHER = rf"[省市县区州]?(?:{_FIELDS}){{2,}}[局委办]?"
_BARE = rf"[省市县区州]?(?:{_FIELDS})"
_WHOLE = "协|联|会$"
_COLUMNS = "单位|部门"
_OF_PLACE = (
    rf"(?![市县区省州国]){HAN}{{4,20}}?(?:领导小组|工作小组|委员会|指挥部|联席会议)(?:办公室)?"
)
"""A body of a city, which its name says, unless it is left out."""
_TWO_IN_TEXT = (
    rf"(?<![省市县区州镇])(?P<place>[省市县区州镇])(?P<first>(?:(?![省市县区州镇、]){HAN}){{2,12}}?(?:局|委员会|委|厅|办公室|办|署|联合会|协会|科协|妇联|残联|法院|检察院))"
    rf"(?P<second>(?P=place)(?:(?![省市县区州镇]){HAN}){{2,12}}?(?:局|委员会|委|厅|办公室|署|联合会|协会|法院|检察院|中心))"
    r"(?=(?P=place)|[、，。；（]|要|应|会同|联合|负责|牵头|配合|按|等|分别|参加|为|共同|组成|和|与|及|必须|须|的|抓|做|对|$)"
)
_WORDS_OF_PLACE = (
    "市[场民政区域值内外中北南级直属容售话际盈占]|区[域划分间别内块位级直中]|"
    "县[域城内级直]|省[内外级直属会份略]|州[府级]|镇[区域上村定静痛]"
)
"""What begins with the sign of a place, and is none: 市场监管局, 区域规划局."""
_SHORTEST, _LONGEST = 4, 8
_MOST_OF_ONE = 2


class _Units(Struct, frozen=True):
    """A list of units as typed, its names, and where it stands."""

    text: str
    names: Sequence[str]
    place: Place


def check(context: Context) -> Iterator[Finding]:
    """Each name that is two, or lacks a character."""
    lists = list(_lists(context))
    for units in lists:
        if units.text.rstrip().endswith("、"):
            yield Finding(
                context.spot_of(units.place, units.text.rstrip()[-_SHORTEST:]),
                f"“{units.names[-1] if units.names else ''}、”后面没有单位了",
                hint="删去末尾的“、”；漏了单位的，补上",
                element="、",
            )
    counts = Counter(name for each in lists for name in each.names)
    for units in lists:
        for name in units.names:
            if context.registry.known(name) is None:
                message, hint, level = _of_one(name, units, counts)
                if message:
                    spot = context.spot_of(units.place, name)
                    yield Finding(spot, message, hint, level, element=name, length=len(name))
    yield from _shortened(lists, context)
    yield from _in_text(frozenset(name for each in lists for name in each.names), context)


def _in_text(listed: frozenset[str], context: Context) -> Iterator[Finding]:
    """由市教育局市公安局、市财政局负责: two units of one place in running text, or in recipients,
    with nothing between.
    """
    places = "省市县区州镇"
    for passage in context.passages_with_pairs(
        [f"{end}{place}" for end in "局委厅室会院署联协府办" for place in places]
    ):
        for match in re.finditer(_TWO_IN_TEXT, passage.text):
            if re.search(_ONE_OF_TWO, match["first"]) or re.match(_WORDS_OF_PLACE, match["second"]):
                continue
            first, second = match["place"] + match["first"], match["second"]
            if any(first + second in name for name in listed):
                continue  # it is told above
            at = match.start() + len(first)
            if is_parted(passage.text, at, at + 1, context.cut):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"“{first}{second}”是两个单位，中间漏了“、”",
                hint=f"写“{first}、{second}”",
                element=f"{first}{second}",
            )


def _lists(context: Context) -> Iterator[_Units]:
    for element in context.elements:
        for typed, place in unit_fields(element):
            if isinstance(typed, str):
                yield _Units(typed, names_in(typed), place)
        if isinstance(element, Grid) and element.rows:
            yield from _in_table(element)


def _in_table(grid: Grid) -> Iterator[_Units]:
    columns = [index for index, head in enumerate(grid.heads()) if re.search(_COLUMNS, head)]
    places = [*grid.row_places, *[grid.place("行")] * len(grid.rows)]
    for row, place in zip(grid.rows, places, strict=False):
        cells = placed_row(row)
        for index in columns:
            text = cells[index].text if index < len(cells) else ""
            if text and not re.search(r"[。；;：:（(\n]", text):
                yield _Units(text, names_in(text), place)


def _of_one(name: str, units: _Units, counts: Counter[str]) -> tuple[str, str, Level | None]:
    """What is wrong with a name, what to write, and how sure that is; "" where nothing is."""
    two = re.fullmatch(_TWO, name)
    if two and not (re.search(_ONE_OF_TWO, two["first"]) or name.endswith("分局")):
        first = two["place"] + two["first"]
        return f"“{name}”像是两个单位，中间漏了“、”", f"写“{first}、{two['second']}”", None
    if re.fullmatch(_HEADLESS, name):
        place = _usual_place(counts)
        return f"“{name}”前面漏了字", f"写“{place}{name}”", None
    if re.fullmatch(_RUN_TOGETHER, name) and not _is_one(name):
        return (
            f"“{name}”像是几个单位连在一起，漏了字和“、”",
            "把每个单位写全，中间加“、”；确是一个单位的，不用改",
            Level.NOTICE,
        )
    whole = [each for each in units.names if re.search(rf"{_ENDS}$", each)]
    if (
        re.fullmatch(_BARE, name)
        and not re.search(_WHOLE, name)
        and len(whole) * 2 >= len(units.names)
    ):
        return f"“{name}”后面漏了字", f"写全，如“{name}局”", None
    return "", "", None


def _is_one(name: str) -> bool:
    """Whether two fields of work that run together are one bureau, as many counties have it."""
    return name[-1] == "局" and len(re.findall(_FIELDS, name)) <= _MOST_OF_ONE


def _usual_place(counts: Counter[str]) -> str:
    """The sign of the place that most names begin with."""
    signs = Counter(name[0] for name in counts.elements() if name[0] in "省市县区州")
    return signs.most_common(1)[0][0] if signs else "市"


def _shortened(lists: Sequence[_Units], context: Context) -> Iterator[Finding]:
    """A name that stands elsewhere in the text with one character more within it."""
    longer_of: dict[str, str] = {}
    for units in lists:
        for name in units.names:
            if context.registry.known(name) is not None:
                continue
            if name not in longer_of:
                longer_of[name] = _with_one_more(name, context)
            longer = longer_of[name]
            if longer:
                yield Finding(
                    context.spot_of(units.place, name),
                    f"“{name}”像是漏了字，别处写的是“{longer}”",
                    hint=f"是同一个单位的，统一写“{longer}”",
                    level=Level.NOTICE,
                    element=name,
                )


def _with_one_more(name: str, context: Context) -> str:
    text = context.searched.text
    group = re.match(_OF_PLACE, name)
    if group:
        found = re.search(rf"[市县区省州]{group[0]}", text)
        return found[0] if found else ""
    if not _SHORTEST <= len(name) <= _LONGEST or not text.count(name[:2]) > text.count(name):
        return ""
    for at in range(2, len(name)):
        longer = _with_one_between(name[:at], name[at:], text)
        if longer and not longer.endswith(name[at:] * 2):
            return longer
    return ""


def _with_one_between(head: str, tail: str, text: str) -> str:
    """Where two stretches first stand with one Chinese character between them; "" = nowhere. No
    pattern is made, for each name would take some of its own.
    """
    at = text.find(head)
    while at >= 0:
        between = at + len(head)
        if text.startswith(tail, between + 1) and re.match(HAN, text[between]):
            return text[at : between + 1 + len(tail)]
        at = text.find(head, at + 1)
    return ""
