"""称谓：上行文里称上级“你局”“你办”，下行文里称下级“贵局”；上行文用了“请……务必”这样命令的口气。

请示、报告称上级“贵……”或写机关名称；通知、批复、通报、决定称下级“你……”；函两种都可以。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "称谓"
LEVEL = Level.WARNING
BASIS = "称谓与行文方向一致"
WRONG = """\
文种: 请示
标题: 云溪市读书协会关于举办读书节的请示
签发人: 王刚
正文:
- 请你局予以支持。
"""
RIGHT = """\
文种: 请示
标题: 云溪市读书协会关于举办读书节的请示
签发人: 王刚
正文:
- 请市教育局予以支持，《你局关于举办读书节的请示》是另一份文件。
"""
_YOUR = (
    "你(?P<unit>[省市县区州]?(?:人民)?政府|[省市县区州]委|党委|们(?=予以|给予|审|"
    "批|支持|研究|同意)|[局委办厅部院校市县区镇乡府会省州]|单位|公司|中心|领导小组)"
)
_DOWNWARD = ("通知", "批复", "通报", "决定", "命令")
_HONOURED = (
    "(?<![富珍宝昂高名尊])贵(?P<unit>[局委办厅院部校县区镇乡府省](?![阳州港池溪定德])|市(?!民|场)"
    "|单位|公司|中心|街道)"
)
_OUTSIDE = ("单位", "公司", "中心")
"""What may be outside the office's own line: a notice may go to it out of courtesy."""
_OWN_LETTER = (
    "(?P<own>我(?P<unit>局|委|办|厅|部|院|校|市|县|区|镇|乡|府|会|省|州|单位|公司|中心|处|所|社|街道|集团|管委会)(?:报来的?|来)?)"
    "(?:《[^《》]+》|关于[^，。]{4,60}的(?:请示|函|报告|来函))(?:（[^（）]*）)?(?:已)?(?:收悉|收到|悉)"
)
_FIRST = 4
_SUPERIOR = "(?<![富珍宝昂高名尊])贵(?:省|市|县|区|州|镇|乡)(?:人民)?(?:政府|委)(?!员)"
_COMMANDS = (
    "(?:恳|敬|提)?请(?:贵?[省市县区州]?(?:人民)?(?:政府|[省市县区州]委|党委|局|委|办|厅|部|单位|上级|领导)?|[^，。；：的将把各给予批]{2,8}?[府委局厅办部])"
    "(?P<word>务必|必须|务须|限期|责成你们|立即整改|遵照执行|认真贯彻|抓好落实|按时报送)"
)
"""What is said to a body below, in a request to one above."""
_QUOTED = "《[^《》]*》|“[^“”]*”"
NEEDS = (
    "你",
    "贵",
    "悉",
    "收到",
    "务必",
    "必须",
    "务须",
    "限期",
    "责成",
    "立即整改",
    "遵照",
    "认真贯彻",
    "抓好落实",
    "按时报送",
)


def check(context: Context) -> Iterator[Finding]:
    """Each 你… in a text that goes up; those quoted are another's words."""
    yield from _own_letter(context)
    if context.document.kind in _DOWNWARD:
        yield from _honoured(context)
    if not context.kind.upward:
        return
    yield from _own_superior(context)
    for passage in context.passages_with("请"):
        for match in re.finditer(_COMMANDS, passage.text):
            yield Finding(
                context.spot(passage.place, passage.text, match.start("word")),
                f"{context.document.kind}是上行文，“{match[0]}”是命令的口气",
                hint=f"删去“{match['word']}”，写“恳请……”“请予……”",
                element=match["word"],
            )
    for passage in context.passages_with("你"):
        quoted = [match.span() for match in re.finditer(_QUOTED, passage.text)]
        for match in re.finditer(_YOUR, passage.text):
            if any(start <= match.start() < end for start, end in quoted):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"{context.document.kind}是上行文，称上级“{match[0]}”不妥",
                hint=f"写“贵{match['unit']}”，或写机关名称",
                element=match[0],
            )


def _own_letter(context: Context) -> Iterator[Finding]:
    """我局《关于……的请示》收悉, at the beginning of an answer: what came is another's."""
    if context.document.kind not in ("批复", "函"):
        return
    for passage in context.passages_by_part[0][:_FIRST]:
        match = re.match(_OWN_LETTER, passage.text) if passage.is_prose else None
        if match:
            right = "你" if context.document.kind == "批复" else "你（贵）"
            yield Finding(
                context.spot(passage.place, passage.text, 0),
                f"收到的是来文，写成了“{match['own']}”的",
                hint=f"写“{right}{match['unit']}《……》收悉”",
                element=match["own"],
            )


def _own_superior(context: Context) -> Iterator[Finding]:
    """贵县政府, as one says to whom one does not belong."""
    for passage in context.passages_with("贵"):
        for match in re.finditer(_SUPERIOR, passage.text) if passage.is_prose else ():
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"{context.document.kind}是上行文，称本级政府、党委“{match[0]}”不妥",
                hint=f"写“{match[0][1:]}”",
                element=match[0],
            )


def _honoured(context: Context) -> Iterator[Finding]:
    """Each 贵… in a text that goes down, where 你… is said."""
    for passage in context.passages_with("贵"):
        quoted = [match.span() for match in re.finditer(_QUOTED, passage.text)]
        for match in re.finditer(_HONOURED, passage.text) if passage.is_prose else ():
            if any(start <= match.start() < end for start, end in quoted):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"{context.document.kind}是下行文，称下级“{match[0]}”不妥",
                hint=f"写“你{match['unit']}”；发给不相隶属的单位的，用函",
                level=Level.NOTICE if match["unit"] in _OUTSIDE else None,
                element=match[0],
            )
