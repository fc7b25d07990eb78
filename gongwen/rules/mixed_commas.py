"""并列标点：一串并列的词，有的用顿号隔开，有的用逗号隔开。

只查有把握的：几个一样长的词，中间一处用了逗号，后面以“等”收尾。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.texts import Passage
from ..paper.characters import HAN
from ..paper.people import is_name
from ..paper.seams import is_whole
from ..problem import Level, Place
from . import Context, Finding

NAME = "并列标点"
LEVEL = Level.NOTICE
BASIS = "GB/T 15834-2011 4.5"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 要加强组织、宣传，协调、督促等工作。
"""
RIGHT = """\
正文:
- 要加强组织、宣传、协调、督促等工作，市委宣传部、市教育局，市科协等单位配合。
"""
_SERIES = (
    rf"{HAN}{{2}}、{HAN}{{2}}，(?P<after>{HAN}{{2}})(?:、{HAN}{{2}})*等"
    "(?=工作|服务|方面|问题|内容|环节|措施|活动|领域|任务|要素|事项|职责|因素|部门|设施|行业|作物|单位|设备|物资|机制|制度)"
)
_NUMBERS = (
    r"(?<![\d，.])(?P<one>\d{1,2})，(?P<other>\d{1,2})(?=月份|季度|"
    r"年级|号楼)|(?P<han>[一二三四五六七八九])，(?P<han2>[二三四五六七八九])"
    r"(?=季度|年级|等奖|期工程|产业|号楼|中队|支队)"
)
_FEWEST = 4
_MAY_BE_MIXED = rf"、{HAN}{{2,6}}，{HAN}{{2,6}}[、的等一二两三四五六七八九十。；]"
_FROM_COLON = (
    rf"(?:：|包括|主要有|主要包括|分别是|分别为)(?P<list>{HAN}{{2,6}}(?:[、，"
    rf"]{HAN}{{2,6}}){{3,}})(?=[。；]|等[。；，])"
)
_LAST = (
    rf"(?P<list>{HAN}{{2,5}}(?:、{HAN}{{2,4}}){{2,}}，(?P<last>{HAN}{{2,4}}))"
    rf"(?=的(?:安全|卫生|专项|全面|日常|消防|监督)?(?:检查|排查|整治|管理|监管|建设|维护|巡查|治理|整改|需求|保护|保障)[，。；工]"
    r"|等(?:重点)?(?:场所|部位|区域|单位|部门|行业|领域|设施|设备|物资|作物|产品|环节|地区|地段|方面)|[一二两三四五六七八九十][项个类种方大])"
)
_NO_NAME = (
    "^(?:并|要|应|对|将|把|全面|加强|开展|做好|抓好|其|该|各|使|让|以|为|由|从|在|"
    "也|但|而|且|实行|落实|确保|突出|强化|组织|及时|切实|认真|推进|完善|健全|建立)"
)
_UNIT = rf"[省市县区州镇]{HAN}{{2,12}}?(?:分?局|委|办|厅|院|中心|大队|支队|公司|会)"
_UNITS_OF_LIST = (
    rf"{_UNIT}、{_UNIT}(?P<sign>；){_UNIT}(?=、|为成员|为配合|为责任|配合|参加|等|负责|按|组成)"
)
_BY_SEMICOLONS = (
    rf"(?:^|(?<=[，。]))(?P<list>{HAN}{{2,14}}(?:；{HAN}{{2,8}})+；"
    rf"{HAN}{{2,8}}(?<!平)等{HAN}{{2,12}}(?=[，。]))"
)
_CLAUSE_WORD = "一是|二是|三是|[应须已将被把的]|或者|不得|可以|是"
"""What is in a clause: such may be parted by ；."""
_ALIKE = (
    rf"(?P<list>{HAN}{{1,3}}(?:、{HAN}{{1,3}})+，{HAN}{{1,3}}(?:、{HAN}{{1,3}})"
    rf"+)(?:等(?!于|级)|(?=。)|参加|\d+个)"
)


def check(context: Context) -> Iterator[Finding]:
    """Each comma among words that are parted by 、 otherwise, once."""
    told: set[Place] = set()
    for found in _series(context):
        if found.place not in told:
            told.add(found.place)
            yield found


