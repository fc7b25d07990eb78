"""项数不符：说了有几项，列出来的不是那么多。

“做好以下三项工作”后面的“一是”“二是”、序号或者条目数一数；“东城、西城两个区”前面用“、”列出的也数一数。
项数里又分了小项的，只数大项；“等”结尾的没有列全，不数。
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from .. import patterns as re
from ..document.blocks import Article, Block, Chapter, Items, Prose, Section, Task
from ..document.texts import PARAGRAPH, Passage
from ..document.tree import parts_of
from ..paper.amounts import CHINESE_COUNT, read_count
from ..paper.numbering import chinese_numeral
from ..paper.unit_names import is_unit
from ..problem import Level
from . import Context, Finding

NAME = "项数不符"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 要抓好以下三项工作：一是摸清底数，二是补齐短板。
"""
RIGHT = """\
正文:
- 要抓好以下两项工作：一是摸清底数，二是补齐短板。
"""

_WHAT = "项|条|点|个|种|类|方面|款|件|大|步|环节|阶段|部分"
_ANY_COUNT = rf"[\d一二两三四五六七八九十百](?:{_WHAT})"
"""To be asked before the long patterns are compiled."""
_RIGHT_BEFORE = (
    rf"(?<![第\d一二两三四五六七八九十百每各])(?P<count>{CHINESE_COUNT}|\d{{1,2}})(?P<what>{_WHAT})"
    r"(?P<of>[^，。；：、“”《》（）()\d]{0,14})”?(?:[：:。]|，(?:即|分别是|主要是)|——|，(?=一是|第一|首先|[（(]?1[）)]|①))[：:，]?"
)
"""A number right before what it is of is listed."""
_LISTED = (
    r"(?:即|分别为|分别是|主要是|包括)?(?P<list>[^，。；：“”（）()\d]{2,40}"
    r"(?:、[^，。；：（）()\d]{2,20})+)(?=。|$)"
)
_COUNT = rf"({CHINESE_COUNT}|\d{{1,2}})"
_ANNOUNCED = (
    rf"(?:以下|下列|如下|下述|下面)(?:的)?{_COUNT}(?:{_WHAT})"
    rf"|(?:做到|抓好|突出|坚持|落实|把握|注意|处理好|实现|强化|聚焦|围绕|主要有|分为|包括|体现在|下设|设立|设|组建|办公室和){_COUNT}"
    rf"(?:{_WHAT})[^，。；：、\d]{{0,10}}(?=[：:])"
)
"""Words that promise a list; those of the second kind only right before a colon."""


_COUNTED = (
    rf"(?P<open>等)?(?<![第\d])(?P<count>{CHINESE_COUNT}|\d{{1,2}})(?P<each>个|家|所|名|位|项|大|类|种|处|座|条|件|部|届|门)?"
    r"(?:(?<=[座处条部件家所])[大中小重老]?[型点旧]?)?"
    r"(?P<what>省|自治区|机制|制度|措施|工程|行动|工作(?!日|人员|组|站)|任务|文物|景区|公园|道路|水库|河流|桥梁|国家|产业|产品|指标|要素|原则|能力|平台|体系|系统|项目|场馆|遗址|建筑|课程|活动|服务|功能|关系|内容|举措|标准|流程|片区|区县|县区|县|区|市|乡镇|镇|乡|街道|村|社区|部门|单位|学校|高校|企业|同志|试点|环节|领域|方面|行业|级别|等级|档次|层级)"
)
_LIST = r"(?P<list>[^，。；：“”《》（）()\d]{2,80})$"
_ARTICLE = "条"
_MOST_JOINED = "[、和及与]|以及"
_FEWEST_NAMES = 2
_NOT_COUNTED = ("各", "全部", "其他", "其余", "另外", "第", "和", "及", "与", "、")
"""What before a number makes it one of other things than those listed."""
_LONGEST_NAME = 10
_OF_PLACES = "(?:两|[二三四五六七八九十]个?)[省市县区镇乡村]$"
"""东湖、西湖两市18座水库: what is listed is counted already."""
_FEWEST_PLAIN = 3


