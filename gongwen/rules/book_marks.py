"""书名号写法：书名号打成了别的符号：‹ ›、< >、« »。

文件、法规的名称用书名号《》，里面再引文件名才用单书名号〈〉（GB/T 15834-2011 4.15）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "书名号写法"
LEVEL = Level.WARNING
BASIS = "GB/T 15834-2011 4.15"
STANDS_ALONE = True
COVERS = ("标点不成对",)
WRONG = """\
正文:
- 根据‹云溪市森林防火办法›，请抓好落实。
- 按照<<云溪市读书节方案>>要求，抓好落实。
- 按照《云溪市读书节方案>要求，抓好落实。
"""
RIGHT = """\
正文:
- 根据《云溪市森林防火办法》，当森林火险等级>3级、<5级时，请抓好落实。
- 认真学习《关于印发〈读书节方案〉的通知》。
"""

_OPEN, _CLOSE = "[‹<＜〈«《]", "[›>＞〉»》]"
_NAME = re.compile(
    rf"(?P<open>{_OPEN}{{1,2}})(?P<name>(?:{HAN}|[（）〔〕“”0-9、]){{2,60}}?)(?P<close>{_CLOSE}{{1,2}})"
)
_ACT = re.compile(
    "(?:法|条例|办法|规定|细则|方案|意见|通知|规划|标准|决定|纲要|制度|规则|预案|报告|决议|计划|指南"
    "|要点|公约|章程|通报|公告|批复)(?:（[^（）]*）)?$"
)
"""How the names of acts end: what else stands in < > may be a blank to fill in."""
_NEEDLES = ("‹", "<", "＜", "〈", "«", "›", ">", "＞", "〉", "»")


def check(context: Context) -> Iterator[Finding]:
    """Each name in marks that are no 《》; 〈〉 within 《》 are right."""
    for passage in context.passages_with(*_NEEDLES):
        for match in _NAME.finditer(passage.text):
            marks = match["open"] + match["close"]
            before = passage.text[: match.start()]
            inside = before.count("《") > before.count("》")
            if marks == "《》" or (marks == "〈〉" and inside):
                continue
            if marks[0] in "<＜" and not _ACT.search(match["name"]):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{match[0]}”的书名号打成了别的符号",
                hint=f"写成“{'〈' if inside else '《'}{match['name']}{'〉' if inside else '》'}”",
                element=match[0],
                length=len(match[0]),
            )
