"""批注残留：起草、审核时写的批注、疑问留在了正文里。

“（数字待核）”“【此处请市教育局补充】”“（张三：建议删去）”“？？”，印发以前办完、删掉。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding

NAME = "批注残留"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
EACH_PASSAGE = True
NEEDS = ("（", "(", "【", "[", "？", "?")
WRONG = """\
正文:
- 全市现有书屋120家（数字待核），【此处请市教育局补充】。
"""
RIGHT = """\
正文:
- 全市现有书屋120家（不含学校），奖项分设一、二、三等奖（名额另行通知），由市教育局补充审核。
"""

_WORDS = (
    "待核|待定稿|待补|待确认|待查|待落实后填|请核|请补|请确认|请修改|请.{1,8}(?:补充|核实|确认|提供|修改)(?!意见)|需核实|需确认|核一下|查一下|再核|暂缺|此处|此句|此段|这里要|这句|这段"
    "|建议删|建议改|拟删|已删|原文为|原为|应为|改为|改成|修改为(?!准)|已改|未改|存疑|有疑问|是否.{0,10}[？?]$|[？?]$|批注|审核意见|领导意见|备注：|注意："
)
_NOTE = rf"[（(【\[](?P<note>[^（）()【】\[\]《》]{{0,24}}?(?:{_WORDS})[^（）()【】\[\]《》]{{0,16}})[）)】\]]"
_OF_FORM = "以下|简称|原[\\u4e00-\\u9fff]{2,12}(?:局|委|厅|镇|乡|村|县|区|校)|第[一二三四五六七八九十\\d]+条|有效期|可[改]|名称|更名|地名|现"
_QUESTIONS = "[？?]{2,}|（[？?]+）|【[^【】]{0,20}[？?]】"
_SIGNS = (
    "待",
    "请",
    "核",
    "查",
    "暂缺",
    "此",
    "这",
    "删",
    "改",
    "为",
    "存疑",
    "有疑问",
    "？",
    "?",
    "批注",
    "意见",
    "注",
)


def check(context: Context) -> Iterator[Finding]:
    """Each note that a drafter or a reviewer left."""
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        told: set[int] = set()
        notes = re.finditer(_NOTE, text) if any(map(text.count, _SIGNS)) else ()
        for match in (*notes, *re.finditer(_QUESTIONS, text)):
            if match.start() in told or re.search(_OF_FORM, match[0]):
                continue
            told.add(match.start())
            yield Finding(
                context.spot(passage.place, text, match.start()),
                f"“{match[0]}”像是起草、审核时的批注",
                hint="办完以后删掉；正文本来就有的，不用改",
                level=Level.NOTICE if context.stage == "征求意见稿" else None,
                element=match[0],
            )