def check(context: Context) -> Iterator[Finding]:
    """Each number of items that is not that of the items listed."""
    words = (
        "以下",
        "下列",
        "如下",
        "下述",
        "下面",
        "：",
        ":",
        "一是",
        "第一",
        "首先",
        "即",
        "分别是",
    )
    followed: dict[object, int] | None = None
    for passage in context.passages_with(*words):
        if not passage.is_prose or not re.search(_ANY_COUNT, passage.text):
            continue
        told = set[int]()
        for match in re.finditer(_ANNOUNCED, passage.text):
            promised = read_count(next(filter(None, match.groups())))
            listed = _in_sentence(passage.text[match.end() :])
            if (
                not listed
                and passage.key in (PARAGRAPH, _ARTICLE)
                and _ends_open(passage.text, match.end())
            ):
                followed = _followed_by(context) if followed is None else followed
                listed = followed.get(passage.place, 0)
            if match[0].startswith("办公室和") and listed == (promised or 0) + 1:
                continue  # the office is the first of them
            if promised and promised > 1 and listed > 1 and promised != listed:
                told.add(match.start(match.lastindex or 0))
                yield _finding(context, passage, match, promised, listed)
        yield from _listed_behind(passage, told, context)
    yield from _names(context)
    yield from _stages(context)


def _stages(context: Context) -> Iterator[Finding]:
    """分三个阶段进行, above paragraphs or 阶段 that begin with the name of one each."""
    if not context.searched.has_any(("阶段", "步骤", "环节")):
        return
    for passages in context.passages_by_part:
        said = [
            (passage, match)
            for passage in passages
            if passage.is_prose and "分" in passage.text
            for match in re.finditer(_IN_STAGES, passage.text)
        ]
        if len(said) != 1:
            continue
        passage, match = said[0]
        kind, promised = match["kind"], read_count(match["count"])
        named = [
            p for p in passages if re.match(rf"[^，。；：]{{0,12}}{kind}(?:（|：|。|，|$)", p.text)
        ]
        named = [p for p in named if p is not passage]
        if (
            promised
            and len(named) > 1
            and promised != len(named)
            and not _in_sentence(passage.text)
        ):
            yield _finding(context, passage, match, promised, len(named))


def _listed_behind(passage: Passage, told: set[int], context: Context) -> Iterator[Finding]:
    """做好两方面工作。一是…二是…三是…; 四个原则，即甲、乙、丙."""
    text = passage.text
    for match in re.finditer(_RIGHT_BEFORE, text):
        promised = read_count(match["count"])
        if not promised or promised < 2 or match.start() in told:
            continue
        rest = text[match.end() :]
        listed = _in_sentence(rest) if re.match(_FIRST, rest) else 0
        if listed > 1:
            if listed != promised:
                yield _finding(context, passage, match, promised, listed)
            continue
        series = re.match(_LISTED, rest)
        if series is None or "。" in match[0] or re.search(_OPEN, series["list"]):
            continue
        counts = {len(re.split(sign, series["list"])) for sign in ("、", _JOINED)}
        if promised not in counts and max(counts) > 1:
            found = _finding(context, passage, match, promised, min(counts))
            yield replace(found, level=Level.NOTICE)


_IN_STAGES = rf"分(?:为|成)?(?P<count>{CHINESE_COUNT}|\\d{{1,2}})个?(?P<kind>阶段|步骤|环节)"
_FIRST = r"一是|第一|首先|其一|一要|[（(](?:1|一)[）)]|①|1[.．、]|一、"
_OPEN = "等|以及其他|……"
_JOINED = "、|以及|(?<=[^、]{2})[和及与](?=[^、]{2})"


def _finding(
    context: Context, passage: Passage, match: re.Match[str], promised: int, listed: int
) -> Finding:
    return Finding(
        context.spot(passage.place, passage.text, match.start()),
        f"写的是“{match[0]}”，后面列了{listed}项，不是{promised}项",
        hint="核对漏了哪一项，还是数字写错了",
        element=match[0],
    )


def _ends_open(text: str, start: int) -> bool:
    """Whether nothing but the end of the sentence follows, so that the list is what comes next."""
    return bool(re.fullmatch(r"[^。；：]{0,16}[：:。]?", text[start:]))


