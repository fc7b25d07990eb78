"""称谓：上行文里称上级“你局”“你办”，下行文里称下级“贵局”。

请示、报告称上级“贵……”或写机关名称；通知、批复、通报、决定称下级“你……”；函两种都可以。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding

NAME = "称谓"
LEVEL = Level.WARNING
BASIS = "称谓与行文方向一致"
EACH_PASSAGE = True
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
_YOUR = "你(?P<unit>[局委办厅部院校市县区镇乡府会省州]|单位|公司|中心|领导小组)"
_DOWNWARD = ("通知", "批复", "通报", "决定", "命令")
_HONOURED = (
    "(?<![富珍宝昂高名尊])贵(?P<unit>[局委办厅院部校县区镇乡府省](?![阳州港池溪定德])|市(?!民|场)"
    "|单位|公司|中心|街道)"
)
_OUTSIDE = ("单位", "公司", "中心")
"""What may be outside the office's own line: a notice may go to it out of courtesy."""
_QUOTED = "《[^《》]*》|“[^“”]*”"
NEEDS = ("你", "贵")


def check(context: Context) -> Iterator[Finding]:
    """Each 你… in a text that goes up; those quoted are another's words."""
    if context.document.kind in _DOWNWARD:
        yield from _honoured(context)
    if not context.kind.upward:
        return
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