def _series(context: Context) -> Iterator[Finding]:
    for passage in context.passages_with("，"):
        if "、" not in passage.text or "等" not in passage.text:
            continue
        for match in re.finditer(_SERIES, passage.text):
            if is_whole(passage.text, *match.span("after"), context.cut):
                yield _told(passage, match.start(), match[0], context)
    yield from _numbers(context)
    yield from _of_one_length(context)
    passages = [p for p in context.passages_with("，") if re.search(_MAY_BE_MIXED, p.text)]
    yield from _whole_series(passages, context)
    yield from _before_last(passages, context)
    yield from _of_units(context)
    yield from _of_words(context)


def _whole_series(passages: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """重点产品：种子、农药，肥料、农膜: nothing but names from the colon to the stop, with one
    comma among them.
    """
    for passage in passages:
        for match in re.finditer(_FROM_COLON, passage.text):
            names = re.split("[、，]", match["list"])
            if match["list"].count("，") == 1 and len(names) >= _FEWEST:
                yield _told(passage, match.start("list"), match["list"], context)


def _before_last(passages: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """教室、宿舍、食堂，实验室的安全检查: the last of several words, parted by a comma."""
    for passage in passages:
        for match in re.finditer(_LAST, passage.text):
            names = re.split("[、，]", match["list"])
            start, at = match.start("last"), match.start("list") + len(names[0]) + 1
            if re.search(_NO_NAME, match["last"]) or any(re.search(_NO_NAME, n) for n in names[1:]):
                continue
            if not is_whole(passage.text, start, match.end("last"), context.cut):
                continue
            ends = [at := at + len(name) + 1 for name in names[1:-1]]
            if all(
                is_whole(passage.text, end - 1 - len(name), end - 1, context.cut)
                for name, end in zip(names[1:-1], ends, strict=True)
            ):
                yield _told(passage, match.start("list"), match["list"], context)


def _of_units(context: Context) -> Iterator[Finding]:
    """市财政局、市公安局；市教育局、市水务局为成员单位: units of one list, with ； among them."""
    for passage in context.passages_with("；"):
        for match in re.finditer(_UNITS_OF_LIST, passage.text):
            yield Finding(
                context.spot(passage.place, passage.text, match.start("sign")),
                f"“{match[0]}”是并列的单位，有的用顿号，有的用分号",
                hint=f"写“{match[0].replace('；', '、')}”",
                element=match[0],
            )


def _of_words(context: Context) -> Iterator[Finding]:
    """宣传；培训；演练等工作: words, not clauses, that are parted by ；."""
    for passage in context.passages_with("；"):
        for match in re.finditer(_BY_SEMICOLONS, passage.text) if passage.is_prose else ():
            series = match["list"]
            if not re.search(_CLAUSE_WORD, series):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start() + series.index("；")),
                    f"“{series}”是并列的词，用了分号",
                    hint=f"写“{series.replace('；', '、')}”",
                    level=Level.WARNING,
                    element=series,
                )


def _told(passage: Passage, at: int, series: str, context: Context) -> Finding:
    comma = at + series.index("，")
    return Finding(
        context.spot(passage.place, passage.text, comma),
        f"“{series}”是并列的词，有的用顿号，有的用逗号",
        hint=f"写“{series.replace('，', '、')}”；不是并列的，不用改",
        element=series,
    )


def _numbers(context: Context) -> Iterator[Finding]:
    """3，4月份; 二，三季度."""
    for passage in context.passages_with("，"):
        for match in re.finditer(_NUMBERS, passage.text):
            one, other = match["one"] or match["han"], match["other"] or match["han2"]
            if one.isdigit() and int(other) != int(one) + 1:
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start() + match[0].index("，")),
                f"“{match[0]}”是并列的数，中间用了逗号",
                hint=f"写“{match[0].replace('，', '、')}”",
                element=match[0],
            )


def _of_one_length(context: Context) -> Iterator[Finding]:
    """水稻、小麦，玉米、大豆等: at least four things, all named with as many characters."""
    for passage in context.passages_with("，"):
        if passage.text.count("、") < 2:
            continue
        for match in re.finditer(_ALIKE, passage.text):
            names = re.split("[、，]", match["list"])
            if len({len(name) for name in names[1:]}) != 1 or len(names) < 4:
                continue
            if not (len(names[1]) == 1 or all(map(is_name, names[1:])) or "等" in match[0][-2:]):
                continue
            if len(names[1]) > 1 and not all(
                is_whole(passage.text, start, start + len(name), context.cut)
                for name in names[1:]
                if (start := passage.text.find(name, match.start())) >= 0
            ):
                continue
            yield _told(passage, match.start(), match["list"], context)