def _in_sentence(text: str) -> int:
    """How many items are numbered within a text: 一是 … 二是, （1） … （2）; 0 where they do not
    begin with the first, or stop counting on.
    """
    for pattern in (
        rf"(?:^|[：:；;。，,、])(?P<n>{CHINESE_COUNT})(?:是|要|(?:、)(?!\d))",
        rf"(?:^|[：:；;。，,、])第(?P<n>{CHINESE_COUNT})(?:步|阶段|个)?[，,、是：（]",
        rf"(?:^|[：:；;。，,、])其(?P<n>{CHINESE_COUNT})[，,、：]",
        r"[（(](?P<n>\d{1,2})[）)]",
        rf"[（(](?P<n>{CHINESE_COUNT})[）)]",
        r"(?:^|[：:；;。，])(?P<n>\d{1,2})[.．、](?!\d)",
    ):
        numbers = [read_count(match["n"]) for match in re.finditer(pattern, text)]
        if numbers[:1] == [1] and numbers == list(range(1, len(numbers) + 1)):
            return len(numbers)
    signs = [ord(sign) - ord("①") + 1 for sign in re.findall("[①-⑳]", text)]
    return len(signs) if signs == list(range(1, len(signs) + 1)) else 0


def _followed_by(context: Context) -> dict[object, int]:
    """How many items or headings stand right behind each paragraph, by its place."""
    found: dict[object, int] = {}
    for part in parts_of(context.document):
        _count_following(part.body, found)
    return found


def _count_following(body: tuple[Block, ...], found: dict[object, int]) -> None:
    for index, block in enumerate(body):
        if isinstance(block, Section | Chapter):
            _count_following(block.body, found)
        if isinstance(block, Article) and block.points:
            found[block.place(_ARTICLE)] = len(block.points)
        if isinstance(block, Prose) and index + 1 < len(body):
            after = body[index + 1]
            if isinstance(after, Items):
                more = body[index + 2 : index + 3]
                if not (more and isinstance(more[0], Items)):
                    found[block.place()] = len(after.items)
            elif isinstance(after, Section | Task):
                rest = body[index + 1 :]
                if all(isinstance(each, type(after)) for each in rest):
                    found[block.place()] = len(rest)


def _names(context: Context) -> Iterator[Finding]:
    """东城、西城三个区: fewer names than are counted, or more where they are of one kind."""
    for passage in context.passages_with("、"):
        if not passage.is_prose:
            continue
        for match in re.finditer(_COUNTED, passage.text):
            before = re.search(_LIST, passage.text[: match.start()])
            names = before["list"] if before else ""
            promised = read_count(match["count"])
            if not promised or promised < 2 or names.endswith(_NOT_COUNTED) or "、" not in names:
                continue
            if "等" in names or re.search(_OF_PLACES, names):
                continue
            parts = [each for each in re.split(_MOST_JOINED, names) if each]
            if len(parts) < _FEWEST_NAMES or promised == len(parts):
                continue
            if match["open"]:
                continue  # a list that ends in 等 is another rule's
            alike = _are_of_one_kind(parts) or (promised > len(parts) and _ends_as_unit(parts))
            if not (alike or _are_named(parts, match["each"] or "", names)):
                continue
            said = match["count"] + match["what"]
            yield Finding(
                context.spot(passage.place, passage.text, match.start("count")),
                f"写的是“{match[0].removeprefix('等')}”，前面列了{len(parts)}个",
                hint=f"核对漏了哪一个，还是数字写错了，应是{chinese_numeral(len(parts))}个",
                level=Level.NOTICE,
                element=said,
            )


def _are_named(parts: list[str], each: str, names: str) -> bool:
    """Whether a number stands right behind a plain list of at least three names: 甲遗址、乙塔、
    丙祠堂5处文物; 主动发现、快速响应、分类救助五项机制.
    """
    if not each or len(parts) < _FEWEST_PLAIN or re.search("以及|[和及与]|[的在对由从]", names[1:]):
        return False
    alike = len({len(part) for part in parts[1:]}) == 1
    return alike or each in "处座条部件"


def _ends_as_unit(parts: list[str]) -> bool:
    return bool(re.search(r"[区县市镇乡村委局办厅校院]$", parts[-1])) or len(parts[-1]) <= 6


def _are_of_one_kind(parts: list[str]) -> bool:
    """Whether names are as long as each other, or end alike; the first has words before it."""
    rest = parts[1:]
    if max(map(len, rest)) > _LONGEST_NAME:
        return False
    if all(map(is_unit, parts)):
        return True
    last = rest[0][-1]
    if all(each[-1] == last for each in (parts[0], *rest)):
        return True
    return len({len(each) for each in rest}) == 1 and len(rest) > 1 and len(rest[0]) <= 3
