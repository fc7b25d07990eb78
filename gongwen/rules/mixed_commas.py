"""并列标点：一串并列的词，有的用顿号隔开，有的用逗号隔开。

只查有把握的：几个一样长的词，中间一处用了逗号，后面以“等”收尾。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..paper.characters import HAN
from ..paper.people import is_name
from ..paper.seams import is_whole
from ..problem import Level
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
_ALIKE = (
    rf"(?P<list>{HAN}{{1,3}}(?:、{HAN}{{1,3}})+，{HAN}{{1,3}}(?:、{HAN}{{1,3}})"
    rf"+)(?:等(?!于|级)|(?=。)|参加|\d+个)"
)


def check(context: Context) -> Iterator[Finding]:
    """Each comma among words that are parted by 、 otherwise."""
    for passage in context.passages_with("，"):
        if "、" not in passage.text or "等" not in passage.text:
            continue
        for match in re.finditer(_SERIES, passage.text):
            if is_whole(passage.text, *match.span("after"), context.cut):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"“{match[0]}”是并列的词，有的用顿号，有的用逗号",
                    hint=f"写“{match[0].replace('，', '、')}”",
                    element=match[0],
                )
    yield from _numbers(context)
    yield from _of_one_length(context)


def _numbers(context: Context) -> Iterator[Finding]:
    """3，4月份; 二，三季度."""
    for passage in context.passages_with("，"):
        for match in re.finditer(_NUMBERS, passage.text):
            one, other = match["one"] or match["han"], match["other"] or match["han2"]
            if one.isdigit() and int(other) != int(one) + 1:
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
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
            at = match.start() + match["list"].index("，")
            if len(names[1]) > 1 and not all(
                is_whole(passage.text, start, start + len(name), context.cut)
                for name in names[1:]
                if (start := passage.text.find(name, match.start())) >= 0
            ):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"“{match['list']}”是并列的词，有的用顿号，有的用逗号",
                hint=f"写“{match['list'].replace('，', '、')}”",
                element=match["list"],
            )
